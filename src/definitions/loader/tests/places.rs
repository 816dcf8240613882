//! How a language says that something is in a place: stored for every language, or for none.

use super::{is_refused_in, load, small_nation, write};
use crate::definitions::Definitions;
use crate::domain::Language;

const REGIONS: &str = "reference/regions.csv";

fn loaded(folder: &tempfile::TempDir) -> Definitions {
    load(folder).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn the_form_of_a_name_with_its_preposition_is_loaded_for_every_language() {
    let definitions = loaded(&small_nation());
    let (english, welsh): (Language, Language) = (Language::english(), "cy".parse().unwrap());
    let [anglesey, gwynedd] = [0, 1].map(|at| &definitions.reference.authorities[at].within);
    assert_eq!((&*anglesey[&english], &*anglesey[&welsh]), ("on the Isle of Anglesey", "ar Ynys Môn"));
    assert_eq!(&*gwynedd[&welsh], "yng Ngwynedd");
    assert!(definitions.reference.regions[0].within.is_empty(), "regions.csv does not say");
}

#[test]
fn a_form_that_is_missing_is_a_mistake_with_its_line() {
    let file = "reference/authorities.csv";
    is_refused_in(&small_nation(), (file, "in Gwynedd,yng Ngwynedd", "in Gwynedd,"), "a form of the name is missing");
    is_refused_in(&small_nation(), (file, "on the Isle of Anglesey,ar Ynys Môn", ",ar Ynys Môn"), "nothing in `en_in`");
    is_refused_in(&small_nation(), (file, ",en_in,cy_in,", ",en_in,said_otherwise,"), "`cy_in` is missing");
    let folder = small_nation();
    write(folder.path(), REGIONS, "code,en,cy,en_in,cy_in\nRPB-1,North,Gogledd,in the North,yn y Gogledd\n");
    assert_eq!(&*loaded(&folder).reference.regions[0].within[&Language::english()], "in the North");
    is_refused_in(&folder, (REGIONS, ",yn y Gogledd", ","), "a form of the name is missing");
}

#[test]
fn the_nation_may_have_such_a_form_too() {
    let folder = small_nation();
    write(folder.path(), "words/cy.toml", &super::welsh_with(&[("place.W92000004.in", "in Wales")]));
    let collection = std::fs::read_to_string(folder.path().join("collection.toml")).unwrap();
    assert!(collection.contains("name = \"Wales\""), "{collection}");
    let told = collection.replace("name = \"Wales\"", "name = \"Wales\", in = \"in Wales\"");
    write(folder.path(), "collection.toml", &told);
    let welsh: Language = "cy".parse().unwrap();
    assert_eq!(loaded(&folder).words.text(&welsh, "place.W92000004.in"), "Gair: in Wales");
}
