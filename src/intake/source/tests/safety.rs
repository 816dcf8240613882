//! What stands where a file should be, or takes its place.

use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::process::Command;

use super::*;
use crate::intake::find;
use crate::intake::trouble::{CHANGED, NOT_A_FILE};

const PATH: &str = "2023-24/W06000001/placements.csv";

/// A folder of returns with one file, which was found.
fn returns() -> (tempfile::TempDir, Found) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(PATH);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, format!("{HEADER}{ROW}")).unwrap();
    let found = find(folder.path(), &definitions()).unwrap().remove(0);
    assert!(open(&found, None, None).is_ok());
    (folder, found)
}

fn refusal(found: &Found) -> Option<Trouble> {
    open(found, None, None).err()
}

#[test]
fn what_takes_a_files_place_after_it_was_found_is_not_read() {
    let (folder, found) = returns();
    let path = folder.path().join(PATH);
    fs::remove_file(&path).unwrap();
    assert_eq!(refusal(&found), Some(UNREADABLE));
    assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
    assert_eq!(refusal(&found), Some(NOT_A_FILE));
    assert_eq!(digest(&found), None);
    assert!(originals(&found, &definitions(), &[(0, 1)]).is_err());
    fs::remove_file(&path).unwrap();
    let elsewhere = folder.path().join("elsewhere.csv");
    fs::write(&elsewhere, "secret").unwrap();
    symlink(&elsewhere, &path).unwrap();
    assert_eq!(refusal(&found), Some(NOT_A_FILE));
    fs::remove_file(&path).unwrap();
    let _socket = UnixListener::bind(&path).unwrap();
    assert_eq!(refusal(&found), Some(NOT_A_FILE));
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    assert_eq!(refusal(&found), Some(NOT_A_FILE));
}

#[test]
fn a_link_is_followed_where_somebody_names_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = put(folder.path(), "file.csv", b"a,b\n");
    let link = folder.path().join("link.csv");
    symlink(&file.path, &link).unwrap();
    assert!(open(&Found::at(&link, "none", None, None), None, None).is_ok());
    for (name, target) in [("folder.csv", folder.path()), ("device.csv", Path::new("/dev/null"))] {
        let path = folder.path().join(name);
        symlink(target, &path).unwrap();
        assert_eq!(refusal(&Found::at(&path, "none", None, None)), Some(NOT_A_FILE));
    }
    assert_eq!(refusal(&Found::at(Path::new("/dev/zero"), "none", None, None)), Some(NOT_A_FILE));
}

#[test]
fn links_in_the_folder_of_returns_are_refused_wherever_they_lead() {
    let (folder, _) = returns();
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("moves.csv"), "x").unwrap();
    symlink(outside.path(), folder.path().join("2023-24/W06000002")).unwrap();
    symlink(outside.path().join("moves.csv"), folder.path().join("2023-24/W06000001/moves.csv")).unwrap();
    symlink(outside.path(), folder.path().join("2023-24/W06000001/folder.xlsx")).unwrap();
    fs::create_dir(folder.path().join("2023-24/W06000001/odd.csv.gz")).unwrap();
    let found = find(folder.path(), &definitions()).unwrap();
    let said: Vec<_> = found.iter().map(|one| (&*one.file, one.trouble)).collect();
    let expected = [
        ("2023-24/W06000001/folder.xlsx", Some(NOT_A_FILE)),
        ("2023-24/W06000001/moves.csv", Some(NOT_A_FILE)),
        ("2023-24/W06000001/odd.csv.gz", Some(NOT_A_FILE)),
        (PATH, None),
        ("2023-24/W06000002", Some(NOT_A_FILE)),
    ];
    assert_eq!(said, expected);
}

#[test]
fn a_file_that_changes_while_it_is_read_is_noticed() {
    let (folder, found) = returns();
    let path = folder.path().join(PATH);
    let before = fs::read(&path).unwrap();
    let opened = open(&found, None, None).ok().unwrap();
    assert!(opened.is_unchanged());
    let other = folder.path().join("other");
    fs::write(&other, &before).unwrap();
    fs::rename(&other, &path).unwrap();
    assert!(!opened.is_unchanged(), "another file has taken its place, though it reads the same");
    let mut stream = Vec::new();
    opened.text().unwrap().read_to_end(&mut stream).unwrap();
    assert_eq!(stream, before, "the file that was opened is the one that is read");

    let opened = open(&found, None, None).ok().unwrap();
    let times = fs::metadata(&path).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(20));
    let file = fs::File::options().write(true).open(&path).unwrap();
    std::os::unix::fs::FileExt::write_all_at(&file, b"CHILD", 0).unwrap();
    file.set_modified(times.modified().unwrap()).unwrap();
    assert!(!opened.is_unchanged(), "a new time of modification that was put back");

    let opened = open(&found, None, None).ok().unwrap();
    fs::remove_file(&path).unwrap();
    assert!(!opened.is_unchanged());
}

#[test]
fn a_file_that_grows_while_it_is_surveyed_is_deferred() {
    let (folder, found) = returns();
    let path = folder.path().join(PATH);
    let rows = ROW.repeat(600_000);
    fs::write(&path, format!("{HEADER}{rows}")).unwrap();
    let stop = std::sync::atomic::AtomicBool::new(false);
    let outcome = std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut file = fs::File::options().append(true).open(&path).unwrap();
            while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                file.write_all(b"C").unwrap();
            }
        });
        let outcome = refusal(&found);
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
        outcome
    });
    assert_eq!(outcome, Some(CHANGED));
}
