//! Holds what comes of an odd file against what the table says: through the library, and through the program.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::case::{Case, Expect, Said};
use crate::support::{Outcome, Project, clone, copy_tree, staged_column};
use trosolwg::definitions::Definitions;
use trosolwg::intake::{self, BLOCK, Found, LedgerRow, Pseudonyms, Reader, Reading, Record};

/// The collection of visits, where its sender is declared to write like this.
fn collection(declared: Option<&'static str>) -> PathBuf {
    static MADE: Mutex<BTreeMap<&'static str, PathBuf>> = Mutex::new(BTreeMap::new());
    let Some(keys) = declared else { return clone("tests/collections/visits") };
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    let next = made.len();
    let new = || {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("dialects/{next}/visits"));
        if folder.exists() {
            fs::remove_dir_all(&folder).unwrap();
        }
        copy_tree(&clone("tests/collections/visits"), &folder);
        let path = folder.join("collection.toml");
        let text = fs::read_to_string(&path).unwrap();
        let words = clone("pipelines/wales/words").display().to_string();
        fs::write(&path, text.replace("../../../pipelines/wales/words", &words)).unwrap();
        fs::create_dir(folder.join("dialects")).unwrap();
        fs::write(folder.join("dialects/cardiff.toml"), format!("[[dialect]]\nsubmitter = \"Cardiff\"\n{keys}\n"))
            .unwrap();
        folder
    };
    made.entry(keys).or_insert_with(new).clone()
}

fn definitions(declared: Option<&'static str>) -> Result<Definitions, String> {
    Definitions::load(&collection(declared), &clone("data/reference")).map_err(|error| format!("{error}"))
}

impl Case {
    /// Where the file lies in the folder of returns.
    fn path(&self) -> String {
        let file = self.file.unwrap_or("visits.csv");
        let submitter = if file.starts_with("concerns") { "national" } else { "W06000015" };
        format!("2023-24/{submitter}/{file}")
    }
}

/// What is wrong with how the library reads a case.
pub(super) fn read(case: &Case) -> Vec<String> {
    let definitions = match definitions(case.declared) {
        Ok(definitions) => definitions,
        Err(error) => return vec![error],
    };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("returns").join(case.path());
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, &case.bytes).unwrap();
    let found = intake::find(&folder.path().join("returns"), &definitions).unwrap();
    let [found] = &found[..] else { return vec![format!("{} files found", found.len())] };
    let (pseudonyms, staging) = (Pseudonyms::new([1; 32]), folder.path().join("staging"));
    let read = |threads, block| {
        let reader = Reader {
            definitions: &definitions,
            pseudonyms: &pseudonyms,
            staging: &staging,
            threads,
            block,
            digest: "",
        };
        intake::read(found, &reader).unwrap()
    };
    // In small blocks first: what the other leaves is what is looked at.
    let in_blocks = read(3, if case.bytes.len() < 100_000 { 7 } else { 64 << 10 });
    let reading = read(1, BLOCK);
    let mut wrong = Vec::new();
    if in_blocks != reading {
        wrong.push("in small blocks, by three threads, something else comes of it".to_owned());
    }
    findings(case, &reading, &mut wrong);
    ledger(case, &reading, &mut wrong);
    stored(&case.expect, &reading, &mut wrong);
    for (column, cells) in &case.expect.normalised {
        let counted = normalised(&reading, column);
        if counted != *cells {
            wrong.push(format!("{counted} cells of {column} were put into the canonical form, not {cells}"));
        }
    }
    inspected(case, found, &definitions, &mut wrong);
    wrong
}

/// How many cells of a field did not stand in the canonical form.
fn normalised(reading: &Reading, column: &str) -> u64 {
    reading.normalised.iter().filter(|one| &*one.0 == column).map(|one| one.2).sum()
}

/// Code and line of everything that must be said.
fn expected(expect: &Expect) -> Vec<Said> {
    let held = expect.held.iter().map(|(code, line, ..)| (*code, *line));
    held.chain(expect.said.iter().copied()).chain(expect.refused).collect()
}

