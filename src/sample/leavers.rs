//! `care_leavers`: whoever is owed leaving-care duties on 31 March: from 16 while still looked after, then to 21, in
//! education to 25.

use super::Study;
use super::book::Book;
use super::calendar::{Span, birthday, years};
use super::dice::Dice;
use super::life::Life;
use super::table::{Cell, code};
use super::tables::CARE_LEAVERS;
use crate::diagnostic::Error;

/// One in so many has no personal adviser: fewer than two in a hundred, as caseloads are held against their number.
const WITHOUT_ADVISER: u32 = 60;

/// Reasons for which care ends in a life of one's own.
const GROWN: [&str; 5] =
    ["independent_supported", "independent_unsupported", "when_i_am_ready", "adult_services", "custody"];

/// A young person.
#[derive(Clone, Debug)]
pub(super) struct Leaver {
    /// The authority's own identifier, the same as in care.
    pub(super) id: String,
    /// The day of birth.
    pub(super) birth: i32,
    /// Looked after for thirteen weeks and sixteen years old by then.
    from: i32,
    /// The day care ended.
    pub(super) left: Option<i32>,
    /// Whether duties go on after care.
    owed: bool,
    last_type: &'static str,
    ceased: &'static str,
    /// Its place among the batch's young people.
    pub(super) number: u32,
}

impl Leaver {
    /// The young person whom a child in care becomes, if it is one in the three years.
    pub(super) fn of(life: &Life<'_>, number: u32) -> Option<Self> {
        let child = life.child;
        let from = birthday(child.birth, 16).max(child.since + 91);
        // Who goes home, is adopted or dies is owed nothing further.
        let owed = child.ceased.is_empty() || child.ceased == "other" || GROWN.contains(&child.ceased);
        if child.short_breaks || from >= life.end() {
            return None;
        }
        let last_type = life.stays.last().map_or("", |stay| stay.setting.placement_type);
        let ceased = child.ceased;
        Some(Self {
            id: child.id.clone(),
            birth: child.birth,
            from,
            left: child.until,
            owed,
            last_type,
            ceased,
            number,
        })
    }

    /// Those who left care before the three years began.
    pub(super) fn before(study: &Study, [authority, batch]: [u32; 2], children: usize, next: u32) -> Vec<Self> {
        let mut dice = study.seed.dice("leavers", &[authority, batch]);
        let horizon = study.calendar.cohort(1).first;
        // Some 600 a year in Wales, of 12,330 children with a period of care in the three years.
        let count = u32::try_from(children * 1800 / 12_330).unwrap_or(0);
        let mut before = |place: u32| {
            let left = horizon - 1 - dice.day(0, years(3) - 1);
            let ceased = dice.pick(&[
                (27, "when_i_am_ready"),
                (38, "independent_supported"),
                (10, "independent_unsupported"),
                (25, "other"),
            ]);
            let last_type = if ceased == "when_i_am_ready" {
                "foster_other"
            } else {
                dice.pick(&[(30, "foster_other"), (28, "residential_home"), (42, "supported_accommodation")])
            };
            let number = u64::from(batch) * 5_000 + u64::from(place) + 1;
            Self {
                id: format!("L{:09}", number * 314_159_269 % 999_999_937),
                birth: birthday(left, -18),
                from: left - years(2),
                left: Some(left),
                owed: true,
                last_type,
                ceased,
                number: next + place,
            }
        };
        (0..count).map(&mut before).collect()
    }

    /// From when duties are owed.
    pub(super) fn eligible_from(&self) -> i32 {
        self.from
    }

    /// From when there are pathway reviews.
    pub(super) fn pathway_from(&self) -> i32 {
        self.from + 60
    }

    /// Whether there is an adviser.
    pub(super) fn has_adviser(&self) -> bool {
        self.number % WITHOUT_ADVISER != WITHOUT_ADVISER - 1
    }

    fn in_education_after_21(&self) -> bool {
        self.number % 9 == 4
    }

