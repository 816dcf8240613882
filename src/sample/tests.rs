//! The facts, counted from the files as they are written.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read as _, Write};
use std::rc::Rc;

use super::facts::RATES;
use super::{Made, Mess, Plan, make};
use crate::definitions::{Authority, Reference, Validity};
use crate::domain::parse_iso_date;

mod events;

type Files = Rc<RefCell<BTreeMap<String, Vec<u8>>>>;

struct Memory(Files, String);

impl Write for Memory {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().entry(self.1.clone()).or_default().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.borrow_mut().entry(self.1.clone()).or_default();
        Ok(())
    }
}

fn reference() -> Reference {
    let authority = |(code, _): &(&str, u64)| {
        let welsh = if *code == "W06000001" { "Ynys Môn" } else { "Casnewydd" };
        let names = [("cy", welsh), ("en", "Newport")].map(|(tag, name)| (tag.parse().unwrap(), name.into()));
        Authority {
            code: code.parse().unwrap(),
            names: names.into(),
            within: BTreeMap::new(),
            region: "".into(),
            health_board: "".into(),
            valid: Validity::default(),
        }
    };
    Reference { authorities: RATES.iter().map(authority).collect(), ..Reference::default() }
}

/// What is made, packed files unpacked and named like the others.
fn sample(scale: u32, seed: u64, mess: Mess) -> (Made, BTreeMap<String, Vec<u8>>) {
    let files = Files::default();
    let place = &mut |path: &str| Ok(Box::new(Memory(Rc::clone(&files), path.to_owned())) as Box<dyn Write>);
    let made = make(&Plan { scale, seed, mess }, &reference(), place).unwrap();
    let unpacked = |(path, bytes): (String, Vec<u8>)| match path.strip_suffix(".gz") {
        Some(plain) => {
            let mut all = Vec::new();
            flate2::read::GzDecoder::new(&bytes[..]).read_to_end(&mut all).unwrap();
            (plain.to_owned(), all)
        }
        None => (path, bytes),
    };
    let files = files.take().into_iter().map(unpacked).collect();
    (made, files)
}

type Row = BTreeMap<String, String>;

/// The rows of one return and year, each with its `folder`; days as in ISO.
fn rows(files: &BTreeMap<String, Vec<u8>>, year: &str, table: &str) -> Vec<Row> {
    let mut all = Vec::new();
    for (path, bytes) in
        files.iter().filter(|(path, _)| path.contains(year) && path.ends_with(&format!("/{table}.csv")))
    {
        let mut reader = csv::Reader::from_reader(&bytes[..]);
        let header = reader.headers().unwrap().clone();
        for record in reader.records() {
            let iso = |cell: &str| match cell.as_bytes() {
                [_, _, b'/', _, _, b'/', ..] => format!("{}-{}-{}", &cell[6..], &cell[3..5], &cell[..2]),
                _ => cell.to_owned(),
            };
            let mut row: Row = header.iter().map(str::to_owned).zip(record.unwrap().iter().map(iso)).collect();
            row.insert("folder".to_owned(), path.split('/').nth(2).unwrap().to_owned());
            all.push(row);
        }
    }
    all
}

/// Begun by a day, and not ended by it.
fn live(row: &Row, from: &str, until: &str, day: &str) -> bool {
    row[from].as_str() <= day && (row[until].is_empty() || row[until].as_str() > day)
}

fn looked_after<'r>(rows: &'r [Row], day: &str) -> Vec<&'r Row> {
    let here = |row: &&Row| {
        live(row, "start_date", "end_date", day)
            && live(row, "looked_after_since", "looked_after_until", day)
            && !matches!(row["legal_status"].as_str(), "V3" | "V4")
    };
    rows.iter().filter(here).collect()
}

fn share(rows: &[&Row], which: impl Fn(&Row) -> bool) -> String {
    let part = rows.iter().filter(|row| which(row)).count();
    let [part, all] = [part, rows.len()].map(|count| f64::from(u32::try_from(count).unwrap()));
    format!("{:.1}", 100.0 * part / all)
}

