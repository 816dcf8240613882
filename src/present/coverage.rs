//! Whose returns a figure rests on, and how a figure that rests on fewer than are owed is told from the others.

use super::choice::shown;
use super::grid::Footnote;
use super::voice::Voice;
use crate::disclosure::SafeFigure;

/// Whether a value is shown that rests on fewer returns than are owed.
pub(crate) fn is_partial(figure: &SafeFigure) -> bool {
    figure.coverage_in < figure.coverage_owed && shown(&figure.value).is_some()
}

impl Voice<'_> {
    /// `all 22 authorities`, `20 of 22 authorities`, `the national return`.
    pub(crate) fn coverage_phrase(&self, figure: &SafeFigure) -> String {
        let (given, owed) = (figure.coverage_in.to_string(), figure.coverage_owed.to_string());
        let key = match (figure.coverage_in, figure.coverage_owed) {
            (1, 1) => "coverage-phrase-register",
            (given, owed) if given == owed => "coverage-phrase-all",
            _ => "coverage-phrase-some",
        };
        self.tell_texts(key, &[("in", &given), ("owed", &owed)])
    }

    /// The phrase, of a figure that rests on fewer returns than are owed.
    pub(crate) fn shortfall(&self, figure: &SafeFigure) -> Option<String> {
        is_partial(figure).then(|| self.coverage_phrase(figure))
    }

    /// A printed value with its shortfall, where it has one: `6,745 (20 of 22 authorities)`.
    pub(crate) fn with_shortfall(&self, value: &str, shortfall: Option<&str>) -> String {
        match shortfall {
            Some(coverage) => self.tell_texts("value-with-coverage", &[("value", value), ("coverage", coverage)]),
            None => value.to_string(),
        }
    }
}

/// The shortfalls of a table's figures: those that bear a mark, numbered in the order in which they are met.
pub(crate) struct Shortfalls<'v> {
    voice: &'v Voice<'v>,
    /// The one on which every figure of the table rests: it needs no mark.
    common: Option<String>,
    numbered: Vec<String>,
}

impl<'v> Shortfalls<'v> {
    /// Those of the figures of a table.
    pub(crate) fn of(voice: &'v Voice<'v>, figures: &[&SafeFigure]) -> Self {
        Self { voice, common: one(voice, figures), numbered: Vec::new() }
    }

    /// The mark of a row's heading, where all that the row shows has the same shortfall.
    pub(crate) fn of_row(&mut self, row: &[&SafeFigure]) -> Option<String> {
        let shortfall = one(self.voice, row)?;
        self.mark(shortfall)
    }

    /// The mark of one figure.
    pub(crate) fn of_figure(&mut self, figure: &SafeFigure) -> Option<String> {
        let shortfall = self.voice.shortfall(figure)?;
        self.mark(shortfall)
    }

    fn mark(&mut self, shortfall: String) -> Option<String> {
        if self.common.as_ref() == Some(&shortfall) {
            return None;
        }
        let at = self.numbered.iter().position(|met| *met == shortfall).unwrap_or_else(|| {
            self.numbered.push(shortfall);
            self.numbered.len() - 1
        });
        Some(self.number(at))
    }

    fn number(&self, at: usize) -> String {
        self.voice.tell_texts("coverage-mark", &[("number", &(at + 1).to_string())])
    }

    /// What each mark means.
    pub(crate) fn footnotes(&self) -> Vec<Footnote> {
        let footnote = |(at, coverage): (usize, &String)| {
            let mark = self.number(at);
            let remark = self.voice.tell_texts("coverage-note", &[("mark", &mark), ("coverage", coverage)]);
            Footnote { mark, coverage: coverage.clone(), remark }
        };
        self.numbered.iter().enumerate().map(footnote).collect()
    }

    /// What the marks mean, for below the table.
    pub(crate) fn remarks(&self) -> Vec<String> {
        let all = self.common.iter().map(|it| self.voice.tell_texts("coverage-note-all", &[("coverage", it)]));
        all.chain(self.footnotes().into_iter().map(|footnote| footnote.remark)).collect()
    }
}

/// The shortfall that all the figures that are shown share; none, where one of them has another or none.
fn one(voice: &Voice<'_>, figures: &[&SafeFigure]) -> Option<String> {
    let mut seen = figures.iter().filter(|figure| shown(&figure.value).is_some()).map(|figure| voice.shortfall(figure));
    let first = seen.next().flatten()?;
    seen.all(|shortfall| shortfall.as_ref() == Some(&first)).then_some(first)
}
