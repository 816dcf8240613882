//! Every rule's examples, run.

use super::{Moment, holding, verdict::WHOLE_TABLE};
use crate::definitions::{FieldKind, Return, Rule, RuleExample, formula};
use crate::domain::Year;

/// An example that does not come out as its rule's definition says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The rule's code.
    pub code: Box<str>,
    /// Where the example stands: `returns/placements.toml:123`.
    pub place: String,
    /// What came out instead.
    pub message: String,
}

/// Runs every example of every rule of a return, each rule alone, and gives those that do not come out.
pub fn prove(return_: &Return) -> Vec<Failure> {
    let columns: Vec<(Box<str>, FieldKind)> = return_
        .fields
        .iter()
        .map(|field| (field.name.clone(), field.kind.clone()))
        .chain(return_.derived.iter().map(|derived| (derived.name.clone(), FieldKind::Integer)))
        .collect();
    let mut failures = Vec::new();
    for (index, rule) in return_.rules.iter().enumerate() {
        let mut passed = 0;
        for example in &rule.examples {
            match holds(return_, index, example, &columns) {
                Ok(rows) => passed += rows,
                Err(message) => failures.push(failure(rule, example, message)),
            }
        }
        // An example that passes because nothing was looked at proves nothing.
        if let Some(example) = rule.examples.first().filter(|_| passed == 0) {
            failures.push(failure(rule, example, "in no example does any row pass the rule".to_owned()));
        }
    }
    failures
}

fn failure(rule: &Rule, example: &RuleExample, message: String) -> Failure {
    Failure { code: rule.code.clone(), place: example.place.clone(), message }
}

/// Runs one example; the number of rows that pass where all comes out as it should.
fn holds(
    return_: &Return,
    rule: usize,
    example: &RuleExample,
    columns: &[(Box<str>, FieldKind)],
) -> Result<u64, String> {
    let mut frame = formula::frame(&example.rows, columns).map_err(|fault| fault.to_string())?;
    let rows = u32::try_from(frame.height()).map_err(|fault| fault.to_string())?;
    let lines: Vec<u32> = (1..=rows).collect();
    super::frame::add_lines(&mut frame, &lines).map_err(|fault| fault.to_string())?;
    let as_at = example.as_at.unwrap_or_else(|| Year::starting(2023).last_day());
    let moment = Moment { as_at, data_to: as_at, year: Some(Year::of(as_at)) };
    let verdicts = holding::hold(&frame, return_, &moment, Some(rule)).map_err(|fault| fault.to_string())?;
    let run = verdicts.runs.first().ok_or("the rule did not run")?;
    if let Some(why) = &run.could_not_run {
        return Err(format!("the rule could not run: {why}"));
    }
    let number = |row: u32| if row == WHOLE_TABLE { 0 } else { row as usize + 1 };
    let broken: Vec<usize> =
        verdicts.broken.iter().filter(|broken| !broken.cascade).map(|broken| number(broken.row)).collect();
    let mut expected = example.fails.clone();
    expected.sort_unstable();
    if broken != expected {
        return Err(format!("expected {} to break the rule, found {}", listed(&expected), listed(&broken)));
    }
    Ok(run.passed)
}

fn listed(rows: &[usize]) -> String {
    match rows {
        [] => "no row".to_owned(),
        [0] => "the table".to_owned(),
        [row] => format!("row {row}"),
        rows => format!("rows {}", rows.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")),
    }
}
