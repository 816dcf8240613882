//! Headline figures: each with its change, how sure it is, and what it rests on.

use std::collections::BTreeSet;

use serde::Serialize;

use super::Overview;
use super::choice::{At, Part};
use super::coverage::is_partial;
use super::notes::{codes_in, marks, with_marks};
use super::voice::{Voice, printed};
use crate::definitions::Headline;
use crate::disclosure::SafeFigure;
use crate::domain::{GeographyLevel, Kind, NoteCode, PeriodKind};

/// A headline figure as pages print it.
#[derive(Serialize)]
pub(super) struct Card {
    title: String,
    value: String,
    /// The note codes beside its value.
    notes: String,
    detail: String,
    period: String,
    change: String,
    interval: String,
    /// On whose returns the nation's figure rests; beside an authority's, the nation's.
    foot: String,
    /// Whether it rests on fewer returns than are owed.
    partial: bool,
}

/// The headlines of the report, as far as there are figures of them at a place.
pub(super) fn cards(view: &Overview<'_>, voice: &Voice<'_>, at: At<'_>) -> Vec<Card> {
    view.definitions.report.headlines.iter().filter_map(|headline| Card::of(view, voice, headline, at)).collect()
}

impl Card {
    /// The figure of a headline at a place, in the latest year of which the nation's can be shown; none, where there is
    /// no such figure.
    fn of(view: &Overview<'_>, voice: &Voice<'_>, headline: &Headline, at: At<'_>) -> Option<Self> {
        let part = Part { breakdown: &headline.breakdown, category: &headline.category };
        let period = view.latest(&headline.indicator, PeriodKind::Year, part)?;
        let figure = view.figure(&headline.indicator, period, at, part)?;
        let title = voice.title(&headline.indicator);
        let category = voice.category(&headline.indicator, part.breakdown, part.category);
        let unit = if figure.kind == Kind::Rate { voice.unit(&figure.unit) } else { String::new() };
        let is_national = at.level == GeographyLevel::Nation;
        let beside = view.figure(&headline.indicator, period, view.nation(), part);
        Some(Self {
            title: if part.category.is_empty() { title } else { format!("{title}: {category}") },
            value: printed(&figure.value, figure.kind),
            notes: marks(figure),
            detail: voice.out_of(figure).unwrap_or(unit),
            period: as_at(voice, figure),
            change: voice.change_sentence(figure),
            interval: voice.interval_sentence(figure),
            foot: if is_national {
                voice.coverage_sentence(figure)
            } else {
                beside.map_or_else(String::new, |nation| of_nation(view, voice, nation))
            },
            partial: is_national && is_partial(figure),
        })
    }

    /// The note codes that it bears.
    pub(super) fn codes(&self) -> BTreeSet<NoteCode> {
        let texts = [&self.value, &self.notes, &self.change, &self.interval, &self.foot];
        texts.into_iter().flat_map(|text| codes_in(text)).collect()
    }
}

/// `2023-24, as at 31 March 2024`.
fn as_at(voice: &Voice<'_>, figure: &SafeFigure) -> String {
    let (period, date) = (voice.period(figure.key.period), voice.date(figure.as_at));
    voice.tell_texts("period-as-at", &[("period", &period), ("date", &date)])
}

/// `Wales: 8.6%`.
fn of_nation(view: &Overview<'_>, voice: &Voice<'_>, figure: &SafeFigure) -> String {
    let place = voice.place(GeographyLevel::Nation, view.nation().code);
    let value = with_marks(&printed(&figure.value, figure.kind), figure);
    let value = voice.with_shortfall(&value, voice.shortfall(figure).as_deref());
    voice.tell_texts("headline-beside", &[("place", &place), ("value", &value)])
}
