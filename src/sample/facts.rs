//! What is known of Wales and must come out of the sample: counts of children, services, notices and concerns.
//!
//! Published: 7,198 and 7,188 children looked after; of the 7,198: 65.6% in their authority, 26.3% elsewhere in Wales,
//! 7.4% outside it, 67.7% in foster care (34.2% of it kinship), 61.1% not with family, 80.2% under a care order, 4.7%
//! unaccompanied, 620 with three or more placements, 490 with a change of school; 54.4% of starts for abuse or neglect;
//! 108 of 269 care homes and 1 of 22 fostering services with an open notice; 173 concerns in six months; rises of 23%
//! and 44%. Everything else here is invented so that it fits.

use super::table::Codes;

/// Children by when their care began (0: before April 2021; 1, 2, 3: in 2021-22, 2022-23, 2023-24) and when it ended
/// (the same; 4: not by 31 March 2024).
pub(super) const COHORTS: [(u32, u32, u32); 13] = [
    (0, 1, 1473),
    (0, 2, 982),
    (0, 3, 915),
    (0, 4, 3893),
    (1, 1, 360),
    (1, 2, 330),
    (1, 3, 230),
    (1, 4, 730),
    (2, 2, 400),
    (2, 3, 400),
    (2, 4, 1020),
    (3, 3, 430),
    (3, 4, 1555),
];

/// The same for children who receive short breaks only (legal status V3 or V4): 50 at the end.
pub(super) const SHORT_BREAKS: [(u32, u32, u32); 8] =
    [(0, 1, 6), (0, 2, 5), (0, 3, 6), (0, 4, 20), (1, 3, 3), (1, 4, 8), (2, 4, 10), (3, 4, 12)];

/// Of the children who started in 2023-24, those in need because of abuse or neglect (54.4% of 1,985).
pub(super) const STARTED_ABUSE_OR_NEGLECT: u32 = 1080;

/// One more in each of so many authorities: some of the starts are moves from another authority, which the nation does not
/// count, and more of those than of the others are for abuse or neglect.
pub(super) const ABUSE_OR_NEGLECT_BESIDES: u32 = 2;

/// Of the children looked after on 31 March 2024, those with a change of school in the year.
pub(super) const SCHOOL_CHANGED: u32 = 490;

/// Children looked after on 31 March 2024 in one kind of placement.
pub(super) struct Profile {
    /// The kind of placement.
    pub(super) placement_type: &'static str,
    /// Whether they are unaccompanied.
    pub(super) unaccompanied: bool,
    /// How likely each start cohort is to be in it, against the others.
    pub(super) by_start: [u32; 4],
    /// How many are in their authority, elsewhere in Wales, outside Wales, and not known.
    pub(super) locations: [u32; 4],
    /// How many are under each legal status.
    pub(super) legal: &'static [(u32, &'static str)],
    /// How many had three or more placements in the year.
    pub(super) many: u32,
    /// Ages on 31 March 2024 in years, from and below, each with its weight.
    pub(super) ages: &'static [(u32, (i32, i32))],
}

impl Profile {
    /// How many children are in it.
    pub(super) fn children(&self) -> u32 {
        self.locations.iter().sum()
    }
}

/// The codes of `Profile::locations`, in order.
pub(super) const LOCATIONS: Codes = &["in_authority", "elsewhere_in_wales", "outside_wales", "not_known"];

type Ages = &'static [(u32, (i32, i32))];
const ALL_AGES: Ages = &[(5, (0, 1)), (17, (1, 5)), (24, (5, 10)), (39, (10, 16)), (15, (16, 18))];
const YOUNGER: Ages = &[(7, (0, 1)), (24, (1, 5)), (26, (5, 10)), (31, (10, 16)), (12, (16, 18))];
const IN_HOMES: Ages = &[(15, (8, 12)), (55, (12, 16)), (30, (16, 18))];
const TEENAGE: Ages = &[(60, (13, 16)), (40, (16, 18))];
const BABIES: Ages = &[(1, (0, 2))];
const ADOPTED: Ages = &[(12, (0, 1)), (68, (1, 5)), (20, (5, 9))];
const GROWN: Ages = &[(1, (16, 18))];

const fn profile(
    placement_type: &'static str,
    by_start: [u32; 4],
    ages: Ages,
    locations: [u32; 4],
    legal: &'static [(u32, &'static str)],
    many: u32,
) -> Profile {
    Profile { placement_type, unaccompanied: false, by_start, locations, legal, many, ages }
}

const fn arrived(
    placement_type: &'static str,
    locations: [u32; 4],
    legal: &'static [(u32, &'static str)],
    many: u32,
) -> Profile {
    Profile { placement_type, unaccompanied: true, by_start: [0, 5, 30, 60], locations, legal, many, ages: GROWN }
}

const EVEN: [u32; 4] = [10, 10, 10, 10];
const LATE: [u32; 4] = [5, 7, 10, 15];
const RECENT: [u32; 4] = [0, 0, 3, 10];

