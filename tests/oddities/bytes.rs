//! Oddities 1 to 20: lines, encodings, characters, quotes, delimiters.

use super::case::{Case, case, column, visits};
use super::{Oddity, oddity};

const ROW: &str = "A1,2023-05-01,one\n";

pub(super) fn oddities() -> Vec<Oddity> {
    let mut table = lines();
    table.extend([marks(), wide(), narrow(), damaged()]);
    table.extend(characters());
    table.extend(quotes());
    table.extend(dialects_of_quotes());
    table.extend(quoted_lines());
    table.extend(fields());
    table
}

/// Two rows whose lines end so.
fn ended(name: &'static str, end: &str) -> Case {
    case(name, format!("ref,day{end}A1,2023-05-01{end}A2,2023-05-02{end}")).loads(2)
}

fn lines() -> Vec<Oddity> {
    let mixed = "ref,day\r\nA1,2023-05-01\nA2,2023-05-02\rA3,2023-05-03\r\n";
    let blank = "A1,2023-05-01,one\n\n \t \n,,\nA2,2023-05-02,two\n";
    let gap = format!("{ROW}{}A2,2023-05-02,two\n", "\n".repeat(21));
    vec![
        oddity(
            1,
            "lines that end in LF, in CRLF, in CR, or in several ways",
            "Plain; of several ways a warning.",
            vec![
                ended("LF", "\n").stores("ref", &["A1", "A2"]),
                ended("CRLF", "\r\n"),
                ended("CR", "\r"),
                case("mixed", mixed).loads(3).says("S-MIXED-LINE-ENDS", 2),
            ],
        ),
        oddity(
            2,
            "no line end at the end of the file, or several",
            "Plain; the further lines are blank.",
            vec![
                case("none", "ref,day\nA1,2023-05-01").loads(1).stores("day", &["2023-05-01"]),
                visits("one", ROW).loads(1),
                visits("four", &format!("{ROW}\n\n\n")).loads(1).blank(3),
            ],
        ),
        oddity(
            3,
            "blank lines, lines of space, lines of delimiters",
            "Counted as blank, wherever they stand; more than twenty amid rows are worth a warning.",
            vec![
                visits("amid rows", blank).loads(2).blank(3),
                visits("a spreadsheet's tail", &format!("{ROW}{}", ",,\n".repeat(30))).loads(1).blank(30),
                visits("a gap", &gap).loads(2).blank(21).says("S-BLANK-LINES", 3),
            ],
        ),
    ]
}

fn utf_16(text: &str, big: bool) -> Vec<u8> {
    let bytes = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
    text.encode_utf16().flat_map(bytes).collect()
}

fn marks() -> Oddity {
    oddity(
        4,
        "a byte order mark, before a quoted header, amid the file",
        "Dropped at the start; amid the file it is dropped where it begins a header or a cell, and else warned of, \
         or held back in an identifier.",
        vec![
            visits("at the start", ROW).loads(1).marked().stores("ref", &["A1"]),
            case("before a quote", "\u{feff}\"ref\",\"day\"\nA1,2023-05-01\n").loads(1),
            visits("of a second file", &format!("{ROW}\u{feff}ref,day,remark\nA2,2023-05-02,two\n"))
                .loads(2)
                .headers(2)
                .says("S-REPEATED-HEADER", 3),
            visits("within text", "A1,2023-05-01,on\u{feff}e\n")
                .loads(1)
                .says("S-INVISIBLE", 2)
                .stores("remark", &["one"]),
            visits("within an identifier", "A\u{feff}1,2023-05-01,one\n").holds(
                "S-ID",
                2,
                "A\u{feff}1,2023-05-01,one\n".as_bytes(),
            ),
        ],
    )
}

fn wide() -> Oddity {
    let text = "ref,day,remark\r\nA1,2023-05-01,Ynys Môn\r\nA2,2023-05-32,Tŷ 🏠\r\nA3,2023-05-03,Dŵr\r\n";
    let (little, big) = (utf_16(text, false), utf_16(text, true));
    let bad = "A2,2023-05-32,Tŷ 🏠\r\n";
    let wide = |name, bytes: Vec<u8>| case(name, bytes).loads(2).stores("remark", &["Ynys Môn", "Dŵr"]);
    let with_mark = |mark: &[u8], rest: &[u8]| [mark, rest].concat();
    oddity(
        5,
        "UTF-16, either end first, with and without a byte order mark",
        "Read where a mark or the declaration says so; without either refused with advice.",
        vec![
            wide("little, marked", with_mark(b"\xFF\xFE", &little)).holds("S-DATE", 3, &utf_16(bad, false)),
            wide("big, marked", with_mark(b"\xFE\xFF", &big)).holds("S-DATE", 3, &utf_16(bad, true)),
            case("little, unmarked", little.clone()).refused("S-UTF-16", 0),
            case("big, unmarked", big.clone()).refused("S-UTF-16", 0),
            wide("little, declared", little).declared("encoding = \"utf-16le\"").holds(
                "S-DATE",
                3,
                &utf_16(bad, false),
            ),
            wide("big, declared", big).declared("encoding = \"utf-16be\"").holds("S-DATE", 3, &utf_16(bad, true)),
        ],
    )
}

