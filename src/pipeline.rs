//! The order of the stages; the only place where they meet, and where threads and files are used.
//!
//! Intake, rules, figures, disclosure, render into memory, publish the release, then write the overview: a run that
//! stops anywhere before publication leaves the last release and the last overview untouched.

mod account;
mod inputs;
mod outputs;
mod progress;
mod submissions;

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::definitions::Definitions;
use crate::diagnostic::Error;
use crate::disclosure::protect;
use crate::domain::{Date, Submitter};
use crate::engine::{Engine, Holding};
use crate::indicators;
use crate::intake::{self, Found, Pseudonyms};
use crate::present::{self, Account, Document, Overview};
use crate::store::{Release, Store};

pub use progress::{Progress, Silent};

/// Where a run finds and puts things.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The folder of returns.
    pub returns: PathBuf,
    /// The restricted store.
    pub store: PathBuf,
    /// The publishable output.
    pub output: PathBuf,
    /// The day the run counts to.
    pub as_at: Date,
    /// The file that keys the pseudonyms; the store's own secret where none is named.
    pub secret: Option<PathBuf>,
}

/// What a run did.
#[derive(Clone, Debug)]
pub struct Ran {
    /// The release that stands now.
    pub release: String,
    /// Whether this run published it; else nothing had changed.
    pub published: bool,
    /// What came in and what became of it.
    pub account: Account,
    /// The pages of the overview, one a language.
    pub pages: Vec<PathBuf>,
}

/// The nightly batch: everything, or nothing.
pub fn run(settings: &Settings, definitions: &Definitions, progress: &dyn Progress) -> Result<Ran, Error> {
    let store = Store::open(&settings.store)?;
    let lock = store.lock()?;
    let secret = store.secret(settings.secret.as_deref())?;
    let found = intake::find(&settings.returns, definitions)?;
    if found.is_empty() {
        return Err(Error::NoReturns(settings.returns.clone()));
    }
    let inputs = inputs::of(&found, definitions, settings.as_at, &secret)?;
    if let Some(current) = store.current()? {
        if current.manifest.inputs == inputs.digest {
            return stands(settings, definitions, &current);
        }
    }
    let release = publish(settings, definitions, &store, &found, inputs, secret, progress)?;
    drop(lock);
    Ok(release)
}

/// Nothing changed: the release stands. An overview that is not its own is written again.
fn stands(settings: &Settings, definitions: &Definitions, current: &Release) -> Result<Ran, Error> {
    let account = account::of_release(current, definitions, settings.as_at)?;
    let documents = overview(definitions, &current.figures()?, &account)?;
    outputs::write(&settings.output, &documents)?;
    Ok(Ran { release: current.id.clone(), published: false, account, pages: pages(settings, definitions) })
}

fn publish(
    settings: &Settings,
    definitions: &Definitions,
    store: &Store,
    found: &[Found],
    inputs: inputs::Inputs,
    secret: [u8; 32],
    progress: &dyn Progress,
) -> Result<Ran, Error> {
    let stage = store.begin()?;
    let taken = submissions::take_in(definitions, found, &Pseudonyms::new(secret), &stage, settings, progress)?;
    stage.write_ledger(&taken.ledger)?;
    stage.write_findings(&taken.findings)?;
    stage.write_rules_run(&taken.rules_run)?;
    stage.write_held_back(&taken.held_back)?;
    progress.begin("figures", definitions.indicators.len() as u64);
    let engine = Engine::over(definitions, taken.holdings)?;
    let figures = indicators::compute(&engine, settings.as_at)?;
    stage.write_figures(&figures)?;
    progress.end(&format!("{} indicators, {} figures", definitions.indicators.len(), figures.len()));
    let account = account::of(&taken.ledger, &taken.held_back, definitions, settings.as_at, &inputs.release_id(store)?);
    let documents = overview(definitions, &figures, &account)?;
    outputs::search_for_identifiers(&documents, &taken.identifiers)?;
    let release = stage.publish(inputs.manifest(&taken.ledger))?;
    outputs::write(&settings.output, &documents)?;
    Ok(Ran { release: release.id.clone(), published: true, account, pages: pages(settings, definitions) })
}

fn overview(
    definitions: &Definitions,
    figures: &[crate::domain::Figure],
    account: &Account,
) -> Result<Vec<Document>, Error> {
    let figures = protect(figures, definitions);
    present::overview(&Overview { definitions, figures: &figures, account })
}

fn pages(settings: &Settings, definitions: &Definitions) -> Vec<PathBuf> {
    let languages = definitions.collection.languages.iter();
    languages.map(|language| settings.output.join(present::page_path(language))).collect()
}
