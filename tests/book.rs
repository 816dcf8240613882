//! The rule book, as the program writes it; translations that are stale; what findings are told by.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use trosolwg::definitions::{CodeList, Field, FieldKind};
use trosolwg::domain::Language;

use super::blank::part;
use super::support::{Project, clone, copy_tree, wales};

fn languages() -> [Language; 2] {
    [Language::english(), "cy".parse().unwrap()]
}

/// The list that a field's codes come from.
fn list_of(field: &Field) -> Option<&str> {
    match &field.kind {
        FieldKind::Code(list) | FieldKind::Codes(list) => Some(list),
        _ => None,
    }
}

/// The rule book of a collection, by file name.
fn book(project: &Project, collection: Option<&Path>) -> BTreeMap<String, String> {
    let out = project.root.join("book");
    let mut arguments = vec!["dictionary", "--out", out.to_str().unwrap()];
    arguments.extend(collection.map(|folder| ["--collection", folder.to_str().unwrap()]).into_iter().flatten());
    let said = project.run(&arguments).with_status(0);
    assert_eq!(said.stdout.lines().count(), 5, "{}", said.stdout);
    let read = |path: &str| {
        let name = Path::new(path).file_name().unwrap().to_string_lossy().into_owned();
        (name, fs::read_to_string(path).unwrap())
    };
    said.stdout.lines().map(read).collect()
}

type Row = BTreeMap<String, String>;

fn rows(csv: &str) -> Vec<Row> {
    let text = csv.strip_prefix('\u{feff}').expect("the mark of UTF-8");
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect()
}

#[test]
fn the_book_has_every_field_code_and_rule_in_both_languages_and_as_data() {
    let book = book(&Project::empty(), None);
    let [fields, codes, rules] = ["fields.csv", "codes.csv", "rules.csv"].map(|name| rows(&book[name]));
    let definitions = wales();
    for language in languages() {
        let page = &book[&format!("dictionary.{language}.html")];
        for of in definitions.returns.values() {
            for field in &of.fields {
                assert!(page.contains(&format!("<code lang=\"en\">{}</code>", field.name)), "{}", field.name);
                let title = definitions.field_title(&of.id, &field.name, &language).replace('\'', "&#39;");
                assert!(page.contains(&title), "{title}");
                let row = fields.iter().find(|row| row["return"] == *of.id && row["field"] == *field.name).unwrap();
                assert_eq!(row[&format!("title_{language}")], definitions.field_title(&of.id, &field.name, &language));
            }
            for rule in &of.rules {
                assert!(page.contains(&format!("<h4 id=\"rule-{}\">", rule.code)), "{}", rule.code);
                let row = rules.iter().find(|row| row["rule"] == *rule.code).unwrap();
                assert_eq!(row[&format!("says_{language}")], definitions.rule_says(of, rule, &language));
                assert_eq!(row[&format!("fix_{language}")], definitions.rule_fix(of, rule, &language));
                assert_eq!(row["examples"], rule.examples.len().to_string());
                assert!(!row["expect"].is_empty());
            }
        }
        // The bands of indicators are nobody's to send.
        let sent = |list: &&CodeList| {
            definitions.returns.values().any(|of| of.fields.iter().any(|field| list_of(field) == Some(&*list.id)))
        };
        let lists_sent: Vec<&CodeList> = definitions.codes.values().filter(sent).collect();
        assert!(lists_sent.len() > 50, "{} lists", lists_sent.len());
        for code in lists_sent.into_iter().flat_map(|list| &list.codes) {
            assert!(page.contains(&format!("<code lang=\"en\">{}</code>", code.code)), "{}", code.code);
        }
        for code in ["S-DATE", "S-EMPTY", "CASCADE"] {
            assert!(page.contains(&format!("id=\"rule-{code}\"")), "{code}");
        }
    }
    assert_eq!(codes.len(), definitions.codes.values().map(|list| list.codes.len()).sum::<usize>());
    let rule = rules.iter().find(|row| row["rule"] == "SVC-002").unwrap();
    assert_eq!(rule["when"], "cancelled_date IS NOT NULL");
    assert_eq!(rule["expect"], "cancelled_date >= registered_date");
    assert_eq!(rule["severity"], "error");
    let unique = rules.iter().find(|row| row["rule"] == "SVC-001").unwrap();
    assert_eq!(unique["expect"], "COUNT(*) OVER (PARTITION BY service_id) = 1");
    assert!(unique["means_en"].contains("earliest “Date of cancellation”"), "{}", unique["means_en"]);
    assert!(unique["means_cy"].contains("Dyddiad"), "{}", unique["means_cy"]);
    let empty = rules.iter().find(|row| row["rule"] == "S-EMPTY").unwrap();
    assert_eq!((empty["return"].as_str(), empty["severity"].as_str()), ("", "fatal"));
}

