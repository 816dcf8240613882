//! Every rule's examples, run.

use std::collections::BTreeMap;

use polars::prelude::{DataFrame, PolarsResult};

use super::Moment;
use super::beside::{Elsewhere, Sight, reference};
use super::frame::{Typed, add_lines};
use super::holding::Holding;
use super::verdict::Verdicts;
use crate::definitions::{
    ExampleTable, FieldKind, Reference, Return, Rule, RuleExample, Target, Whose, YearOf, formula,
};
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

/// What a rule's example may speak of beside its own return.
#[derive(Clone, Copy, Debug)]
pub struct Collected<'a> {
    /// Every return, by id.
    pub returns: &'a BTreeMap<Box<str>, Return>,
    /// The reference tables.
    pub reference: &'a Reference,
}

/// Runs every example of every rule of a return, each rule alone, and gives those that do not come out.
pub fn prove(return_: &Return, elsewhere: &Collected<'_>) -> Vec<Failure> {
    let mut failures = Vec::new();
    for (index, rule) in return_.rules.iter().enumerate() {
        let mut passed = 0;
        for example in &rule.examples {
            match holds(return_, index, example, elsewhere) {
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
fn holds(return_: &Return, rule: usize, example: &RuleExample, elsewhere: &Collected<'_>) -> Result<u64, String> {
    let as_at = example.as_at.unwrap_or_else(|| Year::starting(2023).last_day());
    let moment = Moment { as_at, data_to: as_at, year: Some(Year::of(as_at)) };
    let verdicts = held(return_, rule, example, elsewhere, &moment).map_err(|fault| fault.to_string())?;
    let run = verdicts.runs.first().ok_or("the rule did not run")?;
    if let Some(why) = &run.could_not_run {
        return Err(format!("the rule could not run: {why}"));
    }
    let breaks = verdicts.broken.get(&rule);
    let rows = breaks.into_iter().flat_map(|breaks| breaks.rows.iter()).map(|row| row as usize + 1);
    let broken: Vec<usize> = breaks.filter(|breaks| breaks.whole).map(|_| 0).into_iter().chain(rows).collect();
    let mut expected = example.fails.clone();
    expected.sort_unstable();
    if broken != expected {
        return Err(format!("expected {} to break the rule, found {}", listed(&expected), listed(&broken)));
    }
    // A blank that nobody thought of must not pass for a row that is good.
    if example.rows.rows.len() == 1 && expected.is_empty() && run.not_evaluated > 0 {
        return Err("the rule comes to no verdict on the row".to_owned());
    }
    Ok(run.passed)
}

fn held(
    return_: &Return,
    rule: usize,
    example: &RuleExample,
    elsewhere: &Collected<'_>,
    moment: &Moment,
) -> PolarsResult<Verdicts> {
    let shown = Shown { example, elsewhere, return_ };
    let own = rows_of(return_, &example.rows)?;
    let mut holding = Holding::of(&own, return_, moment);
    holding.alone(Some(rule))?;
    holding.joined(Some(rule), &shown)?;
    Ok(holding.verdicts())
}

/// What an example shows of everything else.
struct Shown<'a> {
    example: &'a RuleExample,
    elsewhere: &'a Collected<'a>,
    return_: &'a Return,
}

impl Shown<'_> {
    fn given(&self, target: &Target) -> Option<&ExampleTable> {
        self.example.given.iter().find(|(given, _)| given == target).map(|(_, table)| table)
    }

    fn tables(&self, target: &Target) -> PolarsResult<Option<Vec<Typed>>> {
        let (id, year, whose) = match target {
            Target::Table(name) => return Ok(self.table(target, name)?.map(|frame| vec![Typed::Frame(frame)])),
            Target::Return { id, year, whose } => (id, *year, *whose),
        };
        let Some(return_) = self.elsewhere.returns.get(id) else { return Ok(None) };
        // What an example shows of a return is the submitter's own, or that of others; of last year it is all there is.
        let shown: &[Whose] = match (year, whose) {
            (YearOf::Previous, _) | (YearOf::Same, Whose::Own) => &[Whose::Own],
            (YearOf::Same, Whose::Others) => &[Whose::Others],
            (YearOf::Same, Whose::All) => &[Whose::Own, Whose::Others],
        };
        let mut tables = Vec::new();
        for &whose in shown {
            let target = Target::Return { id: id.clone(), year, whose };
            tables.extend(self.given(&target).map(|table| rows_of(return_, table)).transpose()?);
        }
        if *id == self.return_.id && year == YearOf::Same && whose != Whose::Others {
            tables.push(rows_of(return_, &self.example.rows)?);
        }
        if tables.is_empty() {
            tables.push(rows_of(return_, &ExampleTable::default())?);
        }
        Ok(Some(tables))
    }

    /// The reference table as the example has it, with all its columns; else the real one.
    fn table(&self, target: &Target, name: &str) -> PolarsResult<Option<DataFrame>> {
        match (self.given(target), self.elsewhere.reference.tables.get(name)) {
            (Some(given), Some(real)) => formula::frame(given, &real.typed_columns()).map(Some),
            _ => reference(self.elsewhere.reference, name).transpose(),
        }
    }
}

/// Rows of a return as rules see them; they stand on lines 1, 2, 3 and so on.
fn rows_of(return_: &Return, table: &ExampleTable) -> PolarsResult<Typed> {
    let columns: Vec<(Box<str>, FieldKind)> = return_.columns();
    let mut frame = formula::frame(table, &columns)?;
    let lines: Vec<u32> = (1..).take(frame.height()).collect();
    add_lines(&mut frame, &lines)?;
    Ok(Typed::Frame(frame))
}

impl Sight for Shown<'_> {
    fn see(&self, target: &Target) -> Elsewhere {
        match self.tables(target) {
            Ok(Some(tables)) => Elsewhere::Rows(tables.into_iter().map(|table| (table, None)).collect()),
            Ok(None) => Elsewhere::CouldNotRun(super::CouldNotRun::Fault("it looks at what is not declared".into())),
            Err(fault) => Elsewhere::CouldNotRun(super::CouldNotRun::Fault(super::frame::first_line(&fault))),
        }
    }

    fn return_of(&self, id: &str) -> Option<&Return> {
        self.elsewhere.returns.get(id)
    }
}

fn listed(rows: &[usize]) -> String {
    match rows {
        [] => "no row".to_owned(),
        [0] => "the table".to_owned(),
        [row] => format!("row {row}"),
        rows => format!("rows {}", rows.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")),
    }
}

#[cfg(test)]
mod tests;
