//! What `StatsWales` accepts and refuses, from its own files and more.

use std::path::Path;

use super::*;

const ROLES: Roles<'static> =
    Roles { year: "date", dimensions: Vec::new(), measure: "measure", values: "data", notes: "notes" };

/// The names of the reasons for which some facts are refused, each once.
fn refused(outcome: Result<Known, Vec<Refusal>>) -> BTreeSet<&'static str> {
    outcome.err().unwrap_or_default().iter().map(Refusal::as_str).collect()
}

fn said(text: &str) -> BTreeSet<&'static str> {
    refused(facts(format!("date,data,measure,notes\n{text}").as_bytes(), &ROLES))
}

/// The folder of files that `StatsWales` accepts and refuses, where it is.
fn shared(path: &str) -> Option<Vec<u8>> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/checks/publishing"));
    if !folder.is_dir() {
        eprintln!("\nLEFT OUT: no {}\n", folder.display());
        return None;
    }
    Some(std::fs::read(folder.join(path)).unwrap())
}

#[test]
fn what_statswales_accepts_is_accepted() {
    let (Some(first), Some(second)) = (shared("minimal/data.csv"), shared("minimal/update.csv")) else { return };
    let known = facts(&first, &ROLES).unwrap();
    update(&second, &ROLES, &known).unwrap();
    let measures = shared("minimal/measure.csv").unwrap();
    lookup(&measures, known.codes("measure").unwrap(), &["en", "cy"]).unwrap();
}

#[test]
fn each_file_that_statswales_refuses_is_refused_for_its_own_reason() {
    let Some(first) = shared("minimal/data.csv") else { return };
    let known = facts(&first, &ROLES).unwrap();
    for (name, reason) in [
        ("bad-note-codes", "bad_note_codes"),
        ("dupe-fact", "duplicate_fact"),
        ("incomplete-fact", "incomplete_fact"),
        ("non-numeric-data", "non_numeric_data_value"),
    ] {
        let bytes = shared(&format!("invalid/{name}.csv")).unwrap();
        assert_eq!(refused(facts(&bytes, &ROLES)), BTreeSet::from([reason]), "{name}");
    }
    let alone = refused(facts(&shared("invalid/only-1-col.csv").unwrap(), &ROLES));
    let missing = ["missing_column", "no_data_value_column", "no_note_codes", "unknown_present"];
    assert_eq!(alone, BTreeSet::from(missing));
    let twice = shared("invalid/update-dupe-fact.csv").unwrap();
    assert_eq!(refused(update(&twice, &ROLES, &known)), BTreeSet::from(["duplicate_fact"]));
    assert_eq!(refused(facts(&twice, &ROLES)), BTreeSet::new(), "by itself there is nothing wrong with it");
}

#[test]
fn a_column_more_or_less_is_refused() {
    let refused = |text: &str| refused(facts(text.as_bytes(), &ROLES));
    assert_eq!(refused("date,data,measure\n2015,1,1\n"), BTreeSet::from(["no_note_codes"]));
    assert_eq!(refused("date,measure,notes\n2015,1,\n"), BTreeSet::from(["no_data_value_column"]));
    assert_eq!(refused("date,data,measure,notes,more\n2015,1,1,,\n"), BTreeSet::from(["unknown_present"]));
    assert_eq!(refused("date,data,measure,notes\n2015,1,1\n"), BTreeSet::from(["unreadable"]));
    let known = facts(b"date,data,measure,notes\n2015,1,1,\n", &ROLES).unwrap();
    let moved = update(b"date,measure,data,notes\n2016,1,1,\n", &ROLES, &known);
    assert_eq!(moved.unwrap_err(), [Refusal::UnmatchedColumns]);
}

#[test]
fn a_value_is_a_number_or_blank_with_a_reason() {
    for value in ["7", "-7.5", "+7", "7.", ".5", "12:30", "12:30:59"] {
        assert_eq!(said(&format!("2015,{value},1,\n")), BTreeSet::new(), "{value}");
    }
    for value in ["7a", "1e5", "-", ".", "1,000", "12:3", "7 ", "-.5", "NaN"] {
        let value = format!("2015,\"{value}\",1,\n");
        assert_eq!(said(&value), BTreeSet::from(["non_numeric_data_value"]), "{value}");
    }
    assert_eq!(said("2015,,1,\"P, C\"\n"), BTreeSet::new());
    assert_eq!(said("2015,,1,p\n"), BTreeSet::from(["no_reason"]));
    assert_eq!(said("2015,1,1,\"p,q\"\n"), BTreeSet::from(["bad_note_codes"]));
}

#[test]
fn years_are_written_in_one_way() {
    assert_eq!(said("2015-16,1,1,\n2016-17,1,1,\n"), BTreeSet::new());
    assert_eq!(said("2015-16,1,1,\n2016/17,1,1,\n"), BTreeSet::from(["another_year_format"]));
}

#[test]
fn an_update_may_revise_what_it_marks_as_revised() {
    let known = facts(b"date,data,measure,notes\n2015,1,1,\n", &ROLES).unwrap();
    update(b"date,data,measure,notes\n2015,2,1,r\n2016,2,1,\n", &ROLES, &known).unwrap();
}

#[test]
fn codes_are_described_once_in_every_language() {
    let codes = BTreeSet::from(["1".to_owned(), "2".to_owned()]);
    let refused = |rows: &str| {
        let bytes = format!("refcode,description,lang,hierarchy\n{rows}");
        let outcome = lookup(bytes.as_bytes(), &codes, &["en", "cy"]);
        outcome.err().unwrap_or_default().iter().map(Refusal::as_str).collect::<Vec<_>>()
    };
    let one = "1,Both,en,\n1,Y ddau,cy,\n";
    assert_eq!(refused(&format!("{one}2,Boys,en,1\n2,Bechgyn,cy,1\n")), Vec::<&str>::new());
    assert_eq!(refused(one), ["unmatched_code"]);
    assert_eq!(
        refused(&format!("{one}2,Boys,en,1\n2,Bechgyn,cy,1\n3,Girls,en,1\n3,Merched,cy,1\n")),
        ["unmatched_code"]
    );
    assert_eq!(refused(&format!("{one}2,Boys,en,1\n")), ["not_described_once"]);
    assert_eq!(refused(&format!("{one}2,Boys,en,1\n2,Bechgyn,cy,1\n2,Hogiau,cy,1\n")), ["not_described_once"]);
    assert_eq!(refused(&format!("{one}2,Both,en,1\n2,Bechgyn,cy,1\n")), ["shared_description"]);
    assert_eq!(refused(&format!("{one}2,Boys,en,4\n2,Bechgyn,cy,4\n")), ["no_such_parent"]);
    assert_eq!(refused(&format!("{one}2,Boys,en,2\n2,Bechgyn,cy,2\n")), ["no_such_parent"]);
}
