//! What `StatsWales` refuses, refused here first: a data set's facts, an update of them, and the tables of their codes.
//!
//! The refusals are those of its own validator, by the same names; what its documents ask for besides has names of our
//! own.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use csv::{ByteRecord, Reader, ReaderBuilder};

/// The note codes that `StatsWales` knows.
pub const NOTE_CODES: [&str; 17] =
    ["a", "b", "c", "e", "f", "k", "ns", "p", "r", "s", "ss", "sss", "t", "u", "w", "x", "z"];
/// Those of which one must stand where there is no value.
const REASONS: [&str; 3] = ["c", "x", "z"];

/// Which column of a data set is what.
#[derive(Clone, Debug)]
pub struct Roles<'r> {
    /// The column of years, which is a dimension too.
    pub year: &'r str,
    /// The other dimensions.
    pub dimensions: Vec<&'r str>,
    /// The column that says what is measured.
    pub measure: &'r str,
    /// The column of numbers.
    pub values: &'r str,
    /// The column of note codes.
    pub notes: &'r str,
}

/// Why a file is refused; lines are counted from 1, the header's.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Refusal {
    /// It is no table: not UTF-8, or a row has another number of cells.
    Unreadable(String),
    /// A column of which nobody says what it is.
    UnknownPresent(String),
    /// A dimension, or the column of measures, is missing.
    MissingColumn(String),
    /// There is no column of numbers.
    NoValueColumn,
    /// There is no column of note codes.
    NoNoteCodes,
    /// A note code that is none.
    BadNoteCodes(u64),
    /// The same fact as on an earlier line, or in the data set that is updated.
    DuplicateFact(u64),
    /// A fact that does not say what it is of.
    IncompleteFact(u64),
    /// A value that is no number.
    NonNumericValue(u64),
    /// No value, and no reason for it.
    NoReason(u64),
    /// A year that is not written as the others are.
    AnotherYearFormat(u64),
    /// An update has other columns than what it updates.
    UnmatchedColumns,
    /// A code that stands in one of the facts and their table of codes, and not in the other.
    UnmatchedCode(String),
    /// A code without a description in a language, or with two.
    NotDescribedOnce(String),
    /// Two codes with one description.
    SharedDescription(String),
    /// A code whose parent is none of the table's, or is itself.
    NoSuchParent(String),
}

impl Refusal {
    /// Its name.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "unreadable",
            Self::UnknownPresent(_) => "unknown_present",
            Self::MissingColumn(_) => "missing_column",
            Self::NoValueColumn => "no_data_value_column",
            Self::NoNoteCodes => "no_note_codes",
            Self::BadNoteCodes(_) => "bad_note_codes",
            Self::DuplicateFact(_) => "duplicate_fact",
            Self::IncompleteFact(_) => "incomplete_fact",
            Self::NonNumericValue(_) => "non_numeric_data_value",
            Self::NoReason(_) => "no_reason",
            Self::AnotherYearFormat(_) => "another_year_format",
            Self::UnmatchedColumns => "unmatched_columns",
            Self::UnmatchedCode(_) => "unmatched_code",
            Self::NotDescribedOnce(_) => "not_described_once",
            Self::SharedDescription(_) => "shared_description",
            Self::NoSuchParent(_) => "no_such_parent",
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())?;
        match self {
            Self::Unreadable(what)
            | Self::UnknownPresent(what)
            | Self::MissingColumn(what)
            | Self::UnmatchedCode(what)
            | Self::NotDescribedOnce(what)
            | Self::SharedDescription(what)
            | Self::NoSuchParent(what) => write!(f, " ({what})"),
            Self::BadNoteCodes(line)
            | Self::DuplicateFact(line)
            | Self::IncompleteFact(line)
            | Self::NonNumericValue(line)
            | Self::NoReason(line)
            | Self::AnotherYearFormat(line) => write!(f, " (line {line})"),
            Self::NoValueColumn | Self::NoNoteCodes | Self::UnmatchedColumns => Ok(()),
        }
    }
}

/// What is known of a data set that was read: enough to hold an update and tables of codes against.
#[derive(Debug, Default)]
pub struct Known {
    header: Vec<String>,
    facts: BTreeSet<Vec<u8>>,
    /// The codes of each column but those of values and notes.
    codes: BTreeMap<String, BTreeSet<String>>,
}

impl Known {
    /// The codes of a column.
    pub fn codes(&self, column: &str) -> Option<&BTreeSet<String>> {
        self.codes.get(column)
    }
}

/// Where the columns of a file are.
struct Places {
    /// Dimensions and measure.
    what: Vec<usize>,
    year: usize,
    values: usize,
    notes: usize,
}

