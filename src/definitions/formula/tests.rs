//! What formulas mean, and what is refused.

use polars::prelude::{DataType, IntoLazy, Series};
use proptest::prelude::*;

use super::*;
use crate::definitions::codes::Code;
use crate::definitions::example::Cell;
use crate::domain::parse_iso_date;

fn columns() -> Vec<(Box<str>, FieldKind)> {
    let mut columns = vec![
        ("child".into(), FieldKind::Id),
        ("born".into(), FieldKind::Date),
        ("day".into(), FieldKind::Date),
        ("n".into(), FieldKind::Integer),
        ("fte".into(), FieldKind::Decimal),
        ("planned".into(), FieldKind::YesNo),
        ("status".into(), FieldKind::Code("status".into())),
    ];
    columns.extend(RULE_COLUMNS.map(|(name, kind)| (name.into(), kind)));
    columns
}

fn codes() -> BTreeMap<Box<str>, CodeList> {
    let code =
        |code: &str, group: Option<&str>| Code { code: code.into(), group: group.map(Into::into), ..Code::default() };
    let codes = vec![
        code("C1", Some("care_order")),
        code("C2", Some("care_order")),
        code("V2", Some("single")),
        code("Z", None),
    ];
    BTreeMap::from([("status".into(), CodeList { id: "status".into(), codes, by_folded: BTreeMap::new() })])
}

fn compile(text: &str, shape: Shape) -> Result<Formula, Vec<Mistake>> {
    let (columns, codes, known) = (columns(), codes(), working_days());
    let scalars = [("children_before".into(), FieldKind::Integer)];
    let scalars: &[(Box<str>, FieldKind)] = if shape == Shape::Table { &scalars } else { &[] };
    let scope = Scope { columns: &columns, scalars, codes: &codes, working_days: Some(&known), shape };
    Formula::compile(text, scope)
}

/// Three years with two bank holidays.
fn working_days() -> WorkingDays {
    WorkingDays::of(&["2022-12-26", "2024-01-01"].map(|day| parse_iso_date(day).unwrap()).into()).unwrap()
}

fn day(text: &str) -> Cell {
    parse_iso_date(text).map_or(Cell::Null, Cell::Date)
}

/// The verdicts of a formula on rows of child, born, day, n, planned, status.
fn verdicts(text: &str, rows: &[[Cell; 6]]) -> Vec<Option<bool>> {
    let names = ["child", "born", "day", "n", "planned", "status"];
    let kinds = columns();
    let declared = names.map(|name| kinds.iter().find(|(column, _)| **column == *name).unwrap().clone());
    let table = ExampleTable { columns: declared.to_vec(), rows: rows.iter().map(|row| row.to_vec()).collect() };
    let formula = compile(text, Shape::Rows).unwrap_or_else(|mistakes| panic!("{text}: {mistakes:?}"));
    let frame = frame(&table, &kinds).unwrap().lazy().select([formula.expr.alias("it")]).collect().unwrap();
    let column = frame.column("it").unwrap().cast(&DataType::Boolean).unwrap();
    let series: Series = column.take_materialized_series();
    series.bool().unwrap().iter().collect()
}

fn row(child: &str, born: &str, on: &str, n: Option<i64>, planned: Option<bool>, status: &str) -> [Cell; 6] {
    let text = |text: &str| if text.is_empty() { Cell::Null } else { Cell::Text(text.into()) };
    let n = n.map_or(Cell::Null, Cell::Integer);
    [text(child), day(born), day(on), n, planned.map_or(Cell::Null, Cell::YesNo), text(status)]
}

fn one(text: &str, row_of: [Cell; 6]) -> Option<bool> {
    verdicts(text, &[row_of])[0]
}

