//! How long the protection of a release takes, and what it finds.
//!
//! `cargo bench --bench protection -- DATA [TURNS]`, where DATA holds `reference/` and the store of a run (see
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
use trosolwg::disclosure::{History, protect};
use trosolwg::domain::{Audience, PeriodKind};
use trosolwg::pipeline;

/// The program's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let data = PathBuf::from(arguments.next().unwrap_or_else(|| "data".to_owned()));
    let turns: usize = arguments.next().and_then(|turns| turns.parse().ok()).unwrap_or(5);
    let definitions = Definitions::load(Path::new("pipelines/wales"), &data.join("reference")).unwrap();
    let release = pipeline::release(&data.join("store"), None).unwrap();
    let figures = release.figures().unwrap();
    let mut times: Vec<Duration> = Vec::new();
    for _ in 0..turns {
        let begun = Instant::now();
        let (safe, report) = protect(&figures, &definitions, Audience::Public, &History::default()).unwrap();
        times.push(begun.elapsed());
        if times.len() == 1 {
            println!("{} figures, {} published", figures.len(), safe.figures().len());
            let mut by_kind: BTreeMap<(&str, PeriodKind), Vec<_>> = BTreeMap::new();
            for one in &report.systems {
                by_kind.entry((one.class.as_str(), one.period.kind())).or_default().push(one.outcome);
            }
            for ((class, kind), all) in by_kind {
                let sum = |of: &dyn Fn(&trosolwg::disclosure::Outcome) -> usize| all.iter().map(of).sum::<usize>();
                println!(
                    "{class} by {}: {} cells, {} protected, {} withheld ({} besides), {} given up, {} beyond; narrowest {:?}",
                    kind.as_str(),
                    sum(&|o| o.cells),
                    sum(&|o| o.protected),
                    sum(&|o| o.withheld),
                    sum(&|o| o.besides),
                    sum(&|o| o.given_up),
                    sum(&|o| o.beyond),
                    all.iter().filter_map(|o| o.narrowest).min_by(f64::total_cmp),
                );
            }
        }
    }
    let (_, report) = protect(&figures, &definitions, Audience::Public, &History::default()).unwrap();
    let history = History { release: "later".into(), prints: report.prints };
    let begun = Instant::now();
    protect(&figures, &definitions, Audience::Public, &history).unwrap();
    println!("beside one earlier release that printed all of it alike: {:.2?}", begun.elapsed());
    times.sort();
    println!("{:.2?}", times.get(turns / 2).copied().unwrap_or_default());
}
