//! Tables for people: a caption, columns, groups of rows, and the note codes their cells bear.

use std::collections::BTreeSet;

use serde::Serialize;

use super::Overview;
use super::cell::Cell;
use super::choice::{At, Part};
use super::coverage::Shortfalls;
use super::notes::codes_in;
use super::voice::Voice;
use crate::definitions::{Below, Indicator, Table, TableRows};
use crate::disclosure::{Protected, SafeFigure};
use crate::domain::{GeographyLevel, Kind, NoteCode, Period};

/// A table as a page prints it.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Grid {
    /// What its rows are.
    pub(crate) corner: String,
    /// The other columns.
    pub(crate) columns: Vec<String>,
    /// Its rows.
    pub(crate) groups: Vec<Group>,
    /// Sentences below it, those of its footnotes too.
    pub(crate) remarks: Vec<String>,
    /// What the marks in it mean.
    #[serde(skip)]
    pub(crate) footnotes: Vec<Footnote>,
}

/// What a mark beside numbers or in a row's heading means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Footnote {
    /// The mark: `[note 1]`.
    pub(crate) mark: String,
    /// On whose returns the numbers rest: `20 of 22 authorities`.
    pub(crate) coverage: String,
    /// The remark that says so.
    pub(crate) remark: String,
}

/// Rows that belong together.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Group {
    /// What they are, where the table has several groups.
    pub(crate) title: String,
    /// The rows.
    pub(crate) rows: Vec<Row>,
}

/// One row.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Row {
    /// Its first cell, a header.
    pub(crate) name: String,
    /// Whether it is the whole of which the others are parts.
    pub(crate) whole: bool,
    /// The mark in that cell, where all of the row rests on the same too few returns.
    pub(crate) mark: String,
    /// The code of the authority that it is about; empty where it is about none.
    pub(crate) place: String,
    /// The level of the place that it is about; none where its rows are no places.
    #[serde(skip)]
    pub(crate) level: Option<GeographyLevel>,
    /// The other cells.
    pub(crate) cells: Vec<Cell>,
    /// The cell, counted from 0, that names an English source, and so stands in English on every page.
    pub(crate) english: Option<usize>,
}

impl Grid {
    /// The codes in its cells.
    pub(crate) fn codes(&self) -> BTreeSet<NoteCode> {
        let cells = self.groups.iter().flat_map(|group| &group.rows).flat_map(|row| &row.cells);
        cells.flat_map(|cell| codes_in(&cell.text)).collect()
    }
}

/// A table and the figures in it, in the order of its rows.
pub(crate) struct Filled<'a> {
    pub(crate) grid: Grid,
    pub(crate) figures: Vec<&'a SafeFigure>,
    /// The latest period it shows.
    pub(crate) period: Option<Period>,
}

/// Fills in a table of the report.
pub(crate) fn fill<'a>(view: &Overview<'a>, voice: &Voice<'_>, table: &Table) -> Filled<'a> {
    let shown = Shown { view, voice, table, indicators: indicators(view, table) };
    match table.rows {
        TableRows::Places => shown.places(),
        TableRows::Periods => shown.periods(),
        TableRows::Categories => shown.categories(),
    }
}

fn indicators<'a>(view: &Overview<'a>, table: &Table) -> Vec<&'a Indicator> {
    table.indicators.iter().filter_map(|id| view.definitions.indicator(id)).collect()
}

struct Shown<'v, 'a> {
    view: &'v Overview<'a>,
    voice: &'v Voice<'v>,
    table: &'v Table,
    indicators: Vec<&'a Indicator>,
}

/// A row before it is printed: its name and one figure for each indicator.
struct Named<'a> {
    name: String,
    whole: bool,
    /// The place, where rows are places.
    at: Option<At<'a>>,
    figures: Vec<Option<&'a SafeFigure>>,
}

