//! All that the typesetter may see: one template, one page, and the bundled fonts.

use serde_json::Value;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt as _, World};

/// Where the template finds the page.
const PAGE: &str = "/page.json";

/// A template, a page to fill it with, and fonts.
pub(crate) struct OneDocument {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    template: Source,
    page: (FileId, Bytes),
}

impl OneDocument {
    /// # Errors
    /// What cannot be read.
    pub(crate) fn new(template: &str, page: &Value) -> Result<Self, String> {
        let fonts: Vec<Font> = faces().into_iter().filter_map(|face| Font::new(Bytes::new(face), 0)).collect();
        // Headers of rows: typst 0.15 keeps their function behind this switch.
        let library = Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build();
        let regular = fonts.first().ok_or("the bundled fonts cannot be read")?;
        let page = printable(page, regular).to_string();
        Ok(Self {
            library: LazyHash::new(library),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            template: Source::new(id("/overview.typ")?, template.to_owned()),
            page: (id(PAGE)?, Bytes::from_string(page)),
        })
    }

    /// The line of the template, counted from 1, in which a byte stands.
    pub(crate) fn line(&self, byte: usize) -> usize {
        self.template.lines().byte_to_line(byte).map_or(0, |line| line + 1)
    }
}

/// The page with `\u{fffd}` for what no face can draw, and spaces for control characters: a file that is sent in may
/// have any name, and PDF/UA-1 refuses a letter without a shape.
fn printable(value: &Value, face: &Font) -> Value {
    let letter = |letter: char| match letter {
        _ if letter.is_control() => ' ',
        _ if face.info().coverage.contains(letter.into()) => letter,
        _ => '\u{fffd}',
    };
    match value {
        Value::String(text) => Value::String(text.chars().map(letter).collect()),
        Value::Array(values) => values.iter().map(|value| printable(value, face)).collect(),
        Value::Object(parts) => parts.iter().map(|(name, part)| (name.clone(), printable(part, face))).collect(),
        _ => value.clone(),
    }
}

fn id(path: &str) -> Result<FileId, String> {
    let path = VirtualPath::new(path).map_err(|error| format!("{path}: {error}"))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// The faces that the template asks for. The pictures of charts ask for the first two.
fn faces() -> [&'static [u8]; 7] {
    [
        dejavu::sans::regular(),
        dejavu::sans::bold(),
        dejavu::sans::oblique(),
        dejavu::sans_condensed::regular(),
        dejavu::sans_condensed::bold(),
        dejavu::sans_condensed::oblique(),
        dejavu::sans_mono::regular(),
    ]
}

impl World for OneDocument {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() { Ok(self.template.clone()) } else { Err(absent(id)) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let (page, bytes) = &self.page;
        if id == *page { Ok(bytes.clone()) } else { Err(absent(id)) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    /// There is no clock: a template that asks for today fails.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn absent(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_with_slash().into())
}
