//! The protection of real figures, and of made-up ones by the real policy: what is safe, what is steady, what is refused.

use std::collections::BTreeMap;
use std::path::PathBuf;

use trosolwg::disclosure::{History, Safe, protect};
use trosolwg::domain::{Audience, Basis, Figure, FigureKey, GeographyLevel, Kind, Period, PeriodKind, Print, Year};
use trosolwg::pipeline;

use super::support::{published, wales};

const NOW: &str = "000002-now";

fn year() -> Period {
    Period::all_in(Year::starting(2023), PeriodKind::Year)[0]
}

/// A count of the year to March 2024.
fn count(
    indicator: &str,
    (level, place): (GeographyLevel, &str),
    (breakdown, category): (&str, &str),
    n: u32,
) -> Figure {
    let definition = wales().indicator(indicator).unwrap();
    assert_eq!(definition.kind, Kind::Count, "{indicator}");
    let key = FigureKey {
        indicator: indicator.into(),
        version: definition.version,
        basis: Basis::HEADLINE,
        period: year(),
        geography_level: level,
        geography: place.into(),
        breakdown: breakdown.into(),
        category: category.into(),
    };
    let n = Some(f64::from(n));
    Figure { numerator: n, value: n, ..Figure::blank(key, Kind::Count, definition.unit(), year().last_day()) }
}

/// The children looked after by each authority, and in all places above.
fn looked_after(of: impl Fn(usize) -> u32) -> Vec<Figure> {
    let mut places: BTreeMap<(GeographyLevel, &str), u32> = BTreeMap::new();
    for (at, authority) in wales().reference.authorities.iter().enumerate() {
        let nation = (GeographyLevel::Nation, &*wales().collection.nation);
        let region = (GeographyLevel::Region, &*authority.region);
        for place in [nation, region, (GeographyLevel::Authority, authority.code.as_str())] {
            *places.entry(place).or_default() += of(at);
        }
    }
    sorted(places.into_iter().map(|(place, n)| count("looked_after", place, ("", ""), n)).collect())
}

fn sorted(mut figures: Vec<Figure>) -> Vec<Figure> {
    figures.sort_by(|a, b| a.key.cmp(&b.key));
    figures
}

fn protected(figures: &[Figure], history: &History) -> (BTreeMap<String, Option<f64>>, Vec<Print>) {
    let (safe, report) = protect(figures, wales(), Audience::Public, history).unwrap();
    (numbers(&safe), report.prints)
}

/// What is shown, by place and category.
fn numbers(safe: &Safe) -> BTreeMap<String, Option<f64>> {
    let figures = safe.figures().iter();
    figures.map(|figure| (format!("{}{}", figure.key.geography, figure.key.category), figure.value.shown())).collect()
}

#[test]
fn the_whole_release_is_protected_alike_each_time_and_no_protected_count_can_be_fewer_than_three_numbers() {
    let store: PathBuf = published().root.join("store");
    let release = pipeline::release(&store, None).unwrap();
    let figures = release.figures().unwrap();
    let history = History::before(&release.id, release.prints().unwrap());
    let (safe, report) = protect(&figures, wales(), Audience::Public, &history).unwrap();
    assert!(safe.figures().len() > 50_000, "{}", safe.figures().len());
    let protected: usize = report.systems.iter().map(|system| system.outcome.protected).sum();
    assert!(protected > 20_000, "{protected}");
    for system in &report.systems {
        assert!(system.outcome.narrowest.is_none_or(|numbers| numbers >= 3.0), "{system:?}");
        assert_eq!(system.outcome.told_before, 0, "{system:?}");
    }
    let again = protect(&figures, wales(), Audience::Public, &history).unwrap();
    assert!(again.0.figures() == safe.figures() && again.1.prints == report.prints);
    assert!(report.prints == release.prints().unwrap(), "the store keeps other prints than are made");
}

