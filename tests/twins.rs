//! English and Welsh documents are twins: the same ids in the same order, the same figures, tables, rows and pictures, and
//! each leads to the other.

use std::collections::{BTreeMap, BTreeSet};

use super::support::{published, tree};

/// The numbers of a text, without commas between thousands; those of codes and dates too.
pub(crate) fn numbers(text: &str) -> Vec<String> {
    let text = text.replace("&#39;", "’");
    let mut numbers: Vec<String> = Vec::new();
    let mut letters = text.chars().peekable();
    let mut number = String::new();
    while let Some(letter) = letters.next() {
        let inside = matches!(letter, ',' | '.') && letters.peek().is_some_and(char::is_ascii_digit);
        if letter.is_ascii_digit() {
            number.push(letter);
        } else if !number.is_empty() && inside {
            number.extend((letter == '.').then_some('.'));
        } else if !number.is_empty() {
            numbers.push(std::mem::take(&mut number));
        }
    }
    numbers.extend((!number.is_empty()).then_some(number));
    numbers
}

/// The text of a page that is read, without its styles and scripts.
fn read_out(page: &str) -> String {
    let mut text = String::new();
    let mut skipping = false;
    for piece in page.split('<').skip(1) {
        let (tag, after) = piece.split_once('>').unwrap_or((piece, ""));
        let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        if matches!(name.as_str(), "style" | "script") {
            skipping = !tag.starts_with('/');
        }
        if !skipping {
            text.push(' ');
            text.push_str(after);
        }
    }
    text
}

/// The ids of a page, each with the numbers that are read out after it and before the next.
fn by_id(page: &str) -> Vec<(String, Vec<String>)> {
    let body = page.split_once("<body").map_or(page, |(_, body)| body);
    let mut parts = body.split(" id=\"");
    let mut all = vec![(String::new(), parts.next().unwrap_or_default())];
    all.extend(parts.filter_map(|part| part.split_once('"')).map(|(id, rest)| (id.to_owned(), rest)));
    let numbers_of = |part: &str| {
        let mut numbers = numbers(&read_out(&format!("<p {part}")));
        numbers.sort();
        numbers
    };
    all.into_iter().map(|(id, part)| (id, numbers_of(part))).collect()
}

/// How often each element stands in a document.
fn elements(page: &str) -> BTreeMap<String, usize> {
    let mut counted = BTreeMap::new();
    for piece in page.split('<').skip(1).filter(|piece| !piece.starts_with(['/', '!', '?'])) {
        let name: String = piece.chars().take_while(char::is_ascii_alphanumeric).collect();
        *counted.entry(name).or_default() += 1;
    }
    counted
}

/// The elements of which both must have as many: what holds a figure, a table or a picture. Labels of pictures break into
/// as many lines as their words need.
const COUNTED: [&str; 14] =
    ["table", "caption", "tr", "th", "td", "figure", "svg", "section", "article", "h1", "h2", "h3", "nav", "circle"];

/// Documents of an ending, in English and in Welsh.
fn twins(ending: &str) -> Vec<(String, String, String)> {
    let output = tree(&published().output());
    let paths = |tag: &str| -> Vec<String> {
        let end = format!(".{tag}.{ending}");
        output.keys().filter(|path| path.ends_with(&end)).map(|path| path.replace(&end, "")).collect()
    };
    assert_eq!(paths("en"), paths("cy"), "one language has documents that the other has not");
    let text = |stem: &str, tag: &str| String::from_utf8(output[&format!("{stem}.{tag}.{ending}")].clone()).unwrap();
    paths("en").into_iter().map(|stem| (text(&stem, "en"), text(&stem, "cy"), stem)).collect()
}

#[test]
fn numbers_are_found_with_their_decimals_and_without_their_commas() {
    assert_eq!(numbers("1,204.5 of 12, and 3% (2022-23)."), ["1204.5", "12", "3", "2022", "23"]);
    let page = "<body><p id=\"a\">5 of 6</p><td id=\"b\">7<style>9</style></td></body>";
    let found = by_id(page);
    assert_eq!(found[1], ("a".to_owned(), vec!["5".to_owned(), "6".to_owned()]));
    assert_eq!(found[2].1, ["7"]);
}

