//! Rules held against small submissions, by their outcome.

use polars::prelude::{DataFrame, DataType, IntoColumn, NamedFrom, Series, df};

use super::*;
use crate::definitions::{Cell, ExampleTable, Field, FieldKind, Privacy, RowsOf, RuleExample, Scalar, SubmitterKind};
use crate::domain::{Year, parse_iso_date};
use crate::rules::{WHOLE_TABLE, prove};

fn formula(text: &str) -> Formula {
    let columns =
        ["child_id", "start_date", "end_date", "date_of_birth", "_data_to", "_year_end", "themes", "distance_km"];
    Formula {
        scalars: Vec::new(),
        text: text.into(),
        columns: columns.into_iter().filter(|column| text.contains(column)).map(Into::into).collect(),
        windowed: text.contains("OVER"),
        expr: polars::sql::sql_expr(text).unwrap(),
    }
}

fn rule(code: &str, severity: Severity, when: Option<&str>, check: Check) -> Rule {
    Rule {
        code: code.into(),
        severity,
        columns: Vec::new(),
        rows: RowsOf::Submission,
        when: when.map(formula),
        check,
        says: "".into(),
        fix: "".into(),
        since: None,
        until: None,
        fatal_if: None,
        examples: Vec::new(),
    }
}

fn returning(rules: Vec<Rule>) -> Return {
    let field = |name: &str, kind| Field {
        name: name.into(),
        kind,
        scale: Field::SCALE,
        required: false,
        title: name.into(),
        aliases: Vec::new(),
        forms: Vec::new(),
        privacy: Privacy::Keep,
    };
    Return {
        id: "placements".into(),
        title: "Placements".into(),
        submitter: SubmitterKind::Authority,
        key: vec![0, 1],
        since: None,
        due: None,
        nil_allowed: true,
        fields: vec![
            field("child_id", FieldKind::Id),
            field("start_date", FieldKind::Date),
            field("end_date", FieldKind::Date),
        ],
        derived: Vec::new(),
        year_aliases: Vec::new(),
        years_by_end: false,
        ignored: Vec::new(),
        rules,
    }
}

/// Child, start and end, as days since 1 January 1970.
fn placements(rows: &[(&str, i32, Option<i32>)]) -> DataFrame {
    let days = |name: &str, cells: Vec<Option<i32>>| {
        Series::new(name.into(), cells).cast(&DataType::Date).unwrap().into_column()
    };
    let ids: Vec<&str> = rows.iter().map(|row| row.0).collect();
    let lines: Vec<u32> = (2..).take(rows.len()).collect();
    let mut frame = df!("child_id" => ids, "_line" => lines).unwrap();
    frame.with_column(days("start_date", rows.iter().map(|row| Some(row.1)).collect())).unwrap();
    frame.with_column(days("end_date", rows.iter().map(|row| row.2).collect())).unwrap();
    frame
}

fn moment() -> Moment {
    let day = parse_iso_date("2024-03-31").unwrap();
    Moment { as_at: day, data_to: day, year: Some(Year::starting(2023)) }
}

fn hold(frame: &DataFrame, return_: &Return, moment: &Moment) -> Verdicts {
    let table = Typed::Frame(frame.clone());
    let mut holding = Holding::of(&table, return_, moment);
    holding.alone(None).unwrap();
    holding.settle().unwrap();
    holding.verdicts()
}

fn proved(of: &Return) -> Vec<crate::rules::Failure> {
    let (returns, reference) = (BTreeMap::new(), crate::definitions::Reference::default());
    prove(of, &crate::rules::Collected { returns: &returns, reference: &reference })
}

/// Row, rule, whether by cascade; of rows, then of the table.
fn broken(verdicts: &Verdicts) -> Vec<(u32, usize, bool)> {
    let rows = verdicts.broken.iter().flat_map(|(rule, breaks)| {
        let rows = breaks.rows.iter().map(|row| (row, *rule, false));
        rows.chain(breaks.cascade.iter().map(|row| (row, *rule, true)))
    });
    let whole = verdicts.broken.iter().filter(|(_, breaks)| breaks.whole).map(|(rule, _)| (WHOLE_TABLE, *rule, false));
    let mut all: Vec<_> = rows.chain(whole).collect();
    all.sort_unstable();
    all
}

const OVERLAP: &str = "COALESCE(end_date, DATE '9999-12-31') <= \
                       LEAD(start_date) OVER (PARTITION BY child_id ORDER BY start_date)";

fn unique() -> Rule {
    rule("PLC-001", Severity::Error, None, Check::Unique { end: Some(2) })
}

fn overlap() -> Rule {
    rule("PLC-002", Severity::Error, None, Check::Group(formula(OVERLAP)))
}

