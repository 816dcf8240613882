//! What a page shows of a submission: its troubles as a whole, then rule by rule.

use serde::Serialize;

use super::gather::{Gathered, Group};
use super::{Detail, Sentences, Since};
use crate::definitions::Say;
use crate::diagnostic::{Severity, printable};
use crate::present::grid::{Grid, Group as Rows};
use crate::present::quality::{Listing, row};
use crate::present::voice::{Voice, grouped};

/// A submission with something to tell of its rows.
#[derive(Serialize)]
pub(super) struct Part {
    id: String,
    title: String,
    file: String,
    rules: Vec<RuleShown>,
    /// What is there no more, in words.
    mended: String,
}

/// What was found of one rule.
#[derive(Serialize)]
pub(super) struct RuleShown {
    code: String,
    /// Of what it is: the file, where it concerns a file as a whole.
    file: String,
    severity: String,
    class: &'static str,
    /// How many rows, in words, and how many of them are new or explained.
    count: String,
    says: String,
    fix: String,
    examples: Option<Listing>,
    /// The lines alone, where there is nothing else to show.
    lines: String,
    more: String,
}

/// Shows submissions in one language. Counts the tables, so that each has an id of its own.
pub(super) struct Showing<'v, 'a> {
    pub(super) voice: &'v Voice<'a>,
    pub(super) sentences: &'v Sentences<'a>,
    pub(super) tables: usize,
}

impl Showing<'_, '_> {
    /// What concerns the file as a whole.
    pub(super) fn whole(&mut self, gathered: &Gathered) -> Vec<RuleShown> {
        let file = printable(&gathered.told.ledger.file);
        let groups = gathered.groups.iter().filter(|group| group.whole);
        groups.map(|group| RuleShown { file: file.clone(), ..self.rule(group, &file) }).collect()
    }

    /// What concerns its rows; nothing where none is wrong and none was mended.
    pub(super) fn part(&mut self, at: usize, title: String, gathered: &Gathered) -> Option<Part> {
        let file = printable(&gathered.told.ledger.file);
        let submission = format!("{title}, {file}");
        let groups = gathered.groups.iter().filter(|group| !group.whole);
        let rules: Vec<RuleShown> = groups.map(|group| self.rule(group, &submission)).collect();
        let mended = self.mended(gathered);
        let something = !rules.is_empty() || !mended.is_empty();
        something.then(|| Part { id: format!("return-{at}"), title, file, rules, mended })
    }

    /// `PLC-003 (12), PLC-011 (1)`: what was there the last time and is there no more.
    fn mended(&self, gathered: &Gathered) -> String {
        if gathered.mended.is_empty() {
            return String::new();
        }
        let codes: Vec<String> =
            gathered.mended.iter().map(|(rule, count)| format!("{rule} ({})", grouped(*count))).collect();
        self.voice.tell_texts("feedback-mended", &[("rules", &codes.join(", "))])
    }

    fn rule(&mut self, group: &Group, submission: &str) -> RuleShown {
        let first = group.examples.first().map(|example| &example.finding);
        let (says, fix) = first.map(|first| (self.means(group, first), self.sentences.fix(first))).unwrap_or_default();
        let shown = u64::try_from(group.examples.len()).unwrap_or(u64::MAX);
        let more = group.total.saturating_sub(shown);
        let examples = if group.whole && first.is_some_and(|first| first.column.is_empty()) {
            None
        } else {
            self.examples(group, submission)
        };
        RuleShown {
            code: group.rule.to_string(),
            file: String::new(),
            severity: self.voice.say(&format!("severity-{}", group.severity.as_str())),
            class: class(group.severity),
            count: self.count(group),
            says,
            fix,
            lines: if examples.is_none() { self.lines(group) } else { String::new() },
            more: if more > 0 { self.voice.tell_count("feedback-more", more) } else { String::new() },
            examples,
        }
    }

    /// What a group means: of one finding its own sentence, of several the sentence with titles in place of values.
    fn means(&self, group: &Group, first: &crate::diagnostic::Finding) -> String {
        // The page counts which of its texts are drafts.
        let _text = self.voice.text(&format!("rule.{}.says", group.rule));
        let _fix = self.voice.text(&format!("rule.{}.fix", group.rule));
        self.sentences.means(first)
    }

    fn count(&self, group: &Group) -> String {
        let key = if group.whole { "feedback-count-file" } else { "feedback-count" };
        let mut said = vec![self.voice.tell_count(key, group.total)];
        if group.new > 0 && group.new < group.total {
            said.push(self.voice.tell_count("feedback-count-new", group.new));
        } else if group.new > 0 {
            said.push(self.voice.say("feedback-count-all-new"));
        }
        if group.explained > 0 {
            said.push(self.voice.tell_count("feedback-count-explained", group.explained));
        }
        said.join(" ")
    }

