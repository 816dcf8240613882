//! Bytes -> records, strictly, with exact physical lines; whatever is damaged costs one line.
//!
//! A record is lexed from the start of a physical line. An open quote takes the next line, up to [`MOST_LINES`] and
//! [`MOST_BYTES`]. Text after a closing quote, a quote inside an unquoted field, a limit, or the file's end holds back
//! the *first* line only, and lexing resumes at the next. Linear on hostile input: within a stray quote's reach every
//! line has an even number of quotes, so that none of them can open another.
//!
//! Only the bytes that mean something are looked at one by one: [`Marks`] finds them, 64 bytes at a time.

use memchr::memchr2;

use super::marks::Marks;
use super::trouble::{CONTROL, NUL, OPEN_QUOTE, QUOTE_IN_FIELD, TEXT_AFTER_QUOTE, Trouble};

/// The most physical lines that one record may have.
pub const MOST_LINES: u32 = 200;
/// The most bytes that one record may have, line end included.
pub const MOST_BYTES: usize = 1 << 20;

/// What separates and encloses the cells of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format {
    /// Between two cells: a byte of ASCII.
    pub delimiter: u8,
    /// Whether spaces after a delimiter belong to no cell.
    pub then_space: bool,
    /// Around a cell that holds delimiters or line ends. An apostrophe may also stand within a cell that it does not
    /// enclose; a quotation mark may not.
    pub quote: Option<u8>,
    /// In an enclosed cell, before a quote or itself, which are then characters like any other. Without it, a quote
    /// is doubled.
    pub escape: Option<u8>,
}

impl Format {
    /// Plain CSV, with this delimiter.
    pub const fn plain(delimiter: u8) -> Self {
        Self { delimiter, then_space: false, quote: Some(b'"'), escape: None }
    }
}

/// Where one field's text lies in its record, without enclosing quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Offset of its first byte.
    pub start: usize,
    /// Offset behind its last byte.
    pub end: usize,
    /// Whether it has quotes that are doubled or escaped, each pair standing for one.
    pub doubled: bool,
}

/// How a line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineEnd {
    /// The file ends first.
    None,
    /// `\n`.
    Lf,
    /// `\r\n`.
    CrLf,
    /// `\r`.
    Cr,
}

impl LineEnd {
    /// How people write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "nothing",
            Self::Lf => "LF",
            Self::CrLf => "CRLF",
            Self::Cr => "CR",
        }
    }

    const fn width(self) -> usize {
        match self {
            Self::None => 0,
            Self::Lf | Self::Cr => 1,
            Self::CrLf => 2,
        }
    }
}

/// What stands at the beginning of the bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lexed {
    /// A well-formed record.
    Record {
        /// Bytes, line end included.
        length: usize,
        /// Physical lines.
        lines: u32,
        /// How its last line ends.
        end: LineEnd,
    },
    /// One physical line, or one record with a control character, that cannot be read.
    Fault {
        /// Why.
        trouble: Trouble,
        /// Bytes, line end included.
        length: usize,
        /// Physical lines.
        lines: u32,
        /// How its last line ends.
        end: LineEnd,
    },
    /// A physical line of more than [`MOST_BYTES`]: its end is yet to be found.
    TooLong,
    /// More bytes are needed to tell.
    More,
}

/// Why an attempt to lex a record came to nothing.
enum Stop {
    /// Something is wrong, seen at this offset.
    Fault(Trouble, usize),
    More,
}

/// The lexer for one format. It remembers nothing from one record to the next.
#[derive(Clone, Copy, Debug)]
pub struct Lexer {
    format: Format,
}

impl Lexer {
    /// A lexer for files of this format.
    pub const fn new(format: &Format) -> Self {
        Self { format: *format }
    }

    /// The format.
    pub const fn format(&self) -> Format {
        self.format
    }

    /// Lexes the record with which `bytes` begin; `ended` says that the file ends with them. `fields` is emptied
    /// first, and holds the record's fields where it is well-formed.
    pub fn lex(&self, bytes: &[u8], ended: bool, fields: &mut Vec<Span>) -> Lexed {
        // What is seen never depends on how much happens to lie in the buffer beyond the limit.
        let limited = bytes.len() > MOST_BYTES;
        let seen = bytes.get(..MOST_BYTES).unwrap_or(bytes);
        let ended = ended && !limited;
        let signs = [self.format.quote, self.format.escape].map(|sign| sign.unwrap_or(self.format.delimiter));
        let marks = Marks::new(seen, self.format.delimiter, signs);
        let mut attempt =
            Attempt { format: self.format, bytes: seen, ended, marks, lines: 1, first: None, control: None };
        fields.clear();
        let outcome = match attempt.record(fields) {
            Ok((length, end)) => match attempt.control {
                Some(trouble) => Lexed::Fault { trouble, length, lines: attempt.lines, end },
                None => Lexed::Record { length, lines: attempt.lines, end },
            },
            Err(Stop::Fault(trouble, at)) => attempt.first_line(trouble, at),
            Err(Stop::More) => Lexed::More,
        };
        match outcome {
            Lexed::More if limited => match attempt.first {
                Some((length, end)) => Lexed::Fault { trouble: OPEN_QUOTE, length, lines: 1, end },
                None => Lexed::TooLong,
            },
            outcome => outcome,
        }
    }
}

/// One attempt to lex a record.
struct Attempt<'a> {
    format: Format,
    bytes: &'a [u8],
    ended: bool,
    marks: Marks<'a>,
    lines: u32,
    /// Length and end of the first physical line, once it has been passed inside a quote.
    first: Option<(usize, LineEnd)>,
    /// The first control character's trouble.
    control: Option<Trouble>,
}

