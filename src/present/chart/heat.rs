//! Heat maps: authorities by the categories of a breakdown, or by several indicators.

use plotters::style::RGBColor;

use super::cells::{self, Cell, Cells, Row, Shading};
use super::lettering::Lettering;
use super::remarks::{self, Named, why};
use super::shades::{Class, as_printed, classes, shade, shade_of};
use super::telling::{self, Valued};
use super::tiles::range;
use super::{Made, nothing};
use crate::definitions::{Chart, Indicator};
use crate::diagnostic::Error;
use crate::disclosure::SafeFigure;
use crate::domain::{GeographyLevel, Kind, NoteCode, Period};
use crate::present::Overview;
use crate::present::choice::{At, Part, shown};
use crate::present::voice::{Voice, bracketed, printed};

/// The most columns that one picture has.
const MOST_COLUMNS: usize = 8;

/// One column: a category of an indicator, or an indicator.
struct Column<'s> {
    name: String,
    indicator: &'s Indicator,
    part: Part<'s>,
    period: Period,
}

/// One place's figures, one for each column.
struct Line<'a> {
    at: At<'a>,
    name: String,
    figures: Vec<Option<&'a SafeFigure>>,
}

impl Line<'_> {
    fn has_value(&self) -> bool {
        (0..self.figures.len()).any(|column| self.value(column).is_some())
    }

    /// The value in a column, as it is printed.
    fn value(&self, column: usize) -> Option<f64> {
        let figure = self.figures.get(column).copied().flatten()?;
        Some(as_printed(shown(&figure.value)?, figure.kind))
    }
}

pub(super) fn make<'a>(
    view: &Overview<'a>,
    voice: &Voice<'_>,
    chart: &Chart,
    lettering: &Lettering,
) -> Result<Made<'a>, Error> {
    let (columns, left_out) = columns(view, voice, chart);
    let Some(first) = columns.first() else { return Ok(nothing(voice, Vec::new(), Vec::new(), None)) };
    let period = first.period;
    let places = view.places_below(GeographyLevel::Authority).into_iter();
    let lines: Vec<Line<'a>> = places.map(|at| line(view, voice, &columns, at)).collect();
    // What the nation counts is no measure for what one of its authorities does.
    let comparable = columns.iter().all(|column| !matches!(column.indicator.kind, Kind::Count | Kind::Sum));
    let nation = comparable.then(|| line(view, voice, &columns, view.nation()));
    let every = || nation.iter().chain(&lines);
    let figures: Vec<&'a SafeFigure> = every().flat_map(|line| line.figures.iter().flatten().copied()).collect();
    let named: Vec<Named<'a>> = every().map(|line| (line.name.clone(), line.figures.clone())).collect();
    let mut said = remarks::all(voice, &named);
    said.extend(
        (!left_out.is_empty()).then(|| voice.tell_texts("chart-columns-left-out", &[("what", &voice.list(&left_out))])),
    );
    said.extend(view.leaves_out(&chart.breakdown).then(|| voice.say("table-never-apart")));
    let scales = scales(&columns, &lines, chart);
    if scales.iter().all(Vec::is_empty) {
        return Ok(nothing(voice, said, figures, Some(period)));
    }
    let description = described(voice, &columns, &lines, period);
    let description = [description].into_iter().chain(remarks::incomplete(voice, &named)).collect::<Vec<_>>().join(" ");
    let by_category = !chart.breakdown.is_empty();
    let drawing = Cells {
        unit: if by_category { voice.unit(&first.indicator.unit()) } else { String::new() },
        columns: columns.iter().map(|column| column.name.clone()).collect(),
        // Who has no value at all is named below the picture.
        rows: every().filter(|line| line.has_value()).map(|line| row(line, &scales)).collect(),
        legend: if by_category { ranges(voice, &scales, first.indicator.kind) } else { ranks(voice, &scales) },
    };
    let sheet = cells::draw(&drawing, lettering)?;
    Ok(Made { sheet: Some(sheet), description, remarks: said, figures, period: Some(period) })
}