/// Reads the facts of a data set.
///
/// # Errors
/// Every reason for which it is refused.
pub fn facts(bytes: &[u8], roles: &Roles<'_>) -> Result<Known, Vec<Refusal>> {
    read(bytes, roles, None)
}

/// Reads an update of a data set: new facts and revised ones, in the same columns.
///
/// # Errors
/// Every reason for which it is refused.
pub fn update(bytes: &[u8], roles: &Roles<'_>, of: &Known) -> Result<Known, Vec<Refusal>> {
    read(bytes, roles, Some(of))
}

fn read(bytes: &[u8], roles: &Roles<'_>, updated: Option<&Known>) -> Result<Known, Vec<Refusal>> {
    std::str::from_utf8(bytes).map_err(|fault| vec![Refusal::Unreadable(fault.to_string())])?;
    let unreadable = |fault: &csv::Error| vec![Refusal::Unreadable(fault.to_string())];
    let mut reader = reader(bytes);
    let header: Vec<String> = reader.headers().map_err(|fault| unreadable(&fault))?.iter().map(str::to_owned).collect();
    if updated.is_some_and(|known| known.header != header) {
        return Err(vec![Refusal::UnmatchedColumns]);
    }
    let places = places(&header, roles)?;
    let mut reading =
        Reading { places, updated, form: None, known: Known { header, ..Known::default() }, found: Vec::new() };
    let mut seen: Vec<BTreeSet<Vec<u8>>> = vec![BTreeSet::new(); reading.places.what.len()];
    let mut record = ByteRecord::new();
    while reader.read_byte_record(&mut record).map_err(|fault| unreadable(&fault))? {
        reading.fact(&record, &mut seen);
    }
    reading.end(seen)
}

fn reader(bytes: &[u8]) -> Reader<&[u8]> {
    ReaderBuilder::new().from_reader(bytes)
}

fn places(header: &[String], roles: &Roles<'_>) -> Result<Places, Vec<Refusal>> {
    let place = |name: &str| header.iter().position(|column| column == name);
    let named: Vec<&str> =
        [roles.year].into_iter().chain(roles.dimensions.iter().copied()).chain([roles.measure]).collect();
    let known =
        |column: &&String| named.contains(&column.as_str()) || [roles.values, roles.notes].contains(&column.as_str());
    let mut wrong: Vec<Refusal> =
        header.iter().filter(|column| !known(column)).map(|column| Refusal::UnknownPresent(column.clone())).collect();
    let missing = named.iter().filter(|name| place(name).is_none());
    wrong.extend(missing.map(|name| Refusal::MissingColumn((*name).to_owned())));
    let (values, notes) = (place(roles.values), place(roles.notes));
    wrong.extend(values.is_none().then_some(Refusal::NoValueColumn));
    wrong.extend(notes.is_none().then_some(Refusal::NoNoteCodes));
    match (values, notes, place(roles.year)) {
        (Some(values), Some(notes), Some(year)) if wrong.is_empty() => {
            Ok(Places { what: named.iter().filter_map(|name| place(name)).collect(), year, values, notes })
        }
        _ => Err(wrong),
    }
}

/// The facts of a file while they are read.
struct Reading<'k> {
    places: Places,
    updated: Option<&'k Known>,
    /// How years are written.
    form: Option<String>,
    known: Known,
    found: Vec<Refusal>,
}

