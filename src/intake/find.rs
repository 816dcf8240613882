//! Finds the files that were sent, and what their places and names say of them.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::trouble::{NAME, NOT_A_FILE, NOT_CSV, Trouble, UNKNOWN_SUBMITTER, UNKNOWN_YEAR, UNREADABLE};
use crate::definitions::{Definitions, fold};
use crate::diagnostic::Error;
use crate::domain::{Date, Submitter, Year, parse_iso_date};

/// One file, and what is known of it before it is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it is.
    pub path: PathBuf,
    /// Its path relative to the folder of returns, with `/`; what cannot be shown in it, escaped.
    pub file: Arc<str>,
    /// The name of the return, as the file's name has it: the return's id where there is such a return.
    pub return_id: Arc<str>,
    /// The reporting year, where its folder says it.
    pub year: Option<Year>,
    /// The submitter, where its folder says it.
    pub submitter: Option<Submitter>,
    /// The day it was received, where its name says it.
    pub received: Option<Date>,
    /// Of several received on one day, which; 0 unless its name says it.
    pub number: u32,
    /// Why it is refused unread.
    pub trouble: Option<Trouble>,
    /// What its name says that it is.
    pub(super) kind: Kind,
    /// Whether its path may be a link: somebody named it.
    pub(super) linked: bool,
}

/// What a file is, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A CSV file, or whatever it says it is.
    Text,
    /// A packed one.
    Gzip,
    /// A workbook.
    Workbook,
}

/// How the names of files that are read end.
const ENDINGS: [(&str, Kind); 4] =
    [(".csv", Kind::Text), (".csv.gz", Kind::Gzip), (".xlsx", Kind::Workbook), (".xlsm", Kind::Workbook)];

impl Kind {
    /// What a name says, and the name without its ending; none where it is no file that is read.
    fn of(name: &str) -> Option<(Self, &str)> {
        ENDINGS.iter().find_map(|(ending, kind)| {
            let (stem, last) = name.split_at_checked(name.len().checked_sub(ending.len())?)?;
            last.eq_ignore_ascii_case(ending).then_some((*kind, stem))
        })
    }
}

impl Found {
    /// One file outside any folder of returns, with what its caller knows of it.
    pub fn at(path: &Path, return_id: &str, year: Option<Year>, submitter: Option<Submitter>) -> Self {
        let name = shown(path.file_name().unwrap_or(path.as_os_str()));
        let (kind, stem) = Kind::of(&name).unwrap_or((Kind::Text, &name));
        let (_, received, number) = split_name(stem);
        Self {
            path: path.to_path_buf(),
            file: name.into(),
            return_id: return_id.into(),
            year,
            submitter,
            received,
            number,
            trouble: None,
            kind,
            linked: true,
        }
    }

    /// One file by its path alone: its name tells the return, its folders the year and the submitter, where they do.
    pub fn named(path: &Path, definitions: &Definitions) -> Self {
        let folders: Vec<String> =
            path.parent().into_iter().flat_map(Path::components).map(|part| shown(part.as_os_str())).collect();
        let last = folders.len().saturating_sub(2);
        let mut found = of_path(path, folders.get(last..).unwrap_or_default(), definitions);
        found.linked = true;
        // Where someone keeps a file at home says nothing wrong about it.
        found.trouble = found.trouble.filter(|trouble| !matches!(*trouble, UNKNOWN_YEAR | UNKNOWN_SUBMITTER | NAME));
        found
    }
}

/// Finds every file under the folder of returns, in the order of their paths. Hidden files are left alone, and so is
/// what Excel puts beside a workbook that somebody has open.
///
/// # Errors
/// The folder does not exist, cannot be read, or holds nothing.
pub fn find(returns: &Path, definitions: &Definitions) -> Result<Vec<Found>, Error> {
    if !returns.is_dir() {
        return Err(Error::NoReturns(returns.to_path_buf()));
    }
    let mut all = Vec::new();
    fs::read_dir(returns).map_err(Error::read(returns))?;
    walk(returns, &mut Vec::new(), definitions, &mut all);
    all.sort_by(|one, other| one.file.cmp(&other.file).then_with(|| one.path.cmp(&other.path)));
    if all.is_empty() { Err(Error::NoReturns(returns.to_path_buf())) } else { Ok(all) }
}

