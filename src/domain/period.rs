//! Reporting years (1 April to 31 March), and the quarters and months in them.

use std::fmt;
use std::str::FromStr;

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// A reporting year, 1 April to 31 March, written `2023-24`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Year(i16);

/// Why a piece of text is not a [`Year`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAYear;

impl fmt::Display for NotAYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a reporting year, like `2023-24`")
    }
}

impl std::error::Error for NotAYear {}

impl Year {
    /// The year that begins on 1 April `start`.
    pub fn starting(start: i16) -> Self {
        Self(start)
    }

    /// The calendar year in which it begins.
    pub fn start(self) -> i16 {
        self.0
    }

    /// 1 April.
    pub fn first_day(self) -> Date {
        date(self.0, 4, 1)
    }

    /// 31 March of the next calendar year.
    pub fn last_day(self) -> Date {
        date(self.0 + 1, 3, 31)
    }

    /// The year before.
    #[must_use]
    pub fn previous(self) -> Self {
        Self(self.0 - 1)
    }

    /// The year in which a day lies.
    pub fn of(day: Date) -> Self {
        Self(if day.month() >= 4 { day.year() } else { day.year() - 1 })
    }

    /// Reads the forms in which returns write a year: `2023-24`, `2023/24`, `2023-2024`, `202324`, `20232024`.
    pub fn from_any_form(text: &str) -> Option<Self> {
        let digits: String = text.chars().filter(|c| !matches!(c, '-' | '/' | '–' | '_' | ' ')).collect();
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let start: i16 = digits.get(..4)?.parse().ok()?;
        let end: i16 = digits.get(4..)?.parse().ok()?;
        let follows = match digits.len() {
            6 => end == (start + 1) % 100,
            8 => end == start + 1,
            _ => false,
        };
        (follows && (1900..9000).contains(&start)).then_some(Self(start))
    }

    /// Reads a year of four digits as the calendar year in which the reporting year ends: `2025` is 2024-25.
    pub fn from_its_end(text: &str) -> Option<Self> {
        let four = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        let end: i16 = text.parse().ok().filter(|_| four)?;
        (1901..9001).contains(&end).then_some(Self(end - 1))
    }
}

impl FromStr for Year {
    type Err = NotAYear;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let shaped = text.len() == 7 && text.as_bytes().get(4) == Some(&b'-');
        if shaped { Self::from_any_form(text).ok_or(NotAYear) } else { Err(NotAYear) }
    }
}

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}", self.0, (self.0 + 1) % 100)
    }
}

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PeriodKind {
    /// A reporting year.
    Year,
    /// Three months; the first quarter is April to June.
    Quarter,
    /// A calendar month.
    Month,
}

impl PeriodKind {
    /// `year`, `quarter` or `month`, as definitions and data files write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Quarter => "quarter",
            Self::Month => "month",
        }
    }

    /// The kind that is written so.
    pub fn of(text: &str) -> Option<Self> {
        [Self::Year, Self::Quarter, Self::Month].into_iter().find(|kind| kind.as_str() == text)
    }
}

/// A year, a quarter or a month, written `2023-24`, `2023-24 Q1` or `2024-03`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    year: Year,
    kind: PeriodKind,
    /// The quarter (1 to 4), the month counted from April (1 to 12), or 0 for the year.
    number: i8,
}

/// Why a piece of text is not a [`Period`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAPeriod;

impl fmt::Display for NotAPeriod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a year, quarter or month, like `2023-24`, `2023-24 Q1` or `2024-03`")
    }
}

impl std::error::Error for NotAPeriod {}

impl Period {
    /// A whole year.
    pub fn whole(year: Year) -> Self {
        Self { year, kind: PeriodKind::Year, number: 0 }
    }

    /// The periods of one kind in a year, in order.
    pub fn all_in(year: Year, kind: PeriodKind) -> Vec<Self> {
        let numbers = match kind {
            PeriodKind::Year => 0..=0,
            PeriodKind::Quarter => 1..=4,
            PeriodKind::Month => 1..=12,
        };
        numbers.map(|number| Self { year, kind, number }).collect()
    }

    /// The reporting year in which it lies.
    pub fn year(self) -> Year {
        self.year
    }

    /// Year, quarter or month.
    pub const fn kind(self) -> PeriodKind {
        self.kind
    }

    /// The quarter, 1 to 4, if it is one.
    pub fn quarter(self) -> Option<i8> {
        (self.kind == PeriodKind::Quarter).then_some(self.number)
    }

    /// Its first day.
    pub fn first_day(self) -> Date {
        match self.kind {
            PeriodKind::Year => self.year.first_day(),
            PeriodKind::Quarter => self.year.first_day() + (i32::from(self.number - 1) * 3).months(),
            PeriodKind::Month => self.year.first_day() + i32::from(self.number - 1).months(),
        }
    }

    /// Its last day: the as-at date of whatever is counted on one day.
    pub fn last_day(self) -> Date {
        let months = match self.kind {
            PeriodKind::Year => 12,
            PeriodKind::Quarter => 3,
            PeriodKind::Month => 1,
        };
        self.first_day() + months.months() - 1.day()
    }