#[test]
fn null_means_what_it_means_in_sql() {
    let blank = || row("a", "", "", None, None, "");
    assert_eq!(one("n > 1", blank()), None);
    assert_eq!(one("n > 1 OR child = 'a'", blank()), Some(true));
    assert_eq!(one("n > 1 AND child = 'b'", blank()), Some(false));
    assert_eq!(one("planned IS TRUE", blank()), Some(false));
    assert_eq!(one("planned IS NOT TRUE", blank()), Some(true));
    assert_eq!(one("NOT planned IS FALSE", blank()), Some(true));
    assert_eq!(one("n IS DISTINCT FROM 1", blank()), Some(true));
    assert_eq!(one("status IN ('C1', 'C2')", blank()), None);
    assert_eq!(one("status NOT IN ('C1', 'C2')", blank()), None);
    assert_eq!(one("COALESCE(n, 3) = 3", blank()), Some(true));
    assert_eq!(one("n BETWEEN 1 AND 2", blank()), None);
    assert_eq!(one("CASE WHEN n > 1 THEN FALSE ELSE TRUE END", blank()), Some(true));
    assert_eq!(one("matches(status, 'C.')", blank()), None);
    assert_eq!(one("day >= :as_at", blank()), None);
}

#[test]
fn our_own_functions_mean_what_they_say() {
    let leap = |on: &str| row("a1", "2004-02-29", on, Some(3), Some(true), "C2");
    assert_eq!(one("age_at(born, day) = 17", leap("2022-02-27")), Some(true));
    assert_eq!(one("age_at(born, day) = 18", leap("2022-02-28")), Some(true));
    assert_eq!(one("age_at(born, day) = 19", leap("2024-02-28")), Some(true));
    assert_eq!(one("age_at(born, day) = 20", leap("2024-02-29")), Some(true));
    assert_eq!(one("age_at(born, day) < 18", leap("")), None);
    assert_eq!(one("days(born, day) = 366", leap("2005-03-01")), Some(true));
    assert_eq!(one("days(day, born) = -366", leap("2005-03-01")), Some(true));
    assert_eq!(one("matches(child, '[a-z]')", leap("")), Some(false));
    assert_eq!(one("matches(child, 'x|[a-z]\\d')", leap("")), Some(true));
    assert_eq!(one("group_of(status) = 'care_order'", leap("")), Some(true));
    assert_eq!(one("group_of(status) = 'care_order'", row("a", "", "", None, None, "V2")), Some(false));
    assert_eq!(one("group_of(status) IS NULL", row("a", "", "", None, None, "Z")), Some(true));
    assert_eq!(one("day + INTERVAL '18 years' > born", leap("2004-02-29")), Some(true));
    assert_eq!(one("born + INTERVAL '1 year' = DATE '2005-02-28'", leap("")), Some(true));
    assert_eq!(one("EXTRACT(MONTH FROM born) * 100 = 200", leap("")), Some(true));
    assert_eq!(one("n - 5 < 0 AND -n = -3", leap("")), Some(true));
    assert_eq!(one("_line - 5 < 0 OR n = 3", leap("")), Some(true));
    assert_eq!(one("child LIKE 'a_' AND child NOT LIKE 'b%'", leap("")), Some(true));
}

#[test]
fn windows_see_the_rows_of_one_table() {
    let rows = [
        row("a", "2010-01-01", "2020-01-01", Some(1), None, ""),
        row("b", "2010-01-01", "2020-02-01", Some(2), None, ""),
        row("a", "2010-01-02", "2020-03-01", Some(3), None, ""),
    ];
    let of = |text: &str| verdicts(text, &rows);
    assert_eq!(of("COUNT(*) OVER (PARTITION BY child) = 1"), [Some(false), Some(true), Some(false)]);
    assert_eq!(of("COUNT(*) OVER (PARTITION BY child) - 2 < 0"), [Some(false), Some(true), Some(false)]);
    assert_eq!(of("LAG(day) OVER (PARTITION BY child ORDER BY day, n) < day"), [None, None, Some(true)]);
    assert_eq!(of("LEAD(n) OVER (PARTITION BY child ORDER BY day) = 3"), [Some(true), None, None]);
    assert_eq!(of("MIN(born) OVER (PARTITION BY child) = born"), [Some(true), Some(true), Some(false)]);
    assert_eq!(of("MAX(day) OVER (PARTITION BY child ORDER BY day) = day"), [Some(true); 3]);
    assert_eq!(of("ROW_NUMBER() OVER (PARTITION BY child ORDER BY n DESC) = 1"), [Some(false), Some(true), Some(true)]);
    assert_eq!(of("SUM(n) OVER (PARTITION BY child) = 4"), [Some(true), Some(false), Some(true)]);
    assert_eq!(of("COUNT(DISTINCT born) OVER (PARTITION BY child) = 1"), [Some(false), Some(true), Some(false)]);
    assert!(compile("LAG(day) OVER (PARTITION BY child ORDER BY day) < day", Shape::Rows).unwrap().windowed);
}