    /// The lines of the first examples.
    fn lines(&self, group: &Group) -> String {
        let lines: Vec<String> = group
            .examples
            .iter()
            .map(|example| example.finding.line)
            .filter(|line| *line > 0)
            .map(|line| grouped(line.into()))
            .collect();
        match lines.len() {
            0 => String::new(),
            number => {
                let list = lines.join(", ");
                let count = Say::Count(u64::try_from(number).unwrap_or(u64::MAX));
                self.voice.tell("feedback-lines", &[("count", count), ("lines", Say::Text(&list))])
            }
        }
    }

    /// The first examples, a row each, with the values that may be shown.
    fn examples(&mut self, group: &Group, submission: &str) -> Option<Listing> {
        let first = group.examples.first()?;
        let fields: Vec<String> = self.sentences.values(first).into_iter().map(|(title, _)| title).collect();
        let rows = group.examples.iter().map(|example| {
            let mut cells = vec![self.place(example)];
            let values = self.sentences.values_on_page(example);
            let value = |title: &String| values.iter().find(|(of, _)| of == title).map(|(_, value)| value.clone());
            cells.extend(fields.iter().map(|title| value(title).unwrap_or_default()));
            cells.push(remarks(self.voice, example));
            row(self.line(example), cells)
        });
        let rows: Vec<_> = rows.collect();
        let caption = self.voice.tell_texts("feedback-examples", &[("rule", &group.rule)]);
        let mut columns = vec![self.voice.say("feedback-column-where")];
        columns.extend(fields);
        columns.push(self.voice.say("feedback-column-remark"));
        let mut groups = vec![Rows { title: String::new(), rows }];
        without_blank(&mut columns, &mut groups);
        if columns.is_empty() {
            return None;
        }
        let words = (0..columns.len()).collect();
        let corner = self.voice.say("feedback-column-line");
        let grid = Grid { corner, columns, groups, ..Grid::default() };
        self.tables += 1;
        // The same rule may be broken in several submissions, and each table that scrolls is a place of its own.
        let region = self.voice.tell_texts("table-region", &[("what", &format!("{caption} ({submission})"))]);
        Some(Listing { id: format!("examples-{}", self.tables), caption, region, grid, words })
    }

    /// The line that a finding is on, or that it concerns the whole.
    pub(super) fn line(&self, detail: &Detail) -> String {
        line(self.voice, detail)
    }

    fn place(&self, detail: &Detail) -> String {
        place(self.sentences, detail)
    }
}

/// Takes off the columns that are blank in every row.
pub(super) fn without_blank(columns: &mut Vec<String>, groups: &mut [Rows]) {
    for at in (0..columns.len()).rev() {
        let rows = || groups.iter().flat_map(|group| &group.rows);
        if rows().all(|row| row.cells.get(at).is_none_or(|cell| cell.text.is_empty())) {
            columns.remove(at);
            for row in groups.iter_mut().flat_map(|group| &mut group.rows).filter(|row| at < row.cells.len()) {
                row.cells.remove(at);
            }
        }
    }
}

/// The line that a finding is on, or that it concerns the whole.
pub(super) fn line(voice: &Voice<'_>, detail: &Detail) -> String {
    match detail.finding.line {
        0 => voice.say("feedback-whole-file"),
        line if detail.last_year => {
            let of = [("line", &*grouped(line.into())), ("file", &*printable(&detail.finding.file))];
            voice.tell("feedback-line-last-year", &of.map(|(name, text)| (name, Say::Text(text))))
        }
        line => grouped(line.into()),
    }
}

/// Where a finding is: the cells of a workbook, or each column's letter and title; nothing where the row is meant.
pub(super) fn place(sentences: &Sentences<'_>, detail: &Detail) -> String {
    let titles = sentences.titles(&detail.finding);
    let marks: Vec<&str> = if detail.finding.cell.is_empty() {
        detail.letters.split(' ').filter(|letter| !letter.is_empty()).collect()
    } else {
        // Names of sheets may have spaces: as it stands.
        return format!("{} {}", printable(&detail.finding.cell), printable(&titles.join("; ")));
    };
    if marks.len() != titles.len() {
        // Not all of them are in the file: an age is worked out.
        return printable(format!("{} {}", marks.join(" "), titles.join("; ")).trim());
    }
    let pairs = marks.iter().zip(&titles).map(|(letter, title)| format!("{letter} {}", printable(title)));
    pairs.collect::<Vec<_>>().join("; ")
}

/// That a finding is new, or explained.
pub(super) fn remarks(voice: &Voice<'_>, detail: &Detail) -> String {
    let new = (detail.since == Since::New).then(|| voice.say("feedback-new"));
    let explained = detail.finding.explained.then(|| voice.say("feedback-explained"));
    [new, explained].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// How a severity looks.
pub(super) const fn class(severity: Severity) -> &'static str {
    severity.as_str()
}

/// New, persisting and mended, in words.
pub(super) fn trend(voice: &Voice<'_>, gathered: &Gathered) -> String {
    let Some((new, before, mended)) = gathered.trend() else { return voice.say("feedback-since-none") };
    let (new, before, mended) = (grouped(new), grouped(before), grouped(mended));
    let release = gathered.told.compared.as_deref().unwrap_or_default();
    voice.tell_texts("feedback-since", &[("new", &new), ("before", &before), ("mended", &mended), ("release", release)])
}
