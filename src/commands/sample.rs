//! `trosolwg sample`: makes returns to try everything on.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Common, written};
use crate::diagnostic::Error;
use crate::sample;

/// Make returns to try everything on
///
/// All twenty-five returns of the 22 authorities and of the inspectorate for 2021-22 to 2023-24,
/// synthetic, consistent with each other, and calibrated to published national figures. The same seed
/// gives the same bytes, and memory does not grow with the scale. They go to DIR/returns, and what
/// was damaged on purpose is named, file and line, in DIR/labels.csv. No record describes a real child.
///
///   trosolwg sample --out /tmp/try --mess heavy
///   trosolwg run --returns /tmp/try/returns --data /tmp/try --output /tmp/try/output
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Sample {
    /// Where to put them; DIR/returns must not exist or be empty
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// How many times as many children as Wales has
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    scale: u32,
    /// Another seed, other children
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// How messy they are
    #[arg(long, value_enum, default_value_t = Mess::Typical)]
    mess: Mess,
    /// Write into a folder of returns that is not empty
    #[arg(long)]
    force: bool,
}

/// How messy a sample is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Mess {
    /// Not at all: no row breaks a rule
    None,
    /// As returns are: each kind of trouble at least once
    Typical,
    /// Much more of each kind
    Heavy,
}

impl Sample {
    pub(super) fn run(&self, common: &Common, out: &mut dyn Write) -> Result<(), Error> {
        let definitions = common.definitions()?;
        let returns = self.out.join("returns");
        let occupied = fs::read_dir(&returns).is_ok_and(|mut entries| entries.next().is_some());
        if occupied && !self.force {
            return Err(Error::Asked(format!(
                "{} is not empty: name another --out, or say --force",
                returns.display()
            )));
        }
        let mess = match self.mess {
            Mess::None => sample::Mess::None,
            Mess::Typical => sample::Mess::Typical,
            Mess::Heavy => sample::Mess::Heavy,
        };
        let plan = sample::Plan { scale: self.scale, seed: self.seed, mess };
        let made = sample::make(&plan, &definitions.reference, &mut |path| {
            let path = self.out.join(path);
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder).map_err(Error::write(folder))?;
            }
            let file = File::create(&path).map_err(Error::write(&path))?;
            Ok(Box::new(BufWriter::new(file)) as Box<dyn Write>)
        })?;
        written(writeln!(
            out,
            "{} files, {} rows, {} errors planted: {}",
            made.files,
            made.rows,
            made.planted,
            self.out.display()
        ))
    }
}
