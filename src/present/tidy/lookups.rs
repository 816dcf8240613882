//! What the codes of the table of figures mean, in every language: a table for each kind of code.

use std::collections::BTreeSet;

use super::cells::{Cells as _, Csv};
use super::voice;
use crate::definitions::Indicator;
use crate::domain::{GeographyLevel, Language, NoteCode};
use crate::present::Overview;
use crate::present::voice::{Used, Voice};

/// A column of such a table.
pub(super) struct Column {
    /// Its name: `title_cy`.
    pub(super) name: String,
    /// What the fixed texts call it: `title` in `tidy-column-title`.
    pub(super) word: &'static str,
    /// The language of its cells, where they are in one.
    pub(super) language: Option<Language>,
}

/// A table of codes.
pub(super) struct Lookup {
    /// Its name, before the ending.
    pub(super) name: &'static str,
    pub(super) columns: Vec<Column>,
    /// The columns that tell a row from every other; those of the table of figures that lead here have the same names.
    pub(super) key: &'static [&'static str],
    /// The columns that lead here from the table of figures; none where a cell of it has several codes, or may be blank.
    pub(super) from: &'static [&'static str],
    pub(super) csv: Csv,
}

/// The tables, in order.
pub(super) fn all(view: &Overview<'_>, mark: Option<&str>) -> Vec<Lookup> {
    vec![indicators(view, mark), places(view, mark), categories(view, mark), notes(view, mark)]
}

/// A table in the making: columns of codes, and texts of which each language has its own column.
struct Making<'m> {
    mark: Option<&'m str>,
    lookup: Lookup,
}

