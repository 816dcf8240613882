//! Whole files: headers, rows, notes, totals, submissions.

use std::fmt::Write as _;

use super::*;

const HEADER: &str = "child_id,date_of_birth,sex,start_date,school_changes\r\n";
const ROW: &str = "C000001,2010-02-28,F,2023-05-01,1\r\n";

fn table(rows: &str) -> Read {
    placements(format!("{HEADER}{rows}"))
}

#[test]
fn a_good_file_is_typed_and_pseudonymised() {
    let text = "Child ID;Dyddiad geni;RHYW;DECOM;upn;themes;distance_km;sibling group;remark\r\n\
                C000001;28/02/2010;benyw;1 Mai 2023;A12345;Beta; 1.5 ;oes;\"said \"\"no\"\";\r\nthen\"\r\n\
                C000001;28/02/2010;F;2023-07-01;A12345;\"b; Alpha;b\";*;0;N/A\r\n";
    let read = placements(text);
    assert_eq!(read.said(), []);
    let row = &read.reading.ledger[0];
    assert_eq!((row.lines, row.header_lines, row.loaded_lines, row.rows_loaded, &*row.delimiter), (4, 1, 3, 2, ";"));
    assert_eq!((row.verdict, &*row.encoding), (Verdict::Accepted, "utf-8"));
    assert_eq!(read.column("sex"), ["female", "female"]);
    assert_eq!(read.column("themes"), ["[\"b\"]", "[\"a\", \"b\"]"]);
    assert_eq!(
        read.column("start_date"),
        ["2023-05-01 +00:00", "2023-07-01 +00:00"].map(|day| day.replace(" +00:00", ""))
    );
    assert_eq!(read.column("distance_km"), ["1.500", "-"]);
    assert_eq!(read.column("distance_km_marker"), ["-", "c"]);
    assert_eq!(read.column("school_changes_marker"), ["-", "-"]);
    assert_eq!(read.column("sibling_group"), ["true", "false"]);
    assert_eq!(read.column("remark"), ["said \"no\";\r\nthen", "-"]);
    assert_eq!(read.column("age_at_start"), ["13", "13"]);
    assert_eq!(
        (read.column("_line"), read.column("_end_line")),
        (vec!["2".into(), "4".into()], vec!["3".into(), "4".into()])
    );
    assert_eq!(read.column("_bytes")[1], (text.len() - text.rfind("C000001").unwrap()).to_string());
    let pseudonyms = Pseudonyms::new([1; 32]);
    assert_eq!(read.column("child_id")[0], pseudonyms.pseudonym("child", "W06000001", "C000001").as_str());
    assert_eq!(read.column("upn")[0], pseudonyms.pseudonym("upn", "national", "A12345").as_str());
    assert_eq!(read.reading.identifiers.all().len(), 2);
    assert!(read.reading.identifiers.all().contains(&pseudonyms.fingerprint("C000001")));
    let staged = &read.reading.staged[0];
    assert_eq!((staged.rows, staged.data_to.to_string()), (2, "2024-03-31".to_owned()));
    assert_eq!(row.due.map(|day| day.to_string()).as_deref(), Some("2024-05-24"));
}

#[test]
fn every_bad_cell_is_named_and_its_row_held_back_once() {
    let read = table(&format!(
        "{ROW},31/02/2010,X,#N/A,1.5\r\nC3,2010-01-01,M,2023-06-01,\"1,2\"\r\n1.2E+11,2010-01-01,M,2023-06-01,3\r\n"
    ));
    let found = [
        ("S-CODE", 3, "sex"),
        ("S-DATE", 3, "date_of_birth"),
        ("S-EXCEL-ERROR", 3, "start_date"),
        ("S-ID", 5, "child_id"),
        ("S-INTEGER", 3, "school_changes"),
        ("S-INTEGER", 4, "school_changes"),
        ("S-REQUIRED", 3, "child_id"),
    ];
    let mut said = read.said();
    said.sort_unstable();
    assert_eq!(said, found);
    let held: Vec<_> = read.reading.held_back.iter().map(|one| (one.line, &*one.column, &*one.reason)).collect();
    assert_eq!(held, [(3, "child_id", "S-REQUIRED"), (4, "school_changes", "S-INTEGER"), (5, "child_id", "S-ID")]);
    assert_eq!(read.reading.held_back[0].raw, b",31/02/2010,X,#N/A,1.5\r\n");
    let row = &read.reading.ledger[0];
    assert_eq!((row.rows_loaded, row.rows_held_back, row.verdict), (1, 3, Verdict::AcceptedWithErrors));
}

