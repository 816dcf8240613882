//! Bytes -> records, strictly, with exact physical lines; whatever is damaged costs one line.
//!
//! A record is lexed from the start of a physical line. An open quote takes the next line, up to [`MOST_LINES`] and
//! [`MOST_BYTES`]. Text after a closing quote, a quote inside an unquoted field, a limit, or the file's end holds back
//! the *first* line only, and lexing resumes at the next. Linear on hostile input: within a stray quote's reach every
//! line has an even number of quotes, so that none of them can open another.

use memchr::memchr2;

use super::trouble::{CONTROL, OPEN_QUOTE, QUOTE_IN_FIELD, TEXT_AFTER_QUOTE, Trouble};

/// The most physical lines that one record may have.
pub const MOST_LINES: u32 = 200;
/// The most bytes that one record may have, line end included.
pub const MOST_BYTES: usize = 1 << 20;

/// Where one field's text lies in its record, without enclosing quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether it has doubled quotes, each standing for one.
    pub(super) doubled: bool,
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
pub(super) enum Lexed {
    /// A well-formed record of so many bytes (line end included) and physical lines.
    Record { length: usize, lines: u32, end: LineEnd },
    /// One physical line, or one record with a control character, that cannot be read.
    Fault { trouble: Trouble, length: usize, lines: u32, end: LineEnd },
    /// A physical line of more than [`MOST_BYTES`]: its end is yet to be found.
    TooLong,
    /// More bytes are needed to tell.
    More,
}

/// A damaged record: what became of the attempt to lex it.
enum Stop {
    Fault(Trouble),
    More,
}

const PLAIN: u8 = 0;
const DELIMITER: u8 = 1;
const QUOTE: u8 = 2;
const BREAK: u8 = 3;
const CONTROLLING: u8 = 4;

/// The lexer for one delimiter.
#[derive(Clone, Debug)]
pub(super) struct Lexer {
    class: [u8; 256],
}

impl Lexer {
    pub(super) fn new(delimiter: u8) -> Self {
        let mut class = [PLAIN; 256];
        for (byte, class) in (0_u8..=255).zip(&mut class) {
            *class = match byte {
                _ if byte == delimiter => DELIMITER,
                b'"' => QUOTE,
                b'\r' | b'\n' => BREAK,
                b'\t' => PLAIN,
                0..=31 | 127 => CONTROLLING,
                _ => PLAIN,
            };
        }
        Self { class }
    }

    fn class(&self, byte: u8) -> u8 {
        self.class.get(usize::from(byte)).copied().unwrap_or(PLAIN)
    }

