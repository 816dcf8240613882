//! `trosolwg prove`: do the definitions do what their examples say?

use std::io::Write;

use clap::Args;

use super::{Common, written};
use crate::diagnostic::Error;
use crate::{indicators, rules};

/// Run the examples of every rule and indicator
///
/// Loading the definitions has already checked them against each other. Status 1 if an example does not come out.
#[derive(Args)]
pub(super) struct Prove {}

impl Prove {
    pub(super) fn run(&self, common: &Common, out: &mut dyn Write) -> Result<(), Error> {
        let definitions = common.definitions()?;
        let (mut rules, mut examples) = (0, 0);
        let mut wrong = Vec::new();
        for return_ in definitions.returns.values() {
            rules += return_.rules.len();
            examples += return_.rules.iter().map(|rule| rule.examples.len()).sum::<usize>();
            let failures = rules::prove(return_);
            wrong.extend(failures.into_iter().map(|f| format!("{}: rule {}: {}", f.place, f.code, f.message)));
        }
        examples += definitions.indicators.iter().map(|indicator| indicator.examples.len()).sum::<usize>();
        let failures = indicators::prove(&definitions)?;
        wrong.extend(failures.into_iter().map(|f| format!("{}: indicator {}: {}", f.place, f.indicator, f.message)));
        for line in &wrong {
            written(writeln!(out, "{line}"))?;
        }
        if !wrong.is_empty() {
            return Err(Error::Data(format!("{} of {examples} examples do not come out", wrong.len())));
        }
        let title = &definitions.collection.title;
        let indicators = definitions.indicators.len();
        written(writeln!(out, "{title}: {rules} rules and {indicators} indicators prove themselves by {examples} examples."))
    }
}
