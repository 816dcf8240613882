//! `[disclosure]` of `collection.toml`: how a collection protects those whom its figures count.

use std::collections::BTreeMap;

use super::identity::{Identity, Term};
use crate::domain::{GeographyLevel, PeriodKind};

/// What an indicator counts: its disclosure class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Counts {
    /// Children and young people.
    Child,
    /// Members of the workforce.
    Worker,
    /// Families.
    Family,
    /// Registered services.
    Service,
    /// Notices, concerns, contacts: events that are not persons.
    Notice,
    /// Local authorities.
    Authority,
}

impl Counts {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Child, Self::Worker, Self::Family, Self::Service, Self::Notice, Self::Authority];

    /// The word that definitions use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Child => "child",
            Self::Worker => "worker",
            Self::Family => "family",
            Self::Service => "service",
            Self::Notice => "notice",
            Self::Authority => "authority",
        }
    }

    /// The one that is written so.
    pub fn of(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|counts| counts.as_str() == text)
    }
}

/// How a collection protects those whom its figures count.
#[derive(Clone, Debug, Default)]
pub struct Disclosure {
    /// By what is counted. The loader refuses an indicator whose class has none.
    pub policies: BTreeMap<Counts, Policy>,
    /// Categories that are never printed apart.
    pub apart: Vec<Apart>,
    /// Figures that are withheld whatever their numbers.
    pub withheld: Vec<Withheld>,
    /// Attributes that no indicator may cross: held when the definitions are loaded.
    pub never_crossed: Vec<Crossing>,
    /// What anybody may know about how published counts hang together, beside the sums that every table has: places
    /// add up to those above them, categories to their total, a numerator and the rest to the denominator.
    pub identities: Vec<Identity>,
}

impl Disclosure {
    /// How figures that count this are protected.
    pub fn policy(&self, counts: Counts) -> Option<&Policy> {
        self.policies.get(&counts)
    }

    /// The categories with which this one is hidden at this level, where it is.
    pub fn apart(&self, breakdown: &str, category: &str, level: GeographyLevel) -> Option<&Apart> {
        self.apart.iter().find(|apart| apart.hides(breakdown, category, level))
    }
}

/// How figures that count one kind of thing are protected.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    /// What is done to counts.
    pub method: Method,
    /// The range (inclusive) in which a count is protected: what was counted, what it is out of, and what is between
    /// the two. None: no count is too small.
    pub small: Option<(u32, u32)>,
    /// Whether 0 is protected too.
    pub zeros: bool,
    /// The least denominator with which a percentage, ratio or rate of counts is shown. Populations are no such counts.
    pub least_denominator: u32,
    /// The least number of observations with which a mean or median is shown.
    pub least_median: u32,
    /// The least number of observations with which a 90th percentile is shown.
    pub least_p90: u32,
    /// A rate of fewer events than this is marked as of low reliability.
    pub reliable_from: u32,
    /// To what multiple means and quantiles are rounded, by the unit they are measured in: one person's value is not to
    /// be read off. The loader refuses an indicator of observations whose unit has none here.
    pub quantile_step: BTreeMap<Box<str>, f64>,
    /// The least number of integers that each protected count must be able to be, for all that is published: at least
    /// [`Policy::LEAST_WIDTH`].
    pub width: u32,
    /// What is published for regions, health boards and authorities.
    pub below_nation: BelowNation,
}

impl Policy {
    /// The least number of integers that any policy may leave for a protected count.
    pub const LEAST_WIDTH: u32 = 3;

    /// The least denominator, where a policy does not say. (`../shared/domain/indicators.md`, traps: as the two below.)
    pub const LEAST_DENOMINATOR: u32 = 10;

    /// The least number of observations of a mean or median, where a policy does not say.
    pub const LEAST_MEDIAN: u32 = 10;

    /// The least number of observations of a 90th percentile, where a policy does not say.
    pub const LEAST_P90: u32 = 36;

    /// The least events of a reliable rate, where a policy does not say: the Office for National Statistics marks rates of
    /// fewer than 20.
    pub const RELIABLE_FROM: u32 = 20;

    /// The policy of what is published as it is, for every place: counts that are nobody's secret, or were protected by
    /// whoever published them first.
    pub fn open() -> Self {
        Self {
            method: Method::Open,
            small: None,
            zeros: false,
            least_denominator: 0,
            least_median: 0,
            least_p90: 0,
            reliable_from: 0,
            quantile_step: BTreeMap::new(),
            width: Self::LEAST_WIDTH,
            below_nation: BelowNation::all(Below::Breakdowns),
        }
    }

    /// The base to which counts are rounded, where they are.
    pub const fn base(&self) -> Option<u32> {
        match self.method {
            Method::Round { base } => Some(base),
            Method::Suppress | Method::Open => None,
        }
    }

    /// Whether a count is one that is protected for its size.
    pub fn protects(&self, count: f64) -> bool {
        let small = |(least, most): (u32, u32)| (f64::from(least)..=f64::from(most)).contains(&count);
        self.small.is_some_and(small) || self.zeros && count == 0.0
    }
}

/// What is done to counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Every count goes to the multiple of the base below or above it, so that sums stay sums.
    Round {
        /// The base: 5.
        base: u32,
    },
    /// Protected counts are withheld, and as many others as it takes that none can be worked out.
    Suppress,
    /// Nothing: they are shown as they are.
    Open,
}

