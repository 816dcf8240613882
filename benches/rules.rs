//! How long rules take, beside one scan of the columns they read; and what becomes of a file of which every row breaks
//! every rule.
//!
//! `cargo bench --bench rules` (see `benches/README.md`). Each size of the second part runs in a process of its own,
//! whose peak memory is told.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark that panics has failed, and tells by printing"
)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use polars::prelude::{IntoLazy as _, LazyFrame, PlRefPath, ScanArgsParquet, col};
use trosolwg::definitions::formula::{Formula, RULE_COLUMNS, Scope, Shape};
use trosolwg::definitions::{Check, Definitions, Return, Rule};
use trosolwg::diagnostic::Severity;
use trosolwg::domain::{Year, parse_iso_date};
use trosolwg::intake::{BLOCK, Found, Pseudonyms, Reader, read};
use trosolwg::pipeline::{self, Settings, Silent};
use trosolwg::rules::{Moment, hold};
use trosolwg::sample::{Mess, Plan, make};

/// The program's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Rules that are held, and rows they are held against.
const RULES: usize = 30;
const ROWS: usize = 1_000_000;
/// Rows that all break every rule.
const WRONG: [usize; 4] = [100_000, 200_000, 400_000, 1_000_000];
/// How often each side is timed, in turn.
const TURNS: usize = 7;

/// Rules of the usual kinds beside those of Wales: condition and demand.
const MORE: [(&str, &str); 14] = [
    ("end_date IS NOT NULL", "end_reason IS NOT NULL"),
    ("placement_type = 'secure'", "age_at(date_of_birth, start_date) >= 10"),
    ("service_id IS NOT NULL", "matches(service_id, 'SIN-[0-9]{8}-[A-Z]{4}')"),
    ("location = 'in_authority'", "out_of_area_reason IS NULL"),
    ("location = 'in_authority' AND distance_km IS NOT NULL", "distance_km <= 150"),
    ("group_of(legal_status) = 'remand_or_detained'", "placement_type IN ('custody', 'secure', 'residential_home')"),
    ("placed_with_siblings", "sibling_group"),
    ("ceased_reason = 'adopted'", "placement_type = 'adoption' OR end_reason = 'adopted'"),
    ("unaccompanied", "category_of_need <> 'N2' AND disabled IS NOT NULL"),
    ("end_date IS NOT NULL", "days(start_date, end_date) <= 6574"),
    ("school_changes IS NOT NULL", "school_changes BETWEEN 0 AND 9"),
    ("registration = 'unregistered'", "provider <> 'own_authority' OR start_date >= :year_start"),
    ("ceased_reason IS NOT NULL", "looked_after_until IS NOT NULL"),
    ("therapeutic_need IS NOT NULL", "sex IS NOT NULL AND ethnicity IS DISTINCT FROM 'not_stated'"),
];

fn clone(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Cardiff's placements of the sample, without mess, again and again, of other children each time.
fn placements(definitions: &Definitions, rows: usize) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("placements.csv");
    let plan = Plan { scale: 1, seed: 1, mess: Mess::None };
    make(&plan, &definitions.reference, &mut |made| {
        let wanted = Path::new(made).ends_with("2023-24/W06000015/placements.csv");
        Ok(if wanted { Box::new(File::create(&path).unwrap()) } else { Box::new(io::sink()) })
    })
    .unwrap();
    let sent = fs::read_to_string(&path).unwrap();
    let mut lines = sent.lines();
    let mut text = format!("{}\n", lines.next().unwrap());
    let pattern: Vec<&str> = lines.collect();
    for row in 0..rows {
        let (cycle, row) = (row / pattern.len(), pattern.get(row % pattern.len()).unwrap());
        let (child, rest) = row.split_once(',').unwrap();
        writeln!(text, "{child}{cycle:05},{rest}").unwrap();
    }
    text
}

/// A rule like another with its own condition and demand.
fn rule(definitions: &Definitions, return_: &Return, code: &str, when: Option<&str>, expect: &str) -> Rule {
    let mut columns = return_.columns();
    columns.extend(RULE_COLUMNS.map(|(name, kind)| (name.into(), kind)));
    let working_days = definitions.reference.working_days.as_ref();
    let scope = Scope { columns: &columns, scalars: &[], codes: &definitions.codes, working_days, shape: Shape::Rows };
    let formula = |text: &str| Formula::compile(text, scope).unwrap();
    Rule {
        code: code.into(),
        severity: Severity::Warning,
        when: when.map(formula),
        check: Check::Row(formula(expect)),
        fatal_if: None,
        ..return_.rules.first().unwrap().clone()
    }
}

/// Placements with the rules of Wales that need nothing else, and more of the usual kinds.
fn usual(definitions: &Definitions) -> Return {
    let return_ = definitions.returns.get("placements").unwrap();
    let alone = |rule: &&Rule| match &rule.check {
        Check::Table(scalar) => scalar.given.is_empty(),
        check => !matches!(check, Check::Joined(_)),
    };
    let mut rules: Vec<Rule> = return_.rules.iter().filter(alone).cloned().collect();
    let more = MORE
        .iter()
        .enumerate()
        .map(|(at, (when, expect))| rule(definitions, return_, &format!("X-{at:02}"), Some(when), expect));
    rules.extend(more);
    assert!(rules.len() >= RULES, "only {} rules", rules.len());
    rules.truncate(RULES);
    Return { rules, ..return_.clone() }
}