#[test]
fn the_pages_of_the_book_are_alike_self_contained_and_lead_nowhere_that_is_not_there() {
    let book = book(&Project::empty(), None);
    let parts = |language: &str| {
        let page = &book[&format!("dictionary.{language}.html")];
        for asked in ["<script", " src=", "url(", "@import", "href=\"http", "<iframe", " style=\""] {
            assert!(!page.contains(asked), "the page has {asked}");
        }
        assert!(page.contains("Content-Security-Policy\" content=\"default-src 'none'"));
        assert!(page.starts_with(&format!("<!DOCTYPE html>\n<html lang=\"{language}\">")), "{language}");
        assert_eq!(page.matches("<h1").count(), 1);
        assert_eq!(page.matches("<table").count(), page.matches("<caption>").count());
        assert_eq!(page.matches("<th>").count() + page.matches("<th class").count(), 0, "a header without scope");
        let after = |mark: &str| {
            page.split(mark).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect::<Vec<_>>()
        };
        let ids = after(" id=\"");
        let distinct: BTreeSet<String> = ids.iter().cloned().collect();
        assert_eq!(distinct.len(), ids.len(), "an id stands twice");
        for target in after("href=\"#") {
            assert!(distinct.contains(&target), "#{target} leads nowhere");
        }
        for file in after("href=\"").iter().filter(|href| !href.starts_with('#') && !href.starts_with("data:")) {
            assert!(book.contains_key(file), "{file} is not written");
        }
        ids
    };
    assert_eq!(parts("en"), parts("cy"));
}

#[test]
fn the_same_definitions_make_the_same_book_and_the_same_blank_returns() {
    let (one, other) = (Project::empty(), Project::empty());
    assert_eq!(book(&one, None), book(&other, None));
    for project in [&one, &other] {
        project.run(&["template", "placements", "--lang", "cy"]).with_status(0);
    }
    let made = |project: &Project| super::support::tree(&project.output().join("templates/cy"));
    assert_eq!(made(&one), made(&other));
    assert_eq!(made(&one).keys().map(String::as_str).collect::<Vec<_>>(), ["placements.csv", "placements.xlsx"]);
    let core = part(&made(&one)["placements.xlsx"], "docProps/core.xml");
    assert_eq!(core.matches("2024-03-31T00:00:00Z").count(), 2, "{core}");
}

/// A copy of the collection with one text changed.
fn changed(project: &Project, path: &str, from: &str, to: &str) -> std::path::PathBuf {
    let collection = project.root.join("wales");
    copy_tree(&clone("pipelines/wales"), &collection);
    let path = collection.join(path);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{from}");
    fs::write(&path, text.replacen(from, to, 1)).unwrap();
    collection
}

#[test]
fn a_translation_whose_english_has_changed_is_named_and_marked_and_a_missing_one_is_a_mistake() {
    let project = Project::empty();
    let now = "Check both dates against the register again.";
    let collection = changed(&project, "returns/services.toml", "Check both dates against the register.", now);
    let place = collection.to_str().unwrap();
    let said = project.run(&["prove", "--collection", place]).with_status(0);
    let named = said.stdout.lines().find(|line| line.contains("rule.SVC-002.fix")).unwrap();
    assert!(named.contains("words/cy.toml:") && named.ends_with(now), "{named}");
    assert!(said.stdout.contains("1 of the drafts is stale"), "{}", said.stdout);
    let said = project.run(&["prove", "--strict", "--collection", place]).with_status(1);
    assert!(said.stderr.contains("the English of 1 translation has changed"), "{}", said.stderr);
    let book = book(&project, Some(&collection));
    let mark = "newidiodd y Saesneg ers ei gyfieithu";
    assert_eq!(book["dictionary.cy.html"].matches(mark).count(), 1);
    assert_eq!(rows(&book["rules.csv"]).iter().filter(|row| row["status_cy"] == "stale").count(), 1);

    let project = Project::empty();
    let collection = changed(&project, "words/cy.toml", "[word.\"rule.SVC-002.fix\"]", "[word.\"rule.SVC-002.fixed\"]");
    let said = project.run(&["prove", "--collection", collection.to_str().unwrap()]).with_status(2);
    assert!(said.stderr.contains("`rule.SVC-002.fix` has no translation into `cy`"), "{}", said.stderr);
}

