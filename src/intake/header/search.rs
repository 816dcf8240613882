//! Finds the header: as it is declared, else as it can be inferred.

use std::collections::BTreeMap;

use memchr::memchr2;

use super::{Catalogue, Layout, MOST_COLUMNS, Role, is_header};
use crate::definitions::{Delimiter, Dialect};
use crate::intake::decode::Decoder;
use crate::intake::lex::{Format, Lexed, Lexer, Span};
use crate::intake::survey::Encoding;
use crate::intake::trouble::{DIALECT, NO_HEADER, TOO_WIDE, Trouble};

/// How many records from the top may come before the header.
const TOP: usize = 20;
/// What may delimit cells; of equals the first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Finds the header of a known return in the beginning of a text.
///
/// # Errors
/// There is none ([`NO_HEADER`]), it is not as declared ([`DIALECT`]), it has too many columns ([`TOO_WIDE`]).
pub(in crate::intake) fn find(
    head: &[u8],
    encoding: Encoding,
    catalogue: &Catalogue,
    dialect: Option<&Dialect>,
) -> Result<Layout, Trouble> {
    let search = |dialect| Search { head, encoding, catalogue: Some(catalogue), dialect };
    let plain = Dialect::default();
    let Some(dialect) = dialect else { return search(&plain).header() };
    let found = if dialect.columns.is_empty() { search(dialect).header() } else { search(dialect).headless() };
    let inferred = || search(&plain).header();
    match found {
        Ok(layout) if !layout.headed && inferred().is_ok() => Err(DIALECT),
        Err(NO_HEADER) if inferred().is_ok() => Err(DIALECT),
        found => found,
    }
}

/// Guesses the layout of a file of whose columns nothing is known: most records have the same number of fields.
pub(in crate::intake) fn guess(head: &[u8], encoding: Encoding, dialect: Option<&Dialect>) -> Layout {
    let plain = Dialect::default();
    let search = Search { head, encoding, catalogue: None, dialect: dialect.unwrap_or(&plain) };
    if let Ok(layout) = search.headless() {
        return layout;
    }
    let layouts = search.formats().into_iter().filter_map(|format| search.guess(format));
    // Of equals the first.
    let best = layouts.reduce(|best, next| if next.0 > best.0 { next } else { best });
    let nothing = Heading { line: 1, ..Heading::default() };
    best.map_or_else(|| search.layout(Format::plain(b','), nothing), |(_, layout)| layout)
}

/// One of the records at the top of a file.
struct Candidate {
    line: u32,
    end_line: u32,
    /// The cells, of too many only the first; nothing where the record is damaged.
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

/// What may be a header.
#[derive(Clone, Default)]
struct Heading {
    line: u32,
    end_line: u32,
    rows: Vec<Vec<Box<str>>>,
    names: Vec<Box<str>>,
    roles: Vec<Role>,
}

impl Heading {
    /// These records as one header. The blanks of the upper rows are what stands to their left: merged cells.
    fn of(records: &[Candidate], catalogue: Option<&Catalogue>) -> Option<Self> {
        let (first, last) = (records.first()?, records.last()?);
        let rows: Vec<Vec<Box<str>>> = records.iter().map(|record| record.cells.clone()).collect::<Option<_>>()?;
        let (lowest, upper) = rows.split_last()?;
        let upper: Vec<Vec<Box<str>>> = upper.iter().map(|row| filled_from_the_left(row)).collect();
        let joined = |at: usize, lowest: &str| -> Box<str> {
            let above = upper.iter().filter_map(|row| row.get(at)).map(|cell| &**cell);
            let parts: Vec<&str> = above.chain([lowest]).filter(|part| !part.is_empty()).collect();
            parts.join(" ").into()
        };
        let names: Vec<Box<str>> = lowest.iter().enumerate().map(|(at, lowest)| joined(at, lowest)).collect();
        let role = |catalogue: &Catalogue, name: &str, lowest: &str| match catalogue.role(name) {
            Role::Unknown => catalogue.role(lowest),
            role => role,
        };
        let roles = catalogue
            .map(|catalogue| names.iter().zip(lowest).map(|(name, lowest)| role(catalogue, name, lowest)).collect());
        let roles = roles.unwrap_or_default();
        Some(Self { line: first.line, end_line: last.end_line, rows, names, roles })
    }