#[test]
fn a_table_rule_is_one_value() {
    let formula = compile("COUNT(*) > children_before AND MIN(day) <= :data_to", Shape::Table).unwrap();
    assert_eq!(formula.scalars, ["children_before".into()]);
    assert_eq!(formula.columns, ["_data_to".into(), "day".into()]);
    assert!(compile("SUM(children_before) > 1", Shape::Table).is_err(), "a scalar is one value already");
    assert!(compile("n > children_before", Shape::Rows).is_err(), "scalars are for whole tables");
    let formula = compile("COUNT(*) > 0", Shape::Table).unwrap();
    let empty = frame(&ExampleTable::default(), &columns()).unwrap();
    let told = empty.lazy().select([formula.expr.alias("it")]).collect().unwrap();
    assert_eq!(told.column("it").unwrap().bool().unwrap().iter().collect::<Vec<_>>(), [Some(false)]);
}

#[test]
fn what_is_not_listed_is_refused_where_it_stands() {
    let cases = [
        ("n / 2 > 1", "/", "division"),
        ("n > 1 AND bron IS NULL", "bron", "no such column"),
        ("CAST(n AS TEXT) = '1'", "n", "no casts"),
        ("day <= CURRENT_DATE", "CURRENT_DATE", "must not depend on the day"),
        ("n IN (SELECT n FROM other)", "n IN (SELECT n FROM other", "sub-query"),
        ("UPPER(child) = 'A'", "UPPER", "no such function"),
        ("working_day(born, day) > 3", "working_day", "no such function"),
        ("working_days(born) > 3", "working_days", "written working_days(from, to)"),
        ("EXISTS (SELECT 1 FROM other)", "SELECT 1 FROM other", "sub-query"),
        ("n > (SELECT MAX(n) FROM other)", "SELECT MAX(n) FROM other", "sub-query"),
        ("n::text = '1'", "n", "no casts"),
        ("TRY_CAST(n AS TEXT) = '1'", "n", "no casts"),
        ("n % 2 = 1", "%", "division"),
        ("n // 2 = 1", "//", "division"),
        ("day <= NOW()", "NOW", "must not depend on the day"),
        ("read_csv('x') > 1", "read_csv", "no such function"),
        ("n > 1; DROP x", ";", "ended before"),
        ("placements.n > 1", "placements.n", "without their table"),
        ("prev.n = n", "prev.n", "without their table"),
        ("day - born > 5", "-", "days are counted by days(from, to)"),
        ("day + 1 > born", "+", "days are counted by days(from, to)"),
        ("day > 20240101", ">", "goes with days only"),
        ("n <= day", "<=", "goes with days only"),
        ("day = '2024-01-01'", "=", "goes with days only"),
        ("day BETWEEN 1 AND 2", "1", "goes with days only"),
        ("day IN ('2024-01-01')", "'2024-01-01'", "goes with days only"),
        ("day IS DISTINCT FROM n", "IS DISTINCT FROM", "goes with days only"),
        ("planned IS DISTINCT FROM planned AND n > 1", "planned AND n > 1", "put brackets round"),
        ("planned IS NOT DISTINCT FROM planned OR TRUE", "planned OR TRUE", "put brackets round"),
        ("planned = 1", "=", "TRUE and FALSE only"),
        ("planned IN (1, 0)", "1", "TRUE and FALSE only"),
        ("n + planned > 1", "+", "only numbers are added"),
        ("child > 1", ">", "a text goes with texts only"),
        ("n > INTERVAL '6 months'", "'6 months'", "added to or taken from a day"),
        ("child SIMILAR TO 'a%'", "child SIMILAR TO 'a%'", "matches(column"),
        ("COUNT(*) > 1", "COUNT", "needs OVER"),
        ("day > :asat", ":asat", "no such parameter"),
        ("matches(child, '[')", "'['", "regular expression"),
        ("group_of(child) = 'x'", "child", "only a code"),
        ("day > DATE '2024-02-30'", "'2024-02-30'", "a day is written"),
        ("n > 1 n", "n", "ended before"),
        ("child = \"a\"", "\"a\"", "single quotes"),
        ("n ~ 'x'", "~", "operators"),
        ("LAG(n) OVER (ORDER BY n NULLS LAST) > 1", "n", "NULL comes first"),
    ];
    for (text, at, label) in cases {
        let mistakes = compile(text, Shape::Rows).err().unwrap_or_else(|| panic!("{text} was not refused"));
        let mistake = &mistakes[0];
        assert!(mistake.label.contains(label), "{text}: {}", mistake.label);
        assert_eq!(text[mistake.span.clone()].trim(), at, "{text}");
    }
    for text in ["child > 1", "n", "TRUE", "", "n >", "day = '2024-01-01'", "read_csv('x') > 1", "n > 1; DROP x"] {
        assert!(compile(text, Shape::Rows).is_err(), "{text} was not refused");
    }
}

