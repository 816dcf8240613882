//! How persons are known again, and indicators that count them.

use std::fs;

use tempfile::TempDir;

use super::{COLLECTION, INDICATORS, RETURN, VIEW, is_refused_in, load, refused, small_nation, welsh_with, write};
use crate::definitions::{Confidence, Counts};

const LINK: &str = r#"
[link]
base = "placements"
identity = "child_id"
counts = "child"
[[link.way]]
id = "number"
title = "The same number"
confidence = "high"
same = ["number"]
[[link.way]]
id = "move"
title = "A move"
confidence = "low"
same = ["born", "sex"]
left = { on = "end_date", where = "sex = 'female'" }
arrived = { on = "start_date" }
within_days = 3
"#;

const FIELDS: &str = r#"
[field.number]
kind = "id"
title = "Number"
privacy = { pseudonym = "number", national = true }
[field.born]
kind = "date"
title = "Born"
privacy = "month"
[field.sex]
"#;

/// A small nation whose children are linked, and counted as persons.
fn linked() -> TempDir {
    let folder = small_nation();
    write(folder.path(), "collection.toml", &format!("{COLLECTION}{LINK}"));
    write(folder.path(), "returns/placements.toml", &RETURN.replacen("[field.sex]\n", FIELDS, 1));
    let indicators = INDICATORS.replacen("aspect = \"in\"\n", "aspect = \"in\"\nlinked = true\n", 1).replacen(
        "value = 50.0 }",
        "value = 50.0 }\nlinked = { numerator = 1, denominator = 1 }",
        1,
    );
    write(folder.path(), "indicators/placements.toml", &indicators);
    let words = [
        ("return.placements.field.number", "Number"),
        ("return.placements.field.born", "Born"),
        ("link.number.title", "The same number"),
        ("link.move.title", "A move"),
    ];
    write(folder.path(), "words/cy.toml", &welsh_with(&words));
    folder
}

/// Changes one file of a small nation that loads; says whether what follows is the only mistake.
fn is_refused(path: &str, from: &str, to: &str, said: &str) {
    is_refused_in(&linked(), (path, from, to), said);
}

#[test]
fn the_ways_of_linking_stand_in_their_order() {
    let definitions = load(&linked()).unwrap_or_else(|error| panic!("{error}"));
    let linkage = definitions.linkage.as_ref().unwrap();
    assert_eq!((&*linkage.base, &*linkage.identity, linkage.counts), ("placements", "child_id", Counts::Child));
    let [number, moved] = linkage.ways.as_slice() else { panic!("{:?}", linkage.ways) };
    assert_eq!((&*number.id, number.confidence, number.transfer.is_none()), ("number", Confidence::High, true));
    let transfer = moved.transfer.as_ref().unwrap();
    assert_eq!((transfer.within_days, &*transfer.left.on, &*transfer.arrived.on), (3, "end_date", "start_date"));
    assert!(transfer.left.condition.is_some() && transfer.arrived.condition.is_none());
    assert_eq!(moved.same, ["born".into(), "sex".into()]);
    let girls = definitions.indicator("girls").unwrap();
    assert!(girls.linked && girls.examples[0].linked.is_some());
    assert!(load(&small_nation()).unwrap_or_else(|error| panic!("{error}")).linkage.is_none());
}

#[test]
fn a_link_that_could_link_nobody_is_a_mistake_with_a_caret() {
    for (from, to, said) in [
        ("base = \"placements\"", "base = \"placement\"", "did you mean `placements`?"),
        ("identity = \"child_id\"", "identity = \"child\"", "did you mean `child_id`?"),
        ("identity = \"child_id\"", "identity = \"number\"", "this identifies nobody"),
        ("identity = \"child_id\"", "identity = \"sex\"", "this identifies nobody"),
        ("confidence = \"high\"", "confidence = \"sure\"", "there is no such choice"),
        ("same = [\"number\"]", "same = [\"numbre\"]", "did you mean `number`?"),
        ("same = [\"number\"]", "same = [\"child_id\"]", "pseudonyms of `child_id` differ between authorities"),
        ("same = [\"number\"]", "same = [\"born\", \"sex\"]", "this tells nobody apart"),
        ("same = [\"number\"]\n", "", "`same` is missing here"),
        ("on = \"end_date\"", "on = \"sex\"", "`sex` is not a date"),
        ("on = \"start_date\"", "on = \"born\"", "`born` is stored as its month"),
        ("on = \"end_date\"", "on = \"end\"", "did you mean `end_date`?"),
        ("arrived = { on = \"start_date\" }\n", "", "`arrived` is missing here"),
        ("within_days = 3\n", "", "`within_days` is missing here"),
        ("within_days = 3", "within_days = 32", "beyond 31 days, it is no transfer"),
        ("sex = 'female'", "sax = 'female'", "sax"),
        ("sex = 'female'", "LAG(sex) OVER (ORDER BY start_date) = 'female'", "a row shows by itself"),
        ("on = \"start_date\" }", "on = \"start_date\", when = \"TRUE\" }", "`when` means nothing here"),
        ("within_days = 3", "within_days = 3\nwithin = 3", "`within` means nothing here"),
        ("counts = \"child\"", "counts = \"worker\"", "it counts `child`, and `[link]` knows each `worker` again"),
    ] {
        is_refused("collection.toml", from, to, said);
    }
    let twice = LINK.replacen("id = \"move\"", "id = \"number\"", 1).replacen("A move", "The same number", 1);
    let folder = linked();
    write(folder.path(), "collection.toml", &format!("{COLLECTION}{twice}"));
    let words = fs::read_to_string(folder.path().join("words/cy.toml")).unwrap();
    write(folder.path(), "words/cy.toml", words.split("\n[word.\"link.move.title\"]").next().unwrap());
    let all = refused(&folder);
    assert!(all.len() == 1 && all[0].contains("this way stands twice"), "{}", all.join("\n\n"));
}

#[test]
fn an_indicator_counts_persons_only_where_they_are_known_and_it_proves_that() {
    let path = "indicators/placements.toml";
    is_refused(path, "\nlinked = { numerator = 1, denominator = 1 }", "", "none of its examples says what comes out");
    is_refused(path, "\nlinked = true", "", "the indicator does not say `linked = true`");
    is_refused(path, "linked = { numerator = 1, denominator = 1 }", "linked = {}", "this example shows nothing");
    let folder = linked();
    let indicators = fs::read_to_string(folder.path().join(path)).unwrap();
    write(folder.path(), path, &indicators.replacen("link = [\"child_id\"]", "link = [\"sex\"]", 1));
    write(folder.path(), "views/looked_after.sql", &VIEW.replacen("r.child_id, r.sex", "r.sex", 1));
    let all = refused(&folder);
    assert!(all.len() == 1 && all[0].contains("the row set does not yield `child_id`"), "{}", all.join("\n\n"));
    let folder = linked();
    write(folder.path(), "collection.toml", COLLECTION);
    let words = fs::read_to_string(folder.path().join("words/cy.toml")).unwrap();
    write(folder.path(), "words/cy.toml", words.split("\n[word.\"link.number.title\"]").next().unwrap());
    let all = refused(&folder);
    assert!(all.len() == 1 && all[0].contains("the collection has no `[link]`"), "{}", all.join("\n\n"));
}
