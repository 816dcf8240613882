//! Figures of years as the facts of data sets: one data set for each chapter of indicators, and one more for each of its
//! breakdowns. A total stands among its categories as a category of its own.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::definitions::Indicator;
use crate::disclosure::{Protected, SafeFigure};
use crate::domain::{GeographyLevel, Kind, NoteCode, PeriodKind};
use crate::present::Overview;
use crate::present::choice::out_of;
use crate::present::tidy::cells::{Cells as _, Csv};
use crate::present::tidy::row::join;

/// The columns of every data set, in order; that of its categories stands after the second.
pub(super) const FIXED: [&str; 5] = ["year", "area", "measure", "data", "note_codes"];
/// The code of all categories together.
pub(super) const TOTAL: &str = "total";
/// How `StatsWales` marks a total.
const IS_TOTAL: &str = "t";

/// A number of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Statistic {
    Value,
    Numerator,
    Denominator,
    Lower,
    Upper,
}

impl Statistic {
    const ALL: [Self; 5] = [Self::Value, Self::Numerator, Self::Denominator, Self::Lower, Self::Upper];

    /// The end of its measure's code, and of the key of its name.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Numerator => "numerator",
            Self::Denominator => "denominator",
            Self::Lower => "lower",
            Self::Upper => "upper",
        }
    }

    /// The number, where the figure's kind has it and it says more than its value.
    fn of(self, figure: &SafeFigure) -> Option<Protected> {
        match self {
            Self::Value => Some(figure.value),
            Self::Numerator => {
                let tells = !matches!(figure.kind, Kind::Count | Kind::Sum) && !figure.kind.observes();
                tells.then_some(figure.numerator)
            }
            Self::Denominator => out_of(figure),
            Self::Lower => figure.lower,
            Self::Upper => figure.upper,
        }
    }

    /// Whether those of parts add up to that of the whole.
    const fn adds_up(self, kind: Kind) -> bool {
        match self {
            Self::Value => matches!(kind, Kind::Count | Kind::Sum),
            Self::Numerator => matches!(kind, Kind::Proportion | Kind::Rate),
            Self::Denominator => matches!(kind, Kind::Proportion),
            Self::Lower | Self::Upper => false,
        }
    }
}

/// What is measured: an indicator's version and one of its numbers.
#[derive(Clone, Debug)]
pub(super) struct Measure<'a> {
    pub(super) code: String,
    pub(super) indicator: &'a Indicator,
    pub(super) statistic: Statistic,
    /// Whether any of its values is no whole number.
    pub(super) has_fraction: bool,
}

/// The facts of one data set, and the codes that they bear.
pub(super) struct Cube<'a> {
    pub(super) chapter: &'a str,
    /// What it is broken down by; empty where it is not.
    pub(super) breakdown: &'a str,
    /// The column of categories, where there is one: called like the breakdown, unless another column is.
    pub(super) column: Option<String>,
    pub(super) areas: BTreeSet<(GeographyLevel, &'a str)>,
    /// Each category, and an indicator that has it.
    pub(super) categories: BTreeMap<&'a str, &'a str>,
    /// In the order of the definitions' ids.
    pub(super) measures: Vec<Measure<'a>>,
    pub(super) csv: Csv,
}

/// Chapter and breakdown.
type Name<'a> = (&'a str, &'a str);

