//! Whole collections, small.

mod asked;
mod claims;
mod dialects;
mod disclosure;
mod gates;
mod inspections;
mod linkage;
mod places;
mod rules;
mod shapes;
mod suiting;
mod titles;
mod typed;
mod words;

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::definitions::words::hash;
use crate::definitions::{Check, Definitions, FieldKind, Match, Say, Status};
use crate::diagnostic::Error;
use crate::domain::Language;

const COLLECTION: &str = r#"
title = "A small nation"
years = ["2022-23", "2023-24"]
languages = ["en", "cy"]
nation = { code = "W92000004", name = "Wales" }
totals = ["Wales"]
[gates]
held_back_share = 0.2
[disclosure.child]
method = "round"
base = 5
below_nation = "breakdowns"
"#;

const RETURN: &str = r#"
title = "Placements"
submitter = "authority"
key = ["child_id", "start_date"]
due = "05-24"
[field.child_id]
kind = "id"
required = true
title = "Child's identifier"
aliases = ["CHILD"]
privacy = { pseudonym = "child" }
[field.sex]
kind = { code = "sex" }
title = "Sex"
[field.start_date]
kind = "date"
required = true
title = "Start of the placement"
[field.end_date]
kind = "date"
title = "End of the placement"
[[rule]]
code = "PLC-003"
severity = "error"
columns = ["start_date", "end_date"]
when = "end_date IS NOT NULL"
expect = "end_date >= start_date"
says = "It ends ({end_date}) before it starts."
fix = "Check both dates."
[[rule.example]]
pass = { start_date = "2024-05-01", end_date = "2024-06-01" }
[[rule.example]]
fail = { start_date = "2024-05-01", end_date = "2024-04-30" }
[[rule]]
code = "PLC-001"
severity = "error"
columns = ["child_id", "start_date"]
unique = true
end = "end_date"
says = "The placement stands twice."
fix = "Leave one out."
[[rule.example]]
rows = """
child_id,start_date
a,2024-01-01
a,2024-01-01
"""
fails = [2]
"#;

const INDICATORS: &str = r#"
[row_set.looked_after]
base = "placements"
link = ["child_id"]
counts_at = "day"
[indicator.girls]
title = "Girls"
definition = "Girls looked after."
kind = "proportion"
counts = "child"
of = "looked_after"
where = "sex = 'female'"
periods = ["year"]
breakdowns = ["sex"]
better = "neutral"
status = "official"
aspect = "in"
[indicator.girls.example.two]
period = "2023-24"
placements = """
year,submitter,child_id,sex,start_date
2023-24,W06000001,a,female,2023-05-01
2023-24,W06000001,b,male,2023-05-01
"""
wales = { numerator = 1, denominator = 2, value = 50.0 }
"#;

const VIEW: &str = "SELECT p.period, r.authority, r.child_id AS subject, r.child_id, r.sex
FROM placements r JOIN periods p ON p.year = r.year
WHERE r.start_date <= p.d
";

const CHAPTER: &str = r#"
title = "Placements"
aspect = "in"
[[item]]
chart = "girls_over_time"
title = "Girls"
subtitle = "Per cent"
shape = "time_series"
indicators = ["girls"]
periods = "year"
[[item]]
prose = "lead"
text = """
There were {{ figure("girls", period="2023-24") }} girls."""
"#;