#[test]
fn every_row_has_one_of_four_outcomes() {
    let frame = placements(&[("a", 10, Some(20)), ("b", 10, Some(5)), ("c", 10, None), ("d", 10, None)]);
    let order = Check::Row(formula("end_date >= start_date"));
    let return_ = returning(vec![rule("PLC-003", Severity::Error, Some("child_id <> 'd'"), order)]);
    let verdicts = hold(&frame, &return_, &moment());
    let expected =
        RuleRun { evaluated: 2, passed: 1, failed: 1, not_applicable: 1, not_evaluated: 1, ..RuleRun::default() };
    assert_eq!(verdicts.runs, [expected]);
    assert_eq!(broken(&verdicts), [(1, 0, false)]);
    assert_eq!(verdicts.held_back(&return_).iter().collect::<Vec<_>>(), [1]);
}

#[test]
fn of_rows_under_one_key_the_earliest_end_then_the_lowest_line_stands() {
    let frame =
        placements(&[("a", 10, None), ("a", 10, Some(30)), ("b", 1, None), ("a", 10, Some(20)), ("a", 10, Some(20))]);
    let verdicts = hold(&frame, &returning(vec![unique()]), &moment());
    assert_eq!(broken(&verdicts), [(0, 0, false), (1, 0, false), (4, 0, false)]);
    assert_eq!(verdicts.runs.first().map(|run| (run.evaluated, run.failed)), Some((5, 3)));
}

#[test]
fn of_two_overlapping_episodes_the_earlier_falls_and_a_double_does_not_make_one() {
    let frame = placements(&[("a", 40, None), ("a", 10, Some(41)), ("b", 1, Some(9)), ("b", 9, None), ("b", 9, None)]);
    let verdicts = hold(&frame, &returning(vec![unique(), overlap()]), &moment());
    assert_eq!(broken(&verdicts), [(1, 1, false), (4, 0, false)]);
}

#[test]
fn what_only_shows_among_accepted_rows_is_a_cascade() {
    // The middle episode falls for its own reason; only then do the first and the last overlap.
    let lag = "start_date >= LAG(end_date) OVER (PARTITION BY child_id ORDER BY start_date)";
    let own = rule("X-1", Severity::Error, None, Check::Row(formula("end_date >= start_date")));
    let later = rule("X-2", Severity::Error, None, Check::Group(formula(lag)));
    let frame = placements(&[("a", 10, Some(30)), ("a", 50, Some(12)), ("a", 20, Some(90)), ("a", 60, Some(70))]);
    let return_ = returning(vec![own, later]);
    let verdicts = hold(&frame, &return_, &moment());
    assert_eq!(broken(&verdicts), [(1, 0, false), (1, 1, false), (2, 1, false)]);
    let frame = placements(&[("a", 10, Some(90)), ("a", 20, Some(15)), ("a", 30, Some(40)), ("a", 50, Some(60))]);
    let verdicts = hold(&frame, &return_, &moment());
    assert_eq!(broken(&verdicts), [(1, 0, false), (1, 1, false), (2, 1, true), (3, 1, true)]);
    let reasons: Vec<_> = verdicts.reasons(&return_).into_iter().map(|(row, code)| (row, code.to_string())).collect();
    assert_eq!(reasons, [(1, "X-1".into()), (2, "CASCADE".into()), (3, "CASCADE".into())]);
}

#[test]
fn our_neighbours_are_those_of_polars() {
    let rows: Vec<(&str, i32, Option<i32>)> = (0..500)
        .map(|n: i32| {
            (
                ["a", "b", "c", "d", "e"][usize::try_from(n * n % 5).unwrap()],
                n * 7919 % 1009,
                (n % 3 > 0).then_some(n * 31 % 997),
            )
        })
        .collect();
    let frame = placements(&rows);
    for text in [
        OVERLAP,
        "LAG(end_date, 2) OVER (PARTITION BY child_id ORDER BY start_date DESC) < start_date",
        "COUNT(*) OVER (PARTITION BY child_id) > 100 AND LAG(end_date) OVER (PARTITION BY child_id ORDER BY start_date) IS NULL",
        "COUNT(DISTINCT end_date) OVER (PARTITION BY child_id, start_date) = 1",
    ] {
        let expr = polars::sql::sql_expr(text).unwrap();
        let plain = evaluate(&frame, vec![expr.clone().alias("value")]).unwrap();
        let mut windows = super::super::window::Windows::over(frame.clone());
        let rewritten = windows.rewritten(&expr).unwrap();
        assert_ne!(expr, rewritten);
        assert_eq!(plain, evaluate(&windows.frame, vec![rewritten.alias("value")]).unwrap(), "{text}");
    }
}

#[test]
fn a_rule_that_cannot_run_says_why_and_a_rule_of_other_years_does_not_apply() {
    let frame = placements(&[("a", 10, None)]);
    let year = rule("X-1", Severity::Error, None, Check::Row(formula("start_date <= _year_end")));
    let absent = rule("X-2", Severity::Error, None, Check::Row(formula("date_of_birth <= _data_to")));
    let wrong = rule("X-3", Severity::Error, None, Check::Row(formula("start_date = child_id")));
    let old = Rule { until: Some(Year::starting(2020)), ..unique() };
    let return_ = returning(vec![year, absent, wrong, old]);
    let verdicts = hold(&frame, &return_, &Moment { year: None, ..moment() });
    let why: Vec<bool> = verdicts.runs.iter().map(|run| run.could_not_run.is_some()).collect();
    assert_eq!(why, [true, true, true, true]);
    let verdicts = hold(&frame, &return_, &moment());
    let ran: Vec<(u64, u64)> = verdicts.runs.iter().map(|run| (run.evaluated, run.not_applicable)).collect();
    assert_eq!(ran, [(1, 0), (0, 0), (0, 0), (0, 1)]);
    assert!(verdicts.held_back(&return_).is_empty());
}

