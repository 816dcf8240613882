//! A record's bytes -> its cells as text.

use std::borrow::Cow;

use super::lex::{Format, Lexed, Lexer, Span};
use super::source::LINE_BREAK;
use super::survey::Encoding;
use super::trouble::{ENCODING, Trouble};

/// One record's cells.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'a> {
    /// The text that the spans point into. No span has doubled or escaped quotes left.
    pub(super) text: &'a str,
    pub(super) spans: &'a [Span],
    pub(super) ascii: bool,
}

impl<'a> Row<'a> {
    /// The text between two offsets.
    pub(super) fn slice(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// A cell without surrounding space; blank where there is none.
    pub(super) fn cell(&self, at: usize) -> &'a str {
        self.spans.get(at).map_or("", |span| {
            let (start, end) = self.trim(*span);
            self.slice(start, end)
        })
    }

    /// Every cell without surrounding space.
    pub(super) fn cells(&self) -> impl Iterator<Item = &'a str> + '_ {
        (0..self.spans.len()).map(|at| self.cell(at))
    }

    /// A cell's extent without surrounding space, no-break space and byte order mark.
    pub(super) fn trim(&self, span: Span) -> (usize, usize) {
        if span.start == span.end {
            return (span.start, span.end);
        }
        let text = self.slice(span.start, span.end);
        let bytes = text.as_bytes();
        let tight = |byte: Option<&u8>| byte.is_some_and(|byte| (b'!'..=b'~').contains(byte));
        if tight(bytes.first()) && tight(bytes.last()) {
            return (span.start, span.end);
        }
        let left = text.trim_start_matches(is_space);
        let start = span.end - left.len();
        (start, start + left.trim_end_matches(is_space).len())
    }

    /// Whether every cell is blank.
    pub(super) fn is_blank(&self) -> bool {
        self.cells().all(str::is_empty)
    }
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}')
}

/// Turns records into rows, with room of its own for what cannot be shown as it stands.
#[derive(Debug)]
pub(super) struct Decoder {
    encoding: Encoding,
    lexer: Lexer,
    decoded: String,
    decoded_spans: Vec<Span>,
    plain: String,
    plain_spans: Vec<Span>,
}

impl Decoder {
    pub(super) fn new(encoding: Encoding, lexer: Lexer) -> Self {
        Self {
            encoding,
            lexer,
            decoded: String::new(),
            decoded_spans: Vec::new(),
            plain: String::new(),
            plain_spans: Vec::new(),
        }
    }

    /// The row that these bytes and spans are.
    ///
    /// # Errors
    /// They are no text in the file's encoding.
    pub(super) fn row<'s>(&'s mut self, raw: &'s [u8], spans: &'s [Span]) -> Result<Row<'s>, Trouble> {
        let ascii = raw.is_ascii();
        let (text, spans) = match self.encoding.single_byte().filter(|_| !ascii) {
            None => (std::str::from_utf8(raw).map_err(|_| ENCODING)?, spans),
            Some(table) => {
                self.decoded.clear();
                self.decoded.push_str(&translated(raw, table)?);
                let Lexed::Record { .. } = self.lexer.lex(self.decoded.as_bytes(), true, &mut self.decoded_spans)
                else {
                    return Err(ENCODING);
                };
                (self.decoded.as_str(), self.decoded_spans.as_slice())
            }
        };
        let broken = self.encoding == Encoding::Workbook && !ascii && text.contains(LINE_BREAK);
        if !broken && !spans.iter().any(|span| span.doubled) {
            return Ok(Row { text, spans, ascii });
        }
        self.plain.clear();
        self.plain_spans.clear();
        for span in spans {
            let start = self.plain.len();
            let mut cell = Cow::Borrowed(text.get(span.start..span.end).unwrap_or_default());
            if span.doubled {
                cell = unescaped(&cell, self.lexer.format()).into();
            }
            if broken {
                cell = cell.replace(LINE_BREAK, "\n").into();
            }
            self.plain.push_str(&cell);
            self.plain_spans.push(Span { start, end: self.plain.len(), doubled: false });
        }
        Ok(Row { text: &self.plain, spans: &self.plain_spans, ascii })
    }
}

