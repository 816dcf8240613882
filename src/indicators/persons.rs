//! Counting persons: what the subjects that are one person's would count once too often.

use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::{
    BooleanChunked, Column, DataFrame, Expr, IntoLazy, JoinArgs, JoinType, NamedFrom, PolarsResult, Series,
    StringChunked, col,
};

use super::cells::{CATEGORY, Count, Places, Spot, by_category, looked_at, meets};
use crate::definitions::{Breakdown, Indicator};
use crate::linkage::Links;

/// Subjects that are linked, each with its person: the frame that row sets' rows are held against.
pub(super) struct Known {
    frame: DataFrame,
}

impl Known {
    /// Of all links; None where nobody is linked.
    pub(super) fn of(links: &Links) -> PolarsResult<Option<Self>> {
        let linked = || links.rows().iter().filter_map(|row| Some((row, row.person.as_deref()?)));
        let column = |name: &str, cells: Vec<&str>| -> Column { Series::new(name.into(), cells).into() };
        let columns = vec![
            column("authority", linked().map(|(row, _)| &*row.authority).collect()),
            column("subject", linked().map(|(row, _)| &*row.id).collect()),
            column(PERSON, linked().map(|(_, person)| person).collect()),
        ];
        let frame = DataFrame::new(linked().count(), columns)?;
        Ok((frame.height() > 0).then_some(Self { frame }))
    }
}

// Names that no row set yields.
const PERSON: &str = "_person";
const MEETS: &str = "_meets";

/// One subject at one spot, by its person.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Subject {
    person: Box<str>,
    authority: usize,
    id: Box<str>,
}

/// The linked subjects of one indicator, where they were counted, and whether they meet its condition.
#[derive(Clone, Debug, Default)]
pub(super) struct Persons {
    subjects: BTreeMap<Spot, BTreeMap<Subject, bool>>,
}

impl Persons {
    /// What is counted too much at a spot in some authorities together, where each person counts once.
    pub(super) fn surplus(&self, spot: &Spot, authorities: &[usize]) -> Count {
        let Some(subjects) = self.subjects.get(spot) else { return Count::default() };
        let inside = |subject: &Subject| authorities.contains(&subject.authority);
        let (mut all, mut meeting) = (Surplus::default(), Surplus::default());
        for (subject, meets) in subjects.iter().filter(|(subject, _)| inside(subject)) {
            all.add(&subject.person);
            if *meets {
                meeting.add(&subject.person);
            }
        }
        Count { numerator: meeting.number, denominator: all.number, ..Count::default() }
    }

    /// Adds a batch's rows.
    fn add(&mut self, rows: &DataFrame, breakdown: Option<&Breakdown>, places: &Places<'_>) -> PolarsResult<()> {
        let text = |name: &str| rows.column(name)?.str();
        let (period, category) = (text("period")?, text(CATEGORY)?);
        let (person, authority, id) = (text(PERSON)?, text("authority")?, text("subject")?);
        let meets: &BooleanChunked = rows.column(MEETS)?.bool()?;
        let cell = |of: &StringChunked, at: usize| -> Box<str> { of.get(at).unwrap_or_default().into() };
        for at in 0..rows.height() {
            let period = period.get(at).and_then(|period| period.parse().ok());
            let (Some(period), Some(authority)) = (period, authority.get(at).and_then(|code| places.at(code))) else {
                continue;
            };
            let breakdown = breakdown.map_or("", |breakdown| &*breakdown.column).into();
            let spot = Spot { period, breakdown, category: cell(category, at).into() };
            let subject = Subject { person: cell(person, at), authority, id: cell(id, at) };
            *self.subjects.entry(spot).or_default().entry(subject).or_default() |= meets.get(at) == Some(true);
        }
        Ok(())
    }
}

/// How many subjects there are beside the first of each person, who come one after the other.
#[derive(Default)]
struct Surplus<'a> {
    number: f64,
    met: BTreeSet<&'a str>,
}

impl<'a> Surplus<'a> {
    fn add(&mut self, person: &'a str) {
        if !self.met.insert(person) {
            self.number += 1.0;
        }
    }
}

/// Takes the linked subjects of a batch of a row set's rows, for all indicators that count persons besides.
pub(super) fn count(
    rows: &DataFrame,
    known: &Known,
    indicators: &[&Indicator],
    places: &Places<'_>,
    persons: &mut [Persons],
) -> PolarsResult<()> {
    if !indicators.iter().any(|indicator| indicator.linked) {
        return Ok(());
    }
    let on = || vec![col("authority"), col("subject")];
    let how = JoinArgs::new(JoinType::Inner);
    let linked = rows.clone().lazy().join(known.frame.clone().lazy(), on(), on(), how).collect()?;
    if linked.height() == 0 {
        return Ok(());
    }
    for (indicator, persons) in indicators.iter().zip(persons).filter(|(indicator, _)| indicator.linked) {
        for breakdown in std::iter::once(None).chain(indicator.breakdowns.iter().map(Some)) {
            persons.add(&selected(&linked, indicator, breakdown)?, breakdown, places)?;
        }
    }
    Ok(())
}

/// The linked rows that are looked at, each with its category, and whether it counts.
fn selected(linked: &DataFrame, indicator: &Indicator, breakdown: Option<&Breakdown>) -> PolarsResult<DataFrame> {
    let mut columns: Vec<Expr> = ["period", "authority", "subject", PERSON, CATEGORY].map(col).to_vec();
    columns.push(meets(indicator).alias(MEETS));
    by_category(linked, breakdown).filter(looked_at(indicator)).select(columns).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{Period, Year};

    fn spot() -> Spot {
        let period = Period::whole(Year::starting(2023));
        Spot { period, breakdown: "sex".into(), category: "male".into() }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn persons_are_those_of_the_authorities_that_are_in_and_never_more_than_their_records(
            subjects in proptest::collection::btree_map((0..6, 1..5usize), any::<bool>(), 0..16),
            left_out in 1..6usize,
        ) {
            let mut persons = Persons::default();
            let of_spot = persons.subjects.entry(spot()).or_default();
            for ((person, authority), meets) in &subjects {
                let subject = Subject {
                    person: format!("P{person}").into(),
                    authority: *authority,
                    id: format!("{person}-{authority}").into(),
                };
                of_spot.insert(subject, *meets);
            }
            let others: Vec<usize> = (1..5).filter(|at| *at != left_out).collect();
            let surplus = persons.surplus(&spot(), &others);

            let inside = || subjects.iter().filter(|((_, authority), _)| *authority != left_out);
            let number = |records: Vec<i32>| {
                let persons: BTreeSet<i32> = records.iter().copied().collect();
                (f64::from(u8::try_from(records.len()).unwrap()), f64::from(u8::try_from(persons.len()).unwrap()))
            };
            let (records, all) = number(inside().map(|((person, _), _)| *person).collect());
            let (meeting, met) = number(inside().filter(|(_, meets)| **meets).map(|((person, _), _)| *person).collect());
            let count = |numerator, denominator| Count { numerator, denominator, ..Count::default() };
            prop_assert_eq!(count(meeting, records).less(&surplus), count(met, all));
            prop_assert!(met <= all && met <= meeting && all <= records);
            prop_assert_eq!(Persons::default().surplus(&spot(), &[]), Count::default());
        }
    }
}