    /// The category on a day; nothing where no duty is owed.
    pub(super) fn category(&self, day: i32) -> Option<&'static str> {
        let of = |age| birthday(self.birth, age) <= day;
        let looked_after = self.left.is_none_or(|left| left > day);
        if day < self.from || of(25) {
            return None;
        }
        match (looked_after, of(18), of(21)) {
            (true, ..) => Some("1"),
            _ if !self.owed => None,
            (_, false, _) => Some("2"),
            (_, _, false) => Some("3"),
            _ => self.in_education_after_21().then_some("4"),
        }
    }
}

/// Writes the rows of one 31 March, and says how many of them have an adviser.
pub(super) fn write(
    leavers: &[Leaver],
    (number, year): (u32, Span),
    dice: &mut Dice,
    book: &mut Book<'_>,
) -> Result<u32, Error> {
    let mut advised = 0;
    for leaver in leavers {
        let Some(category) = leaver.category(year.last) else { continue };
        advised += u32::from(leaver.has_adviser());
        let now = Circumstances::of(leaver, category, dice);
        let age = dice.pick(&[(80, 170), (14, 230), (6, 400)]);
        let plan = leaver.pathway_from().max(year.last - dice.day(1, age));
        let cells = [
            Cell::Text(&leaver.id),
            Cell::Day(leaver.birth),
            Cell::Day(year.last),
            leaver.left.filter(|_| category != "1").into(),
            Cell::Code(category),
            code(leaver.last_type),
            Cell::YesNo(now.in_touch),
            Cell::Code(now.accommodation),
            now.suitable.map_or(Cell::Blank, Cell::YesNo),
            Cell::Code(now.activity),
            Cell::YesNo(leaver.has_adviser()),
            Some(plan).filter(|day| *day <= year.last).into(),
            Cell::YesNo(now.homeless),
            if category == "1" { Cell::Blank } else { Cell::YesNo(dice.chance(710)) },
        ];
        book.row(&CARE_LEAVERS, number, &cells)?;
    }
    Ok(advised)
}

/// How someone lives.
struct Circumstances {
    in_touch: bool,
    accommodation: &'static str,
    suitable: Option<bool>,
    activity: &'static str,
    homeless: bool,
}

impl Circumstances {
    fn of(leaver: &Leaver, category: &str, dice: &mut Dice) -> Self {
        let in_touch = category == "1" || dice.chance(930);
        let activity = if in_touch { dice.pick(ACTIVITIES) } else { "not_known" };
        if !in_touch {
            return Self { in_touch, accommodation: "not_known", suitable: None, activity, homeless: false };
        }
        let accommodation = match (category, leaver.last_type, leaver.ceased) {
            ("1", "parents" | "foster_kinship", _) => "with_family",
            ("1", "supported_accommodation", _) => "supported_accommodation",
            ("1", "independent", _) => "own_tenancy",
            ("1" | "2", "custody", _) => "custody",
            ("1", ..) => "other",
            ("2" | "3", _, "when_i_am_ready") if dice.chance(850) => "when_i_am_ready",
            ("2", ..) => dice.pick(&[(50, "supported_accommodation"), (30, "supported_lodgings"), (20, "with_family")]),
            _ => dice.pick(HOMES),
        };
        let fit = match accommodation {
            "no_fixed_abode" | "bed_and_breakfast" | "emergency" | "custody" => 0,
            "other" | "shared_house" => 900,
            _ => 965,
        };
        let homeless = match accommodation {
            "no_fixed_abode" | "emergency" | "bed_and_breakfast" => true,
            _ => category != "1" && dice.chance(55),
        };
        Self { in_touch, accommodation, suitable: Some(dice.chance(fit)), activity, homeless }
    }
}

const ACTIVITIES: &[(u32, &str)] = &[
    (7, "higher_education"),
    (25, "other_education"),
    (24, "employment_or_training"),
    (11, "not_active_illness"),
    (8, "not_active_caring"),
    (22, "not_active_other"),
    (3, "not_known"),
];

const HOMES: &[(u32, &str)] = &[
    (16, "with_family"),
    (8, "supported_lodgings"),
    (22, "supported_accommodation"),
    (35, "own_tenancy"),
    (5, "shared_house"),
    (1, "foyer"),
    (2, "bed_and_breakfast"),
    (2, "emergency"),
    (3, "custody"),
    (2, "no_fixed_abode"),
    (4, "other"),
];