/// A cell whose quotes are doubled, or escaped, as it is meant.
fn unescaped(cell: &str, format: Format) -> String {
    let quote = char::from(format.quote.unwrap_or_default());
    let escape = format.escape.map_or(quote, char::from);
    let mut plain = String::with_capacity(cell.len());
    let mut chars = cell.chars().peekable();
    while let Some(c) = chars.next() {
        let escaped = chars.next_if(|next| c == escape && (*next == quote || *next == escape));
        plain.push(escaped.unwrap_or(c));
    }
    plain
}

/// Text of an encoding in which a byte is a character.
fn translated<'r>(raw: &'r [u8], table: &'static encoding_rs::Encoding) -> Result<Cow<'r, str>, Trouble> {
    let (text, _) = table.decode_without_bom_handling(raw);
    // Bytes that mean nothing in the encoding are shown as C1 controls, and those of ISO-8859 are in no return.
    let means_nothing = text.chars().any(|c| ('\u{80}'..='\u{9f}').contains(&c));
    if means_nothing { Err(ENCODING) } else { Ok(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(bytes: &[u8], encoding: Encoding) -> Result<Vec<String>, Trouble> {
        let lexer = Lexer::new(&Format::plain(b','));
        let mut spans = Vec::new();
        lexer.lex(bytes, true, &mut spans);
        let mut decoder = Decoder::new(encoding, lexer);
        let row = decoder.row(bytes, &spans)?;
        Ok(row.cells().map(str::to_owned).collect())
    }

    #[test]
    fn cells_are_decoded_unquoted_and_trimmed() {
        assert_eq!(
            cells(b"M\xF4n ,\"a \"\"b\"\"\",\xA0x\xA0\r\n", Encoding::Windows1252).unwrap(),
            ["Môn", "a \"b\"", "x"]
        );
        assert_eq!(cells("\u{feff}Tŷ,\u{a0},\"\"\n".as_bytes(), Encoding::Utf8).unwrap(), ["Tŷ", "", ""]);
    }

    #[test]
    fn a_declared_encoding_has_its_own_letters() {
        assert_eq!(cells(b"T\xFE,\xD0\xBEn,\"\xF0\"\"\"\n", Encoding::Iso8859_14).unwrap(), ["Tŷ", "Ŵẅn", "ŵ\""]);
        assert_eq!(cells(b"T\x92,a\n", Encoding::Iso8859_14), Err(ENCODING));
        let workbook = "Tŷ\u{fdd0}Ŵyn,\"a\u{fdd0}\"\"b\"\"\",c\n";
        assert_eq!(cells(workbook.as_bytes(), Encoding::Workbook).unwrap(), ["Tŷ\nŴyn", "a\n\"b\"", "c"]);
        assert_eq!(cells(workbook.as_bytes(), Encoding::Utf8).unwrap()[0], "Tŷ\u{fdd0}Ŵyn");
    }

    #[test]
    fn escaped_cells_are_as_they_were_meant() {
        let format = Format { quote: Some(b'\''), escape: Some(b'\\'), ..Format::plain(b';') };
        let bytes = br"'a \'b\' \\';c\d;'\n;\\'";
        let (lexer, mut spans) = (Lexer::new(&format), Vec::new());
        lexer.lex(bytes, true, &mut spans);
        let mut decoder = Decoder::new(Encoding::Utf8, lexer);
        let row = decoder.row(bytes, &spans).unwrap();
        assert_eq!(row.cells().collect::<Vec<_>>(), [r"a 'b' \", r"c\d", r"\n;\"]);
    }

    #[test]
    fn bytes_that_mean_nothing_are_not_guessed_at() {
        assert_eq!(cells(b"M\xF4n\n", Encoding::Utf8), Err(ENCODING));
        assert_eq!(cells(b"M\x81n\n", Encoding::Windows1252), Err(ENCODING));
    }
}
