//! What holds whatever comes in: what is shown is protected, and no bytes upset intake.

use std::fs;

use proptest::prelude::*;

use super::support::{physical_lines, wales};
use trosolwg::definitions::{Below, Counts, Indicator, Policy};
use trosolwg::disclosure::{History, Protected, Safe, SafeFigure, protect};
use trosolwg::domain::{
    Audience, Basis, Figure, FigureKey, GeographyLevel, Kind, NoteCode, Period, Year, proportion, rate,
};
use trosolwg::intake::{self, Found, LedgerRow, Pseudonyms, Reader};

/// What one authority returned in one year: those counted and those not, or nothing.
type Returned = Option<(u16, u16)>;

/// Tables of small numbers, of large ones, and of both: in the first hardly any shows anything below the nation.
fn table() -> impl Strategy<Value = (usize, Vec<Returned>)> {
    prop_oneof![Just(0u16..12), Just(0..400), Just(10..400)].prop_flat_map(|numbers| {
        let returned = proptest::option::weighted(0.95, (numbers.clone(), numbers));
        (0..reported().len(), proptest::collection::vec(returned, 44))
    })
}

fn policy(indicator: &Indicator) -> &'static Policy {
    wales().collection.disclosure.policy(indicator.counts).unwrap()
}

/// The indicators that the report shows and whose figures are made of counts: a middle value and a sum of others are not,
/// and of rates those for every 10,000 people.
fn reported() -> Vec<&'static Indicator> {
    let of_counts = |indicator: &&Indicator| match indicator.kind {
        Kind::Count | Kind::Proportion => true,
        Kind::Rate => &*indicator.unit() == "per 10000" && indicator.against_indicator().is_none(),
        _ => false,
    };
    wales().indicators.iter().filter(|indicator| wales().report.shows(&indicator.id)).filter(of_counts).collect()
}

/// One figure, as the indicators stage makes it.
fn figure(
    indicator: &Indicator,
    year: i16,
    level: GeographyLevel,
    place: &str,
    returned: Returned,
    before: bool,
) -> Figure {
    let numerator = returned.map(|(counted, _)| f64::from(counted));
    let rest = returned.map_or(0.0, |(_, rest)| f64::from(rest));
    let denominator = match indicator.kind {
        Kind::Proportion => numerator.map(|counted| counted + rest),
        Kind::Rate => numerator.map(|_| 20_000.0),
        _ => None,
    };
    let estimate = match (indicator.kind, numerator, denominator) {
        (Kind::Proportion, Some(counted), Some(whole)) => proportion(counted, whole),
        (Kind::Rate, Some(counted), Some(people)) => rate(counted, people, 10_000.0),
        _ => None,
    };
    let value = if denominator.is_none() { numerator } else { estimate.map(|estimate| estimate.value) };
    let limits = estimate.and_then(|estimate| estimate.limits);
    let period = Period::whole(Year::starting(year));
    let key = FigureKey {
        indicator: indicator.id.clone(),
        version: indicator.version,
        basis: Basis::HEADLINE,
        period,
        geography_level: level,
        geography: place.into(),
        breakdown: "".into(),
        category: "".into(),
    };
    Figure {
        numerator,
        denominator,
        value,
        lower: limits.map(|limits| limits.lower),
        upper: limits.map(|limits| limits.upper),
        compared_with: before.then(|| period.year_earlier()),
        change: value.filter(|_| before),
        change_pct: value.filter(|_| before),
        note_codes: if numerator.is_none() { vec![NoteCode::NotAvailable] } else { Vec::new() },
        ..Figure::blank(key, indicator.kind, indicator.unit(), period.last_day())
    }
}

/// A table for two years: every authority, every region, Wales.
fn figures((indicator, returned): &(usize, Vec<Returned>)) -> Vec<Figure> {
    let indicator = reported()[*indicator];
    let sum = |cells: &[&Returned]| {
        let parts: Vec<_> = cells.iter().filter_map(|cell| **cell).collect();
        (!parts.is_empty()).then(|| parts.iter().fold((0, 0), |sum, part| (sum.0 + part.0, sum.1 + part.1)))
    };
    let mut figures = Vec::new();
    for (year, cells) in [(2022, &returned[..22]), (2023, &returned[22..])] {
        let mut add = |level, place: &str, returned| {
            figures.push(figure(indicator, year, level, place, returned, year == 2023));
        };
        let authorities: Vec<_> = wales().reference.authorities.iter().zip(cells).collect();
        for (authority, cell) in &authorities {
            add(GeographyLevel::Authority, authority.code.as_str(), **cell);
        }
        for region in &wales().reference.regions {
            let inside = authorities.iter().filter(|(authority, _)| authority.region == region.code);
            add(GeographyLevel::Region, &region.code, sum(&inside.map(|(_, cell)| *cell).collect::<Vec<_>>()));
        }
        let nation = sum(&cells.iter().collect::<Vec<_>>());
        add(GeographyLevel::Nation, &wales().collection.nation, nation);
    }
    figures.sort_by(|a, b| a.key.cmp(&b.key));
    figures
}

