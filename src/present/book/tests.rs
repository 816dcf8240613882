//! What every rule book and blank return keeps to, whatever the definitions say.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::super::invented;
use super::{RuleBook, blank, dictionary};
use crate::definitions::{Definitions, Field, FieldKind, Privacy, Return, Status, SubmitterKind, Word};
use crate::diagnostic::Severity;
use crate::domain::Year;

fn field(name: &str, kind: FieldKind, title: &str) -> Field {
    Field {
        name: name.into(),
        kind,
        scale: Field::SCALE,
        required: true,
        title: title.into(),
        aliases: vec!["=1+1".into(), "<b>Ref</b>".into()],
        forms: Vec::new(),
        privacy: Privacy::Drop,
    }
}

/// Invented definitions with one return, of which texts are what nobody should have written.
fn definitions() -> Definitions {
    let mut definitions = invented::definitions("");
    let titles = [("ref", "Reference <script>"), ("kind", "Kind: [of] a \"service\" / 'it' with quite a long title")];
    let kinds = [FieldKind::Id, FieldKind::Code("service_type".into())];
    let fields = titles.iter().zip(kinds).map(|((name, title), kind)| field(name, kind, title)).collect();
    let of = Return {
        id: "visits".into(),
        title: "Visits: [all] / \"some\" of them, in a title that no sheet may bear".into(),
        submitter: SubmitterKind::National,
        key: vec![0],
        since: None,
        due: None,
        nil_allowed: true,
        fields,
        derived: Vec::new(),
        year_aliases: Vec::new(),
        years_by_end: false,
        ignored: Vec::new(),
        rules: Vec::new(),
    };
    let mut say = |id: &str, english: &str, stale: Option<&str>| {
        definitions.words.english.insert(id.into(), english.into());
        let word =
            Word { text: format!("Cymraeg {english}").into(), status: Status::Official, stale: stale.map(Into::into) };
        definitions.words.translations.entry(invented::welsh()).or_default().insert(id.into(), word);
    };
    say("return.visits.title", &of.title, None);
    say("return.visits.field.ref", &of.fields[0].title, Some("words/cy.toml:1"));
    say("return.visits.field.kind", &of.fields[1].title, None);
    definitions.returns.insert("visits".into(), of);
    definitions
}

fn text(documents: &[crate::present::Document], path: &str) -> String {
    let document = documents.iter().find(|document| document.path == path);
    String::from_utf8(document.unwrap_or_else(|| panic!("no {path}")).bytes.clone()).unwrap()
}

fn book(definitions: &Definitions) -> Vec<crate::present::Document> {
    let reading = [("S-DATE".to_owned(), Severity::Error)];
    dictionary(&RuleBook { definitions, reading: &reading, version: "9.9.9" }).unwrap()
}

#[test]
fn a_book_is_pages_and_lists_and_nothing_in_it_is_taken_for_markup_or_a_formula() {
    let documents = book(&definitions());
    let paths: Vec<&str> = documents.iter().map(|document| document.path.as_str()).collect();
    assert_eq!(paths, ["codes.csv", "dictionary.cy.html", "dictionary.en.html", "fields.csv", "rules.csv"]);
    for page in ["dictionary.en.html", "dictionary.cy.html"] {
        let page = text(&documents, page);
        assert!(!page.contains("<script>") && !page.contains("<b>"), "{page}");
        assert!(page.contains("Reference &lt;script&gt;") && page.contains("&lt;b&gt;Ref&lt;/b&gt;"));
    }
    assert!(text(&documents, "fields.csv").contains(",'=1+1; <b>Ref</b>,"));
}

#[test]
fn a_stale_translation_is_said_to_be_one_and_loses_what_it_was() {
    let documents = book(&definitions());
    let english = text(&documents, "dictionary.en.html");
    assert_eq!(english.matches("out of date: the English has changed since").count(), 1);
    assert_eq!(english.matches("<span class=\"status\">official</span>").count(), 2, "the return and the other field");
    let welsh = text(&documents, "dictionary.cy.html");
    assert_eq!(welsh.matches("wedi dyddio").count(), 1);
    assert!(welsh.contains("<p class=\"draft\">") && !english.contains("<p class=\"draft\">"));
    let statuses: Vec<String> = text(&documents, "fields.csv")
        .lines()
        .skip(1)
        .map(|line| line.rsplit(',').next().unwrap().to_owned())
        .collect();
    assert_eq!(statuses, ["stale", "official"]);
}

fn part(workbook: &[u8], name: &str) -> String {
    let mut text = String::new();
    let mut archive = ZipArchive::new(Cursor::new(workbook)).unwrap();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_sheet_has_a_name_that_excel_takes_and_messages_that_fit() {
    let definitions = definitions();
    for language in [invented::english(), invented::welsh()] {
        let documents = blank(&definitions, &definitions.returns["visits"], &language).unwrap();
        let workbook = &documents[1].bytes;
        let sheets = part(workbook, "xl/workbook.xml");
        let name = sheets.split("<sheet name=\"").nth(1).unwrap().split("\" ").next().unwrap();
        assert!(!name.contains(['[', ']', ':', '/', '*', '?']), "{name}");
        assert!(name.replace("&quot;", "\"").chars().count() <= 31 && name.ends_with('…'), "{name}");
        let sheet = part(workbook, "xl/worksheets/sheet1.xml");
        let title = sheet.split("promptTitle=\"").nth(2).unwrap().split("\" prompt").next().unwrap();
        assert!(title.replace("&quot;", "\"").chars().count() <= 32, "{title}");
    }
}

#[test]
fn a_code_that_is_valid_no_more_is_not_offered_and_not_refused() {
    let mut definitions = definitions();
    let offered = |definitions: &Definitions| {
        let documents = blank(definitions, &definitions.returns["visits"], &invented::english()).unwrap();
        let sheet = part(&documents[1].bytes, "xl/worksheets/sheet1.xml");
        let strings = part(&documents[1].bytes, "xl/sharedStrings.xml");
        let of_list = sheet.split("<dataValidation ").find(|one| one.contains("type=\"list\"")).unwrap().to_owned();
        (of_list, strings.contains("Fostering"))
    };
    let (whole, has_both) = offered(&definitions);
    assert!(whole.contains("$A$2:$A$3") && !whole.contains("errorStyle") && has_both, "{whole}");
    let codes = &mut definitions.codes.get_mut("service_type").unwrap().codes;
    codes[1].until = Some(Year::starting(2022));
    let (part, has_both) = offered(&definitions);
    assert!(part.contains("$A$2:$A$2") && part.contains("errorStyle=\"warning\"") && !has_both, "{part}");
    assert!(text(&book(&definitions), "dictionary.en.html").contains("<td class=\"short\">Until 2022-23</td>"));
}
