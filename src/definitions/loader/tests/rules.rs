//! Rules that look elsewhere: what they are read as, and every mistake in them.

use std::fs;

use tempfile::TempDir;

use super::{COLLECTION, RETURN, load, refused, small_nation, write};
use crate::definitions::{Cell, Check, Demand, Most, Return, RowsOf, Rule, Target, Whose, YearOf};

/// A national return.
const SERVICES: &str = r#"
title = "Services"
submitter = "national"
key = ["service_id"]
[field.service_id]
kind = "id"
required = true
title = "Service"
[field.opened]
kind = "date"
title = "Opened"
[field.authority]
kind = { code = "authority" }
title = "Authority"
"#;

/// Another return of authorities.
const MOVES: &str = r#"
title = "Moves"
submitter = "authority"
key = ["child_id", "moved_on"]
[field.child_id]
kind = "id"
required = true
title = "Child"
privacy = { pseudonym = "child" }
[field.person_id]
kind = "id"
title = "Person"
privacy = { pseudonym = "upn", national = true }
[field.worker_id]
kind = "id"
title = "Worker"
privacy = { pseudonym = "worker" }
[field.moved_on]
kind = "date"
required = true
title = "Day"
[field.nights]
kind = "integer"
title = "Nights"
[field.name]
kind = "text"
title = "Name"
privacy = "drop"
"#;

/// A collection of three returns in English, with these rules in `placements` and in `services`.
fn nation(placements: &str, services: &str) -> TempDir {
    let folder = small_nation();
    for path in ["words/cy.toml", "words/ui.cy.ftl"] {
        fs::remove_file(folder.path().join(path)).unwrap();
    }
    write(folder.path(), "codes/sex.csv", "code,en\nfemale,Female\nmale,Male\n");
    write(folder.path(), "collection.toml", &COLLECTION.replace("[\"en\", \"cy\"]", "[\"en\"]"));
    let fields = "[field.service_id]\nkind = \"id\"\ntitle = \"Service\"\n[field.person_id]\nkind = \"id\"\n\
        title = \"Person\"\nprivacy = { pseudonym = \"upn\", national = true }\n[field.remark]\nkind = \"text\"\n\
        title = \"Remark\"\nprivacy = \"drop\"\n[field.authority_at]\n\
        kind = { code = \"authority\" }\ntitle = \"Where\"\n[[rule]]\ncode = \"PLC-003\"";
    let of = RETURN.replacen("[[rule]]\ncode = \"PLC-003\"", fields, 1);
    write(folder.path(), "returns/placements.toml", &format!("{of}\n{placements}"));
    write(folder.path(), "returns/services.toml", &format!("{SERVICES}\n{services}"));
    write(folder.path(), "returns/moves.toml", MOVES);
    write(folder.path(), "reference/teams.csv", "team,since,until\nA,2020-01-01,2024-01-01\nA,2024-01-01,\n");
    write(folder.path(), "reference/odd.csv", "team,since\nA,long ago\n");
    folder
}

/// A rule that is proved, or says that it is.
fn rule(demands: &str, examples: &str) -> String {
    let examples =
        if examples.is_empty() { "[[rule.example]]\npass = {}\n[[rule.example]]\nfail = {}" } else { examples };
    format!(
        "[[rule]]\ncode = \"X-1\"\nseverity = \"warning\"\ncolumns = [\"service_id\"]\n{demands}\n\
         says = \"It is wrong.\"\nfix = \"Mend it.\"\n{examples}\n"
    )
}

fn loaded(text: &str, check: impl Fn(&Return, &Rule)) {
    let folder = nation(text, "");
    let definitions = load(&folder).unwrap_or_else(|error| panic!("{text}\n{error}"));
    let placements = &definitions.returns["placements"];
    check(placements, &placements.rules[2]);
}

fn of_return(id: &str, year: YearOf, whose: Whose) -> Target {
    Target::Return { id: id.into(), year, whose }
}

