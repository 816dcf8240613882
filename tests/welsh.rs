//! No English in a Welsh document: every page, picture, data file and workbook that the program writes in Welsh is read
//! for the small words of English, and held against its English twin for words that were left as they are.
//!
//! What stands in an element of another language (`<code lang="en">` around SQL, codes and file names) is passed over,
//! and so is what nobody reads: style sheets and scripts. Words that may stand in both languages are in
//! `tests/welsh/allowed.txt`, beside the names that the reference tables have in both.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;

use super::support::{Project, clone, published, text_of, tree, wales};

/// Small words of English that are no words of Welsh, in any mutation.
const ENGLISH: [&str; 38] = [
    "the", "and", "which", "that", "this", "these", "with", "from", "was", "were", "for", "must", "has", "have", "not",
    "been", "than", "there", "their", "it", "its", "are", "be", "by", "cannot", "each", "every", "when", "where",
    "whose", "should", "would", "into", "other", "if", "or", "rows", "row",
];

/// Each run of text of a Welsh page that has a small word of English in it, and the word.
fn english_in(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    for run in runs(page) {
        let run = run.replace("&#39;", "'").replace("&quot;", "\"").replace("&amp;", "&");
        let is_letter = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '_' | '-' | '.' | '/');
        let words = run.split(|c: char| !is_letter(c)).map(|word| word.trim_matches(['.', '\'', '’']).to_lowercase());
        if let Some(word) = words.into_iter().find(|word| ENGLISH.contains(&word.as_str())) {
            found.push(format!("“{word}” in: {}", run.trim()));
        }
    }
    found
}

/// The text of a page between its tags, and the texts of attributes that are read out, without elements of another language.
fn runs(page: &str) -> Vec<String> {
    runs_in(page, "cy")
}

fn runs_in(page: &str, own: &str) -> Vec<String> {
    const EMPTY: [&str; 6] = ["meta", "link", "br", "wbr", "img", "input"];
    let mut runs = Vec::new();
    // The elements that are open, each with whether it is passed over.
    let mut open: Vec<(String, bool)> = Vec::new();
    for piece in page.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        let attribute = |name: &str| {
            let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
            rest.split('"').next()
        };
        if tag.starts_with('/') {
            if let Some(at) = open.iter().rposition(|(opened, _)| *opened == name) {
                open.truncate(at);
            }
        } else if !tag.starts_with('!') {
            let above = open.last().is_some_and(|(_, passed)| *passed);
            let other = match attribute("lang") {
                Some(language) => language != own,
                None => above || matches!(name.as_str(), "style" | "script"),
            };
            let read_out = ["aria-label", "title", "alt"].into_iter().filter_map(attribute);
            let described = attribute("content").filter(|_| attribute("name") == Some("description"));
            if !other {
                runs.extend(read_out.chain(described).map(str::to_owned));
            }
            if !EMPTY.contains(&name.as_str()) && !tag.ends_with('/') {
                open.push((name, other));
            }
        }
        if !open.last().is_some_and(|(_, passed)| *passed) {
            runs.push(text.to_owned());
        }
    }
    runs
}

#[test]
fn english_is_found_where_it_is_and_passed_over_where_it_is_said_to_be() {
    let page = "<html lang=\"cy\"><head><title>Llyfr</title><style>the { }</style></head><body><p>Mae hwn yn dda.</p>\
        <p>Nid <code lang=\"en\">end_date IS NOT NULL and the rest</code> yw.</p><a lang=\"en\" title=\"Read the page\">English</a>\
        <p>The end</p><div aria-label=\"Tabl with rows\"><br>Da</div><td lang=\"en\">the<span lang=\"cy\">and</span></td></body></html>";
    let found = english_in(page);
    assert_eq!(found, ["“the” in: The end", "“with” in: Tabl with rows", "“and” in: and"]);
}

#[test]
fn there_is_no_english_in_any_welsh_page() {
    let project = Project::empty();
    let out = project.root.join("book");
    project.run(&["dictionary", "--out", out.to_str().unwrap()]).with_status(0);
    let mut pages = tree(&out);
    pages.extend(tree(&published().output()));
    pages.extend(tree(&published().release().join("feedback")));
    let welsh: Vec<_> =
        pages.iter().filter(|(path, _)| path.ends_with(".cy.html") || path.ends_with(".cy.svg")).collect();
    // The rule book, the overview, and the feedback to every authority.
    assert!(welsh.len() >= 24, "{:?}", pages.keys());
    for (path, bytes) in welsh {
        let found = english_in(std::str::from_utf8(bytes).unwrap());
        assert!(found.is_empty(), "{path}:\n{}", found.join("\n"));
    }
}

#[test]
fn there_is_no_english_in_the_welsh_workbook() {
    let book = std::fs::read(published().output().join("overview.cy.xlsx")).unwrap();
    let all = text_of("overview.cy.xlsx", &book);
    // The texts of all cells are one part of it, the headings stand in the tables too.
    let texts = all.split_once("<sst").and_then(|(_, rest)| rest.split_once("</sst>")).unwrap().0;
    assert!(texts.contains("Mae un tabl ar y daflen waith hon."));
    let found = english_in(texts);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// What may stand in both languages: names of the reference tables that are the same in both, and the words of the list.
fn allowed() -> BTreeSet<String> {
    let list = std::fs::read_to_string(clone("tests/welsh/allowed.txt")).unwrap();
    let listed = list.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).map(str::to_owned);
    let reference = &wales().reference;
    let names = reference.authorities.iter().map(|authority| &authority.names);
    let names = names.chain(reference.regions.iter().map(|region| &region.names));
    let names = names.chain(reference.health_boards.iter().map(|board| &board.names)).flat_map(BTreeMap::values);
    names.flat_map(|name| words_of(name)).chain(listed).collect()
}

