//! `trosolwg run`: the nightly batch.

use std::io::{self, IsTerminal, Write};
use std::sync::Mutex;
use std::time::Duration;

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use super::summary::summary;
use super::{Common, written};
use crate::diagnostic::Error;
use crate::pipeline::{self, Pass, Progress, Settings};
use crate::present::Verdict;

/// The nightly batch: read what came, check it, publish a release, write the overview
///
/// Everything or nothing: a run that stops leaves the last release and the last overview untouched.
/// A run on the same input publishes nothing new. Without arguments: the sample in data/,
/// pipelines/wales, output/.
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Run {
    /// Status 1 if any line was held back, any file refused, or a statement of report/claims.toml is no
    /// longer supported
    #[arg(long)]
    strict: bool,
    /// Let a file pass the gates that would refuse it: too much held back, far more or fewer rows than last year,
    /// too many rows that break one rule. It lasts while the file is the same
    #[arg(long, value_name = "FILE", requires = "reason")]
    accept: Vec<String>,
    /// Why: once for each --accept, in their order; the release records it
    #[arg(long, value_name = "TEXT", requires = "accept")]
    reason: Vec<String>,
}

impl Run {
    pub(super) fn run(&self, common: &Common, out: &mut dyn Write) -> Result<(), Error> {
        let definitions = common.definitions()?;
        let settings = Settings {
            returns: common.returns(),
            store: common.data.join("store"),
            output: common.output(),
            as_at: common.as_at(&definitions)?,
            secret: common.secret.clone(),
            passes: self.passes()?,
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
            written(out.write_all(summary(&ran, &definitions, common.verbose).as_bytes()))?;
        }
        let lines = &ran.account.lines;
        if self.strict && lines.held_back + lines.refused > 0 {
            return Err(Error::Data(format!("{} lines held back, {} refused", lines.held_back, lines.refused)));
        }
        let unsupported = ran.claims.iter().filter(|claim| claim.verdict == Verdict::Unsupported).count();
        if self.strict && unsupported > 0 {
            return Err(Error::Data(format!("{unsupported} statements quoted elsewhere are no longer supported")));
        }
        Ok(())
    }
}

impl Run {
    /// The files to let pass, each with its reason.
    fn passes(&self) -> Result<Vec<Pass>, Error> {
        let (files, reasons) = (self.accept.len(), self.reason.len());
        if files != reasons {
            return Err(Error::Asked(format!(
                "each --accept needs its own --reason: {files} files, {reasons} reasons"
            )));
        }
        let pass = |(file, reason): (&String, &String)| Pass { file: file.clone(), reason: reason.clone() };
        Ok(self.accept.iter().zip(&self.reason).map(pass).collect())
    }
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
