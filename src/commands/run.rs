//! `trosolwg run`: the nightly batch.

use std::io::{self, IsTerminal, Write};
use std::sync::Mutex;
use std::time::Duration;

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use super::{Common, written};
use crate::definitions::Definitions;
use crate::diagnostic::{Error, printable};
use crate::pipeline::{self, Progress, Ran, Settings};
use crate::present::Account;

/// The nightly batch: read what came, check it, publish a release, write the overview
///
/// Everything or nothing: a run that stops leaves the last release and the last overview untouched. A run on the same
/// input publishes nothing new. Without arguments: the sample in data/, pipelines/wales, output/.
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Run {
    /// Status 1 if any line was held back or any file refused
    #[arg(long)]
    strict: bool,
}

impl Run {
    pub(super) fn run(&self, common: &Common, out: &mut dyn Write) -> Result<(), Error> {
        let definitions = common.definitions()?;
        let settings = Settings {
            returns: common.returns(),
            store: common.data.join("store"),
            output: common.output.clone(),
            as_at: common.as_at(&definitions)?,
            secret: common.secret.clone(),
        };
        let talk = Talk::new(common.quiet);
        talk.say(&format!(
            "Trosolwg {} · {} · as at {}",
            env!("CARGO_PKG_VERSION"),
            definitions.collection.id,
            settings.as_at
        ));
        let ran = pipeline::run(&settings, &definitions, &talk)?;
        if !common.quiet {
            written(out.write_all(summary(&ran, &definitions).as_bytes()))?;
        }
        let lines = &ran.account.lines;
        if self.strict && lines.held_back + lines.refused > 0 {
            return Err(Error::Data(format!("{} lines held back, {} refused", lines.held_back, lines.refused)));
        }
        Ok(())
    }
}

/// What a run did, line by line; none is noise.
fn summary(ran: &Ran, definitions: &Definitions) -> String {
    let mut text = String::new();
    let mut line = |label: &str, what: String| text.push_str(&format!("{label:<26} {what}\n"));
    for year in definitions.collection.years.iter().rev().take(3) {
        line(&format!("Returns for {year}"), returns(&ran.account, definitions, *year));
    }
    let lines = &ran.account.lines;
    let around = lines.preamble + lines.headers + lines.blank + lines.totals + lines.footer;
    let mut parts = vec![format!("{} loaded", grouped(lines.loaded))];
    for (number, what) in [
        (lines.held_back, "held back"),
        (lines.refused, "in refused files"),
        (lines.superseded, "superseded"),
        (around, "headers, titles, blanks, totals and notes"),
    ] {
        if number > 0 {
            parts.push(format!("{} {what}", grouped(number)));
        }
    }
    line("Lines", format!("{} read = {}", grouped(lines.read), parts.join(" + ")));
    for file in &ran.account.refused {
        line("Refused", format!("{}: {}", printable(&file.file), file.reason));
    }
    let to_mend = to_mend(&ran.account, definitions);
    if !to_mend.is_empty() {
        line("To mend", to_mend);
    }
    let pages: Vec<String> = ran.pages.iter().map(|page| page.display().to_string()).collect();
    let done = if ran.published { "published" } else { "stands: nothing has changed, nothing new is published" };
    text.push_str(&format!("\nRelease {} {done}.  {}\n", ran.release, pages.join(" · ")));
    text
}

fn returns(account: &Account, definitions: &Definitions, year: crate::domain::Year) -> String {
    let of_year: Vec<_> = account.returns.iter().filter(|r| r.year == year).collect();
    let sum = |of: &dyn Fn(&crate::present::ReturnAccount) -> u32| of_year.iter().map(|r| of(r)).sum::<u32>();
    let mut text = format!("in {} of {} owed", sum(&|r| r.received), sum(&|r| r.owed));
    let late = sum(&|r| r.late);
    if late > 0 {
        text.push_str(&format!("   late {late}"));
    }
    let missing: Vec<String> = of_year
        .iter()
        .flat_map(|r| r.missing.iter().map(|who| format!("{} {}", name(definitions, who.as_str()), r.return_id)))
        .collect();
    if !missing.is_empty() {
        text.push_str(&format!("   missing {} ({})", missing.len(), missing.join(", ")));
    }
    text
}

/// The submitters with most lines held back.
fn to_mend(account: &Account, definitions: &Definitions) -> String {
    let mut by_submitter: std::collections::BTreeMap<&str, (u64, Vec<(u64, &str)>)> = std::collections::BTreeMap::new();
    for held in &account.held_back {
        for (submitter, lines) in &held.by_submitter {
            let entry = by_submitter.entry(submitter.as_str()).or_default();
            entry.0 += lines;
            entry.1.push((*lines, &held.reason));
        }
    }
    let mut most: Vec<(&str, u64, &str)> = by_submitter
        .into_iter()
        .filter_map(|(who, (lines, reasons))| Some((who, lines, reasons.iter().max()?.1)))
        .collect();
    most.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let shown: Vec<String> = most
        .iter()
        .take(4)
        .map(|(who, lines, reason)| format!("{} {lines} ({reason})", name(definitions, who)))
        .collect();
    let more = most.len().saturating_sub(4);
    if more > 0 { format!("{}   … {more} more", shown.join("   ")) } else { shown.join("   ") }
}

fn name(definitions: &Definitions, submitter: &str) -> String {
    let english = crate::domain::Language::english();
    let authority = definitions.reference.authorities.iter().find(|authority| authority.code.as_str() == submitter);
    authority.and_then(|authority| authority.names.get(&english)).map_or(submitter.to_owned(), ToString::to_string)
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Progress on stderr: bars on a terminal, a line a stage elsewhere.
struct Talk {
    quiet: bool,
    bar: Option<ProgressBar>,
    stage: Mutex<String>,
}

impl Talk {
    fn new(quiet: bool) -> Self {
        let bar = (!quiet && io::stderr().is_terminal()).then(ProgressBar::no_length);
        if let Some(bar) = &bar {
            let style = ProgressStyle::with_template("  {prefix:<9} {bar:20} {pos}/{len}   {msg}");
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars("━╾ "));
            bar.enable_steady_tick(Duration::from_millis(200));
        }
        Self { quiet, bar, stage: Mutex::new(String::new()) }
    }

    fn say(&self, line: &str) {
        if self.quiet {
            return;
        }
        match &self.bar {
            Some(bar) => bar.println(line),
            // Talk is lost if nobody listens.
            None => drop(writeln!(io::stderr(), "{line}")),
        }
    }
}

impl Progress for Talk {
    fn begin(&self, stage: &str, steps: u64) {
        if let Ok(mut name) = self.stage.lock() {
            stage.clone_into(&mut name);
        }
        if let Some(bar) = &self.bar {
            bar.set_length(steps);
            bar.set_position(0);
            bar.set_prefix(stage.to_owned());
        }
    }

    fn step(&self) {
        if let Some(bar) = &self.bar {
            bar.inc(1);
        }
    }

    fn end(&self, said: &str) {
        let stage = self.stage.lock().map(|name| name.clone()).unwrap_or_default();
        self.say(&format!("  {stage:<9} {said}"));
    }
}

impl Drop for Talk {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
