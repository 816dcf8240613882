//! Overviews for the public and for the inspectorate: what each shows, and where each may stand.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use super::support::{Project, clone, is_a, text_of, tree};

fn manifest(files: &BTreeMap<String, Vec<u8>>) -> serde_json::Value {
    serde_json::from_slice(&files["manifest.json"]).unwrap()
}

fn rights(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn the_overview_for_the_inspectorate_is_marked_restricted_and_nowhere_near_the_public_one() {
    let project = Project::small();
    project.run(&["run"]).with_status(0);
    let published = tree(&project.output());
    assert_eq!(manifest(&published)["audience"], "public");
    let inside = project.root.join("inside");
    let to = inside.to_str().unwrap();

    let refused = project.run(&["publish", "--audience", "internal"]).with_status(2);
    assert!(refused.stderr.contains("the public overview stands"), "{}", refused.stderr);
    let beneath = project.output().join("inside");
    project.run(&["publish", "--audience", "internal", "--output", beneath.to_str().unwrap()]).with_status(2);
    let done = project.run(&["publish", "--audience", "internal", "--output", to]).with_status(0);
    assert!(done.stdout.contains("for the inspectorate alone, not for publication"), "{}", done.stdout);

    let files = tree(&inside);
    assert_eq!(manifest(&files)["audience"], "internal");
    let listed = manifest(&files)["documents"].as_array().unwrap().len();
    assert_eq!(listed + 1, files.len(), "the manifest names all files but itself");
    assert!(files.contains_key("tables/persons.internal.en.csv"));
    for (name, bytes) in files.iter().filter(|(name, _)| *name != "manifest.json") {
        assert!(name.contains(".internal."), "{name}");
        let text = if is_a("png", name) { String::new() } else { text_of(name, bytes) };
        let is_marked = text.contains("Not for publication") && text.contains("Nid i’w gyhoeddi");
        // What no text can be read from is looked at where it is made.
        let is_packed = ["png", "pdf", "parquet"].iter().any(|ending| is_a(ending, name));
        assert!(is_marked || is_packed, "{name}");
    }
    for name in files.keys() {
        assert_eq!(rights(&inside.join(name)) & !0o640, 0, "{name}");
    }
    assert_eq!(rights(&inside) & !0o750, 0);
    assert_eq!(rights(&inside.join("tables")) & !0o750, 0);

    for arguments in [["publish", "--output", to], ["run", "--output", to]] {
        let refused = project.run(&arguments).with_status(2);
        assert!(refused.stderr.contains("not for publication"), "{}", refused.stderr);
    }
    assert!(tree(&inside) == files, "a refusal changed what the inspectorate reads");
    assert!(tree(&project.output()) == published, "the public overview changed");
}

#[test]
fn an_overview_is_written_again_from_any_release_and_the_next_run_writes_the_published_one() {
    let project = Project::small();
    project.run(&["run"]).with_status(0);
    let first = tree(&project.output());
    fs::remove_file(project.output().join("overview.cy.html")).unwrap();
    fs::write(project.output().join("overview.en.html"), "spoilt").unwrap();
    let again = project.run(&["publish"]).with_status(0);
    assert!(!again.stdout.contains("the one that is published"), "{}", again.stdout);
    assert!(tree(&project.output()) == first, "the overview is not what the run wrote");

    let more = "2023-24/W06000002/placements.csv";
    project.put(more, &fs::read(clone("data/returns").join(more)).unwrap());
    project.run(&["run"]).with_status(0);
    let second = tree(&project.output());
    let older = project.run(&["publish", "--release", "1"]).with_status(0);
    assert!(older.stdout.contains("Release 000002"), "{}", older.stdout);
    assert!(tree(&project.output()) == first, "the older overview is not what its run wrote");
    let stands = project.run(&["run"]).with_status(0);
    assert!(stands.stdout.contains("nothing new is published"), "{}", stands.stdout);
    assert!(tree(&project.output()) == second, "the published overview is not back");
}

#[test]
fn what_is_not_in_an_overview_any_more_does_not_stay_in_its_folder() {
    let project = Project::small();
    project.run(&["run"]).with_status(0);
    let written = tree(&project.output());
    let mut manifest = manifest(&written);
    let stale = serde_json::json!({ "path": "tables/stale.en.csv", "blake3": "0" });
    manifest["documents"].as_array_mut().unwrap().push(stale);
    fs::write(project.output().join("manifest.json"), manifest.to_string()).unwrap();
    fs::write(project.output().join("tables/stale.en.csv"), "old").unwrap();
    fs::write(project.output().join("tables/theirs.csv"), "somebody's").unwrap();
    project.run(&["publish"]).with_status(0);
    let mut expected = written;
    expected.insert("tables/theirs.csv".into(), b"somebody's".to_vec());
    assert!(tree(&project.output()) == expected);
}
