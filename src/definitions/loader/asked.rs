//! Refuses what the report's texts ask and no figure can answer, in every language: so that nothing but a figure's own
//! absence keeps it from a sentence.

use super::Loading;
use super::mistakes::Place;
use super::node::Text;
use super::report::{Shown, refuse_breakdown};
use crate::definitions::nearest::nearest;
use crate::definitions::question::{CHOICES, Part, QUESTIONS, Question, questions};
use crate::definitions::{Indicator, Reference};
use crate::domain::{GeographyLevel, Kind, Language, Period, PeriodKind};

const UNASKED: &str = "this asks for nothing that there is";

/// Notes every question that cannot be answered, and everything else that stands in braces.
pub(super) fn refuse(loading: &Loading<'_>, shown: &Shown<'_, '_>, reference: &Reference, languages: &[Language]) {
    for language in languages {
        for (_, text) in super::typed::texts(loading, language) {
            let asking = Asking { loading, shown, reference, text: &text };
            asking.refuse_statements();
            for found in questions(text.value) {
                match found {
                    Ok(question) => asking.refuse(&question),
                    Err(span) => {
                        let label = "expected a question about an indicator, {{ figure(\"…\") }}";
                        loading.mistakes.at(&text.part(span), "this is no question", label);
                    }
                }
            }
        }
    }
}

/// One text that asks.
struct Asking<'s, 'a> {
    loading: &'s Loading<'a>,
    shown: &'s Shown<'s, 'a>,
    reference: &'s Reference,
    text: &'s Text<'a>,
}

impl<'a> Asking<'_, 'a> {
    /// Whatever else a template can hold: figures are no part of it, so it can decide nothing.
    fn refuse_statements(&self) {
        for (at, open) in ["{%", "{#"].into_iter().flat_map(|open| self.text.value.match_indices(open)) {
            let place = self.text.part(at..at + open.len());
            self.loading.mistakes.at(&place, "this is no question", "a text holds words and {{ questions }} only");
        }
    }

    fn place(&self, part: &Part<'_>) -> Place<'a> {
        self.text.part(part.span.clone())
    }

    /// A part of the text as the loader's other checks take it.
    fn named(&self, part: &Part<'a>) -> Text<'a> {
        Text { value: part.text, place: self.place(part) }
    }

    fn refuse(&self, question: &Question<'a>) {
        self.refuse_unknown(&question.what, &QUESTIONS, "no such question");
        for (name, _) in &question.choices {
            self.refuse_unknown(name, &CHOICES, "a question is not told this");
        }
        let level = question.choice("at").and_then(|at| self.level(at));
        let Some(named) = &question.indicator else {
            if question.what.text != "place_in" {
                self.at(&question.what, "expected an indicator, in quotes");
            }
            return;
        };
        let Some(indicator) = self.shown.indicator(self.loading, &self.named(named)) else { return };
        if let Some(at) = question.choice("at").filter(|_| level.is_some_and(|it| !indicator.geographies.contains(&it)))
        {
            self.at(at, format!("`{}` is not computed for this kind of place", indicator.id));
        }
        self.refuse_part(question, indicator);
        self.refuse_period(question, indicator);
        self.refuse_unfit(question, indicator);
    }

    fn at(&self, part: &Part<'_>, label: impl AsRef<str>) {
        self.loading.mistakes.at(&self.place(part), UNASKED, label);
    }

    fn refuse_unknown(&self, part: &Part<'_>, known: &[&str], title: &str) {
        if !known.contains(&part.text) {
            let advice = nearest(part.text, known.iter().copied());
            self.loading.mistakes.advise(&self.place(part), title, format!("expected {}", known.join(", ")), advice);
        }
    }

    /// Of which level a place is; noted, where there is no such place.
    fn level(&self, at: &Part<'_>) -> Option<GeographyLevel> {
        let authorities = || self.reference.authorities.iter().map(|authority| authority.code.as_str());
        let regions = || self.reference.regions.iter().map(|region| &*region.code);
        if authorities().any(|code| code == at.text) {
            return Some(GeographyLevel::Authority);
        }
        if regions().any(|code| code == at.text) {
            return Some(GeographyLevel::Region);
        }
        let label = format!("`{}` is the code of no authority and of no region", at.text);
        let advice = nearest(at.text, authorities().chain(regions()));
        self.loading.mistakes.advise(&self.place(at), "no such place", label, advice);
        None
    }

    fn refuse_part(&self, question: &Question<'a>, indicator: &Indicator) {
        let (breakdown, category) = (question.choice("breakdown"), question.choice("category"));
        if let Some(breakdown) = breakdown {
            refuse_breakdown(self.loading, &self.named(breakdown), indicator);
        }
        match (breakdown, category) {
            (Some(breakdown), Some(category)) => {
                self.shown.refuse_category(self.loading, indicator, &self.named(breakdown), &self.named(category));
            }
            (None, Some(category)) if !self.shown.has_category(indicator, category.text) => {
                let label = format!("no breakdown of `{}` has a category `{}`", indicator.id, category.text);
                self.loading.mistakes.at(&self.place(category), "no such category", label);
            }
            _ => {}
        }
    }

    /// A kind of period, the one before the latest or the first of that kind, or one period by its name.
    fn refuse_period(&self, question: &Question<'_>, indicator: &Indicator) {
        let Some(part) = question.choice("period") else { return };
        let kind = match part.text.split_once(' ').unwrap_or((part.text, "")) {
            ("previous" | "first", "") => Some(PeriodKind::Year),
            ("previous" | "first", kind) => PeriodKind::of(kind),
            _ => PeriodKind::of(part.text).or_else(|| part.text.parse().ok().map(Period::kind)),
        };
        match kind {
            None => self.at(part, "expected a kind of period (year, quarter, month), `previous` or `first` with or without one, or a period (2023-24)"),
            Some(kind) if !indicator.periods.contains(&kind) => {
                self.at(part, format!("`{}` is not computed by {}", indicator.id, kind.as_str()));
            }
            Some(_) => {}
        }
    }

    /// What a question needs of its indicator, or to be told.
    fn refuse_unfit(&self, question: &Question<'_>, indicator: &Indicator) {
        let of_funnel = matches!(indicator.kind, Kind::Proportion | Kind::Rate) && indicator.interval.has("", "");
        let told = |name: &str| question.choice(name).is_some();
        let lacks = match question.what.text {
            "largest" if !told("breakdown") => "it is the largest category of a `breakdown`: expected one",
            "share" if !told("category") => "it is the share of a `category`: expected one",
            "share" if indicator.kind != Kind::Count => "only categories of a count are shares of it",
            "outside" if !of_funnel => "a funnel is of a proportion or a rate that has an interval",
            _ => return,
        };
        self.at(&question.what, lacks);
    }
}
