//! A worksheet as it was read: its cells, its columns, its tables, and whatever may stand in a reader's way.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::parts::{Parts, all, attribute, first, number, parsed, says_yes};
use crate::diagnostic::Error;

/// A cell's row and column, from 1.
pub(super) type At = (u32, u32);

/// A cell that holds something.
#[derive(Clone, Debug)]
pub(super) struct Read {
    /// What it shows; of a number, its digits as they are stored.
    pub(super) text: String,
    pub(super) is_number: bool,
    /// Which of the workbook's styles it has.
    pub(super) style: usize,
    /// Whether a part of its text is raised or lowered.
    pub(super) is_raised: bool,
}

/// Columns of one width.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) width: f64,
}

/// A table that is marked up.
#[derive(Clone, Debug)]
pub(super) struct Marked {
    pub(super) name: String,
    /// Its first and last cell.
    pub(super) from: At,
    pub(super) to: At,
    pub(super) header_rows: u32,
    pub(super) columns: Vec<String>,
    pub(super) has_filter: bool,
}

/// A worksheet.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) is_hidden: bool,
    /// The cells that hold something.
    pub(super) cells: BTreeMap<At, Read>,
    pub(super) columns: Vec<Columns>,
    pub(super) tables: Vec<Marked>,
    /// Where links are, and to what place in the workbook they lead; empty where they lead out of it.
    pub(super) links: BTreeMap<At, String>,
    /// Ranges of merged cells.
    pub(super) merged: Vec<String>,
    /// Rows and columns that are hidden.
    pub(super) hidden: Vec<String>,
    /// The heights of rows that have one of their own, in points, and of those that have none.
    pub(super) heights: BTreeMap<u32, f64>,
    pub(super) usual_height: f64,
    pub(super) has_filter: bool,
    pub(super) is_frozen: bool,
    /// Whether it has headers, footers, drawings or boxes.
    pub(super) floating: Vec<String>,
    /// Where the cursor is, where it is said.
    pub(super) cursor: Option<String>,
}

/// The texts that cells share: each with whether a part of it is raised.
pub(super) struct Shared(Vec<(String, bool)>);

impl Shared {
    pub(super) fn read(parts: &Parts) -> Result<Self, Error> {
        let text = parts.text("xl/sharedStrings.xml")?;
        if text.is_empty() {
            return Ok(Self(Vec::new()));
        }
        let document = parsed(text)?;
        Ok(Self(all(document.root(), "si").map(written).collect()))
    }
}

/// A text in one or more runs, and whether one of them is raised or lowered.
fn written(node: Node<'_, '_>) -> (String, bool) {
    let text = all(node, "t").filter_map(|run| run.text()).collect();
    (text, first(node, "vertAlign").is_some())
}

impl Sheet {
    pub(super) fn read(
        parts: &Parts,
        path: &str,
        shared: &Shared,
        name: String,
        is_hidden: bool,
    ) -> Result<Self, Error> {
        let document = parsed(parts.text(path)?)?;
        let root = document.root();
        let pane = first(root, "pane").is_some_and(|pane| attribute(&pane, "state").starts_with("frozen"));
        let selection = first(root, "selection").map(|selection| attribute(&selection, "activeCell"));
        let floats = ["headerFooter", "drawing", "legacyDrawing", "legacyDrawingHF", "oleObjects", "controls"];
        let mut sheet = Self {
            name,
            is_hidden,
            cells: all(root, "c").filter_map(|cell| read(&cell, shared)).collect(),
            columns: all(root, "col").filter_map(|columns| width(&columns)).collect(),
            merged: all(root, "mergeCell").map(|merged| attribute(&merged, "ref")).collect(),
            hidden: hidden(root),
            heights: heights(root),
            usual_height: first(root, "sheetFormatPr").and_then(|all| number(&all, "defaultRowHeight")).unwrap_or(15.0),
            has_filter: first(root, "autoFilter").is_some(),
            is_frozen: pane,
            floating: floats.into_iter().filter(|part| first(root, part).is_some()).map(ToOwned::to_owned).collect(),
            cursor: selection.filter(|cell| !cell.is_empty()),
            links: all(root, "hyperlink")
                .filter_map(|link| Some((place(&attribute(&link, "ref"))?, attribute(&link, "location"))))
                .collect(),
            tables: Vec::new(),
        };
        for relation in parts.relations(path)? {
            if relation.kind == "table" {
                sheet.tables.push(table(parts.text(&relation.path)?)?);
            }
        }
        sheet.tables.sort_by_key(|table| table.from);
        Ok(sheet)
    }

