//! Bytes of a report -> its lines.

use std::borrow::Cow;

/// One physical line, or part of one between page breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line<'t> {
    /// Its number, from 1.
    pub(super) number: u32,
    /// How many columns it is indented.
    pub(super) indent: usize,
    /// Its text without surrounding space.
    pub(super) text: &'t str,
}

/// How many columns a tab is worth.
const TAB: usize = 4;

/// The text, and its encoding: UTF-8, else Windows-1252. None where the bytes are no text.
pub(super) fn decoded(bytes: &[u8]) -> Option<(Cow<'_, str>, &'static str)> {
    let packed = [&b"%PDF"[..], b"PK\x03\x04", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"{\\rtf"];
    if bytes.contains(&0) || packed.iter().any(|magic| bytes.starts_with(magic)) {
        return None;
    }
    let (text, encoding) = match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), "utf-8"),
        Err(_) => (encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0, "windows-1252"),
    };
    Some((plain(text), encoding))
}

/// Without invisible characters, and with spaces for control characters that do not end a line or a page.
fn plain(text: Cow<'_, str>) -> Cow<'_, str> {
    let hidden = |c: char| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    let kept = |c: char| matches!(c, '\n' | '\r' | '\t' | '\u{c}');
    if !text.chars().any(|c| hidden(c) || c.is_control() && !kept(c)) {
        return text;
    }
    let shown = text.chars().filter(|c| !hidden(*c)).map(|c| if c.is_control() && !kept(c) { ' ' } else { c });
    Cow::Owned(shown.collect())
}

/// Its lines: they end in LF, CR LF or CR, and a page ends where a form feed stands.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut all = Vec::new();
    let mut number = 0_u32;
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let (line, after) = rest.split_at(end);
        number = number.saturating_add(1);
        all.extend(line.split('\u{c}').map(|part| Line { number, indent: indent(part), text: part.trim() }));
        rest = after.strip_prefix("\r\n").or_else(|| after.strip_prefix(['\n', '\r'])).unwrap_or_default();
    }
    all
}

fn indent(part: &str) -> usize {
    part.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { TAB } else { 1 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_utf_8_or_else_windows_1252() {
        assert_eq!(decoded("Môn • ŵyl".as_bytes()).unwrap(), ("Môn • ŵyl".into(), "utf-8"));
        assert_eq!(decoded(b"\xef\xbb\xbfMon").unwrap().0, "Mon");
        assert_eq!(decoded(b"M\xf4n \x95 i\x92w").unwrap(), ("Môn • i’w".into(), "windows-1252"));
        assert_eq!(decoded(b"a\x07b\xc2\xadc").unwrap().0, "a bc");
        assert_eq!(decoded(b"%PDF-1.4"), None);
        assert_eq!(decoded(b"a\0b"), None);
    }

    #[test]
    fn lines_keep_their_numbers_through_page_breaks_and_whatever_ends_them() {
        let found: Vec<(u32, usize, &str)> =
            lines("a\r\n b \n\rc\u{c}\td\n").iter().map(|line| (line.number, line.indent, line.text)).collect();
        assert_eq!(found, [(1, 0, "a"), (2, 1, "b"), (3, 0, ""), (4, 0, "c"), (4, 4, "d")]);
        assert_eq!(lines(""), []);
    }
}
