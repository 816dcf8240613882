//! What a file is by its first bytes: text, and how encoded, or something else.

use memchr::memchr_iter;
use memchr::memmem::find;

use super::utf16::{self, Order};
use crate::intake::survey::Encoding;
use crate::intake::trouble::{IS_GZIP, IS_HTML, IS_PDF, IS_WORKBOOK, IS_ZIP, NOT_CSV, Trouble, UTF_16};

/// How many bytes tell what a file is.
pub(super) const SAMPLE: usize = 64 << 10;

/// What files of other kinds begin with.
const FOREIGN: [(&[u8], Trouble); 11] = [
    (b"PK\x05\x06", IS_ZIP),
    (b"PK\x07\x08", IS_ZIP),
    (b"\x1F\x8B", IS_GZIP),
    (b"%PDF", IS_PDF),
    (b"\xD0\xCF\x11\xE0", IS_WORKBOOK),
    (b"SQLite format 3\0", NOT_CSV),
    (b"7z\xBC\xAF", NOT_CSV),
    (b"BZh", NOT_CSV),
    (b"\x28\xB5\x2F\xFD", NOT_CSV),
    (b"PAR1", NOT_CSV),
    (b"\xFD7zXZ", NOT_CSV),
];

/// How the text of a file stands in it, as far as its beginning says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Beginning {
    /// Bytes of the byte order mark.
    pub(super) mark: u64,
    /// The encoding that the mark tells, else the declared one.
    pub(super) encoding: Option<Encoding>,
    /// What it is, where it is no text.
    pub(super) foreign: Option<Trouble>,
}

/// Looks at the beginning of a file of which the collection may declare how it is encoded. A mark outranks that.
pub(super) fn look(start: &[u8], declared: Option<Encoding>) -> Beginning {
    let start = start.get(..SAMPLE).unwrap_or(start);
    let marks: [(&[u8], Encoding); 3] =
        [(b"\xEF\xBB\xBF", Encoding::Utf8Bom), (b"\xFF\xFE", Encoding::Utf16Le), (b"\xFE\xFF", Encoding::Utf16Be)];
    let marked = marks.iter().find(|(mark, _)| start.starts_with(mark));
    let mark = marked.map_or(0, |(mark, _)| mark.len());
    let encoding = marked.map(|(_, encoding)| *encoding).or(declared);
    let text = start.get(mark..).unwrap_or_default();
    let foreign = match encoding.and_then(Encoding::order) {
        Some(order) => binary(&narrowed(text, order)),
        None => binary(text).map(|trouble| if is_utf_16(text) { UTF_16 } else { trouble }),
    };
    Beginning { mark: mark as u64, encoding, foreign }
}

/// The sample in one byte a unit, `?` where that is not enough.
fn narrowed(text: &[u8], order: Order) -> Vec<u8> {
    let narrow = |pair: &[u8; 2]| match order {
        Order::Little => [pair[0], pair[1]],
        Order::Big => [pair[1], pair[0]],
    };
    let (pairs, _) = text.as_chunks::<2>();
    pairs.iter().map(|pair| if let [byte, 0] = narrow(pair) { byte } else { b'?' }).collect()
}

/// What bytes are that are not text.
fn binary(sample: &[u8]) -> Option<Trouble> {
    if sample.starts_with(b"PK\x03\x04") {
        let has = |name: &[u8]| find(sample, name).is_some();
        let office = has(b"[Content_Types].xml") || has(b"xl/") || has(b"opendocument.spreadsheet");
        return Some(if office && !has(b"word/") && !has(b"ppt/") { IS_WORKBOOK } else { IS_ZIP });
    }
    if let Some((_, trouble)) = FOREIGN.iter().find(|(magic, _)| sample.starts_with(magic)) {
        return Some(*trouble);
    }
    let text = sample.trim_ascii_start();
    let begins = |with: &[u8]| text.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with));
    if begins(b"<?xml") {
        let has = |word: &[u8]| find(text, word).is_some();
        return Some(match (has(b"Excel.Sheet") || has(b"office:spreadsheet"), has(b"<html")) {
            (true, _) => IS_WORKBOOK,
            (_, true) => IS_HTML,
            _ => NOT_CSV,
        });
    }
    if [&b"<!doctype html"[..], b"<html", b"<head", b"<table"].into_iter().any(begins) {
        return Some(IS_HTML);
    }
    let nul = memchr_iter(0, sample).count();
    let control = sample.iter().filter(|byte| matches!(byte, 0..=8 | 11..=12 | 14..=31)).count();
    let many = (nul >= 4 && nul * 50 > sample.len()) || (control >= 4 && control * 20 > sample.len());
    many.then_some(NOT_CSV)
}

