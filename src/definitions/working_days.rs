//! Which days are working days: Monday to Friday, bank holidays left out.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::domain::{Date, date_of_days, days_of_date};

/// The working days of the years of which the bank holidays are known. Cheap to clone.
#[derive(Clone, Debug)]
pub struct WorkingDays {
    /// 1 January of the first year, in days since 1970.
    first: i32,
    /// For each day from then on, the working days from the first up to and including it.
    counted: Arc<[i64]>,
}

impl WorkingDays {
    /// From the bank holidays of whole years: all years from that of the earliest to that of the latest. None of none.
    pub fn of(holidays: &BTreeSet<Date>) -> Option<Self> {
        let (earliest, latest) = (holidays.first()?, holidays.last()?);
        let first = days_of_date(Date::new(earliest.year(), 1, 1).ok()?);
        let last = days_of_date(Date::new(latest.year(), 12, 31).ok()?);
        let mut so_far = 0;
        let counted = (first..=last).map(|day| {
            so_far += i64::from(is_weekday(day) && date_of_days(day).is_none_or(|day| !holidays.contains(&day)));
            so_far
        });
        Some(Self { first, counted: counted.collect() })
    }

    /// The working days from the beginning of the table up to and including a day (since 1970); None outside its years.
    pub fn up_to(&self, day: i32) -> Option<i64> {
        let at = usize::try_from(i64::from(day) - i64::from(self.first)).ok()?;
        self.counted.get(at).copied()
    }
}

/// Monday to Friday; 1 January 1970 was a Thursday.
fn is_weekday(day: i32) -> bool {
    (day + 3).rem_euclid(7) < 5
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::*;
    use crate::domain::parse_iso_date;

    /// Easter Sunday by Gauss, with the corrections that hold from 1900 to 2099.
    fn easter(year: i16) -> i32 {
        let (moon, four, seven) = (year % 19, year % 4, year % 7);
        let full = (19 * moon + 24) % 30;
        let after = (2 * four + 4 * seven + 6 * full + 5) % 7;
        let march = match (full, after) {
            (29, 6) => 50,
            (28, 6) if moon > 10 => 49,
            _ => 22 + full + after,
        };
        day(year, 3, 1) + i32::from(march) - 1
    }

    fn day(year: i16, month: i8, day: i8) -> i32 {
        days_of_date(Date::new(year, month, day).unwrap())
    }

    /// The first Monday from a day on.
    fn monday(from: i32) -> i32 {
        (from..from + 7).find(|day| (day + 3).rem_euclid(7) == 0).unwrap()
    }

    /// Holidays that fall on weekends are taken on the next days that are none.
    fn taken(fixed: &[i32]) -> Vec<i32> {
        let mut taken: Vec<i32> = fixed.iter().copied().filter(|day| is_weekday(*day)).collect();
        for lost in fixed.iter().filter(|day| !is_weekday(**day)) {
            let next = (*lost..lost + 7).find(|day| is_weekday(*day) && !taken.contains(day)).unwrap();
            taken.push(next);
        }
        taken
    }

    fn by_the_rules(year: i16) -> BTreeSet<i32> {
        let mut days = BTreeSet::from([easter(year) - 2, easter(year) + 1, monday(day(year, 8, 25))]);
        days.extend(taken(&[day(year, 1, 1)]));
        days.extend(taken(&[day(year, 12, 25), day(year, 12, 26)]));
        days.insert(if year == 2020 { day(year, 5, 8) } else { monday(day(year, 5, 1)) });
        match year {
            2012 => days.extend([day(year, 6, 4), day(year, 6, 5)]),
            2022 => days.extend([day(year, 6, 2), day(year, 6, 3), day(year, 9, 19)]),
            _ => days.extend([monday(day(year, 5, 25))]),
        }
        match year {
            2011 => days.extend([day(year, 4, 29)]),
            2023 => days.extend([day(year, 5, 8)]),
            _ => {}
        }
        days
    }

    fn table() -> BTreeSet<Date> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/reference/bank_holidays.csv");
        let mut reader = csv::Reader::from_path(path).unwrap();
        reader.records().map(|row| parse_iso_date(&row.unwrap()[0]).unwrap()).collect()
    }

    #[test]
    fn the_table_of_bank_holidays_follows_the_rules() {
        let table: BTreeSet<i32> = table().into_iter().map(days_of_date).collect();
        let rules: BTreeSet<i32> = (2010..=2030).flat_map(by_the_rules).collect();
        let differ: Vec<_> = table.symmetric_difference(&rules).map(|day| date_of_days(*day).unwrap()).collect();
        assert_eq!(differ, []);
        assert_eq!(table.len(), 21 * 8 + 5);
    }

    proptest! {
        #[test]
        fn working_days_are_those_that_a_calendar_counts(from in 0i32..1096, long in 0i32..1096) {
            let holidays = table();
            let known = WorkingDays::of(&holidays).unwrap();
            let (from, to) = (day(2022, 1, 1) + from, day(2022, 1, 1) + from + long);
            let works = |day: &i32| {
                let date = date_of_days(*day).unwrap();
                date.weekday().to_monday_zero_offset() < 5 && !holidays.contains(&date)
            };
            let counted = i64::try_from((from + 1..=to).filter(works).count()).unwrap();
            prop_assert_eq!(known.up_to(to).unwrap() - known.up_to(from).unwrap(), counted);
        }
    }
}
