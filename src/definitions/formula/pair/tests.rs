//! What formulas over pairs mean, and what is refused.

use std::collections::BTreeMap;

use polars::prelude::{DataFrame, SortMultipleOptions, col, df};

use super::*;
use crate::definitions::codes::{Code, CodeList};
use crate::definitions::formula::{RULE_COLUMNS, Shape};
use crate::definitions::working_days::WorkingDays;
use crate::domain::parse_iso_date;

fn compile(text: &str) -> Result<Paired, Vec<Mistake>> {
    let mut own: Vec<(Box<str>, FieldKind)> = vec![
        ("child".into(), FieldKind::Id),
        ("n".into(), FieldKind::Integer),
        ("day".into(), FieldKind::Date),
        ("status".into(), FieldKind::Code("status".into())),
    ];
    own.extend(RULE_COLUMNS.map(|(name, kind)| (name.into(), kind)));
    let far: Vec<(Box<str>, FieldKind)> = vec![
        ("n".into(), FieldKind::Integer),
        ("start_date".into(), FieldKind::Date),
        ("status".into(), FieldKind::Code("status".into())),
        ("team".into(), FieldKind::Text),
    ];
    let code = Code { code: "C1".into(), group: Some("care".into()), ..Code::default() };
    let list = CodeList { id: "status".into(), codes: vec![code], by_folded: BTreeMap::new() };
    let codes = BTreeMap::from([("status".into(), list)]);
    let known = WorkingDays::of(&[parse_iso_date("2024-01-01").unwrap()].into()).unwrap();
    let scope = Scope { columns: &own, scalars: &[], codes: &codes, working_days: Some(&known), shape: Shape::Rows };
    Paired::compile(text, scope, There { qualifier: "moves", columns: &far })
}

/// Three pairs: two of the first row, one of the second.
fn pairs() -> DataFrame {
    df!(
        "row" => [0i64, 0, 1],
        "child" => ["a", "a", "b"],
        "n" => [5i64, 5, 2],
        "there.n" => [Some(2i64), Some(3), None],
        "there.team" => [Some("x"), Some("x"), Some("y")],
        "there.status" => [Some("C1"), Some("V"), None],
    )
    .unwrap()
}

/// One verdict a pair.
fn every(text: &str) -> Vec<Option<bool>> {
    let paired = compile(text).unwrap_or_else(|mistakes| panic!("{text}: {mistakes:?}"));
    assert!(paired.aggregates.is_empty(), "{text}");
    let told = pairs().lazy().select([paired.expr.alias("it")]).collect().unwrap();
    told.column("it").unwrap().bool().unwrap().iter().collect()
}

/// One verdict a row: of the first, the second, and a third (n = 0) to which nothing belongs.
fn together(text: &str) -> Vec<Option<bool>> {
    let paired = compile(text).unwrap_or_else(|mistakes| panic!("{text}: {mistakes:?}"));
    let aggregates: Vec<Expr> = paired.aggregates.iter().map(|(name, expr)| expr.clone().alias(&**name)).collect();
    assert!(!aggregates.is_empty(), "{text}");
    let of_rows = pairs().lazy().group_by([col("row")]).agg(aggregates);
    let rows = df!("row" => [0i64, 1, 2], "n" => [5i64, 2, 0]).unwrap().lazy();
    let joined = rows.left_join(of_rows, col("row"), col("row")).sort(["row"], SortMultipleOptions::default());
    let told = joined.select([paired.expr.alias("it")]).collect().unwrap();
    told.column("it").unwrap().bool().unwrap().iter().collect()
}

#[test]
fn a_pair_is_a_row_and_one_elsewhere() {
    assert_eq!(every("moves.n < n"), [Some(true), Some(true), None]);
    assert_eq!(every("n - moves.n = 3"), [Some(true), Some(false), None]);
    assert_eq!(every("moves.n IS NULL OR moves.n + 1 > n - 2"), [Some(false), Some(true), Some(true)]);
    assert_eq!(every("COALESCE(moves.n, 9) BETWEEN 3 AND 9"), [Some(false), Some(true), Some(true)]);
    assert_eq!(every("group_of(moves.status) = 'care'"), [Some(true), None, None]);
    assert_eq!(every("matches(moves.team, '[xz]')"), [Some(true), Some(true), Some(false)]);
    let paired = compile("moves.start_date >= day AND working_days(day, moves.start_date) < n + 2").unwrap();
    assert_eq!(paired.own, ["day".into(), "n".into()]);
    assert_eq!(paired.there, ["start_date".into()]);
    assert_eq!(compile("moves.start_date <= :as_at").unwrap().own, ["_as_at".into()]);
}

