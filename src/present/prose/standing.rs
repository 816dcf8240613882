//! What prose says of a figure beside others: of an authority beside the nation, of one part of a whole.

use super::{Question, in_words, no_figure};
use crate::definitions::Say;
use crate::disclosure::{Protected, SafeFigure};
use crate::domain::statistics::funnel::Position;
use crate::domain::{GeographyLevel, Kind, NoteCode};
use crate::present::Overview;
use crate::present::choice::{Part, shown};
use crate::present::notes::with_marks;
use crate::present::standing::Standings;
use crate::present::voice::{Voice, bracketed, in_kind};

impl<'a> Question<'a> {
    /// `above that of Wales (8.6%)`: a place beside the nation, as both are printed.
    pub(super) fn compared(&self, view: &Overview<'a>, voice: &Voice<'_>) -> String {
        let national = self.period.and_then(|period| view.figure(self.indicator, period, view.nation(), self.part));
        let nation = voice.place(GeographyLevel::Nation, view.nation().code);
        let own = self.found(view);
        let values = own.zip(national).and_then(|(own, national)| {
            Some((in_words(shown(&own.value)?, own), in_words(shown(&national.value)?, national), own, national))
        });
        let Some((own_text, text, own, national)) = values else {
            let code = bracketed(why(&[own, national]));
            return voice.tell_texts("compare-withheld", &[("nation", &nation), ("code", &code)]);
        };
        let above = shown(&own.value) > shown(&national.value);
        let key = match (own_text == text, above) {
            (true, _) => "compare-level",
            (false, true) => "compare-above",
            (false, false) => "compare-below",
        };
        voice.tell_texts(key, &[("nation", &nation), ("value", &with_marks(&text, national))])
    }

    /// `2 of the 22 authorities`: how many lie outside the 99.8% limits of the funnel, as the shown numbers draw it.
    pub(super) fn outside(&self, view: &Overview<'a>, voice: &Voice<'_>) -> String {
        let places = view.places_below(GeographyLevel::Authority);
        let Some(positions) = self.positions(view).filter(|positions| !positions.is_empty()) else {
            let code = bracketed(why(&[self.found(view)]));
            return voice.tell_texts("outside-withheld", &[("code", &code)]);
        };
        let far = |position: &&Position| matches!(position, Position::High998 | Position::Low998);
        let outside = positions.iter().filter(far).count();
        let key = if positions.len() == places.len() { "outside-all" } else { "outside-shown" };
        let count = u64::try_from(outside).unwrap_or(u64::MAX);
        let (number, whole) = (outside.to_string(), positions.len().to_string());
        let said = [("count", Say::Count(count)), ("number", Say::Text(&number)), ("whole", Say::Text(&whole))];
        voice.tell(key, &said)
    }

    /// Where the authorities lie whose numbers are shown; nothing for a statistic that has no funnel.
    fn positions(&self, view: &Overview<'a>) -> Option<Vec<Position>> {
        let indicator = view.definitions.indicator(self.indicator)?;
        let standings = Standings::of(view, indicator, self.period?, self.part)?;
        Some(standings.places.iter().map(|standing| standing.position).collect())
    }

    /// `49.0%`: what one category has of the total.
    pub(super) fn share(&self, view: &Overview<'a>, voice: &Voice<'_>) -> String {
        let whole = self.period.and_then(|period| view.figure(self.indicator, period, self.at, Part::TOTAL));
        let part = self.found(view);
        let share = part.zip(whole).and_then(|(part, whole)| {
            let (of, all) = (shown(&part.value)?, shown(&whole.value)?);
            (part.kind == Kind::Count && all > 0.0)
                .then(|| with_marks(&in_kind(100.0 * of / all, Kind::Proportion), part))
        });
        share.unwrap_or_else(|| no_figure(voice, why(&[part, whole])))
    }

    /// `Care and support (627)`: the category with the highest value, unless one that is withheld could have a higher.
    pub(super) fn largest(&self, view: &Overview<'a>, voice: &Voice<'_>) -> String {
        let categories = self.period.map(|period| view.categories(self.indicator, period, self.part.breakdown));
        let figures: Vec<&SafeFigure> = categories
            .unwrap_or_default()
            .into_iter()
            .filter(|category| !matches!(*category, "" | "not_given"))
            .filter_map(|category| view.figure(self.indicator, self.period?, self.at, Part { category, ..self.part }))
            .collect();
        let values: Vec<(&SafeFigure, f64)> =
            figures.iter().filter_map(|figure| Some((*figure, shown(&figure.value)?))).collect();
        let most = values.iter().map(|(_, value)| *value).reduce(f64::max);
        let hidden = figures.iter().any(|figure| figure.value == Protected::Withheld(NoteCode::Confidential));
        let Some(most) = most.filter(|most| !hidden || self.left_over(view, &values) < *most) else {
            return voice.tell_texts("category-withheld", &[("code", &bracketed(NoteCode::Confidential))]);
        };
        let there: Vec<&SafeFigure> =
            values.iter().filter(|(_, value)| value.total_cmp(&most).is_eq()).map(|(figure, _)| *figure).collect();
        let name = |figure: &&SafeFigure| voice.category(self.indicator, self.part.breakdown, &figure.key.category);
        let names: Vec<String> = there.iter().map(name).collect();
        let value = there.first().map(|figure| with_marks(&in_words(most, figure), figure)).unwrap_or_default();
        voice.tell_texts("place-with-value", &[("place", &voice.list(&names)), ("value", &value)])
    }

    /// The most that the categories that are not shown can have between them; without end where that cannot be told.
    fn left_over(&self, view: &Overview<'a>, values: &[(&SafeFigure, f64)]) -> f64 {
        let total = self.period.and_then(|period| view.figure(self.indicator, period, self.at, Part::TOTAL));
        let total = total.filter(|total| total.kind == Kind::Count).and_then(|total| shown(&total.value));
        total.map_or(f64::INFINITY, |total| total - values.iter().map(|(_, value)| value).sum::<f64>())
    }
}

/// Why there is no value: what withholds one of these, or that one is not available.
pub(super) fn why(figures: &[Option<&SafeFigure>]) -> NoteCode {
    let withheld = |figure: &SafeFigure| match figure.value {
        Protected::Withheld(code) => Some(code),
        Protected::Shown { .. } => None,
    };
    figures.iter().flatten().find_map(|figure| withheld(figure)).unwrap_or(NoteCode::NotAvailable)
}