/// The counts that a figure shows: its numerator, a proportion's denominator, and what is between the two.
fn counts_shown(figure: &SafeFigure) -> Vec<f64> {
    let numerator = figure.numerator.shown();
    let whole = figure.denominator.and_then(Protected::shown).filter(|_| figure.kind == Kind::Proportion);
    numerator.into_iter().chain(whole).chain(numerator.zip(whole).map(|(part, whole)| whole - part)).collect()
}

fn safe_of(table: &(usize, Vec<Returned>)) -> (Vec<Figure>, Safe, &'static Indicator) {
    let figures = figures(table);
    let (safe, report) = protect(&figures, wales(), Audience::Public, &History::default()).unwrap();
    let narrowest = report.systems.iter().filter_map(|system| system.outcome.narrowest);
    assert!(narrowest.into_iter().all(|numbers| numbers >= 3.0), "{:?}", report.systems);
    (figures, safe, reported()[table.0])
}

/// Whether a figure is published: below the nation not every class is.
fn is_published(figure: &Figure, policy: &Policy) -> bool {
    figure.key.geography_level == GeographyLevel::Nation || policy.below_nation.year != Below::None
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_shown_count_of_persons_is_a_multiple_near_the_true_one(table in table()) {
        let (figures, safe, indicator) = safe_of(&table);
        let policy = policy(indicator);
        let Some(base) = policy.base().map(f64::from) else { return Ok(()) };
        for figure in &figures {
            let shown = safe.find(&figure.key.published().unwrap()).unwrap();
            for count in counts_shown(shown) {
                prop_assert!(count % base == 0.0, "{:?} shows {count}", figure.key);
            }
            if let (Some(shown), Some(count), true) =
                (shown.numerator.shown(), figure.numerator, figure.kind != Kind::Proportion)
            {
                prop_assert!((shown - count).abs() < base, "{:?} shows {shown}", figure.key);
            }
        }
    }

    #[test]
    fn places_add_up_as_they_are_printed(table in table()) {
        let (_, safe, indicator) = safe_of(&table);
        if !matches!(indicator.kind, Kind::Count | Kind::Rate) || policy(indicator).base().is_none() { return Ok(()) }
        for year in [2022, 2023] {
            let of = |level| {
                let these = safe.figures().iter().filter(move |figure| figure.key.geography_level == level);
                let these = these.filter(move |figure| figure.key.period == Period::whole(Year::starting(year)));
                these.filter_map(|figure| figure.numerator.shown()).sum::<f64>()
            };
            let nation = of(GeographyLevel::Nation);
            for level in [GeographyLevel::Region, GeographyLevel::Authority] {
                prop_assert!((nation - of(level)).abs() < 0.5, "{level:?} are not {nation}");
            }
        }
    }

    #[test]
    fn what_is_linked_is_never_among_the_safe_figures_nor_changes_one_of_them(table in table()) {
        let (mut figures, safe, _) = safe_of(&table);
        let nation: Vec<Figure> =
            figures.iter().filter(|figure| figure.key.geography_level == GeographyLevel::Nation).cloned().collect();
        for mut linked in nation {
            linked.key.basis = Basis::Linked;
            linked.numerator = linked.numerator.map(|persons| (persons - 1.0).max(0.0));
            linked.value = linked.numerator;
            figures.push(linked);
        }
        figures.sort_by(|a, b| a.key.cmp(&b.key));
        let (again, _) = protect(&figures, wales(), Audience::Public, &History::default()).unwrap();
        prop_assert_eq!(again.figures(), safe.figures());
    }

    #[test]
    fn values_are_made_from_the_counts_that_are_shown(table in table()) {
        let (_, safe, _) = safe_of(&table);
        for figure in safe.figures() {
            let Some(value) = figure.value.shown() else { continue };
            let part = figure.numerator.shown();
            let whole = figure.denominator.and_then(Protected::shown);
            let expected = match figure.kind {
                Kind::Proportion => 100.0 * part.unwrap() / whole.unwrap(),
                Kind::Rate => 10_000.0 * part.unwrap() / whole.unwrap(),
                _ => part.unwrap(),
            };
            prop_assert!((value - expected).abs() < 1e-9, "{:?}: {value}, not {expected}", figure.key);
            let few = figure.kind == Kind::Rate && part.unwrap() < 20.0;
            prop_assert_eq!(figure.note_codes.contains(&NoteCode::LowReliability), few, "{:?}", figure.key);
            let is_low = value != 0.0 && value < 0.05;
            prop_assert_eq!(figure.note_codes.contains(&NoteCode::Low), is_low, "{:?}", figure.key);
        }
    }

    #[test]
    fn a_change_does_not_give_away_a_value_that_is_withheld(table in table()) {
        let (_, safe, _) = safe_of(&table);
        let withheld = |figure: &SafeFigure| figure.value == Protected::Withheld(NoteCode::Confidential);
        for figure in safe.figures() {
            let before = FigureKey { period: figure.key.period.year_earlier(), ..figure.key.clone() };
            if withheld(figure) || safe.find(&before).is_some_and(withheld) {
                prop_assert!(figure.change.and_then(Protected::shown).is_none(), "{:?}", figure.key);
            }
        }
    }

    #[test]
    fn services_and_notices_are_exact_for_the_nation_and_withheld_below_it(table in table()) {
        let (figures, safe, indicator) = safe_of(&table);
        if !matches!(indicator.counts, Counts::Service | Counts::Notice) { return Ok(()) }
        for figure in &figures {
            let shown = safe.find(&figure.key.published().unwrap());
            prop_assert_eq!(shown.is_some(), is_published(figure, policy(indicator)), "{:?}", figure.key);
            if let Some(shown) = shown {
                prop_assert_eq!(shown.numerator.shown(), figure.numerator);
                prop_assert_eq!(shown.value.shown(), figure.value);
            }
        }
    }

    #[test]
    fn whatever_the_bytes_every_line_is_accounted_for(bytes in soup(), block in 1_usize..200) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("placements.csv");
        fs::write(&path, &bytes).unwrap();
        let found = Found::at(&path, "placements", Some(Year::starting(2023)), "W06000001".parse().ok());
        let staging = folder.path().join("staging");
        let reading = intake::read(&found, &Reader {
            definitions: wales(), pseudonyms: &Pseudonyms::new([7; 32]), staging: &staging, threads: 2, block, digest: "",
        }).unwrap();
        prop_assert!(!reading.ledger.is_empty());
        prop_assert!(reading.ledger.iter().all(LedgerRow::adds_up), "{:#?}", reading.ledger);
        // In UTF-16 a byte that looks like a line's end need not be one.
        if !bytes.starts_with(b"\xff\xfe") && !bytes.starts_with(b"\xfe\xff") {
            let lines: u64 = reading.ledger.iter().map(|row| row.lines).sum();
            prop_assert_eq!(lines, physical_lines(&bytes));
        }
        let held: u64 = reading.ledger.iter().map(|row| row.rows_held_back).sum();
        prop_assert_eq!(held, reading.held_back.len() as u64);
    }
}

