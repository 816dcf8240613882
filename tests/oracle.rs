//! A second engine agrees: `DuckDB`, which `./check` sets up in a Python environment (`tests/oracle/set-up`), evaluates
//! every rule over the same typed rows and comes to the same verdicts, line by line.

pub(crate) mod job;
pub(crate) mod more;
pub(crate) mod shaken;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use trosolwg::definitions::Definitions;
use trosolwg::sample::Mess;

use super::support::{clone, wales};

/// Set where the tests may not be left out: by `./check`.
const REQUIRED: &str = "TROSOLWG_ORACLE";
/// How many times the size of Wales the large sample is, where there is time for more than one.
const SCALE: &str = "TROSOLWG_ORACLE_SCALE";

/// What cargo builds.
fn target() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap()
}

/// The Python that `tests/oracle/set-up` made.
#[expect(clippy::print_stderr, reason = "what is left out must be seen")]
pub(crate) fn python() -> Option<PathBuf> {
    let python = target().join("oracle/bin/python");
    let there = python.exists();
    assert!(there || std::env::var_os(REQUIRED).is_none(), "no {}: run tests/oracle/set-up", python.display());
    if !there {
        eprintln!(
            "\nLEFT OUT: no second engine. `./check` sets it up, or tests/oracle/set-up {}/oracle\n",
            target().display()
        );
    }
    there.then_some(python)
}

/// A folder of this test's own, empty; what it leaves there can be looked at.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// What the second engine counts where it agrees.
fn agreed(python: &Path, folder: &Path, definitions: &Definitions) -> Value {
    let path = folder.join("job.json");
    fs::write(&path, job::of_returns(folder, definitions).to_string()).unwrap();
    let output = Command::new(python).arg(clone("tests/oracle/oracle.py")).arg(&path).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_str(said.lines().last().unwrap()).unwrap()
}

/// The senders whose returns both engines hold: with all twenty-three, the second one takes too long to wait for.
const FEW: [&str; 5] = ["W06000003", "W06000004", "W06000008", "W06000015", "national"];

/// Leaves the returns of a few senders alone in a folder.
fn keep_a_few(returns: &Path) {
    for year in fs::read_dir(returns).unwrap() {
        for sender in fs::read_dir(year.unwrap().path()).unwrap() {
            let sender = sender.unwrap();
            if !FEW.iter().any(|one| *one == sender.file_name()) {
                fs::remove_dir_all(sender.path()).unwrap();
            }
        }
    }
}

/// The rules that no row breaks.
fn never_broken(sum: &Value) -> Vec<&str> {
    let broken = sum["broken"].as_object().unwrap().iter();
    broken.filter(|(_, rows)| **rows == 0).map(|(code, _)| code.as_str()).collect()
}

#[test]
fn a_second_engine_agrees_on_a_large_messy_sample() {
    let Some(python) = python() else { return };
    let scale = std::env::var_os(SCALE).and_then(|scale| scale.to_str()?.parse().ok()).unwrap_or(1);
    let folder = folder("oracle-large");
    job::make_sample(&folder, scale, 4, Mess::Heavy);
    keep_a_few(&folder.join("returns"));
    let sum = agreed(&python, &folder, wales());
    assert!(sum["verdicts"].as_u64().unwrap() > 200_000 * u64::from(scale), "{sum}");
}

#[test]
fn a_second_engine_agrees_on_rules_of_every_kind_and_rows_that_break_them() {
    let Some(python) = python() else { return };
    let folder = folder("oracle-shaken");
    let definitions = more::definitions(&folder.join("collection"));
    job::make_sample(&folder, 1, 4, Mess::None);
    let returns = folder.join("returns");
    keep_a_few(&returns);
    // The first year has none before; of the second, one authority's year before is not in.
    fs::remove_dir_all(returns.join("2023-24")).unwrap();
    fs::remove_dir_all(returns.join("2021-22/W06000003")).unwrap();
    shaken::shake(&returns);
    let sum = agreed(&python, &folder, &definitions);
    let never = never_broken(&sum);
    let of_registers = |code: &&&str| matches!(code.get(..3), Some("CON" | "PAN" | "SVC")) && !SELDOM.contains(*code);
    assert_eq!(
        never.iter().filter(of_registers).collect::<Vec<_>>(),
        Vec::<&&str>::new(),
        "no row breaks these: {sum}"
    );
    let broken = sum["broken"].as_object().unwrap().len() - never.len();
    assert!(broken > 150, "only {broken} rules are broken; not {never:?}");
    assert!(sum["cascades"].as_u64().unwrap() > 50, "{sum}");
}

/// Rules that rows need not break by being shaken: on how many there are, and on who else claims a child.
const SELDOM: &[&str] = &["CON-011", "PAN-012", "PLC-015", "PLC-027", "PLC-030", "SVC-007", "SVC-010"];