fn walk(folder: &Path, names: &mut Vec<String>, definitions: &Definitions, all: &mut Vec<Found>) {
    let mut refuse = |path: &Path, trouble| {
        let mut found = of_path(path, names, definitions);
        found.trouble = Some(trouble);
        all.push(found);
    };
    let Ok(entries) = fs::read_dir(folder) else { return refuse(folder, UNREADABLE) };
    let mut folders = Vec::new();
    let mut files = Vec::new();
    for entry in entries {
        let Ok(entry) = entry else {
            refuse(folder, UNREADABLE);
            continue;
        };
        let path = entry.path();
        let name = shown(&entry.file_name());
        if name.starts_with('.') || name.starts_with("~$") {
            continue;
        }
        let is_named = Kind::of(&name).is_some();
        match fs::symlink_metadata(&path) {
            Err(_) => refuse(&path, UNREADABLE),
            Ok(meta) if meta.is_dir() && !is_named => folders.push((path, name)),
            Ok(meta) if !meta.is_file() => refuse(&path, NOT_A_FILE),
            Ok(_) if !is_named => refuse(&path, NOT_CSV),
            Ok(_) => files.push(path),
        }
    }
    all.extend(files.iter().map(|path| of_path(path, names, definitions)));
    for (path, name) in folders {
        names.push(name);
        walk(&path, names, definitions, all);
        names.pop();
    }
}

/// What the folders' names and the file's name say.
fn of_path(path: &Path, folders: &[String], definitions: &Definitions) -> Found {
    let name = shown(path.file_name().unwrap_or(path.as_os_str()));
    let (kind, stem) = Kind::of(&name).unwrap_or((Kind::Text, &name));
    let (title, received, number) = split_name(stem);
    let file = folders.iter().map(String::as_str).chain([&*name]).collect::<Vec<_>>().join("/");
    let return_id = return_named(title, definitions).unwrap_or(title);
    let own_years = definitions.returns.get(return_id).map(|return_| definitions.years_of(return_));
    let years = own_years.as_ref().unwrap_or(&definitions.collection.years);
    let form = folders.iter().find_map(|folder| Year::from_any_form(folder));
    let year = form.filter(|year| years.contains(year));
    let submitter = folders.iter().rev().find_map(|folder| submitter(folder, definitions));
    // `<year>/<submitter>/…`: where the first is a year, the second is meant as a submitter.
    let first_is_year = folders.first().is_some_and(|folder| Year::from_any_form(folder).is_some());
    let own = path.components().rev().take(folders.len() + 1);
    let trouble = match folders {
        _ if own.into_iter().any(|part| !can_be_shown(part.as_os_str())) => Some(NAME),
        _ if form.is_some() && year.is_none() => Some(UNKNOWN_YEAR),
        [_, _] if first_is_year && submitter.is_none() => Some(UNKNOWN_SUBMITTER),
        _ => None,
    };
    Found {
        path: path.to_path_buf(),
        file: file.into(),
        return_id: return_id.into(),
        year,
        submitter,
        received,
        number,
        trouble,
        kind,
        linked: false,
    }
}

/// Whether a name can be shown as it is.
fn can_be_shown(name: &OsStr) -> bool {
    name.to_str().is_some_and(|name| !name.contains(char::is_control))
}

/// A name as it can be shown: what is no text or would steer a terminal as `\x07`, so that no two names look alike.
fn shown(name: &OsStr) -> String {
    let mut text = String::new();
    let escape = |text: &mut String, bytes: &[u8]| {
        for byte in bytes {
            let _ = write!(text, "\\x{byte:02x}");
        }
    };
    for chunk in name.as_bytes().utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '\\' => text.push_str("\\\\"),
                c if c.is_control() => escape(&mut text, c.encode_utf8(&mut [0; 4]).as_bytes()),
                c => text.push(c),
            }
        }
        escape(&mut text, chunk.invalid());
    }
    text
}

/// `placements.2024-05-02.2` -> `placements`, 2 May 2024, 2.
fn split_name(stem: &str) -> (&str, Option<Date>, u32) {
    let dated =
        |stem: &'_ str| stem.rsplit_once('.').and_then(|(title, day)| Some((title.len(), parse_iso_date(day)?)));
    if let Some((length, day)) = dated(stem) {
        return (stem.get(..length).unwrap_or(stem), Some(day), 0);
    }
    if let Some((front, number)) = stem.rsplit_once('.')
        && let Ok(number) = number.parse::<u32>()
        && let Some((length, day)) = dated(front)
    {
        return (stem.get(..length).unwrap_or(stem), Some(day), number);
    }
    (stem, None, 0)
}

fn return_named<'d>(name: &str, definitions: &'d Definitions) -> Option<&'d str> {
    if let Some(return_) = definitions.returns.get(name) {
        return Some(&return_.id);
    }
    let name = fold(name);
    let known = |title: &str| !name.is_empty() && fold(title) == name;
    let found = definitions.returns.values().find(|return_| {
        let id = format!("return.{}.title", return_.id);
        let mut words = definitions.words.translations.values().filter_map(|words| words.get(id.as_str()));
        known(&return_.id) || known(&return_.title) || words.any(|word| known(&word.text))
    });
    found.map(|return_| &*return_.id)
}

