//! The sentences that tell a sender what is wrong and how to mend it.

use std::collections::BTreeMap;

use super::{Definitions, FieldKind, Return, Rule, Say};
use crate::diagnostic::Finding;
use crate::domain::Language;

impl Definitions {
    /// What a finding says, in a language: the rule's own sentence with each field's title in place of `{field}`, or
    /// the fixed text of a reading code, and what was probably meant. Never a value.
    pub fn says(&self, finding: &Finding, language: &Language) -> String {
        let sentence = self.sentence(finding, language, "says", "");
        if finding.suggests.is_empty() {
            return sentence;
        }
        let meant = self.meant(finding, language);
        format!("{sentence} {}", self.words.say(language, "reading-suggestion", &[("meant", Say::Text(&meant))]))
    }

    /// What a finding suggests: a code beside its label, or its authority's name; else as it stands.
    fn meant(&self, finding: &Finding, language: &Language) -> String {
        let suggests = &*finding.suggests;
        let authority = self.reference.authorities.iter().find(|authority| authority.code.as_str() == suggests);
        let name = authority.map(|authority| &authority.names);
        let name = name.or_else(|| self.labels(finding)).and_then(|names| names.get(language));
        name.map_or_else(|| suggests.to_owned(), |name| format!("{name} ({suggests})"))
    }

    /// The labels of the code that a finding suggests for its column.
    fn labels(&self, finding: &Finding) -> Option<&BTreeMap<Language, Box<str>>> {
        let field = self.returns.get(&*finding.return_id)?.field(&finding.column)?;
        let (FieldKind::Code(list) | FieldKind::Codes(list)) = &field.kind else { return None };
        Some(&self.codes.get(list)?.code(&finding.suggests)?.labels)
    }

    /// How what a finding says can be mended, in a language.
    pub fn fix(&self, finding: &Finding, language: &Language) -> String {
        self.sentence(finding, language, "fix", ".fix")
    }

    /// The title of a return's field, in a language; the column's own name where it is no field.
    pub fn field_title<'a>(&'a self, return_id: &str, column: &'a str, language: &Language) -> &'a str {
        let id = format!("return.{return_id}.field.{column}");
        if self.words.english.contains_key(&*id) { self.words.text(language, &id) } else { column }
    }

    /// What a rule says of a row that breaks it, in a language, with each field's title in place of `{field}`.
    pub fn rule_says(&self, return_: &Return, rule: &Rule, language: &Language) -> String {
        self.rule_text(return_, rule, language, "says")
    }

    /// How what breaks a rule can be mended, in a language, with each field's title in place of `{field}`.
    pub fn rule_fix(&self, return_: &Return, rule: &Rule, language: &Language) -> String {
        self.rule_text(return_, rule, language, "fix")
    }

    /// What a reading code (`S-DATE`, `CASCADE`) says, and how to mend it, in a language.
    pub fn reading_texts(&self, code: &str, language: &Language) -> [String; 2] {
        let key = format!("reading-{}", code.to_lowercase());
        ["", ".fix"].map(|attribute| self.words.say(language, &format!("{key}{attribute}"), &[]))
    }

    /// Every code that reading a file may give, in the order of the fixed texts.
    pub fn reading_codes(&self) -> Vec<String> {
        let keys = self.words.fixed_keys("reading-").into_iter().filter(|key| key != "reading-suggestion");
        keys.filter_map(|key| Some(key.strip_prefix("reading-")?.to_uppercase())).collect()
    }

    fn rule_text(&self, return_: &Return, rule: &Rule, language: &Language, part: &str) -> String {
        let text = self.words.text(language, &format!("rule.{}.{part}", rule.code));
        self.with_titles(return_, text, language)
    }

    fn sentence(&self, finding: &Finding, language: &Language, part: &str, attribute: &str) -> String {
        match self.rule_of(finding) {
            Some((return_, rule)) => self.rule_text(return_, rule, language, part),
            None => self.words.say(language, &format!("reading-{}{attribute}", finding.rule.to_lowercase()), &[]),
        }
    }

    fn rule_of(&self, finding: &Finding) -> Option<(&Return, &Rule)> {
        let return_ = self.returns.get(&*finding.return_id)?;
        let rule = return_.rules.iter().find(|rule| *rule.code == *finding.rule)?;
        Some((return_, rule))
    }

    fn with_titles(&self, return_: &Return, text: &str, language: &Language) -> String {
        let mut sentence = text.to_owned();
        for (column, _) in return_.columns() {
            let slot = format!("{{{column}}}");
            if sentence.contains(&slot) {
                sentence = sentence.replace(&slot, self.field_title(&return_.id, &column, language));
            }
        }
        sentence
    }
}
