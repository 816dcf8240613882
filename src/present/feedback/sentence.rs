//! The sentences of rules in one language, taken apart once, so that a million of them can be filled in.

use std::collections::BTreeMap;

use super::super::template::own_words;
use super::cells::text;
use super::{Detail, may_show};
use crate::definitions::{Cell, Definitions, Return};
use crate::diagnostic::{Finding, printable};
use crate::domain::Language;

/// A part of a sentence.
#[derive(Debug)]
enum Piece {
    Plain(Box<str>),
    /// The place of a field's value: its name, its title, and whether its value may be shown.
    Field(Box<str>, Box<str>, bool),
}

/// Says what findings mean in one language.
#[derive(Debug)]
pub struct Sentences<'a> {
    definitions: &'a Definitions,
    language: &'a Language,
    /// What a rule says and how what it says is mended, by return and code.
    by_rule: BTreeMap<&'a str, BTreeMap<&'a str, [Vec<Piece>; 2]>>,
    blank: String,
    yes_no: [String; 2],
    /// What columns are called that every return may have.
    common: [(&'static str, String); 3],
}

impl<'a> Sentences<'a> {
    /// The sentences of all rules of all returns.
    pub fn new(definitions: &'a Definitions, language: &'a Language) -> Self {
        let mut by_rule = BTreeMap::new();
        for return_ in definitions.returns.values() {
            let of_return: &mut BTreeMap<&str, [Vec<Piece>; 2]> = by_rule.entry(&*return_.id).or_default();
            for rule in &return_.rules {
                let parts = ["says", "fix"].map(|part| {
                    let text = definitions.words.text(language, &format!("rule.{}.{part}", rule.code));
                    pieces(definitions, return_, text, language)
                });
                of_return.insert(&*rule.code, parts);
            }
        }
        let say = |key: &str| definitions.words.say(language, key, &[]);
        let (blank, yes_no) = (say("feedback-blank"), [say("no"), say("yes")]);
        let common = ["year", "authority", "data_to"].map(|name| (name, say(&format!("feedback-field-{name}"))));
        Self { definitions, language, by_rule, blank, yes_no, common }
    }

    /// The language that they are in.
    pub fn language(&self) -> &'a Language {
        self.language
    }

    fn pieces(&self, return_id: &str, rule: &str, part: usize) -> Option<&[Piece]> {
        self.by_rule.get(return_id)?.get(rule)?.get(part).map(Vec::as_slice)
    }

    /// What a finding says, with the values that may be shown.
    pub fn says(&self, detail: &Detail) -> String {
        let finding = &detail.finding;
        match self.pieces(&finding.return_id, &finding.rule, 0) {
            Some(pieces) => self.filled(pieces, &detail.values),
            None => self.definitions.says(finding, self.language),
        }
    }

    /// The same for a page, with the sender's own words marked as such.
    pub fn says_on_page(&self, detail: &Detail) -> String {
        let finding = &detail.finding;
        match self.pieces(&finding.return_id, &finding.rule, 0) {
            Some(pieces) => filled_with(pieces, &detail.values, &|value| self.on_page(value)),
            None => self.definitions.says(finding, self.language),
        }
    }

    /// What a rule or a reading code says of any row: titles in place of values.
    pub fn means(&self, finding: &Finding) -> String {
        if let Some(pieces) = self.pieces(&finding.return_id, &finding.rule, 0) {
            return self.filled(pieces, &[]);
        }
        let unmeant = Finding { suggests: "".into(), ..finding.clone() };
        self.definitions.says(&unmeant, self.language)
    }

    /// What a rule of a return says of any row; nothing where there is no such rule.
    pub fn rule(&self, return_id: &str, rule: &str) -> String {
        self.pieces(return_id, rule, 0).map(|pieces| self.filled(pieces, &[])).unwrap_or_default()
    }

    /// How it is mended.
    pub fn fix(&self, finding: &Finding) -> String {
        match self.pieces(&finding.return_id, &finding.rule, 1) {
            Some(pieces) => self.filled(pieces, &[]),
            None => self.definitions.fix(finding, self.language),
        }
    }

    /// The titles of a finding's columns, in the order in which it names them.
    pub fn titles<'b>(&'b self, finding: &'b Finding) -> Vec<&'b str> {
        let names = finding.column.split(' ').filter(|name| !name.is_empty());
        names.map(|name| self.title(finding, name)).collect()
    }

    fn title<'b>(&'b self, finding: &Finding, name: &'b str) -> &'b str {
        let title = self.definitions.field_title(&finding.return_id, name, self.language);
        // Columns that every return may have are nobody's field.
        self.common.iter().find(|(common, _)| *common == title).map_or(title, |(_, said)| said.as_str())
    }

    /// The values of a finding's fields that may be shown, each with its field's title.
    pub fn values(&self, detail: &Detail) -> Vec<(String, String)> {
        let finding = &detail.finding;
        let shown = detail.values.iter().filter(|(name, _)| may_show(self.definitions, &finding.return_id, name));
        shown.map(|(name, value)| (self.title(finding, name).to_owned(), self.value(value))).collect()
    }

    /// The same for a page, with the sender's own words marked as such.
    pub fn values_on_page(&self, detail: &Detail) -> Vec<(String, String)> {
        let finding = &detail.finding;
        let shown = detail.values.iter().filter(|(name, _)| may_show(self.definitions, &finding.return_id, name));
        shown.map(|(name, value)| (self.title(finding, name).to_owned(), self.on_page(value))).collect()
    }

    fn on_page(&self, value: &Cell) -> String {
        let words = self.value(value);
        let senders_own = matches!(value, Cell::Text(_)) && words.contains(char::is_alphabetic);
        if senders_own { own_words(&words) } else { words }
    }

    /// A value in words.
    fn value(&self, value: &Cell) -> String {
        match value {
            Cell::Null => self.blank.clone(),
            Cell::YesNo(yes) => self.yes_no.get(usize::from(*yes)).cloned().unwrap_or_default(),
            other => printable(&text(other)),
        }
    }

    fn filled(&self, pieces: &[Piece], values: &[(std::sync::Arc<str>, Cell)]) -> String {
        filled_with(pieces, values, &|value| self.value(value))
    }
}

