//! The command line: a file each. The exit status is part of the interface (`DESIGN.md` section 4).

mod check;
mod dictionary;
mod explain;
mod format;
mod inspect;
mod options;
mod prove;
mod publish;
mod query;
mod read_report;
mod run;
mod sample;
mod summary;
mod template;
mod writing;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::diagnostic::{Error, printable};
pub(crate) use options::Common;

/// From local authorities' returns to a protected, bilingual national overview
///
/// `trosolwg run` reads every line of every return, holds each against its definition, keeps what is good as Parquet,
/// computes the indicators, protects small numbers and writes the overview. It needs no argument: it then uses the
/// sample in data/, the definitions in pipelines/wales and writes to output/.
#[derive(Parser)]
#[command(name = "trosolwg", version = VERSION, propagate_version = true, max_term_width = 110, after_help = AFTER)]
struct Args {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    common: Common,
}

/// The version, and whether this program writes PDF.
const VERSION: &str =
    if cfg!(feature = "pdf") { concat!(env!("CARGO_PKG_VERSION"), " with PDF") } else { env!("CARGO_PKG_VERSION") };

const AFTER: &str = "\
Exit status: 0 done (what was held back is in the summary); 1 the data has errors (check, prove,
inspect, read-report, run --strict); 2 the tool, its definitions or its surroundings are at fault,
nothing was published; 3 a gate stopped the run; 75 another run holds the store.

What was asked for goes to stdout, talk about it to stderr. Each option also has a variable: TROSOLWG_COLLECTION, …";

#[derive(Subcommand)]
enum Command {
    Run(run::Run),
    Check(check::Check),
    Inspect(inspect::Inspect),
    Query(query::Query),
    Explain(explain::Explain),
    Publish(publish::Publish),
    Prove(prove::Prove),
    Dictionary(dictionary::Dictionary),
    Template(template::Template),
    ReadReport(read_report::ReadReport),
    Sample(sample::Sample),
}

/// Reads the arguments, runs one command and returns its status.
pub fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            let status = if error.use_stderr() { 2 } else { 0 };
            // A closed terminal is no reason to change the status.
            let _ = error.print();
            return ExitCode::from(status);
        }
    };
    if let Some(status) = options::with_threads(&args.common) {
        return status;
    }
    let mut out = io::BufWriter::new(io::stdout().lock());
    let result = args.run(&mut out).and_then(|()| written(out.flush()));
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tell(&error);
            ExitCode::from(error.status())
        }
    }
}

impl Args {
    fn run(&self, out: &mut dyn Write) -> Result<(), Error> {
        match &self.command {
            Command::Run(command) => command.run(&self.common, out),
            Command::Check(command) => command.run(&self.common, out),
            Command::Inspect(command) => command.run(&self.common, out),
            Command::Query(command) => command.run(&self.common, out),
            Command::Explain(command) => command.run(&self.common, out),
            Command::Publish(command) => command.run(&self.common, out),
            Command::Prove(command) => command.run(&self.common, out),
            Command::Dictionary(command) => command.run(&self.common, out),
            Command::Template(command) => command.run(&self.common, out),
            Command::ReadReport(command) => command.run(&self.common, out),
            Command::Sample(command) => command.run(&self.common, out),
        }
    }
}

/// Says on stderr why a command stopped, with its causes.
fn tell(error: &Error) {
    let mut text = match error {
        // Rendered already, with its own headings.
        Error::Definitions(_) => error.to_string(),
        _ => format!("error: {error}"),
    };
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        let said = inner.to_string();
        // Some causes repeat their own.
        if !text.contains(&said) {
            text.push_str(": ");
            text.push_str(&said);
        }
        cause = inner.source();
    }
    let safe: Vec<String> = text.lines().map(printable).collect();
    // Nobody is left to tell if stderr is closed.
    let _ = writeln!(io::stderr(), "{}", safe.join("\n"));
}

/// A reader who has seen enough (`| head`) is no error.
pub(crate) fn written(result: io::Result<()>) -> Result<(), Error> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(source) => Err(Error::Write { path: "standard output".into(), source }),
        Ok(()) => Ok(()),
    }
}
