//! What the report's texts ask of the figures: `{{ highest("turnover_rate", period="previous") }}`.

use std::ops::Range;

/// What can be asked.
pub const QUESTIONS: [&str; 16] = [
    "figure",
    "numerator",
    "denominator",
    "change",
    "rose_or_fell",
    "interval",
    "coverage",
    "highest",
    "lowest",
    "date",
    "period",
    "place_in",
    "compare",
    "outside",
    "share",
    "largest",
];

/// What a question may be told beside its indicator.
pub const CHOICES: [&str; 4] = ["period", "at", "breakdown", "category"];

/// One question, as a text has it; every part with where it stands in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Question<'t> {
    /// What is asked: one of [`QUESTIONS`], if it is well asked.
    pub(super) what: Part<'t>,
    /// The indicator that it is about.
    pub(super) indicator: Option<Part<'t>>,
    /// What it is told: names, of which there should be [`CHOICES`] only, and values.
    pub(super) choices: Vec<(Part<'t>, Part<'t>)>,
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part<'t> {
    pub(super) text: &'t str,
    pub(super) span: Range<usize>,
}

impl<'t> Question<'t> {
    /// What is told under a name.
    pub(super) fn choice(&self, name: &str) -> Option<&Part<'t>> {
        self.choices.iter().find(|(known, _)| known.text == name).map(|(_, value)| value)
    }
}

/// The questions of a text in their order; where braces hold anything else, where that stands.
pub(super) fn questions(text: &str) -> Vec<Result<Question<'_>, Range<usize>>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text.get(from..).and_then(|rest| rest.find("{{")).map(|at| from + at) {
        let Some(close) = text.get(open..).and_then(|rest| rest.find("}}")).map(|at| open + at) else {
            found.push(Err(open..text.len()));
            break;
        };
        from = close + 2;
        let mut reading = Reading { text, at: open + 2, end: close };
        found.push(reading.question().ok_or(open..from));
    }
    found
}

/// What is between two braces, as far as it is read.
struct Reading<'t> {
    text: &'t str,
    at: usize,
    end: usize,
}

impl<'t> Reading<'t> {
    /// The whole: a name, and in brackets what it is told.
    fn question(&mut self) -> Option<Question<'t>> {
        let what = self.name()?;
        self.mark('(')?;
        let mut question = Question { what, indicator: None, choices: Vec::new() };
        let mut first = true;
        while self.mark(')').is_none() {
            if !first {
                self.mark(',')?;
            }
            if let Some(name) = self.name() {
                self.mark('=')?;
                question.choices.push((name, self.quoted()?));
            } else {
                let alone = first.then(|| self.quoted())??;
                question.indicator = Some(alone);
            }
            first = false;
        }
        self.skip_spaces();
        (self.at == self.end).then_some(question)
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..self.end).unwrap_or_default()
    }

    fn skip_spaces(&mut self) {
        self.at = self.end - self.rest().trim_start().len();
    }

    /// The next letters that a name may have, if there are any.
    fn name(&mut self) -> Option<Part<'t>> {
        self.skip_spaces();
        let rest = self.rest();
        let length = rest.find(|c: char| !c.is_ascii_lowercase() && c != '_').unwrap_or(rest.len());
        (length > 0).then(|| self.part(length))
    }

    fn mark(&mut self, mark: char) -> Option<()> {
        self.skip_spaces();
        self.rest().starts_with(mark).then(|| self.at += mark.len_utf8())
    }

    /// A text in quotes of either kind, without them.
    fn quoted(&mut self) -> Option<Part<'t>> {
        self.skip_spaces();
        let quote = self.rest().chars().next().filter(|c| matches!(c, '"' | '\''))?;
        self.at += 1;
        let length = self.rest().find(quote)?;
        let part = self.part(length);
        self.at += 1;
        Some(part)
    }

    fn part(&mut self, length: usize) -> Part<'t> {
        let span = self.at..self.at + length;
        self.at = span.end;
        Part { text: self.text.get(span.clone()).unwrap_or_default(), span }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A question without where its parts stand: `highest|rate|period=previous`.
    fn plain(text: &str) -> Vec<Option<String>> {
        let one = |question: Question<'_>| {
            let told = question.choices.iter().map(|(name, value)| format!("|{}={}", name.text, value.text));
            let indicator = question.indicator.as_ref().map_or("", |part| part.text);
            format!("{}|{indicator}{}", question.what.text, told.collect::<String>())
        };
        questions(text).into_iter().map(|found| found.ok().map(one)).collect()
    }

    #[test]
    fn a_question_is_a_name_an_indicator_and_what_it_is_told() {
        let text = "Ŵ {{ figure('a') }} and {{highest( \"b\" ,period = \"first month\", category=\"c\")}}; {{ place_in(at=\"W\") }}";
        let expected = ["figure|a", "highest|b|period=first month|category=c", "place_in||at=W"];
        assert_eq!(plain(text), expected.map(|one| Some(one.to_owned())));
        let first = questions(text).remove(0).unwrap();
        assert_eq!(text.get(first.indicator.unwrap().span), Some("a"));
    }

    #[test]
    fn whatever_else_stands_in_braces_is_found_where_it_stands() {
        for wrong in
            ["7198", "\"23%\"", "x", "figure", "figure(", "figure(a)", "figure('a' 'b')", "figure('a') + 1", ""]
        {
            let text = format!("Ŵ {{{{ {wrong} }}}} there");
            let found = questions(&text);
            assert_eq!(found.len(), 1, "{wrong}");
            let span = found.into_iter().next().unwrap().unwrap_err();
            assert_eq!(text.get(span).unwrap(), format!("{{{{ {wrong} }}}}"), "{wrong}");
        }
        assert_eq!(plain("{{ figure('a')"), [None]);
        assert_eq!(plain("nothing { here }"), []);
    }
}
