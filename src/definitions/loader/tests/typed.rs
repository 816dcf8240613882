//! Numbers that are typed into the report's texts, and those that it may say.

use super::{is_refused_in, load, refused, small_nation, welsh, welsh_with, write};
use std::fs;

const CHAPTER: &str = "report/02-placements.toml";
const MAY_SAY: &str = "[[headline]]\nindicator = \"girls\"\n[[may_say]]\nid = \"age\"\ntext = \"aged 11 and over\"\n";

#[test]
fn a_number_typed_into_a_text_is_refused_where_it_stands_in_every_language() {
    for (from, to, said) in [
        ("}} girls.", "}} girls, 7,198 of them.", "`7,198` is typed, not bound"),
        ("title = \"Girls\"", "title = \"Girls in 2023\"", "`2023` is typed, not bound"),
        ("\"Per cent\"", "\"Per cent, 8.6%\"", "`8.6` is typed, not bound"),
        ("title = \"Placements\"", "title = \"Placements of 5\"", "`5` is typed, not bound"),
    ] {
        is_refused_in(&small_nation(), (CHAPTER, from, to), said);
    }
    is_refused_in(
        &small_nation(),
        ("words/cy.toml", "o ferched.", "o ferched, 12 ohonynt."),
        "`12` is typed, not bound",
    );
}

#[test]
fn a_message_is_held_to_the_same() {
    let folder = small_nation();
    let text = fs::read_to_string(folder.path().join(CHAPTER)).unwrap();
    write(folder.path(), CHAPTER, &text.replace("aspect = \"in\"", "aspect = \"in\"\nmessage = \"All 22 answered.\""));
    write(folder.path(), "words/cy.toml", &welsh_with(&[("report.placements.message", "All 22 answered.")]));
    let all = refused(&folder);
    assert!(all.len() == 2 && all.iter().all(|mistake| mistake.contains("`22` is typed")), "{all:?}");
}

#[test]
fn what_no_release_changes_may_be_said_as_each_language_says_it() {
    let folder = small_nation();
    write(folder.path(), "report/overview.toml", MAY_SAY);
    let text = fs::read_to_string(folder.path().join(CHAPTER)).unwrap();
    write(folder.path(), CHAPTER, &text.replace("}} girls.", "}} girls Aged 11 and over."));
    let said = |form: &str| {
        let words = welsh_with(&[("report.may_say.age", "aged 11 and over")]);
        words.replace("Gair: aged 11 and over", "11 oed neu hŷn | 11 oed a throsodd").replace("o ferched.", form)
    };
    write(folder.path(), "words/cy.toml", &said("o ferched 11 oed a throsodd."));
    load(&folder).unwrap_or_else(|error| panic!("{error}"));
    write(folder.path(), "words/cy.toml", &said("o ferched dros 11 oed."));
    assert!(matches!(refused(&folder).as_slice(), [one] if one.contains("`11` is typed")));
}

#[test]
fn words_for_numbers_are_numbers_where_a_language_says_so() {
    let folder = small_nation();
    for (language, numbers) in [("en", "two half"), ("cy", "dwy hanner")] {
        let path = format!("words/ui.{language}.ftl");
        let text = fs::read_to_string(folder.path().join(&path)).unwrap();
        write(folder.path(), &path, &format!("{text}number-words = {numbers}\n"));
    }
    write(folder.path(), "words/cy.toml", &welsh().replace("o ferched.", "o ferched, dwy yn llai."));
    is_refused_in(&folder, (CHAPTER, "}} girls.", "}} girls, on behalf of one."), "`dwy` is typed, not bound");
}
