//! A chart of one line over time, with what chance would hardly make of it; worked out from the values as they are
//! printed.

use super::key::Entry;
use super::lettering::Lettering;
use super::lines::Series;
use super::marker::Mark;
use super::palette::{CONCERN, IMPROVEMENT, ORDINARY, UNUSUAL};
use super::process::{self, Dot, Level, Process};
use super::scale::Scale;
use super::series::Line;
use super::series::{gaps, incomplete, labels, line_series, noted, shortfalls, span, tick_label, years};
use super::{Made, describe};
use crate::definitions::{Chart, Indicator};
use crate::diagnostic::Error;
use crate::disclosure::SafeFigure;
use crate::domain::statistics::Variation;
use crate::domain::statistics::xmr::{self, Better, Cause, Design, Point};
use crate::domain::{Kind, NoteCode, Period};
use crate::present::Overview;
use crate::present::choice::{Part, shown};
use crate::present::voice::{Voice, decimal, in_kind};

/// A stretch of the line that has limits: where it begins, and its points.
struct Stretch {
    from: usize,
    points: Vec<Point>,
}

/// What is shown.
struct Shown<'a> {
    indicator: &'a Indicator,
    periods: Vec<Period>,
    figures: Vec<Option<&'a SafeFigure>>,
    series: Series,
    stretches: Vec<Stretch>,
}

pub(super) fn make<'a>(
    view: &Overview<'a>,
    voice: &Voice<'_>,
    chart: &Chart,
    lettering: &Lettering,
) -> Result<Made<'a>, Error> {
    let indicator = chart.indicators.iter().find_map(|id| view.definitions.indicator(id));
    let Some(indicator) = indicator else { return Ok(super::nothing(voice, Vec::new(), Vec::new(), None)) };
    let shown = Shown::of(view, voice, indicator, chart);
    let lacking = shortfalls(std::slice::from_ref(&shown.series));
    let incomplete = incomplete(voice, &lacking, &shown.periods);
    let table = [shown.figures.clone()];
    let mut remarks = shown.said(voice);
    remarks.extend(incomplete.iter().cloned());
    remarks.extend(gaps(voice, &shown.periods, &table));
    remarks.extend(noted(voice, &shown.periods, &table));
    let figures: Vec<&'a SafeFigure> = shown.figures.iter().flatten().copied().collect();
    let period = shown.periods.last().copied();
    let Some(process) = shown.picture(voice) else { return Ok(super::nothing(voice, remarks, figures, period)) };
    if process.scale.from > 0.0 {
        remarks.push(voice.say("chart-axis-cut"));
    }
    let line = describe::series(view, voice, std::slice::from_ref(&shown.series), &shown.periods, incomplete);
    let description = [line].into_iter().chain(shown.described(voice)).collect::<Vec<_>>().join(" ");
    let sheet = process::draw(&process, lettering)?;
    Ok(Made { sheet: Some(sheet), description, remarks, figures, period })
}

impl<'a> Shown<'a> {
    fn of(view: &Overview<'a>, voice: &Voice<'_>, indicator: &'a Indicator, chart: &Chart) -> Self {
        let periods = view.periods(&indicator.id, chart.periods, Part::TOTAL);
        let figure = |period: &Period| view.figure(&indicator.id, *period, view.nation(), Part::TOTAL);
        let figures: Vec<Option<&'a SafeFigure>> = periods.iter().map(figure).collect();
        let line = Line { indicator: &indicator.id, part: Part::TOTAL };
        let series = line_series(voice, &line, &figures, true);
        let stretches = stretches(&periods, &figures);
        Self { indicator, periods, figures, series, stretches }
    }

    fn better(&self) -> Better {
        Better::of(&self.indicator.better)
    }

    /// What a point is put down to: nothing where it has no limits.
    fn variation(&self, at: usize) -> Variation {
        let point = self.stretches.iter().find_map(|stretch| stretch.points.get(at.checked_sub(stretch.from)?));
        point.map_or(Variation::CommonCause, |point| point.cause.variation(self.better()))
    }