#[test]
fn a_column_is_known_in_another_return() {
    loaded(&rule("known_in = \"services.service_id\"", ""), |_, rule| {
        let Check::Joined(join) = &rule.check else { panic!("{rule:?}") };
        assert_eq!(join.to, of_return("services", YearOf::Same, Whose::Own));
        assert_eq!(join.on, [("service_id".into(), "service_id".into())]);
        assert!(matches!(join.demand, Demand::Exists));
    });
    loaded(&rule("known_in = \"teams.team\"", ""), |_, rule| {
        let Check::Joined(join) = &rule.check else { panic!("{rule:?}") };
        assert_eq!(join.to, Target::Table("teams".into()));
    });
}

#[test]
fn a_join_is_declared() {
    let demands = "joined_to = { return = \"moves\", on = [\"child_id\", \"start_date = moved_on\"], \
        where = \"moves.nights > 1\" }\nwhen = \"end_date IS NULL\"\nexpect = \"COUNT(*) = 1\"\nfatal_if = \"> 20 rows\"";
    let examples = "[[rule.example]]\nrows = \"\"\"\nchild_id,start_date\na,2024-01-01\nb,2024-01-01\n\"\"\"\n\
        given.moves = \"\"\"\nchild_id,moved_on,nights\na,2024-01-01,2\n\"\"\"\nfails = [2]";
    loaded(&rule(demands, examples), |_, rule| {
        let Check::Joined(join) = &rule.check else { panic!("{rule:?}") };
        assert_eq!(join.on[1], ("start_date".into(), "moved_on".into()));
        assert_eq!(join.filter.as_ref().unwrap().there, ["nights".into()]);
        assert!(matches!(&join.demand, Demand::Together(paired) if paired.aggregates.len() == 1));
        assert_eq!(rule.fatal_if, Some(Most::Rows(20)));
        let (target, rows) = &rule.examples[0].given[0];
        assert_eq!((target, rows.rows.len()), (&join.to, 1));
    });
    let demands = "joined_to = { table = \"teams\", on = [\"service_id = team\"], valid_on = \"start_date\" }\nexpect = \"exists\"";
    loaded(&rule(demands, ""), |_, rule| {
        let Check::Joined(join) = &rule.check else { panic!("{rule:?}") };
        assert_eq!(join.filter.as_ref().unwrap().there, ["since".into(), "until".into()]);
    });
    let demands = "joined_to = { return = \"placements\", on = [\"person_id\"], of = \"others\", where = \
        \"placements.start_date < COALESCE(end_date, :data_to)\" }\nexpect = \"none\"";
    let examples = "[[rule.example]]\npass = { person_id = \"a\", end_date = \"2024-01-01\" }\n\
        others.placements = \"\"\"\nperson_id,start_date\nb,2023-05-01\n\"\"\"\n\
        [[rule.example]]\nfail = { person_id = \"a\" }\nothers.placements = \"\"\"\nperson_id,start_date\na,2023-05-01\n\"\"\"";
    loaded(&rule(demands, examples), |_, rule| {
        assert_eq!(rule.examples[1].given[0].0, of_return("placements", YearOf::Same, Whose::Others));
    });
}

