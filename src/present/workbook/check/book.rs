//! A workbook as it was read: its sheets, how its cells look, and what it says of itself.

use super::parts::{Parts, all, attribute, first, no_workbook, number, parsed};
use super::sheet::{Shared, Sheet};
use super::styles::Styles;
use crate::diagnostic::Error;

/// A workbook.
pub(in super::super) struct Book {
    /// Its worksheets, in order.
    pub(super) sheets: Vec<Sheet>,
    pub(super) styles: Styles,
    /// The paths of its parts.
    pub(super) paths: Vec<String>,
    /// `dc:title` of its information.
    pub(super) title: String,
    /// `dc:language` of its information.
    pub(super) language: String,
    /// The number of the sheet that is shown first, from 0.
    pub(super) active: usize,
}

/// Where the workbook's own part is.
const WORKBOOK: &str = "xl/workbook.xml";

impl Book {
    /// Reads a workbook.
    pub(super) fn read(workbook: &[u8]) -> Result<Self, Error> {
        let parts = Parts::unpack(workbook)?;
        let document = parsed(parts.text(WORKBOOK)?)?;
        let relations = parts.relations(WORKBOOK)?;
        let shared = Shared::read(&parts)?;
        let mut sheets = Vec::new();
        for sheet in all(document.root(), "sheet") {
            let id = attribute(&sheet, "id");
            let relation = relations.iter().find(|relation| relation.id == id);
            let path = &relation.ok_or_else(|| no_workbook(&"a sheet without a part"))?.path;
            let is_hidden = !matches!(attribute(&sheet, "state").as_str(), "" | "visible");
            sheets.push(Sheet::read(&parts, path, &shared, attribute(&sheet, "name"), is_hidden)?);
        }
        let information = parts.text("docProps/core.xml")?;
        let said = |name| -> Result<String, Error> {
            let document = parsed(information)?;
            Ok(first(document.root(), name).and_then(|node| node.text()).unwrap_or_default().trim().to_owned())
        };
        Ok(Self {
            sheets,
            styles: Styles::read(parts.text("xl/styles.xml")?)?,
            paths: parts.paths().map(ToOwned::to_owned).collect(),
            title: if information.is_empty() { String::new() } else { said("title")? },
            language: if information.is_empty() { String::new() } else { said("language")? },
            active: first(document.root(), "workbookView").and_then(|view| number(&view, "activeTab")).unwrap_or(0),
        })
    }

    /// The worksheets that have a table: all but the first, which is the cover, and blank ones.
    pub(super) fn tabled(&self) -> impl Iterator<Item = &Sheet> {
        self.sheets.iter().skip(1).filter(|sheet| !sheet.cells.is_empty())
    }
}
