//! The overview's charts as pictures in which one authority is brought forward: for whoever asks, for they are many.

use crate::definitions::Item;
use crate::diagnostic::Error;
use crate::present::highlight::{self, Telling};
use crate::present::{Document, Overview, chart, path_of};

/// The pictures of these authorities (by code), made from the overview's own documents: PNG, in a folder for each.
pub(in crate::present) fn pictures(
    view: &Overview<'_>,
    documents: &[Document],
    authorities: &[String],
) -> Result<Vec<Document>, Error> {
    let items = view.definitions.report.chapters.iter().flat_map(|chapter| &chapter.items);
    let charts = items.filter_map(|item| match item {
        Item::Chart(chart) => Some(chart),
        Item::Prose { .. } | Item::Table(_) => None,
    });
    let mut made = Vec::new();
    for chart in charts {
        for language in &view.definitions.collection.languages {
            let drawn = path_of(view.audience(), &format!("charts/{}", chart.id), language, "svg");
            let Some(svg) = text_of(documents, &drawn) else { continue };
            for code in authorities.iter().filter(|code| highlight::shows(svg, code)) {
                let path = path_of(view.audience(), &format!("charts/{code}/{}", chart.id), language, "png");
                let bytes = chart::png(&highlight::picture(svg, Telling::of(chart.shape), code))?;
                made.push(Document { path, bytes });
            }
        }
    }
    Ok(made)
}

fn text_of<'d>(documents: &'d [Document], path: &str) -> Option<&'d str> {
    let document = documents.iter().find(|document| document.path == path)?;
    std::str::from_utf8(&document.bytes).ok()
}
