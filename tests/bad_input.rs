//! Bad input and bad surroundings: a clear message, the right status, and the last release untouched.

use std::fs;
use std::process::Command;

use super::support::{PROGRAM, Project, clone, copy_tree};

fn a_return() -> Vec<u8> {
    fs::read(clone("data/returns/2023-24/W06000001/placements.csv")).unwrap()
}

/// A small project with a release; then something is broken, a run fails with this status and says these things, and
/// everything published stands as it stood.
#[track_caller]
fn stops(status: i32, says: &[&str], breaking: impl FnOnce(&mut Project), arguments: &[&str]) {
    let mut project = Project::small();
    project.run(&["run", "--quiet"]).with_status(0);
    let stood = project.standing();
    breaking(&mut project);
    let mut command = vec!["run", "--quiet"];
    command.extend(arguments);
    let outcome = project.run(&command).with_status(status);
    for says in says {
        assert!(outcome.stderr.contains(says), "nothing of `{says}` in:\n{}", outcome.stderr);
    }
    assert_eq!(outcome.stdout, "", "a run that stops has no answer");
    assert!(project.standing() == stood, "what was published has changed");
}

#[test]
fn files_that_cannot_be_taken_are_refused_each_with_its_reason_while_the_others_are_published() {
    let project = Project::small();
    let good = a_return();
    project.put("2023-24/W06000004/placements.csv", b"");
    project.put("2023-24/W06000005/placements.csv", &fs::read(PROGRAM).unwrap()[..3000]);
    project.put("2023-24/W06000006/gossip.csv", &good);
    project.put("1998-99/W06000001/placements.csv", &good);
    project.put("2023-24/Atlantis/placements.csv", &good);
    project.put("2023-24/W06000008/placements.csv", &good);
    project.put("2023-24/W06000009/placements.csv", b"name,quantity\nnails,3\n");
    project.put("2023-24/W06000010/placements.csv", &good[good.iter().position(|byte| *byte == b'\n').unwrap() + 1..]);
    let folder = project.returns.join("2023-24/W06000002/placements.csv");
    fs::create_dir_all(folder).unwrap();
    let pipe = project.returns.join("2023-24/W06000003/placements.csv");
    fs::create_dir_all(pipe.parent().unwrap()).unwrap();
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    std::os::unix::fs::symlink("/nowhere", project.returns.join("2023-24/W06000003/services.csv")).unwrap();

    let outcome = project.run(&["run"]).with_status(0);
    let refused = project.rows("SELECT file, reason, lines, refused_lines FROM ledger WHERE verdict = 'refused'");
    let refused: Vec<String> = refused.iter().map(|row| format!("{} {}", row["file"], row["reason"])).collect();
    let expected = [
        "1998-99/W06000001/placements.csv S-UNKNOWN-YEAR",
        "2023-24/Atlantis/placements.csv S-UNKNOWN-SUBMITTER",
        "2023-24/W06000002/placements.csv S-NOT-A-FILE",
        "2023-24/W06000003/placements.csv S-NOT-A-FILE",
        "2023-24/W06000003/services.csv S-NOT-A-FILE",
        "2023-24/W06000004/placements.csv S-EMPTY",
        "2023-24/W06000005/placements.csv S-NOT-CSV",
        "2023-24/W06000006/gossip.csv S-UNKNOWN-RETURN",
        "2023-24/W06000008/placements.csv S-DISAGREES",
        "2023-24/W06000009/placements.csv S-NO-HEADER",
        "2023-24/W06000010/placements.csv S-NO-HEADER",
    ];
    assert_eq!(refused, expected);
    for line in expected {
        let (file, reason) = line.split_once(' ').unwrap();
        assert!(outcome.stdout.contains(&format!("{file}: {reason}")), "the summary is silent about {file}");
    }
    let findings = project.rows("SELECT file, rule, severity FROM findings WHERE severity = 'fatal'");
    assert_eq!(findings.len(), expected.len(), "{findings:?}");
    let accepted =
        project.rows("SELECT file FROM ledger WHERE verdict = 'accepted_with_errors' OR verdict = 'accepted'");
    assert_eq!(accepted.len(), 4, "{accepted:?}");
}

