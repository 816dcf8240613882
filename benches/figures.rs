//! How long all figures take, and what each row set takes of it.
//!
//! `cargo bench --bench figures -- DATA [TURNS]`, where DATA holds `reference/` and the store of a run (see
//! `benches/README.md`).
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark that panics has failed, and tells by printing"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use trosolwg::definitions::Definitions;
use trosolwg::domain::parse_iso_date;
use trosolwg::indicators::compute;
use trosolwg::linkage::Links;
use trosolwg::pipeline;

/// The program's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
/// The median of so many turns, and how many figures there are.
fn timed(definitions: &Definitions, data: &Path, turns: usize) -> (Duration, usize) {
    let release = pipeline::release(&data.join("store"), None).unwrap();
    let engine = pipeline::engine(definitions, &release).unwrap();
    let links = Links::of(&engine).unwrap();
    let as_at = parse_iso_date("2024-03-31").unwrap();
    let mut figures = 0;
    let mut times: Vec<Duration> = (0..turns)
        .map(|_| {
            let begun = Instant::now();
            figures = compute(&engine, &links, as_at, &pipeline::Threads).unwrap().len();
            begun.elapsed()
        })
        .collect();
    times.sort();
    (times.get(turns / 2).copied().unwrap_or_default(), figures)
}

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let data = PathBuf::from(arguments.next().unwrap_or_else(|| "data".to_owned()));
    let turns = arguments.next().and_then(|turns| turns.parse().ok()).unwrap_or(5);
    let definitions = Definitions::load(Path::new("pipelines/wales"), &data.join("reference")).unwrap();
    let (all, figures) = timed(&definitions, &data, turns);
    let indicators = definitions.indicators.len();
    println!("{indicators} indicators on {} row sets: {figures} figures in {all:.2?}", definitions.row_sets.len());

    let mut by_row_set: BTreeMap<&str, usize> = BTreeMap::new();
    for indicator in &definitions.indicators {
        *by_row_set.entry(&indicator.of).or_default() += 1;
    }
    for (id, count) in &by_row_set {
        let mut alone = definitions.clone();
        alone.indicators.retain(|indicator| *indicator.of == **id && indicator.against_indicator().is_none());
        let (time, figures) = timed(&alone, &data, 1);
        println!("{time:>10.2?}  {id}: {count} indicators, {figures} figures");
    }
}
