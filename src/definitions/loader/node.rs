//! A TOML table that is asked for its keys: knows where everything stands, and what nobody asked for.

use std::cell::RefCell;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::mistakes::{Mistakes, Place};
use crate::definitions::nearest::nearest;
use crate::diagnostic::Source;

/// A piece of text and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Text<'a> {
    /// The text, unescaped.
    pub(super) value: &'a str,
    /// Where it stands, quotes included.
    pub(super) place: Place<'a>,
}

impl<'a> Text<'a> {
    /// The text, owned.
    pub(super) fn boxed(&self) -> Box<str> {
        self.value.into()
    }

    /// Where a part of it stands; the whole, where escapes hide the part.
    pub(super) fn part(&self, part: Range<usize>) -> Place<'a> {
        let raw = self.place.file.text.get(self.place.span.clone()).unwrap_or_default();
        match raw.find(self.value) {
            Some(at) if !self.value.is_empty() => {
                let start = self.place.span.start + at;
                Place { file: self.place.file, span: start + part.start..start + part.end }
            }
            _ => self.place.clone(),
        }
    }
}

/// One table of a TOML file.
pub(super) struct Node<'a> {
    table: &'a DeTable<'a>,
    file: &'a Source,
    mistakes: &'a Mistakes,
    asked: RefCell<Vec<&'static str>>,
    /// Where it stands: for what is missing from it.
    pub(super) place: Place<'a>,
}

impl<'a> Node<'a> {
    /// The whole of a parsed file.
    pub(super) fn root(table: &'a DeTable<'a>, file: &'a Source, mistakes: &'a Mistakes) -> Self {
        Self::new(table, Place::top(file), mistakes)
    }

    fn new(table: &'a DeTable<'a>, place: Place<'a>, mistakes: &'a Mistakes) -> Self {
        Self { table, file: place.file, mistakes, asked: RefCell::default(), place }
    }

