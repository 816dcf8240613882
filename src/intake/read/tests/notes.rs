//! Whole files: what is normalised, noted and suggested of their cells.

use super::*;

const HEADER: &str = "child_id,date_of_birth,sex,start_date,end_date,remark\r\n";

#[test]
fn a_reading_tells_what_was_normalised_and_how() {
    let read = placements(format!(
        "{HEADER}'001,28/02/2010,Femlae,1 Mai 2023, 2023-06-01 ,=A1\r\n002,2010-02-28,benyw,2023-05-01,,a\u{200b}b\r\n"
    ));
    assert_eq!(read.said(), [("S-FORMULA", 2, "remark"), ("S-NEAR-CODE", 2, "sex"), ("S-INVISIBLE", 3, "remark")]);
    assert_eq!(&*read.reading.findings[1].suggests, "female");
    let counts = read.reading.normalised.iter();
    let counts: Vec<_> = counts.map(|(field, kind, count)| (&**field, kind.as_str(), *count)).collect();
    assert_eq!(
        counts,
        [
            ("child_id", "text_mark", 1),
            ("date_of_birth", "date_form", 1),
            ("sex", "code_form", 1),
            ("sex", "near_code", 1),
            ("start_date", "date_form", 1),
            ("end_date", "space", 1),
            ("remark", "characters", 1),
        ]
    );
    assert_eq!(read.column("sex"), ["female", "female"]);
    assert_eq!(read.column("remark"), ["=A1", "ab"]);
}

#[test]
fn a_refused_code_brings_up_what_was_probably_meant() {
    let read = placements(format!("{HEADER}1,2010-02-28,famele,2023-05-01,,\r\n2,2010-02-28,zebra,2023-05-01,,\r\n"));
    assert_eq!(read.said(), [("S-CODE", 2, "sex"), ("S-CODE", 3, "sex")]);
    let suggests: Vec<&str> = read.reading.findings.iter().map(|finding| &*finding.suggests).collect();
    assert_eq!(suggests, ["female", ""]);
}

#[test]
fn a_column_of_months_that_come_first_is_said_once() {
    let row = |day: &str| format!("1,2010-02-28,F,{day},,\r\n");
    let rows: String = ["05/03/2023", "05/25/2023", "05/26/2023", "31/31/2023"].map(row).concat();
    let read = placements(format!("{HEADER}{rows}"));
    assert_eq!(
        read.said(),
        [
            ("S-DATE", 3, "start_date"),
            ("S-MONTH-FIRST", 3, "start_date"),
            ("S-DATE", 4, "start_date"),
            ("S-DATE", 5, "start_date"),
        ]
    );
}
