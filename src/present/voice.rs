//! One language's way of saying things: numbers, days, periods, places, categories.

use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::definitions::{DateForm, Definitions, Say, Status};
use crate::disclosure::Protected;
use crate::domain::{Date, GeographyLevel, Kind, Language, NoteCode, Period, PeriodKind, Submitter, per_cent};

pub(crate) use crate::domain::{decimal, grouped};

/// Speaks one language about one collection.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Voice<'a> {
    pub(crate) definitions: &'a Definitions,
    pub(crate) language: &'a Language,
    pub(crate) used: &'a Used,
}

/// The texts of the definitions that have been said, by id.
pub(crate) type Used = RefCell<BTreeSet<Box<str>>>;

impl<'a> Voice<'a> {
    /// A text of the definitions.
    pub(crate) fn text<'b>(&'b self, id: &'b str) -> &'b str {
        self.used.borrow_mut().insert(id.into());
        self.definitions.words.text(self.language, id)
    }

    /// Of the texts said so far, how many there are, and how many of them no translator has read.
    pub(crate) fn drafts(&self) -> (usize, usize) {
        let used = self.used.borrow();
        let drafts = used.iter().filter(|id| self.definitions.words.status(self.language, id) == Status::Draft);
        (used.len(), drafts.count())
    }

    /// A fixed text.
    pub(crate) fn say(&self, key: &str) -> String {
        self.tell(key, &[])
    }

