//! The overview of a release, written again: for the public, or for the inspectorate alone.

use std::path::{Path, PathBuf};

use super::account::Books;
use super::open::{engine, held_back, release};
use super::{outputs, zone};
use crate::definitions::Definitions;
use crate::diagnostic::Error;
use crate::disclosure::{History, protect};
use crate::domain::{Audience, Date, Figure, parse_iso_date};
use crate::present::{self, Account, HeldClaim, Overview};
use crate::store::{Release, Store};

/// Which overview is asked for, and where it belongs.
#[derive(Clone, Debug)]
pub struct Publication {
    /// The restricted store.
    pub store: PathBuf,
    /// The release; the one that is published where none is named.
    pub release: Option<String>,
    /// For whom.
    pub audience: Audience,
    /// Authorities (codes) of which each chart is wanted as a picture that brings them forward.
    pub pictures: Vec<String>,
    /// The folder it is written to.
    pub output: PathBuf,
}

/// An overview that was written.
#[derive(Clone, Debug)]
pub struct Written {
    /// The release it was made from.
    pub release: String,
    /// The release that is published, where that is another.
    pub published: Option<String>,
    /// Its pages, one a language.
    pub pages: Vec<PathBuf>,
    /// Statements quoted elsewhere, held against the release.
    pub claims: Vec<HeldClaim>,
}

/// Writes the overview of a release again, from its own figures and ledger. The store does not change.
///
/// # Errors
/// When there is no such release, it was made with other definitions, a run is going on, or the folder is not for this
/// audience: nothing is written then.
pub fn publish(asked: &Publication, definitions: &Definitions) -> Result<Written, Error> {
    zone::admit(&asked.output, asked.audience)?;
    let release = release(&asked.store, asked.release.as_deref())?;
    made_with(definitions, &release)?;
    let store = Store::open(&asked.store)?;
    // A run writes the same folder at its end.
    let _lock = store.lock()?;
    let kept = Kept::of(&release, definitions, as_at(&release)?)?;
    let claims = kept.write(asked.audience, &asked.output, &asked.pictures)?;
    let published = store.current()?.map(|current| current.id).filter(|current| *current != release.id);
    let pages = pages(&asked.output, asked.audience, definitions);
    Ok(Written { release: release.id, published, pages, claims })
}

/// Refuses a release that other definitions made: they say what its figures are, and what of them may be shown.
fn made_with(definitions: &Definitions, release: &Release) -> Result<(), Error> {
    let recipe = &release.manifest.recipe;
    if recipe.collection == *definitions.collection.id && recipe.definitions == definitions.digest {
        return Ok(());
    }
    Err(Error::Asked(format!(
        "release {} was made with other definitions or reference tables than these, which cannot tell what its figures \
         are or what of them may be shown: give those it was made with (--collection, --data), or make a new release \
         with `trosolwg run`",
        release.id
    )))
}

fn as_at(release: &Release) -> Result<Date, Error> {
    let day = parse_iso_date(&release.manifest.recipe.as_at);
    day.ok_or_else(|| Error::Damaged {
        release: release.id.clone(),
        why: "its manifest names no day that it counts to".to_owned(),
    })
}

/// What is kept of a release that an overview is made from.
pub(super) struct Kept<'a> {
    definitions: &'a Definitions,
    figures: Vec<Figure>,
    history: History,
    pub(super) account: Account,
}

impl<'a> Kept<'a> {
    /// That of a release that counts to a day.
    pub(super) fn of(release: &Release, definitions: &'a Definitions, as_at: Date) -> Result<Self, Error> {
        let engine = engine(definitions, release)?;
        let manifest = &release.manifest;
        let books = Books {
            definitions,
            as_at,
            release: &release.id,
            inputs: &manifest.recipe_digest,
            ledger: &release.ledger()?,
            rules_run: &release.rules_run()?,
            carried: &manifest.carried,
            overruled: &manifest.overruled,
        };
        let account = books.account(held_back(&engine, as_at)?);
        let history = History::before(&release.id, release.prints()?);
        Ok(Self { definitions, figures: release.figures()?, history, account })
    }

    /// Protects the figures for an audience and writes its overview, with pictures of these authorities' charts; what it
    /// says of the statements quoted elsewhere.
    pub(super) fn write(
        &self,
        audience: Audience,
        output: &Path,
        pictures: &[String],
    ) -> Result<Vec<HeldClaim>, Error> {
        let (safe, _) = protect(&self.figures, self.definitions, audience, &self.history)?;
        let view = Overview { definitions: self.definitions, figures: &safe, account: &self.account };
        let release = &self.account.release;
        let prepared = match audience {
            Audience::Public => {
                let overview = present::public(&view)?.with_pictures(&view, pictures)?;
                outputs::prepare_public(output, &overview, release)?
            }
            Audience::Internal => {
                let overview = present::internal(&view)?.with_pictures(&view, pictures)?;
                outputs::prepare_internal(output, &overview, release)?
            }
        };
        prepared.settle()?;
        Ok(present::held_claims(&view))
    }
}

/// The pages of an overview in a folder.
pub(super) fn pages(output: &Path, audience: Audience, definitions: &Definitions) -> Vec<PathBuf> {
    let languages = definitions.collection.languages.iter();
    languages.map(|language| output.join(present::page_path(audience, language))).collect()
}
