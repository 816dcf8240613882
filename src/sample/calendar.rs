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

    /// The year in which a day lies, with its number from 1; nothing for a day outside them all.
    pub(super) fn year_of(&self, day: i32) -> Option<(u32, Span)> {
        self.years().find(|(_, year)| (year.first..=year.last).contains(&day))
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

/// A month of a year.
#[derive(Clone, Debug)]
pub(super) struct Month {
    /// Its year and number: `2024-03`.
    pub(super) name: String,
    /// Its days.
    pub(super) days: Span,
}

/// The twelve months of the year that bears a number (from 1), from April.
pub(super) fn months(number: u32) -> impl Iterator<Item = Month> {
    let place = usize::try_from(number).unwrap_or(1).saturating_sub(1);
    let start = YEARS.get(place).copied().unwrap_or_default();
    let first = move |months: i16| {
        let (year, month) = (start + (months + 3) / 12, (months + 3) % 12 + 1);
        let date = i8::try_from(month).ok().and_then(|month| Date::new(year, month, 1).ok());
        (format!("{year:04}-{month:02}"), date.map_or(0, days_of_date))
    };
    (0..12).map(move |place| {
        let (name, day) = first(place);
        Month { name, days: Span { first: day, last: first(place + 1).1 - 1 } }
    })
}

/// The day itself, or the Friday before where it is a Saturday or Sunday.
pub(super) fn weekday(day: i32) -> i32 {
    day.min(monday(day) + 4)
}

/// The Monday of the week in which a day lies.
pub(super) fn monday(day: i32) -> i32 {
    // 1 January 1970 was a Thursday.
    day - (day + 3).rem_euclid(7)
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
    fn a_year_has_its_months_from_april_without_a_gap() {
        let year = Calendar::new().cohort(3);
        let all: Vec<Month> = months(3).collect();
        assert_eq!((all[0].name.as_str(), all[11].name.as_str()), ("2023-04", "2024-03"));
        assert_eq!((all.len(), all[0].days.first, all[11].days.last), (12, year.first, year.last));
        assert!(all.windows(2).all(|pair| pair[0].days.last + 1 == pair[1].days.first));
    }

    #[test]
    fn nobody_meets_on_a_saturday_or_sunday() {
        let day = |text| days_of_date(parse_iso_date(text).unwrap());
        for (given, met) in [("2024-03-01", "2024-03-01"), ("2024-03-02", "2024-03-01"), ("2024-03-03", "2024-03-01")] {
            assert_eq!(weekday(day(given)), day(met));
        }
        assert_eq!([weekday(day("2024-03-04")), monday(day("2024-03-10"))], [day("2024-03-04"); 2]);
    }

    #[test]
    fn a_leap_day_birthday_falls_on_28_february() {
        let day = |text| days_of_date(parse_iso_date(text).unwrap());
        assert_eq!(birthday(day("2004-02-29"), 18), day("2022-02-28"));
        assert_eq!(birthday(day("2004-02-29"), 16), day("2020-02-29"));
        assert_eq!(birthday(day("2005-06-30"), 16), day("2021-06-30"));
    }
}