/// Takes each expected one out of the found ones; says what is left of either.
fn differ(expected: Vec<Said>, mut found: Vec<(String, u32)>, wrong: &mut Vec<String>) {
    for (code, line) in expected {
        let at = found.iter().position(|(said, of)| said == code && line == *of);
        match at {
            Some(at) => drop(found.swap_remove(at)),
            None => wrong.push(format!("nothing says {code} of line {line}")),
        }
    }
    found.sort_unstable();
    wrong.extend(found.into_iter().take(3).map(|(code, line)| format!("{code} is said of line {line}")));
}

fn findings(case: &Case, reading: &Reading, wrong: &mut Vec<String>) {
    let found = reading.findings.iter().map(|one| (one.rule.to_string(), one.line)).collect();
    differ(expected(&case.expect), found, wrong);
    let held: Vec<_> =
        reading.held_back.iter().map(|one| (one.reason.to_string(), one.line, one.end_line, one.raw.clone())).collect();
    let expected: Vec<_> = case
        .expect
        .held
        .iter()
        .map(|(code, line, end_line, raw)| ((*code).to_owned(), *line, *end_line, raw.clone()))
        .collect();
    if by_line(held.clone()) != by_line(expected.clone()) {
        wrong.push(format!("held back: {}, not {}", shown(&held), shown(&expected)));
    }
}

type Held = (String, u32, u32, Vec<u8>);

fn by_line(mut held: Vec<Held>) -> Vec<Held> {
    held.sort_by_key(|one| one.1);
    held
}

fn shown(held: &[Held]) -> String {
    let one = |(code, line, end_line, raw): &Held| {
        let raw: String = String::from_utf8_lossy(raw).chars().take(40).collect();
        format!("{code} lines {line} to {end_line} {raw:?}")
    };
    let all: Vec<_> = held.iter().take(4).map(one).collect();
    format!("[{}]", all.join(", "))
}

fn ledger(case: &Case, reading: &Reading, wrong: &mut Vec<String>) {
    let sum = |part: fn(&LedgerRow) -> u64| reading.ledger.iter().map(part).sum::<u64>();
    if !reading.ledger.iter().all(LedgerRow::adds_up) {
        wrong.push("the ledger does not add up".to_owned());
    }
    if let Some((code, _)) = case.expect.refused {
        let all = reading.ledger.iter().all(|row| row.is_refused() && &*row.reason == code);
        if !all || sum(|row| row.refused_lines) != sum(|row| row.lines) || !reading.staged.is_empty() {
            let reasons: Vec<_> = reading.ledger.iter().map(|row| (row.verdict, &row.reason)).collect();
            wrong.push(format!("the ledger says {reasons:?}"));
        }
        return;
    }
    let lines = case.expect.lines;
    for (what, found, expected) in [
        ("rows", sum(|row| row.rows_loaded), case.expect.rows),
        ("preamble lines", sum(|row| row.preamble_lines), lines.preamble),
        ("header lines", sum(|row| row.header_lines), lines.header),
        ("blank lines", sum(|row| row.blank_lines), lines.blank),
        ("totals lines", sum(|row| row.totals_lines), lines.totals),
        ("footer lines", sum(|row| row.footer_lines), lines.footer),
        ("bytes", sum(|row| row.bytes), case.bytes.len() as u64),
    ] {
        if found != expected {
            wrong.push(format!("{found} {what}, not {expected}"));
        }
    }
}

fn stored(expect: &Expect, reading: &Reading, wrong: &mut Vec<String>) {
    for (name, cells) in &expect.stored {
        let found = reading.staged.first().map(|staged| staged_column(&staged.parquet, name)).unwrap_or_default();
        if found != *cells {
            let (found, cells) = (&found[..found.len().min(8)], &cells[..cells.len().min(8)]);
            wrong.push(format!("{name} is stored as {found:?}, not {cells:?}"));
        }
    }
}

/// Whether a file's bytes are its text's: neither packed nor a workbook.
fn is_text(case: &Case) -> bool {
    case.file.is_none_or(|file| Path::new(file).extension().is_some_and(|extension| extension == "csv"))
}