    fn picture(&self, voice: &Voice<'_>) -> Option<Process> {
        let first = self.figures.iter().flatten().next()?;
        let values = self.series.points.iter().flatten().copied();
        let levels = self.levels(voice, first.kind);
        let all: Vec<f64> = values.chain(levels.iter().map(|level| level.value)).collect();
        let lowest =
            self.series.points.iter().flatten().next().map(|_| all.iter().copied().fold(f64::MAX, f64::min))?;
        let scale = Scale::for_lines(lowest, all.iter().copied().fold(lowest, f64::max));
        let dot = |(at, (value, shortfall)): (usize, (&Option<f64>, &Option<String>))| {
            let (mark, colour) = look(self.variation(at));
            value.map(|value| Dot { value, mark, colour, hollow: shortfall.is_some() })
        };
        let last = self.series.points.iter().zip(&self.series.printed).rev();
        let last = last.into_iter().find_map(|(value, printed)| Some(((*value)?, printed.clone())));
        Some(Process {
            unit: voice.unit(&first.unit),
            periods: labels(voice, &self.periods),
            years: years(&self.periods),
            ticks: scale.ticks.iter().map(|tick| tick_label(*tick, &scale, first.kind)).collect(),
            scale,
            dots: self.series.points.iter().zip(&self.series.shortfalls).enumerate().map(dot).collect(),
            levels,
            last,
            key: self.key(voice),
        })
    }

    /// The mean and the limits of each stretch; those of the last have names.
    fn levels(&self, voice: &Voice<'_>, kind: Kind) -> Vec<Level> {
        let mut levels = Vec::new();
        for (n, stretch) in self.stretches.iter().enumerate() {
            let Some(point) = stretch.points.first() else { continue };
            let to = stretch.from + stretch.points.len().saturating_sub(1);
            let named = n + 1 == self.stretches.len();
            for (key, value) in lines(point, kind) {
                let label =
                    if named { voice.tell_texts(key, &[("value", &written(value, kind))]) } else { String::new() };
                levels.push(Level { from: stretch.from, to, value, limit: key != "xmr-mean", label });
            }
        }
        levels
    }

    /// What the shapes mean that the picture has.
    fn key(&self, voice: &Voice<'_>) -> Vec<Entry> {
        if self.stretches.is_empty() {
            return Vec::new();
        }
        let shown = || (0..self.periods.len()).filter(|at| self.series.points.get(*at).copied().flatten().is_some());
        let known = [
            (Variation::CommonCause, "xmr-ordinary"),
            (Variation::Improvement, "xmr-improvement"),
            (Variation::Concern, "xmr-concern"),
            (Variation::NeutralHigh, "xmr-unusual"),
        ];
        let has = |variation| shown().any(|at| look(self.variation(at)) == look(variation));
        let entry = |(variation, key): (Variation, &str)| {
            let (mark, colour) = look(variation);
            Entry { mark, colour, text: voice.say(key) }
        };
        known.into_iter().filter(|(variation, _)| has(*variation)).map(entry).collect()
    }

    /// How the picture is to be read, and which points are beyond chance, by which rule.
    fn said(&self, voice: &Voice<'_>) -> Vec<String> {
        if self.stretches.is_empty() {
            return vec![voice.tell_texts("xmr-few", &[("fewest", &xmr::FEWEST.to_string())])];
        }
        let flags = self.flags(voice);
        let none = flags.is_empty().then(|| voice.say("xmr-none"));
        [voice.say("xmr-reading")].into_iter().chain(flags).chain(none).collect()
    }

    /// Points beyond chance, those in a row that say the same together, with the rules that they meet.
    fn flags(&self, voice: &Voice<'_>) -> Vec<String> {
        let mut runs: Vec<(Variation, Vec<Cause>, usize, usize)> = Vec::new();
        for stretch in &self.stretches {
            for (at, point) in (stretch.from..).zip(&stretch.points).filter(|(_, point)| point.cause != Cause::Common) {
                let variation = point.cause.variation(self.better());
                match runs.last_mut() {
                    Some((last, causes, _, to)) if *last == variation && *to + 1 == at => {
                        *to = at;
                        if !causes.contains(&point.cause) {
                            causes.push(point.cause);
                        }
                    }
                    _ => runs.push((variation, vec![point.cause], at, at)),
                }
            }
        }
        let said = |(variation, causes, from, to): &(Variation, Vec<Cause>, usize, usize)| {
            let when = span(voice, &self.periods, *from, *to)?;
            let rules: Vec<String> = causes.iter().map(|cause| voice.say(rule(*cause))).collect();
            let key = match variation {
                Variation::Improvement => "xmr-flag-improvement",
                Variation::Concern => "xmr-flag-concern",
                _ => "xmr-flag",
            };
            Some(voice.tell_texts(key, &[("when", &when), ("rule", &voice.list(&rules))]))
        };
        runs.iter().filter_map(said).collect()
    }

