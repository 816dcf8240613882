//! Paragraphs with figures bound in.
//!
//! A paragraph is a minijinja template of the report. Its functions (`figure`, `change`, `rose_or_fell`, ...) write a
//! marked question into the text, and the marks are answered afterwards from the safe figures: so the template engine
//! never holds a figure, and a figure that is withheld or unknown becomes a phrase that keeps the sentence whole.

mod standing;
#[cfg(test)]
mod tests;

use minijinja::value::Kwargs;
use minijinja::{AutoEscape, Environment, Error as TemplateError, UndefinedBehavior};

use super::Overview;
use super::choice::{At, Part, shown};
use super::notes::with_marks;
use super::voice::{Voice, bracketed, decimal, in_kind};
use crate::definitions::{CHOICES, QUESTIONS};
use crate::diagnostic::Error;
use crate::disclosure::{Protected, SafeFigure};
use crate::domain::{GeographyLevel, Kind, NoteCode, Period, PeriodKind};

/// Around and within a question in the text: control characters, which no text of the definitions holds.
const BEGIN: char = '\u{1}';
const BETWEEN: char = '\u{2}';
const END: char = '\u{3}';

/// The paragraphs of a template, filled in.
///
/// # Errors
/// [`Error::Definitions`] where the template cannot be read or asks for what does not exist.
pub(crate) fn paragraphs(
    view: &Overview<'_>,
    voice: &Voice<'_>,
    id: &str,
    template: &str,
) -> Result<Vec<String>, Error> {
    let questions = ask(id, template).map_err(|error| wrong(id, &error))?;
    let text = answered(view, voice, &questions);
    Ok(text.split("\n\n").map(one_line).filter(|paragraph| !paragraph.is_empty()).collect())
}

fn wrong(id: &str, error: &TemplateError) -> Error {
    Error::Definitions(format!("the paragraph `{id}` of the report cannot be filled in: {error:#}"))
}

/// A paragraph's lines, joined.
fn one_line(paragraph: &str) -> String {
    paragraph.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The template's text, with questions where the figures belong.
fn ask(id: &str, template: &str) -> Result<String, TemplateError> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    for question in QUESTIONS {
        environment.add_function(question, move |indicator: Option<String>, choices: Kwargs| {
            let mut marked = format!("{BEGIN}{question}{BETWEEN}{}", indicator.unwrap_or_default());
            for choice in CHOICES {
                marked.push(BETWEEN);
                marked.push_str(choices.get::<Option<&str>>(choice)?.unwrap_or_default());
            }
            choices.assert_all_used()?;
            marked.push(END);
            Ok::<_, TemplateError>(marked)
        });
    }
    environment.render_named_str(id, template, ())
}

/// The text with its questions answered.
fn answered(view: &Overview<'_>, voice: &Voice<'_>, text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, question)) = rest.split_once(BEGIN) {
        whole.push_str(before);
        let (question, after) = question.split_once(END).unwrap_or((question, ""));
        whole.push_str(&Question::read(view, question).answer(view, voice));
        rest = after;
    }
    whole.push_str(rest);
    whole
}

/// One question, with what it is about.
struct Question<'a> {
    what: &'a str,
    indicator: &'a str,
    part: Part<'a>,
    at: At<'a>,
    period: Option<Period>,
    /// Whether it asks for the latest, and gets an older one because the latest cannot be shown.
    older: bool,
}

impl<'a> Question<'a> {
    fn read(view: &Overview<'a>, marked: &'a str) -> Self {
        let mut words = marked.split(BETWEEN);
        let mut next = || words.next().unwrap_or_default();
        let (what, indicator, period, at, breakdown, category) = (next(), next(), next(), next(), next(), next());
        let breakdown = if breakdown.is_empty() { view.breakdown_with(indicator, category) } else { breakdown };
        let part = Part { breakdown, category };
        // A breakdown whose category nobody names is asked about as a whole.
        let dated = if category.is_empty() { Part::TOTAL } else { part };
        let (meant, older) = (meant(view, indicator, dated, period), is_older(view, indicator, dated, period));
        Self { what, indicator, part, at: place(view, at), period: meant, older }
    }

