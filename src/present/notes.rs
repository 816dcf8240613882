//! Note codes as people read them: beside a value or in its place, and explained wherever they stand.

use std::collections::BTreeSet;

use serde::Serialize;

use super::choice::out_of;
use super::voice::{Voice, bracketed};
use crate::disclosure::{Protected, SafeFigure};
use crate::domain::NoteCode;

/// What a note code means.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Note {
    /// In its brackets.
    pub(crate) code: String,
    /// What it means, in a few words.
    pub(crate) meaning: String,
    /// When it stands: a sentence without its full stop.
    #[serde(rename = "use")]
    pub(crate) used: String,
}

impl Note {
    /// What it means, in a sentence or two.
    pub(crate) fn sentence(&self) -> String {
        format!("{}. {}.", self.meaning, self.used)
    }
}

/// What a code means, in a language.
pub(crate) fn note(voice: &Voice<'_>, code: NoteCode) -> Note {
    let used = voice.say(&format!("note-{}.use", code.as_str()));
    Note { code: bracketed(code), meaning: meaning(voice, code), used }
}

fn meaning(voice: &Voice<'_>, code: NoteCode) -> String {
    voice.say(&format!("note-{}", code.as_str()))
}

/// What codes mean, in one cell of a data file: `Confidential information; Provisional`.
pub(crate) fn meanings(voice: &Voice<'_>, codes: &BTreeSet<NoteCode>) -> String {
    codes.iter().map(|code| meaning(voice, *code)).collect::<Vec<_>>().join("; ")
}

/// The note codes that a text bears in brackets.
pub(crate) fn codes_in(text: &str) -> BTreeSet<NoteCode> {
    NoteCode::ALL.into_iter().filter(|code| text.contains(code.in_brackets())).collect()
}

/// Every code of a figure, and of whatever of it is withheld.
pub(crate) fn codes_of<B>(figure: &SafeFigure<B>) -> BTreeSet<NoteCode> {
    // A mean or quantile counts nothing: that it has no numerator is no news.
    let counted = (!figure.kind.observes()).then_some(figure.numerator);
    let parts = [Some(figure.value), counted, out_of(figure), figure.lower, figure.upper];
    let why = |part: Protected| match part {
        Protected::Withheld(code) => Some(code),
        Protected::Shown { .. } => None,
    };
    parts.into_iter().flatten().filter_map(why).chain(figure.note_codes.iter().copied()).collect()
}

/// The codes beside a value that is shown. One that is withheld says why itself.
pub(crate) fn beside<B>(figure: &SafeFigure<B>) -> BTreeSet<NoteCode> {
    match figure.value {
        Protected::Withheld(_) => BTreeSet::new(),
        Protected::Shown { .. } => figure.note_codes.iter().copied().collect(),
    }
}

/// Codes as people read them, each in its own brackets: `[p][r]`.
pub(crate) fn in_brackets(codes: &BTreeSet<NoteCode>) -> String {
    codes.iter().map(|code| code.in_brackets()).collect()
}

/// The codes beside a value that is shown, in brackets.
pub(crate) fn marks<B>(figure: &SafeFigure<B>) -> String {
    in_brackets(&beside(figure))
}

/// A printed value with its marks, where it has any: `7,200 [p][r]`.
pub(crate) fn with_marks<B>(printed: &str, figure: &SafeFigure<B>) -> String {
    let marks = marks(figure);
    if marks.is_empty() { printed.to_string() } else { format!("{printed} {marks}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{GeographyLevel, Period, PeriodKind, Year};
    use crate::present::invented::{definitions, figure, withhold};

    fn noted(codes: &[NoteCode]) -> SafeFigure {
        let definitions = definitions("x");
        let year = Period::all_in(Year::starting(2023), PeriodKind::Year).into_iter().next().unwrap();
        let indicator = definitions.indicators.first().unwrap();
        let mut made = figure(indicator, year, GeographyLevel::Nation, "W92000004", 40.0);
        made.note_codes = codes.to_vec();
        made
    }

    #[test]
    fn codes_beside_a_value_have_brackets_of_their_own() {
        let figure = noted(&[NoteCode::Low, NoteCode::Provisional, NoteCode::Revised]);
        assert_eq!(with_marks("0", &figure), "0 [low][p][r]");
        assert_eq!(codes_in("0 [low][p][r]"), figure.note_codes.iter().copied().collect());
        assert_eq!(with_marks("40", &noted(&[])), "40");
    }

    #[test]
    fn a_withheld_value_bears_its_reason_alone() {
        let mut figures = [noted(&[NoteCode::Provisional])];
        withhold(&mut figures, NoteCode::Confidential, |_| true);
        let [mut figure] = figures;
        figure.note_codes = vec![NoteCode::Provisional];
        assert_eq!(marks(&figure), "");
        assert_eq!(codes_of(&figure), BTreeSet::from([NoteCode::Confidential, NoteCode::Provisional]));
    }
}
