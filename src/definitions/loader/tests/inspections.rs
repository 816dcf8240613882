//! How reports of inspections are read.

use std::path::Path;

use super::{load, refused, small_nation, write};
use crate::definitions::folded_words;

const FINDINGS: &str = r#"
title = "Findings"
submitter = "national"
key = ["number"]
"#;

const INSPECTIONS: &str = r#"
return = "findings"
questions = 5
[en]
question = ["Question"]
end = ["Next steps"]
page = ["Page"]
fieldwork = ["fieldwork"]
day = ["days"]
half = ["and a half"]
until = ["to"]
numbers = { one = 1 }
months = ["January Jan", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
[en.headings]
female = ["Positives", "What works well"]
male = ["Areas for improvement"]
[cy]
question = ["Cwestiwn"]
end = ["Y camau nesaf"]
page = ["Tudalen"]
fieldwork = ["gwaith maes"]
day = ["diwrnod"]
half = ["a hanner"]
until = ["i"]
numbers = { un = 1 }
months = ["Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr"]
[cy.headings]
female = ["Pethau cadarnhaol"]
male = ["Meysydd i'w gwella"]
"#;

const THEMES: &str = "theme,language,keyword\nfemale,en,review*\nmale,cy,adolygiad*\n";

/// The small nation with a return that can hold findings. `polarity` and `themes` are of the list there is.
fn put(folder: &Path) {
    let field = |name: &str, kind: &str| format!("[field.{name}]\nkind = {kind}\ntitle = \"{name}\"\n");
    let mut text = FINDINGS.to_owned();
    for name in ["programme", "text"] {
        text += &field(name, "\"text\"");
    }
    for name in ["fieldwork_from", "fieldwork_to", "published_date"] {
        text += &field(name, "\"date\"");
    }
    for name in ["question", "number"] {
        text += &field(name, "\"integer\"");
    }
    text += &field("fieldwork_days", "\"decimal\"");
    text += &field("authority", "{ code = \"authority\" }");
    text += &field("polarity", "{ code = \"sex\" }");
    text += &field("themes", "{ codes = \"sex\" }");
    write(folder, "returns/findings.toml", &text);
    write(folder, "inspections.toml", INSPECTIONS);
    write(folder, "inspection-themes.csv", THEMES);
}

/// The mistakes but for translations, which this nation has not.
fn mistakes(folder: &tempfile::TempDir) -> Vec<String> {
    refused(folder).into_iter().filter(|said| !said.contains("this text is not translated")).collect()
}

#[test]
fn a_collection_says_by_which_words_reports_are_read() {
    let folder = small_nation();
    assert!(load(&folder).unwrap_or_else(|error| panic!("{error}")).inspections.is_none(), "it need not");
    put(folder.path());
    assert_eq!(mistakes(&folder), Vec::<String>::new());
}

#[test]
fn the_reports_of_wales_are_read_by_keywords_of_every_theme_in_every_language() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let wales = crate::definitions::Definitions::load(&root.join("pipelines/wales"), &root.join("data/reference"));
    let wales = wales.unwrap_or_else(|error| panic!("{error}"));
    let inspections = wales.inspections.as_ref().unwrap();
    for theme in &wales.codes["finding_theme"].codes {
        for language in &wales.collection.languages {
            let some = inspections.keywords.iter().any(|one| one.theme == theme.code && one.language == *language);
            assert!(some, "{} has no keyword in {language}", theme.code);
            let words: Vec<String> = folded_words(&theme.labels[language]).collect();
            assert!(!words.is_empty());
        }
    }
    let months = |at: usize| inspections.words[at].months.values().copied().collect::<std::collections::BTreeSet<i8>>();
    assert_eq!((months(0).len(), months(1).len()), (12, 12));
}

#[test]
fn what_cannot_be_read_by_is_a_mistake_with_its_place() {
    let folder = small_nation();
    put(folder.path());
    for (from, to, said) in [
        ("return = \"findings\"", "return = \"finding\"", "no such return"),
        ("return = \"findings\"", "return = \"placements\"", "this return cannot hold findings"),
        ("questions = 5", "questions = 0", "`questions` is missing here"),
        ("[cy]\n", "[fr]\n", "there is no such language"),
        ("question = [\"Cwestiwn\"]", "question = [\"–\"]", "this is no word"),
        ("page = [\"Tudalen\"]\n", "", "`page` is missing here"),
        ("female = [\"Pethau", "femal = [\"Pethau", "did you mean `female`?"),
        ("numbers = { un = 1 }", "numbers = { un = \"1\" }", "expected a whole number"),
        ("\"Tachwedd\", ", "", "`months` is missing here"),
        ("until = [\"i\"]", "until = [\"i\"]\nuntl = 1", "did you mean `until`?"),
    ] {
        assert!(INSPECTIONS.contains(from), "{from}");
        write(folder.path(), "inspections.toml", &INSPECTIONS.replace(from, to));
        let all = mistakes(&folder).join("\n\n");
        assert!(all.contains("inspections.toml:") && all.contains(said), "{to}: {said}\nnot in\n{all}");
    }
    write(folder.path(), "inspections.toml", INSPECTIONS);
    for (row, said) in [
        ("femal,en,x", "did you mean `female`?"),
        ("female,fr,x", "there is no such language"),
        ("female,en,–", "this is no keyword"),
        ("female,en,REVIEW*", "this stands twice"),
    ] {
        write(folder.path(), "inspection-themes.csv", &format!("{THEMES}{row}\n"));
        let all = mistakes(&folder).join("\n\n");
        assert!(all.contains("inspection-themes.csv:4:1") && all.contains(said), "{row}: {said}\nnot in\n{all}");
    }
}
