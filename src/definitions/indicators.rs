//! `indicators/<chapter>.toml` and `views/<id>.sql`: what is counted, out of what, and how it is proved.

use std::collections::BTreeMap;

use super::collection::Counts;
use super::example::ExampleTable;
use super::formula::Formula;
use crate::domain::{Kind, Period, PeriodKind, Year};

/// A row set: one SELECT that yields `period`, `authority`, `subject` and what its indicators' predicates use.
#[derive(Clone, Debug)]
pub struct RowSet {
    /// Its id: the stem of `views/<id>.sql`.
    pub id: Box<str>,
    /// The statement.
    pub sql: Box<str>,
    /// The returns it reads, sorted.
    pub returns: Vec<Box<str>>,
    /// The reference tables it reads, sorted; `periods` left out.
    pub reference: Vec<Box<str>>,
    /// The return whose rows it counts.
    pub base: Box<str>,
    /// Columns, of the row set and of the base, that lead from a counted subject back to the base's rows.
    pub link: Vec<Box<str>>,
    /// The length in months of the window that ends on D; 0 for what is counted in or at the end of the period.
    pub window_months: u32,
    /// Whether it must see all submitters at once.
    pub whole: bool,
    /// The columns it yields, in order.
    pub columns: Vec<Box<str>>,
}

/// One indicator.
#[derive(Clone, Debug)]
pub struct Indicator {
    /// Its id: `three_or_more_placements`.
    pub id: Box<str>,
    /// The version of its definition, from 1.
    pub version: u32,
    /// The chapter: the stem of its file.
    pub chapter: Box<str>,
    /// Its title in English (other languages: word `indicator.<id>.title`).
    pub title: Box<str>,
    /// What it counts, in words, in English (word `indicator.<id>.definition`).
    pub definition: Box<str>,
    /// The statistics that come with it.
    pub kind: Kind,
    /// Its disclosure class.
    pub counts: Counts,
    /// The row set: an id in `Definitions::row_sets`.
    pub of: Box<str>,
    /// Which of the row set's rows count; all, where blank. For a proportion: the numerator's rows.
    pub condition: Option<Formula>,
    /// The column whose values are summed, for [`Kind::Sum`].
    pub measure: Option<Box<str>>,
    /// The denominator from outside, for [`Kind::Rate`].
    pub external: Option<External>,
    /// The kinds of period it is computed for.
    pub periods: Vec<PeriodKind>,
    /// Whether persons are counted besides, where the collection links them: figures of basis linked, for the nation.
    pub linked: bool,
    /// How it is broken down.
    pub breakdowns: Vec<Breakdown>,
    /// `lower`, `higher` or `neutral`.
    pub better: Box<str>,
    /// `official`, `adapted` or `proposed`.
    pub status: Box<str>,
    /// `before`, `in` or `after` care, or `all`.
    pub aspect: Box<str>,
    /// The codes of the official measures it follows.
    pub source: Box<str>,
    /// The first year for which the definition holds.
    pub since: Option<Year>,
    /// The last year for which it holds.
    pub until: Option<Year>,
    /// Worked examples: at least one.
    pub examples: Vec<IndicatorExample>,
}

impl Indicator {
    /// The unit of its value, as the `figures` table names it.
    pub fn unit(&self) -> Box<str> {
        match (&self.kind, &self.external) {
            (Kind::Proportion, _) => "per cent".into(),
            (Kind::Rate, Some(external)) => format!("per {}", external.per).into(),
            _ => self.counts.as_str().into(),
        }
    }
}

/// A denominator that does not come from returns.
#[derive(Clone, Debug)]
pub struct External {
    /// The reference table: `population`.
    pub table: Box<str>,
    /// Its column: `under_18`.
    pub column: Box<str>,
    /// The value is numerator / denominator x this.
    pub per: u32,
}

/// A column of the row set by which an indicator is broken down.
#[derive(Clone, Debug)]
pub struct Breakdown {
    /// The column's name.
    pub column: Box<str>,
    /// The code list its values come from, which gives labels and the categories that may be zero.
    pub list: Option<Box<str>>,
}

/// A worked example: a few rows of returns, and what must come out.
#[derive(Clone, Debug)]
pub struct IndicatorExample {
    /// Its name.
    pub name: Box<str>,
    /// Where it stands, for messages.
    pub place: String,
    /// The period.
    pub period: Period,
    /// The returns it gives: each with `year` and `submitter` beside its fields.
    pub returns: BTreeMap<Box<str>, ExampleTable>,
    /// Breakdown and category the expectation is for; empty for the total.
    pub breakdown: Box<str>,
    /// See `breakdown`.
    pub category: Box<str>,
    /// What must come out for the nation.
    pub wales: Expected,
    /// What must come out for the nation where each person counts once.
    pub linked: Option<Expected>,
}

/// What an example says of one figure; what it does not say may be anything.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Expected {
    /// What was counted.
    pub numerator: Option<f64>,
    /// What it is out of.
    pub denominator: Option<f64>,
    /// The value, to within 0.05.
    pub value: Option<f64>,
}