/// The 7,198 children, the most constrained kinds first; the last takes whoever is left.
pub(super) const PROFILES: [Profile; 18] = [
    profile("residential_family_centre", RECENT, BABIES, [0, 8, 10, 0], &[(14, "C1"), (4, "C2")], 4),
    arrived("independent", [12, 2, 0, 1], &[(14, "V2"), (1, "C2")], 2),
    arrived("supported_accommodation", [72, 30, 4, 4], &[(105, "V2"), (5, "C2")], 15),
    arrived("residential_home", [6, 12, 0, 0], &[(17, "V2"), (1, "C2")], 2),
    arrived("other", [2, 2, 0, 1], &[(4, "V2"), (1, "C2")], 2),
    arrived("foster_other", [120, 65, 0, 5], &[(180, "V2"), (10, "C2")], 15),
    profile("secure", LATE, TEENAGE, [0, 8, 4, 0], &[(6, "C2"), (6, "J1")], 5),
    profile("custody", LATE, TEENAGE, [0, 2, 5, 0], &[(4, "J1"), (1, "J2"), (2, "C2")], 2),
    profile("health", LATE, TEENAGE, [2, 2, 1, 0], &[(3, "C2"), (2, "V2")], 2),
    profile("residential_school", EVEN, IN_HOMES, [0, 17, 23, 0], &[(26, "C2"), (14, "V2")], 3),
    profile("adoption", [2, 6, 15, 8], ADOPTED, [55, 120, 45, 10], &[(229, "E1"), (1, "D1")], 0),
    profile("independent", EVEN, GROWN, [13, 5, 1, 1], &[(8, "C2"), (12, "V2")], 5),
    profile("supported_accommodation", EVEN, GROWN, [33, 8, 13, 1], &[(30, "C2"), (25, "V2")], 20),
    profile("other", LATE, TEENAGE, [13, 14, 5, 3], &[(20, "C2"), (10, "V2"), (3, "C1"), (2, "L1")], 28),
    profile(
        "residential_home",
        [11, 10, 9, 8],
        IN_HOMES,
        [184, 278, 160, 0],
        &[(430, "C2"), (146, "V2"), (40, "C1"), (4, "J1"), (2, "L2")],
        130,
    ),
    profile("parents", [11, 12, 10, 7], YOUNGER, [985, 118, 30, 0], &[(993, "C2"), (140, "C1")], 40),
    profile(
        "foster_kinship",
        EVEN,
        YOUNGER,
        [1240, 360, 62, 5],
        &[(1290, "C2"), (230, "C1"), (145, "V2"), (2, "E1")],
        95,
    ),
    profile(
        "foster_other",
        EVEN,
        ALL_AGES,
        [1985, 842, 170, 19],
        &[(2186, "C2"), (330, "C1"), (424, "V2"), (70, "E1"), (3, "L1"), (2, "L2"), (1, "L3")],
        250,
    ),
];

/// Registered services of one type: how many were registered before April 2021 and stayed, and how many came and
/// went in each year.
pub(super) struct Stock {
    /// The service type.
    pub(super) service_type: &'static str,
    /// Registered before April 2021 and never cancelled since.
    pub(super) stable: u32,
    /// Registered before April 2021, cancelled in each year.
    pub(super) cancelled: [u32; 3],
    /// Registered in each year.
    pub(super) registered: [u32; 3],
    /// Of those registered at the end of each year, how many have an open notice then.
    pub(super) noticed: [u32; 3],
    /// Concerns received about them in each half of each year.
    pub(super) concerns: [(u32, u32); 3],
}

/// Services under the 2016 Act, and their notices and concerns. 31 March 2023: 184 + 13 + 25 + 47 = 269 care homes
/// for children. Concerns: 1,300 in 2021-22, 1,599 in 2022-23 (+23%); care homes for children 150, then 216 (+44%).
pub(super) const STOCKS: [Stock; 9] = [
    stock("care_home_children", 184, [8, 10, 13], [25, 47, 55], [74, 108, 96], [(72, 78), (100, 116), (112, 121)]),
    stock("fostering", 22, [1, 1, 0], [0, 0, 1], [0, 1, 2], [(31, 33), (42, 50), (46, 47)]),
    stock("secure_accommodation", 1, [0; 3], [0; 3], [0; 3], [(5, 6), (6, 7), (6, 5)]),
    stock("residential_family_centre", 4, [0; 3], [0, 1, 0], [0, 1, 0], [(2, 2), (3, 3), (2, 4)]),
    stock("adoption", 8, [0; 3], [0; 3], [0; 3], [(2, 3), (3, 3), (2, 4)]),
    stock("advocacy", 6, [0; 3], [0; 3], [0; 3], [(1, 2), (2, 2), (2, 1)]),
    stock("special_school_residential", 5, [0; 3], [0; 3], [1, 0, 1], [(4, 3), (4, 4), (5, 4)]),
    stock("care_home_adults", 968, [24, 21, 19], [14, 16, 15], [66, 71, 62], [(262, 268), (309, 321), (332, 328)]),
    stock("domiciliary_support", 508, [18, 15, 16], [27, 24, 22], [24, 29, 27], [(131, 136), (156, 160), (164, 167)]),
];

