//! Says how a file is read, record by record, and stores nothing.

use std::sync::Arc;

use super::conform::{Conformer, Fault};
use super::find::Found;
use super::header::{self, Catalogue, Layout, Role};
use super::lex::LineEnd;
use super::record::Seen;
use super::source;
use super::survey::Encoding;
use super::totals::Totals;
use super::trouble::{EMPTY, NO_HEADER, Trouble, UNREADABLE};
use super::walk::{Halt, Sink, Walk};
use crate::definitions::{Definitions, Return};
use crate::diagnostic::Error;

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
    /// How its text is encoded.
    pub encoding: Encoding,
    /// What delimits its cells.
    pub delimiter: char,
    /// How its first line ends.
    pub line_end: LineEnd,
    /// The first line that ends otherwise.
    pub mixed_from: Option<u32>,
    /// The header's physical line, if it has a header.
    pub header_line: Option<u32>,
    /// The columns: as they are headed, and the field's name where the return has such a field.
    pub columns: Vec<(Box<str>, Option<Arc<str>>)>,
    /// Why the file as a whole is refused, where that shows without its rows.
    pub refused: Option<&'static str>,
}

/// Reads a file as [`super::read`] does - where its return is not defined, as well as can be - and hands on each record.
///
/// # Errors
/// The file cannot be read.
pub fn inspect(found: &Found, definitions: &Definitions, each: &mut dyn FnMut(Record)) -> Result<Inspection, Error> {
    let unreadable = |why| Error::Asked(format!("cannot read {} ({why})", found.path.display()));
    let return_ = definitions.returns.get(&*found.return_id);
    let catalogue = return_.map(|return_| Catalogue::of(return_, &definitions.words));
    let opened = source::open(found, None, catalogue.as_ref()).map_err(unreadable)?;
    let survey = &opened.survey;
    let window = opened.window().map_err(Error::read(&found.path))?;
    let (head, offset) = (window.bytes(), window.position());
    let known = catalogue.and_then(|catalogue| header::find(head, offset, survey.encoding, &catalogue));
    let empty = survey.is_empty().then_some(EMPTY);
    let headless = return_.filter(|_| known.is_none()).map(|_| NO_HEADER);
    let refused = survey.foreign.or(empty).or(headless);
    let return_ = return_.filter(|_| known.is_some());
    let layout = known.unwrap_or_else(|| header::guess(head, offset, survey.encoding));
    let mut inspection = Inspection {
        digest: survey.digest.clone(),
        bytes: survey.bytes,
        lines: survey.lines,
        encoding: survey.encoding,
        delimiter: char::from(layout.delimiter),
        line_end: LineEnd::None,
        mixed_from: None,
        header_line: layout.headed.then_some(layout.line),
        columns: columns(&layout, return_),
        refused,
    };
    if survey.foreign.is_some() {
        return Ok(inspection);
    }
    let mut conformer = return_.map(|return_| Conformer::new(return_, &layout, definitions, found.year));
    let totals = return_.map(|return_| Totals::of(return_, &layout, definitions)).unwrap_or_default();
    let mut walk = Walk::new(&layout, survey.encoding, conformer.as_mut(), totals);
    walk.mark = survey.mark;
    let mut window = opened.window().map_err(Error::read(&found.path))?;
    let walked = walk.run(&mut window, &mut List(each));
    inspection.line_end = walk.ends.first.unwrap_or(LineEnd::None);
    inspection.mixed_from = walk.ends.other;
    match walked {
        Ok(()) | Err(Halt::Enough) => Ok(inspection),
        Err(Halt::File) => Err(unreadable(UNREADABLE)),
        Err(Halt::Tool(error)) => Err(error),
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

/// The sink of `inspect`.
struct List<'a>(&'a mut dyn FnMut(Record));

impl Sink for List<'_> {
    fn take(&mut self, seen: &Seen<'_>, _: &[Fault], _: Option<&Conformer<'_>>) -> Result<bool, Error> {
        let code: Option<Trouble> = seen.code;
        (self.0)(Record {
            line: seen.place.line,
            end_line: seen.place.end_line,
            start: seen.place.start,
            end: seen.place.end,
            class: seen.class.as_str(),
            code,
            cells: seen.row.map(|row| row.cells().map(str::to_owned).collect()).unwrap_or_default(),
        });
        Ok(true)
    }
}
