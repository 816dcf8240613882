//! The options that every command shares.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use crate::definitions::Definitions;
use crate::diagnostic::Error;
use crate::domain::{Date, Language, parse_iso_date};

/// The options that every command shares.
#[derive(Args)]
pub(crate) struct Common {
    /// The collection: a folder of definitions
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        default_value = "pipelines/wales",
        env = "TROSOLWG_COLLECTION",
        help_heading = "Common options"
    )]
    pub collection: PathBuf,
    /// Where the store (DIR/store) and the reference tables (DIR/reference) lie
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        default_value = "data",
        env = "TROSOLWG_DATA",
        help_heading = "Common options"
    )]
    pub data: PathBuf,
    /// Where the returns lie: YEAR/SUBMITTER/RETURN.csv [default: DATA/returns]
    #[arg(long, global = true, value_name = "DIR", env = "TROSOLWG_RETURNS", help_heading = "Common options")]
    pub returns: Option<PathBuf>,
    /// Where the overview is written [default: output; for the inspectorate: output-internal]
    #[arg(long, global = true, value_name = "DIR", env = "TROSOLWG_OUTPUT", help_heading = "Common options")]
    pub output: Option<PathBuf>,
    /// The day the run counts to, like 2024-03-31 [default: the last day of the collection's latest year]
    #[arg(long, global = true, value_name = "DATE", env = "TROSOLWG_AS_AT", value_parser = date, help_heading = "Common options")]
    pub as_at: Option<Date>,
    /// The file whose bytes key the pseudonyms [default: the store's own secret]
    #[arg(long, global = true, value_name = "FILE", env = "TROSOLWG_SECRET", help_heading = "Common options")]
    pub secret: Option<PathBuf>,
    /// How many threads to use [default: all cores]
    #[arg(long, global = true, value_name = "N", env = "TROSOLWG_THREADS", value_parser = clap::value_parser!(u16).range(1..=512), help_heading = "Common options")]
    pub threads: Option<u16>,
    /// The language of what is said about the data
    #[arg(long, global = true, value_name = "LANG", default_value = "en", env = "TROSOLWG_LANG", value_parser = language, help_heading = "Common options")]
    pub lang: Language,
    /// Say nothing but errors
    #[arg(short, long, global = true, help_heading = "Common options")]
    pub quiet: bool,
    /// Name everybody and everything that the summary cuts short
    #[arg(short, long, global = true, help_heading = "Common options")]
    pub verbose: bool,
}

fn date(text: &str) -> Result<Date, String> {
    parse_iso_date(text).ok_or_else(|| "expected a day, like 2024-03-31".to_owned())
}

fn language(text: &str) -> Result<Language, String> {
    text.parse().map_err(|error: crate::domain::NotALanguage| error.to_string())
}

impl Common {
    /// The folder of returns.
    pub(crate) fn returns(&self) -> PathBuf {
        self.returns.clone().unwrap_or_else(|| self.data.join("returns"))
    }

    /// The folder of the public overview.
    pub(crate) fn output(&self) -> PathBuf {
        self.output.clone().unwrap_or_else(|| PathBuf::from("output"))
    }

    /// The collection's definitions, with the language that was asked for among its languages.
    pub(crate) fn definitions(&self) -> Result<Definitions, Error> {
        let definitions = Definitions::load(&self.collection, &self.data.join("reference"))?;
        let spoken = &definitions.collection.languages;
        if spoken.contains(&self.lang) {
            return Ok(definitions);
        }
        let known: Vec<&str> = spoken.iter().map(Language::as_str).collect();
        Err(Error::Asked(format!("the collection does not speak `{}`: choose one of {}", self.lang, known.join(", "))))
    }

    /// The day the run counts to: what was asked for, or the last day of the latest year, whichever is earlier.
    pub(crate) fn as_at(&self, definitions: &Definitions) -> Result<Date, Error> {
        let last = definitions.collection.years.last().map(|year| year.last_day());
        let last = last.ok_or_else(|| Error::Asked("the collection declares no year".to_owned()))?;
        Ok(self.as_at.map_or(last, |asked| asked.min(last)))
    }
}

/// The query engine takes its threads from its own variable alone, read once: the program runs itself again with it.
#[expect(clippy::disallowed_methods, reason = "the one place that looks whether it already runs with its threads set")]
pub(super) fn with_threads(common: &Common) -> Option<ExitCode> {
    use std::os::unix::process::CommandExt;
    let threads = common.threads?.to_string();
    if std::env::var("POLARS_MAX_THREADS").is_ok_and(|set| set == threads) {
        return None;
    }
    let program = std::env::current_exe().ok()?;
    let error = std::process::Command::new(program)
        .args(std::env::args_os().skip(1))
        .env("POLARS_MAX_THREADS", &threads)
        .env("RAYON_NUM_THREADS", &threads)
        .exec();
    super::tell(&Error::Read { path: "this program".into(), source: error });
    Some(ExitCode::from(2))
}
