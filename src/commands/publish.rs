//! `trosolwg publish`: the overview of a release, written again.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::summary::claims;
use super::{Common, written};
use crate::definitions::Definitions;
use crate::diagnostic::{Error, printable};
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
    /// Also write each chart as a picture (PNG) that brings an authority forward, by its code or
    /// name: charts/CODE/; `all` for every one of them
    ///
    /// The authorities' pages show the same without: these are for slides and papers. They stay until
    /// the overview is written again.
    #[arg(long, value_name = "AUTHORITY", num_args = 1..)]
    pictures: Vec<String>,
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
        let pictures = pictured(&self.pictures, &definitions)?;
        let publication = Publication { store, release: self.release.clone(), audience, pictures, output };
        let done = pipeline::publish(&publication, &definitions)?;
        if common.quiet {
            return Ok(());
        }
        written(out.write_all(said(&done, audience).as_bytes()))
    }
}

/// The codes of the authorities that are named.
fn pictured(named: &[String], definitions: &Definitions) -> Result<Vec<String>, Error> {
    let reference = &definitions.reference;
    if named.iter().any(|name| name == "all") {
        return Ok(reference.authorities.iter().map(|authority| authority.code.as_str().to_owned()).collect());
    }
    let code = |name: &String| {
        let authority = reference.authority(name);
        let unknown = || {
            Error::Asked(format!("there is no authority `{}`: name one, give its code, or say `all`", printable(name)))
        };
        authority.map(|authority| authority.code.as_str().to_owned()).ok_or_else(unknown)
    };
    named.iter().map(code).collect()
}

fn said(done: &Written, audience: Audience) -> String {
    let pages: Vec<String> = done.pages.iter().map(|page| page.display().to_string()).collect();
    let what = match audience {
        Audience::Public => "is written again",
        Audience::Internal => "is written for the inspectorate alone, not for publication",
    };
    let claims: Vec<String> =
        claims(&done.claims, usize::MAX).into_iter().skip(1).map(|what| format!("Claims  {what}\n")).collect();
    let text = format!("{}Release {} {what}.  {}\n", claims.concat(), done.release, pages.join(" · "));
    match &done.published {
        Some(published) if audience == Audience::Public => {
            format!("{text}Release {published} is the one that is published: the next run writes it here again.\n")
        }
        _ => text,
    }
}
