//! `trosolwg prove`: do the definitions do what their examples say?

use std::io::Write;

use clap::Args;

use super::{Common, written};
use crate::definitions::{Definitions, Status};
use crate::diagnostic::{Error, printable};
use crate::domain::Language;
use crate::pipeline;

/// Run the examples of every rule and indicator
///
/// Loading the definitions has already checked them against each other, and that no text lacks its translation. Status 1
/// if an example does not come out. A translation whose English has changed since is named, with what the English
/// reads now.
#[derive(Args)]
pub(super) struct Prove {
    /// Status 1 if the English of any translation has changed since
    #[arg(long)]
    strict: bool,
}

impl Prove {
    pub(super) fn run(&self, common: &Common, out: &mut dyn Write) -> Result<(), Error> {
        let definitions = common.definitions()?;
        let all_rules = || definitions.returns.values().flat_map(|return_| &return_.rules);
        let examples = all_rules().map(|rule| rule.examples.len()).sum::<usize>()
            + definitions.indicators.iter().map(|indicator| indicator.examples.len()).sum::<usize>();
        let wrong = pipeline::prove(&definitions)?;
        for line in &wrong {
            written(writeln!(out, "{line}"))?;
        }
        let stale = translations(&definitions, out)?;
        if !wrong.is_empty() {
            return Err(Error::Data(format!("{} of {examples} examples do not come out", wrong.len())));
        }
        let title = &definitions.collection.title;
        let (rules, indicators) = (all_rules().count(), definitions.indicators.len());
        written(writeln!(
            out,
            "{title}: {rules} rules and {indicators} indicators prove themselves by {examples} examples."
        ))?;
        match stale {
            0 => Ok(()),
            _ if !self.strict => Ok(()),
            1 => Err(Error::Data("the English of 1 translation has changed since".to_owned())),
            stale => Err(Error::Data(format!("the English of {stale} translations has changed since"))),
        }
    }
}

/// Says how far the translations can be trusted, and which must be looked at again; how many these are.
fn translations(definitions: &Definitions, out: &mut dyn Write) -> Result<usize, Error> {
    let words = &definitions.words;
    let mut all_stale = 0;
    for language in definitions.collection.languages.iter().filter(|language| !language.is_english()) {
        let stale = words.stale(language);
        for one in &stale {
            written(writeln!(
                out,
                "{}: `{}` in `{language}` is stale: look at it again, then write of = \"{}\"; the English now reads: {}",
                one.place,
                one.id,
                one.of,
                printable(one.english)
            ))?;
        }
        written(writeln!(out, "{}", by_status(definitions, language, stale.len())))?;
        all_stale += stale.len();
    }
    Ok(all_stale)
}

/// `cy: 389 texts: 60 official, 0 reviewed, 329 draft; the English of 2 has changed since`.
fn by_status(definitions: &Definitions, language: &Language, stale: usize) -> String {
    let words = &definitions.words;
    let of = |status: Status| words.english.keys().filter(|id| words.status(language, id) == status).count();
    let counted = Status::ALL.map(|status| format!("{} {}", of(status), status.as_str()));
    let stale = match stale {
        0 => "none is stale".to_owned(),
        1 => "1 of the drafts is stale".to_owned(),
        stale => format!("{stale} of the drafts are stale"),
    };
    format!("Translations into `{language}`: {}; {stale}.", counted.join(", "))
}
