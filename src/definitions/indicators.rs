//! `indicators/<chapter>.toml` and `views/<id>.sql`: what is counted, out of what, and how it is proved.

use std::collections::BTreeMap;

use super::disclosure::{Counts, LongerPeriod, Sensitive};
use super::example::ExampleTable;
use super::formula::Formula;
use crate::domain::{Date, GeographyLevel, Kind, Period, PeriodKind, Year};

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
    /// When its rows are counted: what may be said of a change from one period to the next hangs on it.
    pub counts_at: CountsAt,
    /// Whether a submission with rows, of which none is of the period, says nothing about it: a snapshot or a month that
    /// is not there is not a snapshot of nobody.
    pub rows_needed: bool,
    /// What counts of a longer period are of those of the shorter ones, unless an indicator says otherwise. None: it
    /// does not say.
    pub longer_period: Option<LongerPeriod>,
    /// The length in months of the window that ends on D; 0 for what is counted in or at the end of the period.
    pub window_months: u32,
    /// Whether it must see all submitters at once.
    pub whole: bool,
    /// The columns it yields, in order.
    pub columns: Vec<Box<str>>,
}

/// How often something can happen to one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occurs {
    /// Once in a period: whoever is counted is counted once.
    Once,
    /// Again and again: what is counted are events, not persons.
    Again,
}

/// Which figures of an indicator have an interval, where its kind has any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Intervals {
    /// All.
    All,
    /// None: events repeat within a person, or cases were not chosen at random.
    None,
    /// Those of these categories of a breakdown alone.
    Of {
        /// The breakdown.
        breakdown: Box<str>,
        /// Its categories.
        categories: Vec<Box<str>>,
    },
}

impl Intervals {
    /// Whether the figure of a breakdown's category has one; both empty for the total.
    pub fn has(&self, breakdown: &str, category: &str) -> bool {
        match self {
            Self::All => true,
            Self::None => false,
            Self::Of { breakdown: of, categories } => {
                **of == *breakdown && categories.iter().any(|one| **one == *category)
            }
        }
    }
}

/// When the rows of a row set are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountsAt {
    /// On D: a stock. Those of two periods are largely the same rows.
    Day,
    /// In the period: events, each in one period of a kind.
    Period,
}

impl CountsAt {
    /// The word that definitions use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Period => "period",
        }
    }

    /// The one that is written so.
    pub fn of(text: &str) -> Option<Self> {
        [Self::Day, Self::Period].into_iter().find(|at| at.as_str() == text)
    }
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
    /// Which of the row set's rows are looked at; all, where blank. For a proportion: the population.
    pub among: Option<Formula>,
    /// Which of those count; all, where blank. For a proportion: the numerator's rows.
    pub condition: Option<Formula>,
    /// What rows must meet besides to count for the nation: places then do not add up to it.
    pub nationally: Option<Formula>,
    /// The column whose distinct values are counted within an authority, in place of `subject`.
    pub distinct: Option<Box<str>>,
    /// The column that is observed or summed, for all kinds that do not count.
    pub measure: Option<Box<str>>,
    /// What a ratio's sum is divided by.
    pub over: Option<Over>,
    /// What a rate's number is divided by.
    pub against: Option<Against>,
    /// The kinds of period it is computed for.
    pub periods: Vec<PeriodKind>,
    /// What its counts of a longer period are of those of the shorter ones: what anybody may work out. None: it is
    /// computed for one kind of period only.
    pub longer_period: Option<LongerPeriod>,
    /// Whether persons are counted besides, where the collection links them: figures of basis linked, for the nation.
    pub linked: bool,
    /// How it is broken down, where anything is.
    pub breakdowns: Vec<Breakdown>,
    /// The places it is computed for.
    pub geographies: Vec<GeographyLevel>,
    /// How often what it counts can happen to one person.
    pub occurs: Occurs,
    /// Which of its figures have an interval.
    pub interval: Intervals,
    /// Whether authorities differ by more than chance would have it, so that only widened funnel limits judge them.
    pub overdispersed: bool,
    /// Of which of its figures none and all tell of everybody.
    pub sensitive: Sensitive,
    /// The value to be reached, in its unit.
    pub target: Option<f64>,
    /// Whether it is for the inspectorate only, and never published.
    pub internal: bool,
    /// `lower`, `higher` or `neutral`.
    pub better: Box<str>,
    /// `official`, `adapted` or `proposed`.
    pub status: Box<str>,
    /// `before`, `in` or `after` care, or `all`.
    pub aspect: Box<str>,
    /// The codes of the official measures it follows.
    pub source: Box<str>,
    /// Its unit, where kind and class do not tell: `days`.
    pub measured_in: Box<str>,
    /// The first year for which the definition holds.
    pub since: Option<Year>,
    /// The last year for which it holds.
    pub until: Option<Year>,
    /// Worked examples: at least one.
    pub examples: Vec<IndicatorExample>,
}

