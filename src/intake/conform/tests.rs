//! Whole rows through the conformer.

use proptest::prelude::*;

use super::changes::Counts;
use super::*;
use crate::definitions::{Field, FieldKind};
use crate::intake::fixture;
use crate::intake::lex::{Format, Span};
use crate::intake::trouble::{EXCEL_ERROR, FORMULA, ID, INTEGER, INVISIBLE, LINE_SEPARATOR, NEAR_CODE, YES_NO};

/// A return with a field of every kind, and forms of their own for two of them.
fn every_kind() -> Definitions {
    let mut definitions = fixture::definitions();
    let sex = definitions.codes.get_mut("sex").unwrap();
    sex.codes[1].until = Some(Year::starting(2022));
    let mut fields: Vec<Field> = [
        ("id", FieldKind::Id),
        ("text", FieldKind::Text),
        ("sex", fixture::code("sex")),
        ("themes", FieldKind::Codes("theme".into())),
        ("day", FieldKind::Date),
        ("whole", FieldKind::Integer),
        ("share", FieldKind::Decimal),
        ("answer", FieldKind::YesNo),
        ("place", fixture::code("authority")),
        ("serial", FieldKind::Date),
        ("money", FieldKind::Decimal),
    ]
    .map(|(name, kind)| fixture::field(name, kind, false, &[]))
    .into();
    fields[9].forms = vec![Form::ExcelSerial];
    fields[10].forms = vec![Form::Currency, Form::Brackets];
    definitions.returns.get_mut("concerns").unwrap().fields = fields;
    definitions
}

fn layout(fields: usize, delimiter: u8) -> Layout {
    let roles: Vec<Role> = (0..fields).map(Role::Field).chain([Role::Year]).collect();
    Layout::of_roles(Format::plain(delimiter), roles)
}

fn conformer(definitions: &Definitions, delimiter: u8) -> Conformer<'_> {
    let return_ = &definitions.returns["concerns"];
    Conformer::new(return_, &layout(return_.fields.len(), delimiter), definitions, None)
}

/// Conforms a row that is blank but for one column, and has a year.
fn conform(conformer: &mut Conformer<'_>, column: &str, cell: &str) -> bool {
    let at = conformer.columns.iter().position(|known| &*known.name == column).unwrap();
    row(conformer, &[(at, cell), (conformer.columns.len() - 1, "2022-23")])
}

fn row(conformer: &mut Conformer<'_>, cells: &[(usize, &str)]) -> bool {
    let mut text = String::new();
    let mut spans = Vec::new();
    for at in 0..conformer.columns.len() {
        let start = text.len();
        text.extend(cells.iter().filter(|(column, _)| *column == at).map(|(_, cell)| *cell));
        spans.push(Span { start, end: text.len(), doubled: false });
    }
    conformer.conform(&Row { text: &text, spans: &spans, ascii: text.is_ascii() })
}

/// What a cell is read as: the value written canonically (`∅` for nothing), its changes, and its notes; or its trouble.
fn read(
    definitions: &Definitions,
    column: &str,
    cell: &str,
) -> Result<(String, Vec<&'static str>, Vec<Trouble>), Trouble> {
    let mut conformer = conformer(definitions, b',');
    if !conform(&mut conformer, column, cell) {
        return Err(conformer.faults[0].trouble);
    }
    let changes = conformer.normalised.iter().flat_map(Counts::iter).map(|(kind, _)| kind.as_str()).collect();
    let notes = conformer.notes.iter().map(|note| note.trouble).collect();
    Ok((canonical(definitions, &conformer, column, cell), changes, notes))
}

fn canonical(definitions: &Definitions, conformer: &Conformer<'_>, column: &str, cell: &str) -> String {
    let at = conformer.columns.iter().position(|known| &*known.name == column).unwrap();
    match conformer.values[at] {
        Value::Null => "∅".to_owned(),
        Value::Text(start, end) => cell[start as usize..end as usize].to_owned(),
        Value::Made(start, end) => conformer.made[start as usize..end as usize].to_owned(),
        Value::Code(place) if column == "place" => definitions.reference.authorities[place as usize].code.to_string(),
        Value::Code(place) => definitions.codes["sex"].codes[place as usize].code.to_string(),
        Value::Day(day) => day.date.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Decimal(units) => {
            let sign = if units < 0 { "-" } else { "" };
            format!("{sign}{}.{:03}", units.unsigned_abs() / 1000, units.unsigned_abs() % 1000)
        }
        Value::YesNo(yes) => if yes { "yes" } else { "no" }.to_owned(),
    }
}