impl Attempt<'_> {
    /// Lexes to the record's end; gives the offset behind its line end.
    #[inline]
    fn record(&mut self, fields: &mut Vec<Span>) -> Result<(usize, LineEnd), Stop> {
        let mut start = 0;
        loop {
            let (bytes, then_space) = (self.bytes, self.format.then_space);
            let next = self.marks.next(fields, |at| {
                let span = Span { start, end: at, doubled: false };
                start = behind(bytes, at, then_space);
                span
            });
            match next {
                None if !self.ended => return Err(Stop::More),
                None => {
                    fields.push(Span { start, end: self.bytes.len(), doubled: false });
                    return Ok((self.bytes.len(), LineEnd::None));
                }
                Some((at, b'\n' | b'\r')) => {
                    fields.push(Span { start, end: at, doubled: false });
                    return self.end(at);
                }
                Some((_, byte)) if Some(byte) != self.format.quote => self.controls(byte),
                Some((at, _)) if at == start => {
                    let span = self.quoted(at)?;
                    fields.push(span);
                    match self.bytes.get(span.end + 1) {
                        None => return Ok((self.bytes.len(), LineEnd::None)),
                        Some(byte) if *byte != self.format.delimiter => return self.end(span.end + 1),
                        Some(_) => {
                            self.marks.pass_delimiter();
                            start = behind(bytes, span.end + 1, then_space);
                        }
                    }
                }
                Some((_, b'\'')) => {}
                Some((at, _)) => return Err(Stop::Fault(QUOTE_IN_FIELD, at)),
            }
        }
    }

    /// The record's end, at the line end that stands at `at`.
    #[inline]
    fn end(&self, at: usize) -> Result<(usize, LineEnd), Stop> {
        let end = self.line_end(at)?;
        Ok((at + end.width(), end))
    }

    /// A field in quotes, which may span lines; its opening quote is at `open`. A delimiter, a line end or nothing
    /// follows its closing quote.
    fn quoted(&mut self, open: usize) -> Result<Span, Stop> {
        let mut doubled = false;
        // Up to here, marks mean nothing.
        let mut passed = open + 1;
        while let Some((at, byte)) = self.marks.next_other() {
            if at < passed {
                continue;
            }
            let next = self.bytes.get(at + 1).copied();
            if Some(byte) == self.format.quote {
                match next {
                    None if !self.ended => return Err(Stop::More),
                    Some(next) if next == byte && self.format.escape.is_none() => {
                        doubled = true;
                        passed = at + 2;
                    }
                    Some(next) if next != self.format.delimiter && !matches!(next, b'\n' | b'\r') => {
                        return Err(Stop::Fault(TEXT_AFTER_QUOTE, at));
                    }
                    _ => return Ok(Span { start: open + 1, end: at, doubled }),
                }
            } else if byte == b'\n' || byte == b'\r' {
                passed = self.next_line(at)?;
            } else if Some(byte) == self.format.escape {
                match next {
                    None if !self.ended => return Err(Stop::More),
                    Some(next) if next == byte || Some(next) == self.format.quote => {
                        doubled = true;
                        passed = at + 2;
                    }
                    _ => {}
                }
            } else {
                self.controls(byte);
            }
        }
        Err(if self.ended { Stop::Fault(OPEN_QUOTE, self.bytes.len()) } else { Stop::More })
    }

    /// Notes a control character. A tab, a line tabulation and a form feed are space.
    fn controls(&mut self, byte: u8) {
        let trouble = match byte {
            0 => NUL,
            b'\t' | 0x0B | 0x0C => return,
            0..=31 | 127 => CONTROL,
            _ => return,
        };
        self.control.get_or_insert(trouble);
    }

    /// Passes the line end at `at`, inside quotes.
    fn next_line(&mut self, at: usize) -> Result<usize, Stop> {
        let end = self.line_end(at)?;
        let behind = at + end.width();
        self.first.get_or_insert((behind, end));
        self.lines += 1;
        if self.lines > MOST_LINES { Err(Stop::Fault(OPEN_QUOTE, behind)) } else { Ok(behind) }
    }

    /// What kind of line end stands at `at`.
    fn line_end(&self, at: usize) -> Result<LineEnd, Stop> {
        match (self.bytes.get(at), self.bytes.get(at + 1)) {
            (Some(b'\n'), _) => Ok(LineEnd::Lf),
            (Some(_), Some(b'\n')) => Ok(LineEnd::CrLf),
            (Some(_), None) if !self.ended => Err(Stop::More),
            _ => Ok(LineEnd::Cr),
        }
    }

    /// The fault seen at `at`, with the extent of the first physical line.
    fn first_line(&mut self, trouble: Trouble, at: usize) -> Lexed {
        if self.first.is_none() {
            let rest = self.bytes.get(at..).unwrap_or_default();
            let Some(far) = memchr2(b'\r', b'\n', rest) else {
                let length = self.bytes.len();
                return if self.ended {
                    Lexed::Fault { trouble, length, lines: 1, end: LineEnd::None }
                } else {
                    Lexed::More
                };
            };
            let Ok(end) = self.line_end(at + far) else { return Lexed::More };
            self.first = Some((at + far + end.width(), end));
        }
        let (length, end) = self.first.unwrap_or((self.bytes.len(), LineEnd::None));
        Lexed::Fault { trouble, length, lines: 1, end }
    }
}

/// Where the field behind the delimiter at `at` begins.
#[inline]
fn behind(bytes: &[u8], at: usize, then_space: bool) -> usize {
    let mut start = at + 1;
    while then_space && bytes.get(start) == Some(&b' ') {
        start += 1;
    }
    start
}