/// The unit of a number of what can happen to one person again: of moves, not of children.
pub const EVENT: &str = "event";

impl Indicator {
    /// The unit of its value, as the `figures` table names it.
    pub fn unit(&self) -> Box<str> {
        match (self.kind, &self.against, &self.over) {
            (Kind::Proportion, _, _) | (Kind::Ratio, _, Some(Over { per: 100, .. })) => "per cent".into(),
            (Kind::Rate, Some(against), _) => format!("per {}", against.per).into(),
            (Kind::Ratio, _, Some(Over { per: 1, .. })) => "ratio".into(),
            (Kind::Ratio, _, Some(over)) => format!("per {}", over.per).into(),
            _ if !self.measured_in.is_empty() => self.measured_in.clone(),
            (Kind::Count, _, _) if self.occurs == Occurs::Again => EVENT.into(),
            _ => self.counts.as_str().into(),
        }
    }

    /// Whether chance scatters the numbers of a part of it. Stocks of services and notices are complete, and notices
    /// repeat within a service (`indicators.md`); where events repeat within a person the definition says so.
    pub fn is_scattered(&self, breakdown: &str, category: &str) -> bool {
        let of_persons = matches!(self.counts, Counts::Child | Counts::Worker | Counts::Family);
        (self.kind != Kind::Count || of_persons) && self.interval.has(breakdown, category)
    }

    /// The same indicator as the nation counts it, where that is not what its authorities count together.
    pub fn for_the_nation(&self) -> Option<Self> {
        let besides = self.nationally.as_ref()?;
        let among = match &self.among {
            Some(among) => Formula { expr: among.expr.clone().and(besides.expr.clone()), ..among.clone() },
            None => besides.clone(),
        };
        Some(Self { among: Some(among), ..self.clone() })
    }

    /// The indicator whose number it is divided by, if it is.
    pub fn against_indicator(&self) -> Option<&str> {
        match &self.against.as_ref()?.what {
            Denominator::Indicator(id) => Some(id),
            Denominator::Population => None,
        }
    }
}

/// What a ratio's sum is divided by.
#[derive(Clone, Debug)]
pub struct Over {
    /// The column that is summed.
    pub column: Box<str>,
    /// The value is sum / sum x this.
    pub per: u32,
}

/// What a rate's number is divided by.
#[derive(Clone, Debug)]
pub struct Against {
    /// Whose number.
    pub what: Denominator,
    /// The value is numerator / denominator x this.
    pub per: u32,
}

/// The denominator of a rate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Denominator {
    /// The estimate of the under-18 population on 30 June inside the reporting year.
    Population,
    /// What another indicator counts at the same place and in the same period.
    Indicator(Box<str>),
}

/// A column of the row set by which an indicator is broken down.
#[derive(Clone, Debug)]
pub struct Breakdown {
    /// The column's name.
    pub column: Box<str>,
    /// The code list its values come from, which gives labels and the categories that may be zero.
    pub list: Option<Box<str>>,
    /// Whether a row has several of its codes and counts under each: categories do not add up to the total.
    pub several: bool,
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
    /// The day on which it is asked; the period's last, where the example does not say.
    pub as_at: Date,
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
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Expected {
    /// What was counted.
    pub numerator: Option<f64>,
    /// What it is out of.
    pub denominator: Option<f64>,
    /// The value, to within 0.05.
    pub value: Option<f64>,
    /// The codes of what is to be noted, separated by a space.
    pub notes: Option<Box<str>>,
}