/// The words of a text that are written with letters alone, three or more.
fn words_of(text: &str) -> Vec<String> {
    let text = text.replace("&#39;", "’").replace("&quot;", " ").replace("&amp;", " ");
    let apart = |c: char| c.is_whitespace() || "()[]“”,;:!?–…·/".contains(c);
    let words = text.split(apart).map(|word| word.trim_matches(['.', '\'', '’', '-', '%']).to_lowercase());
    let plain = |word: &String| word.chars().count() > 2 && word.chars().all(char::is_alphabetic);
    words.filter(plain).collect()
}

fn words_in(runs: &[String]) -> BTreeSet<String> {
    runs.iter().flat_map(|run| words_of(run)).collect()
}

#[test]
fn no_word_is_left_as_its_english_twin_has_it() {
    let output = tree(&published().output());
    let (allowed, mut left, mut compared) = (allowed(), BTreeMap::<String, Vec<&str>>::new(), 0);
    for (path, bytes) in output.iter().filter(|(path, _)| path.ends_with(".cy.html") || path.ends_with(".cy.svg")) {
        let welsh = words_in(&runs(std::str::from_utf8(bytes).unwrap()));
        let english = &output[&path.replace(".cy.", ".en.")];
        let english = words_in(&runs_in(std::str::from_utf8(english).unwrap(), "en"));
        for word in welsh.intersection(&english).filter(|word| !allowed.contains(*word)) {
            left.entry(word.clone()).or_default().push(path);
        }
        compared += 1;
    }
    assert!(compared > 1);
    assert!(left.is_empty(), "translate them, or allow them in tests/welsh/allowed.txt:\n{left:#?}");
}

#[test]
fn data_files_in_welsh_have_welsh_headers_and_no_english() {
    let output = tree(&published().output());
    let files: Vec<_> = output.iter().filter(|(path, _)| path.ends_with(".cy.csv")).collect();
    assert!(!files.is_empty());
    for (path, bytes) in files {
        let table = |bytes: &[u8]| {
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
            reader.records().map(Result::unwrap).collect::<Vec<_>>()
        };
        let (welsh, english) = (table(bytes), table(&output[&path.replace(".cy.", ".en.")]));
        assert_eq!(welsh.len(), english.len(), "{path}");
        let same: Vec<&str> = welsh[0].iter().zip(&english[0]).filter(|(a, b)| a == b).map(|(a, _)| a).collect();
        assert!(same.is_empty(), "{path}: headers that are English: {same:?}");
        // Codes are what they are in every language.
        let is_code = |cell: &str| cell.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        let cells = welsh.iter().flatten().zip(english.iter().flatten());
        for (cell, _) in cells.filter(|(cell, english)| cell != english || !is_code(cell)) {
            let found = english_in(&format!("<p>{cell}</p>"));
            assert!(found.is_empty(), "{path}: {found:?}");
        }
    }
}

/// Every text of a workbook: its sheets, strings, tables and properties.
fn texts_of_workbook(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut all = String::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let name = file.name().unwrap().into_owned();
        let read = ["xl/sharedStrings.xml", "xl/workbook.xml", "docProps/core.xml"].contains(&&*name)
            || name.starts_with("xl/tables/");
        if read {
            file.read_to_string(&mut all).unwrap();
        }
    }
    all
}

#[test]
fn there_is_no_english_in_a_welsh_workbook() {
    let output = tree(&published().output());
    for (path, bytes) in output.iter().filter(|(path, _)| path.ends_with(".cy.xlsx")) {
        let texts = texts_of_workbook(bytes);
        let found: Vec<String> = texts.split("<t").flat_map(|text| english_in(&format!("<p{text}"))).collect();
        assert!(found.is_empty(), "{path}:\n{}", found.join("\n"));
    }
}

#[test]
fn welsh_has_no_ampersand() {
    for (path, bytes) in tree(&published().output()).iter().filter(|(path, _)| path.ends_with(".cy.html")) {
        for run in runs(std::str::from_utf8(bytes).unwrap()) {
            assert!(!run.contains("&amp;"), "{path}: {run}");
        }
    }
    for (id, word) in &wales().words.translations[&"cy".parse().unwrap()] {
        assert!(!word.text.contains('&'), "{id}: {}", word.text);
    }
}

#[test]
fn a_statement_quoted_elsewhere_has_the_same_numbers_in_both_languages() {
    for claim in &wales().report.claims {
        let id = format!("claim.{}", claim.id);
        let numbers = ["en", "cy"].map(|tag| {
            let language = tag.parse().unwrap();
            let mut numbers: Vec<String> = super::twins::numbers(wales().words.text(&language, &id));
            numbers.sort();
            numbers
        });
        assert_eq!(numbers[0], numbers[1], "{id}");
    }
}
