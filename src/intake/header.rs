//! Which row is the header, what delimits its cells, and which field each column is.

use std::collections::BTreeMap;

use super::decode::Decoder;
use super::lex::{Lexed, Lexer, Span};
use super::survey::Encoding;
use crate::definitions::{Return, SubmitterKind, Words, fold};

/// How many records from the top may come before the header.
const TOP: usize = 20;
/// What may delimit cells; of equals the first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Names of the columns that every return accepts.
const YEAR: [&str; 3] = ["year", "blwyddyn", "reporting year"];
const AUTHORITY: [&str; 6] = ["authority", "local authority", "la", "la code", "awdurdod", "awdurdod lleol"];
const DATA_TO: [&str; 3] = ["data_to", "data up to", "data hyd at"];

/// What a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The return's field with this index.
    Field(usize),
    /// The reporting year.
    Year,
    /// The submitter of an authority's return.
    Authority,
    /// The last day up to which the extract is complete.
    DataTo,
    /// Known, and kept out.
    Ignored,
    /// Not known, and kept out.
    Unknown,
}

/// Every name by which a return's columns are known, folded.
#[derive(Clone, Debug)]
pub(super) struct Catalogue {
    by_folded: BTreeMap<String, Role>,
}

impl Catalogue {
    pub(super) fn of(return_: &Return, words: &Words) -> Self {
        let mut catalogue = Self { by_folded: BTreeMap::new() };
        // Where one name stands for two columns, the canonical name is the stronger, then the title.
        for (at, field) in return_.fields.iter().enumerate() {
            catalogue.add(&field.name, Role::Field(at));
        }
        for (at, field) in return_.fields.iter().enumerate() {
            catalogue.add(&field.title, Role::Field(at));
        }
        for (at, field) in return_.fields.iter().enumerate() {
            let id = format!("return.{}.field.{}", return_.id, field.name);
            for word in words.translations.values().filter_map(|words| words.get(id.as_str())) {
                catalogue.add(&word.text, Role::Field(at));
            }
            for alias in &field.aliases {
                catalogue.add(alias, Role::Field(at));
            }
        }
        for name in &return_.ignored {
            catalogue.add(name, Role::Ignored);
        }
        for name in return_.year_aliases.iter().map(|alias| &**alias).chain(YEAR) {
            catalogue.add(name, Role::Year);
        }
        if return_.submitter == SubmitterKind::Authority {
            for name in AUTHORITY {
                catalogue.add(name, Role::Authority);
            }
        }
        for name in DATA_TO {
            catalogue.add(name, Role::DataTo);
        }
        catalogue
    }

    fn add(&mut self, name: &str, role: Role) {
        let folded = fold(name);
        if !folded.is_empty() {
            self.by_folded.entry(folded).or_insert(role);
        }
    }

    fn role(&self, name: &str) -> Role {
        self.by_folded.get(&fold(name)).copied().unwrap_or(Role::Unknown)
    }
}

/// How a file is laid out.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub(super) delimiter: u8,
    /// Offset of the header, or of the first row where there is no header. What comes before is preamble.
    pub(super) top: u64,
    /// Whether the record at `top` is the header.
    pub(super) headed: bool,
    /// How many fields a row has.
    pub(super) width: usize,
    /// The header's cells as they are written, without surrounding space.
    pub(super) names: Vec<Box<str>>,
    /// What each column is; empty without a definition.
    pub(super) roles: Vec<Role>,
    /// The header's physical line.
    pub(super) line: u32,
}

/// One of the records at the top of a file.
struct Candidate {
    /// Offset in the file, from the first of them.
    start: u64,
    line: u32,
    /// The cells, or nothing where the record is damaged.
    cells: Option<Vec<Box<str>>>,
}

impl Candidate {
    fn filled(&self) -> usize {
        self.cells.iter().flatten().filter(|cell| !cell.is_empty()).count()
    }

    fn width(&self) -> usize {
        self.cells.as_ref().map_or(0, Vec::len)
    }
}

