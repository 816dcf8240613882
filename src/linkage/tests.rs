//! Which records are linked, and which are not.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use proptest::prelude::*;

use super::Links;
use crate::definitions::formula::frame;
use crate::definitions::{Cell, Definitions, ExampleTable, Field, FieldKind};
use crate::domain::{Submitter, Year, parse_iso_date};
use crate::engine::{Engine, Holding};
use crate::store::LinkRow;

const COLUMNS: [&str; 7] =
    ["child_id", "upn", "date_of_birth", "sex", "looked_after_since", "looked_after_until", "ceased_reason"];

fn wales() -> &'static Definitions {
    static WALES: OnceLock<Definitions> = OnceLock::new();
    WALES.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let loaded = Definitions::load(&root.join("pipelines/wales"), &root.join("data/reference"));
        loaded.unwrap_or_else(|error| panic!("{error}"))
    })
}

/// Rows of placements, a line each: the year, the last digit of the authority's code, and the columns; `-` is blank.
fn holdings(rows: &str) -> Vec<Holding> {
    let return_ = &wales().returns["placements"];
    let mut parts: BTreeMap<(Year, Submitter), Vec<Vec<Cell>>> = BTreeMap::new();
    for line in rows.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let mut words = line.split_whitespace();
        let year: Year = words.next().unwrap().parse().unwrap();
        let submitter: Submitter = format!("W0600000{}", words.next().unwrap()).parse().unwrap();
        let cells: Vec<Cell> = words
            .map(|word| match (word, parse_iso_date(word)) {
                ("-", _) => Cell::Null,
                (_, Some(day)) => Cell::Date(day),
                _ => Cell::Text(word.into()),
            })
            .collect();
        assert_eq!(cells.len(), COLUMNS.len(), "{line}");
        parts.entry((year, submitter)).or_default().push(cells);
    }
    let of = |name: &&str| ((*name).into(), return_.field(name).unwrap().kind.clone());
    let mut all = return_.columns();
    all.extend(return_.fields.iter().filter_map(Field::marker).map(|marker| (marker, FieldKind::Text)));
    all.extend([("_file".into(), FieldKind::Text), ("_line".into(), FieldKind::Integer)]);
    let holding = |((year, submitter), rows)| {
        let table = ExampleTable { columns: COLUMNS.iter().map(of).collect(), rows };
        Holding::nil("placements", year, submitter, year.last_day()).with_rows(frame(&table, &all).unwrap())
    };
    parts.into_iter().map(holding).collect()
}

fn links(rows: &str) -> Vec<LinkRow> {
    Links::of(&Engine::over(wales(), holdings(rows)).unwrap()).unwrap().rows().to_vec()
}

/// `A+B (upn upn)` for each person, in the order of the first of each; then `? C (transfer)` for each in doubt.
fn linked(rows: &str) -> Vec<String> {
    let mut persons: Vec<(Box<str>, Vec<LinkRow>)> = Vec::new();
    let mut doubtful = Vec::new();
    for row in links(rows) {
        let Some(person) = row.person.clone() else {
            doubtful.push(format!("? {} ({})", row.id, row.way));
            continue;
        };
        match persons.iter_mut().find(|(known, _)| *known == person) {
            Some((_, rows)) => rows.push(row),
            None => persons.push((person, vec![row])),
        }
    }
    let said = |(_, rows): (_, Vec<LinkRow>)| {
        let of = |part: &dyn Fn(&LinkRow) -> Box<str>| rows.iter().map(part).collect::<Vec<_>>();
        format!("{} ({})", of(&|row| row.id.clone()).join("+"), of(&|row| row.way.clone()).join(" "))
    };
    persons.into_iter().map(said).chain(doubtful).collect()
}

#[test]
fn one_pupil_number_in_two_authorities_is_one_child_whatever_else_they_say() {
    let rows = "
        2022-23 1 A U1 2012-05-01 female 2020-01-10 - -
        2023-24 2 B U1 2012-06-01 male   2023-05-01 - -
        2023-24 2 C U2 2012-05-01 female 2023-05-01 - -
        2023-24 3 D -  2012-05-01 female 2023-05-01 - -";
    assert_eq!(linked(rows), ["A+B (upn upn)"]);
}

#[test]
fn what_one_pupil_number_leads_to_leads_on() {
    // B had a number for a time, and another one after that.
    let rows = "
        2021-22 1 A U1 2012-05-01 female 2020-01-10 - -
        2021-22 2 B U1 2012-05-01 female 2021-05-01 - -
        2022-23 2 B U2 2012-05-01 female 2021-05-01 - -
        2023-24 3 C U2 2012-05-01 female 2023-05-01 - -";
    assert_eq!(linked(rows), ["A+B+C (upn upn upn)"]);
}