/// Concerns about what is not in the register of services: the authorities' own functions and the 2010 Measure.
pub(super) const OTHER_CONCERNS: [(&str, [(u32, u32); 3]); 5] = [
    ("adult_placement", [(2, 3), (3, 3), (3, 2)]),
    ("child_minding", [(20, 22), (24, 24), (26, 25)]),
    ("day_care", [(43, 45), (52, 54), (55, 56)]),
    ("local_authority_children", [(36, 38), (45, 46), (49, 50)]),
    ("local_authority_adults", [(24, 26), (28, 29), (30, 30)]),
];

const fn stock(
    service_type: &'static str,
    stable: u32,
    cancelled: [u32; 3],
    registered: [u32; 3],
    noticed: [u32; 3],
    concerns: [(u32, u32); 3],
) -> Stock {
    Stock { service_type, stable, cancelled, registered, noticed, concerns }
}

/// Children looked after per 10,000 under 18 in March 2024, about, by GSS code; an authority not named has 116.
pub(super) const RATES: [(&str, u64); 22] = [
    ("W06000001", 111),
    ("W06000002", 130),
    ("W06000003", 98),
    ("W06000004", 84),
    ("W06000005", 80),
    ("W06000006", 124),
    ("W06000023", 101),
    ("W06000008", 118),
    ("W06000009", 104),
    ("W06000010", 56),
    ("W06000011", 106),
    ("W06000012", 95),
    ("W06000013", 127),
    ("W06000014", 105),
    ("W06000015", 134),
    ("W06000016", 140),
    ("W06000024", 151),
    ("W06000018", 121),
    ("W06000019", 147),
    ("W06000020", 186),
    ("W06000021", 125),
    ("W06000022", 109),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn sum_of(numbers: impl IntoIterator<Item = u32>) -> u32 {
        numbers.into_iter().sum()
    }

    fn share(part: u32, whole: u32) -> String {
        format!("{:.1}", 100.0 * f64::from(part) / f64::from(whole))
    }

    #[test]
    fn the_stock_follows_from_the_flows() {
        let live_at = |end: u32| sum_of(COHORTS.iter().filter(|c| c.0 <= end && c.1 > end).map(|c| c.2));
        assert_eq!([live_at(1), live_at(2), live_at(3)], [7080, 7188, 7198]);
        let started = sum_of(COHORTS.iter().filter(|c| c.0 == 3).map(|c| c.2));
        assert_eq!((started, share(STARTED_ABUSE_OR_NEGLECT, started).as_str()), (1985, "54.4"));
        assert_eq!(sum_of(SHORT_BREAKS.iter().filter(|c| c.1 == 4).map(|c| c.2)), 50);
    }

    #[test]
    fn the_profiles_have_the_published_shares() {
        let all = sum_of(PROFILES.iter().map(Profile::children));
        assert_eq!(all, 7198);
        for profile in &PROFILES {
            assert_eq!(profile.children(), sum_of(profile.legal.iter().map(|l| l.0)), "{}", profile.placement_type);
        }
        let of_type = |kind: &str| sum_of(PROFILES.iter().filter(|p| p.placement_type == kind).map(Profile::children));
        let (kinship, parents) = (of_type("foster_kinship"), of_type("parents"));
        let foster = kinship + of_type("foster_other");
        assert_eq!((share(foster, all).as_str(), share(kinship, foster).as_str()), ("67.7", "34.2"));
        assert_eq!(share(all - kinship - parents, all), "61.1");
        let at = |place: usize| share(sum_of(PROFILES.iter().map(|p| p.locations[place])), all);
        assert_eq!([at(0), at(1), at(2)], ["65.6", "26.3", "7.4"]);
        let orders = PROFILES.iter().flat_map(|p| p.legal).filter(|l| l.1.starts_with('C')).map(|l| l.0);
        assert_eq!(share(sum_of(orders), all), "80.2");
        assert_eq!(share(sum_of(PROFILES.iter().filter(|p| p.unaccompanied).map(Profile::children)), all), "4.7");
        assert_eq!(sum_of(PROFILES.iter().map(|p| p.many)), 620);
    }

    #[test]
    fn services_and_concerns_have_the_published_counts() {
        let open = |stock: &Stock, year: usize| {
            stock.stable
                + sum_of(stock.cancelled[year..].iter().skip(1).copied())
                + sum_of(stock.registered[..=year].iter().copied())
        };
        assert_eq!([open(&STOCKS[0], 1), open(&STOCKS[1], 1)], [269, 22]);
        let all = |year: usize| {
            let inside = STOCKS.iter().map(|s| s.concerns[year]);
            sum_of(inside.chain(OTHER_CONCERNS.iter().map(|o| o.1[year])).map(|(a, b)| a + b))
        };
        assert_eq!([all(0), all(1)], [1300, 1599]);
        assert_eq!(STOCKS[..3].iter().map(|s| s.concerns[1].1).sum::<u32>(), 173);
    }
}