fn submitter(folder: &str, definitions: &Definitions) -> Option<Submitter> {
    if folder.eq_ignore_ascii_case("national") {
        return Some(Submitter::National);
    }
    definitions.reference.authority(folder).map(|authority| Submitter::Authority(authority.code.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::fixture::definitions;

    #[test]
    fn names_give_the_return_the_day_and_the_number() {
        assert_eq!(split_name("placements"), ("placements", None, 0));
        let day = parse_iso_date("2024-05-02");
        assert_eq!(split_name("placements.2024-05-02"), ("placements", day, 0));
        assert_eq!(split_name("placements.2024-05-02.3"), ("placements", day, 3));
        assert_eq!(split_name("a.b.3"), ("a.b.3", None, 0));
    }

    #[test]
    fn folders_are_read_by_any_name_of_the_authority() {
        let folder = tempfile::tempdir().unwrap();
        for file in [
            "2023-24/W06000001/placements.csv",
            "2023-24/Ynys Môn/placements.2024-05-02.2.csv",
            "2023-24/national/concerns.csv",
            "2023-24/Narnia/placements.csv",
            "1999-00/W06000001/placements.csv",
            "incoming/dump.csv",
            "2023-24/W06000001/notes.txt",
            "2023-24/W06000001/.hidden.csv",
        ] {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        fs::create_dir_all(folder.path().join("2023-24/W06000001/odd.csv")).unwrap();
        let found = find(folder.path(), &definitions()).unwrap();
        let said: Vec<_> = found
            .iter()
            .map(|one| {
                (
                    &*one.file,
                    one.year.map(|y| y.to_string()),
                    one.submitter.as_ref().map(Submitter::as_str),
                    one.trouble,
                )
            })
            .collect();
        let year = || Some("2023-24".to_owned());
        assert_eq!(
            said,
            [
                ("1999-00/W06000001/placements.csv", None, Some("W06000001"), Some(UNKNOWN_YEAR)),
                ("2023-24/Narnia/placements.csv", year(), None, Some(UNKNOWN_SUBMITTER)),
                ("2023-24/W06000001/notes.txt", year(), Some("W06000001"), Some(NOT_CSV)),
                ("2023-24/W06000001/odd.csv", year(), Some("W06000001"), Some(NOT_A_FILE)),
                ("2023-24/W06000001/placements.csv", year(), Some("W06000001"), None),
                ("2023-24/Ynys Môn/placements.2024-05-02.2.csv", year(), Some("W06000001"), None),
                ("2023-24/national/concerns.csv", year(), Some("national"), None),
                ("incoming/dump.csv", None, None, None),
            ]
        );
        assert_eq!(&*found[5].return_id, "placements");
        assert_eq!((found[5].received, found[5].number), (parse_iso_date("2024-05-02"), 2));
    }

    #[test]
    fn what_a_file_is_shows_in_its_name() {
        for (name, found) in [
            ("placements.csv", Some((Kind::Text, "placements"))),
            ("Placements.CSV", Some((Kind::Text, "Placements"))),
            ("placements.2024-05-02.csv.gz", Some((Kind::Gzip, "placements.2024-05-02"))),
            ("placements.CSV.GZ", Some((Kind::Gzip, "placements"))),
            ("placements.xlsx", Some((Kind::Workbook, "placements"))),
            ("placements.XlsM", Some((Kind::Workbook, "placements"))),
            ("placements.gz", None),
            ("placements.xls", None),
            ("ŷcsv", None),
            ("csv", None),
        ] {
            assert_eq!(Kind::of(name), found, "{name}");
        }
        let path = Path::new("2023-24/Caerdydd/placements.2024-05-02.2.xlsx");
        let found = Found::named(path, &definitions());
        assert_eq!((&*found.return_id, found.received, found.number), ("placements", parse_iso_date("2024-05-02"), 2));
        assert_eq!(found.submitter.as_ref().map(Submitter::as_str), Some("W06000015"));
        assert_eq!(Found::at(path, "placements", None, None).number, 2);
    }

    #[test]
    fn names_that_cannot_be_shown_are_refused_and_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let names = [&b"a\x07.csv"[..], b"a\\x07.csv", b"b\xFF.csv", b"c\xC2\x9B.xlsx", b"d\n/e.csv", b"~$f.xlsx"];
        for name in names {
            let path = folder.path().join(OsStr::from_bytes(name));
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        let found = find(folder.path(), &definitions()).unwrap();
        let said: Vec<_> = found.iter().map(|one| (&*one.file, one.trouble)).collect();
        let expected = [
            (r"a\\x07.csv", None),
            (r"a\x07.csv", Some(NAME)),
            (r"b\xff.csv", Some(NAME)),
            (r"c\xc2\x9b.xlsx", Some(NAME)),
            (r"d\x0a/e.csv", Some(NAME)),
        ];
        assert_eq!(said, expected);
    }

    #[test]
    fn an_empty_folder_says_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(find(folder.path(), &definitions()), Err(Error::NoReturns(_))));
        assert!(matches!(find(&folder.path().join("none"), &definitions()), Err(Error::NoReturns(_))));
    }
}