impl<'a> Shown<'_, 'a> {
    /// The nation, its regions and authorities, in the latest period.
    fn places(&self) -> Filled<'a> {
        let periods: Vec<Option<Period>> = self.latest();
        let row = |at: At<'a>| Named {
            name: self.voice.place(at.level, at.code),
            whole: at.level == GeographyLevel::Nation,
            at: Some(at),
            figures: self.each(&periods, at, Part::TOTAL),
        };
        let mut groups = vec![(String::new(), vec![row(self.view.nation())])];
        for (level, key) in
            [(GeographyLevel::Region, "places-regions"), (GeographyLevel::Authority, "places-authorities")]
        {
            let rows: Vec<Named<'a>> = self.view.places_below(level).into_iter().map(row).collect();
            if rows.iter().any(|row| row.figures.iter().flatten().any(|figure| !is_withheld(figure))) {
                groups.push((self.voice.say(key), rows));
            }
        }
        let nation_only = groups.len() == 1;
        let mut filled = self.print(&self.voice.say("column-place"), groups, periods.iter().flatten().max().copied());
        if nation_only {
            filled.grid.remarks.push(self.voice.say("table-nation-only"));
        } else {
            filled.grid.remarks.extend(self.nation_alone(&periods));
        }
        filled
    }

    /// Of each indicator that is withheld for every place below the nation: why.
    fn nation_alone(&self, periods: &[Option<Period>]) -> Vec<String> {
        let levels = [GeographyLevel::Region, GeographyLevel::Authority];
        let below: Vec<At<'a>> = levels.into_iter().flat_map(|level| self.view.places_below(level)).collect();
        let hidden = |indicator: &Indicator, period: Period| {
            let mut figures = below.iter().filter_map(|at| self.view.figure(&indicator.id, period, *at, Part::TOTAL));
            figures.all(|figure| figure.value == Protected::Withheld(NoteCode::Confidential))
        };
        let why = |indicator: &Indicator, period: Period| {
            let policy = self.view.definitions.collection.disclosure.policy(indicator.counts);
            let never = policy.is_none_or(|policy| policy.below_nation.of(period.kind()) == Below::None);
            let key = if never { "table-column-never" } else { "table-column-complete-only" };
            self.voice.tell_texts(key, &[("title", &self.voice.title(&indicator.id))])
        };
        let pairs = self.indicators.iter().zip(periods);
        pairs
            .filter_map(|(indicator, period)| Some((indicator, (*period)?)))
            .filter(|(indicator, period)| hidden(indicator, *period))
            .map(|(indicator, period)| why(indicator, period))
            .collect()
    }

    /// The periods there are, for the nation.
    fn periods(&self) -> Filled<'a> {
        let mut periods: Vec<Period> = self
            .indicators
            .iter()
            .flat_map(|indicator| self.view.periods(&indicator.id, self.table.periods, Part::TOTAL))
            .collect();
        periods.sort();
        periods.dedup();
        let row = |period: &Period| Named {
            name: capitalised(&self.voice.period(*period)),
            whole: false,
            at: None,
            figures: self.each(&vec![Some(*period); self.indicators.len()], self.view.nation(), Part::TOTAL),
        };
        let rows = periods.iter().map(row).collect();
        self.print(&self.voice.say("column-period"), vec![(String::new(), rows)], periods.last().copied())
    }

    /// The categories of the breakdown, and all of them together, for the nation in the latest period.
    fn categories(&self) -> Filled<'a> {
        let periods = self.latest();
        let mut categories: Vec<&'a str> = Vec::new();
        for (indicator, period) in self.indicators.iter().zip(&periods) {
            let Some(period) = period else { continue };
            for category in self.view.categories(&indicator.id, *period, &self.table.breakdown) {
                if !categories.contains(&category) {
                    categories.push(category);
                }
            }
        }
        let first = self.indicators.first().map_or("", |indicator| &*indicator.id);
        let row = |category: &&'a str| {
            let breakdown = if category.is_empty() { "" } else { &*self.table.breakdown };
            Named {
                name: self.voice.category(first, breakdown, category),
                whole: category.is_empty(),
                at: None,
                figures: self.each(&periods, self.view.nation(), Part { breakdown, category }),
            }
        };
        let rows = categories.iter().chain([&""]).map(row).collect();
        let corner = self.breakdown_title();
        let mut filled = self.print(&corner, vec![(String::new(), rows)], periods.iter().flatten().max().copied());
        if self.view.leaves_out(&self.table.breakdown) {
            filled.grid.remarks.push(self.voice.say("table-never-apart"));
        }
        filled
    }

    /// What the breakdown is called: as the base return's field of that name, or where it is no field as the definitions of
    /// its indicators call it.
    fn breakdown_title(&self) -> String {
        let (first, column) = (self.indicators.first(), &self.table.breakdown);
        let set = first.and_then(|indicator| self.view.definitions.row_sets.get(&indicator.of));
        let field = format!("return.{}.field.{column}", set.map_or("", |set| &*set.base));
        let own = format!("breakdown.{}.{column}", first.map_or("", |indicator| &*indicator.chapter));
        let titles = [field, own].map(|id| self.voice.text(&id).to_string());
        titles.into_iter().find(|title| !title.is_empty()).unwrap_or_default()
    }

    fn latest(&self) -> Vec<Option<Period>> {
        let latest = |i: &&Indicator| self.view.latest(&i.id, self.table.periods, Part::TOTAL);
        self.indicators.iter().map(latest).collect()
    }

    fn each(&self, periods: &[Option<Period>], at: At<'_>, part: Part<'_>) -> Vec<Option<&'a SafeFigure>> {
        let pairs = self.indicators.iter().zip(periods);
        pairs.map(|(indicator, period)| self.view.figure(&indicator.id, (*period)?, at, part)).collect()
    }

    fn print(&self, corner: &str, groups: Vec<(String, Vec<Named<'a>>)>, period: Option<Period>) -> Filled<'a> {
        let rows = groups.iter().flat_map(|(_, rows)| rows);
        let figures: Vec<&'a SafeFigure> = rows.flat_map(|row| row.figures.iter().flatten().copied()).collect();
        let mut shortfalls = Shortfalls::of(self.voice, &figures);
        let mut shown = Vec::new();
        for (title, rows) in groups {
            let rows = rows.iter().map(|row| self.row(row, &mut shortfalls));
            shown.push(Group { title, rows: rows.collect() });
        }
        let columns = self.indicators.iter().flat_map(|indicator| self.columns(indicator)).collect();
        let has_more = self.crowded() && figures.iter().any(|figure| figure.lower.is_some());
        let mut remarks = shortfalls.remarks();
        remarks.extend(has_more.then(|| self.voice.say("table-intervals-in-data")));
        let footnotes = shortfalls.footnotes();
        let mut grid = Grid { corner: corner.to_string(), columns, groups: shown, remarks, footnotes };
        self.drop_intervals(&mut grid, &figures);
        Filled { grid, figures, period }
    }

    /// Takes the columns away of intervals that no figure of the table has.
    fn drop_intervals(&self, grid: &mut Grid, figures: &[&SafeFigure]) {
        let mut after = 0;
        let mut empty = Vec::new();
        for indicator in &self.indicators {
            let columns = self.columns(indicator).len();
            after += columns;
            let has_any = figures.iter().any(|figure| figure.key.indicator == indicator.id && figure.lower.is_some());
            if columns > 1 && !has_any {
                empty.push(after - 1);
            }
        }
        for at in empty.into_iter().rev() {
            grid.columns.remove(at);
            for row in grid.groups.iter_mut().flat_map(|group| &mut group.rows).filter(|row| row.cells.len() > at) {
                row.cells.remove(at);
            }
        }
    }

    /// An indicator alone shows all it has; two show value and interval; more show values only. The data file has all.
    fn columns(&self, indicator: &Indicator) -> Vec<String> {
        let title = self.voice.title(&indicator.id);
        let alone = self.indicators.len() == 1;
        let of = |key: &str| {
            let column = self.voice.say(key);
            if alone { column } else { self.voice.tell_texts("column-of", &[("title", &title), ("column", &column)]) }
        };
        match indicator.kind {
            Kind::Count | Kind::Sum | Kind::Ratio => vec![title],
            _ if self.crowded() => vec![title],
            Kind::Proportion if alone => {
                ["column-numerator", "column-denominator", "column-per-cent", "column-interval"].map(of).to_vec()
            }
            Kind::Proportion => vec![of("column-per-cent"), of("column-interval")],
            Kind::Rate | Kind::Mean | Kind::Median | Kind::P90 => vec![title.clone(), of("column-interval")],
        }
    }

    /// Whether there are too many indicators for anything but their values.
    fn crowded(&self) -> bool {
        self.indicators.len() > 2
    }

    /// A row as it is printed. Where all of it rests on the same too few returns its heading bears the mark, and the
    /// numbers stay plain; else each such number bears its own.
    fn row(&self, row: &Named<'_>, shortfalls: &mut Shortfalls<'_>) -> Row {
        let figures: Vec<&SafeFigure> = row.figures.iter().flatten().copied().collect();
        let of_row = shortfalls.of_row(&figures);
        let mut cells = Vec::new();
        for (indicator, figure) in self.indicators.iter().zip(&row.figures) {
            let own = figure.filter(|_| of_row.is_none()).and_then(|figure| shortfalls.of_figure(figure));
            cells.extend(self.cells_of(indicator.kind, *figure, own.as_deref()));
        }
        let authority = row.at.filter(|at| at.level == GeographyLevel::Authority);
        Row {
            name: row.name.clone(),
            mark: of_row.unwrap_or_default(),
            whole: row.whole,
            place: authority.map_or_else(String::new, |at| at.code.to_owned()),
            level: row.at.map(|at| at.level),
            cells,
            english: None,
        }
    }

    fn cells_of(&self, kind: Kind, figure: Option<&SafeFigure>, shortfall: Option<&str>) -> Vec<Cell> {
        let absent = Protected::Withheld(NoteCode::NotAvailable);
        let none = || Cell::number(&absent, kind);
        let value = figure.map_or_else(none, |figure| Cell::value(figure, shortfall));
        let interval = || figure.map_or_else(none, |figure| Cell::limits(figure, self.voice.interval(figure)));
        let count = |count: Protected| Cell::number(&count, Kind::Count);
        match kind {
            Kind::Count | Kind::Sum | Kind::Ratio => vec![value],
            _ if self.crowded() => vec![value],
            Kind::Proportion if self.indicators.len() == 1 => {
                let whole = figure.and_then(|figure| figure.denominator).unwrap_or(absent);
                vec![count(figure.map_or(absent, |figure| figure.numerator)), count(whole), value, interval()]
            }
            Kind::Proportion | Kind::Rate | Kind::Mean | Kind::Median | Kind::P90 => vec![value, interval()],
        }
    }
}

fn is_withheld(figure: &SafeFigure) -> bool {
    matches!(figure.value, Protected::Withheld(_))
}

/// The text with a capital at its beginning.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::definitions::Item;
    use crate::present::invented::{account, definitions, english, safe};
    use crate::present::voice::Used;

    /// The columns of each table of the report, and the cells of its first row.
    fn tables(change: impl FnOnce(&mut Vec<SafeFigure>)) -> Vec<(usize, usize)> {
        let (definitions, figures, account) = (definitions("x"), safe(change), account());
        let view = Overview { definitions: &definitions, figures: &figures, account: &account };
        let (language, used) = (english(), Used::default());
        let voice = Voice { definitions: &definitions, language: &language, used: &used };
        let items = definitions.report.chapters.iter().flat_map(|chapter| &chapter.items);
        let tables = items.filter_map(|item| if let Item::Table(table) = item { Some(table) } else { None });
        let grids = tables.map(|table| fill(&view, &voice, table).grid);
        grids.map(|grid| (grid.columns.len(), grid.groups[0].rows[0].cells.len())).collect()
    }

    #[test]
    fn an_interval_that_no_figure_has_takes_no_column() {
        let with = tables(|_| {});
        let without = tables(|figures| {
            for figure in figures {
                (figure.lower, figure.upper) = (None, None);
            }
        });
        assert!(with.iter().chain(&without).all(|(columns, cells)| columns == cells), "{with:?} {without:?}");
        let columns = |tables: &[(usize, usize)]| tables.iter().map(|(columns, _)| columns).sum::<usize>();
        assert!(columns(&without) < columns(&with), "{with:?} {without:?}");
    }
}
