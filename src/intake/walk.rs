//! One walk over a file: every record is lexed, classed, conformed and handed on, in order.

use std::io::{self, Read};

use super::conform::{Conformer, Fault};
use super::decode::{Decoder, Row};
use super::header::Layout;
use super::lex::{Lexed, Lexer, LineEnd, Span};
use super::record::{Class, Place, Seen};
use super::survey::Encoding;
use super::tail::{Ending, Tail, Waiting};
use super::totals::Totals;
use super::trouble::{FIELD_COUNT, TOO_LONG, Trouble};
use super::window::Window;
use crate::diagnostic::Error;

/// Takes the records of a file, one after the other.
pub(super) trait Sink {
    /// Takes one record, with what is wrong with its cells; of a row that is loaded the conformer has the values. Says
    /// whether to go on.
    fn take(&mut self, seen: &Seen<'_>, faults: &[Fault], conformer: Option<&Conformer<'_>>) -> Result<bool, Error>;
}

/// Why a walk stopped before the end.
#[derive(Debug)]
pub(super) enum Halt {
    /// The file could not be read on.
    File,
    /// The tool failed.
    Tool(Error),
    /// The sink has seen enough.
    Enough,
}

impl From<io::Error> for Halt {
    fn from(_: io::Error) -> Self {
        Self::File
    }
}

/// How the lines of a file end.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct LineEnds {
    /// The first line's.
    pub(super) first: Option<LineEnd>,
    /// The first line that ends otherwise.
    pub(super) other: Option<u32>,
}

/// What a walk needs to know of the file.
pub(super) struct Walk<'w, 'd> {
    layout: &'w Layout,
    encoding: Encoding,
    lexer: Lexer,
    decoder: Decoder,
    conformer: Option<&'w mut Conformer<'d>>,
    totals: Totals,
    tail: Tail,
    /// How lines end, so far.
    pub(super) ends: LineEnds,
    line: u32,
    /// Where the text begins, behind the byte order mark.
    pub(super) mark: u64,
}

/// What one record turned out to be.
struct Judged<'a> {
    class: Class,
    code: Option<Trouble>,
    row: Option<Row<'a>>,
    ending: Ending,
}

impl<'a> Judged<'a> {
    fn plain(class: Class, row: Option<Row<'a>>) -> Self {
        Self { class, code: None, row, ending: Ending::Same }
    }

    fn held(code: Trouble, row: Option<Row<'a>>, ending: Ending) -> Self {
        Self { class: Class::HeldBack, code: Some(code), row, ending }
    }
}

impl<'w, 'd> Walk<'w, 'd> {
    pub(super) fn new(
        layout: &'w Layout,
        encoding: Encoding,
        conformer: Option<&'w mut Conformer<'d>>,
        totals: Totals,
    ) -> Self {
        let lexer = Lexer::new(layout.delimiter);
        let decoder = Decoder::new(encoding, lexer.clone());
        let (tail, ends) = (Tail::default(), LineEnds::default());
        Self { layout, encoding, lexer, decoder, conformer, totals, tail, ends, line: 1, mark: 0 }
    }

    /// Walks to the end of the file, of which the window shows what follows the byte order mark.
    pub(super) fn run(&mut self, window: &mut Window<impl Read>, sink: &mut dyn Sink) -> Result<(), Halt> {
        let mut spans: Vec<Span> = Vec::new();
        loop {
            let (start, ended) = (window.position(), window.ended());
            let bytes = window.bytes();
            if bytes.is_empty() && ended {
                break;
            }
            let (length, lines, end, trouble) = match self.lexer.lex(bytes, ended, &mut spans) {
                Lexed::Record { length, lines, end } => (length, lines, end, None),
                Lexed::Fault { trouble, length, lines, end } => (length, lines, end, Some(trouble)),
                Lexed::More => {
                    window.more()?;
                    continue;
                }
                Lexed::TooLong => {
                    let (length, end, raw) = window.skip_line()?;
                    let place = self.place(start, length, 1, end);
                    self.record(place, &raw, Some(TOO_LONG), &spans, sink)?;
                    continue;
                }
            };
            let raw = bytes.get(..length).unwrap_or_default();
            let place = self.place(start, self.encoding.file_length(raw), lines, end);
            self.record(place, raw, trouble, &spans, sink)?;
            window.consume(length);
        }
        let waited = self.tail.end();
        self.settle(waited, true, sink)
    }

    /// The place of the next record; the first one has the byte order mark.
    fn place(&mut self, start: u64, length: u64, lines: u32, end: LineEnd) -> Place {
        let (line, end_line) = (self.line, self.line + lines - 1);
        self.line += lines;
        match self.ends.first {
            None => self.ends.first = Some(end),
            Some(first) if first != end && end != LineEnd::None => {
                self.ends.other.get_or_insert(line);
            }
            Some(_) => {}
        }
        let begin = if start == self.mark { 0 } else { start };
        Place { line, end_line, start: begin, end: start + length }
    }

