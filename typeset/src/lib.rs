//! Typesets the overview as tagged PDF (PDF/UA-1) from the parts of its page.
//!
//! A crate of its own because of what it is built from: within the program's own tree the typesetter's demands on
//! crates that both use would have the query engine compiled a second time. Here it is compiled and tested alone.
//!
//! Pure: no file, no network, no clock, no font of the system. The same page gives the same bytes.

mod world;

use std::fmt;

use serde_json::Value;
use typst::WorldExt as _;
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use world::OneDocument;

/// The document's markup. Its texts come from the page as values: no text of a page is ever read as markup.
const OVERVIEW: &str = include_str!("../templates/overview.typ");

/// Why there is no document: one line for each mistake, with the template's line where it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault(String);

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for Fault {}

/// The overview as PDF/UA-1, of its page: what the template of the HTML page prints, under the same names, and `day`,
/// the year, month and day that the document bears.
///
/// # Errors
/// A part of the page that is missing; a warning of the typesetter, such as a font that there is not; and whatever
/// PDF/UA-1 refuses, such as a picture without description.
pub fn overview(page: &Value) -> Result<Vec<u8>, Fault> {
    let world = OneDocument::new(OVERVIEW, page).map_err(Fault)?;
    let made = typst::compile::<PagedDocument>(&world);
    let mut mistakes = made.warnings.to_vec();
    let bytes = match made.output {
        Ok(document) => typst_pdf::pdf(&document, &options()?),
        Err(errors) => Err(errors),
    };
    typst::comemo::evict(0);
    match bytes {
        Ok(bytes) if mistakes.is_empty() => Ok(bytes),
        Ok(_) => Err(fault(&world, &mistakes)),
        Err(errors) => {
            mistakes.extend(errors);
            Err(fault(&world, &mistakes))
        }
    }
}

fn options() -> Result<PdfOptions, Fault> {
    let standards = PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|refusal| Fault(refusal.message().to_string()))?;
    Ok(PdfOptions { standards, creator: Smart::Custom(Some("Trosolwg".to_owned())), ..PdfOptions::default() })
}

/// What the mistakes say, and in which lines of the template they were met: those of the functions called, too.
fn fault(world: &OneDocument, mistakes: &[SourceDiagnostic]) -> Fault {
    let said = |mistake: &SourceDiagnostic| {
        let calls = mistake.trace.iter().filter_map(|call| world.range(call.span));
        let lines = world.range(mistake.span).into_iter().chain(calls).map(|range| world.line(range.start).to_string());
        let lines: Vec<String> = lines.collect();
        let said = [mistake.message.as_str()].into_iter().chain(mistake.hints.iter().map(|hint| hint.v.as_str()));
        format!("{} [lines {}]", said.collect::<Vec<_>>().join("; "), lines.join(", "))
    };
    Fault(mistakes.iter().map(said).collect::<Vec<_>>().join("\n"))
}