/// What `inspect` sees is what `read` does; its records tile the file.
fn inspected(case: &Case, found: &Found, definitions: &Definitions, wrong: &mut Vec<String>) {
    let mut records: Vec<Record> = Vec::new();
    let inspected = intake::inspect(found, definitions, &mut |record| records.push(record));
    if inspected.is_err() && case.expect.refused.is_none() {
        wrong.push("it cannot be inspected".to_owned());
    } else if case.expect.refused.is_none() && is_text(case) {
        let seen = |one: Record| {
            (one.line, one.end_line, one.start, one.end, one.class.to_owned(), one.code.map(str::to_owned))
        };
        tiles(case, &records.into_iter().map(seen).collect::<Vec<_>>(), wrong);
    }
}

/// Line, last line, first byte, end, class and code of a record.
type Seen = (u32, u32, u64, u64, String, Option<String>);

/// Whether the records tile the file, and those that are held back are those of the table, byte for byte.
fn tiles(case: &Case, records: &[Seen], wrong: &mut Vec<String>) {
    let (mut end, mut line) = (0, 0);
    for (first, last, start, behind, ..) in records {
        if (*start, *first) != (end, line + 1) {
            wrong.push(format!("a gap or an overlap before line {first}, byte {start}"));
        }
        (end, line) = (*behind, *last);
    }
    if end != case.bytes.len() as u64 {
        wrong.push(format!("the records end at byte {end} of {}", case.bytes.len()));
    }
    let raw =
        |start: u64, end: u64| case.bytes[usize::try_from(start).unwrap()..usize::try_from(end).unwrap()].to_vec();
    let held: Vec<Held> = records
        .iter()
        .filter(|record| record.4 == "held_back")
        .map(|(first, last, start, end, _, code)| (code.clone().unwrap_or_default(), *first, *last, raw(*start, *end)))
        .collect();
    let alike = held.len() == case.expect.held.len()
        && held.iter().zip(&case.expect.held).all(|(found, (code, first, last, raw))| {
            (&*found.0, found.1, found.2) == (*code, *first, *last) && found.3.starts_with(raw)
        });
    if !alike {
        wrong.push(format!("inspect holds back {}", shown(&held)));
    }
}

fn inspect_by_program(project: &Project, case: &Case, arguments: &[&str]) -> Outcome {
    let (root, collection) = (project.put(&case.path(), &case.bytes), collection(case.declared));
    let sent = root.to_str().unwrap();
    let outcome = project.run(&[arguments, &["--collection", collection.to_str().unwrap(), sent]].concat());
    fs::remove_file(root).unwrap();
    outcome
}

/// What is wrong with what the program says of a case: `inspect` of what it reads, `check` of what it refuses.
pub(super) fn inspected_by_the_program(project: &Project, case: &Case) -> Vec<String> {
    let mut wrong = Vec::new();
    if let Some((code, _)) = case.expect.refused {
        // Who names a file means it, whatever its name; only among returns is there a rule for names.
        if code == "S-NOT-CSV" && case.file.is_some() {
            return wrong;
        }
        let outcome = inspect_by_program(project, case, &["check", "--format", "csv"]);
        let named = outcome.stdout.lines().any(|line| line.split(',').any(|cell| cell == code));
        if outcome.status != 1 || !named {
            wrong.push(format!("check ends with {} and says {}{}", outcome.status, outcome.stdout, outcome.stderr));
        }
        return wrong;
    }
    let outcome = inspect_by_program(project, case, &["inspect", "--format", "ndjson"]);
    if outcome.status != i32::from(!case.expect.held.is_empty()) {
        wrong.push(format!("inspect ends with {}: {}", outcome.status, outcome.stderr));
    }
    let seen = |line: &str| {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        let number = |key: &str| record[key].as_u64().unwrap();
        let lines = |key: &str| u32::try_from(number(key)).unwrap();
        let text = |key: &str| record[key].as_str().map(str::to_owned);
        let class = text("class").unwrap_or_default();
        (lines("line"), lines("end_line"), number("start"), number("end"), class, text("code"))
    };
    if is_text(case) {
        tiles(case, &outcome.stdout.lines().map(seen).collect::<Vec<_>>(), &mut wrong);
    }
    wrong
}