/// Every text of the small nation in Welsh, the hash of its English at hand.
fn welsh() -> String {
    let texts = [
        ("collection.title", "A small nation", "Cenedl fach"),
        ("place.W92000004", "Wales", "Cymru"),
        ("return.placements.title", "Placements", "Lleoliadau"),
        ("return.placements.field.child_id", "Child's identifier", "Dynodydd y plentyn"),
        ("return.placements.field.sex", "Sex", "Rhyw"),
        ("return.placements.field.start_date", "Start of the placement", "Dechrau'r lleoliad"),
        ("return.placements.field.end_date", "End of the placement", "Diwedd y lleoliad"),
        ("rule.PLC-003.says", "It ends ({end_date}) before it starts.", "Daw i ben ({end_date}) cyn dechrau."),
        ("rule.PLC-003.fix", "Check both dates.", "Gwiriwch y dyddiadau."),
        ("rule.PLC-001.says", "The placement stands twice.", "Ddwywaith."),
        ("rule.PLC-001.fix", "Leave one out.", "Gadewch un allan."),
        ("indicator.girls.title", "Girls", "Merched"),
        ("indicator.girls.definition", "Girls looked after.", "Merched sy'n derbyn gofal."),
        ("report.placements.title", "Placements", "Lleoliadau"),
        (
            "report.placements.lead",
            "There were {{ figure(\"girls\", period=\"2023-24\") }} girls.",
            "Roedd {{ figure('girls', period='2023-24') }} o ferched.",
        ),
        ("report.placements.girls_over_time.title", "Girls", "Merched"),
        ("report.placements.girls_over_time.subtitle", "Per cent", "Y cant"),
    ];
    let word = |(id, english, text): (&str, &str, &str)| {
        let hash = hash(english);
        format!("[word.\"{id}\"]\ntext = \"{text}\"\nstatus = \"draft\"\nof = \"{hash}\"\n")
    };
    texts.map(word).concat()
}

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// A collection without mistakes.
fn small_nation() -> TempDir {
    let folder = TempDir::new().unwrap();
    let authorities = "code,former,statswales,letters,ons,en,cy,en_in,cy_in,official,forms,region,health_board,valid_from,valid_to\n\
        W06000001,00NA,512,AGY,,Isle of Anglesey,Ynys Môn,on the Isle of Anglesey,ar Ynys Môn,Isle of Anglesey County Council,Anglesey,RPB-1,,1996-04-01,\n\
        W06000002,00NC,514,GWN,,Gwynedd,Gwynedd,in Gwynedd,yng Ngwynedd,Cyngor Gwynedd,,RPB-1,,1996-04-01,\n";
    for (path, text) in [
        ("collection.toml", COLLECTION),
        ("codes/sex.csv", "code,en,cy,synonyms\nfemale,Female,Benyw,F;girl\nmale,Male,Gwryw,M\n"),
        ("returns/placements.toml", RETURN),
        ("indicators/placements.toml", INDICATORS),
        ("views/looked_after.sql", VIEW),
        ("report/overview.toml", "[[headline]]\nindicator = \"girls\"\n"),
        ("report/02-placements.toml", CHAPTER),
        ("words/ui.en.ftl", "title = Overview of { $nation }\n    .fix = Mend it\n"),
        ("words/ui.cy.ftl", "title = Trosolwg o { $nation }\n    .fix = Trwsiwch\n"),
        ("reference/authorities.csv", authorities),
        ("reference/regions.csv", "code,en,cy\nRPB-1,North,Gogledd\n"),
        ("reference/population.csv", "year,authority,under_18,vintage\n2023-24,W06000001,12000,2024\n"),
        ("README.md", "For people."),
    ] {
        write(folder.path(), path, text);
    }
    write(folder.path(), "words/cy.toml", &welsh());
    folder
}

fn load(folder: &TempDir) -> Result<Definitions, Error> {
    Definitions::load(folder.path(), Path::new("/nowhere"))
}

/// What the loader says, each mistake on its own.
fn refused(folder: &TempDir) -> Vec<String> {
    let Err(Error::Definitions(report)) = load(folder) else { panic!("it loaded, or could not be read") };
    let all: Vec<String> = report.split("\n\nerror").map(str::to_owned).collect();
    assert!(report.trim_end().ends_with("in the definitions"), "{report}");
    all
}

/// Changes one file of a collection that loads; says whether what follows is the only mistake.
fn is_refused_in(folder: &TempDir, (path, from, to): (&str, &str, &str), said: &str) {
    let text = fs::read_to_string(folder.path().join(path)).unwrap();
    assert!(text.contains(from), "no `{from}` in {path}");
    write(folder.path(), path, &text.replacen(from, to, 1));
    let all = refused(folder);
    assert!(all.len() == 1 && all[0].contains(said), "{from} -> {to}: {said}\nnot in\n{}", all.join("\n\n"));
    assert!(all[0].contains('^'), "no caret in\n{}", all[0]);
}

