//! The three reporting years, counted in days since 1970.

use crate::domain::{Date, Year, date_of_days, days_of_date};

/// The years that the sample covers.
pub(super) const YEARS: [i16; 3] = [2021, 2022, 2023];

/// From a first to a last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    /// Its first day.
    pub(super) first: i32,
    /// Its last day.
    pub(super) last: i32,
}

impl Span {
    /// The days of a reporting year.
    pub(super) fn of_year(start: i16) -> Self {
        let year = Year::starting(start);
        Self { first: days_of_date(year.first_day()), last: days_of_date(year.last_day()) }
    }

    /// The part of it in another span; empty (last before first) where there is none.
    pub(super) fn within(self, first: i32, last: i32) -> Self {
        Self { first: self.first.max(first), last: self.last.min(last) }
    }
}

/// The years, worked out once.
#[derive(Clone, Copy, Debug)]
pub(super) struct Calendar {
    years: [Span; 3],
}

impl Calendar {
    /// The calendar.
    pub(super) fn new() -> Self {
        Self { years: YEARS.map(Span::of_year) }
    }

    /// Cohort 1, 2 or 3: that year; 0: the long time before; 4: the long time after.
    pub(super) fn cohort(&self, number: u32) -> Span {
        let [one, two, three] = self.years;
        match number {
            0 => Span { first: one.first - 18 * 366, last: one.first - 1 },
            1 => one,
            2 => two,
            3 => three,
            _ => Span { first: three.last + 1, last: three.last + 18 * 366 },
        }
    }

    /// The years in order, each with its number from 1.
    pub(super) fn years(&self) -> impl Iterator<Item = (u32, Span)> {
        (1..).zip(self.years)
    }

    /// 31 March 2024.
    pub(super) fn last(&self) -> i32 {
        self.cohort(3).last
    }

    /// The day itself, or the next one where it is a 1 April: nothing ends on a 1 April, so that whoever counts
    /// episodes that touch a year and whoever counts nights in it count the same.
    pub(super) fn off_april(&self, day: i32) -> i32 {
        if self.years.iter().any(|year| year.first == day) { day + 1 } else { day }
    }
}

/// Days in so many years, about.
pub(super) const fn years(number: i32) -> i32 {
    number * 1461 / 4
}

/// The birthday at which someone born on a day reaches an age.
pub(super) fn birthday(birth: i32, age: i16) -> i32 {
    let Some(born) = date_of_days(birth) else { return birth };
    let day = |day| Date::new(born.year() + age, born.month(), day).ok().map(days_of_date);
    day(born.day()).or_else(|| day(28)).unwrap_or(birth)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parse_iso_date;

    #[test]
    fn a_leap_day_birthday_falls_on_28_february() {
        let day = |text| days_of_date(parse_iso_date(text).unwrap());
        assert_eq!(birthday(day("2004-02-29"), 18), day("2022-02-28"));
        assert_eq!(birthday(day("2004-02-29"), 16), day("2020-02-29"));
        assert_eq!(birthday(day("2005-06-30"), 16), day("2021-06-30"));
    }
}
