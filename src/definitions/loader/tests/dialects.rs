//! Declarations of how senders write.

use super::{load, refused, small_nation, write};
use crate::definitions::{Delimiter, Dialect, Encoded, Form, Quote};
use crate::domain::{Submitter, Year};

const DIALECTS: &str = r#"
[[dialect]]
delimiter = ";"
[[dialect]]
return = "placements"
header_rows = 2
[[dialect]]
submitter = "Ynys Môn"
encoding = "iso-8859-14"
delimiter = ", "
quote = "'"
escape = "\\"
trailing_delimiter = true
forms = ["percent", "currency"]
[[dialect]]
submitter = "512"
return = "placements"
until = "2022-23"
columns = ["Child ID", "Say \"when\""]
[[dialect]]
submitter = "W06000001"
return = "placements"
since = "2023-24"
quote = "none"
"#;

#[test]
fn the_most_closely_aimed_declaration_holds() {
    let folder = small_nation();
    write(folder.path(), "dialects/all.toml", DIALECTS);
    let definitions = load(&folder).unwrap_or_else(|error| panic!("{error}"));
    let [anglesey, gwynedd]: [Submitter; 2] = ["W06000001", "W06000002"].map(|code| code.parse().unwrap());
    let place = |return_id: &str, submitter: Option<&Submitter>, year: Option<i16>| {
        let found = definitions.dialect(return_id, submitter, year.map(Year::starting)).unwrap();
        definitions.dialects.iter().position(|dialect| dialect == found).unwrap()
    };
    assert_eq!(place("other", Some(&gwynedd), None), 0);
    assert_eq!(place("placements", Some(&gwynedd), Some(2023)), 1);
    assert_eq!(place("other", Some(&anglesey), Some(2023)), 2);
    assert_eq!(place("placements", Some(&anglesey), Some(2022)), 3);
    assert_eq!(place("placements", Some(&anglesey), Some(2023)), 4);
    assert_eq!(place("placements", Some(&anglesey), None), 4, "of no known year: the latest");
    assert_eq!(place("placements", None, Some(2023)), 1);
    let declared = &definitions.dialects[2];
    let right = Dialect {
        submitter: Some(anglesey),
        encoding: Some(Encoded::Iso8859_14),
        delimiter: Some(Delimiter { byte: b',', then_space: true }),
        quote: Some(Quote::Single),
        escape: true,
        trailing_delimiter: true,
        forms: vec![Form::Currency, Form::Percent],
        ..Dialect::default()
    };
    assert_eq!(*declared, right);
}

#[test]
fn a_declaration_that_is_written_out_reads_the_same() {
    let folder = small_nation();
    write(folder.path(), "dialects/all.toml", DIALECTS);
    let definitions = load(&folder).unwrap_or_else(|error| panic!("{error}"));
    let written: Vec<String> = definitions.dialects.iter().map(ToString::to_string).collect();
    write(folder.path(), "dialects/all.toml", &written.join("\n"));
    let again = load(&folder).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(again.dialects, definitions.dialects);
    assert_ne!(again.digest, definitions.digest, "declarations are part of what a release is made from");
}

#[test]
fn every_mistake_in_a_declaration_is_shown_where_it_stands() {
    for (declaration, at, says) in [
        ("submitter = \"Angelsey\"\nquote = \"none\"", 2, "there is no such authority"),
        ("return = \"placement\"\nquote = \"none\"", 2, "did you mean `placements`?"),
        ("submitter = \"national\"\nreturn = \"placements\"\nquote = \"none\"", 2, "authorities send this return"),
        ("encoding = \"latin1\"", 2, "there is no such choice"),
        ("delimiter = \"tabs\"", 2, "expected `,`"),
        ("delimiter = \"'\"\nquote = \"'\"", 2, "this is the quote"),
        ("quote = \"`\"", 2, "there is no such choice"),
        ("escape = \"/\"", 2, "there is no such choice"),
        ("quote = \"none\"\nescape = \"\\\\\"", 3, "nothing is escaped"),
        ("header_rows = 6", 2, "a header has 1 to 5 rows"),
        ("header_rows = 2\ncolumns = [\"a\"]", 2, "there is no header"),
        ("columns = []", 2, "no column has a name"),
        ("columns = [\"Child ID\", \"child_id\"]", 2, "this column stands twice"),
        ("forms = [\"percents\"]", 2, "did you mean `percent`?"),
        ("forms = [\"percent\", \"percent\"]", 2, "this form stands twice"),
        ("forms = [\"excel_serial\", \"excel_serial_1904\"]", 2, "one number cannot be two days"),
        ("since = \"2023-24\"\nuntil = \"2022-23\"\nquote = \"none\"", 3, "`until` lies before `since`"),
        ("since = \"2023-24\"", 1, "nothing is said of how files are written"),
        ("quot = \"none\"\nescape = \"\\\\\"", 2, "did you mean `quote`?"),
        ("quote = \"'\"\n[[dialect]]\nsince = \"2022-23\"\nquote = \"'\"", 3, "is about the same files"),
    ] {
        let folder = small_nation();
        write(folder.path(), "dialects/x.toml", &format!("[[dialect]]\n{declaration}\n"));
        let said = refused(&folder);
        assert_eq!(said.len(), 1, "{declaration}\n{said:#?}");
        assert!(said[0].contains(says) && said[0].contains(&format!("x.toml:{at}:")), "{declaration}\n{}", said[0]);
    }
}
