//! The lexer, on what it was made for.

use crate::intake::lex::{Format, Lexed, Lexer, MOST_LINES};
use crate::intake::trouble::{CONTROL, NUL, OPEN_QUOTE, QUOTE_IN_FIELD, TEXT_AFTER_QUOTE, Trouble};

/// Lines, bytes and outcome of every record.
fn lex(bytes: &[u8]) -> Vec<(u32, usize, Result<Vec<String>, Trouble>)> {
    let lexer = Lexer::new(&Format::plain(b','));
    let (mut at, mut spans, mut records) = (0, Vec::new(), Vec::new());
    while at < bytes.len() {
        let rest = &bytes[at..];
        let (lines, length, outcome) = match lexer.lex(rest, true, &mut spans) {
            Lexed::Record { length, lines, .. } => {
                let cells = spans.iter().map(|span| String::from_utf8_lossy(&rest[span.start..span.end]).into_owned());
                (lines, length, Ok(cells.collect()))
            }
            Lexed::Fault { trouble, length, lines, .. } => (lines, length, Err(trouble)),
            odd => panic!("{odd:?}"),
        };
        records.push((lines, length, outcome));
        at += length;
    }
    records
}

fn cells(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

#[test]
fn lines_end_in_four_ways() {
    for end in ["\n", "\r\n", "\r"] {
        let text = format!("a,b{end}{end}c,\"d{end}e\"{end}f");
        let records = lex(text.as_bytes());
        assert_eq!(records.iter().map(|one| one.0).collect::<Vec<_>>(), [1, 1, 2, 1], "{end:?}");
        assert_eq!(records[2].2, Ok(vec!["c".to_owned(), format!("d{end}e")]));
        assert_eq!(records[3].2, Ok(cells(&["f"])));
    }
}

#[test]
fn each_fault_has_its_own_code_and_costs_one_line() {
    for (line, trouble) in [
        ("a\"b,c", QUOTE_IN_FIELD),
        ("\"a\"b,c", TEXT_AFTER_QUOTE),
        ("\"a,b", TEXT_AFTER_QUOTE),
        ("a\0b,c", NUL),
        ("\"a\x1b\",c", CONTROL),
    ] {
        let text = format!("1,2\r\n{line}\r\n\"x\",y\r\n");
        let records = lex(text.as_bytes());
        assert_eq!(records.len(), 3, "{line} {records:?}");
        assert_eq!((records[1].0, records[1].1), (1, line.len() + 2), "{line}");
        assert_eq!(records[1].2, Err(trouble), "{line}");
        assert_eq!(records[2].2, Ok(cells(&["x", "y"])), "{line}");
    }
}

#[test]
fn an_open_quote_does_not_swallow_the_file() {
    let records = lex(b"1,2\n\"a,b\nc,d\n");
    assert_eq!(records[1].2, Err(OPEN_QUOTE));
    assert_eq!(records[2].2, Ok(cells(&["c", "d"])));
    let long = format!("\"a\n{}\"b\n", "x\n".repeat(300));
    let records = lex(long.as_bytes());
    assert_eq!(records[0].2, Err(OPEN_QUOTE));
    assert_eq!(records.len(), 302);
    let most = format!("\"{}\"\n", "\n".repeat(MOST_LINES as usize - 1));
    assert_eq!(lex(most.as_bytes())[0].0, MOST_LINES);
}

fn cells_in(format: Format, line: &str) -> Result<Vec<&str>, Trouble> {
    let mut spans = Vec::new();
    match Lexer::new(&format).lex(line.as_bytes(), true, &mut spans) {
        Lexed::Record { .. } => Ok(spans.iter().map(|span| &line[span.start..span.end]).collect()),
        Lexed::Fault { trouble, .. } => Err(trouble),
        odd => panic!("{odd:?}"),
    }
}

#[test]
fn each_format_has_its_own_quotes() {
    let plain = Format::plain(b',');
    let single = Format { quote: Some(b'\''), ..plain };
    assert_eq!(cells_in(single, "Men's,'a,b','it''s'\n").unwrap(), ["Men's", "a,b", "it''s"]);
    assert_eq!(cells_in(single, "'Men's',b\n"), Err(TEXT_AFTER_QUOTE));
    assert_eq!(cells_in(single, "5\" pipe,b\n").unwrap(), ["5\" pipe", "b"]);
    let none = Format { quote: None, ..plain };
    assert_eq!(cells_in(none, "\"a,b\",'\n").unwrap(), ["\"a", "b\"", "'"]);
    let escaped = Format { escape: Some(b'\\'), ..plain };
    assert_eq!(cells_in(escaped, "\"a\\\",\\\\\",c\\d\n").unwrap(), ["a\\\",\\\\", "c\\d"]);
    assert_eq!(cells_in(escaped, "\"a\"\"b\"\n"), Err(TEXT_AFTER_QUOTE));
    let spaced = Format { then_space: true, ..plain };
    assert_eq!(cells_in(spaced, "a, \"b, c\",  d,e, \n").unwrap(), ["a", "b, c", "d", "e", ""]);
    assert_eq!(cells_in(plain, "a, \"b\"\n"), Err(QUOTE_IN_FIELD));
    assert_eq!(cells_in(Format::plain(b' '), "a \"b c\"  d\n").unwrap(), ["a", "b c", "", "d"]);
    assert_eq!(cells_in(Format::plain(b'\t'), "a\t\"\t\"\tb,c\n").unwrap(), ["a", "\t", "b,c"]);
}

#[test]
fn line_tabulation_and_form_feed_end_no_line_and_nul_has_its_own_code() {
    assert_eq!(lex(b"a\x0Bb,\"c\x0C\td\"\n")[0].2, Ok(cells(&["a\x0Bb", "c\x0C\td"])));
    assert_eq!(lex(b"a,\"b\0\x01\"\n")[0].2, Err(NUL));
    assert_eq!(lex(b"a\x7F,b\0\n")[0].2, Err(CONTROL));
}

/// The same records, by one byte after the other.
fn by_bytes(text: &[u8]) -> Vec<(usize, usize)> {
    let (mut records, mut fields, mut quoted, mut at, mut start) = (Vec::new(), 1, false, 0, 0);
    while at < text.len() {
        match text[at] {
            b'"' => quoted = !quoted,
            b',' if !quoted => fields += 1,
            b'\n' if !quoted => {
                records.push((at + 1 - start, fields));
                (fields, start) = (1, at + 1);
            }
            _ => {}
        }
        at += 1;
    }
    records
}

#[test]
fn records_of_every_length_are_lexed_as_by_one_byte_after_the_other() {
    for length in 0..200 {
        let long = "x".repeat(length);
        let text = format!("a,{long},b\n\"{long},\",\"\",c\n{long}\n\"\"\"{long}\n\"\"\",\n");
        let whole = text.as_bytes();
        let (lexer, mut spans, mut at, mut records) = (Lexer::new(&Format::plain(b',')), Vec::new(), 0, Vec::new());
        while at < whole.len() {
            match lexer.lex(&whole[at..], true, &mut spans) {
                Lexed::Record { length, .. } => {
                    records.push((length, spans.len()));
                    at += length;
                }
                odd => panic!("{length} {odd:?}"),
            }
        }
        assert_eq!(records, by_bytes(whole), "{length}");
    }
}

#[test]
fn fields_are_counted_exactly() {
    assert_eq!(lex(b"a,b,\n")[0].2, Ok(cells(&["a", "b", ""])));
    assert_eq!(lex(b"a,b,")[0].2, Ok(cells(&["a", "b", ""])));
    assert_eq!(lex(b",")[0].2, Ok(cells(&["", ""])));
    assert_eq!(lex(b"\"\",\"a\"\"b\"")[0].2, Ok(cells(&["", "a\"\"b"])));
}

#[test]
fn hostile_quotes_do_not_take_for_ever() {
    for bomb in ["\"\n", "\"a\n", "\"\"\"a\n", "\"a\n\n\n\n\n\n", ",\"\n", "\"\"\n", "\"a\"\"\n\",\n"] {
        let text = bomb.repeat(1_000_000 / bomb.len());
        let lexer = Lexer::new(&Format::plain(b','));
        let (mut at, mut spans) = (0, Vec::new());
        while at < text.len() {
            match lexer.lex(&text.as_bytes()[at..], true, &mut spans) {
                Lexed::Record { length, .. } | Lexed::Fault { length, .. } => at += length,
                odd => panic!("{odd:?}"),
            }
        }
    }
}

#[test]
fn a_record_is_the_same_wherever_the_block_ends() {
    let plain = Format::plain(b',');
    let escaped = Format { escape: Some(b'\\'), then_space: true, ..plain };
    for (format, whole) in
        [(plain, &b"a,\"b\"\"\r\nc\",d\r\ne,f\r\n"[..]), (escaped, &b"a,  \"b\\\"\r\n\\\\\", d\r\ne,f\r\n"[..])]
    {
        let lexer = Lexer::new(&format);
        let (mut spans, mut again) = (Vec::new(), Vec::new());
        let right = lexer.lex(whole, true, &mut spans);
        assert!(matches!(right, Lexed::Record { lines: 2, .. }), "{right:?}");
        for cut in 0..whole.len() {
            match lexer.lex(&whole[..cut], false, &mut again) {
                Lexed::More => {}
                outcome => assert_eq!((outcome, &again), (right, &spans), "{cut}"),
            }
        }
    }
}