#[test]
fn a_file_that_may_not_be_read_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let project = Project::small();
    let closed = project.put("2023-24/W06000002/placements.csv", &a_return());
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&closed).is_ok() {
        // Root reads everything, but not from a name space of its own, where it is nobody in particular.
        project.run_through("unshare", &["--user"], &["run"]).with_status(0);
    } else {
        project.run(&["run"]).with_status(0);
    }
    let refused = project.rows("SELECT reason FROM ledger WHERE verdict = 'refused'");
    assert_eq!(refused.len(), 1);
    assert_eq!(refused[0]["reason"], "S-UNREADABLE");
}

#[test]
fn a_folder_without_returns_stops_the_run() {
    let empty = |project: &mut Project| {
        fs::remove_dir_all(&project.returns).unwrap();
        fs::create_dir(&project.returns).unwrap();
    };
    stops(2, &["no returns in", "trosolwg sample"], empty, &[]);
    stops(2, &["no returns in"], |project| fs::remove_dir_all(&project.returns).unwrap(), &[]);
}

#[test]
fn a_store_that_is_not_ours_stops_the_run_and_is_left_alone() {
    let project = Project::small();
    let theirs = project.root.join("store/theirs.txt");
    fs::create_dir(theirs.parent().unwrap()).unwrap();
    fs::write(&theirs, "somebody's").unwrap();
    let outcome = project.run(&["run"]).with_status(2);
    assert!(outcome.stderr.contains("is not a Trosolwg store"), "{}", outcome.stderr);
    assert_eq!(fs::read_dir(project.root.join("store")).unwrap().count(), 1);
    assert!(!project.output().exists());
}

#[test]
fn a_store_or_secret_that_cannot_be_used_stops_the_run() {
    let project = Project::small();
    fs::write(project.root.join("store"), "a file").unwrap();
    project.run(&["run"]).with_status(2);
    let short = |project: &mut Project| fs::write(project.root.join("short"), "guess").unwrap();
    stops(2, &["cannot read", "/nowhere/secret"], |_| {}, &["--secret", "/nowhere/secret"]);
    stops(2, &["cannot read", "reference"], |project| fs::remove_dir_all(project.root.join("reference")).unwrap(), &[]);
    let project = Project::small();
    let mut project = project;
    short(&mut project);
    let outcome = project.run(&["run", "--secret", project.root.join("short").to_str().unwrap()]).with_status(2);
    assert!(outcome.stderr.contains("fewer than"), "{}", outcome.stderr);
}

#[test]
fn an_output_that_cannot_be_written_stops_the_run_before_it_publishes() {
    let project = Project::small();
    project.run(&["run", "--quiet"]).with_status(0);
    let stood = project.standing();
    let blocked = project.root.join("blocked");
    fs::write(&blocked, "a file where the output should be").unwrap();
    project.put(
        "2023-24/W06000002/placements.csv",
        &fs::read(clone("data/returns/2023-24/W06000002/placements.csv")).unwrap(),
    );
    for output in [blocked.clone(), blocked.join("deeper")] {
        let outcome = project.run(&["run", "--output", output.to_str().unwrap()]).with_status(2);
        assert!(outcome.stderr.contains("cannot write"), "{}", outcome.stderr);
        assert!(project.standing() == stood, "what was published has changed");
    }
}

#[test]
fn a_run_while_another_holds_the_store_gives_way() {
    let project = Project::small();
    project.run(&["run", "--quiet"]).with_status(0);
    let stood = project.standing();
    let held = fs::File::options().write(true).open(project.root.join("store/lock")).unwrap();
    held.lock().unwrap();
    let outcome = project.run(&["run", "--quiet"]).with_status(75);
    assert!(outcome.stderr.contains("another run holds the store"), "{}", outcome.stderr);
    assert!(project.standing() == stood, "what was published has changed");
    drop(held);
    project.run(&["run", "--quiet"]).with_status(0);
}