#[test]
fn above_and_below_the_table_there_may_be_text() {
    let text = format!(
        "Placements 2023-24,,,,\r\n\r\nsent by \"Anglesey\"\r\n{HEADER}{ROW}Wales,,,,412\r\n,,,,\r\nNote: the figures, as of May, are final\r\nSource,system\r\n"
    );
    let read = placements(&text);
    assert_eq!(read.said(), [("S-TOTALS", 6, "")]);
    let row = &read.reading.ledger[0];
    let lines =
        (row.preamble_lines, row.blank_lines, row.header_lines, row.loaded_lines, row.totals_lines, row.footer_lines);
    assert_eq!(lines, (2, 2, 1, 1, 1, 2));
    let records = records("placements", text.as_bytes());
    let expected = ["preamble", "blank", "preamble", "header", "data", "totals", "blank", "footer", "footer"];
    assert_eq!(classes(&records), expected);
}

#[test]
fn a_note_with_rows_after_it_was_none() {
    let read = table(&format!("{ROW}\r\nNote\r\n{ROW}"));
    assert_eq!(read.said(), [("S-FIELD-COUNT", 4, "")]);
    let read = table(&format!("{ROW}C000002\r\n"));
    assert_eq!(read.said(), [("S-FIELD-COUNT", 3, "")], "a truncated row is not a note");
    let read = table(&format!("{ROW}\r\nyear,cases,staff,x\r\n2023,1,2,3\r\n"));
    assert_eq!(read.said(), [("S-AFTER-TABLE", 4, ""), ("S-AFTER-TABLE", 5, "")]);
    let read = table(&format!("{ROW}{}", "\r\nNote\r\n".repeat(300)));
    assert!(read.said().contains(&("S-FIELD-COUNT", 4, "")), "three hundred notes are not notes");
}

#[test]
fn a_repeated_header_is_no_row() {
    let read = table(&format!("{ROW}\u{feff}{HEADER}{ROW}"));
    assert_eq!(read.said(), [("S-REPEATED-HEADER", 3, "")]);
    assert_eq!(read.reading.ledger[0].header_lines, 2);
}

#[test]
fn columns_that_do_not_belong_are_kept_out_and_named_by_place() {
    let text = "child_id,Jane,date_of_birth,sex,start_date,notes\r\nC000001,secret,2010-02-28,F,2023-05-01,x\r\n";
    let read = placements(text);
    assert_eq!(read.said(), [("S-UNKNOWN-COLUMN", 1, "#2")]);
    assert_eq!(read.reading.ledger[0].rows_loaded, 1);
}

