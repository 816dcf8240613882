//! The records of one block: lexed, decoded, classed and conformed, each on its own.
//!
//! Nothing here depends on the records before, so that blocks can be scanned in any order.

use memchr::memchr2;

use super::block::Block;
use super::conform::{Conformer, Fault, Normalised};
use super::decode::{Decoder, Row};
use super::header::Layout;
use super::lex::{Format, Lexed, Lexer, LineEnd, MOST_BYTES, Span};
use super::record::{Class, Event, Place};
use super::survey::Encoding;
use super::tail::Endings;
use super::totals::Totals;
use super::trouble::{FIELD_COUNT, SECOND_TABLE, TOO_LONG, Trouble};

/// How much of a record is kept where it is held back.
pub(super) const MOST_RAW: usize = 64 << 10;

/// One record, as it is classed where it stands.
pub(super) struct Seen<'a, 'd> {
    pub(super) place: Place,
    pub(super) class: Class,
    /// Why it is held back.
    pub(super) code: Option<Trouble>,
    /// Its bytes; of an overlong line the beginning.
    pub(super) raw: &'a [u8],
    /// Its cells, where it has any.
    pub(super) row: Option<Row<'a>>,
    pub(super) endings: Endings,
    pub(super) end: LineEnd,
    /// Has the record's values, where its cells were conformed.
    pub(super) conformed: Option<&'a Conformer<'d>>,
}

impl Seen<'_, '_> {
    /// What is wrong with its cells.
    pub(super) fn faults(&self) -> &[Fault] {
        self.conformed.map_or(&[], |conformer| &conformer.faults)
    }

    /// A copy of a blank record that can wait: nobody reads its cells.
    pub(super) fn to_blank(&self) -> Event {
        self.with_bytes(Vec::new())
    }

    /// A copy that can wait.
    pub(super) fn to_event(&self) -> Event {
        self.with_bytes(self.raw.to_vec())
    }

    fn with_bytes(&self, raw: Vec<u8>) -> Event {
        Event {
            place: self.place,
            class: self.class,
            code: self.code,
            faults: self.faults().to_vec(),
            raw,
            claims: self.conformed.map(|conformer| conformer.claims),
            endings: self.endings,
        }
    }
}

/// What of a block is not a whole record: it goes on in the next block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rest {
    /// Nothing.
    None,
    /// From this offset and line on, a record whose end is not here.
    Open(usize, u32),
    /// From this offset and line on, a line that is too long, and whose end is not here.
    Long(usize, u32),
}

/// What the records of one text are scanned with; each thread has its own.
pub(super) struct Scanner<'w, 'd> {
    layout: &'w Layout,
    encoding: Encoding,
    lexer: Lexer,
    decoder: Decoder,
    totals: &'w Totals,
    conformer: Option<Conformer<'d>>,
    spans: Vec<Span>,
    /// Where the text begins, behind the byte order mark: the first record has the mark.
    mark: u64,
}

/// What one record turned out to be.
struct Judged<'a> {
    class: Class,
    code: Option<Trouble>,
    row: Option<Row<'a>>,
    endings: Endings,
    conformed: bool,
}

impl<'a> Judged<'a> {
    fn plain(class: Class, row: Option<Row<'a>>) -> Self {
        Self { class, code: None, row, endings: Endings::default(), conformed: false }
    }

    fn held(code: Trouble) -> Self {
        Self { code: Some(code), ..Self::plain(Class::HeldBack, None) }
    }

    fn unfit(code: Trouble, row: Row<'a>, layout: &Layout, conformed: bool) -> Self {
        if layout.is_other_header(&row) {
            return Self { row: Some(row), ..Self::held(SECOND_TABLE) };
        }
        let endings = Endings::of(&row, layout.width);
        Self { class: Class::HeldBack, code: Some(code), row: Some(row), endings, conformed }
    }
}

impl<'w, 'd> Scanner<'w, 'd> {
    pub(super) fn new(
        layout: &'w Layout,
        encoding: Encoding,
        mark: u64,
        totals: &'w Totals,
        conformer: Option<Conformer<'d>>,
    ) -> Self {
        let lexer = Lexer::new(&layout.format);
        let decoder = Decoder::new(encoding, lexer);
        Self { layout, encoding, lexer, decoder, totals, conformer, spans: Vec::new(), mark }
    }

    /// Scans one block.
    pub(super) fn scan(&mut self, block: &Block, each: &mut dyn FnMut(&Seen<'_, 'd>)) -> Rest {
        let (mut at, mut line, mut start) = (0, block.line, block.start);
        while let Some(bytes) = block.bytes.get(at..).filter(|bytes| !bytes.is_empty()) {
            let (length, lines, end, trouble) = match self.lexer.lex(bytes, block.ended, &mut self.spans) {
                Lexed::Record { length, lines, end } => (length, lines, end, None),
                Lexed::Fault { trouble, length, lines, end } => (length, lines, end, Some(trouble)),
                Lexed::More => return Rest::Open(at, line),
                Lexed::TooLong => match line_end(bytes, MOST_BYTES) {
                    Some((length, end)) => (length, 1, end, Some(TOO_LONG)),
                    None if block.ended => (bytes.len(), 1, LineEnd::None, Some(TOO_LONG)),
                    None => return Rest::Long(at, line),
                },
            };
            let raw = bytes.get(..length).unwrap_or_default();
            let end_start = start + self.encoding.file_length(raw);
            let begin = if start == self.mark { 0 } else { start };
            let place = Place { line, end_line: line.saturating_add(lines - 1), start: begin, end: end_start };
            let raw = if trouble == Some(TOO_LONG) { raw.get(..MOST_RAW).unwrap_or(raw) } else { raw };
            self.record(place, raw, trouble, end, each);
            (at, line, start) = (at + length, line.saturating_add(lines), end_start);
        }
        Rest::None
    }

