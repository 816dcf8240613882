//! The moment at which a release comes into being.

use std::path::Path;

use super::ledger::shortfall;
use super::manifest::{Manifest, Output, Totals};
use super::release::{MANIFEST, Release, verify};
use super::{CURRENT, RELEASES, STAGING, Stage, columns, files};
use crate::diagnostic::Error;
use crate::intake::LedgerRow;

impl Stage {
    /// Publishes the release: syncs and hashes every file, writes the manifest, reads everything back, moves the
    /// folder into place and only then names it in `CURRENT`. A run that dies anywhere in between leaves the last
    /// release published and untouched.
    ///
    /// # Errors
    /// [`Error::Internal`] when the ledger does not add up; else when something cannot be written or does not read
    /// back as it was written. Nothing is published then.
    pub fn publish(self, ledger: &[LedgerRow], headlines: serde_json::Value) -> Result<Release, Error> {
        if let Some((file, lines, accounted)) = shortfall(ledger) {
            return Err(Error::Internal(format!("{file} has {lines} lines, of which {accounted} are accounted for")));
        }
        files::remove(self.scratch())?;
        let id = self.id.clone();
        let manifest = Manifest {
            format: 1,
            release: id.clone(),
            recipe_digest: self.recipe.digest(),
            recipe: self.recipe.clone(),
            outputs: outputs(self.dir())?,
            carried: self.provenance.carried.clone(),
            overruled: self.provenance.overruled.clone(),
            shapes: self.provenance.shapes.clone(),
            totals: Totals::of(ledger),
            headlines,
        };
        let text = serde_json::to_vec_pretty(&manifest).map_err(|fault| Error::Internal(fault.to_string()))?;
        files::replace(&self.dir().join(MANIFEST), &text, files::PLAIN)?;
        for folder in files::tree(self.dir())?.folders {
            files::sync(&folder)?;
        }
        verify(self.dir(), &manifest)?;
        let releases = self.root.join(RELEASES);
        let dir = releases.join(&id);
        // `begin` swept what stood there, and the lock keeps others out: a folder of this name is not ours to replace.
        if dir.exists() {
            return Err(Error::Damaged { release: id, why: "its folder appeared while it was made".to_owned() });
        }
        std::fs::rename(self.dir(), &dir).map_err(Error::write(&dir))?;
        files::sync(&releases)?;
        files::replace(&self.root.join(CURRENT), format!("{id}\n").as_bytes(), files::PLAIN)?;
        point_latest(&self.root, &id);
        // The release is published: what cannot be removed now is swept by the next run.
        let _swept = files::remove(&self.root.join(STAGING));
        Ok(Release { id, dir, manifest })
    }
}

/// Syncs and hashes every file of a release.
fn outputs(dir: &Path) -> Result<Vec<Output>, Error> {
    let mut outputs = Vec::new();
    for name in files::tree(dir)?.files {
        let path = dir.join(&name);
        files::sync(&path)?;
        let (blake3, bytes) = files::digest(&path)?;
        let rows = if name.ends_with(".parquet") { columns::rows(&path)? } else { 0 };
        outputs.push(Output { path: name, blake3, bytes, rows });
    }
    Ok(outputs)
}

