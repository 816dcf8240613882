//! The chapter for the inspectorate alone: internal indicators, and how many distinct persons there are.

use std::collections::BTreeSet;

use super::making::Making;
use super::{ChapterShown, Piece};
use crate::definitions::{Indicator, Table, TableRows};
use crate::diagnostic::Error;
use crate::disclosure::{Protected, SafeFigure};
use crate::domain::{Audience, Kind, NoteCode, Period, PeriodKind, Restricted};
use crate::present::Overview;
use crate::present::cell::Cell;
use crate::present::grid::{self, Grid, Group, Row};

impl Overview<'_> {
    /// Whether an indicator is on the page because of who reads it.
    pub(crate) fn adds(&self, indicator: &Indicator) -> bool {
        self.audience() == Audience::Internal && (indicator.internal || indicator.linked)
    }
}

impl Making<'_, '_> {
    /// The chapter, where the page is for the inspectorate.
    pub(super) fn for_the_inspectorate(&mut self) -> Result<Option<ChapterShown>, Error> {
        if self.view.audience() == Audience::Public {
            return Ok(None);
        }
        let mut items = Vec::new();
        for kind in [PeriodKind::Year, PeriodKind::Quarter, PeriodKind::Month] {
            items.extend(self.internal_indicators(kind)?);
        }
        items.extend(self.persons()?);
        let title = self.voice.say("internal-chapter");
        Ok((!items.is_empty()).then(|| ChapterShown {
            id: "chapter-internal".to_string(),
            title,
            aspect: String::new(),
            message: String::new(),
            notes: Vec::new(),
            items,
        }))
    }

    /// The internal indicators whose longest period is of this kind, period by period.
    fn internal_indicators(&mut self, periods: PeriodKind) -> Result<Option<Piece>, Error> {
        let longest = |indicator: &Indicator| indicator.periods.iter().copied().min();
        let internal = self.view.definitions.indicators.iter().filter(|indicator| indicator.internal);
        let indicators: Vec<Box<str>> = internal
            .filter(|indicator| longest(indicator) == Some(periods))
            .map(|indicator| indicator.id.clone())
            .collect();
        if indicators.is_empty() {
            return Ok(None);
        }
        let title = self.voice.say("internal-indicators");
        let table = Table {
            id: format!("internal_by_{}", periods.as_str()).into(),
            title: title.as_str().into(),
            rows: TableRows::Periods,
            indicators,
            breakdown: "".into(),
            periods,
        };
        let filled = grid::fill(self.view, &self.voice, &table);
        self.tabled(&table.id, &title, title.clone(), filled.grid, &filled.figures).map(Some)
    }

    /// Distinct persons, year by year; the data file has their other periods and their categories.
    fn persons(&mut self) -> Result<Option<Piece>, Error> {
        let figures: Vec<&SafeFigure<Restricted>> = self.view.figures.persons().iter().collect();
        if figures.is_empty() {
            return Ok(None);
        }
        let title = self.voice.say("internal-persons");
        let grid = self.persons_by_year(&figures);
        self.tabled("persons", &title, title.clone(), grid, &figures).map(Some)
    }

    fn persons_by_year(&self, figures: &[&SafeFigure<Restricted>]) -> Grid {
        let totals =
            || figures.iter().filter(|f| f.key.breakdown.is_empty() && f.key.period.kind() == PeriodKind::Year);
        let years: BTreeSet<Period> = totals().map(|figure| figure.key.period).collect();
        let indicators: BTreeSet<&str> = totals().map(|figure| &*figure.key.indicator).collect();
        let cell = |indicator: &str, year: &Period| {
            let figure = totals().find(|figure| *figure.key.indicator == *indicator && figure.key.period == *year);
            let absent = || Cell::number(&Protected::Withheld(NoteCode::NotAvailable), Kind::Count);
            figure.map_or_else(absent, |figure| Cell::value(figure, None))
        };
        let row = |indicator: &str| Row {
            name: self.voice.title(indicator),
            cells: years.iter().map(|year| cell(indicator, year)).collect(),
            ..Row::default()
        };
        Grid {
            corner: self.voice.say("column-indicator"),
            columns: years.iter().map(|year| self.voice.period(*year)).collect(),
            groups: vec![Group { title: String::new(), rows: indicators.into_iter().map(row).collect() }],
            remarks: vec![self.voice.say("internal-persons-remark")],
            ..Grid::default()
        }
    }
}