#[test]
fn a_pupil_number_that_two_children_of_one_authority_have_tells_nobody_apart() {
    let rows = "
        2023-24 1 A U1 2012-05-01 female 2020-01-10 - -
        2023-24 1 B U1 2014-05-01 male   2020-01-10 - -
        2023-24 2 C U1 2012-05-01 female 2023-05-01 - -
        2023-24 1 D U2 2012-05-01 female 2020-01-10 - -
        2023-24 1 E U2 2012-05-01 female 2020-01-10 - -";
    assert_eq!(linked(rows), ["? A (upn)", "? B (upn)", "? C (upn)"], "D and E are nobody else's business");
}

#[test]
fn numbers_that_would_give_a_child_two_records_in_one_authority_link_nobody() {
    let rows = "
        2023-24 1 A U1 2012-05-01 female 2020-01-10 - -
        2023-24 1 B U2 2012-05-01 female 2020-01-10 - -
        2022-23 2 C U1 2012-05-01 female 2023-05-01 - -
        2023-24 2 C U2 2012-05-01 female 2023-05-01 - -";
    assert_eq!(linked(rows), ["? A (upn)", "? B (upn)", "? C (upn)"]);
}

#[test]
fn who_leaves_for_another_authority_and_arrives_there_within_three_days_is_one_child() {
    for (day, is_linked) in
        [("2023-05-28", false), ("2023-05-29", true), ("2023-06-01", true), ("2023-06-04", true), ("2023-06-05", false)]
    {
        let rows = format!(
            "2023-24 1 A - 2012-05-01 female 2020-01-10 2023-06-01 other_uk_authority
             2023-24 2 B - 2012-05-01 female {day} - -"
        );
        let expected: &[&str] = if is_linked { &["A+B (transfer transfer)"] } else { &[] };
        assert_eq!(linked(&rows), expected, "{day}");
    }
}

#[test]
fn a_transfer_needs_the_reason_the_month_of_birth_the_sex_and_another_authority() {
    for rows in [
        "2023-24 1 A - 2012-05-01 female 2020-01-10 2023-06-01 returned_home
         2023-24 2 B - 2012-05-01 female 2023-06-01 - -",
        "2023-24 1 A - 2012-05-01 female 2020-01-10 2023-06-01 other_uk_authority
         2023-24 2 B - 2012-06-01 female 2023-06-01 - -",
        "2023-24 1 A - 2012-05-01 female 2020-01-10 2023-06-01 other_uk_authority
         2023-24 2 B - 2012-05-01 male   2023-06-01 - -",
        "2023-24 1 A - 2012-05-01 female 2020-01-10 2023-06-01 other_uk_authority
         2023-24 2 B - 2012-05-01 -      2023-06-01 - -",
        "2023-24 1 A - 2012-05-01 female 2020-01-10 2023-06-01 other_uk_authority
         2023-24 1 B - 2012-05-01 female 2023-06-01 - -",
    ] {
        assert_eq!(linked(rows), Vec::<String>::new(), "{rows}");
    }
}

#[test]
fn a_transfer_that_fits_more_than_one_child_on_either_side_links_nobody() {
    let two_arrive = "
        2023-24 1 A - 2012-05-01 female 2020-01-10 2023-06-01 other_uk_authority
        2023-24 2 B - 2012-05-01 female 2023-06-01 - -
        2023-24 3 C - 2012-05-01 female 2023-06-03 - -";
    assert_eq!(linked(two_arrive), ["? A (transfer)", "? B (transfer)", "? C (transfer)"]);
    let two_leave = "
        2023-24 1 A - 2012-05-01 female 2020-01-10 2023-06-01 other_uk_authority
        2023-24 2 B - 2012-05-01 female 2021-01-10 2023-06-02 other_uk_authority
        2023-24 3 C - 2012-05-01 female 2023-06-01 - -";
    assert_eq!(linked(two_leave), ["? A (transfer)", "? B (transfer)", "? C (transfer)"]);
    // Both say it, and their own other rows, of this year and of the last, are no rivals.
    let often = "
        2022-23 1 A - 2012-05-01 female 2020-01-10 2023-03-31 other_uk_authority
        2023-24 1 A - 2012-05-01 female 2020-01-10 2023-04-01 other_uk_authority
        2023-24 2 B - 2012-05-01 female 2023-04-01 - -
        2023-24 2 B - 2012-05-01 female 2023-04-01 - -";
    assert_eq!(linked(often), ["A+B (transfer transfer)"]);
}

