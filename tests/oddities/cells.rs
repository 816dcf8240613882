//! Oddities 27 to 34: cells.

use super::case::{case, column, refused_cells, visits};
use super::{Oddity, oddity};

pub(super) fn oddities() -> Vec<Oddity> {
    let mut table = vec![markers(), identifiers()];
    table.extend(numbers());
    table.extend([dates(), answers(), spreadsheets(), codes()]);
    table
}

fn markers() -> Oddity {
    oddity(
        27,
        "quoted nothing, `N/A`, `-`, `.`; `*`, `[c]`, `c`; other marks",
        "Missing and withheld stay apart, and neither is a nought; other marks are held back.",
        vec![
            case("missing", "ref,day,number\nA1,2023-05-01,\nA2,2023-05-01,\"\"\nA3,2023-05-01,N/A\nA4,2023-05-01,-\n")
                .loads(4)
                .stores("number", &["-"; 4])
                .stores("number_marker", &["-"; 4]),
            column("withheld", "number", &["*", "[c]", "c", "0"])
                .stores("number", &["-", "-", "-", "0"])
                .stores("number_marker", &["c", "c", "c", "-"]),
            refused_cells("other marks", "number", "S-INTEGER", &["NULL", ":", "x", "?"]),
            column("in text they are text", "remark", &["*", "x"]).stores("remark", &["*", "x"]),
        ],
    )
}

fn identifiers() -> Oddity {
    let ids = "ref,day\n007,2023-05-01\n+5,2023-05-01\n12345678901234567890,2023-05-01\n'0123,2023-05-01\n";
    oddity(
        28,
        "leading noughts, long numbers, a spreadsheet's apostrophe, a number in place of an identifier",
        "Identifiers are text: noughts and signs stay, the apostrophe goes; one that has been rounded is held back.",
        vec![
            case("kept", ids)
                .loads(4)
                .normalises("ref", 1)
                .stores("ref", &["007", "+5", "12345678901234567890", "0123"]),
            visits("rounded", "1.23457E+12,2023-05-01,one\n").holds("S-ID", 2, b"1.23457E+12,2023-05-01,one\n"),
        ],
    )
}

fn numbers() -> Vec<Oddity> {
    let forms = "forms = [\"currency\", \"percent\", \"brackets\", \"trailing_minus\", \"spaced_thousands\"]";
    vec![
        oddity(
            29,
            "thousands, currency, brackets, per cent, a minus behind, a decimal comma, other digits, words",
            "Thousands with commas are read; the other forms only where the sender is declared to use them.",
            vec![
                column("thousands", "amount", &["1,234", "-1,234,567.5"]).stores("amount", &["1234.00", "-1234567.50"]),
                refused_cells(
                    "not declared",
                    "amount",
                    "S-DECIMAL",
                    &["1 234", "£1,234.50", "(123)", "123-", "12.5%", "12,5", "١٢", "12 or so", "1,23", "1.234,5"],
                ),
                column("declared", "amount", &["1 234", "£1,234.50", "(123)", "123-"])
                    .declared(forms)
                    .stores("amount", &["1234.00", "1234.50", "-123.00", "-123.00"]),
                case("a decimal comma, declared", "ref;day;amount\nA1;2023-05-01;12,5\nA2;2023-05-01;1.234,5\n")
                    .declared("forms = [\"decimal_comma\"]")
                    .loads(2)
                    .stores("amount", &["12.50", "1234.50"]),
                case("what may be a decimal comma", "ref;day;amount\nA1;2023-05-01;1,234\n").holds(
                    "S-DECIMAL",
                    2,
                    b"A1;2023-05-01;1,234\n",
                ),
            ],
        ),
        oddity(
            30,
            "minus nought, no number, infinity, too large, more places than there are",
            "Exact, or held back.",
            vec![
                column("exact", "amount", &["-0", "0.10", ".5", "1.50000"])
                    .stores("amount", &["0.00", "0.10", "0.50", "1.50"]),
                refused_cells(
                    "not exact",
                    "amount",
                    "S-DECIMAL",
                    &["NaN", "inf", "1e400", "12.345", "123456789012345678", "1e3"],
                ),
                refused_cells("no whole number", "number", "S-INTEGER", &["9223372036854775808", "1.5", "1e3"]),
            ],
        ),
    ]
}