/// The Welsh of the small nation, with drafts of more texts.
fn welsh_with(texts: &[(&str, &str)]) -> String {
    let word = |(id, english): &(&str, &str)| {
        let of = hash(english);
        format!("\n[word.\"{id}\"]\ntext = \"Gair: {english}\"\nstatus = \"draft\"\nof = \"{of}\"\n")
    };
    welsh() + &texts.iter().map(word).collect::<String>()
}

#[test]
fn a_collection_without_mistakes_loads() {
    let folder = small_nation();
    let definitions = load(&folder).unwrap_or_else(|error| panic!("{error}"));
    let placements = &definitions.returns["placements"];
    assert_eq!(placements.fields[1].kind, FieldKind::Code("sex".into()));
    assert!(matches!(placements.rules[0].check, Check::Row(_)));
    assert!(matches!(placements.rules[1].check, Check::Unique { end: Some(3) }));
    assert_eq!(placements.rules[1].examples[0].fails, [2]);
    assert_eq!(definitions.indicators[0].breakdowns[0].list.as_deref(), Some("sex"));
    assert_eq!(&*definitions.row_sets["looked_after"].returns[0], "placements");
    assert_eq!(&*definitions.report.chapters[0].id, "placements");
    let welsh = "cy".parse().unwrap();
    assert_eq!(definitions.words.text(&welsh, "return.placements.field.sex"), "Rhyw");
    assert_eq!(definitions.words.status(&welsh, "return.placements.field.sex"), Status::Draft);
    assert_eq!(definitions.digest.len(), 64);
    assert_eq!(definitions.digest, load(&folder).unwrap().digest);
    write(folder.path(), "reference/bank_holidays.csv", "date\n2024-01-01\n");
    assert_ne!(definitions.digest, load(&folder).unwrap().digest);
}

#[test]
fn codes_and_authorities_are_found_as_returns_write_them() {
    let definitions = load(&small_nation()).unwrap_or_else(|error| panic!("{error}"));
    let sex = &definitions.codes["sex"];
    assert_eq!(sex.find("female"), Match::Exact(0));
    for text in ["Female", " BENYW", "f", "Girl"] {
        assert_eq!(sex.find(text), Match::Normalised(0), "{text}");
    }
    assert_eq!(sex.find("femal"), Match::None);
    let forms = [
        "W06000001",
        "00NA",
        "512",
        "512.0",
        "agy",
        "Ynys Mon",
        "YNYS MÔN",
        "Anglesey County Council",
        "Cyngor Sir Ynys Môn",
    ];
    for form in forms {
        let found = definitions.reference.authority(form).map(|authority| authority.code.as_str());
        assert_eq!(found, Some("W06000001"), "{form}");
        assert_ne!(definitions.codes["authority"].find(form), Match::None, "{form}");
    }
    assert!(definitions.reference.authority("Wales").is_none());
}