    /// D of `indicators.md`: the day on which, or up to which, it is counted. For a period that is still going on
    /// `as_at`, the last month's end before; None where it had none yet.
    pub fn counted_to(self, as_at: Date) -> Option<Date> {
        if self.last_day() <= as_at {
            return Some(self.last_day());
        }
        let month_end = if as_at.tomorrow().is_ok_and(|next| next.day() == 1) {
            as_at
        } else {
            as_at.first_of_month().yesterday().ok()?
        };
        (month_end >= self.first_day()).then_some(month_end)
    }

    /// The period of its kind before it.
    #[must_use]
    pub fn previous(self) -> Self {
        let last = match self.kind {
            PeriodKind::Year => return self.year_earlier(),
            PeriodKind::Quarter => 4,
            PeriodKind::Month => 12,
        };
        match self.number {
            1 => Self { number: last, ..self.year_earlier() },
            number => Self { number: number - 1, ..self },
        }
    }

    /// The same period a year earlier.
    #[must_use]
    pub fn year_earlier(self) -> Self {
        Self { year: self.year.previous(), ..self }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            PeriodKind::Year => write!(f, "{}", self.year),
            PeriodKind::Quarter => write!(f, "{} Q{}", self.year, self.number),
            PeriodKind::Month => {
                let first = self.first_day();
                write!(f, "{:04}-{:02}", first.year(), first.month())
            }
        }
    }
}

impl FromStr for Period {
    type Err = NotAPeriod;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Some((year, quarter)) = text.split_once(" Q") {
            let year = year.parse().map_err(|_| NotAPeriod)?;
            let number = quarter.parse().ok().filter(|n| (1..=4).contains(n)).ok_or(NotAPeriod)?;
            return Ok(Self { year, kind: PeriodKind::Quarter, number });
        }
        if let Ok(year) = text.parse() {
            // `2019-20` is a year; `2020-01` is not one, because 01 does not follow 2020.
            return Ok(Self::whole(year));
        }
        let (year, month) = text.split_once('-').filter(|_| text.len() == 7).ok_or(NotAPeriod)?;
        let first = Date::new(year.parse().map_err(|_| NotAPeriod)?, month.parse().map_err(|_| NotAPeriod)?, 1)
            .map_err(|_| NotAPeriod)?;
        // The first month of a year is April.
        let number = (first.month() + 8) % 12 + 1;
        Ok(Self { year: Year::of(first), kind: PeriodKind::Month, number })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_read_as_they_are_written() {
        let year = Year::starting(2023);
        for kind in [PeriodKind::Year, PeriodKind::Quarter, PeriodKind::Month] {
            for period in Period::all_in(year, kind) {
                assert_eq!(period.to_string().parse(), Ok(period));
            }
        }
    }

    #[test]
    fn the_last_quarter_and_month_end_with_the_year() {
        let year = Year::starting(2023);
        for kind in [PeriodKind::Year, PeriodKind::Quarter, PeriodKind::Month] {
            assert_eq!(Period::all_in(year, kind).last().map(|p| p.last_day()), Some(date(2024, 3, 31)));
        }
    }

    #[test]
    fn an_open_period_is_counted_to_the_last_months_end() {
        let (year, quarters) = (Year::starting(2023), Period::all_in(Year::starting(2023), PeriodKind::Quarter));
        let whole = Period::whole(year);
        assert_eq!(whole.counted_to(date(2024, 3, 31)), Some(date(2024, 3, 31)));
        assert_eq!(whole.counted_to(date(2024, 3, 30)), Some(date(2024, 2, 29)));
        assert_eq!(whole.counted_to(date(2024, 2, 29)), Some(date(2024, 2, 29)));
        assert_eq!(whole.counted_to(date(2023, 4, 29)), None);
        assert_eq!(quarters[2].counted_to(date(2023, 12, 15)), Some(date(2023, 11, 30)));
        assert_eq!(quarters[3].counted_to(date(2023, 12, 15)), None);
        assert_eq!(quarters[0].counted_to(date(2023, 12, 15)), Some(date(2023, 6, 30)));
    }

    #[test]
    fn the_period_before_the_first_of_a_year_is_the_last_of_the_year_before() {
        for kind in [PeriodKind::Year, PeriodKind::Quarter, PeriodKind::Month] {
            let both: Vec<Period> =
                [2022, 2023].into_iter().flat_map(|y| Period::all_in(Year::starting(y), kind)).collect();
            assert!(both.windows(2).all(|pair| pair[1].previous() == pair[0]));
        }
    }

    #[test]
    fn a_year_has_one_form_of_its_own_and_several_in_returns() {
        for form in ["2013-14", "2013/14", "201314", "2013-2014", "20132014"] {
            assert_eq!(Year::from_any_form(form), Some(Year::starting(2013)), "{form}");
        }
        for wrong in ["2013", "2013-15", "13-14", "2013-1", "", "20131401"] {
            assert_eq!(Year::from_any_form(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_year_may_be_named_by_its_end() {
        assert_eq!(Year::from_its_end("2025"), Some(Year::starting(2024)));
        for wrong in ["2024-25", "202425", "25", "+202", "1900", ""] {
            assert_eq!(Year::from_its_end(wrong), None, "{wrong}");
        }
    }
}