/// A sentence with its fields filled in: by their values where those may be shown, else by their titles.
fn filled_with(pieces: &[Piece], values: &[(std::sync::Arc<str>, Cell)], in_words: &dyn Fn(&Cell) -> String) -> String {
    let mut sentence = String::new();
    for piece in pieces {
        match piece {
            Piece::Plain(text) => sentence.push_str(text),
            Piece::Field(name, title, shown) => {
                let value = values.iter().find(|(of, _)| **of == **name).filter(|_| *shown);
                match value {
                    Some((_, value)) => sentence.push_str(&in_words(value)),
                    None => sentence.push_str(title),
                }
            }
        }
    }
    sentence
}

/// Takes a sentence apart at `{field}`. Braces around what is no column stay as they are.
fn pieces(definitions: &Definitions, return_: &Return, text: &str, language: &Language) -> Vec<Piece> {
    let columns = return_.columns();
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        plain.push_str(before);
        let named = after.split_once('}').filter(|(name, _)| columns.iter().any(|(column, _)| **column == **name));
        let Some((name, behind)) = named else {
            plain.push('{');
            rest = after;
            continue;
        };
        pieces.push(Piece::Plain(std::mem::take(&mut plain).into()));
        let title = definitions.field_title(&return_.id, name, language);
        pieces.push(Piece::Field(name.into(), title.into(), may_show(definitions, &return_.id, name)));
        rest = behind;
    }
    plain.push_str(rest);
    pieces.push(Piece::Plain(plain.into()));
    pieces
}
