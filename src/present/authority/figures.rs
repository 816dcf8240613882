//! The figures of an authority beside those of its region and of the nation, chapter by chapter.

use super::measures::Measure;
use super::{Home, code_of};
use crate::disclosure::{Protected, SafeFigure};
use crate::domain::{Kind, NoteCode, Period};
use crate::present::Overview;
use crate::present::cell::Cell;
use crate::present::choice::{At, shown};
use crate::present::coverage::Shortfalls;
use crate::present::grid::{Grid, Group, Row};
use crate::present::quality::Listing;
use crate::present::standing;
use crate::present::voice::{Voice, bracketed, decimal};

/// A measure with the figures of one authority.
struct Line<'m, 'a> {
    measure: &'m Measure<'a>,
    own: Option<&'a SafeFigure>,
    before: Option<&'a SafeFigure>,
    region: Option<&'a SafeFigure>,
}

/// The table of a chapter; none, where nothing of it is published for authorities.
pub(super) fn table<'a>(
    view: &Overview<'a>,
    voice: &Voice<'_>,
    home: &Home<'a>,
    measures: &[Measure<'a>],
    chapter: (&str, &str),
) -> Option<Listing> {
    let (id, title) = chapter;
    let line = |measure| Line::of(view, home, measure);
    let lines: Vec<Line<'_, 'a>> = measures.iter().filter(|measure| measure.never.is_none()).map(line).collect();
    let common = common_period(&lines);
    let figures: Vec<&SafeFigure> = lines.iter().flat_map(Line::figures).collect();
    let mut shortfalls = Shortfalls::of(voice, &figures);
    let rows: Vec<Row> = lines.iter().map(|line| line.row(voice, home, common, &mut shortfalls)).collect();
    if rows.is_empty() {
        return None;
    }
    let caption = voice.tell_texts("authority-caption", &[("chapter", title), ("place", &home.name)]);
    let grid = Grid {
        corner: voice.say("column-indicator"),
        columns: columns(voice, home, common),
        groups: vec![Group { title: String::new(), rows }],
        remarks: shortfalls.remarks(),
        footnotes: shortfalls.footnotes(),
    };
    Some(Listing {
        id: format!("figures-{id}"),
        region: voice.tell_texts("table-region", &[("what", &caption)]),
        caption,
        grid,
        words: vec![6],
    })
}

/// The period that all lines show, where they do.
fn common_period(lines: &[Line<'_, '_>]) -> Option<Period> {
    let first = lines.first()?.measure.period;
    lines.iter().all(|line| line.measure.period == first).then_some(first)
}

fn columns(voice: &Voice<'_>, home: &Home<'_>, common: Option<Period>) -> Vec<String> {
    let (latest, before) = match common {
        Some(period) => (voice.period(period), voice.period(period.year_earlier())),
        None => (voice.say("column-latest"), voice.say("column-year-before")),
    };
    let [change, interval, position] =
        ["column-change", "column-interval", "column-position"].map(|key| voice.say(key));
    vec![latest, before, change, interval, home.region_name.clone(), home.nation_name.clone(), position]
}

impl<'m, 'a> Line<'m, 'a> {
    fn of(view: &Overview<'a>, home: &Home<'a>, measure: &'m Measure<'a>) -> Self {
        let own = measure.at(view, home.at);
        let region = At { level: crate::domain::GeographyLevel::Region, code: home.region };
        Self { measure, own, before: measure.before(view, home.at), region: measure.at(view, region) }
    }

    fn figures(&self) -> impl Iterator<Item = &'a SafeFigure> + use<'a> {
        [self.own, self.before, self.region, self.measure.nation].into_iter().flatten()
    }

    fn row(&self, voice: &Voice<'_>, home: &Home<'_>, common: Option<Period>, shortfalls: &mut Shortfalls<'_>) -> Row {
        let title = voice.title(&self.measure.indicator.id);
        let period = voice.period(self.measure.period);
        let name = match common {
            Some(_) => title,
            None => voice.tell_texts("title-in-period", &[("title", &title), ("period", &period)]),
        };
        let mut value = |figure: Option<&SafeFigure>| match figure {
            Some(figure) => Cell::value(figure, shortfalls.of_figure(figure).as_deref()),
            None => Cell::words(bracketed(NoteCode::NotAvailable)),
        };
        let [own, before, region, nation] = [self.own, self.before, self.region, self.measure.nation].map(&mut value);
        let interval = match self.own {
            Some(figure) => Cell::limits(figure, voice.interval(figure)),
            None => Cell::words(bracketed(NoteCode::NotAvailable)),
        };
        let cells = vec![own, before, change(voice, self.own), interval, region, nation, self.position(voice, home)];
        Row { name, cells, ..Row::default() }
    }

    /// Where the authority stands in the funnel; `[z]`, where there is none.
    fn position(&self, voice: &Voice<'_>, home: &Home<'_>) -> Cell {
        if let Some(position) = self.measure.positions.get(home.at.code) {
            return Cell::words(voice.say(standing::key(*position)));
        }
        let code = if self.measure.positions.is_empty() { NoteCode::NotApplicable } else { code_of(self.own) };
        Cell::words(bracketed(code))
    }
}

/// The change since a year before, with its sign: `+12`, `-0.8 points`; or why it is not shown.
fn change(voice: &Voice<'_>, figure: Option<&SafeFigure>) -> Cell {
    let Some(figure) = figure else { return Cell::words(bracketed(NoteCode::NotAvailable)) };
    match figure.change {
        None => Cell::words(bracketed(NoteCode::NotAvailable)),
        Some(Protected::Withheld(code)) => Cell::words(bracketed(code)),
        Some(change) => {
            let kind = if figure.is_percentage() { Kind::Mean } else { figure.kind };
            let cell = Cell::number(&change, kind);
            let signed = if shown(&change).is_some_and(|change| decimal(change, 1) != "0.0" && change > 0.0) {
                format!("+{}", cell.text)
            } else {
                cell.text.clone()
            };
            let text = if figure.is_percentage() { voice.tell_texts("points", &[("number", &signed)]) } else { signed };
            Cell { text, ..cell }
        }
    }
}
