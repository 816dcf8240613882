//! Examples of rules that look elsewhere, run as they are written.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::*;
use crate::definitions::Definitions;

const COLLECTION: &str = r#"
title = "A small nation"
years = ["2022-23", "2023-24"]
languages = ["en"]
nation = { code = "W92000004", name = "Wales" }
[gates]
held_back_share = 1.0
[disclosure]
"#;

const FIELDS: &str = r#"
title = "Placements"
submitter = "authority"
key = ["child_id", "start_date"]
[field.child_id]
kind = "id"
title = "Child"
[field.born]
kind = "date"
title = "Born"
privacy = "month"
[field.start_date]
kind = "date"
title = "Start"
[field.end_date]
kind = "date"
title = "End"
[field.team]
kind = "text"
title = "Team"
"#;

const VISITS: &str = r#"
title = "Visits"
submitter = "authority"
key = ["child_id", "day"]
[field.child_id]
kind = "id"
title = "Child"
[field.born]
kind = "date"
title = "Born"
[field.day]
kind = "date"
title = "Day"
"#;

/// A collection of two returns, one rule and its examples.
fn collection(rule: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    let rule = format!(
        "[[rule]]\ncode = \"X-1\"\nseverity = \"warning\"\ncolumns = [\"child_id\"]\nsays = \"No.\"\nfix = \"Yes.\"\n{rule}"
    );
    let authorities = "code,former,statswales,letters,ons,en,cy,official,forms,region,health_board,valid_from,valid_to\n\
        W06000001,,512,AGY,00NA,Isle of Anglesey,Ynys Môn,Isle of Anglesey County Council,,RPB-1,,1996-04-01,\n";
    for (path, text) in [
        ("collection.toml", COLLECTION),
        ("returns/placements.toml", &format!("{FIELDS}{rule}")),
        ("returns/visits.toml", VISITS),
        ("words/ui.en.ftl", "title = Overview\n"),
        ("reference/authorities.csv", authorities),
        ("reference/regions.csv", "code,en,cy\nRPB-1,North,Gogledd\n"),
        ("reference/bank_holidays.csv", "date\n2023-04-07\n2024-01-01\n"),
        ("reference/teams.csv", "team,since,until,lead\nA,2020-01-01,2024-01-01,x\nA,2024-01-01,,y\nB,,2023-06-01,z\n"),
    ] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// What does not come out, of a rule of `placements`.
fn failures(rule: &str) -> Vec<String> {
    let folder = collection(rule);
    let loaded = Definitions::load(folder.path(), Path::new("/nowhere"));
    let definitions = loaded.unwrap_or_else(|error| panic!("{error}"));
    let collected = Collected { returns: &definitions.returns, reference: &definitions.reference };
    let failures = prove(&definitions.returns["placements"], &collected);
    failures.into_iter().map(|failure| failure.message).collect()
}

#[track_caller]
fn proved(rule: &str) {
    assert_eq!(failures(rule), Vec::<String>::new(), "{rule}");
}

#[test]
fn a_row_is_held_to_another_return() {
    proved(
        r#"
        joined_to = { return = "visits", on = ["child_id"], where = "visits.day BETWEEN start_date AND end_date" }
        expect = "COUNT(DISTINCT visits.day) >= 2"
        [[rule.example]]
        rows = """
        child_id,start_date,end_date
        a,2023-05-01,2023-06-01
        b,2023-05-01,2023-06-01
        c,2023-05-01,
        ,2023-05-01,2023-06-01
        """
        given.visits = """
        child_id,day
        a,2023-05-02
        a,2023-06-01
        a,2023-06-02
        b,2023-05-01
        b,2023-07-01
        """
        fails = [2, 3]"#,
    );
    proved(
        r#"
        joined_to = { return = "visits", on = ["child_id"] }
        expect = "working_days(start_date, visits.day) <= 5"
        [[rule.example]]
        rows = """
        child_id,start_date
        a,2023-04-03
        b,2023-04-03
        c,2023-04-03
        """
        given.visits = """
        child_id,day
        a,2023-04-03
        a,2023-04-11
        b,2023-04-12
        """
        fails = [2]"#,
    );
}

#[test]
fn a_row_is_told_from_the_others_of_its_submission_by_its_line() {
    proved(
        r#"
        joined_to = { return = "placements", on = ["child_id"], where = "placements._line <> _line" }
        expect = "placements.start_date >= COALESCE(end_date, :data_to) OR placements.end_date <= start_date"
        [[rule.example]]
        rows = """
        child_id,start_date,end_date
        a,2023-04-01,2023-05-01
        a,2023-05-01,2023-06-01
        b,2023-04-01,2023-05-02
        b,2023-05-01,2023-06-01
        """
        fails = [3, 4]"#,
    );
}

#[test]
fn another_authority_does_not_have_the_same_child() {
    proved(
        r#"
        joined_to = { return = "placements", on = ["child_id"], of = "others" }
        expect = "none"
        [[rule.example]]
        rows = """
        child_id
        a
        b
        """
        others.placements = """
        child_id
        b
        """
        fails = [2]"#,
    );
    proved(
        r#"
        joined_to = { return = "placements", on = ["child_id"], of = "all" }
        expect = "COUNT(*) = 1"
        [[rule.example]]
        rows = """
        child_id
        a
        b
        """
        others.placements = """
        child_id
        b
        """
        fails = [2]"#,
    );
    proved(
        r#"
        joined_to = { return = "placements", on = ["child_id"], of = "others", year = "previous" }
        expect = "exists"
        [[rule.example]]
        rows = """
        child_id
        a
        b
        """
        prev = """
        child_id
        b
        """
        fails = [1]"#,
    );
}

#[test]
fn of_a_day_that_is_stored_as_its_month_rules_on_other_rows_see_the_month() {
    proved(
        r#"
        joined_to = { return = "placements", on = ["child_id"], year = "previous" }
        expect = "born = prev.born"
        [[rule.example]]
        rows = """
        child_id,born
        a,2010-05-13
        b,2010-05-13
        """
        prev = """
        child_id,born
        a,2010-05-01
        b,2010-06-13
        """
        fails = [2]"#,
    );
}

#[test]
fn last_years_rows_and_the_days_of_others_are_seen_by_their_month_too() {
    proved(
        r#"
        rows = "previous"
        joined_to = { return = "placements", on = ["child_id", "born"] }
        expect = "exists"
        [[rule.example]]
        rows = """
        child_id,born
        a,2010-05-13
        """
        prev = """
        child_id,born
        a,2010-05-01
        b,2010-05-01
        """
        fails = [2]"#,
    );
    // The other return stores the day.
    proved(
        r#"
        joined_to = { return = "visits", on = ["child_id"] }
        expect = "days(born, visits.born) BETWEEN 0 AND 30"
        [[rule.example]]
        rows = """
        child_id,born
        a,2010-05-13
        """
        given.visits = """
        child_id,born
        a,2010-05-02
        """
        [[rule.example]]
        rows = """
        child_id,born
        a,2010-05-13
        """
        given.visits = """
        child_id,born
        a,2010-06-01
        """
        fails = [1]"#,
    );
}

#[test]
fn the_row_of_a_reference_table_is_that_which_holds_on_the_day() {
    proved(
        r#"
        joined_to = { table = "teams", on = ["team"], valid_on = "start_date", where = "teams.lead <> 'x'" }
        expect = "exists"
        [[rule.example]]
        rows = """
        team,start_date
        A,2023-12-31
        A,2024-01-01
        B,2023-05-31
        B,2023-06-01
        ,2023-06-01
        A,
        """
        fails = [1, 4, 6]
        [[rule.example]]
        pass = { team = "C", start_date = "2023-05-01" }
        given.teams = "team,lead\nC,y\n""#,
    );
}

#[test]
fn a_table_is_held_to_scalars_from_elsewhere() {
    proved(
        r#"
        table = "COUNT(*) BETWEEN 0.5 * prev AND 2 * prev AND COUNT(DISTINCT child_id) <= seen AND MIN(start_date) >= :year_start"
        given = { seen = { return = "visits", value = "COUNT(DISTINCT child_id)", where = "day <= :as_at" } }
        [[rule.example]]
        rows = """
        child_id,start_date
        a,2023-05-01
        a,2023-05-02
        """
        prev = "child_id\nx\n"
        given.visits = "child_id,day\na,2024-01-01\n"
        [[rule.example]]
        rows = """
        child_id,start_date
        a,2023-05-01
        a,2023-05-02
        """
        prev = "child_id\nx\n"
        given.visits = "child_id,day\na,2024-04-01\n"
        fails = [0]
        [[rule.example]]
        rows = """
        child_id,start_date
        a,2023-05-01
        """
        prev = "child_id\nx\ny\nz\n"
        given.visits = "child_id,day\na,2024-01-01\n"
        fails = [0]
        [[rule.example]]
        rows = """
        child_id,start_date
        a,2023-03-31
        """
        prev = "child_id\nx\n"
        given.visits = "child_id,day\na,2024-01-01\n"
        fails = [0]"#,
    );
}

#[test]
fn an_example_that_does_not_come_out_says_what_did() {
    let known = r#"
        known_in = "visits.child_id"
        [[rule.example]]
        pass = { child_id = "a" }
        given.visits = "child_id\na\n"
        [[rule.example]]
        fail = { child_id = "a" }
        given.visits = "child_id\na\n"
    "#;
    assert_eq!(failures(known), ["expected row 1 to break the rule, found no row"]);
    let blank = known
        .replace("fail = { child_id = \"a\" }", "pass = { team = \"x\" }")
        .replace("pass = { child_id = \"a\" }", "fail = { child_id = \"b\" }");
    assert_eq!(failures(&blank)[0], "the rule comes to no verdict on the row");
}