#[test]
fn aggregates_are_over_all_pairs_of_a_row() {
    assert_eq!(together("COUNT(*) = 2"), [Some(true), Some(false), Some(false)]);
    assert_eq!(together("COUNT(*) = 0"), [Some(false), Some(false), Some(true)]);
    assert_eq!(together("COUNT(moves.n) = 0"), [Some(false), Some(true), Some(true)]);
    assert_eq!(together("COUNT(DISTINCT moves.team) = 1"), [Some(true), Some(true), Some(false)]);
    assert_eq!(together("COUNT(DISTINCT moves.status) = 0"), [Some(false), Some(true), Some(true)]);
    assert_eq!(together("SUM(moves.n) = n"), [Some(true), None, None]);
    assert_eq!(together("COALESCE(SUM(moves.n), 0) <= n - 0"), [Some(true), Some(true), Some(true)]);
    assert_eq!(together("MIN(moves.n) < MAX(moves.n)"), [Some(true), None, None]);
    assert_eq!(together("SUM(CASE WHEN moves.n < n - 2 THEN 1 ELSE 0 END) = 1"), [Some(true), Some(false), None]);
    assert_eq!(together("COUNT(*) - n < 0"), [Some(true), Some(true), Some(false)]);
}

#[test]
fn windows_are_worked_out_before_rows_are_paired() {
    let paired = compile("moves.n = COUNT(*) OVER (PARTITION BY child) AND n = LAG(n) OVER (ORDER BY day)").unwrap();
    assert_eq!(paired.windows.len(), 2);
    assert_eq!(&*paired.windows[0].0, "_paired_window_0");
    assert_eq!(paired.own, ["child".into(), "day".into(), "n".into()]);
    let rows = df!("child" => ["a", "a", "b"], "there.n" => [2i64, 1, 1], "n" => [1i64, 2, 3], "day" => [1i32, 2, 3]);
    let windows: Vec<Expr> = paired.windows.iter().map(|(name, expr)| expr.clone().alias(&**name)).collect();
    let told = rows.unwrap().lazy().with_columns(windows).select([paired.expr.alias("it")]).collect().unwrap();
    let told: Vec<Option<bool>> = told.column("it").unwrap().bool().unwrap().iter().collect();
    assert_eq!(told, [None, Some(false), Some(false)]);
}

#[test]
fn two_conditions_on_pairs_are_one() {
    let both = compile("moves.n > 2 OR n > 2").unwrap().and(&compile("moves.team = child").unwrap());
    assert_eq!(both.own, ["child".into(), "n".into()]);
    assert_eq!(both.there, ["n".into(), "team".into()]);
    let told = pairs().lazy().select([both.expr.alias("it")]).collect().unwrap();
    let told: Vec<Option<bool>> = told.column("it").unwrap().bool().unwrap().iter().collect();
    assert_eq!(told, [Some(false); 3]);
}

#[test]
fn what_cannot_be_said_of_pairs_is_refused_where_it_stands() {
    for (text, at, label, advice) in [
        ("move.n = n", "move", "no such name as `move`", Some("did you mean `moves`?")),
        ("moves.strat_date > day", "strat_date", "`moves` has no such column", Some("did you mean `start_date`?")),
        ("moves.start_date > dya", "dya", "no such column as `dya`", Some("did you mean `day`?")),
        ("a.moves.n > n", "a.moves.n", "written moves.column", None),
        ("COUNT(*) > moves.n", "moves.n", "stands in one of them too", None),
        ("LAG(moves.n) OVER (ORDER BY n) = n", "moves.n", "before others are joined", None),
        ("COUNT(*) OVER (PARTITION BY moves.team) = n", "moves.team", "before others are joined", None),
        ("SUM(COUNT(*) OVER (PARTITION BY child)) = n", "COUNT", "cannot stand in one another", None),
        ("LAG(n) = moves.n", "LAG", "LAG needs OVER", None),
        ("moves.n / n > 1", "/", "division", None),
        ("moves.n IN (SELECT n FROM moves)", "moves.n IN (SELECT n FROM moves", "sub-query", None),
        ("CAST(moves.n AS TEXT) = child", "moves.n", "no casts", None),
    ] {
        let mistakes = compile(text).err().unwrap_or_else(|| panic!("{text} was not refused"));
        assert!(mistakes[0].label.contains(label), "{text}: {}", mistakes[0].label);
        assert_eq!(text[mistakes[0].span.clone()].trim(), at, "{text}");
        assert_eq!(mistakes[0].advice.as_deref(), advice, "{text}");
    }
    for text in ["moves.n", "moves.n > child", "TRUE", "COUNT(*)", "SUM(moves.team) = 1", "MIN(moves.start_date) > n"] {
        assert!(compile(text).is_err(), "{text} was not refused");
    }
}