#[test]
fn a_table_rule_is_one_verdict_and_too_large_a_share_refuses() {
    let none = rule(
        "X-1",
        Severity::Warning,
        None,
        Check::Table(Scalar { formula: formula("COUNT(*) > 0"), given: Vec::new() }),
    );
    let return_ = returning(vec![none]);
    let verdicts = hold(&placements(&[]), &return_, &moment());
    assert_eq!(broken(&verdicts), [(WHOLE_TABLE, 0, false)]);
    assert_eq!((verdicts.fatal, verdicts.held_back(&return_).len()), (None, 0));
    let share = Rule {
        fatal_if: Some(Most::Share(0.3)),
        ..rule("X-2", Severity::Warning, None, Check::Row(formula("end_date IS NOT NULL")))
    };
    let frame = placements(&[("a", 1, None), ("b", 1, Some(2)), ("c", 1, Some(2))]);
    assert_eq!(hold(&frame, &returning(vec![share.clone()]), &moment()).too_many, [0]);
    let frame = placements(&[("a", 1, None), ("b", 1, Some(2)), ("c", 1, Some(2)), ("d", 1, Some(2))]);
    assert_eq!(hold(&frame, &returning(vec![share]), &moment()).too_many, Vec::<usize>::new());
}

#[test]
fn a_typed_file_is_read_by_the_columns_its_rules_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("typed.parquet");
    let mut frame = placements(&[("a", 40, None), ("a", 10, Some(41))]);
    frame.with_column(Series::new("unread".into(), ["x", "y"]).into_column()).unwrap();
    polars::prelude::ParquetWriter::new(std::fs::File::create(&path).unwrap()).finish(&mut frame).unwrap();
    let verdicts = super::super::hold(&path, &returning(vec![unique(), overlap()]), &moment()).unwrap();
    assert_eq!(broken(&verdicts), [(1, 1, false)]);
    assert_eq!(crate::rules::lines(&path).unwrap(), [2, 3]);
    let absent = super::super::hold(&folder.path().join("none"), &returning(vec![unique()]), &moment());
    assert!(matches!(absent, Err(crate::diagnostic::Error::Read { .. })));
}

#[test]
fn rules_see_several_codes_joined_and_decimals_as_numbers() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("typed.parquet");
    let mut frame = placements(&[("a", 10, None), ("b", 11, None)]);
    let codes = |codes: &[&str]| Series::new("".into(), codes);
    frame.with_column(Series::new("themes".into(), [codes(&["a", "b"]), codes(&["c"])]).into_column()).unwrap();
    let distance = Series::new("distance_km".into(), [1.125, 3.5]).cast(&DataType::Decimal(18, 3)).unwrap();
    frame.with_column(distance.into_column()).unwrap();
    polars::prelude::ParquetWriter::new(std::fs::File::create(&path).unwrap()).finish(&mut frame).unwrap();
    let row = |code, text| rule(code, Severity::Warning, None, Check::Row(formula(text)));
    let rules = vec![row("X-1", "themes <> 'a;b'"), row("X-2", "distance_km * 2 <> 7.0")];
    let verdicts = super::super::hold(&path, &returning(rules), &moment()).unwrap();
    assert_eq!(broken(&verdicts), [(0, 0, false), (1, 1, false)]);
}

#[test]
fn an_example_that_does_not_come_out_is_a_failure() {
    let cells = |end: &str| {
        let date = |text: &str| parse_iso_date(text).map_or(Cell::Null, Cell::Date);
        vec![date("2024-05-01"), date(end)]
    };
    let example = |rows: Vec<Vec<Cell>>, fails: Vec<usize>| RuleExample {
        place: "returns/placements.toml:1".to_owned(),
        rows: ExampleTable {
            columns: vec![("start_date".into(), FieldKind::Date), ("end_date".into(), FieldKind::Date)],
            rows,
        },
        given: Vec::new(),
        fails,
        as_at: None,
    };
    let order = || rule("PLC-003", Severity::Error, None, Check::Row(formula("end_date >= start_date")));
    let good = vec![
        example(vec![cells("2024-06-01")], vec![]),
        example(vec![cells("2024-06-01"), cells("2024-04-30")], vec![2]),
    ];
    assert_eq!(proved(&returning(vec![unique(), Rule { examples: good, ..order() }])), []);
    let bad = vec![example(vec![cells("")], vec![]), example(vec![cells("2024-04-30")], vec![])];
    let failures = proved(&returning(vec![Rule { examples: bad, ..order() }]));
    let messages: Vec<&str> = failures.iter().map(|failure| failure.message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "the rule comes to no verdict on the row",
            "expected no row to break the rule, found row 1",
            "in no example does any row pass the rule",
        ]
    );
}