    /// What was normalised since this was last asked.
    pub(super) fn take_normalised(&mut self) -> Normalised {
        self.conformer.as_mut().map(Conformer::take_normalised).unwrap_or_default()
    }

    /// One line that is too long, of which only the beginning is here.
    pub(super) fn too_long(&mut self, place: Place, raw: &[u8], end: LineEnd, each: &mut dyn FnMut(&Seen<'_, 'd>)) {
        let begin = if place.start == self.mark { 0 } else { place.start };
        self.record(Place { start: begin, ..place }, raw, Some(TOO_LONG), end, each);
    }

    fn record(
        &mut self,
        place: Place,
        raw: &[u8],
        trouble: Option<Trouble>,
        end: LineEnd,
        each: &mut dyn FnMut(&Seen<'_, 'd>),
    ) {
        let above = self.layout.is_above(place);
        let heading = self.layout.is_heading(place);
        let judged = match (trouble, above) {
            (_, true) => {
                let row = self.decoder.row(raw, if trouble.is_none() { &self.spans } else { &[] }).ok();
                let blank = trouble.is_none() && row.is_some_and(|row| row.is_blank());
                Judged::plain(if blank { Class::Blank } else { Class::Preamble }, row)
            }
            // DOS programs end a text with this character.
            (Some(_), false) if matches!(raw, b"\x1A" | b"\x1A\n" | b"\x1A\r\n") => Judged::plain(Class::Blank, None),
            (Some(trouble), false) => Judged::held(trouble),
            (None, false) => match self.decoder.row(raw, &self.spans) {
                Err(trouble) => Judged::held(trouble),
                Ok(row) if heading => Judged::plain(Class::Header, Some(row)),
                Ok(row) => judge(row, self.layout, self.totals, self.conformer.as_mut()),
            },
        };
        let Judged { class, code, row, endings, conformed } = judged;
        let conformed = self.conformer.as_ref().filter(|_| conformed);
        each(&Seen { place, class, code, raw, row, endings, end, conformed });
    }
}

/// What a well-formed record below the header is.
fn judge<'a>(row: Row<'a>, layout: &Layout, totals: &Totals, conformer: Option<&mut Conformer<'_>>) -> Judged<'a> {
    if row.is_blank() {
        return Judged::plain(Class::Blank, Some(row));
    }
    let Some((row, spare)) = layout.fitted(row) else { return Judged::unfit(FIELD_COUNT, row, layout, false) };
    if layout.is_header_again(&row) {
        return Judged::plain(Class::Header, Some(row));
    }
    let Some(conformer) = conformer else { return Judged::plain(Class::Data, Some(row)) };
    if totals.include(&row) {
        return Judged::plain(Class::Totals, Some(row));
    }
    if spare {
        conformer.spare_delimiters += 1;
    }
    if conformer.conform(&row) {
        return Judged { conformed: true, ..Judged::plain(Class::Data, Some(row)) };
    }
    let code = conformer.faults.first().map_or(FIELD_COUNT, |fault| fault.trouble);
    Judged::unfit(code, row, layout, true)
}

/// Length and kind of the physical line with which the bytes begin, if it ends here; it does not before `from`.
pub(super) fn line_end(bytes: &[u8], from: usize) -> Option<(usize, LineEnd)> {
    let far = memchr2(b'\r', b'\n', bytes.get(from..)?)? + from;
    Some(match (bytes.get(far), bytes.get(far + 1)) {
        (Some(b'\n'), _) => (far + 1, LineEnd::Lf),
        (_, Some(b'\n')) => (far + 2, LineEnd::CrLf),
        _ => (far + 1, LineEnd::Cr),
    })
}

/// Reads the cells of a record again from its bytes.
pub(super) struct Reread {
    lexer: Lexer,
    decoder: Decoder,
    spans: Vec<Span>,
}

impl Reread {
    pub(super) fn new(layout: &Layout, encoding: Encoding) -> Self {
        Self::of(layout.format, encoding)
    }

    pub(super) fn of(format: Format, encoding: Encoding) -> Self {
        let lexer = Lexer::new(&format);
        Self { decoder: Decoder::new(encoding, lexer), lexer, spans: Vec::new() }
    }

    /// The cells, where the bytes are one well-formed record.
    pub(super) fn row<'s>(&'s mut self, raw: &'s [u8]) -> Option<Row<'s>> {
        match self.lexer.lex(raw, true, &mut self.spans) {
            Lexed::Record { .. } => self.decoder.row(raw, &self.spans).ok(),
            _ => None,
        }
    }
}