impl Method {
    /// The words that definitions use.
    pub const WORDS: [&'static str; 3] = ["round", "suppress", "open"];

    /// The word that definitions use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Round { .. } => "round",
            Self::Suppress => "suppress",
            Self::Open => "open",
        }
    }
}

/// What is published below the nation, by the kind of period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BelowNation {
    /// Of years.
    pub year: Below,
    /// Of quarters.
    pub quarter: Below,
    /// Of months.
    pub month: Below,
}

impl BelowNation {
    /// The same for every kind of period.
    pub const fn all(below: Below) -> Self {
        Self { year: below, quarter: below, month: below }
    }

    /// What is published of periods of this kind.
    pub const fn of(self, kind: PeriodKind) -> Below {
        match kind {
            PeriodKind::Year => self.year,
            PeriodKind::Quarter => self.quarter,
            PeriodKind::Month => self.month,
        }
    }
}

/// What is published below the nation of periods of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Below {
    /// Nothing.
    None,
    /// Totals only.
    Totals,
    /// Totals and their breakdowns.
    Breakdowns,
}

impl Below {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::None, Self::Totals, Self::Breakdowns];

    /// The word that definitions use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Totals => "totals",
            Self::Breakdowns => "breakdowns",
        }
    }

    /// The one that is written so.
    pub fn of(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|below| below.as_str() == text)
    }

    /// Whether a figure is published there: that of a breakdown's category, or a total (an empty `breakdown`).
    pub const fn shows(self, breakdown: &str) -> bool {
        match self {
            Self::None => false,
            Self::Totals => breakdown.is_empty(),
            Self::Breakdowns => true,
        }
    }
}

/// Categories that are never printed apart, from a level down: they stay in the total. Two at least, since one alone is
/// what the others leave of the total. The cell of each is hidden and protected, whatever its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Apart {
    /// Its id: `secure_home`.
    pub id: Box<str>,
    /// Why, in English (other languages: word `disclosure.<id>.why`).
    pub why: Box<str>,
    /// The breakdown, of whatever indicator has it.
    pub breakdown: Box<str>,
    /// Its categories.
    pub categories: Vec<Box<str>>,
    /// The highest level at which this holds.
    pub level: GeographyLevel,
}

impl Apart {
    /// Whether the cell of this category at this level is hidden by this.
    pub fn hides(&self, breakdown: &str, category: &str, level: GeographyLevel) -> bool {
        level >= self.level && *self.breakdown == *breakdown && self.categories.iter().any(|one| **one == *category)
    }
}

/// Figures that are withheld, from a level down, whatever their numbers: all, or those of places with too small a
/// group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withheld {
    /// Its id: `few_services`.
    pub id: Box<str>,
    /// Why, in English (other languages: word `disclosure.<id>.why`).
    pub why: Box<str>,
    /// Indicators of which everything is withheld.
    pub indicators: Vec<Box<str>>,
    /// Breakdowns of which everything is withheld, whatever the indicator.
    pub breakdowns: Vec<Box<str>>,
    /// The highest level at which this holds.
    pub level: GeographyLevel,
    /// With what group they are shown all the same. None: with none.
    pub unless: Option<Group>,
}

impl Withheld {
    /// Whether this is about a figure: of this indicator, by this breakdown (empty for a total), at this level.
    pub fn is_about(&self, indicator: &str, breakdown: &str, level: GeographyLevel) -> bool {
        let names = |ids: &[Box<str>], id: &str| ids.iter().any(|one| **one == *id);
        level >= self.level && (names(&self.indicators, indicator) || names(&self.breakdowns, breakdown))
    }
}

/// The group in which those counted stand: how many there are at the same place, in the same period. Where `count` has
/// the figure's breakdown, of the same category; else all of them. Where there is no such number, the group is too
/// small.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// How many there are.
    pub count: Term,
    /// The least number that will do.
    pub least: u32,
    /// How many of them are affected: all of them will not do. None: that does not matter.
    pub affected: Option<Term>,
}

/// Attributes that are never crossed with one another: no figure tells of both at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crossing {
    /// Columns of row sets.
    pub columns: Vec<Box<str>>,
    /// Columns with which none of those may be crossed.
    pub with: Vec<Box<str>>,
}

/// Of which figures of an indicator none and all tell of everybody: 0% and 100%, or a whole row in one category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sensitive {
    /// Of none.
    Nothing,
    /// Of all.
    Everything,
    /// Of those by these breakdowns: that everybody at a place is in one category is protected.
    Breakdowns(Vec<Box<str>>),
}

impl Sensitive {
    /// Whether a figure by this breakdown (empty for a total) is sensitive.
    pub fn is(&self, breakdown: &str) -> bool {
        match self {
            Self::Nothing => false,
            Self::Everything => true,
            Self::Breakdowns(these) => these.iter().any(|one| **one == *breakdown),
        }
    }
}

/// What a count of a longer period (a year, a quarter) is of those of the shorter ones within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LongerPeriod {
    /// That of the last: a stock, counted on the same day.
    Last,
    /// Their sum: events, each in one of them.
    Sum,
    /// At least the greatest of them, at most their sum: subjects that may be counted in several, once in each.
    Between,
    /// At least their sum: cases that are told once their time is up, some of them in no shorter one.
    AtLeastSum,
}

impl LongerPeriod {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Last, Self::Sum, Self::Between, Self::AtLeastSum];

    /// The word that definitions use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Last => "last",
            Self::Sum => "sum",
            Self::Between => "between",
            Self::AtLeastSum => "at_least_sum",
        }
    }

    /// The one that is written so.
    pub fn of(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|longer| longer.as_str() == text)
    }
}
