//! The folders that overviews are written to, each for one audience. A manifest in the folder says for which one, and
//! what is there.

use std::ffi::OsString;
use std::fs;
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::diagnostic::Error;
use crate::domain::Audience;
use crate::present::Document;

/// The name of the manifest.
pub(super) const MANIFEST: &str = "manifest.json";
const FORMAT: u32 = 1;

/// What stands in a folder of an overview, and for whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    /// The form of this file: 1.
    format: u32,
    /// `public` or `internal`.
    audience: String,
    /// The release it was made from.
    release: String,
    /// Every file of it but this one, sorted by path.
    documents: Vec<Listed>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    path: String,
    blake3: String,
}

impl Manifest {
    pub(super) fn of(audience: Audience, release: &str, documents: &[Document]) -> Self {
        let listed = |document: &Document| Listed {
            path: document.path.clone(),
            blake3: blake3::hash(&document.bytes).to_hex().to_string(),
        };
        let mut documents: Vec<Listed> = documents.iter().map(listed).collect();
        documents.sort_by(|a, b| a.path.cmp(&b.path));
        Self { format: FORMAT, audience: audience.as_str().to_owned(), release: release.to_owned(), documents }
    }

    /// The manifest of a folder; None where there is none that is ours.
    pub(super) fn read(folder: &Path) -> Option<Self> {
        let manifest: Self = serde_json::from_slice(&fs::read(folder.join(MANIFEST)).ok()?).ok()?;
        (manifest.format == FORMAT && Audience::of(&manifest.audience).is_some()).then_some(manifest)
    }

    /// It as a file of the folder.
    pub(super) fn document(&self) -> Result<Document, Error> {
        let text = serde_json::to_string_pretty(self)
            .map_err(|fault| Error::Internal(format!("an overview's manifest was not written: {fault}")))?;
        Ok(Document { path: MANIFEST.to_owned(), bytes: format!("{text}\n").into_bytes() })
    }

    /// The files that were there and are not any more. A path that leads out of the folder is none of ours.
    pub(super) fn not_in(&self, now: &Self) -> Vec<&Path> {
        let stays = |path: &str| now.documents.iter().any(|document| document.path == path);
        let gone = self.documents.iter().filter(|document| !stays(&document.path));
        let within = |path: &&Path| path.components().all(|part| matches!(part, Component::Normal(_)));
        gone.map(|document| Path::new(&document.path)).filter(within).collect()
    }

    fn audience(&self) -> Option<Audience> {
        Audience::of(&self.audience)
    }
}

/// Refuses a folder that is not for an audience: one that holds the other's overview, lies in such a folder, or has one
/// in it; and one whose manifest is not ours.
///
/// # Errors
/// [`Error::Asked`], with what to do.
pub(super) fn admit(folder: &Path, audience: Audience) -> Result<(), Error> {
    let place = resolved(folder);
    if Manifest::read(&place).is_none() && place.join(MANIFEST).exists() {
        return Err(refused(folder, &format!("has a {MANIFEST} that is none of an overview")));
    }
    let other = |folder: &Path| Manifest::read(folder).and_then(|m| m.audience()).filter(|found| *found != audience);
    let around = place.ancestors().find_map(other).or_else(|| pages_for(&place).filter(|found| *found != audience));
    match around.or_else(|| in_folder(&place).iter().find_map(|within| other(within))) {
        Some(Audience::Internal) => Err(refused(folder, "is where an overview stands that is not for publication")),
        Some(Audience::Public) => Err(refused(folder, "is where the public overview stands")),
        None => Ok(()),
    }
}

fn refused(folder: &Path, why: &str) -> Error {
    Error::Asked(format!("{} {why}: name another folder with --output", folder.display()))
}

