//! `trosolwg prove`: do the definitions do what their examples say?

use std::io::Write;

use clap::Args;

use super::{Common, written};
use crate::diagnostic::Error;
use crate::pipeline;

/// Run the examples of every rule and indicator
///
/// Loading the definitions has already checked them against each other. Status 1 if an example does not come out.
#[derive(Args)]
pub(super) struct Prove {}

impl Prove {
    pub(super) fn run(common: &Common, out: &mut dyn Write) -> Result<(), Error> {
        let definitions = common.definitions()?;
        let all_rules = || definitions.returns.values().flat_map(|return_| &return_.rules);
        let examples = all_rules().map(|rule| rule.examples.len()).sum::<usize>()
            + definitions.indicators.iter().map(|indicator| indicator.examples.len()).sum::<usize>();
        let wrong = pipeline::prove(&definitions)?;
        for line in &wrong {
            written(writeln!(out, "{line}"))?;
        }
        if !wrong.is_empty() {
            return Err(Error::Data(format!("{} of {examples} examples do not come out", wrong.len())));
        }
        let title = &definitions.collection.title;
        let (rules, indicators) = (all_rules().count(), definitions.indicators.len());
        written(writeln!(
            out,
            "{title}: {rules} rules and {indicators} indicators prove themselves by {examples} examples."
        ))
    }
}
