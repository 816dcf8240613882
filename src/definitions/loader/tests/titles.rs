//! What files for programs say of a collection: its licence, and what chapters and breakdowns are called.

use tempfile::TempDir;

use super::{COLLECTION, INDICATORS, is_refused_in, load, small_nation, welsh_with, write};
use crate::domain::Language;

const TITLES: &str = "[chapter]\ntitle = \"Homes\"\n[breakdown.sex]\ntitle = \"Sex\"\n";

fn titled() -> TempDir {
    let folder = small_nation();
    let licence = "licence = \"https://example.org/open\"\n[gates]";
    write(folder.path(), "collection.toml", &COLLECTION.replacen("[gates]", licence, 1));
    write(folder.path(), "indicators/placements.toml", &format!("{TITLES}{INDICATORS}"));
    let texts = [("chapter.placements", "Homes"), ("breakdown.placements.sex", "Sex")];
    write(folder.path(), "words/cy.toml", &welsh_with(&texts));
    folder
}

#[test]
fn chapters_and_breakdowns_have_titles_in_every_language() {
    let definitions = load(&titled()).unwrap_or_else(|error| panic!("{error}"));
    let [english, welsh] = ["en", "cy"].map(|tag| tag.parse::<Language>().unwrap());
    assert_eq!(definitions.words.text(&english, "chapter.placements"), "Homes");
    assert_eq!(definitions.words.text(&welsh, "breakdown.placements.sex"), "Gair: Sex");
    assert_eq!(definitions.collection.licence.as_deref(), Some("https://example.org/open"));
}

#[test]
fn a_title_of_what_is_not_there_and_a_licence_without_an_address_are_mistakes() {
    let indicators = "indicators/placements.toml";
    is_refused_in(&titled(), (indicators, "breakdowns = [\"sex\"]\n", ""), "no such breakdown");
    is_refused_in(&titled(), ("collection.toml", "https://example.org/open", "open to all"), "begins with `https://`");
}