/// The columns, and the names of those for which there is no room.
fn columns<'s>(view: &'s Overview<'_>, voice: &Voice<'_>, chart: &'s Chart) -> (Vec<Column<'s>>, Vec<String>) {
    let indicators = || chart.indicators.iter().filter_map(|id| view.definitions.indicator(id));
    let latest = |indicator: &Indicator| view.latest(&indicator.id, chart.periods, Part::TOTAL);
    let mut columns: Vec<Column<'s>> = Vec::new();
    if chart.breakdown.is_empty() {
        columns.extend(indicators().filter_map(|indicator| {
            let name = voice.title(&indicator.id);
            Some(Column { name, indicator, part: Part::TOTAL, period: latest(indicator)? })
        }));
    } else if let Some((indicator, period)) = indicators().next().and_then(|one| Some((one, latest(one)?))) {
        let categories = view.categories(&indicator.id, period, &chart.breakdown).into_iter();
        columns.extend(categories.map(|category| {
            let name = voice.category(&indicator.id, &chart.breakdown, category);
            Column { name, indicator, part: Part { breakdown: &chart.breakdown, category }, period }
        }));
    }
    let left_out = columns.split_off(columns.len().min(MOST_COLUMNS));
    (columns, left_out.into_iter().map(|column| column.name).collect())
}

fn line<'a>(view: &Overview<'a>, voice: &Voice<'_>, columns: &[Column<'_>], at: At<'a>) -> Line<'a> {
    let disclosure = &view.definitions.collection.disclosure;
    let figure = |column: &Column<'_>| {
        let apart = disclosure.apart(column.part.breakdown, column.part.category, at.level).is_some();
        if apart { None } else { view.figure(&column.indicator.id, column.period, at, column.part) }
    };
    Line { at, name: voice.place(at.level, at.code), figures: columns.iter().map(figure).collect() }
}

/// The classes of each column: those of all values where they are of one indicator, else its own.
fn scales(columns: &[Column<'_>], lines: &[Line<'_>], chart: &Chart) -> Vec<Vec<Class>> {
    let of_column = |column: usize| lines.iter().filter_map(move |line| line.value(column));
    if chart.breakdown.is_empty() {
        return (0..columns.len()).map(|column| classes(&of_column(column).collect::<Vec<_>>())).collect();
    }
    let all: Vec<f64> = (0..columns.len()).flat_map(of_column).collect();
    vec![classes(&all); columns.len()]
}

fn row(line: &Line<'_>, scales: &[Vec<Class>]) -> Row {
    let whole = line.at.level == GeographyLevel::Nation;
    let cell = |(column, (figure, classes)): (usize, (Option<&SafeFigure>, &Vec<Class>))| {
        let value = line.value(column);
        let code = bracketed(why(figure).unwrap_or(NoteCode::NotAvailable));
        Cell {
            printed: figure.filter(|_| value.is_some()).map_or(code, |figure| printed(&figure.value, figure.kind)),
            ground: match value.map(|value| shade_of(value, classes)) {
                None => Shading::Withheld,
                Some(Some(shade)) if !whole => Shading::Shade(shade),
                Some(_) => Shading::Plain,
            },
        }
    };
    Row {
        name: line.name.clone(),
        place: if whole { String::new() } else { line.at.code.to_string() },
        whole,
        cells: line.figures.iter().copied().zip(scales).enumerate().map(cell).collect(),
    }
}

/// From which value to which each shade goes.
fn ranges(voice: &Voice<'_>, scales: &[Vec<Class>], kind: Kind) -> Vec<(RGBColor, String)> {
    let classes = scales.first().map_or(&[][..], Vec::as_slice);
    classes.iter().enumerate().map(|(at, class)| (shade(at, classes.len()), range(voice, class, kind))).collect()
}

/// The ends of the shades, where each column has classes of its own.
fn ranks(voice: &Voice<'_>, scales: &[Vec<Class>]) -> Vec<(RGBColor, String)> {
    let most = scales.iter().map(Vec::len).max().unwrap_or_default();
    let ends = [(0, "legend-lowest"), (most.saturating_sub(1), "legend-highest")];
    ends.into_iter().map(|(at, key)| (shade(at, most), voice.say(key))).collect()
}

/// What rows and columns are, and who has most and least in each column.
fn described(voice: &Voice<'_>, columns: &[Column<'_>], lines: &[Line<'_>], period: Period) -> String {
    let names: Vec<String> = columns.iter().map(|column| column.name.clone()).collect();
    let args = [("period", &*voice.period(period)), ("columns", &*voice.list(&names))];
    let mut said = vec![voice.tell_texts("describe-cells", &args)];
    for (at, name) in names.iter().enumerate() {
        let valued = |line: &Line<'_>| {
            let figure = line.figures.get(at).copied().flatten()?;
            let printed = printed(&figure.value, figure.kind);
            Some(Valued { name: line.name.clone(), value: line.value(at)?, printed })
        };
        let of_column: Vec<Valued> = lines.iter().filter_map(valued).collect();
        said.extend(telling::ends(voice, name, &of_column));
    }
    said.join(" ")
}