/// Lets the link `latest` point to the release. It is a convenience for people: a run does not fail by it.
fn point_latest(root: &Path, id: &str) {
    let (link, new) = (root.join("latest"), root.join("latest.new"));
    let made = files::remove(&new).is_ok()
        && std::os::unix::fs::symlink(Path::new(RELEASES).join(id), &new).is_ok()
        && std::fs::rename(&new, &link).is_ok();
    if !made {
        // Better no link than one to an older release.
        let _gone = files::remove(&link);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::{Recipe, RuleRunRow, Store};
    use super::*;
    use crate::diagnostic::{Finding, Severity};
    use crate::domain::statistics::{Position, Trend, Variation};
    use crate::domain::{
        Basis, Difference, Figure, FigureKey, GeographyLevel, Kind, NoteCode, Period, Year, parse_iso_date,
    };
    use crate::intake::{HeldBack, Verdict};

    fn row(file: &str, lines: u64, verdict: Verdict) -> LedgerRow {
        LedgerRow {
            file: file.into(),
            hash: "ab".into(),
            return_id: "".into(),
            year: None,
            submitter: None,
            received: None,
            data_to: None,
            due: None,
            encoding: "".into(),
            delimiter: ",".into(),
            bytes: 80,
            lines,
            preamble_lines: 0,
            header_lines: 0,
            blank_lines: 0,
            totals_lines: 0,
            footer_lines: 0,
            loaded_lines: 0,
            held_back_lines: 0,
            superseded_lines: 0,
            refused_lines: 0,
            rows_loaded: 0,
            rows_held_back: 0,
            rows_superseded: 0,
            verdict,
            reason: "".into(),
            replaces: "".into(),
        }
    }

    fn ledger() -> Vec<LedgerRow> {
        let accepted = LedgerRow {
            return_id: "placements".into(),
            year: Some(Year::starting(2023)),
            submitter: Some("W06000002".parse().unwrap()),
            data_to: parse_iso_date("2024-03-31"),
            header_lines: 1,
            blank_lines: 2,
            loaded_lines: 9,
            held_back_lines: 1,
            rows_loaded: 8,
            rows_held_back: 1,
            ..row("2023-24/Gwynedd/placements.csv", 13, Verdict::AcceptedWithErrors)
        };
        let reason = "S-UNKNOWN-RETURN".into();
        let refused = LedgerRow { refused_lines: 4, reason, ..row("2023-24/Gwynedd/x.csv", 4, Verdict::Refused) };
        vec![accepted, refused]
    }

    fn figures() -> Vec<Figure> {
        let figure = |geography: &str, value: Option<f64>| Figure {
            key: FigureKey {
                indicator: "looked_after".into(),
                version: 1,
                basis: Basis::HEADLINE,
                period: "2023-24 Q4".parse::<Period>().unwrap(),
                geography_level: GeographyLevel::Authority,
                geography: geography.into(),
                breakdown: "".into(),
                category: "".into(),
            },
            kind: Kind::Count,
            unit: "child".into(),
            as_at: parse_iso_date("2024-03-31").unwrap(),
            numerator: value,
            denominator: None,
            value,
            lower: None,
            upper: Some(1.5),
            compared_with: "2022-23 Q4".parse().ok(),
            change: Some(-2.0),
            change_pct: None,
            change_lower: None,
            change_upper: None,
            since_previous: Difference { change: Some(1.0), pct: None, lower: Some(-0.5), upper: Some(2.5) },
            funnel: Some(Position::Inside),
            funnel_adjusted: None,
            trend: value.map(|_| Trend::Increasing),
            spc: Some(Variation::Concern),
            quartiles: value.map(|_| [1.0, 2.0, 3.0]),
            coverage_in: 22,
            coverage_owed: 22,
            coverage_population: Some(100.0),
            note_codes: vec![NoteCode::Provisional, NoteCode::NotAvailable],
        };
        vec![figure("W06000002", None), figure("W06000001", Some(12.0))]
    }

    fn recipe(digest: &str) -> Recipe {
        let input = super::super::Input { path: "a.csv".into(), blake3: digest.into(), bytes: 3 };
        Recipe { tool: "0.1.0".into(), collection: "wales".into(), inputs: vec![input], ..Recipe::default() }
    }

    fn finding() -> Finding {
        Finding {
            file: "a.csv".into(),
            line: 2,
            column: "end_date".into(),
            rule: "PLC-003".into(),
            severity: Severity::Error,
            return_id: "placements".into(),
            year: None,
            submitter: None,
            cell: "".into(),
            suggests: "".into(),
            explained: false,
            carried: false,
        }
    }

    fn filled(store: &Store, digest: &str) -> Stage {
        let stage = store.begin(&store.lock().unwrap(), recipe(digest)).unwrap();
        std::fs::write(stage.scratch().join("left.parquet"), b"typed").unwrap();
        stage.write_ledger(&ledger()).unwrap();
        stage.write_figures(&figures()).unwrap();
        let mut findings = stage.findings().unwrap();
        findings.write(finding(), 7).unwrap();
        findings.finish().unwrap();
        let held = HeldBack {
            file: "a.csv".into(),
            line: 2,
            end_line: 3,
            column: "end_date".into(),
            reason: "S-DATE".into(),
            raw: b"1,\xff\r\n".to_vec(),
            return_id: "placements".into(),
            year: Some(Year::starting(2023)),
            submitter: None,
            carried: false,
        };
        stage.write_held_back(&[held]).unwrap();
        let run = RuleRunRow {
            return_id: "placements".into(),
            year: None,
            submitter: None,
            file: "a.csv".into(),
            rule: "PLC-003".into(),
            severity: Severity::Error,
            evaluated: 3,
            passed: 2,
            failed: 1,
            not_applicable: 4,
            not_evaluated: 0,
            could_not_run: "".into(),
            carried: false,
        };
        stage.write_rules_run(&[run]).unwrap();
        stage
    }

    #[test]
    fn what_is_published_reads_back_equal() {
        let root = tempfile::tempdir().unwrap();
        let store = Store::open(root.path()).unwrap();
        assert!(store.current().unwrap().is_none());
        let release = filled(&store, "x").publish(&ledger(), json!({"looked_after": 12})).unwrap();
        assert_eq!(release.id, format!("000001-{}", &recipe("x").digest()[..8]));
        release.verify().unwrap();
        let store = Store::open(root.path()).unwrap();
        let again = store.current().unwrap().unwrap();
        assert_eq!(again.manifest, release.manifest);
        assert_eq!((again.manifest.totals.lines, again.manifest.totals.refused_lines), (17, 4));
        assert!(again.manifest.is_made_from(&recipe("x")) && !again.manifest.is_made_from(&recipe("y")));
        let mut figures = figures();
        figures.reverse();
        assert_eq!(again.figures().unwrap(), figures);
        assert_eq!(again.ledger().unwrap(), ledger());
        assert_eq!(again.tables(), ["figures", "findings", "held_back", "ledger", "rules_run"]);
        assert_eq!(again.table_files("ledger").unwrap(), [again.dir.join("ledger.parquet")]);
        assert_eq!(again.table_files("../releases").unwrap().len(), 0);
        for asked in ["1", "000001", &release.id] {
            assert_eq!(store.release(asked).unwrap().id, release.id);
        }
        for absent in ["2", "000001-00000000", "..", ""] {
            assert!(store.release(absent).is_err(), "{absent}");
        }
        assert_eq!(std::fs::read_link(root.path().join("latest")).unwrap(), Path::new("releases").join(&release.id));
        assert!(!root.path().join(STAGING).exists());
    }

    #[test]
    fn a_killed_run_leaves_the_last_release_and_is_swept() {
        let root = tempfile::tempdir().unwrap();
        let store = Store::open(root.path()).unwrap();
        let first = filled(&store, "x").publish(&ledger(), json!({})).unwrap();
        let stage = filled(&store, "y");
        drop(stage);
        // A run that died between moving its release into place and naming it.
        let left = root.path().join("releases/000002-1a2b3c4d");
        std::fs::create_dir(&left).unwrap();
        assert_eq!(store.current().unwrap().unwrap().id, first.id);
        assert!(store.release("2").is_err());
        assert_eq!(store.releases().unwrap().len(), 1);
        let release = filled(&store, "y").publish(&ledger(), json!({})).unwrap();
        assert!(release.id.starts_with("000002-") && !left.exists());
        let ids: Vec<String> = store.releases().unwrap().into_iter().map(|release| release.id).collect();
        assert_eq!(ids, [first.id, release.id]);
    }

    #[test]
    fn a_ledger_that_does_not_add_up_is_not_published() {
        let root = tempfile::tempdir().unwrap();
        let store = Store::open(root.path()).unwrap();
        let mut wrong = ledger();
        wrong[0].loaded_lines -= 1;
        let refused = filled(&store, "x").publish(&wrong, json!({}));
        assert!(matches!(refused, Err(Error::Internal(why)) if why.contains("13 lines, of which 12")));
        assert!(store.current().unwrap().is_none());
    }

    #[test]
    fn damage_is_found() {
        let root = tempfile::tempdir().unwrap();
        let store = Store::open(root.path()).unwrap();
        let release = filled(&store, "x").publish(&ledger(), json!({})).unwrap();
        let path = release.dir.join("figures.parquet");
        let mut bytes = std::fs::read(&path).unwrap();
        bytes[40] ^= 1;
        std::fs::write(&path, bytes).unwrap();
        assert!(matches!(release.verify(), Err(Error::Damaged { .. })));
        std::fs::remove_file(&path).unwrap();
        assert!(matches!(release.verify(), Err(Error::Damaged { .. })));
    }

    #[test]
    fn a_foreign_folder_is_refused_and_a_second_run_is_busy() {
        let root = tempfile::tempdir().unwrap();
        std::fs::write(root.path().join("thesis.docx"), b"mine").unwrap();
        assert!(matches!(Store::open(root.path()), Err(Error::ForeignStore { .. })));
        std::fs::remove_file(root.path().join("thesis.docx")).unwrap();
        let store = Store::open(root.path()).unwrap();
        let lock = store.lock().unwrap();
        assert!(matches!(Store::open(root.path()).unwrap().lock(), Err(Error::Busy(_))));
        drop(lock);
        assert!(store.lock().is_ok());
        std::fs::write(root.path().join("trosolwg-store.json"), b"{\"format\": 2}").unwrap();
        assert!(matches!(Store::open(root.path()), Err(Error::ForeignStore { .. })));
    }

    fn mode(path: &Path) -> u32 {
        std::os::unix::fs::PermissionsExt::mode(&path.metadata().unwrap().permissions()) & 0o777
    }

    #[test]
    fn nobody_else_reads_the_store() {
        use std::os::unix::fs::PermissionsExt as _;
        let root = tempfile::tempdir().unwrap();
        let open_to_all = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(root.path(), open_to_all.clone()).unwrap();
        let store = Store::open(root.path()).unwrap();
        assert_eq!(mode(root.path()), 0o750);
        let secret = root.path().join("secret");
        store.secret(None).unwrap();
        assert_eq!(mode(&secret), 0o600);
        std::fs::set_permissions(&secret, open_to_all).unwrap();
        store.secret(None).unwrap();
        assert_eq!(mode(&secret), 0o600);
        let release = filled(&store, "x").publish(&ledger(), json!({})).unwrap();
        assert_eq!(mode(&release.dir.join("held_back.parquet")), 0o600);
    }

    #[test]
    fn the_secret_is_made_once_and_a_short_one_is_refused() {
        let root = tempfile::tempdir().unwrap();
        let store = Store::open(root.path()).unwrap();
        let secret = store.secret(None).unwrap();
        assert_eq!(store.secret(None).unwrap(), secret);
        let other = root.path().join("other");
        std::fs::write(&other, b"fifteen bytes..").unwrap();
        assert!(store.secret(Some(&other)).is_err());
        std::fs::write(&other, b"sixteen bytes...").unwrap();
        assert_ne!(store.secret(Some(&other)).unwrap(), secret);
        assert_ne!(super::super::fingerprint(&secret), super::super::fingerprint(&store.secret(Some(&other)).unwrap()));
    }
}