#[test]
fn a_release_says_what_its_rules_say_and_findings_are_told_by_it() {
    let project = super::support::published();
    let rules = project.rows("SELECT * FROM rules");
    let definitions = wales();
    for of in definitions.returns.values() {
        for rule in &of.rules {
            let row = rules.iter().find(|row| row["rule"] == *rule.code).unwrap();
            assert_eq!((row["return"].as_str(), row["severity"].as_str()), (&*of.id, rule.severity.as_str()));
            assert_eq!(row["columns"], rule.columns.join(" "));
            for language in languages() {
                assert_eq!(row[&format!("says_{language}")], definitions.rule_says(of, rule, &language));
                assert_eq!(row[&format!("fix_{language}")], definitions.rule_fix(of, rule, &language));
            }
        }
    }
    let counted = |sql: &str| project.rows(sql)[0]["n"].clone();
    let stored = counted("SELECT COUNT(*) AS n FROM findings");
    assert_ne!(stored, "0");
    let told =
        "SELECT COUNT(*) AS n FROM findings WHERE says_en <> '' AND says_cy <> '' AND fix_en <> '' AND fix_cy <> ''";
    assert_eq!(counted(told), stored, "every finding is told once, reading codes too");
    let date = project.rows("SELECT DISTINCT says_en, fix_cy FROM findings WHERE rule = 'S-DATE'");
    assert_eq!(date.len(), 1);
    assert_eq!(date[0]["says_en"], "This is not a date.");
    assert_eq!(date[0]["fix_cy"], definitions.reading_texts("S-DATE", &languages()[1])[1]);
}

/// Rules that look elsewhere, appended to the placements return.
const ELSEWHERE: &str = r#"
[[rule]]
code = "PLC-901"
severity = "error"
columns = ["placement_id"]
known_in = "services.service_id"
since = "2022-23"
until = "2023-24"
fatal_if = "> 20 rows"
says = "Says 901."
fix = "Fix 901."
[[rule.example]]
pass = { placement_id = "S-1" }
given.services = """
service_id
S-1
"""
[[rule.example]]
fail = { placement_id = "S-2" }

[[rule]]
code = "PLC-902"
severity = "warning"
columns = ["upn"]
joined_to = { return = "placements", on = ["upn"], of = "others", where = "placements.start_date < COALESCE(end_date, :data_to)" }
expect = "none"
fatal_if = "> 2.5%"
says = "Says 902."
fix = "Fix 902."
[[rule.example]]
pass = { upn = "a", end_date = "2023-05-01" }
others.placements = """
upn,start_date
b,2023-04-01
"""
[[rule.example]]
fail = { upn = "a", end_date = "2023-05-01" }
others.placements = """
upn,start_date
a,2023-04-01
"""

[[rule]]
code = "PLC-903"
severity = "warning"
columns = ["sex"]
previous_year = true
expect = "sex = prev.sex"
says = "Says 903."
fix = "Fix 903."
[[rule.example]]
pass = { child_id = "a", start_date = "2023-05-01", sex = "male" }
prev = """
child_id,start_date,sex
a,2023-05-01,male
"""
[[rule.example]]
fail = { child_id = "a", start_date = "2023-05-01", sex = "male" }
prev = """
child_id,start_date,sex
a,2023-05-01,female
"""

[[rule]]
code = "PLC-904"
severity = "info"
columns = ["child_id"]
rows = "previous"
joined_to = { return = "placements", on = ["child_id"] }
expect = "COUNT(*) > 0"
says = "Says 904."
fix = "Fix 904."
[[rule.example]]
rows = """
child_id
a
"""
prev = """
child_id
a
b
"""
fails = [2]