#[test]
fn the_children_come_to_the_published_facts() {
    let (made, files) = sample(1, 5, Mess::None);
    assert_eq!((made.files, made.planted), (3 * (22 * 20 + 5), 0));
    assert_eq!(looked_after(&rows(&files, "2022-23", "placements"), "2023-03-31").len(), 7188);
    let rows = rows(&files, "2023-24", "placements");
    let here = looked_after(&rows, "2024-03-31");
    assert_eq!(here.len(), 7198);
    let children: BTreeSet<_> = here.iter().map(|row| (&row["folder"], &row["child_id"])).collect();
    assert_eq!(children.len(), here.len(), "nobody is in two places");
    let is = |column: &'static str, value: &'static str| move |row: &Row| row[column] == value;
    assert_eq!(share(&here, is("location", "in_authority")), "65.6");
    assert_eq!(share(&here, is("location", "elsewhere_in_wales")), "26.3");
    assert_eq!(share(&here, is("location", "outside_wales")), "7.4");
    assert_eq!(share(&here, is("unaccompanied", "yes")), "4.7");
    assert_eq!(share(&here, |row| row["legal_status"].starts_with('C')), "80.2");
    assert_eq!(share(&here, |row| row["placement_type"].starts_with("foster")), "67.7");
    assert_eq!(share(&here, |row| !matches!(row["placement_type"].as_str(), "parents" | "foster_kinship")), "61.1");
    let changed = |row: &&&Row| row["school_changes"].parse().is_ok_and(|changes: u32| changes > 0);
    assert_eq!(here.iter().filter(changed).count(), 490);
    let mut placements: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    let mut episodes: BTreeMap<_, u32> = BTreeMap::new();
    for row in rows.iter().filter(|row| row["placement_type"] != "temporary") {
        let child = (&row["folder"], &row["child_id"]);
        let own = row["placement_id"].is_empty();
        placements.entry(child).or_default().insert(if own { &row["start_date"] } else { &row["placement_id"] });
        *episodes.entry(child).or_default() += 1;
    }
    let many = |child: &&(&String, &String)| placements.get(*child).is_some_and(|placements| placements.len() >= 3);
    assert_eq!(children.iter().filter(many).count(), 620);
    assert!(children.iter().all(|child| many(&child) == episodes.get(child).is_some_and(|episodes| *episodes >= 3)));
    let began =
        |row: &&Row| row["looked_after_since"].as_str() >= "2023-04-01" && !row["legal_status"].starts_with('V');
    assert!(rows.iter().filter(began).count() > 1500);
}

#[test]
fn no_child_has_gaps_overlaps_or_impossible_days() {
    let (_, files) = sample(1, 6, Mess::None);
    for year in ["2021-22", "2022-23", "2023-24"] {
        let mut last: Option<Row> = None;
        for row in rows(&files, year, "placements") {
            let grown = |age: i16| {
                let born = parse_iso_date(&row["date_of_birth"]).unwrap();
                format!("{:04}{}", born.year() + age, &row["date_of_birth"][4..])
            };
            let same = last.take().filter(|last| last["child_id"] == row["child_id"]);
            assert!(same.is_none_or(|last| last["end_date"] == row["start_date"]), "{row:?}");
            assert!(row["end_date"].is_empty() || row["end_date"] > row["start_date"], "{row:?}");
            assert!(
                row["date_of_birth"] <= row["looked_after_since"] && row["looked_after_since"] <= row["start_date"]
            );
            assert!(row["start_date"] < grown(18) && row["looked_after_until"] <= grown(18), "{row:?}");
            assert_eq!(row["looked_after_until"].is_empty(), row["ceased_reason"].is_empty());
            assert!(!row["end_date"].ends_with("04-01"), "{row:?}");
            let own_home = matches!(row["placement_type"].as_str(), "supported_accommodation" | "independent");
            assert!(!own_home || row["start_date"] >= grown(16), "{row:?}");
            let in_wales = matches!(row["location"].as_str(), "in_authority" | "elsewhere_in_wales");
            let missing = row["registration"] == "registered" && in_wales && row["service_id"].is_empty();
            assert!(!missing, "{row:?}");
            last = Some(row);
        }
    }
}