    fn record(
        &mut self,
        place: Place,
        raw: &[u8],
        trouble: Option<Trouble>,
        spans: &[Span],
        sink: &mut dyn Sink,
    ) -> Result<(), Halt> {
        let top = self.layout.top;
        let above = place.start < top && place.end <= top;
        let heading = self.layout.headed && !above && place.line == self.layout.line;
        let judged = match (trouble, above) {
            (_, true) => {
                let row = self.decoder.row(raw, if trouble.is_none() { spans } else { &[] }).ok();
                let blank = trouble.is_none() && row.is_some_and(|row| row.is_blank());
                Judged::plain(if blank { Class::Blank } else { Class::Preamble }, row)
            }
            // DOS programs end a text with this character.
            (Some(_), false) if matches!(raw, b"\x1A" | b"\x1A\n" | b"\x1A\r\n") => Judged::plain(Class::Blank, None),
            (Some(trouble), false) => Judged::held(trouble, None, Ending::Same),
            (None, false) => match self.decoder.row(raw, spans) {
                Err(trouble) => Judged::held(trouble, None, Ending::Same),
                Ok(row) if heading => Judged::plain(Class::Header, Some(row)),
                Ok(row) => judge(row, self.layout, &self.totals, &self.tail, self.conformer.as_deref_mut()),
            },
        };
        let conformer = self.conformer.as_deref();
        let of_cells = judged.class == Class::HeldBack && judged.row.is_some() && judged.code != Some(FIELD_COUNT);
        let faults = conformer.filter(|_| of_cells).map_or(&[][..], |conformer| &conformer.faults);
        let of_table = matches!(judged.class, Class::Data | Class::Totals | Class::Header);
        let waits = judged.ending != Ending::Same || !self.tail.is_empty() && !of_table;
        if judged.class == Class::Blank {
            self.tail.blank();
        }
        if waits {
            let Judged { class, code, ending, .. } = judged;
            let waiting = Waiting { place, class, code, faults: faults.to_vec(), raw: raw.to_vec(), ending };
            return match self.tail.push(waiting) {
                Some(waited) => self.settle(waited, false, sink),
                None => Ok(()),
            };
        }
        let seen = Seen { place, class: judged.class, code: judged.code, raw, row: judged.row };
        if of_table {
            let waited = self.tail.end();
            if !waited.is_empty() {
                hand_on(waited, false, &self.lexer, self.encoding, sink)?;
            }
        }
        go_on(sink.take(&seen, faults, conformer))
    }

    /// Hands on what waited.
    fn settle(&mut self, waited: Vec<Waiting>, table_ended: bool, sink: &mut dyn Sink) -> Result<(), Halt> {
        hand_on(waited, table_ended, &self.lexer, self.encoding, sink)
    }
}

fn hand_on(
    waited: Vec<Waiting>,
    table_ended: bool,
    lexer: &Lexer,
    encoding: Encoding,
    sink: &mut dyn Sink,
) -> Result<(), Halt> {
    let mut decoder = Decoder::new(encoding, lexer.clone());
    let mut spans = Vec::new();
    for mut waiting in waited {
        waiting.settle(table_ended);
        let whole = matches!(lexer.lex(&waiting.raw, true, &mut spans), Lexed::Record { .. });
        let row = if whole { decoder.row(&waiting.raw, &spans).ok() } else { None };
        let Waiting { place, class, code, ref faults, ref raw, .. } = waiting;
        go_on(sink.take(&Seen { place, class, code, raw, row }, faults, None))?;
    }
    Ok(())
}

fn go_on(taken: Result<bool, Error>) -> Result<(), Halt> {
    match taken {
        Ok(true) => Ok(()),
        Ok(false) => Err(Halt::Enough),
        Err(error) => Err(Halt::Tool(error)),
    }
}

/// What a well-formed record below the header is.
fn judge<'a>(
    row: Row<'a>,
    layout: &Layout,
    totals: &Totals,
    tail: &Tail,
    conformer: Option<&mut Conformer<'_>>,
) -> Judged<'a> {
    if row.is_blank() {
        return Judged::plain(Class::Blank, Some(row));
    }
    if row.spans.len() != layout.width {
        return Judged::held(FIELD_COUNT, Some(row), tail.ending(&row, layout.width));
    }
    if layout.headed && row.cells().zip(&layout.names).all(|(cell, name)| cell.eq_ignore_ascii_case(name)) {
        return Judged::plain(Class::Header, Some(row));
    }
    let Some(conformer) = conformer else { return Judged::plain(Class::Data, Some(row)) };
    if totals.include(&row) {
        return Judged::plain(Class::Totals, Some(row));
    }
    if conformer.conform(&row) {
        return Judged::plain(Class::Data, Some(row));
    }
    let code = conformer.faults.first().map_or(FIELD_COUNT, |fault| fault.trouble);
    Judged::held(code, Some(row), tail.ending(&row, layout.width))
}