#[test]
fn last_years_return_is_held_beside_this_years() {
    let examples = "[[rule.example]]\npass = { child_id = \"a\", start_date = \"2024-01-01\", sex = \"male\" }\n\
        prev = \"\"\"\nchild_id,start_date,sex\na,2024-01-01,male\n\"\"\"\n\
        [[rule.example]]\nfail = { child_id = \"a\", start_date = \"2024-01-01\", sex = \"male\" }\n\
        prev.placements = \"\"\"\nchild_id,start_date,sex\na,2024-01-01,female\n\"\"\"";
    loaded(&rule("previous_year = true\nexpect = \"sex = prev.sex\"", examples), |_, rule| {
        let Check::Joined(join) = &rule.check else { panic!("{rule:?}") };
        assert_eq!(join.on.len(), 2);
        assert_eq!(&*join.qualifier, "prev");
        assert!(matches!(join.demand, Demand::Every(_)));
        let last = of_return("placements", YearOf::Previous, Whose::Own);
        assert_eq!((&rule.examples[0].given[0].0, &rule.examples[1].given[0].0), (&last, &last));
    });
    let demands = "rows = \"previous\"\nwhen = \"end_date IS NULL\"\n\
        joined_to = { return = \"placements\", on = [\"child_id\", \"start_date\"] }\nexpect = \"exists\"";
    let examples = "[[rule.example]]\nrows = \"\"\"\nchild_id,start_date\na,2024-01-01\n\"\"\"\n\
        prev = \"\"\"\nchild_id,start_date\na,2024-01-01\nb,2024-01-01\nc,2024-01-01\n\"\"\"\nfails = [2, 3]";
    loaded(&rule(demands, examples), |_, rule| {
        assert_eq!(rule.rows, RowsOf::PreviousYear);
        assert_eq!(rule.examples[0].fails, [2, 3]);
    });
}

#[test]
fn scalars_from_elsewhere_stand_in_rules_on_the_table() {
    let demands = "table = \"COUNT(*) BETWEEN 0.8 * prev AND 1.2 * prev AND COUNT(DISTINCT child_id) >= moved\"\n\
        [rule.given]\nmoved = { return = \"moves\", value = \"COUNT(DISTINCT child_id)\", where = \"moved_on <= :as_at\", \
        year = \"previous\" }";
    let examples = "[[rule.example]]\nfail = { child_id = \"a\" }\nprev.placements = \"\"\"\nchild_id\na\nb\n\"\"\"\n\
        prev.moves = \"\"\"\nchild_id\na\n\"\"\"\n\
        [[rule.example]]\npass = { child_id = \"a\" }\nprev = \"\"\"\nchild_id\na\n\"\"\"";
    // The texts stand before the table `given`.
    let text = rule("", &format!("{demands}\n{examples}"));
    loaded(&text, |_, rule| {
        let Check::Table(scalar) = &rule.check else { panic!("{rule:?}") };
        let names: Vec<&str> = scalar.given.iter().map(|(name, _)| &**name).collect();
        assert_eq!(names, ["moved", "prev"]);
        assert_eq!(scalar.given[0].1.to, of_return("moves", YearOf::Previous, Whose::Own));
        assert_eq!(scalar.given[1].1.to, of_return("placements", YearOf::Previous, Whose::Own));
        assert_eq!(scalar.formula.columns, ["child_id".into()]);
        assert_eq!(rule.examples[0].given.len(), 2);
    });
}

#[test]
fn a_national_return_looks_at_everybodys() {
    let demands = "joined_to = { return = \"moves\", on = [] }\nexpect = \"COUNT(*) > 0\"";
    let folder = nation("", &rule(demands, ""));
    let definitions = load(&folder).unwrap_or_else(|error| panic!("{error}"));
    let Check::Joined(join) = &definitions.returns["services"].rules[0].check else { panic!() };
    assert_eq!((&join.to, join.on.len()), (&of_return("moves", YearOf::Same, Whose::All), 0));
}

fn refused_for(demands: &str, said: &str) {
    let all = refused(&nation(&rule(demands, ""), ""));
    let found = all.iter().any(|mistake| mistake.contains(said) && mistake.contains("placements.toml:"));
    assert!(found, "{demands}: {said}\nnot in\n{}", all.join("\n\n"));
}