/// Every column that rules read.
fn columns(return_: &Return) -> BTreeSet<String> {
    let mut columns = BTreeSet::from(["_line".to_owned()]);
    for rule in &return_.rules {
        let demand = match &rule.check {
            Check::Row(formula) | Check::Group(formula) => Some(formula),
            Check::Table(scalar) => Some(&scalar.formula),
            Check::Unique { .. } | Check::Joined(_) => None,
        };
        let read = rule.when.iter().chain(demand).flat_map(|formula| formula.columns.iter());
        columns
            .extend(read.map(ToString::to_string).filter(|name| !RULE_COLUMNS.iter().skip(1).any(|(p, _)| p == name)));
        if let Check::Unique { end } = rule.check {
            let named = return_.key.iter().copied().chain(end).filter_map(|at| return_.fields.get(at));
            columns.extend(named.map(|field| field.name.to_string()));
        }
    }
    columns
}

#[expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let began = Instant::now();
    let done = work();
    (began.elapsed(), done)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap()
}

/// Thirty rules to verdicts and counts, and one scan of the columns they read, in turn.
fn beside_a_scan(definitions: &Definitions) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("placements.csv");
    fs::write(&path, placements(definitions, ROWS)).unwrap();
    let found = Found::at(&path, "placements", Some(Year::starting(2023)), "W06000015".parse().ok());
    let (pseudonyms, staging) = (Pseudonyms::new([7; 32]), folder.path().join("staging"));
    let reader =
        Reader { definitions, pseudonyms: &pseudonyms, staging: &staging, threads: 2, block: BLOCK, digest: "" };
    let staged = read(&found, &reader).unwrap().staged.into_iter().next().unwrap();
    let return_ = usual(definitions);
    let moment = Moment { as_at: staged.data_to, data_to: staged.data_to, year: Some(staged.year) };
    let names = columns(&return_);
    let scan = || {
        let args = ScanArgsParquet { glob: false, use_statistics: false, cache: false, ..ScanArgsParquet::default() };
        let frame = LazyFrame::scan_parquet(PlRefPath::try_from_path(&staged.parquet).unwrap(), args).unwrap();
        frame.select(names.iter().map(col).collect::<Vec<_>>()).collect().unwrap().lazy().collect().unwrap().height()
    };
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        let (time, verdicts) = timed(|| hold(&staged.parquet, &return_, &moment).unwrap());
        assert!(verdicts.runs.len() == RULES && verdicts.runs.iter().all(|run| run.could_not_run.is_none()));
        ours.push(time);
        let (time, height) = timed(scan);
        assert_eq!(height, ROWS);
        theirs.push(time);
    }
    let ratios = ours.iter().zip(&theirs).map(|(one, other)| format!("{:.1}", one.as_secs_f64() / other.as_secs_f64()));
    println!("ratios, turn by turn: {}", ratios.collect::<Vec<_>>().join(" "));
    let (ours, theirs) = (median(ours), median(theirs));
    println!(
        "{ROWS} rows, {RULES} rules: {ours:.0?}; one scan of the {} columns they read: {theirs:.0?}; ratio {:.1}",
        names.len(),
        ours.as_secs_f64() / theirs.as_secs_f64()
    );
}

/// Peak memory so far, in MB.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).map_or(0, |kilobytes| kilobytes / 1024)
}

/// A whole run over one file, of which every row breaks every rule, or none does.
fn all_wrong(definitions: &Definitions, rows: usize, wrong: bool) {
    let folder = tempfile::tempdir().unwrap();
    let returns = folder.path().join("returns");
    let sent = returns.join("2023-24/W06000015/placements.csv");
    fs::create_dir_all(sent.parent().unwrap()).unwrap();
    fs::write(&sent, placements(definitions, rows)).unwrap();
    let placements = definitions.returns.get("placements").unwrap();
    let never = |at: usize| {
        let (day, month) = (at % 28 + 1, at / 28 + 1);
        let expect = format!("start_date {} DATE '1900-{month:02}-{day:02}'", if wrong { "<" } else { ">" });
        rule(definitions, placements, &format!("X-{at:02}"), None, &expect)
    };
    let mut definitions = definitions.clone();
    definitions
        .returns
        .insert("placements".into(), Return { rules: (0..RULES).map(never).collect(), ..placements.clone() });
    let settings = Settings {
        returns,
        store: folder.path().join("store"),
        output: folder.path().join("output"),
        as_at: parse_iso_date("2024-03-31").unwrap(),
        secret: None,
        passes: Vec::new(),
    };
    let (time, ran) = timed(|| pipeline::run(&settings, &definitions, &Silent).unwrap());
    assert!(ran.published);
    println!("{rows} {} {:.1} {}", if wrong { "all" } else { "none" }, time.as_secs_f64(), peak());
}

fn main() {
    let definitions = Definitions::load(&clone("pipelines/wales"), &clone("data/reference")).unwrap();
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["run", rows, wrong] => return all_wrong(&definitions, rows.parse().unwrap(), *wrong == "all"),
        ["wrong", ..] => {}
        _ => beside_a_scan(&definitions),
    }
    if arguments.first().is_some_and(|only| only == "scan") {
        return;
    }
    println!("a whole run over one file: rows, of which break all {RULES} rules, seconds, peak MB");
    for rows in WRONG {
        for wrong in ["none", "all"] {
            let status =
                Command::new(std::env::current_exe().unwrap()).args(["run", &rows.to_string(), wrong]).status();
            assert!(status.unwrap().success());
        }
    }
}