#[test]
fn every_mistake_in_every_file_is_shown_at_once_where_it_stands() {
    let folder = small_nation();
    let broken = RETURN
        .replace("due = \"05-24\"", "due = \"24 May\"\nduu = 1")
        .replace("kind = { code = \"sex\" }", "forms = [\"percent\", \"curency\"]\nkind = { code = \"sex\" }")
        .replace("kind = { code = \"sex\" }", "kind = { code = \"sexx\" }")
        .replace("expect = \"end_date >= start_date\"", "expect = \"ned_date >= start_date\"")
        .replace("says = \"The placement stands twice.\"", "says = \"The placement of {childid} stands twice.\"")
        .replace("fail = { start_date", "pass = { start_date");
    write(folder.path(), "returns/placements.toml", &broken);
    let view = VIEW.replace("r.start_date <= p.d", "r.strat_date <= p.d");
    write(folder.path(), "views/looked_after.sql", &view);
    write(folder.path(), "codes/sex.csv", "code,en,cy,synonyms\nfemale,Female,Benyw,F;M\nmale,Male,Gwryw,M\n");
    write(folder.path(), "report/overview.toml", "[[headline]]\nindicator = \"grils\"\n");
    write(folder.path(), "words/ui.cy.ftl", "title = Trosolwg\n    .fix = Trwsiwch\n");
    write(folder.path(), "stray.txt", "?");
    write(folder.path(), "collection.toml", &COLLECTION.replace("\"2022-23\"", "\"2021-22\""));
    let words =
        welsh().replace("Daw i ben ({end_date})", "Daw i ben ({end})").replace("text = \"Rhyw\"", "text = \"\"");
    write(folder.path(), "words/cy.toml", &words);
    let all = refused(&folder);
    for (place, said) in [
        ("placements.toml:5:7", "month and day"),
        ("placements.toml:6:1", "did you mean `due`?"),
        ("placements.toml:14:10", "`percent` is a form of numbers"),
        ("placements.toml:14:21", "did you mean `currency`?"),
        ("placements.toml:15:17", "did you mean `sex`?"),
        ("placements.toml:29:11", "did you mean `end_date`?"),
        ("placements.toml:25:8", "no example breaks it"),
        ("placements.toml:42:27", "did you mean `child_id`?"),
        ("looked_after.sql:3:9", "strat_date"),
        ("sex.csv:3:1", "already leads to the code `female`"),
        ("overview.toml:2:13", "did you mean `girls`?"),
        ("ui.cy.ftl:1:1", "the English [$nation]"),
        ("stray.txt:1:1", "nothing uses this file"),
        ("collection.toml:3:21", "2023-24 does not follow"),
        ("cy.toml:30:21", "did you mean `end_date`?"),
        ("cy.toml:18:8", "`text` is blank"),
    ] {
        let found = all.iter().any(|mistake| mistake.contains(place) && mistake.contains(said));
        assert!(found, "{place} {said}\nnot in\n{}", all.join("\n\n"));
    }
}

#[test]
fn a_header_leads_to_one_column() {
    let folder = small_nation();
    write(folder.path(), "returns/placements.toml", &RETURN.replace("aliases = [\"CHILD\"]", "aliases = [\"rhyw\"]"));
    let all = refused(&folder);
    assert!(all.len() == 1 && all[0].contains("placements.toml:14:9") && all[0].contains("`Rhyw` leads to"), "{all:?}");
}

#[test]
fn what_is_not_toml_does_not_hide_the_rest() {
    let folder = small_nation();
    write(folder.path(), "report/overview.toml", "[[headline]\nindicator = ");
    write(folder.path(), "codes/spare.csv", "code,en,cy\na,A,A\n");
    let all = refused(&folder);
    assert!(all.iter().any(|mistake| mistake.contains("overview.toml:1:") && mistake.contains("not TOML")), "{all:?}");
    assert!(all.iter().any(|mistake| mistake.contains("spare.csv:1:1")), "{all:?}");
}

#[test]
fn a_folder_that_is_not_there_cannot_be_read() {
    let missing = Definitions::load(Path::new("/nowhere/at/all"), Path::new("/nowhere"));
    assert!(matches!(missing, Err(Error::Read { .. })));
}

#[test]
fn a_scale_is_that_of_a_decimal() {
    let folder = small_nation();
    let field = |kind: &str, scale: &str| {
        let text = format!("title = \"Sex\"\n[field.score]\nkind = \"{kind}\"\nscale = {scale}\ntitle = \"Sex\"\n");
        write(folder.path(), "returns/placements.toml", &RETURN.replace("title = \"Sex\"\n", &text));
    };
    for (kind, scale, said) in [("decimal", "13", "this is not a scale"), ("date", "2", "no decimal places")] {
        field(kind, scale);
        let all = refused(&folder);
        assert!(all.iter().any(|mistake| mistake.contains(said)), "{all:?}");
    }
    field("decimal", "9");
    assert!(refused(&folder).iter().all(|mistake| !mistake.contains("scale")));
}
