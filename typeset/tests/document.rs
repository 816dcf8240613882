//! What the documents keep to, on an invented page with one of everything a page can have.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that panics has failed")]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;

use serde_json::{Value, json};
use trosolwg_typeset::overview;

/// Set where the tests may not be left out: by `./check pdf`.
const REQUIRED: &str = "TROSOLWG_POPPLER";

/// The page. The program's own tests hold it against a page of its making.
fn page() -> Value {
    serde_json::from_str(include_str!("page.json")).unwrap()
}

/// Its document.
fn made() -> &'static [u8] {
    static MADE: LazyLock<Vec<u8>> = LazyLock::new(|| overview(&page()).unwrap());
    &MADE
}

/// What one of poppler's programs says of a document; nothing where there is no poppler.
#[expect(clippy::print_stderr, reason = "what is left out must be seen")]
fn poppler(program: &str, options: &[&str], name: &str, document: &[u8]) -> Option<String> {
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.pdf"));
    std::fs::write(&file, document).unwrap();
    let mut command = Command::new(program);
    command.args(options).arg(&file);
    if program == "pdftotext" {
        command.arg("-");
    }
    let Ok(output) = command.output() else {
        assert!(std::env::var_os(REQUIRED).is_none(), "no {program}: install poppler-utils");
        eprintln!("\nLEFT OUT: no {program}. `./check pdf` installs poppler-utils\n");
        return None;
    };
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    // Poppler prints the titles of some tags as bytes that are no text.
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The text without what separates its words: where lines break is no matter.
fn close(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

fn holds(document: &[u8], bytes: &str) -> bool {
    document.windows(bytes.len()).any(|window| window == bytes.as_bytes())
}

/// The page with one part changed, by its pointer.
fn with(pointer: &str, value: Value) -> Value {
    let mut page = page();
    *page.pointer_mut(pointer).expect(pointer) = value;
    page
}

#[test]
fn the_same_page_gives_the_same_bytes() {
    assert_eq!(made(), overview(&page()).unwrap());
}

#[test]
fn it_says_that_it_keeps_to_the_standard_and_in_which_language_it_is() {
    for said in ["<pdfuaid:part>1</pdfuaid:part>", "/Lang(cy)", "DisplayDocTitle true", "<rdf:li>cy</rdf:li>"] {
        assert!(holds(made(), said), "{said}");
    }
    let english = overview(&with("/lang", json!("en"))).unwrap();
    assert!(holds(&english, "<rdf:li>en</rdf:li>") && !holds(&english, "<rdf:li>cy</rdf:li>"));
}

#[test]
fn its_day_is_that_of_the_page_and_no_clock_s() {
    let Some(said) = poppler("pdfinfo", &["-isodates"], "day", made()) else { return };
    for field in ["CreationDate:    2031-03-31", "ModDate:         2031-03-31"] {
        assert!(said.contains(field), "{said}");
    }
}

#[test]
fn a_chart_without_description_is_refused() {
    let fault = overview(&with("/chapters/0/items/1/description", json!(""))).unwrap_err().to_string();
    assert!(fault.contains("PDF/UA-1") && fault.contains("alt"), "{fault}");
}

#[test]
fn a_part_that_is_not_there_is_refused_by_name() {
    let mut page = page();
    page.as_object_mut().unwrap().remove("headlines").unwrap();
    let fault = overview(&page).unwrap_err().to_string();
    assert!(fault.contains("headlines") && fault.contains("[lines "), "{fault}");
}

#[test]
fn a_document_without_title_is_refused() {
    let fault = overview(&with("/title", json!(""))).unwrap_err().to_string();
    assert!(fault.contains("title"), "{fault}");
}

#[test]
fn it_is_tagged_and_titled() {
    let Some(said) = poppler("pdfinfo", &[], "tagged", made()) else { return };
    for field in ["Tagged:          yes", "Title:           Trosolwg dyfeisiedig, 31 Mawrth 2031", "(A4)"] {
        assert!(said.contains(field), "no {field} in {said}");
    }
}

#[test]
fn it_has_the_structure_of_its_page() {
    let Some(said) = poppler("pdfinfo", &["-struct"], "structure", made()) else { return };
    let mut tags: BTreeMap<&str, usize> = BTreeMap::new();
    for line in said.lines() {
        *tags.entry(line.trim().split([' ', ':', '(']).next().unwrap_or_default()).or_default() += 1;
    }
    let count = |tag: &str| tags.get(tag).copied().unwrap_or_default();
    // One picture; every list of the page is a table, and so is the shorthand; a caption for each, and for the picture.
    assert_eq!((count("Figure"), count("Table"), count("Caption")), (1, 11, 12), "{tags:?}");
    // The contents, five sections and one chapter.
    assert_eq!(count("H1"), 7, "{tags:?}");
    // A card each, six parts of the quality and what was revised, two of the protection, the data.
    assert_eq!(count("H2"), 2 + 7 + 2 + 1, "{tags:?}");
    assert_eq!(count("TOCI"), 6, "{tags:?}");
    // A header for every column, row and titled group.
    assert_eq!((count("TR"), count("TH")), (28, 51), "{tags:?}");
    assert!(count("P") > 20 && count("L") >= 3 && count("Link") > 5, "{tags:?}");
}

#[test]
fn everything_the_page_says_is_in_its_text_as_it_stands() {
    let Some(said) = poppler("pdftotext", &[], "text", made()) else { return };
    let said = close(&said);
    let mut expected = Vec::new();
    let page = page();
    texts("", &page, &mut expected);
    assert!(expected.len() > 150);
    for text in expected {
        assert!(said.contains(&close(text)), "no {text}");
    }
    for drawn in ["Tŵr yn y llun", "7,321", "Ynys Ŵyl", "Cwynion ŷd"] {
        assert!(said.contains(&close(drawn)), "no {drawn}");
    }
}

/// The texts that a reader of the page sees, but for a name that no font has.
fn texts<'v>(name: &str, value: &'v Value, found: &mut Vec<&'v str>) {
    const UNSEEN: [&str; 6] = ["lang", "kind", "svg", "description", "refused", "files"];
    match value {
        _ if UNSEEN.contains(&name) => {}
        Value::String(text) if name != "title" || !text.starts_with("Trosolwg dyfeisiedig,") => found.push(text),
        Value::Array(values) if name == "links" => texts("link", values.first().unwrap_or(&Value::Null), found),
        Value::Array(values) => values.iter().for_each(|value| texts(name, value, found)),
        Value::Object(parts) => parts.iter().for_each(|(name, value)| texts(name, value, found)),
        _ => {}
    }
}

#[test]
fn a_file_name_that_no_font_can_draw_stops_nothing() {
    let Some(said) = poppler("pdftotext", &[], "letters", made()) else { return };
    assert!(said.contains("\u{fffd}\u{fffd} \u{fffd} lleoliadau.csv"), "{said}");
}

#[test]
fn the_mark_stands_at_the_head_of_every_page_and_nowhere_on_a_public_one() {
    let mark = "Nid i’w gyhoeddi · Not for publication";
    let Some(said) = poppler("pdftotext", &["-layout"], "marked", made()) else { return };
    let pages: Vec<&str> = said.trim_end_matches('\u{c}').split('\u{c}').collect();
    assert!(pages.len() > 2 && pages.iter().all(|page| page.contains(mark)), "{pages:#?}");
    let mut page = with("/mark", json!(""));
    page["marks"] = json!([]);
    let public = overview(&page).unwrap();
    let said = poppler("pdftotext", &["-layout"], "public", &public).unwrap();
    assert!(!said.contains("gyhoeddi ·") && !said.contains("Not for publication"), "{said}");
}

#[test]
fn a_wide_table_lies_across_its_page_and_all_others_stand() {
    let mut page = page();
    let grid = page.pointer_mut("/chapters/0/items/3/grid").unwrap();
    grid["columns"] = (1..=12).map(|column| format!("Colofn eithaf hir {column}")).collect();
    for group in grid["groups"].as_array_mut().unwrap() {
        for row in group["rows"].as_array_mut().unwrap() {
            row["cells"] = (1..=12).map(|cell| format!("{cell},000")).collect();
        }
    }
    let wide = overview(&page).unwrap();
    let sizes = |name: &str, document: &[u8]| poppler("pdfinfo", &["-f", "1", "-l", "9"], name, document);
    let (Some(said), Some(others)) = (sizes("wide", &wide), sizes("narrow", made())) else { return };
    assert_eq!(said.matches("841.89 x 595.276").count(), 1, "{said}");
    assert_eq!(others.matches("841.89 x 595.276").count(), 0, "{others}");
    let text = poppler("pdftotext", &["-layout"], "wide-text", &wide).unwrap();
    assert!(text.contains("12,000") && text.contains("Ynys Ŵyl"), "{text}");
}
