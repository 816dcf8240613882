//! The submissions behind a figure, what was held back of them, and their lines.

use std::collections::BTreeMap;
use std::io::Write;

use super::{Asked, Voice};
use crate::commands::written;
use crate::definitions::Say;
use crate::diagnostic::{Error, printable};
use crate::domain::{Kind, Submitter};
use crate::engine::{Engine, Subjects, Trace, TracedFile};
use crate::pipeline::{self, HeldInFile};

impl Asked<'_> {
    /// Each file with what the figure takes from it, and, if asked for, each line.
    pub(super) fn sources(
        &self,
        engine: &Engine<'_>,
        rows: bool,
        voice: &Voice<'_>,
        out: &mut dyn Write,
    ) -> Result<(), Error> {
        let trace = self.trace(engine)?;
        let held = pipeline::held_back_by_file(engine, self.figure.key.period.last_day())?;
        let held: Vec<&HeldInFile> = held.iter().filter(|held| self.is_read(engine, held)).collect();
        for line in voice.sources(&trace, &held, self.is_part()) {
            written(writeln!(out, "  {line}"))?;
        }
        if !rows && !trace.rows.is_empty() {
            written(writeln!(out, "  {}", voice.say("explain-rows", &[])))?;
        }
        for row in trace.rows.iter().filter(|_| rows) {
            let counts = if self.is_part() && row.counts { "  counts" } else { "" };
            written(writeln!(out, "{}:{}{counts}", printable(&row.file), row.line))?;
        }
        Ok(())
    }

    /// Whether the figure is a part of all those that its lines tell of.
    fn is_part(&self) -> bool {
        self.figure.kind == Kind::Proportion && self.indicator.over.is_none()
    }

    /// Whether the figure would read what was held back there.
    fn is_read(&self, engine: &Engine<'_>, held: &HeldInFile) -> bool {
        let year = self.figure.key.period.year();
        let mut row_sets = vec![self.row_set];
        let below = self.indicator.against_indicator().and_then(|id| engine.definitions().indicator(id));
        row_sets.extend(below.and_then(|below| engine.definitions().row_sets.get(&below.of)));
        let reads = row_sets.iter().any(|row_set| {
            let before = (row_set.window_months > 0).then(|| year.previous());
            row_set.returns.contains(&held.return_id) && (held.year == Some(year) || held.year == before)
        });
        reads
            && match &held.submitter {
                Some(Submitter::Authority(code)) => self.place.authorities.contains(code),
                Some(Submitter::National) | None => true,
            }
    }
}

impl Voice<'_> {
    fn sources(&self, trace: &Trace, held: &[&HeldInFile], is_part: bool) -> Vec<String> {
        let mut by_file: BTreeMap<&str, Vec<&HeldInFile>> = BTreeMap::new();
        for held in held {
            by_file.entry(&held.file).or_default().push(held);
        }
        let number = |number: usize| Say::Count(number as u64);
        let Subjects { looked_at, counting } = trace.subjects;
        let args = [
            ("subjects", Say::Count(if is_part { looked_at } else { counting })),
            ("counting", Say::Count(counting)),
            ("lines", number(trace.rows.len())),
            ("files", number(trace.files.len())),
        ];
        let mut lines = vec![self.say(if is_part { "explain-from-part" } else { "explain-from" }, &args)];
        for file in &trace.files {
            let held =
                by_file.remove(&*file.file).map(|held| format!("; {}", self.held_back(&held))).unwrap_or_default();
            lines.push(format!("  {}: {}{held}", printable(&file.file), self.taken(file, is_part)));
        }
        if !by_file.is_empty() {
            lines.push(self.say("explain-held-beside", &[]));
        }
        for (file, held) in by_file {
            lines.push(format!("  {}: {}", printable(file), self.held_back(&held)));
        }
        lines
    }

    fn taken(&self, file: &TracedFile, is_part: bool) -> String {
        let lines = self.say("explain-lines", &[("lines", Say::Count(file.lines))]);
        let Subjects { looked_at, counting } = file.subjects;
        let args =
            [("subjects", Say::Count(if is_part { looked_at } else { counting })), ("counting", Say::Count(counting))];
        format!("{lines}, {}", self.say(if is_part { "explain-subjects-part" } else { "explain-subjects" }, &args))
    }

    /// How many records of a file are held back, and by which rules.
    fn held_back(&self, held: &[&HeldInFile]) -> String {
        let mut reasons: BTreeMap<&str, u64> = BTreeMap::new();
        for (reason, number) in held.iter().flat_map(|held| &held.reasons) {
            *reasons.entry(reason).or_default() += number;
        }
        let mut reasons: Vec<(&str, u64)> = reasons.into_iter().collect();
        reasons.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        let told: Vec<String> = reasons.iter().map(|(reason, number)| format!("{reason} ×{number}")).collect();
        let records = held.iter().map(|held| held.records).sum();
        let args = [("count", Say::Count(records)), ("reasons", Say::Text(&told.join(", ")))];
        self.say("explain-held-back", &args)
    }
}
