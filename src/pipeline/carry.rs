//! The last good submission stands: what is carried over from the last release, and what cannot be.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use super::account::stands;
use super::explanations::{Explanations, broken};
use super::submissions::Taken;
use super::told::{About, Told, TypedRows};
use crate::definitions::{Definitions, Privacy, Return};
use crate::diagnostic::{Error, Finding, Severity};
use crate::domain::{Date, Submitter, Year};
use crate::engine::Holding;
use crate::intake::{LedgerRow, Verdict};
use crate::store::{Carried, Recipe, Release, RuleRunRow, Said, Stage, Standing};

/// What stood is stored in a form that its return no longer has.
pub(super) const OTHER_COLUMNS: &str = "S-NOT-CARRIED-COLUMNS";
/// What stood has pseudonyms of another secret.
pub(super) const OTHER_SECRET: &str = "S-NOT-CARRIED-SECRET";
/// Why a rule has not looked at a carried submission: it came after.
const CAME_LATER: &str = "the submission stands from an earlier release, which did not have this rule";

/// A submission's return, year and submitter: of all that are sent under one key, one stands.
pub(super) type Key = (Arc<str>, Year, Submitter);

/// What stood in the last release, and is still asked for.
pub(super) struct Last<'a> {
    release: &'a Release,
    definitions: &'a Definitions,
    standing: BTreeMap<Key, Stood>,
}

/// One submission that stood.
pub(super) struct Stood {
    /// Its row of the ledger.
    pub ledger: LedgerRow,
    /// Its accepted rows, where it brought any.
    pub part: Option<PathBuf>,
    /// Whether rules of others may look at its accepted rows: not where privacy has left columns out.
    pub can_be_seen: bool,
    /// Why it cannot be carried: a code.
    obstacle: Option<&'static str>,
}

impl Stood {
    /// How many rows were sent of it, those held back included.
    pub(super) fn rows(&self) -> u64 {
        self.ledger.rows_loaded + self.ledger.rows_held_back
    }

    /// Its accepted rows, for findings about them.
    pub(super) fn typed_rows(&self) -> Option<TypedRows> {
        Some(TypedRows { file: Arc::clone(&self.ledger.file), table: self.part.clone()?, sheet: None })
    }

    /// The last day up to which it is complete.
    pub(super) fn data_to(&self) -> Date {
        let end = self.ledger.year.map_or(Date::MAX, Year::last_day);
        self.ledger.data_to.unwrap_or(end)
    }
}

/// Everything that is carried.
#[derive(Default)]
pub(super) struct Load {
    pub ledger: Vec<LedgerRow>,
    pub said: Said,
    pub holdings: Vec<Holding>,
    /// As the manifest names it.
    pub carried: Vec<Carried>,
}

impl<'a> Last<'a> {
    /// What stood in this release, under the definitions and with the secret of a new run.
    ///
    /// # Errors
    /// When its ledger cannot be read.
    pub(super) fn of(release: &'a Release, definitions: &'a Definitions, recipe: &Recipe) -> Result<Self, Error> {
        let was = &release.manifest.recipe;
        let mut last = Self { release, definitions, standing: BTreeMap::new() };
        if was.collection != recipe.collection {
            return Ok(last);
        }
        for ledger in release.ledger()?.into_iter().filter(|row| stands(row.verdict)) {
            let (Some(year), Some(submitter)) = (ledger.year, ledger.submitter.clone()) else { continue };
            // What the collection no longer asks for, nobody misses.
            let Some(return_) = definitions.returns.get(&*ledger.return_id) else { continue };
            if !definitions.years_of(return_).contains(&year) || !definitions.senders(return_).contains(&submitter) {
                continue;
            }
            let part = release.part(&return_.id, year, &submitter);
            let obstacle = match &part {
                Some(_) if release.manifest.shapes.get(&*return_.id) != Some(&shape(return_)) => Some(OTHER_COLUMNS),
                Some(_) if was.secret != recipe.secret => Some(OTHER_SECRET),
                _ => None,
            };
            let can_be_seen = obstacle.is_none() && return_.fields.iter().all(|field| field.privacy != Privacy::Drop);
            let key = (Arc::clone(&ledger.return_id), year, submitter);
            last.standing.insert(key, Stood { ledger, part, can_be_seen, obstacle });
        }
        Ok(last)
    }

    /// What stood under a key and can be carried.
    pub(super) fn stood(&self, key: &Key) -> Option<&Stood> {
        self.standing.get(key).filter(|stood| stood.obstacle.is_none())
    }

    /// Everything that stood and is still asked for, by return, year and submitter.
    pub(super) fn all(&self) -> impl Iterator<Item = (&Key, &Stood)> {
        self.standing.iter()
    }