fn narrow() -> Oddity {
    oddity(
        6,
        "Windows-1252, Latin-1, ISO-8859-14, a byte that is no UTF-8",
        "Windows-1252 with a warning where nothing else fits; others where declared; a bad byte costs its row.",
        vec![
            case("Windows-1252", b"ref,day,remark\nA1,2023-05-01,Ynys M\xF4n \x96 \x80\n".to_vec())
                .loads(1)
                .says("S-WINDOWS-1252", 2)
                .stores("remark", &["Ynys Môn – €"]),
            case("Windows-1252, declared", b"ref,day,remark\nA1,2023-05-01,M\xF4n\n".to_vec())
                .declared("encoding = \"windows-1252\"")
                .loads(1)
                .stores("remark", &["Môn"]),
            case("ISO-8859-14, declared", b"ref,day,remark\nA1,2023-05-01,D\xF0r, T\xFE\n".to_vec())
                .quoting_the_last_cell()
                .declared("encoding = \"iso-8859-14\"")
                .loads(1)
                .stores("remark", &["Dŵr, Tŷ"]),
            case("one bad byte", {
                let mut bytes = "ref,day,remark\nA1,2023-05-01,Tŷ Dŵr\nA2,2023-05-02,M".as_bytes().to_vec();
                bytes.extend(b"\xF4n\n");
                bytes
            })
            .loads(1)
            .holds("S-ENCODING", 3, b"A2,2023-05-02,M\xF4n\n"),
            case("declared UTF-8, sent otherwise", b"ref,day,remark\nA1,2023-05-01,M\xF4n\nA2,2023-05-02,b\n".to_vec())
                .declared("encoding = \"utf-8\"")
                .loads(1)
                .holds("S-ENCODING", 2, b"A1,2023-05-01,M\xF4n\n"),
        ],
    )
}

fn damaged() -> Oddity {
    oddity(
        7,
        "text that was damaged before it came: encoded twice, letters lost",
        "Loaded as it is, with a warning.",
        vec![
            visits("encoded twice", "A1,2023-05-01,Ynys MÃ´n\n").loads(1).says("S-MOJIBAKE", 2),
            visits("a quotation mark", "A1,2023-05-01,mae hiâ€™n\n").loads(1).says("S-MOJIBAKE", 2),
            visits("a lost letter", "A1,2023-05-01,Ynys M?n\n").loads(1).says("S-MOJIBAKE", 2),
            visits("a replaced letter", "A1,2023-05-01,Ynys M\u{fffd}n\n").loads(1).says("S-MOJIBAKE", 2),
            visits("a question", "A1,2023-05-01,Who? Where?\n").loads(1),
        ],
    )
}

