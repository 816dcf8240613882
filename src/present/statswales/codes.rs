//! What the codes of a data set mean, in every language: tables as `StatsWales` reads them.

use super::facts::{Cube, Measure, Statistic, TOTAL};
use crate::definitions::Definitions;
use crate::domain::{GeographyLevel, Kind, Language};
use crate::present::Overview;
use crate::present::tidy::cells::Csv;
use crate::present::voice::{Used, Voice};

/// One code of a table.
struct Coded {
    code: String,
    parent: String,
    /// In each language, description and note.
    said: Vec<(String, String)>,
    /// What stands in the table's columns of its own.
    own: Vec<String>,
}

/// A table in the making; codes are sorted as they come.
struct Making<'a> {
    definitions: &'a Definitions,
    codes: Vec<Coded>,
}

impl<'a> Making<'a> {
    fn begin(view: &Overview<'a>) -> Self {
        Self { definitions: view.definitions, codes: Vec::new() }
    }

    fn add(&mut self, code: &str, parent: &str, own: &[&str], say: impl Fn(&Voice<'_>) -> (String, String)) {
        let used = Used::default();
        let voice = |language: &'a Language| Voice { definitions: self.definitions, language, used: &used };
        let said = self.definitions.collection.languages.iter().map(|language| say(&voice(language))).collect();
        let own = own.iter().map(|cell| (*cell).to_owned()).collect();
        self.codes.push(Coded { code: code.to_owned(), parent: parent.to_owned(), said, own });
    }

    /// The bytes of the table. A description that another code has too says its code.
    fn finish(self, own: &[&str]) -> Vec<u8> {
        let mut csv = Csv::default();
        let head = ["refcode", "description", "lang", "hierarchy", "sort", "note"];
        csv.row(head.into_iter().chain(own.iter().copied()));
        for (sort, coded) in (1u32..).zip(&self.codes) {
            for (at, language) in self.definitions.collection.languages.iter().enumerate() {
                let Some((description, note)) = coded.said.get(at) else { continue };
                let alike = |other: &&Coded| other.said.get(at).is_some_and(|(said, _)| said == description);
                let described = match self.codes.iter().filter(alike).count() {
                    1 => description.clone(),
                    _ => format!("{description} ({})", coded.code),
                };
                let sort = sort.to_string();
                let cells = [&*coded.code, &described, language.as_str(), &coded.parent, &sort, note];
                csv.row(cells.into_iter().chain(coded.own.iter().map(|cell| &**cell)));
            }
        }
        csv.into_bytes()
    }
}

/// The places: the nation, its regions and health boards, and the authorities below their regions.
pub(super) fn areas(view: &Overview<'_>, set: &Cube<'_>) -> Vec<u8> {
    let mut making = Making::begin(view);
    let reference = &view.definitions.reference;
    let there = |level: GeographyLevel, code: &str| set.areas.contains(&(level, code));
    let nation = &*view.definitions.collection.nation;
    for &(level, code) in &set.areas {
        let authority = reference.authorities.iter().find(|one| one.code.as_str() == code);
        let region = authority.filter(|_| level == GeographyLevel::Authority).map_or("", |one| &*one.region);
        let parent = if there(GeographyLevel::Region, region) {
            region
        } else if level != GeographyLevel::Nation && there(GeographyLevel::Nation, nation) {
            nation
        } else {
            ""
        };
        making.add(code, parent, &[], |voice| {
            let name = voice.place(level, code);
            let name = if name.is_empty() { code.to_owned() } else { name };
            let region = level == GeographyLevel::Region;
            let name = if region { voice.tell_texts("statswales-region", &[("name", &name)]) } else { name };
            (name, String::new())
        });
    }
    making.finish(&[])
}

/// The categories, in the order of their code list, below their total.
pub(super) fn categories(view: &Overview<'_>, set: &Cube<'_>) -> Vec<u8> {
    let mut making = Making::begin(view);
    let order = |category: &str, indicator: &str| {
        let breakdowns = view.definitions.indicator(indicator).map_or(&[][..], |one| &one.breakdowns);
        let list = breakdowns.iter().find(|one| &*one.column == set.breakdown).and_then(|one| one.list.as_deref());
        let codes = list.and_then(|list| view.definitions.codes.get(list)).map_or(&[][..], |list| &list.codes);
        codes.iter().position(|code| &*code.code == category).unwrap_or(usize::MAX)
    };
    let mut sorted: Vec<(&str, &str)> = set.categories.iter().map(|(category, from)| (*category, *from)).collect();
    sorted.sort_by_key(|(category, from)| (*category != TOTAL, order(category, from), *category));
    let parent = if set.categories.contains_key(TOTAL) { TOTAL } else { "" };
    for (category, from) in sorted {
        let is_total = category == TOTAL;
        making.add(category, if is_total { "" } else { parent }, &[], |voice| {
            (voice.category(from, set.breakdown, if is_total { "" } else { category }), String::new())
        });
    }
    making.finish(&[])
}

/// The measures: what they are called, how their values are printed, and what they count.
pub(super) fn measures(view: &Overview<'_>, set: &Cube<'_>) -> Vec<u8> {
    let mut making = Making::begin(view);
    for measure in &set.measures {
        let [form, decimals] = if measure.has_fraction { ["decimal", "1"] } else { ["integer", "0"] };
        making.add(&measure.code, "", &[type_of(measure), form, decimals], |voice| described(view, voice, measure));
    }
    making.finish(&["type", "format", "decimal"])
}

fn described(view: &Overview<'_>, voice: &Voice<'_>, measure: &Measure<'_>) -> (String, String) {
    let indicator = measure.indicator;
    let latest = view.definitions.indicator(&indicator.id).is_some_and(|one| one.version == indicator.version);
    let (title, version) = (voice.title(&indicator.id), indicator.version.to_string());
    let args = [("title", &*title), ("version", &version)];
    let title = if latest { title.clone() } else { voice.tell_texts("statswales-version", &args) };
    let described =
        voice.tell_texts(&format!("statswales-measure-{}", measure.statistic.as_str()), &[("title", &title)]);
    let definition = voice.text(&format!("indicator.{}.definition", indicator.id)).to_owned();
    (described, if measure.statistic == Statistic::Value { definition } else { String::new() })
}

/// What `StatsWales` calls such a number.
const fn type_of(measure: &Measure<'_>) -> &'static str {
    match (measure.statistic, measure.indicator.kind) {
        (Statistic::Numerator, _) => "numerator",
        (Statistic::Denominator, _) => "denominator",
        (_, Kind::Count | Kind::Sum) => "count",
        (_, Kind::Proportion) => "percentage",
        (_, Kind::Rate) => "rate",
        (_, Kind::Ratio) => "ratio",
        (_, Kind::Mean) => "mean",
        (_, Kind::Median) => "median",
        (_, Kind::P90) => "percentile",
    }
}