#[test]
fn a_file_without_what_it_needs_is_refused_whole() {
    for (text, code, line) in [
        ("", "S-EMPTY", 0),
        ("\u{feff}", "S-EMPTY", 0),
        ("a,b\n1,2\n", "S-NO-HEADER", 1),
        ("test\n1", "S-NO-HEADER", 1),
        ("child_id,sex,start_date\nA,F,2023-05-01\n", "S-MISSING-COLUMN", 1),
        ("child_id,sex,start_date,Proposed date of birth\nA,F,2023-05-01,2010-01-01\n", "S-PROPOSED", 1),
        ("x\nchild_id,Child ID,sex,start_date,DOB\n", "S-DUPLICATE-COLUMN", 2),
        ("PK\u{3}\u{4}zip", "S-IS-ZIP", 0),
        ("<!doctype html><p>child_id", "S-IS-HTML", 0),
        ("child_id,sex,start_date,DOB,year\nA1,F,2023-05-01,2010-01-01,2022-23\n", "S-DISAGREES", 2),
        ("child_id,sex,start_date,DOB,authority\nA1,F,2023-05-01,2010-01-01,Caerdydd\n", "S-DISAGREES", 2),
        (
            "child_id,sex,start_date,DOB,data_to\nA,F,2023-05-01,2010-01-01,2024-03-31\nB,F,2023-05-01,2010-01-01,2024-03-30\n",
            "S-DISAGREES",
            3,
        ),
    ] {
        let read = placements(text);
        let fatal: Vec<_> =
            read.reading.findings.iter().filter(|one| one.severity == crate::diagnostic::Severity::Fatal).collect();
        assert_eq!(fatal.iter().map(|one| (&*one.rule, one.line)).collect::<Vec<_>>(), [(code, line)], "{text}");
        let row = &read.reading.ledger[0];
        assert_eq!((row.verdict, &*row.reason, row.refused_lines), (Verdict::Refused, code, row.lines), "{text}");
        assert!(read.reading.staged.is_empty() && read.reading.held_back.is_empty());
        let staging = read.path.with_file_name("staging");
        assert!(!staging.exists() || fs::read_dir(staging).unwrap().next().is_none(), "{text}");
    }
}

#[test]
fn a_header_alone_is_an_answer_where_nothing_is_one() {
    let read = table("");
    assert_eq!(read.said(), [("S-NIL", 0, "")]);
    assert_eq!((read.reading.ledger[0].verdict, read.reading.staged[0].rows), (Verdict::Nil, 0));
    let read = concerns("concern_id,authority,year\n");
    assert_eq!(read.said(), [("S-EMPTY", 0, "")]);
}

#[test]
fn a_file_elsewhere_tells_its_submission_in_its_columns() {
    let text =
        "child_id,sex,start_date,DOB,authority,year,data_to\nA1,F,2023-05-01,2010-01-01,Ynys Mon,2023/24,30/06/2024\n";
    let read = read_as("placements", None, None, text.as_bytes());
    assert_eq!(read.said(), []);
    let staged = &read.reading.staged[0];
    assert_eq!(
        (staged.year.to_string(), staged.submitter.as_str(), staged.data_to.to_string()),
        ("2023-24".into(), "W06000001", "2024-06-30".into())
    );
    for (year, submitter, code) in
        [(None, authority(), "S-UNKNOWN-YEAR"), (Some(Year::starting(2023)), None, "S-UNKNOWN-SUBMITTER")]
    {
        let read = read_as("placements", year, submitter, format!("{HEADER}{ROW}").as_bytes());
        assert_eq!(&*read.reading.ledger[0].reason, code);
    }
    assert_eq!(&*read_as("moves", None, None, b"a,b\n").reading.ledger[0].reason, "S-UNKNOWN-RETURN");
}

#[test]
fn a_national_file_is_one_submission_for_each_year() {
    let text = "YearCode,AreaCode,Data,concern_id,Notes\n202223,512,\"3,697\",a,\n202324,552.0,3697.0,b,\n202324,596,99,c,t\n\
                202324,552,x,d,\n199900,552,1,e,\nbad\n202324,552,1,f,\n";
    let read = concerns(text);
    let ledger: Vec<_> = read
        .reading
        .ledger
        .iter()
        .map(|row| (row.year.map(Year::start), row.lines, row.rows_loaded, row.rows_held_back, row.totals_lines))
        .collect();
    assert_eq!(ledger, [(None, 4, 0, 2, 1), (Some(2022), 1, 1, 0, 0), (Some(2023), 3, 2, 1, 0)]);
    assert_eq!(read.reading.ledger.iter().map(|row| row.bytes).sum::<u64>(), text.len() as u64);
    assert_eq!(
        read.said(),
        [("S-TOTALS", 4, ""), ("S-DECIMAL", 5, "number"), ("S-YEAR", 6, "year"), ("S-FIELD-COUNT", 7, "")]
            .map(|(code, line, column)| (if code == "S-DECIMAL" { "S-INTEGER" } else { code }, line, column))
    );
    let staged: Vec<_> = read.reading.staged.iter().map(|one| (one.year.start(), one.rows, one.ledger)).collect();
    assert_eq!(staged, [(2022, 1, 1), (2023, 2, 2)]);
    assert_eq!(column(&read.reading.staged[1].parquet, "number"), ["3697", "1"]);
    assert_eq!(column(&read.reading.staged[1].parquet, "authority"), ["W06000015", "W06000015"]);
}