    /// Carries over everything for which nothing stands now.
    ///
    /// # Errors
    /// When the last release is damaged, or the new one cannot be written.
    pub(super) fn carry(&self, stage: &Stage, stands_now: &BTreeSet<Key>) -> Result<Load, Error> {
        let mut load = Load::default();
        let mut kept = Vec::new();
        for (key, stood) in self.standing.iter().filter(|(key, _)| !stands_now.contains(*key)) {
            match stood.obstacle {
                Some(obstacle) => load.said.findings.push((not_carried(&stood.ledger, obstacle), 0)),
                None => kept.push(self.take(stage, key, stood, &mut load)?),
            }
        }
        let said = self.release.said_of(&kept)?;
        load.said
            .findings
            .extend(said.findings.into_iter().filter(|(finding, _)| self.is_known(&finding.return_id, &finding.rule)));
        load.said.rules_run = self.rules_run(said.rules_run, &kept);
        load.said.held_back = said.held_back;
        Ok(load)
    }

    fn take(&self, stage: &Stage, key: &Key, stood: &Stood, load: &mut Load) -> Result<Standing, Error> {
        let (return_id, year, submitter) = (Arc::clone(&key.0), key.1, key.2.clone());
        let was_carried = stood.ledger.verdict == Verdict::Carried;
        let file = Arc::clone(&stood.ledger.file);
        let before = (Arc::clone(&return_id), year.previous(), submitter.clone());
        let before = self.standing.get(&before).map(|stood| Arc::clone(&stood.ledger.file));
        let standing = Standing { return_id, year, submitter, file, before, carried: was_carried };
        let holding = Holding::nil(&standing.return_id, year, standing.submitter.clone(), stood.data_to());
        load.holdings.push(match stage.carry(self.release, &standing)? {
            Some(part) => holding.with_parquet(stood.ledger.rows_loaded, &part)?,
            None => holding,
        });
        load.ledger.push(unread(&stood.ledger));
        load.carried.push(self.named(&standing));
        Ok(standing)
    }

    /// As the manifest names it: with the release that accepted it, however often it has been carried since.
    fn named(&self, standing: &Standing) -> Carried {
        let (year, submitter) = (standing.year.to_string(), standing.submitter.to_string());
        let before = self.release.manifest.carried.iter().find(|carried| {
            *carried.return_id == *standing.return_id && carried.year == year && carried.submitter == submitter
        });
        let from_release = before.map_or(&self.release.id, |carried| &carried.from_release).clone();
        Carried {
            return_id: standing.return_id.to_string(),
            year,
            submitter,
            file: standing.file.to_string(),
            from_release,
        }
    }

    /// Which rules ran on what is carried, then; and that those which came later have not.
    fn rules_run(&self, mut runs: Vec<RuleRunRow>, kept: &[Standing]) -> Vec<RuleRunRow> {
        runs.retain(|run| self.is_known(&run.return_id, &run.rule));
        for standing in kept {
            let Some(return_) = self.definitions.returns.get(&*standing.return_id) else { continue };
            let of_it = |run: &&RuleRunRow| {
                run.return_id == standing.return_id
                    && run.year == Some(standing.year)
                    && run.submitter.as_ref() == Some(&standing.submitter)
            };
            let ran: BTreeSet<Arc<str>> = runs.iter().filter(of_it).map(|run| Arc::clone(&run.rule)).collect();
            // A nil return has no rows to look at.
            if ran.is_empty() {
                continue;
            }
            for rule in return_.rules.iter().filter(|rule| !ran.contains(&*rule.code)) {
                runs.push(RuleRunRow {
                    return_id: Arc::clone(&standing.return_id),
                    year: Some(standing.year),
                    submitter: Some(standing.submitter.clone()),
                    file: Arc::clone(&standing.file),
                    rule: (*rule.code).into(),
                    severity: rule.severity,
                    evaluated: 0,
                    passed: 0,
                    failed: 0,
                    not_applicable: 0,
                    not_evaluated: 0,
                    could_not_run: CAME_LATER.into(),
                    carried: true,
                });
            }
        }
        runs
    }

    /// Whether a code still means something: a rule of the return, or a trouble of reading.
    fn is_known(&self, return_id: &str, code: &str) -> bool {
        let rules = self.definitions.returns.get(return_id).map_or(&[][..], |return_| &return_.rules);
        code.starts_with("S-") || code == crate::rules::CASCADE || rules.iter().any(|rule| *rule.code == *code)
    }
}