    /// The mean and the limits in words, and the points beyond chance.
    fn described(&self, voice: &Voice<'_>) -> Vec<String> {
        let last = self.stretches.last().and_then(|stretch| stretch.points.first());
        let kind = self.figures.iter().flatten().next().map(|figure| figure.kind);
        let Some((point, kind)) = last.zip(kind) else { return self.said(voice) };
        let [upper, mean, lower] = lines(point, kind).map(|(_, value)| written(value, kind));
        let limits = voice.tell_texts("describe-xmr", &[("mean", &mean), ("lower", &lower), ("upper", &upper)]);
        let flags = self.flags(voice);
        let none = flags.is_empty().then(|| voice.say("xmr-none"));
        [limits].into_iter().chain(flags).chain(none).collect()
    }
}

/// The stretches that are long enough for limits: values that follow each other without a gap, of periods that are
/// over, and that rest on as many returns as their neighbours, for else what lacks would look like a fall.
fn stretches(periods: &[Period], figures: &[Option<&SafeFigure>]) -> Vec<Stretch> {
    let mut runs: Vec<(usize, Vec<f64>)> = Vec::new();
    let mut before: Option<(Period, u32)> = None;
    for (at, (period, figure)) in periods.iter().zip(figures).enumerate() {
        let settled = figure.filter(|figure| !figure.note_codes.contains(&NoteCode::Provisional));
        let Some((value, rests_on)) = settled.and_then(|f| Some((shown(&f.value)?, f.coverage_in))) else {
            before = None;
            continue;
        };
        match runs.last_mut().filter(|_| before == Some((period.previous(), rests_on))) {
            Some((_, run)) => run.push(value),
            None => runs.push((at, vec![value])),
        }
        before = Some((*period, rests_on));
    }
    runs.retain(|(_, run)| run.len() >= xmr::FEWEST);
    let charted =
        |(from, run): (usize, Vec<f64>)| Some(Stretch { from, points: xmr::chart(&run, &Design::default())? });
    runs.into_iter().filter_map(charted).collect()
}

/// The upper limit, the mean and the lower limit, none where no value can be: below nothing, or above all.
fn lines(point: &Point, kind: Kind) -> [(&'static str, f64); 3] {
    let upper = if kind == Kind::Proportion { point.upper.min(100.0) } else { point.upper };
    [("xmr-upper", upper), ("xmr-mean", point.mean), ("xmr-lower", point.lower.max(0.0))]
}

/// A mean or a limit: with a decimal, which a mean of counts needs too.
fn written(value: f64, kind: Kind) -> String {
    match kind {
        Kind::Count | Kind::Sum => decimal(value, 1),
        _ => in_kind(value, kind),
    }
}

fn look(variation: Variation) -> (Mark, plotters::style::RGBColor) {
    match variation {
        Variation::CommonCause => (Mark::Circle, ORDINARY),
        Variation::Improvement => (Mark::Square, IMPROVEMENT),
        Variation::Concern => (Mark::Triangle, CONCERN),
        Variation::NeutralHigh | Variation::NeutralLow => (Mark::Diamond, UNUSUAL),
    }
}

/// The rule in words.
fn rule(cause: Cause) -> &'static str {
    match cause {
        Cause::AboveLimit => "xmr-rule-above-limit",
        Cause::BelowLimit => "xmr-rule-below-limit",
        Cause::Rising => "xmr-rule-rising",
        Cause::Falling => "xmr-rule-falling",
        Cause::NearUpper => "xmr-rule-near-upper",
        Cause::NearLower => "xmr-rule-near-lower",
        Cause::ShiftUp => "xmr-rule-shift-up",
        Cause::ShiftDown => "xmr-rule-shift-down",
        Cause::Common => "xmr-ordinary",
    }
}