#[test]
fn text_in_windows_1252_is_read_and_every_guess_listed() {
    let mut bytes = HEADER.replace("school_changes", "remark").into_bytes();
    bytes.extend(b"C000001,2010-02-28,F,2023-05-01,Ynys M\xF4n\r\nC000002,2010-02-28,F,2023-05-01,Bangor\r\n");
    let read = placements(&bytes);
    assert_eq!(read.said(), [("S-WINDOWS-1252", 2, "remark")]);
    assert_eq!(read.column("remark"), ["Ynys Môn", "Bangor"]);
    assert_eq!(&*read.reading.ledger[0].encoding, "windows-1252");
}

#[test]
fn a_damaged_row_of_a_utf_8_file_is_held_back() {
    let mut bytes = format!("{}C000001,2010-02-28,F,2023-05-01,Tŷ Ŵyn\r\n", HEADER.replace("school_changes", "remark"))
        .into_bytes();
    bytes.extend(b"C000002,2010-02-28,F,2023-05-01,M\xF4n\r\nC000003,2010-02-28,F,2023-05-01,");
    bytes.extend("Ynys MÃ´n\r\n".bytes());
    let read = placements(&bytes);
    assert_eq!(read.said(), [("S-ENCODING", 3, ""), ("S-MOJIBAKE", 4, "remark")]);
}

#[test]
fn line_ends_of_two_kinds_are_remarked_on() {
    let read = table(&format!("{ROW}{}{ROW}", ROW.replace("\r\n", "\n")));
    assert_eq!(read.said(), [("S-MIXED-LINE-ENDS", 3, "")]);
    let read = placements(format!("\u{feff}{HEADER}{ROW}").replace("\r\n", "\r"));
    assert_eq!((read.said(), read.reading.ledger[0].loaded_lines), (vec![], 1));
    assert_eq!(&*read.reading.ledger[0].encoding, "utf-8 with byte order mark");
}

#[test]
fn records_cover_every_byte_of_any_file() {
    for text in ["", "\n", "a", "\u{feff}a,b\r\n1,2", "\"", "a\"b\nc\n", ",\n\"x\ny\",z\r\r\n\u{1a}"] {
        records("none", text.as_bytes());
        records("placements", text.as_bytes());
    }
    let long = format!("{HEADER}{ROW}{}\r\n{ROW}", "x".repeat(MOST_BYTES + 10));
    let found = records("placements", long.as_bytes());
    assert_eq!(classes(&found), ["header", "data", "held_back", "data"]);
    assert_eq!(found[2].code, Some(trouble::TOO_LONG));
}

#[test]
fn a_file_in_many_blocks_is_read_the_same() {
    let mut text = HEADER.replace("school_changes", "remark");
    for n in 0..40_000 {
        let remark = if n % 7 == 0 { "\"a\r\nb\"" } else { "plain, no" };
        write!(text, "C{n:06},2010-02-28,F,2023-05-01,{remark}\r\n").unwrap();
    }
    let read = placements(&text);
    let row = &read.reading.ledger[0];
    let short = 40_000_u64.div_ceil(7);
    assert_eq!((row.rows_loaded, row.loaded_lines, row.rows_held_back), (short, 2 * short, 40_000 - short));
    assert!(read.reading.held_back.iter().all(|one| one.raw.ends_with(b"plain, no\r\n") && one.raw.starts_with(b"C")));
    let starts = read.column("_start");
    let bytes = read.column("_bytes");
    for (start, bytes) in starts.iter().zip(&bytes) {
        let (start, bytes) = (start.parse::<usize>().unwrap(), bytes.parse::<usize>().unwrap());
        assert!(text[start..start + bytes].ends_with("\"a\r\nb\"\r\n") && text[start..].starts_with('C'));
    }
}