#[test]
fn what_was_rounded_once_is_printed_alike_when_another_authority_sends_again() {
    let first = looked_after(|at| 3 + u32::try_from(at).unwrap() * 7);
    let (before, prints) = protected(&first, &History { release: "000001-then".into(), prints: Vec::new() });
    let second = looked_after(|at| if at == 4 { 88 } else { 3 + u32::try_from(at).unwrap() * 7 });
    let history = History::before(NOW, prints);
    let (after, prints) = protected(&second, &history);
    let moved: Vec<&String> = before.iter().filter(|(place, n)| after[*place] != **n).map(|(place, _)| place).collect();
    let sender = &wales().reference.authorities[4];
    let above = [sender.code.as_str(), &*sender.region, &*wales().collection.nation];
    assert!(moved.iter().all(|place| above.contains(&place.as_str())), "{moved:?} moved");
    let releases: Vec<&str> = prints.iter().map(|print| &*print.release).collect();
    assert!(releases.contains(&"000001-then") && releases.contains(&NOW), "both are remembered");
}

#[test]
fn a_release_that_prints_nothing_new_is_not_remembered_twice() {
    let figures = looked_after(|at| 3 + u32::try_from(at).unwrap() * 7);
    let (before, prints) = protected(&figures, &History { release: "000001-then".into(), prints: Vec::new() });
    let (after, again) = protected(&figures, &History::before(NOW, prints.clone()));
    assert_eq!((before, prints), (after, again));
}

/// Notices by type of service, those of the types that are never told apart in `few`.
fn notices(total: u32, homes: u32, few: u32) -> Vec<Figure> {
    let nation = (GeographyLevel::Nation, &*wales().collection.nation);
    let by = |category: &'static str, n| count("concerns", nation, ("service_type", category), n);
    let rest = total - homes - few;
    sorted(vec![
        count("concerns", nation, ("", ""), total),
        by("care_home_children", homes),
        by("fostering", rest),
        by("secure_accommodation", few),
    ])
}

#[test]
fn one_category_that_is_never_told_apart_takes_another_with_it() {
    let (shown, _) = protected(&notices(173, 150, 3), &History::default());
    let hidden: Vec<&String> = shown.iter().filter(|(_, number)| number.is_none()).map(|(what, _)| what).collect();
    assert_eq!(hidden.len(), 2, "{shown:?}");
    assert_eq!(shown["W92000004"], Some(173.0));
}

#[test]
fn a_total_that_grows_by_what_is_withheld_is_not_printed_beside_the_old_one() {
    // The first release has no secure accommodation, so that nothing is withheld for it.
    let nation = (GeographyLevel::Nation, &*wales().collection.nation);
    let by = |category: &'static str, n| count("concerns", nation, ("service_type", category), n);
    let first =
        sorted(vec![count("concerns", nation, ("", ""), 170), by("care_home_children", 150), by("fostering", 20)]);
    let (before, prints) = protected(&first, &History { release: "000001-then".into(), prints: Vec::new() });
    assert!(before.values().all(Option::is_some), "{before:?}");
    let (after, _) = protected(&notices(173, 150, 3), &History::before(NOW, prints));
    // Homes and fostering are what they were: with the new total, the difference would be those of the one secure home.
    assert_eq!(after["W92000004"], None, "{after:?}");
    let (alone, _) = protected(&notices(173, 150, 3), &History::default());
    assert!(alone["W92000004"].is_some());
}

#[test]
fn categories_that_cannot_be_those_of_their_total_stop_the_run() {
    let nation = (GeographyLevel::Nation, &*wales().collection.nation);
    let figures = sorted(vec![
        count("looked_after", nation, ("", ""), 100),
        count("looked_after", nation, ("sex", "female"), 40),
        count("looked_after", nation, ("sex", "male"), 59),
    ]);
    let stopped = protect(&figures, wales(), Audience::Public, &History::default()).unwrap_err().to_string();
    assert!(
        stopped.contains("the categories of looked_after at W92000004 for 2023-24 cannot be those of its total"),
        "{stopped}"
    );
}

#[test]
fn an_authority_more_never_unprotects_another() {
    let all = looked_after(|at| 1 + u32::try_from(at).unwrap() % 6);
    for fewer in 1..4 {
        let left_out: Vec<&str> =
            wales().reference.authorities.iter().rev().take(fewer).map(|one| one.code.as_str()).collect();
        let some: Vec<Figure> =
            all.iter().filter(|figure| !left_out.contains(&&*figure.key.geography)).cloned().collect();
        for figures in [&some, &all] {
            let (_, report) = protect(figures, wales(), Audience::Public, &History::default()).unwrap();
            let narrowest = report.systems.iter().filter_map(|system| system.outcome.narrowest).min_by(f64::total_cmp);
            assert!(narrowest.unwrap() >= 3.0, "{narrowest:?}");
        }
    }
}
