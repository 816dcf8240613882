//! The order of the stages; the only place where they meet, and where threads and files are used.
//!
//! Intake, rules, figures, disclosure, pages in memory, publish the release, then write the overview: a run that
//! stops anywhere before publication leaves the last release and the last overview untouched.

mod account;
mod carry;
mod check;
mod crew;
mod feedback;
mod explanations;
mod gates;
mod hearing;
mod identity;
mod open;
mod outputs;
mod overrule;
mod progress;
mod protection;
mod publish;
mod recipe;
mod rulebook;
mod sending;
mod submissions;
mod told;
mod trend;
mod window;
mod zone;

pub use check::{Asked, Checked, Held, check, found};
pub use crew::Threads;
pub use open::{HeldInFile, engine, held_back_by_file, release};
pub use overrule::Pass;
pub use progress::{Progress, Silent};
pub use publish::{Publication, Written, publish};
pub use rulebook::{dictionary, write};

use std::path::PathBuf;

use crate::definitions::Definitions;
use crate::diagnostic::Error;
use crate::disclosure::{History, Safe, protect};
use crate::domain::{Audience, Basis, Date, Figure};
use crate::engine::Engine;
use crate::intake::{self, Found, Pseudonyms};
use crate::linkage::Links;
use crate::present::{self, Account, HeldClaim, Overview};
use crate::store::{Lock, Provenance, Recipe, Release, Stage, Store};
use crate::{indicators, rules};
use account::Books;
use carry::Last;
use overrule::Passes;
use submissions::Work;

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
    /// Files that a person lets pass the gates.
    pub passes: Vec<Pass>,
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
    /// Statements quoted elsewhere, held against the release.
    pub claims: Vec<HeldClaim>,
}

/// The nightly batch: everything, or nothing.
///
/// # Errors
/// When the surroundings are at fault, or a gate stopped the run: nothing is published then.
pub fn run(settings: &Settings, definitions: &Definitions, progress: &dyn Progress) -> Result<Ran, Error> {
    zone::admit(&settings.output, Audience::Public)?;
    let found = intake::find(&settings.returns, definitions)?;
    let store = Store::open(&settings.store)?;
    let lock = store.lock()?;
    let secret = store.secret(settings.secret.as_deref())?;
    let last = store.current()?;
    let mut recipe = recipe::of(&found, definitions, settings.as_at, &secret);
    let passes = Passes::of(&settings.passes, &found, &recipe.inputs, last.as_ref())?;
    recipe.accepts.clone_from(&passes.accepts);
    if let Some(current) = last.as_ref().filter(|current| current.manifest.is_made_from(&recipe)) {
        return stands(settings, definitions, current);
    }
    let night = Night { settings, definitions, progress, lock: &lock, last: last.as_ref(), passes: &passes };
    night.publish(&store, &found, recipe, &Pseudonyms::new(secret))
}

/// Nothing changed: the release stands. An overview that is not its own is written again.
fn stands(settings: &Settings, definitions: &Definitions, current: &Release) -> Result<Ran, Error> {
    let kept = publish::Kept::of(current, definitions, settings.as_at)?;
    let claims = kept.write(Audience::Public, &settings.output, &[])?;
    let pages = publish::pages(&settings.output, Audience::Public, definitions);
    Ok(Ran { release: current.id.clone(), published: false, account: kept.account, pages, claims })
}

/// One night's run, with all that it needs.
struct Night<'a> {
    settings: &'a Settings,
    definitions: &'a Definitions,
    progress: &'a dyn Progress,
    lock: &'a Lock,
    /// The release that stands.
    last: Option<&'a Release>,
    passes: &'a Passes,
}