/// Every data set that has facts, by chapter and breakdown.
pub(super) fn gather<'a>(view: &Overview<'a>) -> BTreeMap<Name<'a>, Cube<'a>> {
    let mut sets = BTreeMap::new();
    let known: BTreeMap<(&str, u32), &'a Indicator> =
        view.definitions.indicators.iter().map(|one| ((&*one.id, one.version), one)).collect();
    let mut writing = Writing::default();
    let of_years = |figure: &&SafeFigure| figure.key.period.kind() == PeriodKind::Year;
    for figure in view.figures.figures().iter().filter(of_years) {
        let key = &figure.key;
        let Some(&indicator) = known.get(&(&*key.indicator, key.version)) else { continue };
        let latest = view.definitions.indicator(&indicator.id).is_some_and(|one| one.version == indicator.version);
        if key.breakdown.is_empty() {
            writing.fact(set(&mut sets, indicator, ""), indicator, latest, figure, "");
            for breakdown in &indicator.breakdowns {
                let set = set(&mut sets, indicator, &breakdown.column);
                writing.fact(set, indicator, latest, figure, TOTAL);
            }
        } else {
            writing.fact(set(&mut sets, indicator, &key.breakdown), indicator, latest, figure, &key.category);
        }
    }
    // A breakdown of which nothing is published but the total is none.
    sets.retain(|(_, breakdown), set: &mut Cube<'_>| breakdown.is_empty() || set.categories.len() > 1);
    sets
}

fn set<'s, 'a>(
    sets: &'s mut BTreeMap<Name<'a>, Cube<'a>>,
    indicator: &'a Indicator,
    breakdown: &'a str,
) -> &'s mut Cube<'a> {
    sets.entry((&indicator.chapter, breakdown)).or_insert_with(|| {
        let mut csv = Csv::default();
        let end = if FIXED.contains(&breakdown) { "_category" } else { "" };
        let column = (!breakdown.is_empty()).then(|| format!("{breakdown}{end}"));
        let [year, area, rest @ ..] = FIXED;
        csv.row([year, area].into_iter().chain(column.as_deref()).chain(rest));
        Cube {
            chapter: &indicator.chapter,
            breakdown,
            column,
            areas: BTreeSet::new(),
            categories: BTreeMap::new(),
            measures: Vec::new(),
            csv,
        }
    })
}

/// Writes facts; what it needs for that is made once.
#[derive(Default)]
struct Writing {
    year: String,
    codes: String,
}

impl Writing {
    fn fact<'a>(
        &mut self,
        set: &mut Cube<'a>,
        indicator: &'a Indicator,
        latest: bool,
        figure: &'a SafeFigure,
        category: &'a str,
    ) {
        let key = &figure.key;
        set.areas.insert((key.geography_level, &key.geography));
        if !category.is_empty() {
            set.categories.entry(category).or_insert(&indicator.id);
        }
        self.year.clear();
        let _written = write!(self.year, "{}", key.period);
        for statistic in Statistic::ALL {
            let Some(number) = statistic.of(figure) else { continue };
            let value = match number {
                Protected::Shown { value, .. } => Some(value),
                Protected::Withheld(_) => None,
            };
            self.note(figure, number, is_total(indicator, statistic, figure, category));
            let measure = set.measure(indicator, latest, statistic);
            let Some(measure) = set.measures.get_mut(measure) else { continue };
            measure.has_fraction |= value.is_some_and(|value| value.fract() != 0.0);
            set.csv.text(&self.year);
            set.csv.text(&key.geography);
            if !category.is_empty() {
                set.csv.text(category);
            }
            set.csv.text(&measure.code);
            set.csv.number(value);
            set.csv.text(&self.codes);
            set.csv.end_row();
        }
    }

    /// The codes of one number: why it is blank, or what stands beside it.
    fn note(&mut self, figure: &SafeFigure, number: Protected, is_total: bool) {
        let absent =
            |code: &NoteCode| matches!(code, NoteCode::Confidential | NoteCode::NotAvailable | NoteCode::NotApplicable);
        let why = match number {
            Protected::Withheld(code) => Some(code),
            Protected::Shown { .. } => None,
        };
        let beside = figure.note_codes.iter().copied().filter(|code| !absent(code) && why != Some(*code));
        join(&mut self.codes, why.into_iter().chain(beside));
        if is_total && why.is_none() {
            self.codes.push_str(if self.codes.is_empty() { "" } else { "," });
            self.codes.push_str(IS_TOTAL);
        }
    }
}

/// Whether a number is the sum of others in its data set: of its categories, or of its authorities.
fn is_total(indicator: &Indicator, statistic: Statistic, figure: &SafeFigure, category: &str) -> bool {
    let level = figure.key.geography_level;
    let of_categories = indicator.breakdowns.iter().any(|one| category == TOTAL && !one.several);
    let of_places = level != GeographyLevel::Authority
        && indicator.geographies.contains(&GeographyLevel::Authority)
        && !(level == GeographyLevel::Nation && indicator.nationally.is_some());
    statistic.adds_up(figure.kind) && (of_categories || of_places)
}

impl<'a> Cube<'a> {
    /// Where among the measures this one stands; facts of one indicator come together.
    fn measure(&mut self, indicator: &'a Indicator, latest: bool, statistic: Statistic) -> usize {
        let same = |one: &Measure<'_>| std::ptr::eq(one.indicator, indicator) && one.statistic == statistic;
        if let Some(back) = self.measures.iter().rev().take(Statistic::ALL.len()).position(same) {
            return self.measures.len() - 1 - back;
        }
        let mut code = indicator.id.to_string();
        if !latest {
            let _written = write!(code, "-v{}", indicator.version);
        }
        if statistic != Statistic::Value {
            code.push('-');
            code.push_str(statistic.as_str());
        }
        self.measures.push(Measure { code, indicator, statistic, has_fraction: false });
        self.measures.len() - 1
    }
}