#[test]
fn carets_find_their_line() {
    let text = "n > 1\n  AND bron IS NULL";
    let mistakes = compile(text, Shape::Rows).unwrap_err();
    assert_eq!(&text[mistakes[0].span.clone()], "bron");
    assert_eq!(mistakes[0].advice.as_deref(), Some("did you mean `born`?"));
}

#[test]
fn months_end_as_in_sql() {
    let on = |day: &str| row("a", day, day, None, None, "");
    for (day, formula) in [
        ("2023-01-31", "born + INTERVAL '1 month' = DATE '2023-02-28'"),
        ("2024-01-31", "born + INTERVAL '1 month' = DATE '2024-02-29'"),
        ("2024-03-31", "born - INTERVAL '1 month' = DATE '2024-02-29'"),
        ("2024-08-31", "born + INTERVAL '6 months' = DATE '2025-02-28'"),
        ("2024-02-29", "born - INTERVAL '1 year' = DATE '2023-02-28'"),
        ("2024-05-31", "born + INTERVAL '3 months' = DATE '2024-08-31'"),
        ("2024-12-31", "born + INTERVAL '10 days' = DATE '2025-01-10'"),
        ("2024-12-30", "born + INTERVAL '2 weeks' = DATE '2025-01-13'"),
    ] {
        assert_eq!(one(formula, on(day)), Some(true), "{formula}");
    }
    assert_eq!(one("born + INTERVAL '6 months' > day", row("a", "", "2024-01-01", None, None, "")), None);
    for interval in
        ["'six moons'", "'6'", "''", "'6 hours'", "'-6 months'", "'6  months'", "'99999 years'", "6", "'6' MONTH"]
    {
        let formula = format!("born + INTERVAL {interval} > day");
        assert!(compile(&formula, Shape::Rows).is_err(), "{formula}");
    }
}