impl Night<'_> {
    fn publish(&self, store: &Store, found: &[Found], recipe: Recipe, pseudonyms: &Pseudonyms) -> Result<Ran, Error> {
        let Self { settings, definitions, progress, passes, .. } = *self;
        let digest = recipe.digest();
        let digests: Vec<String> = recipe.inputs.iter().map(|input| input.blake3.clone()).collect();
        let last = self.last.map(|last| Last::of(last, definitions, &recipe)).transpose()?;
        let stage = store.begin(self.lock, recipe)?;
        let work = Work { definitions, stage: &stage, settings, digests: &digests, last: last.as_ref(), passes };
        let mut taken = work.take_in(found, pseudonyms, progress)?;
        let overruled = passes.overruled(&taken.overruled);
        passes.were_needed(&overruled, &taken.ledger)?;
        let carried = taken.carry(last.as_ref(), &stage)?;
        taken.explain(definitions, settings.as_at);
        stage.write_ledger(&taken.ledger)?;
        let mut findings = stage.findings()?;
        for told in &taken.told {
            let held_back = feedback::of_file(&taken.held_back, &told.about);
            let return_ = definitions.returns.get(&*told.about.return_id);
            let mut records = identity::Records::of(pseudonyms, told, held_back, return_);
            for (finding, at) in told.findings(definitions)? {
                let record = records.record(&finding, at)?;
                findings.write(finding, record)?;
            }
        }
        findings.finish()?;
        stage.write_rules(&definitions.collection.languages, &rulebook::rows(definitions))?;
        let trends = &trend::Trends::of(&taken.ledger, store, definitions)?;
        let sending = sending::Sending { definitions, stage: &stage, as_at: settings.as_at, pseudonyms, trends };
        stage.write_trend(&sending.send(&taken)?)?;
        stage.write_rules_run(&taken.rules_run)?;
        stage.write_held_back(&taken.held_back)?;
        let figures = self.figures(&stage, std::mem::take(&mut taken.holdings))?;
        let safe = self.protect(&stage, &figures)?;
        progress.begin("report", 1);
        let books = Books {
            definitions,
            as_at: settings.as_at,
            release: stage.release_id(),
            inputs: &digest,
            ledger: &taken.ledger,
            rules_run: &taken.rules_run,
            carried: &carried,
            overruled: &overruled,
        };
        let account = books.account(taken.held_back.iter().filter(|held| !held.carried).map(account::Held::of));
        let view = Overview { definitions, figures: &safe, account: &account };
        let (overview, claims) = (present::public(&view)?, present::held_claims(&view));
        outputs::search_for_identifiers(overview.documents(), &taken.identifiers, pseudonyms)?;
        let prepared = outputs::prepare_public(&settings.output, &overview, &account.release)?;
        progress.end(&format!("{} documents", overview.documents().len()));
        let stage = stage.with_provenance(Provenance { carried, overruled, shapes: carry::shapes(definitions) });
        let release = stage.publish(&taken.ledger, headlines(definitions, &figures))?;
        prepared.settle()?;
        let pages = publish::pages(&settings.output, Audience::Public, definitions);
        Ok(Ran { release: release.id, published: true, account, pages, claims })
    }

    fn protect(&self, stage: &Stage, figures: &[Figure]) -> Result<Safe, Error> {
        self.progress.begin("protect", 1);
        let prints = self.last.map_or(Ok(Vec::new()), Release::prints)?;
        let history = History::before(stage.release_id(), prints);
        let (safe, report) = protect(figures, self.definitions, Audience::Public, &history)?;
        stage.write_prints(&report.prints)?;
        stage.write_audit(&protection::rows(&report))?;
        self.progress.end(&protection::said(&report));
        Ok(safe)
    }

    fn figures(&self, stage: &Stage, holdings: Vec<crate::engine::Holding>) -> Result<Vec<Figure>, Error> {
        let indicators = self.definitions.indicators.len();
        self.progress.begin("figures", 1);
        let engine = Engine::over(self.definitions, holdings)?;
        let links = Links::of(&engine)?;
        if let Some(linkage) = &self.definitions.linkage {
            stage.write_links(&linkage.identity, links.rows())?;
        }
        let mut figures = indicators::compute(&engine, &links, self.settings.as_at, &Threads)?;
        if let Some(last) = self.last {
            indicators::mark_revised(&mut figures, &last.figures()?);
        }
        stage.write_figures(&figures)?;
        self.progress.end(&format!("{indicators} indicators, {} figures", figures.len()));
        Ok(figures)
    }
}

/// The national figures of the latest year, for whoever reads the manifest.
fn headlines(definitions: &Definitions, figures: &[Figure]) -> serde_json::Value {
    let latest = figures.iter().map(|figure| figure.as_at).max();
    let national = figures.iter().filter(|figure| {
        Some(figure.as_at) == latest
            && figure.key.basis == Basis::HEADLINE
            && figure.key.geography == definitions.collection.nation
            && figure.key.period.kind() == crate::domain::PeriodKind::Year
            && figure.key.breakdown.is_empty()
    });
    national
        .map(|figure| (figure.key.indicator.to_string(), figure.value.into()))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

/// Runs the examples of every rule and indicator; what does not come out, in words, each with its place.
///
/// # Errors
/// When the engine fails.
pub fn prove(definitions: &Definitions) -> Result<Vec<String>, Error> {
    let mut wrong = Vec::new();
    let collected = rules::Collected { returns: &definitions.returns, reference: &definitions.reference };
    for return_ in definitions.returns.values() {
        let failures = rules::prove(return_, &collected);
        wrong.extend(failures.into_iter().map(|f| format!("{}: rule {}: {}", f.place, f.code, f.message)));
    }
    let failures = indicators::prove(definitions)?;
    wrong.extend(failures.into_iter().map(|f| format!("{}: indicator {}: {}", f.place, f.indicator, f.message)));
    Ok(wrong)
}