#[test]
fn a_pupil_number_settles_what_a_transfer_leaves_open() {
    // Twins: one is known by her number on both sides, so the other is who is left.
    let twins = "
        2023-24 1 A U1 2012-05-01 female 2020-01-10 2023-06-01 other_uk_authority
        2023-24 1 B -  2012-05-01 female 2020-01-10 2023-06-01 other_uk_authority
        2023-24 2 C U1 2012-05-01 female 2023-06-01 - -
        2023-24 2 D -  2012-05-01 female 2023-06-01 - -";
    assert_eq!(linked(twins), ["A+C (upn upn)", "B+D (transfer transfer)"]);
    let told_apart = "
        2023-24 1 A U1 2012-05-01 female 2020-01-10 2023-06-01 other_uk_authority
        2023-24 2 B U2 2012-05-01 female 2023-06-01 - -";
    assert_eq!(linked(told_apart), Vec::<String>::new());
    // B is told apart from A, and so is no rival of C.
    let no_rival = format!("{told_apart}\n2023-24 3 C - 2012-05-01 female 2023-06-01 - -");
    assert_eq!(linked(&no_rival), ["A+C (transfer transfer)"]);
}

#[test]
fn a_child_is_followed_through_several_authorities_but_never_to_another_number() {
    let chain = "
        2021-22 1 A -  2012-05-01 female 2020-01-10 2022-01-10 other_uk_authority
        2022-23 2 B U1 2012-05-01 female 2022-01-11 2022-09-01 other_uk_authority
        2023-24 3 C -  2012-05-01 female 2022-09-01 - -
        2023-24 4 D U1 2012-05-01 female 2024-01-05 - -";
    assert_eq!(linked(chain), ["A+B+C+D (transfer upn transfer upn)"]);
    let contradiction = "
        2021-22 1 A U1 2012-05-01 female 2020-01-10 2022-01-10 other_uk_authority
        2022-23 2 B -  2012-05-01 female 2022-01-11 2022-09-01 other_uk_authority
        2023-24 3 C U2 2012-05-01 female 2022-09-01 - -
        2023-24 4 D U2 2012-05-01 female 2024-01-05 - -";
    assert_eq!(linked(contradiction), ["C+D (upn upn)", "? A (transfer)", "? B (transfer)"]);
    let back_again = "
        2021-22 1 A -  2012-05-01 female 2020-01-10 2022-01-10 other_uk_authority
        2022-23 2 B -  2012-05-01 female 2022-01-11 2022-09-01 other_uk_authority
        2022-23 1 A -  2012-05-01 female 2022-09-01 - -";
    assert_eq!(linked(back_again), ["A+B (transfer transfer)"]);
    let back_as_another = back_again.replacen("2022-23 1 A", "2022-23 1 C", 1);
    assert_eq!(linked(&back_as_another), ["? A (transfer)", "? C (transfer)", "? B (transfer)"]);
}

#[test]
fn a_person_is_named_by_a_digest_and_a_collection_without_ways_links_nobody() {
    let rows = "
        2023-24 1 A U1 2012-05-01 female 2020-01-10 - -
        2023-24 2 B U1 2012-05-01 female 2023-05-01 - -";
    let named = links(rows);
    let person = named[0].person.clone().unwrap();
    assert!(person.len() == 26 && person.bytes().all(|byte| byte.is_ascii_hexdigit()), "{person}");
    assert!(!links(&rows.replace(" A ", " Z ")).iter().any(|row| row.person.as_ref() == Some(&person)));
    let alone = Definitions { linkage: None, ..wales().clone() };
    assert!(Links::of(&Engine::over(&alone, holdings(rows)).unwrap()).unwrap().rows().is_empty());
}

/// A row of one of few children of few authorities, who have few numbers and few days: much fits together.
fn row() -> impl Strategy<Value = String> {
    let upn = prop_oneof![2 => Just("-".to_owned()), 3 => (1..4).prop_map(|number| format!("U{number}"))];
    let left = prop_oneof![Just("- -".to_owned()), (1..8).prop_map(|day| format!("2023-06-0{day} other_uk_authority"))];
    (1..5, 0..3, upn, 1..3, 1..8, left).prop_map(|(authority, child, upn, born, since, left)| {
        format!("2023-24 {authority} A{authority}{child} {upn} 2012-05-0{born} male 2023-06-0{since} {left}")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_order_matters_and_a_person_has_one_record_in_an_authority(
        rows in proptest::collection::vec(row(), 1..14), turn in 0_usize..14,
    ) {
        let first = links(&rows.join("\n"));
        let mut turned = rows.clone();
        turned.rotate_left(turn % rows.len());
        turned.reverse();
        prop_assert_eq!(&first, &links(&turned.join("\n")));
        let mut met = std::collections::BTreeSet::new();
        for row in &first {
            prop_assert!(met.insert((Some(row.id.clone()), row.authority.clone())), "{} stands twice", row.id);
            if row.person.is_some() {
                prop_assert!(met.insert((row.person.clone(), row.authority.clone())), "{:?}", first);
                prop_assert!(first.iter().filter(|other| other.person == row.person).count() > 1);
            }
        }
    }
}