#[test]
fn working_days_leave_out_weekends_and_bank_holidays() {
    let from_to = |from: &str, to: &str| row("a", from, to, None, None, "");
    for (from, to, days) in [
        ("2023-03-06", "2023-03-06", 0),
        ("2023-03-06", "2023-03-07", 1),
        ("2023-03-03", "2023-03-06", 1),
        ("2023-03-03", "2023-03-05", 0),
        ("2023-03-03", "2023-03-10", 5),
        ("2022-12-23", "2022-12-27", 1),
        ("2023-12-29", "2024-01-02", 1),
        ("2023-03-10", "2023-03-03", -5),
    ] {
        let formula = format!("working_days(born, day) = {days}");
        assert_eq!(one(&formula, from_to(from, to)), Some(true), "{from} {to}");
    }
    for (from, to) in [("2021-12-31", "2022-02-01"), ("2024-12-31", "2025-01-01"), ("", "2023-01-01")] {
        assert_eq!(one("working_days(born, day) >= 0", from_to(from, to)), None, "{from} {to}");
    }
    assert_eq!(one("working_days(DATE '2023-03-06', day) = 1", from_to("", "2023-03-07")), Some(true));
    assert!(compile("working_days(n, day) > 1", Shape::Rows).is_err(), "a number is no day");
    let (columns, codes) = (columns(), codes());
    let scope = Scope { columns: &columns, scalars: &[], codes: &codes, working_days: None, shape: Shape::Rows };
    let mistakes = Formula::compile("working_days(born, day) > 3", scope).unwrap_err();
    assert_eq!(mistakes[0].span, 0..12);
    assert!(mistakes[0].advice.as_ref().unwrap().contains("bank_holidays.csv"));
}

#[test]
fn a_month_that_is_written_as_text_has_a_first_day() {
    let month = |text: &str| row(text, "", "2024-03-01", None, None, "");
    for (text, expected) in [
        ("2024-03", Some(true)),
        ("2024-02", Some(false)),
        ("2024-13", None),
        ("2024-3", None),
        ("2024-03-01", None),
        ("March 2024", None),
        ("", None),
    ] {
        assert_eq!(one("first_day(child) = day", month(text)), expected, "{text}");
    }
    assert_eq!(one("first_day(child) - INTERVAL '1 month' = DATE '2023-12-01'", month("2024-01")), Some(true));
    let rows = [month("2024-01"), month("2024-02"), month("2024-04")];
    let next = "first_day(child) = LAG(first_day(child)) OVER (ORDER BY child) + INTERVAL '1 month'";
    assert_eq!(verdicts(next, &rows), [None, Some(true), Some(false)]);
    assert!(compile("first_day(day) = day", Shape::Rows).is_err(), "a day is no month");
}

proptest! {
    #[test]
    fn no_formula_makes_the_program_panic(words in prop::collection::vec(prop::sample::select(WORDS), 1..14)) {
        let text = words.join(" ");
        for shape in [Shape::Rows, Shape::Table] {
            match compile(&text, shape) {
                Ok(formula) => prop_assert!(!formula.columns.is_empty() || shape == Shape::Table, "{text}"),
                Err(mistakes) => {
                    for Mistake { span, .. } in &mistakes {
                        prop_assert!(text.get(span.clone()).is_some(), "{text}: {mistakes:?}");
                    }
                }
            }
        }
    }
}

/// What formulas are made of, and what they are not.
const WORDS: &[&str] = &[
    "n",
    "day",
    "born",
    "child",
    "planned",
    "status",
    "fte",
    "1",
    "0",
    "-1",
    "99999999999999999999",
    "1e999",
    "''",
    "'é'",
    "'a%'",
    "'6 months'",
    "TRUE",
    "NULL",
    "=",
    "<>",
    "<",
    "+",
    "-",
    "*",
    "/",
    "(",
    ")",
    ",",
    "AND",
    "OR",
    "NOT",
    "IS",
    "IS NOT NULL",
    "IS TRUE",
    "IN (",
    "BETWEEN",
    "LIKE",
    "CASE WHEN",
    "THEN",
    "ELSE",
    "END",
    "COUNT(*)",
    "SUM(",
    "MIN(",
    "LAG(",
    "OVER (PARTITION BY",
    "OVER (ORDER BY",
    "ORDER BY",
    "DISTINCT",
    "COALESCE(",
    "days(",
    "age_at(",
    "working_days(",
    "first_day(",
    "matches(",
    "group_of(",
    "EXTRACT(YEAR FROM",
    "DATE '2024-02-29'",
    "INTERVAL '6 months'",
    "INTERVAL",
    ":as_at",
    ":x",
    "prev.n",
    "CAST(",
    "SELECT",
    ";",
    "--",
    "/*",
    "\"",
    "::int",
    "[1]",
    "{",
    "EXISTS (",
    "ROWS 1 PRECEDING",
];