#[test]
fn damaged_definitions_are_refused_with_every_mistake_at_once() {
    let project = Project::small();
    project.run(&["run", "--quiet"]).with_status(0);
    let stood = project.standing();
    let pipelines = project.root.join("pipelines");
    copy_tree(&clone("pipelines"), &pipelines);
    let damage = |path: &str, from: &str, to: &str| {
        let path = pipelines.join("wales").join(path);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{} has no `{from}`", path.display());
        fs::write(&path, text.replacen(from, to, 1)).unwrap();
    };
    damage("returns/pans.toml", "severity = \"error\"", "severity = \"eror\"");
    damage("collection.toml", "[gates]", "[gates]\nheld_bakc = 0.1");
    damage("indicators/services.toml", "counts = \"service\"", "counts = \"servise\"");
    let collection = pipelines.join("wales");
    for command in ["run", "prove"] {
        let outcome = project.run(&[command, "--collection", collection.to_str().unwrap()]).with_status(2);
        for said in
            ["pans.toml:", "`eror`", "did you mean `error`", "collection.toml:", "held_bakc", "services.toml:", "^^^"]
        {
            assert!(outcome.stderr.contains(said), "{command}: nothing of `{said}` in:\n{}", outcome.stderr);
        }
    }
    assert!(project.standing() == stood, "what was published has changed");
    let outcome = project.run(&["run", "--collection", "/nowhere"]).with_status(2);
    assert!(outcome.stderr.contains("cannot read /nowhere"), "{}", outcome.stderr);
}

/// In a mount namespace of its own, where it may: a small disk, a release that fits, then the sample, which does not.
const ON_A_SMALL_DISK: &str = r#"
    set -u
    mount -t tmpfs -o size=1500k none "$DISK" 2>/dev/null || { echo "no mount"; exit 0; }
    cp -r "$TROSOLWG_DATA/reference" "$DISK/"
    "$PROGRAM" run --quiet --data "$DISK"; echo "fits $?"
    before=$(cat "$TROSOLWG_OUTPUT"/*.html | cksum; cd "$DISK/store/releases" && find . -type f | sort | xargs cksum)
    "$PROGRAM" run --quiet --data "$DISK" --returns "$SAMPLE"; echo "too much $?"
    after=$(cat "$TROSOLWG_OUTPUT"/*.html | cksum; cd "$DISK/store/releases" && find . -type f | sort | xargs cksum)
    [ "$before" = "$after" ] && echo "untouched $(cut -c 1-6 "$DISK/store/CURRENT")"
    "$PROGRAM" run --quiet --data "$DISK"; echo "stands $?"
"#;

#[test]
fn a_full_disk_stops_the_run_and_leaves_the_last_release() {
    let project = Project::small();
    let disk = project.root.join("disk");
    fs::create_dir(&disk).unwrap();
    let mut command = Command::new("unshare");
    command.args(["--map-root-user", "--mount", "sh", "-c", ON_A_SMALL_DISK]);
    for (name, value) in project.command(&[]).get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command.current_dir(clone(".")).env("DISK", &disk).env("PROGRAM", PROGRAM).env("SAMPLE", clone("data/returns"));
    let output = command.output().expect("unshare starts: it comes with util-linux");
    let said = String::from_utf8_lossy(&output.stdout);
    if !output.status.success() || said.starts_with("no mount") {
        eprintln!("SKIPPED, loudly: this machine lets nobody mount a small disk, so a full one was not tried");
        return;
    }
    assert_eq!(said, "fits 0\ntoo much 2\nuntouched 000001\nstands 0\n", "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8_lossy(&output.stderr).contains("No space left on device"));
}

#[test]
fn inspect_says_in_words_what_it_cannot_read() {
    let project = Project::empty();
    let folder = project.returns.to_str().unwrap();
    let outcome = project.run(&["inspect", folder]).with_status(2);
    assert!(
        outcome.stderr.contains("There is a folder or a link where a file should be. (S-NOT-A-FILE)"),
        "{}",
        outcome.stderr
    );
    let outcome = project.run(&["inspect", "no-such-file.csv"]).with_status(2);
    assert!(outcome.stderr.contains("no-such-file.csv"), "{}", outcome.stderr);
}