impl Taken {
    /// Takes over from the last release what nothing stands for now; how the manifest names it.
    pub(super) fn carry(&mut self, last: Option<&Last<'_>>, stage: &Stage) -> Result<Vec<Carried>, Error> {
        let Some(last) = last else { return Ok(Vec::new()) };
        let key = |row: &LedgerRow| Some((Arc::clone(&row.return_id), row.year?, row.submitter.clone()?));
        let stand: BTreeSet<Key> = self.ledger.iter().filter(|row| stands(row.verdict)).filter_map(key).collect();
        let load = last.carry(stage, &stand)?;
        let carried = |row: &LedgerRow| Some((key(row)?, About::of_row(row)));
        let carried: BTreeMap<Key, About> = load.ledger.iter().filter_map(carried).collect();
        let about = |finding: &Finding| {
            let key = (Arc::clone(&finding.return_id), finding.year?, finding.submitter.clone()?);
            carried.get(&key).filter(|_| finding.carried).cloned()
        };
        self.tell(
            load.said
                .findings
                .into_iter()
                .map(|(finding, record)| (about(&finding).unwrap_or_else(|| About::of(&finding)), finding, record)),
        );
        self.ledger.extend(load.ledger);
        self.holdings.extend(load.holdings);
        self.rules_run.extend(load.said.rules_run);
        self.held_back.extend(load.said.held_back);
        self.held_back.sort();
        Ok(load.carried)
    }

    /// Says which findings are explained, and which explanations explain nothing any more.
    pub(super) fn explain(&mut self, definitions: &Definitions, as_at: Date) {
        let explanations = Explanations::of(definitions, as_at);
        let outlived = explanations.outlived(&broken(&self.rules_run), |_| true);
        self.tell(outlived.into_iter().map(|finding| (About::of(&finding), finding, 0)));
        explanations.mark(&mut self.told);
    }

    /// Adds findings that no file of this run brought, each with what it is about and the digest of its record. Those of
    /// the run's own come first.
    fn tell(&mut self, findings: impl IntoIterator<Item = (About, Finding, u64)>) {
        let mut places: BTreeMap<About, usize> = BTreeMap::new();
        places.extend(self.told.iter().enumerate().map(|(at, told)| (told.about.clone(), at)));
        for (about, finding, record) in findings {
            let at = *places.entry(about.clone()).or_insert(self.told.len());
            if at == self.told.len() {
                self.told.push(Told { about, ..Told::default() });
            }
            let Some(told) = self.told.get_mut(at) else { continue };
            told.reading.push(finding);
            if told.about.carried {
                told.records.push(record);
            }
        }
        self.told.sort_by(|one, other| one.about.cmp(&other.about));
    }
}

/// Its row of the ledger: nothing of it was read this time, so it has no lines; its rows are there.
fn unread(stood: &LedgerRow) -> LedgerRow {
    LedgerRow {
        file: Arc::clone(&stood.file),
        hash: Arc::clone(&stood.hash),
        return_id: Arc::clone(&stood.return_id),
        year: stood.year,
        submitter: stood.submitter.clone(),
        received: stood.received,
        data_to: stood.data_to,
        due: stood.due,
        encoding: Arc::clone(&stood.encoding),
        delimiter: Arc::clone(&stood.delimiter),
        rows_loaded: stood.rows_loaded,
        rows_held_back: stood.rows_held_back,
        verdict: Verdict::Carried,
        ..LedgerRow::default()
    }
}

fn not_carried(stood: &LedgerRow, obstacle: &str) -> Finding {
    Finding {
        file: Arc::clone(&stood.file),
        line: 0,
        column: "".into(),
        rule: obstacle.into(),
        severity: Severity::Fatal,
        return_id: Arc::clone(&stood.return_id),
        year: stood.year,
        submitter: stood.submitter.clone(),
        cell: "".into(),
        suggests: "".into(),
        explained: false,
        carried: false,
    }
}

/// How every return's rows are stored.
pub(super) fn shapes(definitions: &Definitions) -> BTreeMap<String, String> {
    definitions.returns.values().map(|return_| (return_.id.to_string(), shape(return_))).collect()
}

/// A digest of how a return's rows are stored: the columns, what they hold, and what privacy makes of them.
fn shape(return_: &Return) -> String {
    let mut text = String::new();
    for field in &return_.fields {
        let _ = writeln!(text, "{} {:?} {} {:?}", field.name, field.kind, field.scale, field.privacy);
    }
    let name = |at: usize| return_.fields.get(at).map_or("", |field| &*field.name);
    for derived in &return_.derived {
        let _ = writeln!(text, "{} {} {}", derived.name, name(derived.birth), name(derived.on));
    }
    blake3::hash(text.as_bytes()).to_hex().to_string()
}
