//! The command line, page by page: `tests/cli/*.trycmd`. `TRYCMD=overwrite` writes what the program says now into them.

use std::path::Path;
use std::process::Command;

use super::support::{PROGRAM, published};

fn pages(glob: &str) -> trycmd::TestCases {
    let cases = trycmd::TestCases::new();
    cases.register_bin("trosolwg", Path::new(PROGRAM));
    cases.case(glob);
    cases
}

#[test]
fn commands_answer_as_their_pages_say() {
    // A copy: `run` writes the overview again, and other tests are reading it.
    let copy = tempfile::tempdir().unwrap();
    let project = published();
    let copied = Command::new("cp").arg("-a").arg(&project.root).arg(copy.path()).status().unwrap();
    assert!(copied.success());
    let root = copy.path().join(project.root.file_name().unwrap());
    let cases = pages("tests/cli/*.trycmd");
    cases.env("TROSOLWG_DATA", root.to_string_lossy());
    cases.env("TROSOLWG_RETURNS", project.returns.to_string_lossy());
    cases.env("TROSOLWG_SECRET", root.join("secret").to_string_lossy());
    cases.env("TROSOLWG_OUTPUT", root.join("output").to_string_lossy());
    cases.run();
}

#[test]
fn help_teaches_as_its_pages_say() {
    pages("tests/cli/help/*.trycmd").run();
}
