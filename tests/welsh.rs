//! No English in a Welsh page: every page that the program writes in Welsh is read for the small words of English.
//!
//! What stands in an element of another language (`<code lang="en">` around SQL, codes and file names) is passed over,
//! and so is what nobody reads: style sheets and scripts.

use super::support::{Project, published, tree};

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
                Some(language) => language != "cy",
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
    let welsh: Vec<_> = pages.iter().filter(|(path, _)| path.ends_with(".cy.html")).collect();
    // The rule book, the overview, and the feedback to every authority.
    assert!(welsh.len() >= 24, "{:?}", pages.keys());
    for (path, bytes) in welsh {
        let found = english_in(std::str::from_utf8(bytes).unwrap());
        assert!(found.is_empty(), "{path}:\n{}", found.join("\n"));
    }
}