    /// A fixed text with something filled in; the name of the nation is at hand in every text.
    pub(crate) fn tell(&self, key: &str, args: &[(&str, Say<'_>)]) -> String {
        let id = format!("place.{}", self.definitions.collection.nation);
        let nation = self.definitions.words.text(self.language, &id);
        let all: Vec<(&str, Say<'_>)> = [("nation", Say::Text(nation))].iter().chain(args).copied().collect();
        self.definitions.words.say(self.language, key, &all)
    }

    /// A fixed text with texts filled in.
    pub(crate) fn tell_texts(&self, key: &str, args: &[(&str, &str)]) -> String {
        let args: Vec<(&str, Say<'_>)> = args.iter().map(|(name, text)| (*name, Say::Text(text))).collect();
        self.tell(key, &args)
    }

    /// A fixed text that chooses its form by `count` and prints `number`.
    pub(crate) fn tell_count(&self, key: &str, count: u64) -> String {
        let number = grouped(count);
        self.tell(key, &[("count", Say::Count(count)), ("number", Say::Text(&number))])
    }

    /// `31 March 2024`.
    pub(crate) fn date(&self, date: Date) -> String {
        self.definitions.words.date(self.language, date, DateForm::Long)
    }

    /// `2023-24`, `quarter 4 of 2023-24`, `March 2024`.
    pub(crate) fn period(&self, period: Period) -> String {
        match period.kind() {
            PeriodKind::Year => period.to_string(),
            PeriodKind::Quarter => self.quarter(period, "period-quarter"),
            PeriodKind::Month => {
                let first = period.first_day();
                let month = self.say(&format!("month-{}", first.month()));
                self.tell_texts("period-month", &[("month", &month), ("year", &first.year().to_string())])
            }
        }
    }

    /// `Q4`: a quarter for the axis of a chart.
    pub(crate) fn quarter_alone(&self, period: Period) -> String {
        self.quarter(period, "quarter-alone")
    }

    fn quarter(&self, period: Period, key: &str) -> String {
        let quarter = period.quarter().unwrap_or_default().to_string();
        self.tell_texts(key, &[("quarter", &quarter), ("year", &period.year().to_string())])
    }

    /// The name of a place.
    pub(crate) fn place(&self, level: GeographyLevel, code: &str) -> String {
        let reference = &self.definitions.reference;
        let names = match level {
            GeographyLevel::Nation => return self.text(&format!("place.{code}")).to_string(),
            GeographyLevel::Authority => {
                reference.authorities.iter().find(|a| a.code.as_str() == code).map(|authority| &authority.names)
            }
            GeographyLevel::Region => reference.regions.iter().find(|r| &*r.code == code).map(|region| &region.names),
            GeographyLevel::HealthBoard => {
                reference.health_boards.iter().find(|board| &*board.code == code).map(|board| &board.names)
            }
        };
        let name = names.and_then(|names| names.get(self.language).or_else(|| names.get(&Language::english())));
        name.map_or_else(|| self.text(&format!("place.{code}")).to_string(), ToString::to_string)
    }

    /// That something is in a place, the form its reference table stores: `in Cardiff`, `yng Nghaerdydd`. Where none is
    /// stored a fixed text is put round the name, one that changes no letter of it.
    pub(crate) fn place_in(&self, level: GeographyLevel, code: &str) -> String {
        let reference = &self.definitions.reference;
        let forms = match level {
            GeographyLevel::Nation => None,
            GeographyLevel::Authority => {
                reference.authorities.iter().find(|a| a.code.as_str() == code).map(|authority| &authority.within)
            }
            GeographyLevel::Region => reference.regions.iter().find(|r| &*r.code == code).map(|region| &region.within),
            GeographyLevel::HealthBoard => {
                reference.health_boards.iter().find(|board| &*board.code == code).map(|board| &board.within)
            }
        };
        let stored = match level {
            GeographyLevel::Nation => self.text(&format!("place.{code}.in")).to_string(),
            _ => forms.and_then(|forms| forms.get(self.language)).map(ToString::to_string).unwrap_or_default(),
        };
        if stored.is_empty() { self.tell_texts("place-in", &[("place", &self.place(level, code))]) } else { stored }
    }

    /// The name of whoever sends a return.
    pub(crate) fn submitter(&self, submitter: &Submitter) -> String {
        match submitter {
            Submitter::National => self.say("submitter-national"),
            Submitter::Authority(code) => self.place(GeographyLevel::Authority, code.as_str()),
        }
    }

    /// The label of a category of an indicator's breakdown.
    pub(crate) fn category(&self, indicator: &str, breakdown: &str, category: &str) -> String {
        let fixed = match category {
            "" => Some("category-total"),
            "not_given" => Some("category-not-given"),
            "true" => Some("yes"),
            "false" => Some("no"),
            _ => None,
        };
        if let Some(key) = fixed {
            return self.say(key);
        }
        let breakdowns = self.definitions.indicator(indicator).map_or(&[][..], |indicator| &indicator.breakdowns);
        let list = breakdowns.iter().find(|b| &*b.column == breakdown).and_then(|b| b.list.as_deref());
        let codes = list.and_then(|list| self.definitions.codes.get(list)).map_or(&[][..], |list| &list.codes);
        let labels = codes.iter().find(|code| &*code.code == category).map(|code| &code.labels);
        let label = labels.and_then(|labels| labels.get(self.language).or_else(|| labels.get(&Language::english())));
        label.map_or_else(|| category.to_string(), ToString::to_string)
    }

    /// The title of an indicator.
    pub(crate) fn title(&self, indicator: &str) -> String {
        self.text(&format!("indicator.{indicator}.title")).to_string()
    }

    /// The unit of an indicator's value, in words: `children`, `per cent`, `per 10,000`.
    pub(crate) fn unit(&self, unit: &str) -> String {
        if let Some(per) = unit.strip_prefix("per ").and_then(|per| per.parse().ok()) {
            return self.tell_texts("unit-per", &[("per", &grouped(per))]);
        }
        self.say(&format!("unit-{}", unit.replace(' ', "-")))
    }

    /// Several names in one sentence: `Cardiff, Powys and Conwy`.
    pub(crate) fn list(&self, names: &[String]) -> String {
        match names {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => self.tell_texts("list-and", &[("first", &first.join(", ")), ("last", last)]),
        }
    }

    /// The languages of the collection other than this one.
    pub(crate) fn others(&self) -> impl Iterator<Item = &'a Language> {
        let own = self.language;
        self.definitions.collection.languages.iter().filter(move |language| *language != own)
    }
}

/// A value of a kind as people read it: `7,200`, `8.6%`, `116.1`; `[c]` where it is withheld.
pub(crate) fn printed(value: &Protected, kind: Kind) -> String {
    match value {
        Protected::Shown { value, .. } => in_kind(*value, kind),
        Protected::Withheld(code) => bracketed(*code),
    }
}

/// `[c]`.
pub(crate) fn bracketed(code: NoteCode) -> String {
    code.in_brackets().to_string()
}

/// A number in the form of its kind: whole counts, one decimal else, a per cent sign for proportions.
pub(crate) fn in_kind(value: f64, kind: Kind) -> String {
    match kind {
        Kind::Count => decimal(value, 0),
        Kind::Sum if value.fract() == 0.0 => decimal(value, 0),
        Kind::Proportion => per_cent(value),
        Kind::Sum | Kind::Rate | Kind::Ratio | Kind::Mean | Kind::Median | Kind::P90 => decimal(value, 1),
    }
}

#[cfg(test)]
mod welsh;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proportions_bear_a_per_cent_sign_and_counts_no_decimals() {
        assert_eq!(in_kind(8.6, Kind::Proportion), "8.6%");
        assert_eq!(in_kind(116.149, Kind::Rate), "116.1");
        assert_eq!(in_kind(7200.0, Kind::Count), "7,200");
    }
}
