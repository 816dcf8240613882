//! Oddities 35 to 39: sizes, copies, files of other kinds, files on their way, files in the wrong place. What only a run
//! shows of 36, 38 and 39 stands in `look::run_over`.

use super::case::{Case, case, visits};
use super::{Oddity, oddity};

const ROW: &str = "A1,2023-05-01,one\n";

pub(super) fn oddities() -> Vec<Oddity> {
    vec![
        sizes(),
        oddity(
            36,
            "rows that stand twice, files that come twice or again",
            "A row that stands twice is for the rules; the same file is no news; a later one takes the other's place.",
            vec![visits("a row twice", &ROW.repeat(2)).loads(2)],
        ),
        kinds(),
        oddity(
            38,
            "a file that changes while it is read",
            "Refused for now, and read when it lies still.",
            vec![visits("lying still", ROW).loads(1)],
        ),
        places(),
    ]
}

fn sizes() -> Oddity {
    let long = format!("A2,2023-05-02,{}\n", "x".repeat(8 << 20));
    let wide = |extra: usize| format!("ref,day{0}\nA1,2023-05-01{0}\n", ",".repeat(extra));
    let commas = format!("A2,2023-05-02,{}\n", ",".repeat(1 << 19));
    let mut said = case("four thousand columns", wide(4_000)).loads(1);
    said.expect.said = vec![("S-UNKNOWN-COLUMN", 1); 4_000];
    oddity(
        35,
        "a line of many megabytes, a bomb of commas, ten thousand columns",
        "Too long a line is held back, with its beginning; too many columns refuse the file.",
        vec![
            visits("a long line", &format!("{ROW}{long}A3,2023-05-03,three\n")).loads(2).holds(
                "S-TOO-LONG",
                3,
                &long.as_bytes()[..64 << 10],
            ),
            visits("a bomb of commas", &format!("{ROW}{commas}A3,2023-05-03,three\n")).loads(2).holds(
                "S-FIELD-COUNT",
                3,
                &commas.as_bytes()[..64 << 10],
            ),
            said,
            case("ten thousand columns", wide(10_000)).refused("S-TOO-WIDE", 1),
        ],
    )
}

/// The beginning of a zip archive whose first file bears this name.
fn zip(name: &str) -> Vec<u8> {
    let mut bytes = b"PK\x03\x04\x14\0\0\0\0\0\0\0!\0\0\0\0\0\0\0\0\0\0\0\0\0".to_vec();
    bytes.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
    bytes.extend([0, 0]);
    bytes.extend(name.bytes());
    bytes
}

fn kinds() -> Oddity {
    const GZIP: &[u8] = b"\x1F\x8B\x08\0\0\0\0\0\0\x03\x03\0\0\0\0\0\0\0\0\0";
    let is = |name, bytes: &[u8], code| case(name, bytes).refused(code, 0);
    let named = |name, file, bytes: &[u8], code| case(name, bytes).named(file).refused(code, 0);
    let page = b"<!DOCTYPE html>\n<html><body>ref,day</body></html>\n";
    oddity(
        37,
        "a file that is called one thing and is another",
        "Refused by its own name: a workbook, an archive, a page is told from its first bytes.",
        vec![
            is("a workbook", &zip("[Content_Types].xml"), "S-IS-WORKBOOK"),
            is("a workbook of the older kind", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and so on", "S-IS-WORKBOOK"),
            is("an archive", &zip("visits.csv"), "S-IS-ZIP"),
            is("a packed file", GZIP, "S-IS-GZIP"),
            is("a document", b"%PDF-1.7\nref,day\n", "S-IS-PDF"),
            is("a page", page, "S-IS-HTML"),
            is("bytes", b"\x00\x01\x02\x03\x00\x00\x00\x00\xFF\x00\x00\x00\x01\x02\x00\x00", "S-NOT-CSV"),
            named("text called a workbook", "visits.xlsx", b"ref,day\nA1,2023-05-01\n", "S-NOT-WORKBOOK"),
            named("half a workbook", "visits.xlsx", &zip("[Content_Types].xml"), "S-NOT-WORKBOOK"),
            named("text called packed", "visits.csv.gz", b"ref,day\nA1,2023-05-01\n", "S-NOT-GZIP"),
            named("half a packed file", "visits.csv.gz", &GZIP[..12], "S-NOT-GZIP"),
            named("another kind", "visits.txt", b"ref,day\nA1,2023-05-01\n", "S-NOT-CSV"),
        ],
    )
}

fn places() -> Oddity {
    let of = |name, row: &str| case(name, format!("ref,day,authority,year\n{row}\n"));
    let wrong = |case: Case| case.refused("S-DISAGREES", 2);
    oddity(
        39,
        "another authority or year in the file than its folder says",
        "The file is refused whole.",
        vec![
            of("the same", "A1,2023-05-01,Caerdydd,2023/24").loads(1),
            wrong(of("another authority", "A1,2023-05-01,Swansea,2023/24")),
            wrong(of("another year", "A1,2023-05-01,Cardiff,2022-23")),
            of("no year of the collection", "A1,2023-05-01,Cardiff,1999-00").holds(
                "S-YEAR",
                2,
                b"A1,2023-05-01,Cardiff,1999-00\n",
            ),
        ],
    )
}
