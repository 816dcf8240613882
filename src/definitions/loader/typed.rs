//! Refuses numbers that are typed into the report's texts: a figure is bound, so that it changes with the release.
//!
//! Words for numbers count as numbers; a language says which in its fixed text `number-words`. `one` is none of them, for
//! it is said of what is not counted. What `report/overview.toml` lists as `may_say` is let pass, in each language as that
//! language says it: names, units and ages, which no release changes.

use std::ops::Range;

use super::Loading;
use super::node::Text;
use crate::definitions::Words;
use crate::domain::Language;

/// The texts that are looked at begin so, and those that say what may be said.
const TEXTS: &str = "report.";
const ALLOWED: &str = "report.may_say.";

/// Takes up what the report's texts may say.
pub(super) fn allow<'a>(loading: &mut Loading<'a>, overview: &super::node::Node<'a>) {
    for node in overview.list("may_say") {
        if let (Some(id), Some(text)) = (node.text("id"), node.text("text")) {
            loading.english(format!("{ALLOWED}{}", id.value), &text);
        }
        node.done();
    }
}

/// Notes every number that is typed into a text of the report, in every language.
pub(super) fn refuse(loading: &Loading<'_>, words: &Words, languages: &[Language]) {
    for language in languages {
        let texts = texts(loading, language);
        let (allowed, others): (Vec<_>, Vec<_>) = texts.iter().partition(|(id, _)| id.starts_with(ALLOWED));
        let phrases = phrases(&allowed);
        let numbers = number_words(words, language);
        for (_, text) in others {
            for span in typed(text.value, &phrases, &numbers) {
                let label = format!("`{}` is typed, not bound", text.value.get(span.clone()).unwrap_or_default());
                let advice = "bind a figure, {{ figure(\"…\") }}; or, if no release changes it, let [[may_say]] of report/overview.toml say it";
                loading.mistakes.advise(&text.part(span), "a number in a text", label, Some(advice.to_owned()));
            }
        }
    }
}

/// The report's texts in a language, by id, and where they stand.
pub(super) fn texts<'a>(loading: &Loading<'a>, language: &Language) -> Vec<(String, Text<'a>)> {
    let ours = |id: &str| id.starts_with(TEXTS);
    if language.is_english() {
        return loading
            .english
            .iter()
            .filter(|(id, _)| ours(id))
            .map(|(id, text)| (id.clone(), text.clone()))
            .collect();
    }
    let document = loading.maybe_document(&format!("words/{language}.toml"));
    let words = document.map(|node| node.tables("word")).unwrap_or_default().into_iter();
    words
        .filter(|(id, _)| ours(id.value))
        .filter_map(|(id, node)| Some((id.value.to_owned(), node.maybe_text("text")?)))
        .collect()
}

/// What may be said, the longest first; several forms of one stand between bars.
fn phrases(allowed: &[&(String, Text<'_>)]) -> Vec<String> {
    let forms = allowed.iter().flat_map(|(_, text)| text.value.split('|'));
    let mut phrases: Vec<String> = forms.map(|form| plain(form.trim())).filter(|form| !form.is_empty()).collect();
    phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
    phrases
}

fn number_words(words: &Words, language: &Language) -> Vec<String> {
    if !words.has(language, "number-words") {
        return Vec::new();
    }
    words.say(language, "number-words", &[]).split_whitespace().map(str::to_owned).collect()
}

/// Where numbers are typed in a text, outside of what is bound and of what may be said.
fn typed(text: &str, phrases: &[String], numbers: &[String]) -> Vec<Range<usize>> {
    let mut rest = plain(text);
    blank_bindings(&mut rest);
    for phrase in phrases {
        let found = rest.match_indices(phrase.as_str()).map(|(at, _)| at);
        let alone: Vec<usize> = found.filter(|at| stands_alone(&rest, *at, phrase.len())).collect();
        for at in alone {
            blank(&mut rest, at..at + phrase.len());
        }
    }
    tokens(&rest).filter(|span| is_number(rest.get(span.clone()).unwrap_or_default(), numbers)).collect()
}

fn is_number(word: &str, numbers: &[String]) -> bool {
    word.chars().any(char::is_numeric) || numbers.iter().any(|number| number == word)
}

/// A text in small letters, with plain spaces, letter for letter as long as it was.
fn plain(text: &str) -> String {
    let small = |letter: char| {
        let mut small = letter.to_lowercase();
        match (small.next(), small.next()) {
            (Some(one), None) if one.len_utf8() == letter.len_utf8() => one,
            _ => letter,
        }
    };
    text.chars().map(|letter| if letter.is_ascii_whitespace() { ' ' } else { small(letter) }).collect()
}

/// What templates fill in is no text.
fn blank_bindings(text: &mut String) {
    for (open, close) in [("{{", "}}"), ("{%", "%}"), ("{#", "#}")] {
        while let Some(begin) = text.find(open) {
            let length = text.get(begin..).and_then(|rest| rest.find(close)).map_or(text.len() - begin, |at| at + 2);
            blank(text, begin..begin + length);
        }
    }
}

/// Bars where something stood: nothing is found across them.
fn blank(text: &mut String, span: Range<usize>) {
    let bars = "|".repeat(span.len());
    text.replace_range(span, &bars);
}

fn stands_alone(text: &str, at: usize, length: usize) -> bool {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    let after = text.get(at + length..).and_then(|after| after.chars().next());
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

/// Words and numbers: `7,198` is one.
fn tokens(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let digit = |at: Option<char>| at.is_some_and(|letter| letter.is_ascii_digit());
    let joins = move |at: usize, letter: char| {
        let (before, after) = (text.get(..at), text.get(at + letter.len_utf8()..));
        matches!(letter, ',' | '.')
            && digit(before.and_then(|before| before.chars().next_back()))
            && digit(after.and_then(|after| after.chars().next()))
    };
    let mut begin = None;
    let ends = text.char_indices().chain([(text.len(), ' ')]);
    ends.filter_map(move |(at, letter)| {
        let inside = letter.is_alphanumeric() || joins(at, letter);
        match (begin, inside) {
            (None, true) => {
                begin = Some(at);
                None
            }
            (Some(from), false) => {
                begin = None;
                Some(from..at)
            }
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let phrases = ["10,000 people".to_owned(), "under 18".to_owned(), "five questions".to_owned()];
        let numbers = ["five".to_owned(), "ddau".to_owned(), "half".to_owned()];
        typed(text, &phrases, &numbers).into_iter().map(|span| &text[span]).collect()
    }

    #[test]
    fn digits_and_words_for_numbers_are_found_where_they_stand() {
        assert_eq!(found("There were 7,198 children, 8.6% of them, in 2023-24."), ["7,198", "8.6", "2023", "24"]);
        assert_eq!(found("Half of them; Ddau ŵr, Five\nchildren"), ["Half", "Ddau", "Five"]);
        assert_eq!(found("½ and ²"), ["½", "²"]);
        assert_eq!(found("One of them is behalf, fiveish, and nobody."), [""; 0]);
    }

    #[test]
    fn what_is_bound_or_allowed_is_let_pass() {
        assert_eq!(found("{{ figure(\"a\", period=\"2022-23\") }} for every 10,000 people under 18."), [""; 0]);
        assert_eq!(found("Five\nquestions {% if 5 %}{# 6 #}"), [""; 0]);
        assert_eq!(found("110,000 people under 180; five {{ x }} questions"), ["110,000", "180", "five"]);
        assert_eq!(found("{{ never closed 5"), [""; 0]);
    }
}