/// Finds the header of a known return in the file's beginning, which stands at `offset`.
pub(super) fn find(head: &[u8], offset: u64, encoding: Encoding, catalogue: &Catalogue) -> Option<Layout> {
    let mut best: Option<(usize, Layout)> = None;
    for delimiter in DELIMITERS {
        let records = candidates(head, delimiter, encoding);
        let known = |candidate: &Candidate| {
            candidate.cells.iter().flatten().filter(|cell| catalogue.role(cell) != Role::Unknown).count()
        };
        let header = records.iter().find(|one| known(one) >= 2 && known(one) * 2 >= one.filled());
        // A lone column may be all there is; a title above the table may bear a field's name.
        let header = header.or_else(|| records.iter().find(|one| one.filled() == 1 && known(one) == 1));
        let Some(header) = header else { continue };
        let names = header.cells.clone().unwrap_or_default();
        if best.as_ref().is_none_or(|(most, _)| known(header) > *most) {
            let roles = names.iter().map(|name| catalogue.role(name)).collect();
            best = Some((known(header), layout(delimiter, offset, header, names, roles)));
        }
    }
    best.map(|(_, layout)| layout)
}

/// Guesses the layout of a file of which nothing is known: most records have the same number of fields.
pub(super) fn guess(head: &[u8], offset: u64, encoding: Encoding) -> Layout {
    let mut best: Option<((usize, usize), Layout)> = None;
    for delimiter in DELIMITERS {
        let records = candidates(head, delimiter, encoding);
        let mut widths = BTreeMap::<usize, usize>::new();
        for record in records.iter().filter(|record| record.filled() > 0) {
            *widths.entry(record.width()).or_default() += 1;
        }
        let Some((&width, &count)) = widths.iter().max_by_key(|(width, count)| (**width > 1, **count, **width)) else {
            continue;
        };
        let first =
            records.iter().find(|one| one.cells.is_none() || one.filled() > 1 || width == 1 && one.filled() > 0);
        let Some(first) = first else { continue };
        let score = if width > 1 { (count, width) } else { (0, 1) };
        if best.as_ref().is_none_or(|(most, _)| score > *most) {
            let names = if first.width() == width { first.cells.clone().unwrap_or_default() } else { Vec::new() };
            let mut layout = layout(delimiter, offset, first, names, Vec::new());
            layout.headed = first.width() == width;
            layout.width = width;
            best = Some((score, layout));
        }
    }
    let nothing = Candidate { start: 0, line: 1, cells: None };
    best.map_or_else(|| layout(b',', offset, &nothing, Vec::new(), Vec::new()), |(_, layout)| layout)
}

fn layout(delimiter: u8, offset: u64, header: &Candidate, names: Vec<Box<str>>, roles: Vec<Role>) -> Layout {
    let top = offset + header.start;
    Layout { delimiter, top, headed: header.cells.is_some(), width: names.len(), names, roles, line: header.line }
}

/// The records at the top, as they are with this delimiter.
fn candidates(head: &[u8], delimiter: u8, encoding: Encoding) -> Vec<Candidate> {
    let lexer = Lexer::new(delimiter);
    let mut decoder = Decoder::new(encoding, lexer.clone());
    let mut spans: Vec<Span> = Vec::new();
    let mut records = Vec::new();
    let (mut start, mut line) = (0, 1);
    while let Some(rest) = head.get(start..).filter(|rest| !rest.is_empty() && records.len() < TOP) {
        let (length, lines, cells) = match lexer.lex(rest, true, &mut spans) {
            Lexed::Record { length, lines, .. } => {
                let row = decoder.row(rest.get(..length).unwrap_or_default(), &spans);
                (length, lines, row.ok().map(|row| row.cells().map(Into::into).collect()))
            }
            Lexed::Fault { length, lines, .. } => (length, lines, None),
            Lexed::TooLong | Lexed::More => break,
        };
        let place = encoding.file_length(head.get(..start).unwrap_or_default());
        records.push(Candidate { start: place, line, cells });
        start += length;
        line += lines;
    }
    records
}
