//! One cell of a table: what is printed, and what stands behind it where that is a number.

use std::collections::BTreeSet;

use serde::Serialize;

use super::notes::{beside, with_marks};
use super::voice::{decimal, grouped, printed};
use crate::disclosure::{Protected, SafeFigure};
use crate::domain::{Kind, NoteCode};

/// One cell.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(crate) struct Cell {
    /// What is printed, with the note codes and the mark beside it.
    pub(crate) text: String,
    /// What it holds.
    #[serde(skip)]
    pub(crate) holds: Holds,
    /// The note codes beside its number.
    #[serde(skip)]
    pub(crate) codes: BTreeSet<NoteCode>,
    /// The mark beside its number, where it rests on fewer returns than are owed: that of one of the table's footnotes.
    #[serde(skip)]
    pub(crate) mark: String,
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Holds {
    /// Words, or the code of why there is no number.
    #[default]
    Words,
    /// A number.
    Number(Number),
    /// The limits of an interval.
    Limits(Number, Number),
}

/// A number as it is printed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Number {
    /// Its value, rounded to the decimals that are printed.
    pub(crate) value: f64,
    /// How many decimals are printed.
    pub(crate) decimals: u8,
    /// Whether it is a percentage: 8.6 is printed as `8.6%`.
    pub(crate) per_cent: bool,
}

impl Number {
    /// A number in the form of its kind.
    pub(crate) fn of(value: f64, kind: Kind) -> Self {
        let whole = kind == Kind::Count || kind == Kind::Sum && value.fract() == 0.0;
        let decimals = u8::from(!whole);
        // The printed digits are the number: what is read in a cell and what a formula reckons with are the same.
        let plain = decimal(value, usize::from(decimals)).replace(',', "");
        Self { value: plain.parse().unwrap_or(value), decimals, per_cent: kind == Kind::Proportion }
    }

    fn of_protected(value: Option<&Protected>, kind: Kind) -> Option<Self> {
        match value {
            Some(Protected::Shown { value, .. }) => Some(Self::of(*value, kind)),
            Some(Protected::Withheld(_)) | None => None,
        }
    }
}

impl Cell {
    /// Words.
    pub(crate) fn words(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// A count that no figure stands behind: of lines or returns.
    pub(crate) fn count(count: u64) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "lines and returns are far below 2^53")]
        let value = count as f64;
        Self {
            text: grouped(count),
            holds: Holds::Number(Number { value, decimals: 0, per_cent: false }),
            ..Self::default()
        }
    }

    /// A number of a kind, or why it is withheld.
    pub(crate) fn number(value: &Protected, kind: Kind) -> Self {
        let holds = Number::of_protected(Some(value), kind).map_or(Holds::Words, Holds::Number);
        Self { text: printed(value, kind), holds, ..Self::default() }
    }

    /// The value of a figure, with its note codes and, where it has one, the mark of its shortfall.
    pub(crate) fn value<B>(figure: &SafeFigure<B>, mark: Option<&str>) -> Self {
        let cell = Self::number(&figure.value, figure.kind);
        // A ratio can be a percentage, which its kind does not tell.
        let is_ratio = figure.kind == Kind::Ratio && figure.is_percentage();
        let (text, holds) = match cell.holds {
            Holds::Number(number) if is_ratio => {
                (format!("{}%", cell.text), Holds::Number(Number { per_cent: true, ..number }))
            }
            holds => (cell.text, holds),
        };
        let text = with_marks(&text, figure);
        Self {
            text: mark.map_or_else(|| text.clone(), |mark| format!("{text} {mark}")),
            codes: beside(figure),
            mark: mark.unwrap_or_default().to_owned(),
            holds,
        }
    }

    /// The interval of a figure, printed as `text`.
    pub(crate) fn limits<B>(figure: &SafeFigure<B>, text: String) -> Self {
        let limit = |limit: Option<&Protected>| Number::of_protected(limit, figure.kind);
        let limits = limit(figure.lower.as_ref()).zip(limit(figure.upper.as_ref()));
        let holds = limits.map_or(Holds::Words, |(lower, upper)| Holds::Limits(lower, upper));
        Self { text, holds, ..Self::default() }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::words(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(value: f64) -> Protected {
        Protected::Shown { value, rounding: None }
    }

    #[test]
    fn a_number_is_what_is_printed() {
        let cell = Cell::number(&shown(8.611), Kind::Proportion);
        assert_eq!(cell.text, "8.6%");
        assert_eq!(cell.holds, Holds::Number(Number { value: 8.6, decimals: 1, per_cent: true }));
        assert_eq!(Number::of(7_208.0, Kind::Count), Number { value: 7_208.0, decimals: 0, per_cent: false });
        let tenths = Number { value: -12_345.7, decimals: 1, per_cent: false };
        assert_eq!(Number::of(-12_345.67, Kind::Rate), tenths);
    }

    #[test]
    fn what_is_withheld_holds_no_number() {
        let cell = Cell::number(&Protected::Withheld(NoteCode::Confidential), Kind::Count);
        assert_eq!((cell.text.as_str(), cell.holds), ("[c]", Holds::Words));
    }
}