#[test]
fn what_cannot_be_looked_at_elsewhere_is_refused_where_it_stands() {
    let join = |rest: &str, expect: &str| format!("joined_to = {{ {rest} }}\nexpect = \"{expect}\"");
    let moves = |rest: &str, expect: &str| join(&format!("return = \"moves\", on = [\"child_id\"]{rest}"), expect);
    for (demands, said) in [
        ("known_in = \"service.service_id\"".to_owned(), "did you mean `services`?"),
        ("known_in = \"services.service\"".to_owned(), "did you mean `service_id`?"),
        ("known_in = \"services\"".to_owned(), "this is not a column elsewhere"),
        ("known_in = \"services.opened\"".to_owned(), "they are of different kinds"),
        ("known_in = \"moves.child_id\"".to_owned(), "one is a pseudonym and the other is not"),
        ("known_in = \"services.service_id\"\nexpect = \"none\"".to_owned(), "`known_in` demands enough"),
        ("known_in = \"services.service_id\"\nunique = true".to_owned(), "`unique` does not go with"),
        ("known_in = \"teams.team\"\nprevious_year = true".to_owned(), "looks to several sides"),
        (join("return = \"move\", on = []", "exists"), "did you mean `moves`?"),
        (join("table = \"team\", on = []", "exists"), "did you mean `teams`?"),
        (join("table = \"teams\", return = \"moves\", on = []", "exists"), "leads nowhere, or to several places"),
        (join("table = \"teams\", on = [], year = \"previous\"", "exists"), "is of no year"),
        (join("return = \"moves\"", "exists"), "`on` is missing here"),
        (join("return = \"moves\", on = [\"chid_id\"]", "exists"), "did you mean `child_id`?"),
        (join("return = \"moves\", on = [\"child_id = child\"]", "exists"), "did you mean `child_id`?"),
        (join("return = \"moves\", on = [\"child_id = name\"]", "exists"), "`moves` has no column `name`"),
        (join("return = \"moves\", on = [\"child_id = nights\"]", "exists"), "they are of different kinds"),
        (join("return = \"moves\", on = [\"child_id = worker_id\"]", "exists"), "pseudonyms of different kinds"),
        (moves(", of = \"all\"", "exists"), "pseudonyms within one authority"),
        (join("return = \"services\", on = [\"service_id\"], of = \"others\"", "none"), "has one sender"),
        (moves(", year = \"last\"", "exists"), "there is no such choice"),
        (moves(", were = \"TRUE\"", "exists"), "did you mean `where`?"),
        (moves(", where = \"COUNT(*) > 1\"", "exists"), "aggregates stand in `expect`"),
        (moves("", "end_date IS NULL"), "it says nothing of `moves`"),
        (moves("", "exist"), "no such column as `exist`"),
        (moves("", "prev.nights > 1"), "no such name as `prev`"),
        (moves("", "moves.night > 1"), "did you mean `nights`?"),
        (moves("", "COUNT(*) > moves.nights"), "stands in one of them too"),
        (moves(", valid_on = \"start_date\"", "exists"), "only the rows of a reference table"),
        (join("table = \"teams\", on = [], valid_on = \"sex\"", "exists"), "`sex` is no date"),
        (join("table = \"odd\", on = [], valid_on = \"start_date\"", "exists"), "holds more than days"),
        (join("table = \"regions\", on = [], valid_on = \"start_date\"", "exists"), "neither `since` and `until`"),
    ] {
        refused_for(&demands, said);
    }
}

