//! From a path to a stream of text: opened once, unpacked, in an encoding that has ASCII's line ends and delimiters.
//!
//! A file is read twice - surveyed, and walked - through one handle, and must have stayed what it was. It is never
//! mapped into memory and never written.

mod cell;
mod file;
mod gzip;
mod magic;
#[cfg(test)]
mod tests;
mod utf16;
mod workbook;

use std::io::{self, Cursor, Read};
use std::sync::Arc;

use super::find::{Found, Kind};
use super::header::Catalogue;
use super::survey::{Encoding, Survey, count, fill};
use super::trouble::{NOT_GZIP, NOT_WORKBOOK, TOO_LARGE, TOO_MANY_LINES, Trouble, UNREADABLE};
use crate::definitions::{Definitions, Dialect};
use crate::diagnostic::Error;
use file::Handle;

pub(super) use magic::raw;
pub(super) use utf16::{Order, file_length};
pub(super) use workbook::{address, letters};

/// Stands for a line break within a workbook's cell, so that a row of the sheet is a line of the text.
pub(super) const LINE_BREAK: char = '\u{fdd0}';

/// How much of a text tells where its header is.
const HEAD: u64 = 1 << 20;

/// A stream of bytes.
type Bytes<'a> = Box<dyn Read + Send + 'a>;

/// A file that has been surveyed and can be walked.
pub(super) struct Opened {
    pub(super) survey: Survey,
    /// The sheet that was read, where it is a workbook.
    pub(super) sheet: Option<Box<str>>,
    /// The other sheets that have anything in them.
    pub(super) other_sheets: Vec<Box<str>>,
    handle: Handle,
    body: Body,
}

/// Where the bytes come from.
enum Body {
    Plain,
    Gzip,
    /// A sheet, rendered.
    Text(Arc<[u8]>),
}

/// Opens and surveys a file, as it is declared to be written, if it is. Of a workbook the sheet is read that
/// answers the catalogue best, or without one the first that has anything in it.
pub(super) fn open(found: &Found, dialect: Option<&Dialect>, catalogue: Option<&Catalogue>) -> Result<Opened, Trouble> {
    let handle = Handle::open(found)?;
    let declared = dialect.and_then(|dialect| dialect.encoding).map(Encoding::from);
    let mut opened = match found.kind {
        Kind::Workbook => open_workbook(handle, catalogue, dialect)?,
        Kind::Gzip => open_text(handle, Body::Gzip, declared)?,
        Kind::Text => open_text(handle, Body::Plain, declared)?,
    };
    let survey = &mut opened.survey;
    survey.foreign = survey.foreign.or_else(|| too_many(survey.lines));
    if opened.is_unchanged() { Ok(opened) } else { Err(super::trouble::CHANGED) }
}

/// Lines are counted in 32 bits.
fn too_many(lines: u64) -> Option<Trouble> {
    (lines >= u64::from(u32::MAX)).then_some(TOO_MANY_LINES)
}

fn open_text(handle: Handle, body: Body, declared: Option<Encoding>) -> Result<Opened, Trouble> {
    let mut survey = match &body {
        Body::Gzip if handle.bytes() > 0 && !starts_as_gzip(&handle)? => refused(&handle, NOT_GZIP)?,
        _ => survey(&handle, &body, declared)?,
    };
    if handle.bytes() == 0 {
        survey.foreign = None;
    }
    Ok(Opened { survey, sheet: None, other_sheets: Vec::new(), handle, body })
}

fn starts_as_gzip(handle: &Handle) -> Result<bool, Trouble> {
    let mut start = [0; 2];
    let filled = fill(&mut handle.reader(), &mut start).map_err(|_| UNREADABLE)?;
    Ok(filled == 2 && start == [0x1F, 0x8B])
}

/// What is known of a file of which only the digest can be told.
fn refused(handle: &Handle, trouble: Trouble) -> Result<Survey, Trouble> {
    let (digest, bytes) = digest_of(handle).map_err(|_| UNREADABLE)?;
    let (encoding, foreign) = (Encoding::Utf8, Some(trouble));
    Ok(Survey { digest, bytes, lines: 0, encoding, guessed: false, mark: 0, foreign })
}

