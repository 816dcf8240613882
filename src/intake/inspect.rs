//! Says how a file is read, record by record, and stores nothing.

use std::sync::Arc;

use super::block::{BLOCK, Block, Cutter};
use super::conform::{Conformer, Normalisation, Normalised};
use super::find::Found;
use super::header::{self, Catalogue, Layout, Role};
use super::lex::{Format, LineEnd};
use super::record::{Event, LineEnds, Place};
use super::scan::{Reread, Rest, Scanner, Seen};
use super::source;
use super::survey::Encoding;
use super::tail::Tail;
use super::totals::Totals;
use super::trouble::{DIALECT, EMPTY, Trouble, UNREADABLE};
use super::walk::{Assembler, Halt, Worker, walk};
use crate::definitions::{Definitions, Dialect, Return};
use crate::diagnostic::Error;
use crate::domain::Language;

/// One record of a file, as it was classed.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Record {
    /// Its first physical line, from 1.
    pub line: u32,
    /// Its last physical line.
    pub end_line: u32,
    /// Offset of its first byte.
    pub start: u64,
    /// Offset behind its line end.
    pub end: u64,
    /// `preamble`, `header`, `data`, `blank`, `totals`, `footer` or `held_back`.
    pub class: &'static str,
    /// Why it is held back.
    pub code: Option<&'static str>,
    /// Its cells, without surrounding space; none where it could not be split.
    pub cells: Vec<String>,
}

/// How a file is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspection {
    /// BLAKE3 of its bytes, in hexadecimal.
    pub digest: String,
    /// Bytes.
    pub bytes: u64,
    /// Physical lines.
    pub lines: u64,
    /// The sheet that is read, where it is a workbook.
    pub sheet: Option<Box<str>>,
    /// How its text is encoded.
    pub encoding: Encoding,
    /// What separates and encloses its cells.
    pub format: Format,
    /// How its sender is declared to write, where that is.
    pub declared: Option<Dialect>,
    /// How its first line ends.
    pub line_end: LineEnd,
    /// The first line that ends otherwise.
    pub mixed_from: Option<u32>,
    /// The header's first physical line, if it has a header.
    pub header_line: Option<u32>,
    /// How many rows the header has.
    pub header_rows: u8,
    /// The columns: as they are headed, and the field's name where the return has such a field.
    pub columns: Vec<(Box<str>, Option<Arc<str>>)>,
    /// How many cells of each field did not stand in the canonical form, and in which way, where any; under no field's
    /// name, how many rows.
    pub normalised: Vec<(Box<str>, Normalisation, u64)>,
    /// Why the file as a whole is refused, where that shows without its rows.
    pub refused: Option<&'static str>,
}

/// Reads a file as [`super::read`] does - where its return is not defined, as well as can be - and hands on each record.
///
/// # Errors
/// The file cannot be read.
pub fn inspect(found: &Found, definitions: &Definitions, each: &mut dyn FnMut(Record)) -> Result<Inspection, Error> {
    let unreadable = |why: Trouble| {
        let said = definitions.words.say(&Language::english(), &format!("reading-{}", why.to_lowercase()), &[]);
        Error::Asked(format!("cannot read {}: {said} ({why})", found.path.display()))
    };
    let return_ = definitions.returns.get(&*found.return_id);
    let catalogue = return_.map(|return_| Catalogue::of(return_, &definitions.words));
    let dialect = definitions.dialect(&found.return_id, found.submitter.as_ref(), found.year);
    let opened = source::open(found, dialect, catalogue.as_ref()).map_err(unreadable)?;
    let survey = &opened.survey;
    let head = opened.head().map_err(Error::read(&found.path))?;
    let (layout, trouble) = layout(&head, survey.encoding, catalogue.as_ref(), dialect);
    let empty = survey.is_empty().then_some(EMPTY);
    let refused = survey.foreign.or(empty).or(trouble);
    let return_ = return_.filter(|_| !layout.roles.is_empty());
    let mut inspection = Inspection {
        digest: survey.digest.clone(),
        bytes: survey.bytes,
        lines: survey.lines,
        sheet: opened.sheet.clone(),
        encoding: survey.encoding,
        format: layout.format,
        declared: dialect.cloned(),
        line_end: LineEnd::None,
        mixed_from: None,
        header_line: layout.headed.then_some(layout.line),
        header_rows: layout.header_rows,
        columns: columns(&layout, return_),
        normalised: Vec::new(),
        refused,
    };
    if survey.foreign.is_some() {
        return Ok(inspection);
    }
    let forms = dialect.map_or(&[][..], |dialect| &dialect.forms);
    let conformer = return_.map(|return_| Conformer::new(return_, &layout, definitions, found.year).with_forms(forms));
    let totals = return_.map(|return_| Totals::of(return_, &layout, definitions)).unwrap_or_default();
    let (encoding, mark) = (survey.encoding, survey.mark);
    let scanner = Scanner::new(&layout, encoding, mark, &totals, conformer);
    let reread = Reread::new(&layout, encoding);
    let (ends, normalised) = (LineEnds::default(), Normalised::default());
    let mut list = List { tail: Tail::default(), reread, ends, normalised, each };
    let text = opened.text().map_err(Error::read(&found.path))?;
    match walk(Cutter::new(text, mark, encoding, BLOCK), encoding, &mut [Look { scanner }], &mut list) {
        Ok(()) | Err(Halt::Enough) => list.end(),
        Err(Halt::File) => return Err(unreadable(UNREADABLE)),
        Err(Halt::Tool(error)) => return Err(error),
    }
    inspection.line_end = list.ends.usual();
    inspection.mixed_from = list.ends.other();
    inspection.normalised = return_.map(|return_| list.normalised.by_field(return_)).unwrap_or_default();
    Ok(inspection)
}

