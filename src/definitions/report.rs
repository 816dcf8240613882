//! `report/<chapter>.toml`: the charts, tables and prose of the overview, in order.

use std::collections::BTreeMap;

use super::claims::Claim;
use crate::domain::{AuthorityCode, Language, PeriodKind};

/// The overview.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The headline figures at the top of the page, in order: each an indicator, and a category where it is broken down.
    pub headlines: Vec<Headline>,
    /// Its chapters, in the order of their files' names.
    pub chapters: Vec<Chapter>,
    /// Statements quoted elsewhere, in the order of `report/claims.toml`.
    pub claims: Vec<Claim>,
    /// Where each authority's tile lies on tile maps, in the order of the file; empty where there is no such file.
    pub tiles: Vec<Tile>,
}

/// An authority's tile on tile maps of hexagons that stand on a corner (`odd-r`: those of odd rows lie half a tile
/// further to the right).
#[derive(Clone, Debug)]
pub struct Tile {
    /// Whose it is.
    pub authority: AuthorityCode,
    /// How many tiles from the left.
    pub column: u32,
    /// How many rows from the bottom: rows count from the south.
    pub row: u32,
    /// The authority's name in each language, as short as a tile needs it.
    pub names: BTreeMap<Language, Box<str>>,
}

impl Report {
    /// Whether figures of an indicator are shown anywhere in it.
    pub fn shows(&self, indicator: &str) -> bool {
        self.headlines.iter().any(|headline| &*headline.indicator == indicator)
            || self.claims.iter().any(|claim| &*claim.indicator == indicator)
            || self.chapters.iter().any(|chapter| chapter.shows(indicator))
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
    /// What the chapter says in one or two sentences: a template in English (word `report.<chapter>.message`); empty
    /// where it has none.
    pub message: Box<str>,
    /// What it shows, in order.
    pub items: Vec<Item>,
}

impl Chapter {
    /// Whether figures of an indicator are shown anywhere in it.
    pub fn shows(&self, indicator: &str) -> bool {
        // A paragraph names its figures in quotes.
        let names = |text: &str| text.contains(&format!("\"{indicator}\"")) || text.contains(&format!("'{indicator}'"));
        let among = |indicators: &[Box<str>]| indicators.iter().any(|shown| &**shown == indicator);
        let shows = |item: &Item| match item {
            Item::Prose { text, .. } => names(text),
            Item::Chart(chart) => among(&chart.indicators),
            Item::Table(table) => among(&table.indicators),
        };
        names(&self.message) || self.items.iter().any(shows)
    }
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
    /// What its bars are, where it is of stacked shares: periods or places. Other shapes have no choice.
    pub rows: TableRows,
    /// The kind of period on its axis, or whose latest it shows.
    pub periods: PeriodKind,
}

/// How many lines of one chart can be told apart, by colour and by shade.
pub const MOST_LINES: usize = 4;

/// How a chart looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartShape {
    /// Lines over periods, labelled directly.
    TimeSeries,
    /// Horizontal bars, longest first, one for each place or category, with interval whiskers.
    RankedBars,
    /// Places by how much they count, between the limits within which chance alone would keep them.
    Funnel,
    /// One line over periods with its mean and the limits of what is ordinary for it (`XmR`).
    Xmr,
    /// Bars of the shares that the categories of a breakdown have of their whole, one bar a period or place.
    Stacked,
    /// A small time series for each authority, all on one axis.
    SmallMultiples,
    /// A hexagon for each authority, roughly where it lies, shaded by its value.
    TileMap,
    /// Authorities by the categories of a breakdown, shaded by how many or how much.
    HeatMap,
    /// How values lie: for each place or category its middle and the value that nine in ten stay under.
    Distribution,
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

/// What the rows of a table, or the bars of a chart, are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableRows {
    /// Wales, its regions and authorities, in the latest period.
    Places,
    /// Periods, for Wales.
    Periods,
    /// Categories of a breakdown, for Wales, in the latest period.
    Categories,
}
