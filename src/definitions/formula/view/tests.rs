//! Which tables row sets read, and which columns they yield.

use super::*;

fn schemas() -> Schemas {
    let placements =
        vec![("child".into(), FieldKind::Id), ("day".into(), FieldKind::Date), ("year".into(), FieldKind::Text)];
    let periods =
        vec![("period".into(), FieldKind::Text), ("year".into(), FieldKind::Text), ("d".into(), FieldKind::Date)];
    Schemas::from([("placements".into(), placements), ("periods".into(), periods)])
}

#[test]
fn a_row_set_names_its_tables_and_columns() {
    let sql = "WITH live AS (SELECT p.period, r.child AS subject, r.day, p.d\n  FROM placements r JOIN periods p ON p.year = r.year)\nSELECT period, subject, COUNT(*) AS n, MAX(day) AS last FROM live WHERE day <= d GROUP BY period, subject";
    assert_eq!(tables_read(sql, &schemas()).unwrap(), ["periods".into(), "placements".into()]);
    let columns = row_set_columns(sql, &schemas()).unwrap();
    let wanted: Vec<(Box<str>, FieldKind)> = vec![
        ("period".into(), FieldKind::Text),
        ("subject".into(), FieldKind::Text),
        ("n".into(), FieldKind::Integer),
        ("last".into(), FieldKind::Date),
    ];
    assert_eq!(columns, wanted);
}

#[test]
fn a_row_set_reads_nothing_else() {
    for (sql, at) in [
        ("SELECT * FROM placments", "placments"),
        ("DELETE FROM placements", "DELETE FROM placements"),
        ("SELECT * FROM read_parquet('x')", "read_parquet"),
        ("SELECT child FROM placements WHERE child IN (SELECT name FROM secrets)", "secrets"),
        ("SELECT NOW() FROM placements", "NOW"),
    ] {
        let mistakes = tables_read(sql, &schemas()).err().unwrap_or_else(|| panic!("{sql} was not refused"));
        assert_eq!(&sql[mistakes[0].span.clone()], at, "{sql}: {mistakes:?}");
    }
    let sql = "SELECT child, dya\nFROM placements";
    let mistakes = row_set_columns(sql, &schemas()).unwrap_err();
    assert_eq!(&sql[mistakes[0].span.clone()], "dya", "{mistakes:?}");
    assert_eq!(mistakes[0].advice.as_deref(), Some("did you mean `day`?"));
}