/// For whom the pages in a folder are, by their names: an overview may have lost its manifest, or be older than those.
fn pages_for(folder: &Path) -> Option<Audience> {
    let is_page = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "html");
    let stems =
        in_folder(folder).into_iter().filter(is_page).filter_map(|page| page.file_stem()?.to_str().map(str::to_owned));
    let page = stems.into_iter().find(|stem| stem.starts_with("overview."))?;
    Some(if page.contains(".internal.") { Audience::Internal } else { Audience::Public })
}

/// A folder's place without links, whether it is there yet or not.
fn resolved(folder: &Path) -> PathBuf {
    let absolute = std::path::absolute(folder).unwrap_or_else(|_| folder.to_path_buf());
    let mut missing: Vec<OsString> = Vec::new();
    for above in absolute.ancestors() {
        if let Ok(real) = above.canonicalize() {
            return missing.iter().rev().fold(real, |place, name| place.join(name));
        }
        missing.extend(above.file_name().map(ToOwned::to_owned));
    }
    absolute
}

fn in_folder(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(path: &str) -> Document {
        Document { path: path.into(), bytes: b"x".to_vec() }
    }

    fn written(folder: &Path, audience: Audience, documents: &[Document]) {
        fs::create_dir_all(folder).unwrap();
        let manifest = Manifest::of(audience, "000001-abcd", documents).document().unwrap();
        fs::write(folder.join(MANIFEST), manifest.bytes).unwrap();
    }

    fn said(folder: &Path, audience: Audience) -> String {
        admit(folder, audience).map_or_else(|error| error.to_string(), |()| String::new())
    }

    #[test]
    fn a_folder_is_for_one_audience_and_so_is_what_lies_in_it_or_around_it() {
        let root = tempfile::tempdir().unwrap();
        let (public, internal) = (root.path().join("output"), root.path().join("output-internal"));
        written(&public, Audience::Public, &[]);
        written(&internal, Audience::Internal, &[]);
        assert_eq!(said(&public, Audience::Public), "");
        assert_eq!(said(&internal, Audience::Internal), "");
        assert_eq!(said(&root.path().join("new/folder"), Audience::Internal), "");
        assert!(said(&public, Audience::Internal).contains("the public overview stands"));
        assert!(said(&internal, Audience::Public).contains("not for publication"));
        assert!(said(&public.join("new/folder"), Audience::Internal).contains("the public overview stands"));
        assert!(said(&internal.join("../output-internal/web"), Audience::Public).contains("not for publication"));
        assert!(said(root.path(), Audience::Public).contains("not for publication"));
        let link = root.path().join("link");
        std::os::unix::fs::symlink(&public, &link).unwrap();
        assert!(said(&link.join("beneath"), Audience::Internal).contains("the public overview stands"));
    }

    #[test]
    fn a_manifest_of_something_else_is_not_replaced_and_an_old_overview_is_known() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("overview.en.html"), "").unwrap();
        assert!(said(root.path(), Audience::Internal).contains("the public overview stands"));
        assert_eq!(said(root.path(), Audience::Public), "");
        fs::write(root.path().join(MANIFEST), "{\"name\": \"a web site\"}").unwrap();
        assert!(said(root.path(), Audience::Public).contains("none of an overview"));
        // Around the folder it is nobody's business.
        assert_eq!(said(&root.path().join("new"), Audience::Public), "");
    }

    #[test]
    fn what_a_manifest_names_and_the_next_does_not_is_gone_and_nothing_outside_its_folder() {
        let before = Manifest::of(
            Audience::Public,
            "000001-abcd",
            &["tables/a.csv", "tables/b.csv", "../store/CURRENT", "/etc/passwd"].map(document),
        );
        let now = Manifest::of(Audience::Public, "000002-abcd", &[document("tables/a.csv")]);
        assert_eq!(before.not_in(&now), [Path::new("tables/b.csv")]);
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join(MANIFEST), now.document().unwrap().bytes).unwrap();
        assert_eq!(Manifest::read(root.path()), Some(now));
    }
}
