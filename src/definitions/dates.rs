//! Days, quarters and ranks as a language writes them: its fixed texts say how, this fills them in.

use super::words::{Say, Words};
use crate::domain::{Date, Language};

/// How much of a day is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateForm {
    /// `Monday, 31 March 2025`.
    Full,
    /// `31 March 2025`.
    Long,
    /// `31 Mar 2025`, for axes and narrow columns.
    Medium,
    /// `31/03/25`.
    Short,
}

impl Words {
    /// A day, after CLDR’s patterns of the language.
    pub fn date(&self, language: &Language, date: Date, form: DateForm) -> String {
        let say = |key: &str| self.say(language, key, &[]);
        let (day, year) = (date.day().to_string(), date.year().to_string());
        match form {
            DateForm::Full => {
                let weekday = say(&format!("weekday-{}", date.weekday().to_monday_one_offset()));
                let date = self.date(language, date, DateForm::Long);
                self.say(language, "date-full", &[("weekday", Say::Text(&weekday)), ("date", Say::Text(&date))])
            }
            DateForm::Long => self.dated(language, "date", (&day, &say(&format!("month-{}", date.month())), &year)),
            DateForm::Medium => {
                self.dated(language, "date", (&day, &say(&format!("month-short-{}", date.month())), &year))
            }
            DateForm::Short => {
                let (day, month) = (format!("{:02}", date.day()), format!("{:02}", date.month()));
                let year = format!("{:02}", date.year().rem_euclid(100));
                self.dated(language, "date-short", (&day, &month, &year))
            }
        }
    }

    fn dated(&self, language: &Language, key: &str, (day, month, year): (&str, &str, &str)) -> String {
        self.say(language, key, &[("day", Say::Text(day)), ("month", Say::Text(month)), ("year", Say::Text(year))])
    }

    /// The name of a quarter of a year, from 1 on: `2nd quarter`, `2il chwarter`.
    pub fn quarter(&self, language: &Language, quarter: u64) -> String {
        self.say(language, "quarter-name", &[("quarter", Say::Count(quarter))])
    }

    /// A rank: `3rd`, `3ydd`.
    pub fn ordinal(&self, language: &Language, rank: u64) -> String {
        self.say(language, "ordinal", &[("count", Say::Count(rank))])
    }
}