/// Anything; or what looks like a table of placements, more or less.
fn soup() -> impl Strategy<Value = Vec<u8>> {
    let header = b"child_id,date_of_birth,sex,disabled,unaccompanied,looked_after_since,category_of_need,legal_status,\
        episode_reason,start_date,placement_type,location,provider,registration";
    let pieces: Vec<&[u8]> = vec![
        b",", b",", b"\n", b"\r\n", b"\r", b"\"", b"\"\"", b";", b"\t", b" ", b"Wales", b"A1234567", b"2024-01-31",
        b"31/02/2024", b"male", b"#REF!", b"\xe9", b"\xc3\xa9", b"\x00", b"x", b"child_id", b"N1", b"=1+1",
        b"A1,2010-05-01,male,no,no,2020-05-01,N1,C1,started,2023-05-01,foster_other,in_authority,own_authority,not_required\n",
    ];
    let rows = proptest::collection::vec(proptest::sample::select(pieces), 0..60);
    let table = (any::<bool>(), rows).prop_map(move |(headed, rows)| {
        let mut bytes = if headed { [&header[..], b"\n"].concat() } else { Vec::new() };
        bytes.extend(rows.concat());
        bytes
    });
    prop_oneof![1 => proptest::collection::vec(any::<u8>(), 0..600), 3 => table]
}