fn survey(handle: &Handle, body: &Body, declared: Option<Encoding>) -> Result<Survey, Trouble> {
    let mut start = vec![0; magic::SAMPLE];
    let filled = fill(&mut body.unpacked(handle), &mut start);
    let beginning = match filled {
        Ok(filled) => magic::look(start.get(..filled).unwrap_or_default(), declared),
        Err(error) => return damaged(handle, &error),
    };
    let order = beginning.encoding.filter(|_| beginning.foreign.is_none());
    let mut packed = Hashed { source: handle.reader(), hasher: blake3::Hasher::new() };
    let mut unpacked = Counted { source: body.unpack(&mut packed, handle.bytes()), bytes: 0 };
    let counted = io::copy(&mut (&mut unpacked).take(beginning.mark), &mut io::sink())
        .and_then(|_| count(text(&mut unpacked, order)));
    let bytes = unpacked.bytes;
    drop(unpacked);
    let counted = match counted {
        Ok(counted) => counted,
        Err(error) => return damaged(handle, &error),
    };
    let encoding = beginning.encoding.unwrap_or_else(|| counted.guess());
    Ok(Survey {
        digest: packed.hasher.finalize().to_hex().to_string(),
        bytes,
        lines: counted.lines(),
        encoding,
        guessed: beginning.encoding.is_none() && encoding == Encoding::Windows1252,
        mark: beginning.mark,
        foreign: beginning.foreign,
    })
}

/// A file that ends badly is refused for what is wrong with it; one that cannot be read on, unread.
fn damaged(handle: &Handle, error: &io::Error) -> Result<Survey, Trouble> {
    match gzip::trouble_of(error) {
        UNREADABLE => Err(UNREADABLE),
        trouble => refused(handle, trouble),
    }
}

fn open_workbook(handle: Handle, catalogue: Option<&Catalogue>, dialect: Option<&Dialect>) -> Result<Opened, Trouble> {
    let sheet = if handle.bytes() > workbook::MOST { Err(TOO_LARGE) } else { sheet_of(&handle, catalogue, dialect)? };
    let mut survey = refused(&handle, NOT_WORKBOOK)?;
    let (name, text, other_sheets) = match sheet {
        Ok(sheet) => {
            let counted = count(&*sheet.text).map_err(|_| UNREADABLE)?;
            survey.foreign = None;
            survey.encoding = Encoding::Workbook;
            (survey.bytes, survey.lines) = (sheet.text.len() as u64, counted.lines());
            (Some(sheet.name), sheet.text, sheet.others)
        }
        Err(trouble) => {
            // Nothing at all is no damage.
            survey.foreign = Some(trouble).filter(|_| survey.bytes > 0);
            (None, Vec::new(), Vec::new())
        }
    };
    Ok(Opened { survey, sheet: name, other_sheets, handle, body: Body::Text(text.into()) })
}

fn sheet_of(
    handle: &Handle,
    catalogue: Option<&Catalogue>,
    dialect: Option<&Dialect>,
) -> Result<Result<workbook::Sheet, Trouble>, Trouble> {
    let mut bytes = Vec::new();
    handle.reader().take(workbook::MOST).read_to_end(&mut bytes).map_err(|_| UNREADABLE)?;
    Ok(workbook::read(&bytes, catalogue, dialect))
}

impl Body {
    /// The bytes of the file that is packed in these, or that these are.
    fn unpack<'a>(&self, packed: impl Read + Send + 'a, bytes: u64) -> Bytes<'a> {
        match self {
            Self::Plain => Box::new(packed),
            Self::Gzip => Box::new(gzip::Unpacked::new(packed, bytes)),
            Self::Text(text) => Box::new(Cursor::new(Arc::clone(text))),
        }
    }

    fn unpacked(&self, handle: &Handle) -> Bytes<'static> {
        self.unpack(handle.reader(), handle.bytes())
    }
}