impl<'m> Making<'m> {
    fn begin(
        view: &Overview<'_>,
        mark: Option<&'m str>,
        (name, key, from): (&'static str, &'static [&'static str], &'static [&'static str]),
        codes: &[&'static str],
        texts: &[&'static str],
    ) -> Self {
        let own = |word: &'static str| Column { name: word.to_owned(), word, language: None };
        let mut columns: Vec<Column> = mark.map(|_| own("mark")).into_iter().collect();
        columns.extend(codes.iter().copied().map(own));
        for &word in texts {
            let told = |language: &Language| Column {
                name: format!("{word}_{language}"),
                word,
                language: Some(language.clone()),
            };
            columns.extend(view.definitions.collection.languages.iter().map(told));
        }
        let mut csv = Csv::default();
        csv.row(columns.iter().map(|column| &*column.name));
        Self { mark, lookup: Lookup { name, columns, key, from, csv } }
    }

    /// A row: its codes, and what a voice says in each language.
    fn row<const N: usize>(&mut self, view: &Overview<'_>, codes: &[&str], say: impl Fn(&Voice<'_>) -> [String; N]) {
        let used = Used::default();
        let languages = &view.definitions.collection.languages;
        let said: Vec<[String; N]> = languages.iter().map(|language| say(&voice(view, language, &used))).collect();
        for cell in self.mark.iter().chain(codes) {
            self.lookup.csv.text(cell);
        }
        for text in 0..N {
            for own in &said {
                self.lookup.csv.text(own.get(text).map_or("", |text| text));
            }
        }
        self.lookup.csv.end_row();
    }
}

fn indicators(view: &Overview<'_>, mark: Option<&str>) -> Lookup {
    let codes = ["indicator", "version", "chapter", "kind", "unit", "counts", "better", "status", "source", "aspect"];
    let key: &[&str] = &["indicator", "version"];
    let mut making =
        Making::begin(view, mark, ("indicators", key, key), &codes, &["title", "definition", "chapter", "unit"]);
    for indicator in published(view) {
        let (version, unit) = (indicator.version.to_string(), indicator.unit());
        let codes = [
            &*indicator.id,
            &version,
            &indicator.chapter,
            indicator.kind.as_str(),
            &unit,
            indicator.counts.as_str(),
            &indicator.better,
            &indicator.status,
            &indicator.source,
            &indicator.aspect,
        ];
        making.row(view, &codes, |voice| {
            let definition = voice.text(&format!("indicator.{}.definition", indicator.id)).to_owned();
            [voice.title(&indicator.id), definition, chapter(voice, &indicator.chapter), voice.unit(&unit)]
        });
    }
    making.lookup
}

/// What a chapter of indicators is called.
pub(in crate::present) fn chapter(voice: &Voice<'_>, chapter: &str) -> String {
    called(voice, &format!("chapter.{chapter}"), chapter)
}

/// What a breakdown of a chapter's indicators is called.
pub(in crate::present) fn breakdown(voice: &Voice<'_>, chapter: &str, column: &str) -> String {
    called(voice, &format!("breakdown.{chapter}.{column}"), column)
}

fn called(voice: &Voice<'_>, id: &str, otherwise: &str) -> String {
    let text = voice.text(id);
    if text.is_empty() { otherwise.to_owned() } else { text.to_owned() }
}

/// The indicators of which there are figures, in the order of the definitions.
fn published<'a>(view: &Overview<'a>) -> impl Iterator<Item = &'a Indicator> {
    let mut keys: BTreeSet<(&str, u32)> = BTreeSet::new();
    let (figures, persons) = (view.figures.figures(), view.figures.persons());
    keys.extend(figures.iter().map(|figure| (&*figure.key.indicator, figure.key.version)));
    keys.extend(persons.iter().map(|figure| (&*figure.key.indicator, figure.key.version)));
    view.definitions.indicators.iter().filter(move |one| keys.contains(&(&*one.id, one.version)))
}

fn places(view: &Overview<'_>, mark: Option<&str>) -> Lookup {
    let key: &[&str] = &["geography_level", "geography"];
    let mut making = Making::begin(
        view,
        mark,
        ("places", key, key),
        &["geography_level", "geography", "region", "health_board"],
        &["name"],
    );
    let used: BTreeSet<(GeographyLevel, &str)> =
        view.figures.figures().iter().map(|figure| (figure.key.geography_level, &*figure.key.geography)).collect();
    let reference = &view.definitions.reference;
    for (level, code) in used {
        let authority = reference.authorities.iter().find(|one| one.code.as_str() == code);
        let authority = authority.filter(|_| level == GeographyLevel::Authority);
        let (region, board) = authority.map_or(("", ""), |one| (&*one.region, &*one.health_board));
        making.row(view, &[level.as_str(), code, region, board], |voice| [voice.place(level, code)]);
    }
    making.lookup
}

fn categories(view: &Overview<'_>, mark: Option<&str>) -> Lookup {
    let key: &[&str] = &["indicator", "breakdown", "category"];
    let mut making = Making::begin(view, mark, ("categories", key, &[]), key, &["breakdown", "category"]);
    let mut used: BTreeSet<(&str, &str, &str)> = BTreeSet::new();
    let keys = view.figures.figures().iter().map(|figure| &figure.key);
    used.extend(keys.map(|key| (&*key.indicator, &*key.breakdown, &*key.category)));
    for (indicator, column, category) in used.into_iter().filter(|(_, column, _)| !column.is_empty()) {
        let from = view.definitions.indicator(indicator).map_or("", |indicator| &*indicator.chapter);
        making.row(view, &[indicator, column, category], |voice| {
            [breakdown(voice, from, column), voice.category(indicator, column, category)]
        });
    }
    making.lookup
}

fn notes(view: &Overview<'_>, mark: Option<&str>) -> Lookup {
    let key: &[&str] = &["note_code"];
    let mut making = Making::begin(view, mark, ("note-codes", key, &[]), key, &["meaning", "use"]);
    for code in NoteCode::ALL {
        making.row(view, &[code.as_str()], |voice| {
            ["", ".use"].map(|end| voice.say(&format!("note-{}{end}", code.as_str())))
        });
    }
    making.lookup
}