#[test]
fn concerns_rise_by_23_and_44_per_cent() {
    let (_, files) = sample(1, 7, Mess::None);
    let received = |year: &str, first: &str, types: &[&str]| {
        let here = |row: &&Row| {
            row["received_date"].as_str() >= first && types.iter().any(|t| row["service_type"].starts_with(t))
        };
        rows(&files, year, "concerns").iter().filter(here).count()
    };
    assert_eq!([received("2021-22", "2021-04-01", &[""]), received("2022-23", "2022-04-01", &[""])], [1300, 1599]);
    let homes = ["care_home_children"];
    assert_eq!([received("2021-22", "2021-04-01", &homes), received("2022-23", "2022-04-01", &homes)], [150, 216]);
    let three = ["care_home_children", "fostering", "secure_accommodation"];
    assert_eq!(received("2022-23", "2022-10-01", &three), 173);
}

#[test]
fn a_sample_is_the_same_every_time_and_another_with_another_seed() {
    let first = sample(1, 5, Mess::Typical);
    assert_eq!(first, sample(1, 5, Mess::Typical));
    assert_ne!(first.1, sample(1, 9, Mess::Typical).1);
}

#[test]
fn twice_the_scale_is_twice_the_children() {
    let (_, files) = sample(2, 5, Mess::None);
    let rows = rows(&files, "2023-24", "placements");
    let here = looked_after(&rows, "2024-03-31");
    let children: BTreeSet<_> = here.iter().map(|row| (&row["folder"], &row["child_id"])).collect();
    assert_eq!((here.len(), children.len()), (2 * 7198, 2 * 7198));
}

/// What people write where yes or no is asked.
const UNSURE: [&str; 7] = ["perhaps", "unsure", "sometimes", "in training", "partly", "sixteen", "maybe"];

#[test]
fn labels_name_the_lines_of_what_was_planted() {
    let (made, files) = sample(1, 5, Mess::Heavy);
    let mut reader = csv::Reader::from_reader(&files["labels.csv"][..]);
    let labels: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(u64::try_from(labels.len()).unwrap(), made.planted);
    for label in &labels {
        let bytes = &files[format!("returns/{}", &label[0]).trim_end_matches(".gz")];
        let Some(number) = label[1].parse::<usize>().unwrap().checked_sub(1) else { continue };
        let line = lines(bytes).into_iter().nth(number).unwrap();
        let text = String::from_utf8_lossy(line);
        let seen = match &label[3] {
            "S-QUOTE-IN-FIELD" | "S-TEXT-AFTER-QUOTE" | "S-OPEN-QUOTE" => text.contains('"'),
            "S-CONTROL" => text.contains('\u{1}'),
            "S-EXCEL-ERROR" => text.contains('#'),
            "S-ID" => text.contains("E+"),
            "S-YES-NO" => UNSURE.iter().any(|word| text.contains(word)),
            "S-AFTER-TABLE" => text.contains("v2,AJ"),
            _ => text.len() > 3,
        };
        assert!(seen, "{label:?}: {text}");
    }
}

/// Physical lines, however they end.
fn lines(bytes: &[u8]) -> Vec<&[u8]> {
    let mut lines = Vec::new();
    let mut start = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let ends = *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
        if ends {
            lines.push(&bytes[start..at]);
            start = at + 1;
        }
    }
    lines
}

/// Rows of a return of 2023-24 by folder, those of one day alone where there is a column for it.
fn by_folder<'r>(rows: &'r [Row], day: Option<(&str, &str)>) -> BTreeMap<&'r str, Vec<&'r Row>> {
    let mut all: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in rows.iter().filter(|row| day.is_none_or(|(column, day)| row[column] == day)) {
        all.entry(&row["folder"]).or_default().push(row);
    }
    all
}

