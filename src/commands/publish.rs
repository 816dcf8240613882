//! `trosolwg publish`: the overview of a release, written again.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Common, written};
use crate::diagnostic::Error;
use crate::domain::Audience;
use crate::pipeline::{self, Publication, Written};

/// Write the overview again, from a release
///
/// From the figures, the ledger and the day of the release, and only with the definitions that made
/// it. Nothing in the store changes. The next run writes output/ from the release that is published.
///
/// For the inspectorate alone there is more on the page: internal indicators, and people counted
/// once though two authorities know them. Every page, picture and data file then says that it is not
/// for publication, nobody but the owner and the group can read it, and no folder ever holds both
/// kinds.
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Publish {
    /// The release to write [default: the one that is published]
    #[arg(long, value_name = "ID")]
    release: Option<String>,
    /// For whom
    #[arg(long, value_enum, default_value_t)]
    audience: For,
}

/// The audiences, as the command line names them.
#[derive(Clone, Copy, Default, ValueEnum)]
enum For {
    /// Everybody: written to output/
    #[default]
    Public,
    /// The inspectorate: written to output-internal/, not for publication
    Internal,
}

impl For {
    fn audience(self) -> Audience {
        match self {
            Self::Public => Audience::Public,
            Self::Internal => Audience::Internal,
        }
    }
}

impl Publish {
    pub(super) fn run(&self, common: &Common, out: &mut dyn Write) -> Result<(), Error> {
        let definitions = common.definitions()?;
        let audience = self.audience.audience();
        let output = match audience {
            Audience::Public => common.output(),
            Audience::Internal => common.output.clone().unwrap_or_else(|| PathBuf::from("output-internal")),
        };
        let store = common.data.join("store");
        let publication = Publication { store, release: self.release.clone(), audience, output };
        let done = pipeline::publish(&publication, &definitions)?;
        if common.quiet {
            return Ok(());
        }
        written(out.write_all(said(&done, audience).as_bytes()))
    }
}

fn said(done: &Written, audience: Audience) -> String {
    let pages: Vec<String> = done.pages.iter().map(|page| page.display().to_string()).collect();
    let what = match audience {
        Audience::Public => "is written again",
        Audience::Internal => "is written for the inspectorate alone, not for publication",
    };
    let text = format!("Release {} {what}.  {}\n", done.release, pages.join(" · "));
    match &done.published {
        Some(published) if audience == Audience::Public => {
            format!("{text}Release {published} is the one that is published: the next run writes it here again.\n")
        }
        _ => text,
    }
}