#[test]
fn cells_are_read_and_what_was_changed_is_counted_by_kind() {
    let definitions = every_kind();
    let cases: [(&str, &str, &str, &[&str]); 33] = [
        ("id", "00123", "00123", &[]),
        ("id", " 00123 ", "00123", &["space"]),
        ("id", "'00123", "00123", &["text_mark"]),
        ("id", "=\"00123\"", "00123", &["text_mark"]),
        ("id", "''1", "''1", &[]),
        ("id", "A\u{a0}1", "A 1", &["characters"]),
        ("text", "Ty\u{302} Gwyn", "Tŷ Gwyn", &["characters"]),
        ("text", "Tŷ\u{a0}Gwyn", "Tŷ Gwyn", &["characters"]),
        ("text", "co\u{ad}operate", "cooperate", &["characters"]),
        ("text", "'r ysgol", "'r ysgol", &[]),
        ("text", "'0123", "0123", &["text_mark"]),
        ("text", "Môn", "Môn", &[]),
        ("text", "\u{2060}-\u{2060}", "∅", &[]),
        ("sex", "female", "female", &[]),
        ("sex", "'F", "female", &["text_mark", "code_form"]),
        ("sex", "Benyw", "female", &["code_form"]),
        ("sex", "femlae", "female", &["near_code"]),
        ("themes", "a;b", "a;b", &[]),
        ("themes", "b ; A", "a;b", &["code_form"]),
        ("day", "2024-03-05", "2024-03-05", &[]),
        ("day", "05/03/2024 00:00", "2024-03-05", &["date_form"]),
        ("serial", "45292", "2024-01-01", &["excel_serial"]),
        ("whole", "1,234", "1234", &["number_form"]),
        ("whole", "007", "7", &[]),
        ("whole", "*", "∅", &[]),
        ("share", ".5", "0.500", &[]),
        ("money", "(£1,234.50)", "-1234.500", &["number_form"]),
        ("answer", "yes", "yes", &[]),
        ("answer", "Nac ydy", "no", &["yes_no_word"]),
        ("place", "W06000015", "W06000015", &[]),
        ("place", "Ynys Mon", "W06000001", &["code_form"]),
        ("place", "552.000000", "W06000015", &["code_form"]),
        ("place", "N/A", "∅", &[]),
    ];
    for (column, cell, value, changes) in cases {
        let (found, made, _) = read(&definitions, column, cell).unwrap_or_else(|trouble| panic!("{cell}: {trouble}"));
        assert_eq!((found.as_str(), made.as_slice()), (value, changes), "{column} {cell}");
    }
}

