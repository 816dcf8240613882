//! The Welsh of Wales: what the program says with the definitions and fixed texts that are really used.

use std::path::Path;
use std::sync::OnceLock;

use super::{Used, Voice};
use crate::definitions::Definitions;
use crate::domain::{GeographyLevel, Language};

fn wales() -> &'static Definitions {
    static WALES: OnceLock<Definitions> = OnceLock::new();
    WALES.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let loaded = Definitions::load(&root.join("pipelines/wales"), &root.join("data/reference"));
        loaded.unwrap_or_else(|error| panic!("{error}"))
    })
}

/// What a language says.
fn in_language<T>(tag: &str, says: impl FnOnce(&Voice<'_>) -> T) -> T {
    let (language, used): (Language, Used) = (tag.parse().unwrap(), Used::default());
    says(&Voice { definitions: wales(), language: &language, used: &used })
}

/// `yn` and a name after it, by the rule of the nasal mutation.
fn nasal(name: &str) -> String {
    const RULE: [(&str, &str); 7] = [
        ("C", "yng Ngh"),
        ("P", "ym Mh"),
        ("Th", "yn Th"),
        ("T", "yn Nh"),
        ("G", "yng Ng"),
        ("B", "ym M"),
        ("M", "ym M"),
    ];
    let rule = RULE.iter().find_map(|(letters, said)| Some(format!("{said}{}", name.strip_prefix(letters)?)));
    rule.unwrap_or_else(|| format!("yn {name}"))
}

#[test]
fn the_stored_form_of_every_name_is_what_the_grammar_makes_of_it() {
    let authorities = &wales().reference.authorities;
    assert_eq!(authorities.len(), 22);
    for authority in authorities {
        let at = (GeographyLevel::Authority, authority.code.as_str());
        let (name, said) = in_language("cy", |voice| (voice.place(at.0, at.1), voice.place_in(at.0, at.1)));
        // The island takes the preposition of islands.
        let expected = if name == "Ynys Môn" { "ar Ynys Môn".to_owned() } else { nasal(&name) };
        assert_eq!(said, expected);
        let (name, said) = in_language("en", |voice| (voice.place(at.0, at.1), voice.place_in(at.0, at.1)));
        assert!([format!("in {name}"), format!("in the {name}"), format!("on the {name}")].contains(&said), "{said}");
    }
    for region in &wales().reference.regions {
        let at = (GeographyLevel::Region, &*region.code);
        let (name, said) = in_language("cy", |voice| (voice.place(at.0, at.1), voice.place_in(at.0, at.1)));
        assert_eq!(said, nasal(&name));
    }
}

#[test]
fn every_authority_has_the_form_that_is_in_use() {
    let expected = "ar Ynys Môn, yng Ngwynedd, yng Nghonwy, yn Sir Ddinbych, yn Sir y Fflint, yn Wrecsam, ym Mhowys, \
        yng Ngheredigion, yn Sir Benfro, yn Sir Gaerfyrddin, yn Abertawe, yng Nghastell-nedd Port Talbot, \
        ym Mhen-y-bont ar Ogwr, ym Mro Morgannwg, yng Nghaerdydd, yn Rhondda Cynon Taf, ym Merthyr Tudful, \
        yng Nghaerffili, ym Mlaenau Gwent, yn Nhorfaen, yn Sir Fynwy, yng Nghasnewydd";
    let codes = wales().reference.authorities.iter().map(|authority| authority.code.as_str());
    let said = |code| in_language("cy", |voice| voice.place_in(GeographyLevel::Authority, code));
    assert_eq!(codes.map(said).collect::<Vec<_>>().join(", "), expected);
}

#[test]
fn the_nation_and_a_place_without_a_stored_form_have_one_too() {
    let nation = |voice: &Voice<'_>| voice.place_in(GeographyLevel::Nation, "W92000004");
    assert_eq!([in_language("en", nation), in_language("cy", nation)], ["in Wales", "yng Nghymru"]);
    let board = |voice: &Voice<'_>| voice.place_in(GeographyLevel::HealthBoard, "W11000031");
    assert_eq!(in_language("cy", board), "yn ardal Bwrdd Iechyd Prifysgol Bae Abertawe");
    let mut england = wales().clone();
    england.reference.authorities.iter_mut().for_each(|authority| authority.within.clear());
    let says = |tag: &str| {
        let (language, used): (Language, Used) = (tag.parse().unwrap(), Used::default());
        let voice = Voice { definitions: &england, language: &language, used: &used };
        voice.place_in(GeographyLevel::Authority, "W06000015")
    };
    assert_eq!(["en", "cy"].map(says), ["in Cardiff", "yn ardal Caerdydd"]);
}
