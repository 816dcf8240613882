//! Where in a formula something is wrong.

use std::ops::Range;

use sqlparser::tokenizer::{Location, Span};

/// Something wrong with a formula or a row set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The bytes of the text it is about.
    pub span: Range<usize>,
    /// What is wrong, in a phrase for the caret.
    pub label: String,
    /// What could be done about it.
    pub advice: Option<String>,
}

impl Mistake {
    /// About the whole text.
    pub(super) fn whole(text: &str, label: impl Into<String>) -> Self {
        Self { span: 0..text.len(), label: label.into(), advice: None }
    }

    /// About a part of the text.
    pub(super) fn at(text: &str, span: Span, label: impl Into<String>) -> Self {
        Self { span: bytes(text, span), label: label.into(), advice: None }
    }

    /// Adds advice.
    pub(super) fn advise(mut self, advice: Option<String>) -> Self {
        self.advice = advice;
        self
    }

    /// What the parser said, at the place that its message names.
    pub(super) fn of_parser(text: &str, message: &str) -> Self {
        let message = message.trim_start_matches("sql parser error: ").trim_start_matches("Tokenizer: ");
        let (said, place) = message.rsplit_once(" at Line: ").unwrap_or((message, ""));
        let mut numbers = place.split(", Column: ").map(|number| number.trim().parse::<u64>().ok());
        let span = match (numbers.next().flatten(), numbers.next().flatten()) {
            (Some(line), Some(column)) => {
                let start = offset(text, Location { line, column });
                start..start + text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
            }
            _ => 0..text.len(),
        };
        Self { span, label: said.to_owned(), advice: None }
    }
}

/// The bytes that a span of the parser covers; the whole text where it has none.
pub(super) fn bytes(text: &str, span: Span) -> Range<usize> {
    if span.start.line == 0 {
        return 0..text.len();
    }
    let start = offset(text, span.start);
    start..offset(text, span.end).max(start)
}

/// The byte at a line and column, both from 1, columns in characters.
fn offset(text: &str, place: Location) -> usize {
    let line = usize::try_from(place.line).unwrap_or(1).max(1) - 1;
    let column = usize::try_from(place.column).unwrap_or(1).max(1) - 1;
    let before: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let rest = text.get(before..).unwrap_or_default();
    before + rest.char_indices().nth(column).map_or(rest.len(), |(at, _)| at)
}