fn characters() -> Vec<Oddity> {
    let held = |name, code, row: &str| visits(name, &format!("{ROW}{row}")).loads(1).holds(code, 3, row.as_bytes());
    vec![
        oddity(
            8,
            "NUL and other control characters; the character that ends a text in DOS",
            "The record is held back; a last line of DOS's character alone is blank.",
            vec![
                held("NUL", "S-NUL", "A2,2023-05-02,a\0b\n"),
                held("escape", "S-CONTROL", "A2,2023-05-02,a\u{1b}[2Jb\n"),
                held("delete", "S-CONTROL", "A2,2023-05-02,a\u{7f}b\n"),
                held("in quotes", "S-CONTROL", "A2,2023-05-02,\"a\u{8}b\"\n"),
                held("C1, in an identifier", "S-ID", "A\u{93}2,2023-05-02,two\n"),
                visits("DOS's end of text", &format!("{ROW}\u{1a}")).loads(1).blank(1),
                held("the same within a line", "S-CONTROL", "A2,2023-05-02,two\u{1a}\n"),
            ],
        ),
        oddity(
            9,
            "characters that some programs take for a line's end: NEL, U+2028, U+2029, VT, FF",
            "They end no line; a warning.",
            ["\u{85}", "\u{2028}", "\u{2029}", "\u{b}", "\u{c}"]
                .into_iter()
                .zip(["NEL", "line separator", "paragraph separator", "VT", "FF"])
                .map(|(character, name)| {
                    visits(name, &format!("A1,2023-05-01,on{character}e\nA2,2023-05-02,two\n"))
                        .loads(2)
                        .says("S-LINE-SEPARATOR", 2)
                })
                .collect(),
        ),
        oddity(
            10,
            "no-break and thin spaces, zero-width and bidirectional marks, look-alikes, accents apart",
            "Spaces and accents are put right and counted; what nobody sees is warned of in text and held back in an \
             identifier; look-alikes are not on any list.",
            vec![
                column("spaces", "remark", &["Ynys\u{a0}Môn", "a\u{2009}b"])
                    .normalises("remark", 2)
                    .stores("remark", &["Ynys Môn", "a b"]),
                column("spaces around", "remark", &["\u{a0}one \t", " \u{3000}two"]).stores("remark", &["one", "two"]),
                column("accents apart", "remark", &["Mo\u{302}n"]).normalises("remark", 1).stores("remark", &["Môn"]),
                column("accents apart, in a code", "area", &["Ynys Mo\u{302}n"]).stores("area", &["W06000001"]),
                column("zero width", "remark", &["a\u{200b}b"])
                    .says("S-INVISIBLE", 2)
                    .normalises("remark", 1)
                    .stores("remark", &["ab"]),
                column("soft hyphen", "remark", &["a\u{ad}b"]).normalises("remark", 1).stores("remark", &["ab"]),
                column("right to left, in text", "remark", &["a\u{202e}b"]).says("S-INVISIBLE", 2),
                held("right to left, in an identifier", "S-ID", "A\u{202e}2,2023-05-02,two\n"),
                super::case::refused_cells("a look-alike of an authority", "area", "S-CODE", &["С\u{430}rdiff"]),
            ],
        ),
    ]
}

/// A good row, this one, and another good one: the one between is held back.
fn held(name: &'static str, code: &'static str, row: &str) -> Case {
    visits(name, &format!("{ROW}{row}A3,2023-05-03,three\n")).loads(2).holds(code, 3, row.as_bytes())
}

/// One row with this remark, as it is written.
fn remark(name: &'static str, cell: &str) -> Case {
    visits(name, &format!("A1,2023-05-01,{cell}\n")).loads(1)
}

fn quotes() -> Vec<Oddity> {
    vec![
        oddity(
            11,
            "a quote within a field that does not begin with one",
            "The record is held back, unless the sender is declared to write quotes as they are.",
            vec![
                held("a stray quote", "S-QUOTE-IN-FIELD", "A2,2023-05-02,ab\"c\n"),
                held("inches", "S-QUOTE-IN-FIELD", "A2,2023-05-02,5\" pipe\n"),
                remark("declared", "ab\"c").declared("quote = \"none\"").stores("remark", &["ab\"c"]),
            ],
        ),
        oddity(
            12,
            "text after a closing quote",
            "The record is held back.",
            vec![held("text after", "S-TEXT-AFTER-QUOTE", "A2,2023-05-02,\"x\"y\n")],
        ),
        oddity(
            13,
            "a quote that nobody closes",
            "The line it stands on is held back, and no other.",
            vec![
                held("amid the file", "S-OPEN-QUOTE", "A2,2023-05-02,\"x\n"),
                visits("on the last line", &format!("{ROW}A2,2023-05-02,\"x")).loads(1).holds(
                    "S-OPEN-QUOTE",
                    3,
                    b"A2,2023-05-02,\"x",
                ),
            ],
        ),
    ]
}

fn dialects_of_quotes() -> Vec<Oddity> {
    vec![
        oddity(
            14,
            "space before or after quotes",
            "The record is held back; where a space is declared to follow each delimiter, it is none of the cell.",
            vec![
                held("before", "S-QUOTE-IN-FIELD", "A2,2023-05-02, \"x\"\n"),
                held("after", "S-TEXT-AFTER-QUOTE", "A2,2023-05-02,\"x\" \n"),
                case("declared", "ref, day, remark\nA1, 2023-05-01, \"one, two\"\n")
                    .declared("delimiter = \", \"")
                    .loads(1)
                    .stores("remark", &["one, two"]),
            ],
        ),
        oddity(
            15,
            "quotes escaped with a backslash, quotes of another kind",
            "Only where declared; else the rows are held back as what they are.",
            vec![
                held("a backslash", "S-TEXT-AFTER-QUOTE", "A2,2023-05-02,\"a\\\"b\"\n"),
                remark("a backslash, declared", "\"a\\\"b, c\"")
                    .declared("escape = \"\\\\\"")
                    .stores("remark", &["a\"b, c"]),
                held("single quotes", "S-FIELD-COUNT", "A2,2023-05-02,'a,b'\n"),
                remark("single quotes, declared", "'a,b'").declared("quote = \"'\"").stores("remark", &["a,b"]),
            ],
        ),
    ]
}

