//! What the library that writes workbooks leaves out: the language of the document, and rows that may grow.

use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::diagnostic::Error;
use crate::domain::Language;

/// The part that holds a document's information.
const INFORMATION: &str = "docProps/core.xml";
/// How it ends.
const END: &str = "</cp:coreProperties>";
/// Where the worksheets are.
const SHEETS: &str = "xl/worksheets/sheet";
/// What keeps a row as high as it is, whatever is written into it.
const FIXED: &str = " customHeight=\"1\"";

/// The workbook with its language (`dc:language`) and with rows that are high enough for their text and grow with it,
/// every part in its place and of one fixed date.
pub(super) fn finished(workbook: &[u8], language: &Language) -> Result<Vec<u8>, Error> {
    let mut archive = ZipArchive::new(Cursor::new(workbook)).map_err(|fault| failed(&fault))?;
    let mut written = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).map_err(|fault| failed(&fault))?;
        let name = part.name().map_err(|fault| failed(&fault))?.into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).map_err(|fault| failed(&fault))?;
        if name == INFORMATION {
            content = said(&content, language)?;
        } else if name.starts_with(SHEETS) {
            content = String::from_utf8_lossy(&content).replace(FIXED, "").into_bytes();
        }
        written.start_file(name, options).map_err(|fault| failed(&fault))?;
        written.write_all(&content).map_err(|fault| failed(&fault))?;
    }
    Ok(written.finish().map_err(|fault| failed(&fault))?.into_inner())
}

fn said(information: &[u8], language: &Language) -> Result<Vec<u8>, Error> {
    let text = String::from_utf8_lossy(information);
    let (before, after) = text.split_once(END).ok_or_else(|| failed(&"its information does not end"))?;
    Ok(format!("{before}<dc:language>{language}</dc:language>{END}{after}").into_bytes())
}

fn failed(fault: &impl std::fmt::Display) -> Error {
    Error::Internal(format!("the workbook was not written: {fault}"))
}