    /// Where a value stands.
    pub(super) fn place_of(&self, value: &Spanned<DeValue<'a>>) -> Place<'a> {
        Place { file: self.file, span: value.span() }
    }

    /// Notes that the value at a key is not what it should be.
    pub(super) fn wrong(&self, value: &Spanned<DeValue<'a>>, expected: &str) {
        let found = value.get_ref().type_str();
        self.mistakes.at(
            &self.place_of(value),
            "this is not what belongs here",
            format!("expected {expected}, found {found}"),
        );
    }

    /// The value at a key, which is thereby known.
    pub(super) fn get(&self, key: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.asked.borrow_mut().push(key);
        self.table.get(key)
    }

    /// Where the value at a key stands, or the table where there is none.
    pub(super) fn place_at(&self, key: &'static str) -> Place<'a> {
        self.get(key).map_or_else(|| self.place.clone(), |value| self.place_of(value))
    }

    /// Notes that a key is missing.
    pub(super) fn missing(&self, key: &str) {
        self.mistakes.at(&self.place, "something is missing", format!("`{key}` is missing here"));
    }

    /// A text, where it is given.
    pub(super) fn maybe_text(&self, key: &'static str) -> Option<Text<'a>> {
        self.as_text(self.get(key)?)
    }

    /// A text that must be given and not be blank.
    pub(super) fn text(&self, key: &'static str) -> Option<Text<'a>> {
        let Some(value) = self.get(key) else {
            self.missing(key);
            return None;
        };
        let text = self.as_text(value)?;
        if text.value.trim().is_empty() {
            self.mistakes.at(&text.place, "something is missing", format!("`{key}` is blank"));
            return None;
        }
        Some(text)
    }

    fn as_text(&self, value: &'a Spanned<DeValue<'a>>) -> Option<Text<'a>> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.wrong(value, "a text in quotes");
        }
        Some(Text { value: text?, place: self.place_of(value) })
    }

    /// The texts of an array; none where it is not given.
    pub(super) fn texts(&self, key: &'static str) -> Vec<Text<'a>> {
        self.array(key, "an array of texts").iter().filter_map(|value| self.as_text(value)).collect()
    }

    fn array(&self, key: &'static str, expected: &str) -> &'a [Spanned<DeValue<'a>>] {
        let Some(value) = self.get(key) else { return &[] };
        let array = value.get_ref().as_array();
        if array.is_none() {
            self.wrong(value, expected);
        }
        array.map_or(&[], |array| array)
    }

    /// The whole numbers of an array; none where it is not given.
    pub(super) fn wholes(&self, key: &'static str) -> Vec<i64> {
        self.array(key, "an array of whole numbers").iter().filter_map(|value| self.as_whole(value)).collect()
    }

    /// The numbers of an array, where it is given and all are numbers.
    pub(super) fn numbers(&self, key: &'static str) -> Option<Vec<f64>> {
        let value = self.get(key)?;
        let numbers = value.get_ref().as_array().and_then(|array| {
            array.iter().map(|number| number_of(number.get_ref()).filter(|number| number.is_finite())).collect()
        });
        if numbers.is_none() {
            self.wrong(value, "an array of numbers");
        }
        numbers
    }

    /// A whole number, where it is given.
    pub(super) fn whole(&self, key: &'static str) -> Option<i64> {
        self.as_whole(self.get(key)?)
    }

    /// A whole number from 0, where it is given.
    pub(super) fn count(&self, key: &'static str) -> Option<u32> {
        let whole = self.whole(key)?;
        let count = u32::try_from(whole).ok();
        if count.is_none() {
            self.mistakes.at(&self.place_at(key), "this is not what belongs here", "expected a whole number from 0");
        }
        count
    }

    fn as_whole(&self, value: &'a Spanned<DeValue<'a>>) -> Option<i64> {
        let whole = whole_of(value.get_ref());
        if whole.is_none() {
            self.wrong(value, "a whole number");
        }
        whole
    }

    /// A number, where it is given.
    pub(super) fn number(&self, key: &'static str) -> Option<f64> {
        let value = self.get(key)?;
        let number = number_of(value.get_ref());
        if number.is_none() {
            self.wrong(value, "a number");
        }
        number
    }

    /// Yes or no; no where it is not given.
    pub(super) fn flag(&self, key: &'static str) -> bool {
        let Some(value) = self.get(key) else { return false };
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.wrong(value, "true or false");
        }
        flag.unwrap_or_default()
    }

    /// One of several words, where it is given.
    pub(super) fn word<T>(&self, key: &'static str, of: impl Fn(&str) -> Option<T>, known: &[&str]) -> Option<T> {
        let text = self.maybe_text(key)?;
        self.as_word(&text, of, known)
    }

    /// One of several words, read from a text.
    pub(super) fn as_word<T>(&self, text: &Text<'a>, of: impl Fn(&str) -> Option<T>, known: &[&str]) -> Option<T> {
        let word = of(text.value);
        if word.is_none() {
            let label = format!("`{}` is not one of them", text.value);
            self.mistakes.advise(
                &text.place,
                "there is no such choice",
                label,
                nearest(text.value, known.iter().copied()),
            );
        }
        word
    }

    /// A value that parses from text, where it is given.
    pub(super) fn parsed<T: std::str::FromStr<Err: std::fmt::Display>>(&self, key: &'static str) -> Option<T> {
        self.as_parsed(&self.maybe_text(key)?)
    }

    /// A value that parses from a text.
    pub(super) fn as_parsed<T: std::str::FromStr<Err: std::fmt::Display>>(&self, text: &Text<'a>) -> Option<T> {
        match text.value.parse() {
            Ok(value) => Some(value),
            Err(error) => {
                self.mistakes.at(&text.place, "this is not what belongs here", format!("{error}"));
                None
            }
        }
    }

    /// A table, where it is given.
    pub(super) fn table(&self, key: &'static str) -> Option<Node<'a>> {
        self.as_node(self.get(key)?)
    }

    /// The tables in a table, by name, in the order of the file.
    pub(super) fn tables(&self, key: &'static str) -> Vec<(Text<'a>, Node<'a>)> {
        let Some(outer) = self.table(key) else { return Vec::new() };
        outer.entries().into_iter().filter_map(|(name, value)| Some((name, outer.as_node(value)?))).collect()
    }

    /// The tables in this table, by name, in the order of the file: where names stand beside keys.
    pub(super) fn named_tables(&self) -> Vec<(Text<'a>, Node<'a>)> {
        let tables = self.entries().into_iter().filter(|(_, value)| value.get_ref().is_table());
        tables.filter_map(|(name, value)| Some((name, self.as_node(value)?))).collect()
    }

    /// The tables of an array of tables.
    pub(super) fn list(&self, key: &'static str) -> Vec<Node<'a>> {
        self.array(key, "an array of tables").iter().filter_map(|value| self.as_node(value)).collect()
    }

    /// A value as a table.
    pub(super) fn as_node(&self, value: &'a Spanned<DeValue<'a>>) -> Option<Node<'a>> {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong(value, "a table");
            return None;
        };
        Some(Node::new(table, self.place_of(value), self.mistakes))
    }

    /// Every key and value, in the order of the file: for tables whose keys are names.
    pub(super) fn entries(&self) -> Vec<(Text<'a>, &'a Spanned<DeValue<'a>>)> {
        let mut entries: Vec<_> = self.table.iter().collect();
        entries.sort_by_key(|(name, _)| name.span().start);
        entries
            .into_iter()
            .map(|(name, value)| {
                let place = Place { file: self.file, span: name.span() };
                (Text { value: name.get_ref(), place }, value)
            })
            .collect()
    }

    /// Reports every key that nobody asked for. Call it last.
    pub(super) fn done(&self) {
        self.done_except(false);
    }

    /// The same, where tables have names for keys.
    pub(super) fn done_but_for_tables(&self) {
        self.done_except(true);
    }

    fn done_except(&self, tables: bool) {
        let asked = self.asked.borrow();
        for (name, value) in self.entries() {
            let known = asked.contains(&name.value) || tables && value.get_ref().is_table();
            if !known {
                let label = format!("`{}` means nothing here", name.value);
                self.mistakes.advise(&name.place, "unknown key", label, nearest(name.value, asked.iter().copied()));
            }
        }
    }
}

/// A TOML integer that fits.
pub(super) fn whole_of(value: &DeValue<'_>) -> Option<i64> {
    value.as_integer().and_then(|integer| i64::from_str_radix(integer.as_str(), integer.radix()).ok())
}

/// A TOML number.
pub(super) fn number_of(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Float(float) => float.as_str().parse().ok(),
        DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str().parse().ok(),
        _ => None,
    }
}
