//! The names of Wales: authorities as others have written them, and what must not be taken for one.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::definitions::{Definitions, Match};
use crate::diagnostic::{Finding, Severity};
use crate::domain::Language;

fn wales() -> &'static Definitions {
    static WALES: OnceLock<Definitions> = OnceLock::new();
    WALES.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let loaded = Definitions::load(&root.join("pipelines/wales"), &root.join("data/reference"));
        loaded.unwrap_or_else(|error| panic!("{error}"))
    })
}

/// A column of the table of authorities, by GSS code.
fn column(name: &str) -> Vec<(String, String)> {
    let table = &wales().reference.tables["authorities"];
    let at = table.columns.iter().position(|column| &**column == name).unwrap();
    table.rows.iter().map(|row| (row[0].to_string(), row[at].to_string())).collect()
}

fn found(text: &str) -> Option<&'static str> {
    wales().reference.authority(text).map(|authority| authority.code.as_str())
}

fn suggested(text: &str) -> Option<&'static str> {
    wales().nearest_authority(text).map(|authority| authority.code.as_str())
}

fn shared(path: &str) -> Option<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let found = [here, PathBuf::from("/work/shared")].map(|folder| folder.join(path)).into_iter().find(|p| p.exists());
    if found.is_none() {
        println!("SKIPPED: no {path} in ../shared");
    }
    found
}

#[test]
fn every_variant_that_mysociety_met_is_the_right_authority_or_nearly() {
    let Some(path) = shared("domain/reference/mysociety_name_variants_wales.csv") else { return };
    let letters = column("letters");
    let (mut rows, mut damaged) = (0, Vec::new());
    for row in csv::Reader::from_path(path).unwrap().records() {
        let row = row.unwrap();
        let (name, right) = (&row[0], &letters.iter().find(|(_, letters)| *letters == row[1]).unwrap().0);
        if let Some(code) = found(name) {
            assert_eq!(code, right, "{name}");
        } else {
            assert_eq!(suggested(name), Some(right.as_str()), "{name} is refused and nothing is suggested");
            damaged.push(name.to_owned());
        }
        rows += 1;
    }
    assert_eq!(rows, 132);
    assert_eq!(damaged.len(), 3, "letters are lost in three, and no other is refused: {damaged:?}");
}

#[test]
fn every_code_and_name_of_the_table_leads_to_its_authority() {
    for name in ["code", "former", "statswales", "letters", "ons", "en", "cy", "official", "forms"] {
        for (code, cell) in column(name) {
            for form in cell.split(';').filter(|form| !form.is_empty()) {
                assert_eq!(found(form), Some(code.as_str()), "{form}");
            }
        }
    }
    for form in ["540", "540.0", "540.000000", " 540 ", "RCT", "rct", "W06000016", "w06000016", "RHONDDA CYNON TAF"] {
        assert_eq!(found(form), Some("W06000016"), "{form}");
    }
    assert_eq!(found("W06000007"), Some("W06000023"), "Powys before 2018");
    assert_eq!(found("W06000017"), Some("W06000024"), "Merthyr Tydfil before 2018");
}

#[test]
fn a_name_that_is_like_an_authoritys_is_not_that_authority() {
    for text in [
        "Newport Isle of Wight",
        "Newport, Shropshire",
        "Newport Pagnell",
        "Bridgend Road",
        "Wrexham Maelor",
        "Flint",
        "Denbigh",
        "Carmarthen",
        "Pembroke",
        "Monmouth",
        "Rhondda",
        "Neath",
        "Port Talbot",
        "Glamorgan",
        "South Glamorgan",
        "Gwent",
        "Dyfed",
        "Clwyd",
        "Swansea Bay",
        "Isle of Wight",
        "Isle of Man",
        "Shropshire",
        "Herefordshire",
        "Gloucestershire",
        "Cheshire West and Chester",
        "Wirral",
        "Bristol, City of",
        "City of London",
        "Mon",
        "mon",
        "Môn",
        "Conway",
        "Cardif",
        "Powis",
        "Swansee",
        "5.40",
        "54.0",
        "5400",
        "-540",
        "£540",
        "540.5",
        "W0600001",
        "W06000025",
        "E06000016",
        "Wales",
        "Cymru",
        "Sir",
        "Cyngor",
        "Council",
        "",
        "-",
    ] {
        assert_eq!(found(text), None, "{text}");
        assert_eq!(wales().codes["authority"].find(text), Match::None, "{text}");
    }
    assert_eq!(found("MON"), Some("W06000021"), "three letters as they are written");
}

#[test]
fn an_unknown_name_brings_up_the_only_one_that_is_near() {
    for (text, code) in [
        ("Conway", Some("W06000003")),
        ("Cardif", Some("W06000015")),
        ("Flint", Some("W06000005")),
        ("Denbigh", Some("W06000004")),
        ("Ynys MÃ´n", Some("W06000001")),
        ("Newport Isle of Wight", None),
        ("Isle of Man", None),
        ("Mon", None),
        ("Shropshire", None),
        ("Sir", None),
        ("", None),
    ] {
        assert_eq!(suggested(text), code, "{text}");
    }
    for (text, id) in [("placement", Some("placements")), ("Lleoliadau", Some("placements")), ("weather", None)] {
        assert_eq!(wales().nearest_return(text), id, "{text}");
    }
}

#[test]
fn no_slip_turns_one_code_into_another() {
    for list in wales().codes.values().filter(|list| &*list.id != "authority") {
        for (name, &at) in &list.by_folded {
            for cut in (0..name.chars().count()).step_by(3) {
                let slip: String = name.chars().enumerate().filter(|(n, _)| *n != cut).map(|(_, c)| c).collect();
                if let Match::Near(other) = list.find_near(&slip) {
                    assert_eq!(other, at, "{} {slip}", list.id);
                }
            }
        }
    }
    let type_ = &wales().codes["placement_type"];
    for (text, code) in [
        ("Residental home", "residential_home"),
        ("Gofal maethu", "foster_other"),
        ("Boarding shcool", "residential_school"),
    ] {
        let Match::Near(at) = type_.find_near(text) else { panic!("{text}") };
        assert_eq!(&*type_.codes[at].code, code, "{text}");
    }
}

#[test]
fn a_sentence_says_what_was_probably_meant() {
    let (english, welsh): (Language, Language) = (Language::english(), "cy".parse().unwrap());
    let finding = |column: &str, rule: &str, suggests: &str| Finding {
        file: "f".into(),
        line: 2,
        column: column.into(),
        rule: rule.into(),
        severity: Severity::Error,
        return_id: "placements".into(),
        year: None,
        submitter: None,
        cell: "".into(),
        suggests: suggests.into(),
        explained: false,
        carried: false,
    };
    for (finding, ends) in [
        (
            finding("authority", "S-CODE", "W06000015"),
            ["It looks like Cardiff (W06000015).", "Mae’n debyg mai Caerdydd (W06000015) a olygwyd."],
        ),
        (
            finding("sex", "S-NEAR-CODE", "female"),
            ["It looks like Female (female).", "Mae’n debyg mai Benyw (female) a olygwyd."],
        ),
        (finding("remark", "S-MOJIBAKE", "Môn"), ["It looks like Môn.", "Mae’n debyg mai Môn a olygwyd."]),
    ] {
        for (language, end) in [&english, &welsh].into_iter().zip(ends) {
            let says = wales().says(&finding, language);
            assert!(says.ends_with(end), "{says}");
        }
    }
    assert!(!wales().says(&finding("sex", "S-CODE", ""), &english).contains("looks like"));
}