fn quoted_lines() -> Vec<Oddity> {
    let many: Vec<_> = (0..30_000).map(|n| format!("A{n},2023-05-01,\"a{}\r\nb\"\r\n", "x".repeat(n % 7))).collect();
    vec![
        oddity(
            16,
            "line ends within quotes",
            "One record, with its first line and its last.",
            vec![
                remark("a quoted line end", "\"one\n\ntwo\"").stores("remark", &["one\n\ntwo"]),
                visits("of a row that is held back", "A1,2023-05-32,\"one\ntwo\"\nA2,2023-05-02,two\n")
                    .loads(1)
                    .holds_lines("S-DATE", 2, 3, b"A1,2023-05-32,\"one\ntwo\"\n"),
            ],
        ),
        oddity(
            17,
            "CRLF within quotes, wherever a buffer happens to end",
            "Kept byte for byte.",
            vec![
                case("thirty thousand", format!("ref,day,remark\r\n{}", many.concat())).loads(30_000).keeps_line_ends(),
            ],
        ),
    ]
}

fn fields() -> Vec<Oddity> {
    let held = |name, row: &str| {
        visits(name, &format!("{ROW}{row}A3,2023-05-03,three\n")).loads(2).holds("S-FIELD-COUNT", 3, row.as_bytes())
    };
    let by = |name, delimiter: &str| {
        case(name, "ref,day,remark\nA1,2023-05-01,one\n".replace(',', delimiter)).loads(1).stores("remark", &["one"])
    };
    vec![
        oddity(
            18,
            "too few fields, too many, one empty one at the end",
            "The record is held back; an empty last field only where it is not declared.",
            vec![
                held("too few", "A2,2023-05-02\n"),
                held("too many", "A2,2023-05-02,two,three\n"),
                held("an empty one", "A2,2023-05-02,two,\n"),
                visits("an empty one, declared", "A1,2023-05-01,one,\nA2,2023-05-02,two\n")
                    .declared("trailing_delimiter = true")
                    .loads(2)
                    .stores("remark", &["one", "two"]),
            ],
        ),
        oddity(
            19,
            "a comma in an address or an amount without quotes",
            "Held back by the number of fields; where the number happens to be right, by what the cells are.",
            vec![
                held("an address", "A2,2023-05-02,1 Heol Fawr, Bangor\n"),
                case("the right number", "ref,day,remark,number\nA1,2023-05-01,one,1\nA2,2023-05-02,a,b\n")
                    .loads(1)
                    .holds("S-INTEGER", 3, b"A2,2023-05-02,a,b\n"),
            ],
        ),
        oddity(
            20,
            "other delimiters, a first line `sep=`, one row with another delimiter",
            "Told from the header, or declared; `sep=` is preamble; the odd row is held back.",
            vec![
                by("semicolon", ";"),
                by("tab", "\t"),
                by("bar", "|"),
                by("semicolon, declared", ";").declared("delimiter = \";\""),
                case("sep=", "sep=;\r\nref;day;remark\r\nA1;2023-05-01;one\r\n").loads(1).preamble(1),
                case("declared one, sent another", "ref,day\nA1,2023-05-01\n")
                    .declared("delimiter = \";\"")
                    .refused("S-DIALECT", 1),
                held("one row", "A2;2023-05-02;two\n"),
            ],
        ),
    ]
}

impl Case {
    /// Begins with a byte order mark.
    fn marked(mut self) -> Self {
        self.bytes.splice(0..0, *b"\xEF\xBB\xBF");
        self
    }

    /// Has its last cell in quotes.
    fn quoting_the_last_cell(mut self) -> Self {
        let at = self.bytes.iter().position(|byte| *byte == 0xF0).unwrap() - 1;
        self.bytes.insert(at, b'"');
        self.bytes.insert(self.bytes.len() - 1, b'"');
        self
    }

    /// Each remark is as it was sent.
    fn keeps_line_ends(mut self) -> Self {
        let remarks = (0..30_000).map(|n| format!("a{}\r\nb", "x".repeat(n % 7))).collect();
        self.expect.stored.push(("remark", remarks));
        self
    }
}