#[test]
fn what_cannot_be_read_is_refused_and_what_is_odd_is_noted() {
    let definitions = every_kind();
    for (column, cell, trouble) in [
        ("id", "1.23457E+12", ID),
        ("id", "'1E+05", ID),
        ("id", "=A1", ID),
        ("id", "A\u{200b}1", ID),
        ("id", "A\u{202e}1", ID),
        ("id", "A\u{feff}1", ID),
        ("id", "A\u{ad}1", ID),
        ("id", "A\u{81}1", ID),
        ("id", "A\u{2028}1", ID),
        ("id", "A\u{b}1", ID),
        ("text", "#REF!", EXCEL_ERROR),
        ("text", "#N\u{200b}/A", EXCEL_ERROR),
        ("sex", "=A1", CODE),
        ("sex", "unknown", CODE),
        ("themes", "a;c", CODE),
        ("day", "45292", DATE),
        ("day", "2024-03-05 10:30", DATE),
        ("serial", "60", DATE),
        ("whole", "£5", INTEGER),
        ("answer", "perhaps", YES_NO),
        ("place", "Cardif", CODE),
        ("place", "5.52", CODE),
    ] {
        assert_eq!(read(&definitions, column, cell).unwrap_err(), trouble, "{column} {cell:?}");
    }
    for (cell, note) in [
        ("=A1", FORMULA),
        ("=HYPERLINK(\"x\")", FORMULA),
        ("a\u{200b}b", INVISIBLE),
        ("a\u{202e}b", INVISIBLE),
        ("a\u{feff}b", INVISIBLE),
        ("a\u{b}b", LINE_SEPARATOR),
        ("a\u{c}b", LINE_SEPARATOR),
        ("a\u{85}b", LINE_SEPARATOR),
        ("a\u{2028}b", LINE_SEPARATOR),
    ] {
        assert_eq!(read(&definitions, "text", cell).unwrap().2, [note], "{cell:?}");
    }
    assert_eq!(read(&definitions, "text", "a\u{202e}b").unwrap().0, "a\u{202e}b");
    assert_eq!(read(&definitions, "text", "a\u{200b}b").unwrap().0, "ab");
    assert_eq!(read(&definitions, "text", "= 1").unwrap().2, [FORMULA]);
    assert!(read(&definitions, "text", "=").unwrap().2.is_empty());
}

#[test]
fn what_was_probably_meant_is_said_of_codes_and_authorities() {
    let definitions = every_kind();
    let mut conformer = conformer(&definitions, b',');
    assert!(conform(&mut conformer, "sex", "Femlae"));
    let note = Note { column: "sex".into(), trouble: NEAR_CODE, suggests: Some("female".into()) };
    assert_eq!(conformer.notes, [note]);
    for (column, cell, suggests) in [
        ("sex", "famele", Some("female")),
        ("sex", "zebra", None),
        ("place", "Cardif", Some("W06000015")),
        ("place", "Isle of Man", None),
        ("place", "Ynys MÃ´n", Some("W06000001")),
    ] {
        for _ in 0..2 {
            assert!(!conform(&mut conformer, column, cell), "{cell}");
            assert_eq!(conformer.faults[0].suggests.as_deref(), suggests, "{cell}");
        }
    }
}

#[test]
fn a_code_holds_in_the_year_of_its_own_row() {
    let definitions = every_kind();
    let mut conformer = conformer(&definitions, b',');
    let year = conformer.columns.len() - 1;
    for (cell, holds) in [("2022-23", true), ("2023-24", false), ("2021-22", true)] {
        assert_eq!(row(&mut conformer, &[(2, "male"), (year, cell)]), holds, "{cell}");
    }
    assert!(!row(&mut conformer, &[(2, "male"), (year, "1999-00")]));
    let faults: Vec<_> = conformer.faults.iter().map(|fault| (&*fault.column, fault.trouble)).collect();
    assert_eq!(faults, [("year", YEAR)]);
    assert!(!row(&mut conformer, &[(2, "nobody"), (year, "")]));
    let faults: Vec<_> = conformer.faults.iter().map(|fault| (&*fault.column, fault.trouble)).collect();
    assert_eq!(faults, [("sex", CODE), ("year", REQUIRED)], "in the order of the columns");
}

#[test]
fn months_that_came_first_are_told_from_other_nonsense() {
    let definitions = every_kind();
    let mut conformer = conformer(&definitions, b',');
    for (cell, first) in [("03/25/2024", true), ("31/31/2024", false), ("soon", false)] {
        assert!(!conform(&mut conformer, "day", cell));
        assert_eq!(conformer.faults[0].month_first, first, "{cell}");
    }
}

#[test]
fn a_sender_may_have_forms_of_its_own() {
    let definitions = every_kind();
    let mut plain = conformer(&definitions, b';');
    assert!(!conform(&mut plain, "share", "1,234"));
    let mut declared = conformer(&definitions, b';').with_forms(&[Form::DecimalComma, Form::ExcelSerial1904]);
    assert!(conform(&mut declared, "share", "1,234"));
    assert_eq!(declared.values[6], Value::Decimal(1234));
    assert!(conform(&mut declared, "serial", "43830"));
    assert_eq!(canonical(&definitions, &declared, "serial", ""), "2024-01-01");
    assert!(conform(&mut declared, "money", "(£5,5)"));
    assert_eq!(declared.values[10], Value::Decimal(-5500));
}

