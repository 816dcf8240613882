//! Counts and first examples, rule by rule, of findings that come one after another.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Detail, Mended, Since, Telling, Told};
use crate::diagnostic::{Error, Severity};

/// How many examples of each rule are kept.
const EXAMPLES: usize = 5;

/// What was found of one rule in one submission.
#[derive(Clone, Debug)]
pub struct Group {
    /// The code of the rule, or of the reading trouble.
    pub rule: Arc<str>,
    /// How much it matters.
    pub severity: Severity,
    /// Whether the file as a whole is meant, and no line of it.
    pub whole: bool,
    /// How many findings.
    pub total: u64,
    /// How many of them the sender has explained.
    pub explained: u64,
    /// How many of them are new.
    pub new: u64,
    /// The first of them, those first that are not explained.
    pub examples: Vec<Detail>,
}

impl Group {
    /// How many of them are left to mend or to confirm.
    pub fn open(&self) -> u64 {
        self.total - self.explained
    }
}

/// What was found in one submission.
#[derive(Clone, Debug)]
pub struct Gathered {
    /// The submission.
    pub told: Told,
    /// By rule: what concerns the whole file first, then what matters most.
    pub groups: Vec<Group>,
    /// What was found in the submission before it, and is there no more.
    pub mended: Mended,
}

impl Gathered {
    /// How many findings of a severity there are that the sender has not explained.
    pub fn open(&self, severity: Severity) -> u64 {
        self.groups.iter().filter(|group| group.severity == severity).map(Group::open).sum()
    }

    /// How many findings there are.
    pub fn total(&self) -> u64 {
        self.groups.iter().map(|group| group.total).sum()
    }

    /// How many are new, were there before, and are there no more; nothing where there was nothing to compare with.
    pub fn trend(&self) -> Option<(u64, u64, u64)> {
        self.told.compared.as_ref()?;
        let new = self.groups.iter().map(|group| group.new).sum();
        Some((new, self.total() - new, self.mended.values().sum()))
    }
}

/// Groups in the order in which they are told: what concerns the whole file first, then what matters most.
type Groups = BTreeMap<(bool, Severity, Arc<str>), Group>;

/// Takes submissions and their findings, and keeps what pages say of them.
#[derive(Debug, Default)]
pub struct Gathering {
    done: Vec<Gathered>,
    open: Option<(Told, Groups)>,
}

impl Gathering {
    fn add(&mut self, detail: &Detail) {
        let Some((_, groups)) = &mut self.open else { return };
        let finding = &detail.finding;
        // What refuses a file as it is read concerns the whole of it, wherever it shows.
        let whole = finding.line == 0 || finding.severity == Severity::Fatal && finding.rule.starts_with("S-");
        let key = (!whole, finding.severity, Arc::clone(&finding.rule));
        let group = groups.entry(key).or_insert_with(|| Group {
            rule: Arc::clone(&finding.rule),
            severity: finding.severity,
            whole,
            total: 0,
            explained: 0,
            new: 0,
            examples: Vec::new(),
        });
        group.total += 1;
        group.explained += u64::from(detail.finding.explained);
        group.new += u64::from(detail.since == Since::New);
        if group.examples.len() < EXAMPLES {
            group.examples.push(detail.clone());
            // Stable: those that are explained go behind the others.
            group.examples.sort_by_key(|example| example.finding.explained);
        } else if !detail.finding.explained
            && let Some(last) = group.examples.last_mut().filter(|last| last.finding.explained)
        {
            *last = detail.clone();
            group.examples.sort_by_key(|example| example.finding.explained);
        }
    }

    fn close(&mut self, mended: Mended) {
        if let Some((told, groups)) = self.open.take() {
            self.done.push(Gathered { told, groups: groups.into_values().collect(), mended });
        }
    }

    /// Everything that was taken, in the order in which it came.
    pub fn finish(mut self) -> Vec<Gathered> {
        self.close(Mended::new());
        self.done
    }
}

impl Telling for Gathering {
    fn begin(&mut self, told: Told) -> Result<(), Error> {
        self.close(Mended::new());
        self.open = Some((told, Groups::new()));
        Ok(())
    }

    fn take(&mut self, detail: &Detail) -> Result<(), Error> {
        self.add(detail);
        Ok(())
    }

    fn end(&mut self, mended: Mended) {
        self.close(mended);
    }
}
