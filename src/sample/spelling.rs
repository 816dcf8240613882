//! How senders spell things: headers and codes in English, in Welsh, and as older systems have them.

use std::collections::BTreeMap;

use crate::definitions::Reference;
use crate::diagnostic::Error;

/// In what words a file is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Wording {
    /// The canonical names and codes.
    #[default]
    Canonical,
    /// English titles and labels.
    English,
    /// Welsh titles and labels.
    Welsh,
    /// The short names and codes of older systems.
    Short,
}

/// Other spellings of headers and codes. They are the sample's own, as senders are, and not read from the definitions:
/// a sample that is read proves that the definitions know them.
#[derive(Clone, Debug, Default)]
pub(super) struct Spellings {
    /// By list (or return) and name: English, Welsh, short.
    words: BTreeMap<(String, String), [String; 3]>,
}

const TABLE: &str = include_str!("spellings.csv");

impl Spellings {
    /// The table, and the names of authorities.
    pub(super) fn load(reference: &Reference) -> Result<Self, Error> {
        let mut words = BTreeMap::new();
        for record in csv::Reader::from_reader(TABLE.as_bytes()).records() {
            let record = record.map_err(|why| Error::Internal(format!("spellings.csv: {why}")))?;
            let [list, name, en, cy, short] = [0, 1, 2, 3, 4].map(|at| record.get(at).unwrap_or("").to_owned());
            words.insert((list, name), [en, cy, short]);
        }
        let numbers = column(reference, "statswales");
        for authority in &reference.authorities {
            let code = authority.code.as_str();
            let mut names = authority.names.values().map(ToString::to_string);
            // Welsh (cy) sorts before English (en).
            let (cy, en) = (names.next().unwrap_or_default(), names.next().unwrap_or_default());
            let short = numbers.get(code).cloned().unwrap_or_else(|| code.to_owned());
            words.insert(("authority".to_owned(), code.to_owned()), [en, cy, short]);
        }
        Ok(Self { words })
    }

    /// A header or code in a wording; itself where there is no other.
    pub(super) fn of<'s>(&'s self, list: &str, name: &'s str, wording: Wording) -> &'s str {
        let place = match wording {
            Wording::Canonical => return name,
            Wording::English => 0,
            Wording::Welsh => 1,
            Wording::Short => 2,
        };
        let words = self.words.get(&(list.to_owned(), name.to_owned()));
        words.and_then(|words| words.get(place)).filter(|word| !word.is_empty()).map_or(name, String::as_str)
    }
}

/// A column of the table of authorities, by code.
pub(super) fn column(reference: &Reference, name: &str) -> BTreeMap<String, String> {
    let Some(table) = reference.tables.get("authorities") else { return BTreeMap::new() };
    let place = |name: &str| table.columns.iter().position(|column| **column == *name);
    let (Some(code), Some(wanted)) = (place("code"), place(name)) else { return BTreeMap::new() };
    let cells = |row: &Vec<Box<str>>| Some((row.get(code)?.to_string(), row.get(wanted)?.to_string()));
    table.rows.iter().filter_map(cells).filter(|(_, word)| !word.is_empty()).collect()
}