#[test]
fn what_stands_in_place_of_a_number_is_kept_as_its_marker() {
    let definitions = every_kind();
    let mut usual = conformer(&definitions, b',');
    assert!(conform(&mut usual, "whole", "c") && !conform(&mut usual, "whole", "z"));
    let mut declared = conformer(&definitions, b',').with_forms(&[Form::Shorthand]);
    for (cell, marker) in [("[c]", "c"), ("x", "x"), ("z", "z"), (" [z] ", "z"), ("z", "z")] {
        assert!(conform(&mut declared, "whole", cell), "{cell}");
        assert_eq!((declared.values[5], &*declared.markers), (Value::Null, &[(5, marker)][..]), "{cell}");
    }
    assert!(conform(&mut declared, "whole", "7") && declared.markers.is_empty());
    assert!(conform(&mut declared, "text", "z") && declared.markers.is_empty());
}

#[test]
fn a_year_may_be_written_as_its_end() {
    let mut definitions = every_kind();
    let year = |definitions: &Definitions, cell: &str| {
        let mut conformer = conformer(definitions, b',');
        let at = conformer.columns.len() - 1;
        row(&mut conformer, &[(at, cell)]).then_some(conformer.claims.year).flatten()
    };
    assert_eq!([year(&definitions, "2023"), year(&definitions, "2022-23")], [None, Some(Year::starting(2022))]);
    definitions.returns.get_mut("concerns").unwrap().years_by_end = true;
    for form in ["2023", "2022-23", "202223"] {
        assert_eq!(year(&definitions, form), Some(Year::starting(2022)), "{form}");
    }
    assert_eq!(year(&definitions, "1066"), None);
}

#[test]
fn counts_are_the_same_however_rows_are_shared_out() {
    let definitions = every_kind();
    let cells = [("id", " 1"), ("sex", "F"), ("sex", "femal"), ("day", "1/2/24"), ("sex", " F "), ("id", "2")];
    let mut whole = conformer(&definitions, b',');
    let mut parts = [conformer(&definitions, b','), conformer(&definitions, b',')];
    for (at, (column, cell)) in cells.into_iter().enumerate() {
        conform(&mut whole, column, cell);
        conform(&mut parts[at % 2], column, cell);
    }
    let [mut one, other] = parts.map(|part| part.normalised);
    for (counts, more) in one.iter_mut().zip(&other) {
        counts.merge(more);
    }
    assert_eq!(one, whole.normalised);
    let sex: Vec<_> = whole.normalised[2].iter().collect();
    assert_eq!(sex, [(Normalisation::Space, 1), (Normalisation::CodeForm, 2), (Normalisation::NearCode, 1)]);
}

const COLUMNS: [&str; 11] =
    ["id", "text", "sex", "themes", "day", "whole", "share", "answer", "place", "serial", "money"];

fn any_cell() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        any::<char>().prop_map(String::from),
        "[-'=\"#£%(),.0-9:/ TEe+]{1,6}",
        proptest::sample::select(vec![
            "female",
            "Fe",
            "a",
            "b",
            ";",
            "yes",
            "W06000015",
            "Ynys Môn",
            "2024",
            "-03",
            "/05",
            "March",
            "\u{200b}",
            "\u{feff}",
            "\u{a0}",
            "\u{301}",
            "\u{202e}",
            "\u{ad}",
            "'",
            "=\"",
            "N/A",
            "#N/A",
        ])
        .prop_map(str::to_owned),
    ];
    proptest::collection::vec(pieces, 0..6).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_read_and_written_canonically_reads_the_same(cell in any_cell(), at in 0..COLUMNS.len()) {
        let definitions = every_kind();
        let column = COLUMNS[at];
        if let Ok((value, ..)) = read(&definitions, column, &cell) && value != "∅" {
            let again = read(&definitions, column, &value).map(|(same, changes, _)| (same, changes));
            prop_assert_eq!(again, Ok((value, Vec::new())));
        }
    }
}
