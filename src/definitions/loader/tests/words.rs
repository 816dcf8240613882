//! Texts in every language, and the figures that paragraphs bind.

use super::*;

#[test]
fn a_translation_whose_english_has_changed_loads_and_is_a_draft_wherever_it_stands() {
    let folder = small_nation();
    let official = |words: String| words.replacen("status = \"draft\"", "status = \"official\"", 1);
    write(folder.path(), "words/cy.toml", &official(welsh()));
    let cymraeg: Language = "cy".parse().unwrap();
    let words = load(&folder).unwrap().words;
    assert_eq!(words.status(&cymraeg, "collection.title"), Status::Official);
    assert!(words.stale(&cymraeg).is_empty());
    write(folder.path(), "words/cy.toml", &official(welsh()).replacen("of = \"", "of = \"0", 1));
    let words = load(&folder).unwrap().words;
    assert_eq!(words.status(&cymraeg, "collection.title"), Status::Draft);
    let stale = words.stale(&cymraeg);
    assert_eq!(stale.len(), 1);
    assert_eq!((stale[0].id, stale[0].english), ("collection.title", "A small nation"));
    assert_eq!(stale[0].of, hash("A small nation"));
    assert!(stale[0].place.ends_with("words/cy.toml:2"), "{}", stale[0].place);
}

#[test]
fn texts_must_stand_in_every_language() {
    let folder = small_nation();
    let words = welsh().replace("word.\"indicator.girls.title\"", "word.\"indicator.boys.title\"");
    write(folder.path(), "words/cy.toml", &words);
    let all = refused(&folder);
    assert_eq!(all.len(), 2, "{all:?}");
    let missing = ["placements.toml:7:9", "no translation into `cy`"];
    assert!(all.iter().any(|mistake| missing.iter().all(|part| mistake.contains(part))));
    assert!(all.iter().any(|mistake| mistake.contains("did you mean `indicator.girls.title`?")));
}

#[test]
fn paragraphs_bind_the_figures_of_indicators_in_every_language() {
    let folder = small_nation();
    write(folder.path(), "words/cy.toml", &welsh().replace("figure('girls'", "figure('grils'"));
    let all = refused(&folder);
    assert!(all.iter().any(|mistake| mistake.contains("did you mean `girls`?")), "{all:?}");
    assert!(all.iter().any(|mistake| mistake.contains("a placeholder is missing")), "{all:?}");
    write(folder.path(), "report/02-placements.toml", &CHAPTER.replace("figure(\"girls\"", "figure(\"grils\""));
    let all = refused(&folder);
    assert!(all.iter().any(|mistake| mistake.contains("02-placements.toml:14:23")), "{all:?}");
}

#[test]
fn a_collection_may_take_the_fixed_texts_of_another() {
    let (folder, other) = (small_nation(), small_nation());
    fs::remove_file(folder.path().join("words/ui.cy.ftl")).unwrap();
    assert!(refused(&folder)[0].contains("ui.cy.ftl"));
    let shared = format!("fixed_texts = \"{}\"\n{COLLECTION}", other.path().join("words").display());
    write(folder.path(), "collection.toml", &shared);
    let definitions = load(&folder).unwrap_or_else(|error| panic!("{error}"));
    let say = Say::Text("Cymru");
    assert_eq!(definitions.words.say(&"cy".parse().unwrap(), "title", &[("nation", say)]), "Trosolwg o Cymru");
    write(other.path(), "words/ui.fr.ftl", "title = Aperçu de { $nation }\n    .fix = À réparer\n");
    assert!(load(&folder).is_ok(), "a language that nobody speaks here is in nobody's way");
    write(folder.path(), "collection.toml", &format!("fixed_texts = \"../nowhere\"\n{COLLECTION}"));
    fs::remove_file(folder.path().join("words/ui.en.ftl")).unwrap();
    assert!(refused(&folder).iter().any(|mistake| mistake.contains("collection.toml:1:15")));
}
