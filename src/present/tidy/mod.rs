//! Every figure that may be shown, in one table for programs: CSV with what it means beside it (CSV on the Web), and
//! Parquet. Codes stand for places, indicators and categories, so that the table is in no language; tables beside it
//! say in each language what they mean.

pub(super) mod cells;
mod lookups;
mod metadata;
mod packed;
pub(super) mod row;

use super::voice::{Used, Voice};
use super::{Document, Overview, mark};
use crate::diagnostic::Error;
use crate::domain::{Audience, Basis, Language};
use cells::{Cells, Csv};
pub(super) use lookups::{breakdown, chapter};
use packed::Packed;
use row::{COLUMNS, Column, MARK, Rows};

/// About how many bytes a row has.
const ROW: usize = 160;

/// The table of figures as CSV and Parquet, the tables beside it, and the metadata of them all.
///
/// # Errors
/// [`Error::Internal`] where a cell does not fit its column.
pub(super) fn documents(view: &Overview<'_>) -> Result<Vec<Document>, Error> {
    let audience = view.audience();
    let used = Used::default();
    let mark = mark::line(view, &voice(view, &Language::english(), &used));
    let mark = mark.as_deref();
    let mut csv = Csv::with_room(ROW * view.figures.figures().len());
    csv.row(columns(mark).iter().map(|column| column.name));
    fill(view, mark, &mut csv);
    let mut packed = Packed::new(columns(mark));
    fill(view, mark, &mut packed);
    let lookups = lookups::all(view, mark);
    let metadata = metadata::describe(view, &columns(mark), &lookups)?;
    let mut documents = vec![
        Document { path: path(audience, "figures", "csv"), bytes: csv.into_bytes() },
        Document { path: path(audience, "figures", "csv-metadata.json"), bytes: metadata },
        Document { path: path(audience, "figures", "parquet"), bytes: packed.into_bytes(mark)? },
    ];
    documents.extend(
        lookups
            .into_iter()
            .map(|lookup| Document { path: path(audience, lookup.name, "csv"), bytes: lookup.csv.into_bytes() }),
    );
    Ok(documents)
}

/// The paths of the table of figures as CSV and as Parquet, and of what its columns mean; each with the key of the text
/// that a page links it by.
pub(super) fn paths(audience: Audience) -> [(String, &'static str); 3] {
    [("csv", "tidy-link-csv"), ("parquet", "tidy-link-parquet"), ("csv-metadata.json", "tidy-link-metadata")]
        .map(|(ending, key)| (path(audience, "figures", ending), key))
}

fn path(audience: Audience, stem: &str, ending: &str) -> String {
    format!("data/{}", name(audience, stem, ending))
}

/// The name of a file. That of what is not for publication says so.
fn name(audience: Audience, stem: &str, ending: &str) -> String {
    match audience {
        Audience::Public => format!("{stem}.{ending}"),
        Audience::Internal => format!("{stem}.internal.{ending}"),
    }
}

fn columns(mark: Option<&str>) -> Vec<Column> {
    mark.map(|_| MARK).into_iter().chain(COLUMNS).collect()
}

/// Every figure as a row; for the inspectorate those of distinct persons after the others.
fn fill(view: &Overview<'_>, mark: Option<&str>, cells: &mut impl Cells) {
    let mut rows = Rows::marked(mark);
    for figure in view.figures.figures() {
        rows.row(cells, figure, Basis::Published(figure.key.basis).as_str());
    }
    for figure in view.figures.persons() {
        rows.row(cells, figure, Basis::Linked.as_str());
    }
}

fn voice<'v>(view: &Overview<'v>, language: &'v Language, used: &'v Used) -> Voice<'v> {
    Voice { definitions: view.definitions, language, used }
}

#[cfg(test)]
mod tests;