/// Whether every other byte is mostly nought, as in Latin text of two bytes a character.
fn is_utf_16(sample: &[u8]) -> bool {
    let (pairs, _) = sample.as_chunks::<2>();
    let noughts = |at: usize| pairs.iter().filter(|pair| pair.get(at) == Some(&0)).count();
    let (first, second) = (noughts(0), noughts(1));
    let (few, many) = (first.min(second), first.max(second));
    many * 2 > pairs.len() && few * 20 < many
}

/// The bytes of the file that a record's bytes in the stream stand for, where those are not the same.
pub(in crate::intake) fn raw(stream: &[u8], encoding: Encoding) -> Option<Vec<u8>> {
    match encoding {
        Encoding::Workbook => {
            let text = std::str::from_utf8(stream).ok()?;
            text.contains(super::LINE_BREAK).then(|| text.replace(super::LINE_BREAK, "\n").into_bytes())
        }
        _ => encoding.order().map(|order| utf16::raw(stream, order)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn foreign(bytes: &[u8]) -> Option<Trouble> {
        look(bytes, None).foreign
    }

    fn wide(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn other_kinds_of_file_are_known_by_name() {
        for (bytes, trouble) in [
            (&b"PK\x03\x04\x14\0\x06\0[Content_Types].xml"[..], IS_WORKBOOK),
            (b"PK\x03\x04\x14\0\0\0mimetypeapplication/vnd.oasis.opendocument.spreadsheet", IS_WORKBOOK),
            (b"PK\x03\x04\x14\0\x06\0[Content_Types].xml..word/document.xml", IS_ZIP),
            (b"PK\x03\x04rest", IS_ZIP),
            (b"PK\x05\x06\0\0", IS_ZIP),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", IS_WORKBOOK),
            (b"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>", IS_WORKBOOK),
            (b"\x1F\x8B\x08\0", IS_GZIP),
            (b"%PDF-1.7", IS_PDF),
            (b"\n<!DOCTYPE html><p>", IS_HTML),
            (b"\xEF\xBB\xBF<HTML>", IS_HTML),
            (b"<table border=1>", IS_HTML),
            (b"<?xml version=\"1.0\"?><html>", IS_HTML),
            (b"<?xml version=\"1.0\"?><a>", NOT_CSV),
            (b"SQLite format 3\0", NOT_CSV),
            (b"\x7FELF\x02\x01\x01\0\0\0\0\0\0\0\0\0", NOT_CSV),
            (b"a\0,\0b\0\n\0a\0b\0", UTF_16),
            (b"\0a\0,\0b\0\n\0a\0b", UTF_16),
        ] {
            assert_eq!(foreign(bytes), Some(trouble), "{:?}", bytes.escape_ascii().to_string());
        }
        assert_eq!(foreign(&[b"\xFF\xFE", &*wide("<html>")].concat()), Some(IS_HTML));
    }

    #[test]
    fn text_is_text() {
        for bytes in [&b""[..], b"child_id,sex\nA\0B,1\nC,2\n", b"<5,sex\n", b"%,PDF\n", b"PK,sex\n", b"\xFF\xFE"] {
            assert_eq!(foreign(bytes), None, "{:?}", bytes.escape_ascii().to_string());
        }
        assert_eq!(foreign(&[b"\xFF\xFE", &*wide("T\u{177},b\r\n")].concat()), None);
    }

    #[test]
    fn a_mark_outranks_a_declaration() {
        let of = |bytes: &[u8], declared| {
            let found = look(bytes, declared);
            (found.mark, found.encoding, found.foreign)
        };
        assert_eq!(of(b"\xEF\xBB\xBFa", Some(Encoding::Windows1252)), (3, Some(Encoding::Utf8Bom), None));
        assert_eq!(of(b"\xFF\xFEa\0", Some(Encoding::Utf8)), (2, Some(Encoding::Utf16Le), None));
        assert_eq!(of(b"\xFE\xFF\0a", None), (2, Some(Encoding::Utf16Be), None));
        assert_eq!(of(&wide("a,b,c,d,e\n"), Some(Encoding::Utf16Le)), (0, Some(Encoding::Utf16Le), None));
        assert_eq!(of(b"M\xF4n", Some(Encoding::Iso8859_14)), (0, Some(Encoding::Iso8859_14), None));
        assert_eq!(of(b"M\xF4n", None), (0, None, None));
    }
}
