//! What is said of one figure: its value, its change, how sure it is, and whose returns it rests on.

use super::choice::shown;
use super::voice::{Voice, bracketed, decimal, in_kind};
use crate::disclosure::{Protected, SafeFigure};
use crate::domain::{Kind, NoteCode};

/// Which way a value went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Up,
    Down,
    Level,
    /// It changed, but by less than is printed.
    Same,
}

impl Way {
    const fn key(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
            Self::Level => "level",
            Self::Same => "same",
        }
    }
}

impl Voice<'_> {
    /// `An increase of 10 (0.1%) since 2022-23.`
    pub(crate) fn change_sentence(&self, figure: &SafeFigure) -> String {
        let Some(period) = figure.compared_with else { return self.say("change-none-to-compare") };
        let since = self.period(period);
        match (figure.change, self.amount(figure)) {
            (Some(Protected::Shown { .. }), Some((way, amount))) => {
                let key = format!("change-{}", way.key());
                self.tell_texts(&key, &[("amount", &amount), ("period", &since)])
            }
            (Some(Protected::Withheld(code)), _) => {
                self.tell_texts("change-withheld", &[("period", &since), ("code", &bracketed(code))])
            }
            _ => self.say("change-none-to-compare"),
        }
    }

    /// Which way and by how much, for a sentence: `10 (0.1%)`, `0.8 percentage points`.
    fn amount(&self, figure: &SafeFigure) -> Option<(Way, String)> {
        let change = shown(figure.change.as_ref()?)?;
        let whole = figure.kind == Kind::Count || figure.kind == Kind::Sum && change.fract() == 0.0;
        let decimals = usize::from(!whole);
        let amount = decimal(change.abs(), decimals);
        let way = way_of(change, &amount);
        if figure.is_percentage() {
            return Some((way, self.tell_texts("percentage-points", &[("number", &amount)])));
        }
        let per_cent = figure.change_pct.as_ref().and_then(shown);
        Some((way, per_cent.map_or(amount.clone(), |per_cent| format!("{amount} ({}%)", decimal(per_cent.abs(), 1)))))
    }

    /// `an increase of 23%` (`change-noun`) or `rose by 23%` (`change-verb`), for prose; a phrase of the same form where it is withheld.
    pub(crate) fn change_phrase(&self, form: &str, figure: Option<&SafeFigure>) -> String {
        let change = figure.and_then(|figure| figure.change.map(|change| (figure, change)));
        let Some((figure, change)) = change else { return self.no_phrase(form, NoteCode::NotAvailable) };
        let change = match change {
            Protected::Withheld(code) => return self.no_phrase(form, code),
            Protected::Shown { value, .. } => value,
        };
        let (way, amount) = match figure.change_pct.as_ref().and_then(shown) {
            Some(per_cent) if !figure.is_percentage() => {
                let amount = whole_or_tenth(per_cent);
                (way_of(change, &amount), format!("{amount}%"))
            }
            _ => match self.amount(figure) {
                Some(said) => said,
                None => return self.no_phrase(form, NoteCode::NotAvailable),
            },
        };
        self.tell_texts(&format!("{form}-{}", way.key()), &[("amount", &amount)])
    }

    fn no_phrase(&self, form: &str, code: NoteCode) -> String {
        self.tell_texts(&format!("{form}-withheld"), &[("code", &bracketed(code))])
    }

    /// `We can be 95% sure that the underlying value lies between 7.9% and 9.3%.`
    pub(crate) fn interval_sentence(&self, figure: &SafeFigure) -> String {
        match (figure.lower.as_ref(), figure.upper.as_ref()) {
            (Some(Protected::Shown { value: lower, .. }), Some(Protected::Shown { value: upper, .. })) => {
                let limits = (in_kind(*lower, figure.kind), in_kind(*upper, figure.kind));
                self.tell_texts("interval-words", &[("lower", &limits.0), ("upper", &limits.1)])
            }
            (Some(Protected::Withheld(code)), _) | (_, Some(Protected::Withheld(code))) => {
                self.tell_texts("interval-withheld", &[("code", &bracketed(*code))])
            }
            _ => self.say("interval-none"),
        }
    }

    /// `7.9% to 9.3%`; the note code where the interval is withheld, `[z]` where the statistic has none.
    pub(crate) fn interval(&self, figure: &SafeFigure) -> String {
        match (figure.lower.as_ref(), figure.upper.as_ref()) {
            (Some(Protected::Shown { value: lower, .. }), Some(Protected::Shown { value: upper, .. })) => {
                let limits = (in_kind(*lower, figure.kind), in_kind(*upper, figure.kind));
                self.tell_texts("interval-range", &[("lower", &limits.0), ("upper", &limits.1)])
            }
            (Some(Protected::Withheld(code)), _) | (_, Some(Protected::Withheld(code))) => bracketed(*code),
            _ => bracketed(NoteCode::NotApplicable),
        }
    }

    /// `Returns in: 22 of 22, covering 100% of children under 18.`
    pub(crate) fn coverage_sentence(&self, figure: &SafeFigure) -> String {
        let (given, owed) = (figure.coverage_in.to_string(), figure.coverage_owed.to_string());
        let key = if figure.coverage_owed == 1 { "coverage-national" } else { "coverage-authorities" };
        match figure.coverage_population.filter(|_| figure.coverage_owed > 1) {
            Some(share) => {
                let share = whole_or_tenth(share);
                self.tell_texts("coverage-population", &[("in", &given), ("owed", &owed), ("share", &share)])
            }
            None => self.tell_texts(key, &[("in", &given), ("owed", &owed)]),
        }
    }

    /// `620 of 7,200`, for figures that are a part of a whole and may show both.
    pub(crate) fn out_of(&self, figure: &SafeFigure) -> Option<String> {
        if figure.kind != Kind::Proportion {
            return None;
        }
        let part = shown(&figure.numerator)?;
        let whole = shown(figure.denominator.as_ref()?)?;
        Some(self.tell_texts("out-of", &[("part", &decimal(part, 0)), ("whole", &decimal(whole, 0))]))
    }
}

/// `23` or `0.1`: whole numbers from ten on, as sentences round them.
fn whole_or_tenth(value: f64) -> String {
    let tenth = decimal(value.abs(), 1);
    if value.abs() >= 9.95 {
        decimal(value.abs(), 0)
    } else {
        tenth.strip_suffix(".0").map_or(tenth.clone(), str::to_string)
    }
}

/// The way of a change as it is printed: what prints as nothing is level, or about the same.
fn way_of(change: f64, printed: &str) -> Way {
    if printed.bytes().all(|byte| matches!(byte, b'0' | b'.')) {
        if change == 0.0 { Way::Level } else { Way::Same }
    } else if change > 0.0 {
        Way::Up
    } else {
        Way::Down
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_prints_as_nothing_is_no_change_or_hardly_any() {
        assert_eq!(way_of(0.04, "0.0"), Way::Same);
        assert_eq!(way_of(0.0, "0"), Way::Level);
        assert_eq!(way_of(-3.0, "3"), Way::Down);
        assert_eq!(way_of(3.0, "3"), Way::Up);
    }

    #[test]
    fn sentences_round_large_percentages_to_whole_ones() {
        assert_eq!(whole_or_tenth(23.09), "23");
        assert_eq!(whole_or_tenth(-0.14), "0.1");
        assert_eq!(whole_or_tenth(3.0), "3");
        assert_eq!(whole_or_tenth(100.0), "100");
    }
}
