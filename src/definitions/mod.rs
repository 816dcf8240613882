//! Everything that statisticians decide: a collection's folder under `pipelines/`, read and checked whole.
//!
//! If a [`Definitions`] exists it is usable: every reference in it resolves, every formula is compiled, every text
//! stands in every language. All mistakes in all files are reported at once.

pub mod formula;

mod claims;
mod codes;
mod collection;
mod dates;
mod dialect;
mod disclosure;
mod edits;
mod example;
mod explained;
mod forms;
mod identity;
mod indicators;
mod inspections;
mod linkage;
mod loader;
mod nearest;
mod question;
mod reference;
mod report;
mod returns;
mod sentences;
mod words;
mod working_days;

pub use claims::{Claim, ClaimedNumber, Said};
pub use codes::{Code, CodeList, Match, fold, key};
pub use collection::{Collection, Gate, Gates, HeadlineBasis, HeadlinePolicy};
pub use dates::DateForm;
pub use dialect::{Delimiter, Dialect, Encoded, NotADelimiter, Quote};
pub use disclosure::{
    Apart, Below, BelowNation, Counts, Crossing, Disclosure, Group, LongerPeriod, Method, Policy, Sensitive, Withheld,
};
pub use example::{Cell, ExampleTable};
pub use explained::Explained;
pub use forms::Form;
pub use identity::{Identity, Relation, Term};
pub use indicators::{
    Against, Breakdown, CountsAt, Denominator, EVENT, Expected, Indicator, IndicatorExample, Intervals, Occurs, Over,
    RowSet,
};
pub use inspections::{Inspections, Keyword, Phrase, ReportWords, folded_words};
pub use linkage::{Confidence, Linkage, Side, Transfer, Way};
pub use question::{CHOICES, QUESTIONS};
pub use reference::{Authority, Place, Reference, TextTable, Validity};
pub use report::{Chapter, Chart, ChartShape, Headline, Item, MOST_LINES, Report, Table, TableRows, Tile};
pub use returns::{
    Check, Demand, Derived, DueDate, Field, FieldKind, Given, Join, Most, Privacy, Return, RowsOf, Rule, RuleExample,
    Scalar, SubmitterKind, Target, Whose, YearOf,
};
pub use words::{Say, Stale, Status, Word, Words};
pub use working_days::WorkingDays;

use std::collections::BTreeMap;

use crate::domain::{Submitter, Year};

/// A collection's definitions, complete and consistent. Immutable.
#[derive(Clone, Debug)]
pub struct Definitions {
    /// The collection itself: years, places, gates, disclosure policy, languages.
    pub collection: Collection,
    /// Code lists by id.
    pub codes: BTreeMap<Box<str>, CodeList>,
    /// Returns by id.
    pub returns: BTreeMap<Box<str>, Return>,
    /// How senders write their files, where that is declared.
    pub dialects: Vec<Dialect>,
    /// Row sets by id.
    pub row_sets: BTreeMap<Box<str>, RowSet>,
    /// Indicators, in the order of their files' names and their place in them.
    pub indicators: Vec<Indicator>,
    /// How persons are known again in other authorities' returns, where the collection says so.
    pub linkage: Option<Linkage>,
    /// The overview: chapters in order.
    pub report: Report,
    /// How the reports of authorities' inspections are read, where the collection says so.
    pub inspections: Option<Inspections>,
    /// Findings that a submitter has explained, in the order of the file.
    pub explained: Vec<Explained>,
    /// Every text in every language.
    pub words: Words,
    /// Authorities, regions, populations and whatever else row sets may read.
    pub reference: Reference,
    /// A digest (64 hexadecimal digits) of every file that was read: part of what a release is made from.
    pub digest: String,
}

impl Definitions {
    /// The indicator with this id, in its latest version.
    pub fn indicator(&self, id: &str) -> Option<&Indicator> {
        let versions = self.indicators.iter().filter(|indicator| &*indicator.id == id);
        versions.max_by_key(|indicator| indicator.version)
    }

    /// How such a file is declared to be written: the most closely aimed declaration. Of a file whose year is not
    /// known, the latest.
    pub fn dialect(&self, return_id: &str, submitter: Option<&Submitter>, year: Option<Year>) -> Option<&Dialect> {
        let national = self.returns.get(return_id).is_some_and(|of| of.submitter == SubmitterKind::National);
        let submitter = if national { Some(&Submitter::National) } else { submitter };
        let about = self.dialects.iter().filter(|dialect| dialect.is_about(return_id, submitter, year));
        about.max_by_key(|dialect| (dialect.specificity(), dialect.since))
    }

    /// Everybody who sends a return, in the official order.
    pub fn senders(&self, return_: &Return) -> Vec<Submitter> {
        match return_.submitter {
            SubmitterKind::National => vec![Submitter::National],
            SubmitterKind::Authority => {
                let authorities = self.reference.authorities.iter();
                authorities.map(|authority| Submitter::Authority(authority.code.clone())).collect()
            }
        }
    }

    /// The years of which a return is taken, in order and without gaps: the collection's, and those before it that the
    /// return asks for.
    pub fn years_of(&self, return_: &Return) -> Vec<Year> {
        let years = &self.collection.years;
        let (Some(first), Some(since)) = (years.first(), return_.since) else { return years.clone() };
        let before = std::iter::successors(Some(first.previous()), |year| Some(year.previous()));
        let mut all: Vec<Year> = before.take_while(|year| *year >= since).collect();
        all.reverse();
        all.extend(years);
        all
    }

    /// Whether a row set reads a return that authorities send; else all it reads is national.
    pub fn reads_authorities(&self, row_set: &RowSet) -> bool {
        let read = row_set.returns.iter().filter_map(|id| self.returns.get(id));
        read.into_iter().any(|return_| return_.submitter == SubmitterKind::Authority)
    }
}
