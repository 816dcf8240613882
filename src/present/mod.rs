//! Charts, tables and pages, from figures that may be shown.
//!
//! Pure: documents are bytes with a relative path, and whoever calls writes them. Every language gets the same
//! documents, made from the same figures by the same functions; only the words differ.

mod account;
mod authority;
mod book;
mod cell;
mod chart;
mod choice;
mod claims;
mod coverage;
mod download;
pub mod feedback;
mod grid;
mod headline;
mod highlight;
mod inline;
mod mark;
mod method;
mod notes;
mod page;
#[cfg(feature = "pdf")]
mod pdf;
mod plain;
mod prose;
mod quality;
mod revisions;
mod standing;
mod statement;
pub mod statswales;
mod template;
mod tidy;
mod voice;
mod workbook;

#[cfg(test)]
pub(crate) mod invented;

pub use account::{Account, CarriedReturn, HeldBack, Lines, Outlived, OverruledGate, RefusedFile, ReturnAccount};
pub use book::{RuleBook, blank, dictionary, dictionary_path};
pub use claims::{HeldClaim, Verdict, held_claims};

use crate::definitions::Definitions;
use crate::diagnostic::Error;
use crate::disclosure::Safe;
use crate::domain::{Audience, Language};

/// What an overview is made from.
#[derive(Clone, Copy, Debug)]
pub struct Overview<'a> {
    /// What statisticians decided.
    pub definitions: &'a Definitions,
    /// The figures that may be shown.
    pub figures: &'a Safe,
    /// What came in and what became of it.
    pub account: &'a Account,
}

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its path below the folder of reports, with `/`.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Overview<'_> {
    /// For whom it is.
    pub fn audience(&self) -> Audience {
        self.figures.audience()
    }
}

/// An overview that anybody may read: only [`public`] makes one, and only from figures that were protected for the public.
#[derive(Clone, Debug)]
pub struct Public(Vec<Document>);

/// An overview for the inspectorate alone, each of its documents marked so. It is of another type than [`Public`], so
/// that it cannot be written where that belongs.
#[derive(Clone, Debug)]
pub struct Internal(Vec<Document>);

impl Public {
    /// Its documents, by path.
    pub fn documents(&self) -> &[Document] {
        &self.0
    }

    /// The same with pictures (PNG) of its charts in which one of these authorities, named by their codes, is brought
    /// forward: of each chart that shows it, in each language.
    ///
    /// # Errors
    /// [`Error::Internal`] where a picture cannot be drawn.
    pub fn with_pictures(self, view: &Overview<'_>, authorities: &[String]) -> Result<Self, Error> {
        with_pictures(self.0, view, authorities).map(Self)
    }
}

impl Internal {
    /// Its documents, by path.
    pub fn documents(&self) -> &[Document] {
        &self.0
    }

    /// The same with pictures (PNG) of its charts in which one of these authorities, named by their codes, is brought
    /// forward: of each chart that shows it, in each language.
    ///
    /// # Errors
    /// [`Error::Internal`] where a picture cannot be drawn.
    pub fn with_pictures(self, view: &Overview<'_>, authorities: &[String]) -> Result<Self, Error> {
        with_pictures(self.0, view, authorities).map(Self)
    }
}

/// The overview for the public.
///
/// # Errors
/// [`Error::Definitions`] where a paragraph of the report is not a template that can be filled in; [`Error::Internal`]
/// where the figures were protected for another audience.
pub fn public(view: &Overview<'_>) -> Result<Public, Error> {
    made_for(Audience::Public, view).map(Public)
}

/// The overview for the inspectorate alone.
///
/// # Errors
/// As [`public`].
pub fn internal(view: &Overview<'_>) -> Result<Internal, Error> {
    made_for(Audience::Internal, view).map(Internal)
}

fn made_for(audience: Audience, view: &Overview<'_>) -> Result<Vec<Document>, Error> {
    if view.audience() != audience {
        let (asked, given) = (audience.as_str(), view.audience().as_str());
        return Err(Error::Internal(format!(
            "an overview for the {asked} audience was asked of figures for the {given} one"
        )));
    }
    overview(view)
}

fn with_pictures(
    mut documents: Vec<Document>,
    view: &Overview<'_>,
    authorities: &[String],
) -> Result<Vec<Document>, Error> {
    documents.extend(authority::pictures(view, &documents, authorities)?);
    documents.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(documents)
}

/// The overview in every language of the collection: pages, charts (SVG and PNG) and data files (CSV); and the files for
/// programs, which are in none; by path.
fn overview(view: &Overview<'_>) -> Result<Vec<Document>, Error> {
    let mut documents = Vec::new();
    for language in &view.definitions.collection.languages {
        documents.extend(page::documents(view, language)?);
    }
    documents.extend(tidy::documents(view)?);
    documents.extend(statswales::documents(view)?);
    documents.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(documents)
}

/// The path of the overview page in a language.
pub fn page_path(audience: Audience, language: &Language) -> String {
    path_of(audience, "overview", language, "html")
}

/// The path of a document. The name of what is not for publication says so: it can replace nothing that is.
fn path_of(audience: Audience, stem: &str, language: &Language, ending: &str) -> String {
    match audience {
        Audience::Public => format!("{stem}.{language}.{ending}"),
        Audience::Internal => format!("{stem}.internal.{language}.{ending}"),
    }
}

#[cfg(test)]
mod tests;