fn sum(rows: &[&Row], column: &str, which: impl Fn(&Row) -> bool) -> usize {
    rows.iter().filter(|row| which(row)).filter_map(|row| row[column].parse::<usize>().ok()).sum()
}

#[test]
fn caseloads_add_up_to_the_children_and_to_the_care_leavers() {
    let (_, files) = sample(1, 5, Mess::None);
    let day = "2024-03-31";
    let of = |table: &str| rows(&files, "2023-24", table);
    let (placements, allocations, caseloads, leavers) =
        (of("placements"), of("allocations"), of("caseloads"), of("care_leavers"));
    let children = by_folder(&placements, None);
    let spells = by_folder(&allocations, None);
    let leavers = by_folder(&leavers, None);
    let caseloads = by_folder(&caseloads, Some(("snapshot_date", day)));
    assert_eq!(caseloads.len(), 22);
    for (authority, held) in caseloads {
        let children = looked_after(&placements, day).into_iter().filter(|row| row["folder"] == authority).count();
        let live: Vec<_> = spells[authority].iter().filter(|row| live(row, "from_date", "to_date", day)).collect();
        assert_eq!(live.len(), children, "{authority}: every child has one spell");
        let unallocated = live.iter().filter(|row| row["worker_id"].is_empty()).count();
        let officer = |row: &Row| row["role"] == "independent_reviewing_officer";
        assert_eq!(sum(&held, "looked_after_cases", |row| !officer(row)) + unallocated, children, "{authority}");
        assert_eq!(sum(&held, "looked_after_cases", officer), children, "{authority}");
        let advised = leavers[authority].iter().filter(|row| row["personal_adviser"] == "yes").count();
        assert_eq!(sum(&held, "care_leaver_cases", |_| true), advised, "{authority}");
    }
    assert_eq!(children.len(), 22);
}

#[test]
fn a_move_is_an_end_and_a_start() {
    let (_, files) = sample(1, 5, Mess::None);
    let moves = rows(&files, "2022-23", "moves");
    let placements = rows(&files, "2022-23", "placements");
    let key = |row: &Row, day: &str| (row["folder"].clone(), row["child_id"].clone(), row[day].clone());
    let starts: BTreeMap<_, _> = placements.iter().map(|row| (key(row, "start_date"), row)).collect();
    let ends: BTreeMap<_, _> = placements.iter().map(|row| (key(row, "end_date"), row)).collect();
    for one in &moves {
        let (from, to) = (ends[&key(one, "move_date")], starts[&key(one, "move_date")]);
        assert_eq!((&one["from_type"], &one["to_type"]), (&from["placement_type"], &to["placement_type"]));
        assert_eq!((&one["from_location"], &one["to_location"]), (&from["location"], &to["location"]));
        assert_eq!(one["reason"], from["end_reason"]);
    }
    let began = |row: &&Row| {
        let new = matches!(row["episode_reason"].as_str(), "placement_and_carer" | "status_placement_carer");
        new && row["start_date"].as_str() >= "2022-04-01" && row["placement_type"] != "temporary"
    };
    let returned = |row: &&Row| ends[&key(row, "start_date")]["placement_type"] != "temporary";
    assert_eq!(moves.len(), placements.iter().filter(began).filter(returned).count());
}

#[test]
fn who_leaves_for_another_authority_is_seen_to_arrive_there() {
    let (_, files) = sample(1, 5, Mess::None);
    let placements = rows(&files, "2023-24", "placements");
    let gone: BTreeSet<_> = placements
        .iter()
        .filter(|row| row["ceased_reason"] == "other_uk_authority")
        .map(|row| (&row["date_of_birth"], &row["sex"], &row["upn"], &row["looked_after_until"]))
        .collect();
    let come: BTreeSet<_> = placements
        .iter()
        .map(|row| (&row["date_of_birth"], &row["sex"], &row["upn"], &row["looked_after_since"]))
        .collect();
    let both = gone.intersection(&come).count();
    assert!(both >= 5 && both < gone.len(), "{both} of {}", gone.len());
}