/// The text of bytes behind the byte order mark: as it stands, or UTF-8 for UTF-16.
fn text<'a>(bytes: impl Read + Send + 'a, encoding: Option<Encoding>) -> Bytes<'a> {
    match encoding.and_then(Encoding::order) {
        Some(order) => Box::new(utf16::Utf16::new(bytes, order)),
        None => Box::new(bytes),
    }
}

impl Opened {
    /// The file's text from its beginning, behind any byte order mark. Bytes of it are as many bytes of the file as
    /// [`Encoding::file_length`] says.
    pub(super) fn text(&self) -> io::Result<Box<dyn Read + Send>> {
        let mut bytes = self.body.unpacked(&self.handle);
        io::copy(&mut (&mut bytes).take(self.survey.mark), &mut io::sink())?;
        Ok(text(bytes, Some(self.survey.encoding)))
    }

    /// The beginning of the text.
    pub(super) fn head(&self) -> io::Result<Vec<u8>> {
        let mut head = Vec::new();
        self.text()?.take(HEAD).read_to_end(&mut head)?;
        Ok(head)
    }

    /// Whether the file is still what was surveyed, and where it was.
    pub(super) fn is_unchanged(&self) -> bool {
        self.handle.is_unchanged()
    }
}

/// BLAKE3 of a file as it lies, in hexadecimal, and its bytes; nothing where it is no file, or cannot be read.
pub fn digest(found: &Found) -> Option<(String, u64)> {
    digest_of(&Handle::open(found).ok()?).ok()
}

fn digest_of(handle: &Handle) -> io::Result<(String, u64)> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(handle.reader())?;
    Ok((hasher.finalize().to_hex().to_string(), hasher.count()))
}

/// Records of a file as they were sent, by offset and length, in ascending order: those of a packed file unpacked,
/// those of a workbook as text.
///
/// # Errors
/// The file cannot be read, or is not what it was.
pub fn originals(found: &Found, definitions: &Definitions, spans: &[(u64, u32)]) -> Result<Vec<Vec<u8>>, Error> {
    let gone = |_| Error::Asked(format!("cannot read {} again", found.path.display()));
    let handle = Handle::open(found).map_err(gone)?;
    let body = match found.kind {
        Kind::Text => Body::Plain,
        Kind::Gzip => Body::Gzip,
        Kind::Workbook => {
            let catalogue = definitions.returns.get(&*found.return_id);
            let catalogue = catalogue.map(|return_| Catalogue::of(return_, &definitions.words));
            let sheet = sheet_of(
                &handle,
                catalogue.as_ref(),
                definitions.dialect(&found.return_id, found.submitter.as_ref(), found.year),
            )
            .and_then(|sheet| sheet)
            .map_err(gone)?;
            Body::Text(sheet.text.into())
        }
    };
    let encoding = if found.kind == Kind::Workbook { Encoding::Workbook } else { Encoding::Utf8 };
    let mut bytes = body.unpacked(&handle);
    let mut plain = handle.reader();
    let mut at = 0;
    let mut records = Vec::with_capacity(spans.len());
    for (start, length) in spans {
        let mut record = vec![0; *length as usize];
        let read = if found.kind == Kind::Text {
            plain.seek(*start);
            plain.read_exact(&mut record)
        } else {
            let between = start.saturating_sub(at);
            at = start + u64::from(*length);
            io::copy(&mut (&mut bytes).take(between), &mut io::sink()).and_then(|_| bytes.read_exact(&mut record))
        };
        read.map_err(Error::read(&found.path))?;
        records.push(encoding.raw(&record).into_owned());
    }
    Ok(records)
}

/// Bytes that are hashed as they are read.
struct Hashed<R> {
    source: R,
    hasher: blake3::Hasher,
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(buffer)?;
        self.hasher.update(buffer.get(..read).unwrap_or_default());
        Ok(read)
    }
}

/// Bytes that are counted as they are read.
struct Counted<R> {
    source: R,
    bytes: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(buffer)?;
        self.bytes += read as u64;
        Ok(read)
    }
}