    fn found(&self, view: &Overview<'a>) -> Option<&'a SafeFigure> {
        view.figure(self.indicator, self.period?, self.at, self.part)
    }

    /// The answer; where it is older than what was asked for, with its period: `4.5% (2022-23)`.
    fn answer(&self, view: &Overview<'a>, voice: &Voice<'_>) -> String {
        let said = self.plain(view, voice);
        match self.period.filter(|_| self.older && !matches!(self.what, "date" | "period" | "place_in")) {
            Some(period) => {
                voice.tell_texts("value-with-period", &[("value", &said), ("period", &voice.period(period))])
            }
            None => said,
        }
    }

    fn plain(&self, view: &Overview<'a>, voice: &Voice<'_>) -> String {
        let figure = self.found(view);
        match self.what {
            "change" => voice.change_phrase("change-noun", figure),
            "rose_or_fell" => voice.change_phrase("change-verb", figure),
            "highest" => self.extreme(view, voice, true),
            "lowest" => self.extreme(view, voice, false),
            "compare" => self.compared(view, voice),
            "outside" => self.outside(view, voice),
            "share" => self.share(view, voice),
            "largest" => self.largest(view, voice),
            "date" => voice.date(figure.map_or(view.account.as_at, |figure| figure.as_at)),
            "place_in" => voice.place_in(self.at.level, self.at.code),
            "period" => self.period.map_or_else(|| voice.say("period-unknown"), |period| voice.period(period)),
            _ => figure.and_then(|figure| self.of_figure(figure, voice).transpose()).map_or_else(
                || no_figure(voice, NoteCode::NotAvailable),
                |said| said.unwrap_or_else(|code| no_figure(voice, code)),
            ),
        }
    }

    /// What a figure itself answers; the code where it is withheld; nothing where it has no such thing.
    fn of_figure(&self, figure: &SafeFigure, voice: &Voice<'_>) -> Result<Option<String>, NoteCode> {
        let count = |value: Option<&Protected>| match value {
            Some(Protected::Shown { value, .. }) => Ok(Some(decimal(*value, 0))),
            Some(Protected::Withheld(code)) => Err(*code),
            None => Ok(None),
        };
        match self.what {
            "numerator" => count(Some(&figure.numerator)),
            "denominator" => count(figure.denominator.as_ref()),
            "coverage" => Ok(Some(voice.coverage_phrase(figure))),
            _ => match figure.value {
                Protected::Withheld(code) => Err(code),
                Protected::Shown { .. } if self.what == "interval" => Ok(Some(voice.interval(figure))),
                Protected::Shown { value, .. } => {
                    let value = with_marks(&in_words(value, figure), figure);
                    Ok(Some(voice.with_shortfall(&value, voice.shortfall(figure).as_deref())))
                }
            },
        }
    }

    /// The authorities with the highest or lowest value, with it: `Torfaen (178.2)`; where some have none that can be
    /// shown, of how many it is the highest: `Torfaen (178.2, of 20 shown)`.
    fn extreme(&self, view: &Overview<'a>, voice: &Voice<'_>, highest: bool) -> String {
        let places = view.places_below(GeographyLevel::Authority);
        let own = |at: &At<'a>| view.figure(self.indicator, self.period?, *at, self.part);
        let all: Vec<&SafeFigure> = places.iter().filter_map(own).collect();
        let values: Vec<(&SafeFigure, f64)> =
            all.iter().filter_map(|figure| Some((*figure, shown(&figure.value)?))).collect();
        let farther = |a: f64, b: f64| if highest { a.max(b) } else { a.min(b) };
        let Some(extreme) = values.iter().map(|(_, value)| *value).reduce(farther) else {
            let withheld = all.iter().map(|figure| Some(*figure)).collect::<Vec<_>>();
            return voice.tell_texts("place-withheld", &[("code", &bracketed(standing::why(&withheld)))]);
        };
        let there: Vec<&SafeFigure> =
            values.iter().filter(|(_, v)| v.total_cmp(&extreme).is_eq()).map(|(f, _)| *f).collect();
        let names: Vec<String> =
            there.iter().map(|figure| voice.place(GeographyLevel::Authority, &figure.key.geography)).collect();
        let value = there.first().map(|figure| with_marks(&in_words(extreme, figure), figure)).unwrap_or_default();
        let key = if values.len() == places.len() { "place-with-value" } else { "place-with-value-of-shown" };
        let count = values.len().to_string();
        voice.tell_texts(key, &[("place", &voice.list(&names)), ("value", &value), ("shown", &count)])
    }
}

/// The phrase that stands where there is no number.
fn no_figure(voice: &Voice<'_>, code: NoteCode) -> String {
    voice.tell_texts("figure-withheld", &[("code", &bracketed(code))])
}

/// A value as a sentence has it: a ratio that is a percentage bears its sign, and a whole middle value no decimal.
fn in_words(value: f64, figure: &SafeFigure) -> String {
    match figure.kind {
        Kind::Ratio if figure.is_percentage() => format!("{}%", decimal(value, 1)),
        Kind::Median | Kind::P90 if value.fract() == 0.0 => decimal(value, 0),
        kind => in_kind(value, kind),
    }
}

/// The place a code names; the nation where there is no code. Of a place that nobody knows there is no figure.
fn place<'a>(view: &Overview<'a>, code: &'a str) -> At<'a> {
    if code.is_empty() {
        return view.nation();
    }
    let below = [GeographyLevel::Region, GeographyLevel::Authority];
    let found = below.into_iter().flat_map(|level| view.places_below(level)).find(|at| at.code == code);
    found.unwrap_or(At { level: GeographyLevel::Authority, code })
}

/// The period that is meant: `2022-23`, the latest `year` (also where nothing is said), `quarter` or `month`, the one a
/// year before the latest, `previous` or `previous quarter`, or the first that has a figure, `first` or `first quarter`.
fn meant(view: &Overview<'_>, indicator: &str, part: Part<'_>, text: &str) -> Option<Period> {
    let (which, kind) = match text.split_once(' ').unwrap_or((text, "")) {
        (which @ ("previous" | "first"), kind) => (which, kind),
        _ => ("", text),
    };
    let kind = if kind.is_empty() { Some(PeriodKind::Year) } else { PeriodKind::of(kind) };
    let Some(kind) = kind else { return text.parse().ok() };
    match which {
        "first" => first(view, indicator, kind, part),
        "previous" => Some(view.latest(indicator, kind, part)?.year_earlier()),
        _ => view.latest(indicator, kind, part),
    }
}

/// The first period of a kind whose figure for the nation can be shown; where none can, the first that has one.
fn first(view: &Overview<'_>, indicator: &str, kind: PeriodKind, part: Part<'_>) -> Option<Period> {
    let periods = view.periods(indicator, kind, part);
    let found = |period: &&Period| view.figure(indicator, **period, view.nation(), part);
    let first = periods.iter().find(|period| found(period).is_some_and(|figure| shown(&figure.value).is_some()));
    first.or(periods.first()).copied()
}

/// Whether the latest period is asked for, in any words, and another stands in for it because it cannot be shown.
fn is_older(view: &Overview<'_>, indicator: &str, part: Part<'_>, text: &str) -> bool {
    let kind = text.strip_prefix("previous").unwrap_or(text).trim();
    let kind = if kind.is_empty() { Some(PeriodKind::Year) } else { PeriodKind::of(kind) };
    let Some(kind) = kind else { return false };
    view.latest(indicator, kind, part) != view.periods(indicator, kind, part).last().copied()
}