    fn known(&self) -> usize {
        self.roles.iter().filter(|role| **role != Role::Unknown).count()
    }

    fn filled(&self) -> usize {
        self.names.iter().filter(|name| !name.is_empty()).count()
    }
}

fn filled_from_the_left(row: &[Box<str>]) -> Vec<Box<str>> {
    let mut left: &str = "";
    let mut filled = Vec::new();
    for cell in row {
        left = if cell.is_empty() { left } else { cell };
        filled.push(left.into());
    }
    filled
}

/// One look at the beginning of a file.
struct Search<'s> {
    head: &'s [u8],
    encoding: Encoding,
    catalogue: Option<&'s Catalogue>,
    dialect: &'s Dialect,
}

impl Search<'_> {
    /// The formats to try.
    fn formats(&self) -> Vec<Format> {
        if self.encoding == Encoding::Workbook {
            // A sheet is always rendered so.
            return vec![Format::plain(b',')];
        }
        let quote = self.dialect.quote.unwrap_or_default().byte();
        let escape = self.dialect.escape.then_some(b'\\');
        let format = |delimiter: Delimiter| Format {
            delimiter: delimiter.byte,
            then_space: delimiter.then_space,
            quote,
            escape,
        };
        match self.dialect.delimiter.or_else(|| told(self.head)) {
            Some(delimiter) => vec![format(delimiter)],
            None => DELIMITERS.map(|byte| format(Delimiter { byte, then_space: false })).into(),
        }
    }

    /// The header with the most known names.
    fn header(&self) -> Result<Layout, Trouble> {
        let mut best: Option<(Heading, Format)> = None;
        for format in self.formats() {
            let Some(heading) = self.heading(&self.candidates(format)) else { continue };
            if best.as_ref().is_none_or(|(before, _)| heading.known() > before.known()) {
                best = Some((heading, format));
            }
        }
        let (heading, format) = best.ok_or(NO_HEADER)?;
        if heading.names.len() > MOST_COLUMNS {
            return Err(TOO_WIDE);
        }
        Ok(self.layout(format, heading))
    }

    /// The first records that may be the header.
    fn heading(&self, records: &[Candidate]) -> Option<Heading> {
        let rows = usize::from(self.dialect.header_rows.unwrap_or(1));
        let headings: Vec<Heading> =
            records.windows(rows).filter_map(|records| Heading::of(records, self.catalogue)).collect();
        let fits = |heading: &&Heading| is_header(heading.known(), heading.filled());
        let Some(first) = headings.iter().find(fits) else {
            // A lone column may be all there is; a title above the table may bear a field's name.
            return headings.into_iter().find(|heading| heading.filled() == 1 && heading.known() == 1);
        };
        // The row above a header of several rows, with all of them but the last, looks like one too.
        let overlapping = headings.iter().filter(|heading| (first.line..=first.end_line).contains(&heading.line));
        overlapping.filter(fits).max_by_key(|heading| heading.known()).cloned()
    }

    /// The layout of a file that is declared to have no header. What is above its first row is not skipped, unless
    /// blank: it may be a row that is damaged.
    fn headless(&self) -> Result<Layout, Trouble> {
        let names = self.dialect.columns.clone();
        let fits = |record: &Candidate| record.width() == names.len();
        let formats = self.formats().into_iter().map(|format| (format, self.candidates(format)));
        let best = formats.reduce(|best, next| {
            let count = |(_, records): &(Format, Vec<Candidate>)| records.iter().filter(|one| fits(one)).count();
            if count(&next) > count(&best) { next } else { best }
        });
        let Some((format, records)) = best.filter(|_| !names.is_empty()) else { return Err(NO_HEADER) };
        let skipped = usize::from(told(self.head).is_some());
        let mut rows = records.iter().skip(skipped).filter(|one| one.cells.is_none() || one.filled() > 0).peekable();
        let line = rows.peek().map_or(1, |first| first.line);
        let spare = |record: &Candidate| self.dialect.trailing_delimiter && record.width() == names.len() + 1;
        if rows.peek().is_some() && !rows.any(|record| fits(record) || spare(record)) {
            return Err(DIALECT);
        }
        let roles = names.iter().map(|name| self.catalogue.map_or(Role::Unknown, |catalogue| catalogue.role(name)));
        let roles = if self.catalogue.is_some() { roles.collect() } else { Vec::new() };
        Ok(self.layout(format, Heading { line, end_line: line, rows: Vec::new(), names, roles }))
    }

    /// The layout with this format, and how likely it is.
    fn guess(&self, format: Format) -> Option<((usize, usize), Layout)> {
        let records = self.candidates(format);
        let mut widths = BTreeMap::<usize, usize>::new();
        for record in records.iter().filter(|record| record.filled() > 0) {
            *widths.entry(record.width()).or_default() += 1;
        }
        let (&width, &count) = widths.iter().max_by_key(|(width, count)| (**width > 1, **count, **width))?;
        let is_first = |one: &Candidate| one.cells.is_none() || one.filled() > 1 || width == 1 && one.filled() > 0;
        let at = records.iter().position(is_first)?;
        let rows = usize::from(self.dialect.header_rows.unwrap_or(1));
        let first = records.get(at)?;
        let heading = records.get(at..at + rows).and_then(|records| Heading::of(records, None));
        let heading = heading.filter(|heading| heading.names.len() == width);
        let bare = Heading { line: first.line, ..Heading::default() };
        let mut layout = self.layout(format, heading.unwrap_or(bare));
        layout.width = if layout.headed { layout.width } else { width };
        Some((if width > 1 { (count, width) } else { (0, 1) }, layout))
    }

    fn layout(&self, format: Format, mut heading: Heading) -> Layout {
        let trailing = self.dialect.trailing_delimiter;
        let headed = !heading.rows.is_empty();
        if trailing && headed && heading.names.last().is_some_and(|name| name.is_empty()) {
            heading.names.pop();
            heading.roles.truncate(heading.names.len());
        }
        Layout {
            format,
            line: heading.line,
            headed,
            end_line: heading.end_line,
            header_rows: u8::try_from(heading.rows.len()).unwrap_or(u8::MAX),
            width: heading.names.len(),
            rows: heading.rows,
            names: heading.names,
            roles: heading.roles,
            trailing,
            catalogue: self.catalogue.cloned(),
        }
    }

    /// The records at the top, as they are in this format.
    fn candidates(&self, format: Format) -> Vec<Candidate> {
        let lexer = Lexer::new(&format);
        let mut decoder = Decoder::new(self.encoding, lexer);
        let mut spans: Vec<Span> = Vec::new();
        let mut records = Vec::new();
        let (mut start, mut line) = (0, 1);
        while let Some(rest) = self.head.get(start..).filter(|rest| !rest.is_empty() && records.len() < TOP) {
            let (length, lines, cells) = match lexer.lex(rest, true, &mut spans) {
                Lexed::Record { length, lines, .. } => {
                    let row = decoder.row(rest.get(..length).unwrap_or_default(), &spans);
                    let cells = |row: super::Row<'_>| row.cells().take(MOST_COLUMNS + 1).map(Into::into).collect();
                    (length, lines, row.ok().map(cells))
                }
                Lexed::Fault { length, lines, .. } => (length, lines, None),
                Lexed::TooLong | Lexed::More => break,
            };
            records.push(Candidate { line, end_line: line + lines - 1, cells });
            start += length;
            line += lines;
        }
        records
    }
}

/// The delimiter that a first line `sep=;` tells.
fn told(head: &[u8]) -> Option<Delimiter> {
    let line = head.get(..memchr2(b'\r', b'\n', head)?)?;
    let line = std::str::from_utf8(line).ok()?;
    let line = line.strip_prefix('"').and_then(|line| line.strip_suffix('"')).unwrap_or(line);
    let (key, sign) = line.split_at_checked(4)?;
    if key.eq_ignore_ascii_case("sep=") && sign.len() == 1 { sign.parse().ok() } else { None }
}
