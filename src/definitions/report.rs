//! `report/<chapter>.toml`: the charts, tables and prose of the overview, in order.

use crate::domain::PeriodKind;

/// The overview.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The headline figures at the top of the page, in order: each an indicator, and a category where it is broken down.
    pub headlines: Vec<Headline>,
    /// Its chapters, in the order of their files' names.
    pub chapters: Vec<Chapter>,
}

impl Report {
    /// Whether figures of an indicator are shown anywhere in it.
    pub fn shows(&self, indicator: &str) -> bool {
        let among = |indicators: &[Box<str>]| indicators.iter().any(|shown| &**shown == indicator);
        let shows = |item: &Item| match item {
            // A paragraph names its figures in quotes.
            Item::Prose { text, .. } => {
                text.contains(&format!("\"{indicator}\"")) || text.contains(&format!("'{indicator}'"))
            }
            Item::Chart(chart) => among(&chart.indicators),
            Item::Table(table) => among(&table.indicators),
        };
        self.headlines.iter().any(|headline| &*headline.indicator == indicator)
            || self.chapters.iter().flat_map(|chapter| &chapter.items).any(shows)
    }
}

/// One figure at the top of the page.
#[derive(Clone, Debug)]
pub struct Headline {
    /// The indicator.
    pub indicator: Box<str>,
    /// Breakdown column; empty for the total.
    pub breakdown: Box<str>,
    /// Category; empty for the total.
    pub category: Box<str>,
}

/// One chapter.
#[derive(Clone, Debug)]
pub struct Chapter {
    /// Its id: the file's stem without its leading number.
    pub id: Box<str>,
    /// Its title in English (word `report.<chapter>.title`).
    pub title: Box<str>,
    /// `before`, `in`, `after` care, or `all`.
    pub aspect: Box<str>,
    /// What it shows, in order.
    pub items: Vec<Item>,
}

/// One thing a chapter shows.
#[derive(Clone, Debug)]
pub enum Item {
    /// A paragraph with figures bound in, in English (word `report.<chapter>.<id>`).
    Prose {
        /// Its id within the chapter.
        id: Box<str>,
        /// Its template, in English.
        text: Box<str>,
    },
    /// A chart.
    Chart(Chart),
    /// A table.
    Table(Table),
}

/// A chart of one or more indicators.
#[derive(Clone, Debug)]
pub struct Chart {
    /// Its id, unique in the report: file names and anchors.
    pub id: Box<str>,
    /// Its message title in English (word `report.<chapter>.<id>.title`).
    pub title: Box<str>,
    /// What it shows, its unit and period, in English (word `report.<chapter>.<id>.subtitle`).
    pub subtitle: Box<str>,
    /// How it looks.
    pub shape: ChartShape,
    /// The indicators it shows.
    pub indicators: Vec<Box<str>>,
    /// Breakdown of which each category is shown; empty for totals.
    pub breakdown: Box<str>,
    /// The kind of period on its axis, or whose latest it shows.
    pub periods: PeriodKind,
}

/// How a chart looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartShape {
    /// Lines over periods, labelled directly.
    TimeSeries,
    /// Horizontal bars, longest first, one for each place or category, with interval whiskers.
    RankedBars,
}

/// A table of one or more indicators.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its id, unique in the report.
    pub id: Box<str>,
    /// Its caption in English (word `report.<chapter>.<id>.title`).
    pub title: Box<str>,
    /// What its rows are.
    pub rows: TableRows,
    /// The indicators, in columns.
    pub indicators: Vec<Box<str>>,
    /// Breakdown column, where rows are categories; else empty.
    pub breakdown: Box<str>,
    /// The kind of period shown.
    pub periods: PeriodKind,
}

/// What the rows of a table are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableRows {
    /// Wales, its regions and authorities, in the latest period.
    Places,
    /// Periods, for Wales.
    Periods,
    /// Categories of a breakdown, for Wales, in the latest period.
    Categories,
}