impl Reading<'_> {
    fn fact(&mut self, record: &ByteRecord, seen: &mut [BTreeSet<Vec<u8>>]) {
        let line = record.position().map_or(0, csv::Position::line);
        let cell = |at: usize| record.get(at).unwrap_or_default();
        let codes = String::from_utf8_lossy(cell(self.places.notes)).to_ascii_lowercase();
        let codes: Vec<&str> = codes.split(',').map(str::trim).filter(|code| !code.is_empty()).collect();
        if codes.iter().any(|code| !NOTE_CODES.contains(code)) {
            self.found.push(Refusal::BadNoteCodes(line));
        }
        let value = cell(self.places.values);
        if value.is_empty() {
            if !codes.iter().any(|code| REASONS.contains(code)) {
                self.found.push(Refusal::NoReason(line));
            }
        } else if !is_value(value) {
            self.found.push(Refusal::NonNumericValue(line));
        }
        if self.places.what.iter().any(|&at| cell(at).trim_ascii().is_empty()) {
            self.found.push(Refusal::IncompleteFact(line));
            return;
        }
        self.year(&form_of(cell(self.places.year)), line);
        let mut fact = Vec::with_capacity(64);
        for (&at, codes) in self.places.what.iter().zip(seen) {
            fact.extend_from_slice(cell(at));
            fact.push(0);
            if !codes.contains(cell(at)) {
                codes.insert(cell(at).to_vec());
            }
        }
        let revises = codes.contains(&"r");
        let known = self.updated.is_some_and(|known| known.facts.contains(&fact)) && !revises;
        if !self.known.facts.insert(fact) || known {
            self.found.push(Refusal::DuplicateFact(line));
        }
    }

    fn year(&mut self, form: &str, line: u64) {
        match &self.form {
            None => self.form = Some(form.to_owned()),
            Some(first) if first != form => self.found.push(Refusal::AnotherYearFormat(line)),
            Some(_) => {}
        }
    }

    fn end(mut self, seen: Vec<BTreeSet<Vec<u8>>>) -> Result<Known, Vec<Refusal>> {
        if !self.found.is_empty() {
            return Err(self.found);
        }
        for (&at, codes) in self.places.what.iter().zip(seen) {
            let Some(name) = self.known.header.get(at) else { continue };
            let mut sorted = BTreeSet::new();
            sorted.extend(codes.into_iter().map(|code| String::from_utf8_lossy(&code).into_owned()));
            self.known.codes.insert(name.clone(), sorted);
        }
        Ok(self.known)
    }
}

/// A whole number or a decimal one, with a sign or without, or a time of day.
fn is_value(value: &[u8]) -> bool {
    let digits = |part: &[u8]| part.iter().all(u8::is_ascii_digit);
    let unsigned = value.strip_prefix(b"+").or_else(|| value.strip_prefix(b"-")).unwrap_or(value);
    let mut parts = unsigned.splitn(2, |byte| *byte == b'.');
    let (whole, rest) = (parts.next().unwrap_or_default(), parts.next());
    let number = digits(whole) && !whole.is_empty() && rest.is_none_or(digits);
    let fraction = value.strip_prefix(b".").is_some_and(|rest| digits(rest) && !rest.is_empty());
    let times: Vec<&[u8]> = value.split(|byte| *byte == b':').collect();
    let time = matches!(times.len(), 2 | 3) && times.iter().all(|part| part.len() == 2 && digits(part));
    number || fraction || time
}

/// How a year is written: `9999-99`.
fn form_of(year: &[u8]) -> String {
    year.iter().map(|byte| if byte.is_ascii_digit() { '9' } else { char::from(*byte) }).collect()
}

/// Holds a table of codes against the codes of a column: the same on both sides, described once in every language, each
/// description for one code alone, and each parent one of them.
///
/// # Errors
/// Every reason for which it is refused.
pub fn lookup(bytes: &[u8], codes: &BTreeSet<String>, languages: &[&str]) -> Result<(), Vec<Refusal>> {
    let mut described: BTreeMap<(String, String), u32> = BTreeMap::new();
    let mut told: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    let mut parents: BTreeSet<(String, String)> = BTreeSet::new();
    for row in reader(bytes).deserialize::<BTreeMap<String, String>>() {
        let row = row.map_err(|fault| vec![Refusal::Unreadable(fault.to_string())])?;
        let cell = |name: &str| row.get(name).cloned().unwrap_or_default();
        let (code, language, description) = (cell("refcode"), cell("lang"), cell("description"));
        if !description.is_empty() {
            *described.entry((code.clone(), language.clone())).or_default() += 1;
            told.entry((language, description)).or_default().insert(code.clone());
        }
        parents.insert((code, cell("hierarchy")));
    }
    let there: BTreeSet<&String> = parents.iter().map(|(code, _)| code).collect();
    let mut wrong: Vec<Refusal> = Vec::new();
    let unmatched = codes.iter().filter(|code| !there.contains(code));
    let unmatched = unmatched.chain(there.iter().copied().filter(|code| !codes.contains(*code)));
    wrong.extend(unmatched.map(|code| Refusal::UnmatchedCode(code.clone())));
    for code in &there {
        let once = |language: &&str| described.get(&((*code).clone(), (*language).to_owned())) == Some(&1);
        if !languages.iter().all(once) {
            wrong.push(Refusal::NotDescribedOnce((*code).clone()));
        }
    }
    let shared = told.into_iter().filter(|(_, codes)| codes.len() > 1);
    wrong.extend(shared.map(|((_, description), _)| Refusal::SharedDescription(description)));
    let lost =
        parents.iter().filter(|(code, parent)| !parent.is_empty() && (parent == code || !there.contains(parent)));
    wrong.extend(lost.map(|(code, _)| Refusal::NoSuchParent(code.clone())));
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

#[cfg(test)]
mod tests;