/// The layout of a file, and why it is refused. What is not as declared is shown as it can be inferred, and what has
/// no header as it can be guessed.
fn layout(
    head: &[u8],
    encoding: Encoding,
    catalogue: Option<&Catalogue>,
    dialect: Option<&Dialect>,
) -> (Layout, Option<Trouble>) {
    let Some(catalogue) = catalogue else { return (header::guess(head, encoding, dialect), None) };
    match header::find(head, encoding, catalogue, dialect) {
        Ok(layout) => (layout, None),
        Err(DIALECT) => {
            let inferred = header::find(head, encoding, catalogue, None);
            (inferred.unwrap_or_else(|_| header::guess(head, encoding, None)), Some(DIALECT))
        }
        Err(trouble) => (header::guess(head, encoding, dialect), Some(trouble)),
    }
}

fn columns(layout: &Layout, return_: Option<&Return>) -> Vec<(Box<str>, Option<Arc<str>>)> {
    let field = |at: usize| match (layout.roles.get(at), return_) {
        (Some(Role::Field(field)), Some(return_)) => return_.fields.get(*field).map(|field| field.name.as_ref().into()),
        (Some(Role::Year), _) => Some("year".into()),
        (Some(Role::Authority), _) => Some("authority".into()),
        (Some(Role::DataTo), _) => Some("data_to".into()),
        _ => None,
    };
    layout.names.iter().enumerate().map(|(at, name)| (name.clone(), field(at))).collect()
}

/// Looks at blocks, and keeps every record.
struct Look<'a> {
    scanner: Scanner<'a, 'a>,
}

/// Every record of a part of the text.
#[derive(Default)]
struct Looked {
    events: Vec<Event>,
    ends: LineEnds,
    normalised: Normalised,
}

impl Looked {
    fn note(&mut self, seen: &Seen<'_, '_>) {
        self.ends.note(seen.end, seen.place.line);
        self.events.push(seen.to_event());
    }
}

impl Worker for Look<'_> {
    type Made = Looked;

    fn work(&mut self, block: &Block) -> (Looked, Rest) {
        let mut looked = Looked::default();
        let rest = self.scanner.scan(block, &mut |seen| looked.note(seen));
        looked.normalised = self.scanner.take_normalised();
        (looked, rest)
    }

    fn too_long(&mut self, place: Place, raw: &[u8], end: LineEnd) -> Looked {
        let mut looked = Looked::default();
        self.scanner.too_long(place, raw, end, &mut |seen| looked.note(seen));
        looked
    }
}

/// Lists the records in order.
struct List<'a> {
    tail: Tail,
    reread: Reread,
    ends: LineEnds,
    normalised: Normalised,
    each: &'a mut dyn FnMut(Record),
}

impl List<'_> {
    fn end(&mut self) {
        let (reread, each) = (&mut self.reread, &mut *self.each);
        self.tail.finish(&mut |event| show(event, reread, each));
    }
}

impl Assembler<Looked> for List<'_> {
    fn is_ready(&self) -> bool {
        true
    }

    fn take(&mut self, looked: Looked) -> Result<bool, Error> {
        self.ends.merge(&looked.ends);
        self.normalised.merge(&looked.normalised);
        let (reread, each) = (&mut self.reread, &mut *self.each);
        for event in looked.events {
            self.tail.pass(event, &mut |event| show(event, reread, each));
        }
        Ok(true)
    }
}

fn show(event: &Event, reread: &mut Reread, each: &mut dyn FnMut(Record)) -> bool {
    let cells = reread.row(&event.raw).map(|row| row.cells().map(str::to_owned).collect());
    each(Record {
        line: event.place.line,
        end_line: event.place.end_line,
        start: event.place.start,
        end: event.place.end,
        class: event.class.as_str(),
        code: event.code,
        cells: cells.unwrap_or_default(),
    });
    true
}
