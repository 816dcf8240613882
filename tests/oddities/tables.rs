//! Oddities 21 to 26: what stands above, beside and below the rows.

use super::case::{case, visits};
use super::{Oddity, oddity};

const ROW: &str = "A1,2023-05-01,one\n";
const TWO: &str = "A1,2023-05-01,one\nA2,2023-05-02,two\n";

const SECOND_TABLE: &[u8] = b"ref,day,remark\nA1,2023-05-01,M\xF4n\n\nnumber,amount,remark\n1,2,x\r\n2,3,M\xF4n\r\n";

pub(super) fn oddities() -> Vec<Oddity> {
    let mut table = around();
    table.extend(headers());
    table.extend(several_files());
    table
}

fn around() -> Vec<Oddity> {
    let titled = format!("\"Visits, 2023-24\",,\nSent by \"Cardiff\"\n\nref,day,remark\n{TWO}");
    let other_table = format!("{ROW}\nnumber,amount,remark\n1,2,x\n2,3,y\n");
    let held = |name, rows: &str, code, raw: &str| {
        let line = u32::try_from(rows.lines().count() + 1).unwrap();
        visits(name, rows).loads(1).blank(1).holds(code, line, raw.as_bytes())
    };
    vec![
        oddity(
            21,
            "titles above the table; notes, totals, another table below it",
            "Preamble, footer and totals are counted and kept out; what is none of these is held back; where another \
             table of the same return follows, nobody can say which is meant, and the file is refused.",
            vec![
                case("titles", titled).loads(2).preamble(2).blank(1),
                visits("a note", &format!("{TWO}\nNote: provisional figures\nSource: our system\n"))
                    .loads(2)
                    .blank(1)
                    .footer(2),
                visits("totals", &format!("{ROW}Wales,,412\n")).loads(1).totals(1).says("S-TOTALS", 3),
                held("numbers apart", &format!("{ROW}\n1,2,3,4\n"), "S-AFTER-TABLE", "1,2,3,4\n"),
                visits("another header of the return", &other_table).refused("S-SECOND-TABLE", 4),
                // What is said of the lines above stays, however much was read before it showed; of those below nothing is.
                case("another header, other oddities around it", SECOND_TABLE)
                    .says("S-WINDOWS-1252", 2)
                    .refused("S-SECOND-TABLE", 4),
                visits("a note that was none", &format!("{ROW}\nNote\nA2,2023-05-02,two\n")).loads(2).blank(1).holds(
                    "S-FIELD-COUNT",
                    4,
                    b"Note\n",
                ),
            ],
        ),
        oddity(
            22,
            "a header of two rows",
            "Joined where declared; else the row with the names is the header, and what stands above it preamble.",
            vec![
                case("declared", "Reference,Day of,\n,the visit,Remark\nA1,2023-05-01,one\n")
                    .declared("header_rows = 2")
                    .loads(1)
                    .headers(2)
                    .stores("remark", &["one"]),
                case("not declared", "Visit,,Text\nref,day,remark\nA1,2023-05-01,one\n").loads(1).preamble(1),
            ],
        ),
        oddity(
            23,
            "no header",
            "Refused, unless the sender's columns are declared.",
            vec![
                case("rows alone", TWO).refused("S-NO-HEADER", 1),
                case("declared", TWO)
                    .declared("columns = [\"ref\", \"day\", \"remark\"]")
                    .loads(2)
                    .headers(0)
                    .stores("remark", &["one", "two"]),
            ],
        ),
    ]
}

fn headers() -> Vec<Oddity> {
    let of =
        |name, header: &str| case(name, format!("{header}\none,A1,2023-05-01\n")).loads(1).stores("remark", &["one"]);
    vec![
        oddity(
            24,
            "columns in another order, by another name, more of them, fewer, twice, without a name",
            "Found by name, whatever the case, the space and the marks; unknown ones are kept out with a warning; one \
             that is missing or stands twice refuses the file.",
            vec![
                of("another order", "remark,ref,day"),
                of("titles", "Remark,Reference,Day of the visit"),
                of("case and space", " REMARK ,R\u{e9}f,day_OF  the-visit").stores("ref", &["A1"]),
                of("a byte order mark and a no-break space", "\u{feff}remark,ref,Day\u{a0}of the visit"),
                case("one more", "ref,day,weather\nA1,2023-05-01,rain\n").loads(1).says("S-UNKNOWN-COLUMN", 1),
                case("one without a name", "ref,day,\nA1,2023-05-01,x\n").loads(1).says("S-UNKNOWN-COLUMN", 1),
                case("a required one missing", "ref,remark\nA1,one\n").refused("S-MISSING-COLUMN", 1),
                case("one twice", "ref,day,Reference\nA1,2023-05-01,A1\n").refused("S-DUPLICATE-COLUMN", 1),
            ],
        ),
        oddity(
            25,
            "the header again, amid the rows",
            "Counted as header, with a warning.",
            vec![
                visits("two files in one", &format!("{ROW}ref,day,remark\nA2,2023-05-02,two\n"))
                    .loads(2)
                    .headers(2)
                    .says("S-REPEATED-HEADER", 3),
            ],
        ),
    ]
}

fn several_files() -> Vec<Oddity> {
    vec![oddity(
        26,
        "no bytes, a byte order mark alone, a header alone",
        "Nothing refuses the file; a header alone is the answer that there is nothing to report, where that is one.",
        vec![
            case("no bytes", "").refused("S-EMPTY", 0),
            case("a mark alone", "\u{feff}").refused("S-EMPTY", 0),
            case("line ends alone", "\n\n").refused("S-NO-HEADER", 1),
            visits("a header alone", "").says("S-NIL", 0),
            case("a header alone, where rows are owed", "concern,received,year\n")
                .named("concerns.csv")
                .refused("S-EMPTY", 0),
        ],
    )]
}