#[test]
fn what_a_rule_cannot_demand_is_refused_where_it_stands() {
    for (demands, said) in [
        ("previous_year = true\nexpect = \"placements.sex = sex\"", "no such name as `placements`"),
        ("rows = \"previous\"\ntable = \"COUNT(*) > 0\"", "last year's rows are looked at for"),
        ("rows = \"previous\"\nunique = true", "last year's rows are looked at for"),
        ("rows = \"previous\"\nexpect = \"remark IS NULL\"", "no such column as `remark`"),
        ("known_in = \"teams.team\"\nwhen = \"remark IS NULL\"", "no such column as `remark`"),
        ("rows = \"previous\"\nprevious_year = true\nexpect = \"exists\"", "last year's rows are looked at for"),
        ("expect = \"prev.sex = sex\"", "without their table"),
        ("expect = \"working_days(start_date, end_date) > 1\"", "without bank holidays"),
        ("expect = \"end_date IS NULL\"\nfatal_if = \"5%\"", "this is not a threshold"),
        ("expect = \"end_date IS NULL\"\nfatal_if = \"> 120%\"", "this is not a threshold"),
        ("expect = \"end_date IS NULL\"\ngiven = {}", "`given` belongs to `table`"),
        ("table = \"COUNT(*) > 0\"\ngiven = { x = { return = \"moves\", value = \"COUNT(*)\" } }", "not used"),
        ("table = \"sex > 0\"\ngiven = { sex = { return = \"moves\", value = \"COUNT(*)\" } }", "taken"),
        ("table = \"x > 0\"\ngiven = { x = { return = \"moves\", value = \"nights\" } }", "through COUNT"),
        ("table = \"x > 0\"\ngiven = { x = { return = \"moves\", value = \"SUM(night)\" } }", "`nights`?"),
        (
            "table = \"x > 0\"\ngiven = { x = { return = \"moves\", value = \"COUNT(*)\", \
             where = \"COUNT(*) OVER (PARTITION BY nights) > 1\" } }",
            "looks at each row by itself",
        ),
    ] {
        refused_for(demands, said);
    }
}

#[test]
fn what_an_example_cannot_give_is_refused_where_it_stands() {
    let pass = "[[rule.example]]\npass = {}\n[[rule.example]]\nfail = {}\n";
    let known = "known_in = \"services.service_id\"";
    let vanish =
        "rows = \"previous\"\njoined_to = { return = \"placements\", on = [\"child_id\"] }\nexpect = \"exists\"";
    for (demands, given, said) in [
        (known, "given.service = \"service_id\"", "did you mean `services`?"),
        (known, "given.moves = \"child_id\"", "the rule does not look there"),
        (known, "given.placements = \"child_id\"", "stand in `rows`"),
        (known, "prev = \"child_id\"", "the rule does not look there"),
        (known, "others.services = \"service_id\"", "the rule does not look there"),
        (known, "given.services = \"service\"", "did you mean `service_id`?"),
        (known, "given.services = 1", "rows as CSV in quotes"),
        (known, "given.services = \"\"\"\nservice_id,opened\na,soon\n\"\"\"", "expected a day"),
        (vanish, "prev = \"child_id\"", "write this year's as `rows`"),
        ("expect = \"end_date IS NULL\"", "given.moves = \"child_id\"", "the rule does not look there"),
    ] {
        let all = refused(&nation(&rule(demands, &format!("{pass}{given}")), ""));
        let found = all.iter().any(|mistake| mistake.contains(said) && mistake.contains("placements.toml:"));
        assert!(found, "{demands} {given}: {said}\nnot in\n{}", all.join("\n\n"));
    }
}

#[test]
fn a_table_of_bank_holidays_holds_days() {
    let working = rule("expect = \"working_days(start_date, end_date) > 1\"", "");
    let folder = nation(&working, "");
    write(folder.path(), "reference/bank_holidays.csv", "date,en\n2024-01-01,New Year\n25 December,Christmas\n");
    let all = refused(&folder);
    assert!(all.iter().any(|mistake| mistake.contains("bank_holidays.csv:3:1")), "{all:?}");
    write(folder.path(), "reference/bank_holidays.csv", "date,en\n2024-01-01,New Year\n");
    assert!(load(&folder).is_ok());
}

#[test]
fn rows_may_be_indented_to_their_closing_quotes() {
    let examples = "[[rule.example]]\nrows = \"\"\"\n  service_id\n  a\n\"\"\n\n  b\n  \"\"\"\n\
        given.services = \"\"\"\n  service_id\n  a\n  \"\"\"\nfails = [3]";
    loaded(&rule("known_in = \"services.service_id\"", examples), |_, rule| {
        let example = &rule.examples[0];
        assert_eq!((example.rows.rows.len(), example.given[0].1.rows.len()), (3, 1));
        assert_eq!(example.rows.rows[1], [Cell::Null]);
    });
}