    /// The text of a cell; empty where it holds nothing.
    pub(super) fn text(&self, at: At) -> &str {
        self.cells.get(&at).map_or("", |cell| cell.text.as_str())
    }

    /// Its first table.
    pub(super) fn table(&self) -> Option<&Marked> {
        self.tables.first()
    }

    /// The row of the first table's header; below all cells where it has none.
    pub(super) fn header(&self) -> u32 {
        self.table().map_or(u32::MAX, |table| table.from.0)
    }

    /// The cells above its first table.
    pub(super) fn above(&self) -> impl Iterator<Item = (&At, &Read)> {
        let header = self.header();
        self.cells.iter().filter(move |(at, _)| at.0 < header)
    }

    /// The width of a column, where it is set.
    pub(super) fn width(&self, column: u32) -> Option<f64> {
        self.columns.iter().find(|columns| (columns.from..=columns.to).contains(&column)).map(|columns| columns.width)
    }
}

impl Marked {
    /// Whether a cell is in it, header and all.
    pub(super) fn holds(&self, at: At) -> bool {
        (self.from.0..=self.to.0).contains(&at.0) && (self.from.1..=self.to.1).contains(&at.1)
    }

    /// Whether a cell is in it below its header.
    pub(super) fn holds_below_header(&self, at: At) -> bool {
        self.holds(at) && at.0 >= self.from.0 + self.header_rows
    }
}

fn read(cell: &Node<'_, '_>, shared: &Shared) -> Option<(At, Read)> {
    let at = place(&attribute(cell, "r"))?;
    let value = first(*cell, "v").and_then(|value| value.text()).unwrap_or_default();
    let kind = attribute(cell, "t");
    let (text, is_raised) = match kind.as_str() {
        "s" => value.parse().ok().and_then(|at: usize| shared.0.get(at)).cloned().unwrap_or_default(),
        "inlineStr" => written(*cell),
        _ => (value.to_owned(), false),
    };
    let is_number = matches!(kind.as_str(), "" | "n");
    let style = number(cell, "s").unwrap_or(0);
    (!text.is_empty()).then_some((at, Read { text, is_number, style, is_raised }))
}

fn width(columns: &Node<'_, '_>) -> Option<Columns> {
    Some(Columns { from: number(columns, "min")?, to: number(columns, "max")?, width: number(columns, "width")? })
}

fn hidden(root: Node<'_, '_>) -> Vec<String> {
    let of = |name: &'static str, by: &'static str| {
        let hidden = all(root, name).filter(|node| says_yes(node, "hidden"));
        hidden.map(move |node| format!("{name} {}", attribute(&node, by)))
    };
    of("row", "r").chain(of("col", "min")).collect()
}

fn heights(root: Node<'_, '_>) -> BTreeMap<u32, f64> {
    all(root, "row").filter_map(|row| Some((number(&row, "r")?, number(&row, "ht")?))).collect()
}

fn table(text: &str) -> Result<Marked, Error> {
    let document = parsed(text)?;
    let root = document.root_element();
    let range = attribute(&root, "ref");
    let (from, to) = range.split_once(':').unwrap_or((&range, &range));
    Ok(Marked {
        name: attribute(&root, "displayName"),
        from: place(from).unwrap_or((1, 1)),
        to: place(to).unwrap_or((1, 1)),
        header_rows: number(&root, "headerRowCount").unwrap_or(1),
        columns: all(root, "tableColumn").map(|column| attribute(&column, "name")).collect(),
        has_filter: first(root, "autoFilter").is_some(),
    })
}

/// `C7` as row 7 and column 3.
pub(super) fn place(name: &str) -> Option<At> {
    let letters = name.chars().take_while(char::is_ascii_alphabetic);
    let column = letters
        .fold(0, |sum: u32, letter| sum.saturating_mul(26).saturating_add(u32::from(letter.to_ascii_uppercase()) - 64));
    let row = name.trim_start_matches(|letter: char| letter.is_ascii_alphabetic()).parse().ok()?;
    (column > 0).then_some((row, column))
}

/// Row 7 and column 3 as `C7`.
pub(super) fn named((row, column): At) -> String {
    let mut letters = Vec::new();
    let mut left = column;
    while left > 0 {
        letters.push(char::from(b'A' + u8::try_from((left - 1) % 26).unwrap_or_default()));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect::<String>() + &row.to_string()
}