    /// Lexes the record with which `bytes` begin; `ended` says that the file ends with them. `fields` is emptied
    /// first, and holds the record's fields where it is well-formed.
    pub(super) fn lex(&self, bytes: &[u8], ended: bool, fields: &mut Vec<Span>) -> Lexed {
        // What is seen never depends on how much happens to lie in the buffer beyond the limit.
        let limited = bytes.len() > MOST_BYTES;
        let seen = bytes.get(..MOST_BYTES).unwrap_or(bytes);
        let ended = ended && !limited;
        let mut attempt = Attempt { lexer: self, bytes: seen, ended, at: 0, lines: 1, first: None, control: false };
        fields.clear();
        let outcome = match attempt.record(fields) {
            Ok(end) if attempt.control => {
                Lexed::Fault { trouble: CONTROL, length: attempt.at, lines: attempt.lines, end }
            }
            Ok(end) => Lexed::Record { length: attempt.at, lines: attempt.lines, end },
            Err(Stop::Fault(trouble)) => attempt.first_line(trouble),
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
    lexer: &'a Lexer,
    bytes: &'a [u8],
    ended: bool,
    at: usize,
    lines: u32,
    /// Length and end of the first physical line, once it has been passed inside a quote.
    first: Option<(usize, LineEnd)>,
    control: bool,
}

impl Attempt<'_> {
    /// Lexes to the record's end; `at` then stands behind its line end.
    fn record(&mut self, fields: &mut Vec<Span>) -> Result<LineEnd, Stop> {
        loop {
            let span = if self.bytes.get(self.at) == Some(&b'"') { self.quoted()? } else { self.plain()? };
            fields.push(span);
            let Some(&next) = self.bytes.get(self.at) else {
                return if self.ended { Ok(LineEnd::None) } else { Err(Stop::More) };
            };
            if self.lexer.class(next) == BREAK {
                let end = self.line_end()?;
                self.at += end.width();
                return Ok(end);
            }
            self.at += 1;
        }
    }

    /// Distance to the next byte whose class is above `floor`.
    fn until(&self, floor: u8) -> Option<(usize, u8)> {
        let rest = self.bytes.get(self.at..)?;
        let far = rest.iter().position(|byte| self.lexer.class(*byte) > floor)?;
        Some((self.at + far, self.lexer.class(*rest.get(far)?)))
    }

    /// A field without quotes: up to a delimiter, a line end or the file's end.
    fn plain(&mut self) -> Result<Span, Stop> {
        let start = self.at;
        loop {
            let Some((at, class)) = self.until(PLAIN) else {
                self.at = self.bytes.len();
                break;
            };
            self.at = at;
            match class {
                QUOTE => return Err(Stop::Fault(QUOTE_IN_FIELD)),
                CONTROLLING => {
                    self.control = true;
                    self.at += 1;
                }
                _ => break,
            }
        }
        Ok(Span { start, end: self.at, doubled: false })
    }

    /// A field in quotes, which may span lines. `at` then stands behind the closing quote.
    fn quoted(&mut self) -> Result<Span, Stop> {
        self.at += 1;
        let start = self.at;
        let mut doubled = false;
        loop {
            let Some((at, class)) = self.until(DELIMITER) else {
                self.at = self.bytes.len();
                return Err(if self.ended { Stop::Fault(OPEN_QUOTE) } else { Stop::More });
            };
            self.at = at;
            match class {
                QUOTE => match self.bytes.get(at + 1) {
                    Some(b'"') => {
                        doubled = true;
                        self.at += 2;
                    }
                    None if !self.ended => return Err(Stop::More),
                    Some(next) if !matches!(self.lexer.class(*next), DELIMITER | BREAK) => {
                        return Err(Stop::Fault(TEXT_AFTER_QUOTE));
                    }
                    _ => {
                        self.at += 1;
                        return Ok(Span { start, end: at, doubled });
                    }
                },
                BREAK => self.next_line()?,
                _ => {
                    self.control = true;
                    self.at += 1;
                }
            }
        }
    }

    /// Passes a line end inside quotes.
    fn next_line(&mut self) -> Result<(), Stop> {
        let end = self.line_end()?;
        self.at += end.width();
        self.first.get_or_insert((self.at, end));
        self.lines += 1;
        if self.lines > MOST_LINES { Err(Stop::Fault(OPEN_QUOTE)) } else { Ok(()) }
    }

    /// What kind of line end stands at `at`.
    fn line_end(&self) -> Result<LineEnd, Stop> {
        match (self.bytes.get(self.at), self.bytes.get(self.at + 1)) {
            (Some(b'\n'), _) => Ok(LineEnd::Lf),
            (Some(_), Some(b'\n')) => Ok(LineEnd::CrLf),
            (Some(_), None) if !self.ended => Err(Stop::More),
            _ => Ok(LineEnd::Cr),
        }
    }

    /// The fault, with the extent of the first physical line.
    fn first_line(&mut self, trouble: Trouble) -> Lexed {
        if self.first.is_none() {
            let rest = self.bytes.get(self.at..).unwrap_or_default();
            let Some(far) = memchr2(b'\r', b'\n', rest) else {
                let length = self.bytes.len();
                return if self.ended {
                    Lexed::Fault { trouble, length, lines: 1, end: LineEnd::None }
                } else {
                    Lexed::More
                };
            };
            self.at += far;
            let Ok(end) = self.line_end() else { return Lexed::More };
            self.first = Some((self.at + end.width(), end));
        }
        let (length, end) = self.first.unwrap_or((self.bytes.len(), LineEnd::None));
        Lexed::Fault { trouble, length, lines: 1, end }
    }
}
