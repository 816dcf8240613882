//! The lexer on any bytes, in any dialect, cut into blocks anywhere: bytes and lines tile the file, a block's end changes
//! nothing, and where nothing is wrong the cells are those of the `csv` crate.
#![no_main]

use libfuzzer_sys::fuzz_target;
use trosolwg::intake::{Format, Lexed, Lexer, Span};
use trosolwg_fuzz::physical_lines;

/// The file's records by its bytes, or none where a record is damaged.
type Cells = Option<Vec<Vec<u8>>>;

fuzz_target!(|input: &[u8]| {
    let [dialect, cut, bytes @ ..] = input else { return };
    let format = format(*dialect);
    let lexer = Lexer::new(&format);
    let (mut spans, mut cut_spans): (Vec<Span>, Vec<Span>) = (Vec::new(), Vec::new());
    let (mut at, mut lines) = (0, 0);
    let mut records: Vec<Cells> = Vec::new();
    while at < bytes.len() {
        let rest = &bytes[at..];
        let whole = lexer.lex(rest, true, &mut spans);
        let (length, physical, damaged) = match whole {
            Lexed::Record { length, lines, .. } => (length, lines, false),
            Lexed::Fault { length, lines, .. } => (length, lines, true),
            Lexed::TooLong => return,
            Lexed::More => panic!("the file has ended"),
        };
        assert!(length > 0 && length <= rest.len());
        assert_eq!(u64::from(physical), physical_lines(&rest[..length]), "lines of a record");
        if !damaged {
            check_spans(&spans, length);
        }
        let block = &rest[..rest.len().min(usize::from(*cut))];
        match lexer.lex(block, false, &mut cut_spans) {
            Lexed::More => {}
            early => assert!(early == whole && (damaged || cut_spans == spans), "{early:?} in a block, {whole:?} else"),
        }
        records.push((!damaged).then(|| spans.iter().map(|span| text(rest, span, &format)).collect()));
        lines += u64::from(physical);
        at += length;
    }
    assert_eq!(lines, physical_lines(bytes));
    if *dialect < 4 && !bytes.starts_with(b"\xEF\xBB\xBF") {
        compare(bytes, format.delimiter, &records);
    }
});

fn format(dialect: u8) -> Format {
    let delimiter = [b',', b';', b'\t', b'|'][usize::from(dialect % 4)];
    let quote = [Some(b'"'), Some(b'\''), None][usize::from(dialect / 4 % 3)];
    let escape = (dialect / 12 % 2 == 1 && quote.is_some()).then_some(b'\\');
    Format { delimiter, then_space: dialect / 24 % 2 == 1, quote, escape }
}

fn check_spans(spans: &[Span], length: usize) {
    let mut end = 0;
    for span in spans {
        assert!(end <= span.start && span.start <= span.end && span.end <= length, "{spans:?} of {length}");
        end = span.end;
    }
    assert!(!spans.is_empty());
}

/// A cell without doubled quotes, which come in pairs; as it is where quotes are escaped otherwise.
fn text(record: &[u8], span: &Span, format: &Format) -> Vec<u8> {
    let raw = &record[span.start..span.end];
    let Some(quote) = format.quote.filter(|_| span.doubled && format.escape.is_none()) else { return raw.to_vec() };
    let mut cell = Vec::with_capacity(raw.len());
    let mut bytes = raw.iter();
    while let Some(byte) = bytes.next() {
        cell.push(*byte);
        if *byte == quote {
            assert_eq!(bytes.next(), Some(&quote), "quotes come in pairs");
        }
    }
    cell
}

/// Where no record is damaged, the `csv` crate reads the same; it passes over blank lines.
fn compare(bytes: &[u8], delimiter: u8, records: &[Cells]) {
    if records.iter().any(Option::is_none) {
        return;
    }
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(bytes);
    let theirs: Vec<Vec<Vec<u8>>> =
        reader.byte_records().map(|record| record.expect("read").iter().map(<[u8]>::to_vec).collect()).collect();
    let ours: Vec<&Vec<Vec<u8>>> = records.iter().flatten().filter(|cells| is_written(cells)).collect();
    let theirs: Vec<&Vec<Vec<u8>>> = theirs.iter().filter(|cells| is_written(cells)).collect();
    assert_eq!(ours, theirs, "the csv crate reads otherwise");
}

/// Whether there is more on the line than one empty cell.
fn is_written(cells: &[Vec<u8>]) -> bool {
    cells.len() > 1 || cells.iter().any(|cell| !cell.is_empty())
}