fn dates() -> Oddity {
    let month_first = "ref,day,day2\nA1,05/13/2023,\nA2,05/04/2023,\n".replace(",day2", "").replace(",\n", "\n");
    let days = [
        "ref,day",
        "A1,01/05/2023",
        "A2,1/5/23",
        "A3,1 May 2023",
        "A4,1 Mai 2023",
        "A5,01-May-2023",
        "A6,2023-05-01 00:00:00",
        "A7,01.05.2023",
        "A8,2023-05-01",
        "",
    ]
    .join("\n");
    let refused = |name, day: &str| {
        let row = format!("A1,{day}\n");
        case(name, format!("ref,day\n{row}")).holds("S-DATE", 2, row.as_bytes())
    };
    oddity(
        31,
        "the day first or the month, years of two digits, a spreadsheet's day numbers, days that are none, hours",
        "The day comes first or the year; a month that comes first is warned of once a column; day numbers only where \
         declared; what is no day is held back.",
        vec![
            case("forms", days).loads(8).normalises("day", 7).stores("day", &["2023-05-01"; 8]),
            case("the month first", month_first)
                .loads(1)
                .holds("S-DATE", 2, b"A1,05/13/2023\n")
                .says("S-MONTH-FIRST", 2)
                .stores("day", &["2023-04-05"]),
            refused("30 February", "30/02/2023"),
            refused("an hour", "2023-05-01 13:30"),
            refused("a day number", "45047"),
            case("day numbers, declared", "ref,day\nA1,45047\n")
                .declared("forms = [\"excel_serial\"]")
                .loads(1)
                .stores("day", &["2023-05-01"]),
            case("29 February 1900, declared", "ref,day\nA1,60\n")
                .declared("forms = [\"excel_serial\"]")
                .holds("S-DATE", 2, b"A1,60\n"),
            case("day numbers since 1904, declared", "ref,day\nA1,43585\n")
                .declared("forms = [\"excel_serial_1904\"]")
                .loads(1)
                .stores("day", &["2023-05-01"]),
        ],
    )
}

fn answers() -> Oddity {
    oddity(
        32,
        "yes and no, in either language, by letter, by number",
        "Read; anything else is held back.",
        vec![
            column("yes", "agreed", &["Yes", "y", "TRUE", "1", "Ie", "oes"]).stores("agreed", &["true"; 6]),
            column("no", "agreed", &["No", "N", "false", "0", "nage", "Nac oes"]).stores("agreed", &["false"; 6]),
            refused_cells("neither", "agreed", "S-YES-NO", &["maybe", "2", "yes and no"]),
        ],
    )
}

fn spreadsheets() -> Oddity {
    oddity(
        33,
        "a spreadsheet's errors and formulas",
        "Errors are held back; a formula is text with a warning, and no value of anything else.",
        vec![
            refused_cells(
                "errors",
                "remark",
                "S-EXCEL-ERROR",
                &["#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "########"],
            ),
            column("a formula in text", "remark", &["=A1&B1"]).says("S-FORMULA", 2).stores("remark", &["=A1&B1"]),
            refused_cells("a formula for a number", "number", "S-INTEGER", &["=1+1"]),
        ],
    )
}

fn codes() -> Oddity {
    oddity(
        34,
        "codes in another case, by their names in either language, with space, misspelt",
        "Found on the list and counted; a slip of the pen with a warning; what is on no list is held back.",
        vec![
            column("sex", "sex", &["female", "Female", " BENYW ", "f"]).stores("sex", &["female"; 4]),
            column("authorities", "area", &["W06000015", "Cardiff", "CAERDYDD", "552", "552.0", "CRF"])
                .stores("area", &["W06000015"; 6]),
            column("several", "themes", &["Safeguarding; Diogelu;environment"])
                .stores("themes", &["[\"environment\", \"safeguarding\"]"]),
            column("a slip", "sex", &["Femmale"])
                .says("S-NEAR-CODE", 2)
                .normalises("sex", 1)
                .stores("sex", &["female"]),
            refused_cells("on no list", "sex", "S-CODE", &["unclear", "fe"]),
            refused_cells("an authority is never guessed at", "area", "S-CODE", &["Cardif", "Newport Isle of Wight"]),
        ],
    )
}