#[test]
fn pages_have_the_same_ids_figures_and_tables_in_both_languages() {
    let pages = twins("html");
    assert!(!pages.is_empty());
    for (english, welsh, stem) in pages {
        let (ours, theirs) = (by_id(&english), by_id(&welsh));
        let ids = |of: &[(String, Vec<String>)]| of.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>();
        assert_eq!(ids(&ours), ids(&theirs), "{stem}");
        // The switch at the top says nothing in numbers; the draft notice, before the first id of the contents, is of one.
        let of_content = ours.iter().zip(&theirs).skip_while(|((id, _), _)| id != "main");
        for ((id, ours), (_, theirs)) in of_content {
            // A picture is held against its twin below.
            let of = |numbers: &[String]| {
                let once: BTreeSet<&String> = numbers.iter().collect();
                if id.starts_with("chart-") { once.into_iter().cloned().collect() } else { numbers.to_vec() }
            };
            assert_eq!(of(ours), of(theirs), "{stem}#{id}");
        }
        let counted = COUNTED.map(|name| (name, elements(&english).remove(name), elements(&welsh).remove(name)));
        for (name, ours, theirs) in counted {
            assert_eq!(ours, theirs, "<{name}> in {stem}");
        }
    }
}

#[test]
fn pictures_show_the_same_in_both_languages() {
    let pictures = twins("svg");
    assert!(!pictures.is_empty());
    for (english, welsh, stem) in pictures {
        // Lines are not counted: a dashed one has more dashes where shorter names leave it more room.
        for name in ["circle", "polygon", "rect"] {
            assert_eq!(elements(&english).remove(name), elements(&welsh).remove(name), "<{name}> in {stem}");
        }
        let said = |picture: &str| {
            // Which parts have room for a label beside their description depends on how long the names are.
            numbers(&read_out(picture)).into_iter().collect::<BTreeSet<_>>()
        };
        assert_eq!(said(&english), said(&welsh), "{stem}");
    }
}

#[test]
fn data_files_have_the_same_numbers_in_both_languages() {
    for (english, welsh, stem) in twins("csv") {
        let rows = |text: &str| -> Vec<csv::StringRecord> {
            csv::Reader::from_reader(text.as_bytes()).into_records().map(Result::unwrap).collect()
        };
        let (english, welsh) = (rows(&english), rows(&welsh));
        assert_eq!(english.len(), welsh.len(), "{stem}");
        let is_number = |cell: &str| cell.parse::<f64>().is_ok();
        for (ours, theirs) in english.iter().flatten().zip(welsh.iter().flatten()) {
            // A label may be a number in one language alone: 18 and 18 oed.
            let is_label = is_number(ours) && theirs.starts_with(&format!("{ours} "));
            assert!(ours == theirs || is_label || !is_number(ours) && !is_number(theirs), "{stem}: {ours}, {theirs}");
        }
    }
}

#[test]
fn every_page_leads_to_its_twin_and_says_in_which_language_it_is() {
    let output = tree(&published().output());
    let attribute = |tag: &str, name: &str| {
        tag.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split('"').next().map(str::to_owned))
    };
    for (path, bytes) in
        output.iter().filter(|(path, _)| [".en.html", ".cy.html"].iter().any(|end| path.ends_with(end)))
    {
        let page = std::str::from_utf8(bytes).unwrap();
        let (own, other) = if path.ends_with(".en.html") { ("en", "cy") } else { ("cy", "en") };
        assert!(page.contains(&format!("<html lang=\"{own}\"")), "{path}");
        let file = path.rsplit('/').next().unwrap().replace(&format!(".{own}."), &format!(".{other}."));
        for kind in ["link", "a"] {
            let opening = format!("<{kind} ");
            let tags = page.split(&opening).skip(1).map(|rest| format!(" {}", rest.split('>').next().unwrap()));
            let other_language = |tag: &String| attribute(tag, "hreflang").as_deref() == Some(other);
            let twins: Vec<String> = tags.filter(other_language).filter_map(|tag| attribute(&tag, "href")).collect();
            assert!(
                twins.iter().any(|href| href.rsplit('/').next() == Some(&file)),
                "{path}: <{kind}> leads to {twins:?}"
            );
        }
    }
}