[[rule]]
code = "PLC-905"
severity = "warning"
columns = ["child_id"]
table = "COUNT(*) >= 0.8 * prev AND COUNT(*) >= open"
says = "Says 905."
fix = "Fix 905."
[rule.given]
open = { return = "placements", value = "COUNT(DISTINCT child_id)", where = "end_date IS NULL", year = "previous" }
[[rule.example]]
rows = """
child_id
a
"""
fails = []
[[rule.example]]
rows = """
child_id
a
"""
prev = """
child_id
a
b
"""
fails = [0]
"#;

#[test]
fn rules_that_look_elsewhere_are_told_with_where_they_look() {
    let project = Project::empty();
    let collection = project.root.join("wales");
    copy_tree(&clone("pipelines/wales"), &collection);
    let append = |path: &str, text: &str| {
        let path = collection.join(path);
        let before = fs::read_to_string(&path).unwrap();
        fs::write(path, format!("{before}\n{text}")).unwrap();
    };
    append("returns/placements.toml", ELSEWHERE);
    for code in 901..=905 {
        for (part, said) in [("says", "Dywed"), ("fix", "Cywirer")] {
            let word = format!(
                "[word.\"rule.PLC-{code}.{part}\"]\ntext = \"{said} {code}.\"\nstatus = \"draft\"\nof = \"00000000\""
            );
            append("words/cy.toml", &word);
        }
    }
    let book = book(&project, Some(&collection));
    let rules = rows(&book["rules.csv"]);
    let rule = |code: &str| rules.iter().find(|row| row["rule"] == code).unwrap();

    let known = rule("PLC-901");
    assert_eq!(known["expect"], "EXISTS (SELECT * FROM services WHERE services.service_id = placement_id)");
    assert_eq!((known["since"].as_str(), known["until"].as_str()), ("2022-23", "2023-24"));
    assert_eq!(known["refuses_over"], "20 rows");
    let means = "A row that belongs to it must be found in the national return “Registered services” of this year. \
        If more than 20 rows break it, the whole return is refused.";
    assert_eq!(known["means_en"], means);

    let none = rule("PLC-902");
    let belongs = "placements.upn = upn AND (placements.start_date < COALESCE(end_date, :data_to))";
    assert_eq!(none["belongs"], belongs);
    assert_eq!(none["expect"], format!("NOT EXISTS (SELECT * FROM placements WHERE {belongs})"));
    assert_eq!(none["refuses_over"], "2.5%");
    assert!(none["means_en"].contains("all other senders’ returns “Placements” of this year"), "{none:?}");
    assert!(none["means_cy"].contains("ffurflenni “Lleoliadau” pob anfonwr arall am y flwyddyn hon"), "{none:?}");

    let before = rule("PLC-903");
    assert_eq!(before["belongs"], "prev.child_id = child_id AND prev.start_date = start_date");
    assert_eq!(before["expect"], "sex = prev.sex");
    assert!(before["means_en"].contains("the same sender’s return “Placements” of the year before"), "{before:?}");

    let vanished = rule("PLC-904");
    assert!(vanished["means_en"].starts_with("It looks at the rows of the same sender’s return of the year before."));
    assert!(vanished["means_en"].contains("taken together"), "{vanished:?}");

    let scalar = rule("PLC-905");
    let open = "open = (SELECT COUNT(DISTINCT child_id) FROM placements WHERE end_date IS NULL)";
    assert!(
        scalar["given"].contains(open) && scalar["given"].contains("prev = (SELECT COUNT(*) FROM placements)"),
        "{scalar:?}"
    );
    assert!(
        scalar["means_en"]
            .contains("open is worked out from the same sender’s return “Placements” of the year before.")
    );

    for language in languages() {
        let page = &book[&format!("dictionary.{language}.html")];
        assert!(page.contains("SELECT COUNT(DISTINCT child_id) FROM placements WHERE end_date IS NULL"));
        assert!(page.contains(
            "NOT EXISTS (SELECT * FROM placements WHERE placements.upn = upn AND (placements.start_date &lt;"
        ));
    }
    assert!(book["dictionary.en.html"].contains("From 2022-23 to 2023-24"));
    assert!(book["dictionary.cy.html"].contains("O 2022-23 hyd 2023-24"));
}
