//! The sentences that tell a sender what is wrong and how to mend it.

use super::{Definitions, Return, Rule};
use crate::diagnostic::Finding;
use crate::domain::Language;

impl Definitions {
    /// What a finding says, in a language: the rule's own sentence with each field's title in place of `{field}`, or
    /// the fixed text of a reading code. Never a value.
    pub fn says(&self, finding: &Finding, language: &Language) -> String {
        self.sentence(finding, language, "says", "")
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

    fn sentence(&self, finding: &Finding, language: &Language, part: &str, attribute: &str) -> String {
        match self.rule_of(finding) {
            Some((return_, rule)) => {
                let text = self.words.text(language, &format!("rule.{}.{part}", rule.code));
                self.with_titles(return_, text, language)
            }
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
