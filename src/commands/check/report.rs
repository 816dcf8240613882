//! What a sender reads on a terminal: the file's own troubles first, then each rule with its first lines, then what
//! was checked.

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use crate::definitions::{Definitions, Say};
use crate::diagnostic::printable;
use crate::domain::Language;
use crate::pipeline::Held;
use crate::present::feedback::{self, Detail, Gathered, Group, Sentences};
use crate::rules::CouldNotRun;

/// Tells of files in one language.
pub(super) struct Report<'a> {
    definitions: &'a Definitions,
    language: &'a Language,
    sentences: Sentences<'a>,
    text: String,
}

impl<'a> Report<'a> {
    pub(super) fn new(definitions: &'a Definitions, language: &'a Language) -> Self {
        Self { definitions, language, sentences: Sentences::new(definitions, language), text: String::new() }
    }

    /// What is told of one file.
    pub(super) fn of(mut self, held: &Held, gathered: &[Gathered]) -> Result<String, fmt::Error> {
        writeln!(self.text, "{}", printable(&held.file))?;
        if let Some(reason) = &held.refused {
            let said = self.say("check-refused", &[("reason", Say::Text(reason))]);
            writeln!(self.text, "  {said}")?;
        }
        let groups = || gathered.iter().flat_map(|one| &one.groups);
        for group in groups().filter(|group| group.whole).chain(groups().filter(|group| !group.whole)) {
            self.group(group)?;
        }
        for (rules, why) in could_not_run(self.definitions, gathered) {
            let why = feedback::why_not(self.definitions, self.language, &why);
            let rules = rules.join(", ");
            let said = self.say("check-could-not-run", &[("rule", Say::Text(&rules)), ("reason", Say::Text(&why))]);
            writeln!(self.text, "  {}", printable(&said))?;
        }
        let counts = [
            ("lines", Say::Count(held.lines)),
            ("good", Say::Count(held.rows_good)),
            ("held", Say::Count(held.rows_held_back)),
            ("rules", Say::Count(held.rules)),
        ];
        let said = self.say("check-total", &counts);
        writeln!(self.text, "  {said}")?;
        Ok(self.text)
    }

    fn say(&self, key: &str, args: &[(&str, Say<'_>)]) -> String {
        self.definitions.words.say(self.language, key, args)
    }

    fn group(&mut self, group: &Group) -> fmt::Result {
        let Some(first) = group.examples.first() else { return Ok(()) };
        let severity = self.say(&format!("severity-{}", group.severity.as_str()), &[]);
        // Of one finding, its own sentence with its values; of several, what is true of all.
        let says = if group.total == 1 { self.sentences.says(first) } else { self.sentences.means(&first.finding) };
        writeln!(self.text, "  {severity} [{}] {}", group.rule, printable(&says))?;
        // What is wrong with the file as a whole has no place to show.
        let places = group.examples.iter().filter(|one| one.finding.line != 0 || !one.finding.column.is_empty());
        for example in places {
            let place = self.place(example);
            writeln!(self.text, "      {place}")?;
        }
        let more = group.total.saturating_sub(group.examples.len() as u64);
        if more > 0 {
            let said = self.say("check-more", &[("count", Say::Count(more))]);
            writeln!(self.text, "      {said}")?;
        }
        writeln!(self.text, "      → {}", printable(&self.sentences.fix(&first.finding)))
    }

    /// `line 26  N Start date of the episode: 2023-05-01`: the line, and each column with its letter, its title and
    /// its value where that may be shown.
    fn place(&self, detail: &Detail) -> String {
        let finding = &detail.finding;
        let mut place = match finding.line {
            0 => String::new(),
            line if detail.last_year => {
                let file = Say::Text(&finding.file);
                self.say("check-line-last-year", &[("line", Say::Count(line.into())), ("file", file)])
            }
            line => self.say("check-line", &[("line", Say::Count(line.into()))]),
        };
        let titles = self.sentences.titles(finding);
        let mut values = self.sentences.values(detail);
        let marks = if finding.cell.is_empty() { &detail.letters } else { &finding.cell };
        let marks: Vec<&str> = marks.split(' ').filter(|mark| !mark.is_empty()).collect();
        let marked = marks.len() == titles.len();
        let mut parts = Vec::new();
        for (at, title) in titles.into_iter().enumerate() {
            let mark = marks.get(at).filter(|_| marked).map(|mark| format!("{mark} ")).unwrap_or_default();
            let value = values.iter().position(|(of, _)| of == title).map(|at| values.remove(at).1);
            let value = value.map(|value| format!(": {value}")).unwrap_or_default();
            parts.push(format!("{mark}{title}{value}"));
        }
        parts.extend(values.into_iter().map(|(title, value)| format!("{title}: {value}")));
        let before = if marked || marks.is_empty() { String::new() } else { format!("{} ", marks.join(" ")) };
        place = format!("{place}  {before}{}", parts.join(", "));
        if detail.finding.explained {
            place = format!("{place}  {}", self.say("check-explained", &[]));
        }
        printable(place.trim())
    }
}

/// The rules that could not run, with why, those of one reason together; in the order of their codes.
fn could_not_run(definitions: &Definitions, gathered: &[Gathered]) -> Vec<(Vec<String>, CouldNotRun)> {
    let mut reasons: BTreeMap<CouldNotRun, Vec<String>> = BTreeMap::new();
    for told in gathered.iter().map(|one| &one.told) {
        let Some(return_) = definitions.returns.get(&*told.ledger.return_id) else { continue };
        for run in &told.runs {
            let Some((why, rule)) = run.could_not_run.as_ref().zip(return_.rules.get(run.rule)) else { continue };
            let rules = reasons.entry(why.clone()).or_default();
            if !rules.contains(&rule.code.to_string()) {
                rules.push(rule.code.to_string());
            }
        }
    }
    let mut reasons: Vec<(Vec<String>, CouldNotRun)> = reasons.into_iter().map(|(why, rules)| (rules, why)).collect();
    reasons.sort();
    reasons
}
