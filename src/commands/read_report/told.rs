//! What a person is told of a report that was read, or could not be.

use crate::definitions::{Definitions, Inspections, Say};
use crate::diagnostic::printable;
use crate::domain::{AuthorityCode, Language};
use crate::intake::{Counted, InspectionReport, Reported, Unread};

/// Tells of a report in one language. Of its text nothing but the title is told.
pub(super) struct Told<'a> {
    pub(super) definitions: &'a Definitions,
    pub(super) inspections: &'a Inspections,
    pub(super) language: &'a Language,
}

impl Told<'_> {
    fn say(&self, key: &str, args: &[(&str, Say<'_>)]) -> String {
        self.definitions.words.say(self.language, &format!("inspection-report-{key}"), args)
    }

    fn label(&self, field: &str, code: &str) -> String {
        super::label(self.definitions, self.inspections, field, code, self.language)
    }

    /// What was read: how many findings, which themes are proposed and why, what the text left unsaid, and what of it
    /// was left out.
    pub(super) fn read(&self, report: &InspectionReport, file: &str, published: bool) -> String {
        let authority = self.authority(&report.authority);
        let mut lines = vec![self.say(
            "read",
            &[
                ("count", count(report.findings.len())),
                ("file", Say::Text(file)),
                ("encoding", Say::Text(report.encoding)),
                ("authority", Say::Text(&authority)),
                ("programme", Say::Text(&report.programme)),
            ],
        )];
        lines.extend(report.questions.iter().map(|counted| format!("  {}", self.question(counted))));
        lines.extend(self.one_sided(report));
        lines.push(self.say("proposed", &[("column", Say::Text("proposed_themes")), ("field", Say::Text("themes"))]));
        lines.extend(report.findings.iter().map(|finding| format!("  {}", self.proposal(finding))));
        let none = report.findings.iter().filter(|finding| finding.proposals.is_empty()).count();
        if none > 0 {
            lines.push(self.say("none-proposed", &[("count", count(none))]));
        }
        if !published {
            lines.push(self.undated(report));
        }
        lines.extend(self.fieldwork(report));
        lines.extend(self.account(report));
        lines.iter().map(|line| printable(line) + "\n").collect()
    }

    /// Why a report could not be read.
    pub(super) fn unread(&self, why: &Unread) -> String {
        match why {
            Unread::NotText => self.say("not-text", &[]),
            Unread::Questions(found) => {
                let found: Vec<String> = found.iter().map(|counted| self.question(counted)).collect();
                let found = if found.is_empty() { self.say("nothing-found", &[]) } else { found.join("; ") };
                let questions = Say::Count(self.inspections.questions.into());
                self.say("not-these-questions", &[("questions", questions), ("found", Say::Text(&found))])
            }
            Unread::Authority(named) if named.is_empty() => self.say("no-authority", &[]),
            Unread::Authority(named) => {
                let several: Vec<String> = named.iter().map(|code| self.authority(code)).collect();
                self.say("authorities", &[("authorities", Say::Text(&several.join(", ")))])
            }
            Unread::Programme => self.say("no-programme", &[]),
        }
    }

    fn authority(&self, code: &AuthorityCode) -> String {
        let known = self.definitions.reference.authority_of(code);
        let name = known.and_then(|authority| authority.names.get(self.language));
        name.map_or_else(|| code.to_string(), |name| format!("{name} ({code})"))
    }

    fn question(&self, counted: &Counted) -> String {
        let each = counted.findings.iter().map(|(code, findings)| {
            let kind = self.label("polarity", code);
            self.say("count", &[("kind", Say::Text(&kind)), ("count", Say::Count((*findings).into()))])
        });
        let counts = each.collect::<Vec<_>>().join(", ");
        let (question, line) = (counted.question.to_string(), counted.line.to_string());
        let args = [("question", Say::Text(&question)), ("line", Say::Text(&line)), ("counts", Say::Text(&counts))];
        self.say("question", &args)
    }

    /// Each question that has no findings of one kind.
    fn one_sided<'s>(&'s self, report: &'s InspectionReport) -> impl Iterator<Item = String> + 's {
        let each = report.questions.iter().flat_map(|counted| counted.findings.iter().map(move |one| (counted, one)));
        each.filter(|(_, (_, findings))| *findings == 0).map(|(counted, (code, _))| {
            let (question, kind) = (counted.question.to_string(), self.label("polarity", code));
            self.say("one-sided", &[("question", Say::Text(&question)), ("kind", Say::Text(&kind))])
        })
    }

    /// The themes of one finding, each with the keywords that led to it.
    fn proposal(&self, finding: &Reported) -> String {
        let each = finding.proposals.iter().map(|(theme, keywords)| {
            let keywords = keywords.join(", ");
            self.say("theme", &[("theme", Say::Text(theme)), ("keywords", Say::Text(&keywords))])
        });
        let mut themes = each.collect::<Vec<_>>().join("; ");
        if themes.is_empty() {
            themes = self.say("no-theme", &[]);
        }
        let kind = self.label("polarity", &finding.polarity);
        let [line, question, number] = [finding.line, finding.question, finding.number].map(|whole| whole.to_string());
        let args = [
            ("line", Say::Text(&line)),
            ("question", Say::Text(&question)),
            ("kind", Say::Text(&kind)),
            ("number", Say::Text(&number)),
            ("themes", Say::Text(&themes)),
        ];
        self.say("proposal", &args)
    }

    fn undated(&self, report: &InspectionReport) -> String {
        let Some((year, line)) = report.year else { return self.say("no-date", &[]) };
        let [year, line] = [year, line].map(|whole| whole.to_string());
        self.say("year-alone", &[("year", Say::Text(&year)), ("line", Say::Text(&line))])
    }

    fn fieldwork(&self, report: &InspectionReport) -> Option<String> {
        if report.fieldwork.span.is_some() {
            return None;
        }
        let Some(line) = report.fieldwork.months_only else { return Some(self.say("no-fieldwork", &[])) };
        Some(self.say("months-alone", &[("line", Say::Text(&line.to_string()))]))
    }

    /// What of the text was left out, or may have been taken for something else.
    fn account(&self, report: &InspectionReport) -> Vec<String> {
        let account = &report.account;
        let mut lines = Vec::new();
        if account.furniture > 0 {
            lines.push(self.say("furniture", &[("count", Say::Count(account.furniture.into()))]));
        }
        for (key, numbers) in [("left-out", &account.left_out), ("joined", &account.joined)] {
            if !numbers.is_empty() {
                let listed = ranges(numbers);
                lines.push(self.say(key, &[("count", count(numbers.len())), ("lines", Say::Text(&listed))]));
            }
        }
        lines
    }
}

/// Numbers that follow one another together: `3, 7–9`.
fn ranges(numbers: &[u32]) -> String {
    let mut all: Vec<(u32, u32)> = Vec::new();
    for &number in numbers {
        match all.last_mut().filter(|(_, last)| last.checked_add(1) == Some(number)) {
            Some((_, last)) => *last = number,
            None => all.push((number, number)),
        }
    }
    let text = |(first, last): &(u32, u32)| if first == last { first.to_string() } else { format!("{first}–{last}") };
    all.iter().map(text).collect::<Vec<_>>().join(", ")
}

fn count(number: usize) -> Say<'static> {
    Say::Count(number as u64)
}

#[cfg(test)]
mod tests {
    use super::ranges;

    #[test]
    fn lines_that_follow_one_another_are_told_together() {
        assert_eq!(ranges(&[3, 7, 8, 9, 11]), "3, 7–9, 11");
        assert_eq!(ranges(&[]), "");
    }
}
