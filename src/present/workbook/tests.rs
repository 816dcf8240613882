//! What every workbook of the overview keeps to.

use super::check::{Wording, faults, grids};
use crate::definitions::Definitions;
use crate::disclosure::{Safe, SafeFigure};
use crate::domain::{GeographyLevel, Language, NoteCode};
use crate::present::invented::{account, definitions, english, internal_safe, lack, safe, welsh, withhold};
use crate::present::voice::{Used, Voice};
use crate::present::{Overview, internal, public};

/// The workbooks of invented figures, English and Welsh, and the words of each.
fn made(definitions: &Definitions, figures: &Safe) -> [Vec<u8>; 2] {
    let documents = public(&Overview { definitions, figures, account: &account() }).unwrap();
    ["en", "cy"].map(|language| {
        let path = format!("overview.{language}.xlsx");
        documents.documents().iter().find(|document| document.path == path).unwrap().bytes.clone()
    })
}

fn wording(definitions: &Definitions, language: &Language) -> Wording {
    let used = Used::default();
    Wording::of(&Voice { definitions, language, used: &used })
}

/// Figures of which some are withheld, some rest on too few returns, and some are provisional.
pub(super) fn figures() -> Safe {
    safe(|figures: &mut Vec<SafeFigure>| {
        withhold(figures, NoteCode::Confidential, |figure| *figure.key.geography == *"W06000023");
        lack(figures, |figure| *figure.key.geography == *"W06000016");
        let nation = figures.iter_mut().filter(|figure| figure.key.geography_level == GeographyLevel::Authority);
        for figure in nation.filter(|figure| *figure.key.geography == *"W06000001") {
            figure.note_codes = vec![NoteCode::Provisional];
        }
    })
}

/// A workbook of them, in English, with its words.
pub(super) fn example() -> (Vec<u8>, Wording) {
    let definitions = definitions("x");
    let [en, _] = made(&definitions, &figures());
    (en, wording(&definitions, &english()))
}

#[test]
fn a_workbook_keeps_every_rule_in_every_language() {
    let definitions = definitions("x");
    let nothing_below = safe(|figures| {
        withhold(figures, NoteCode::Confidential, |figure| figure.key.geography_level != GeographyLevel::Nation);
    });
    let all_lack = safe(|figures| lack(figures, |_| true));
    for figures in [safe(|_| {}), figures(), nothing_below, all_lack, safe(Vec::clear)] {
        let [en, cy] = made(&definitions, &figures);
        assert_eq!(faults(&en, &wording(&definitions, &english())).unwrap(), []);
        assert_eq!(faults(&cy, &wording(&definitions, &welsh())).unwrap(), []);
    }
}

#[test]
fn the_same_figures_give_the_same_bytes() {
    let definitions = definitions("x");
    assert_eq!(made(&definitions, &figures()), made(&definitions, &figures()));
}

#[test]
fn both_languages_have_the_same_tables_in_the_same_order_and_the_same_numbers() {
    let definitions = definitions("x");
    let [en, cy] = made(&definitions, &figures()).map(|bytes| grids(&bytes).unwrap());
    assert_eq!(en.len(), 3 + 7, "cover, contents, notes, four charts and three tables");
    assert_eq!(en.len(), cy.len());
    for (en, cy) in en.iter().zip(&cy) {
        assert_eq!(en.tables, cy.tables);
        assert_eq!(en.numbers, cy.numbers);
        assert_ne!(en.name, cy.name);
    }
    let tables: Vec<&str> = en.iter().flat_map(|grid| &grid.tables).map(String::as_str).collect();
    assert_eq!(tables.get(..4).unwrap(), ["contents", "notes", "figure_lines", "figure_parts"]);
}

#[test]
fn numbers_are_numbers_as_the_page_prints_them_and_what_is_withheld_is_a_code() {
    let definitions = definitions("x");
    let [en, _] = made(&definitions, &figures()).map(|bytes| grids(&bytes).unwrap());
    let table = en.iter().find(|grid| grid.tables == ["table_by_place"]).unwrap();
    let row = |name: &str| table.rows.iter().find(|row| row.first().map(String::as_str) == Some(name)).unwrap();
    assert_eq!(row("Blaenau Gwent"), &["Blaenau Gwent", "Local authority", "50", "51", "52", "None"]);
    assert_eq!(row("Powys").get(2..5).unwrap(), ["[c]", "[c]", "[c]"]);
    assert_eq!(row("Isle of Anglesey").last().unwrap(), "[p]");
    assert_eq!(row("Rhondda Cynon Taf").last().unwrap(), "[note 1]");
    let heading = table.rows.iter().find(|row| row.first().map(String::as_str) == Some("Place")).unwrap();
    assert_eq!(
        heading.get(1..).unwrap(),
        ["Level", "Children", "Rate of children", "Share of children (per cent)", "Notes"]
    );
}

#[test]
fn what_is_not_for_publication_says_so_on_every_sheet() {
    let definitions = definitions("x");
    let documents =
        internal(&Overview { definitions: &definitions, figures: &internal_safe(), account: &account() }).unwrap();
    let book = documents.documents().iter().find(|document| document.path == "overview.internal.cy.xlsx").unwrap();
    let grids = grids(&book.bytes).unwrap();
    for grid in &grids {
        let title = grid.rows.first().and_then(|row| row.first()).unwrap();
        assert!(title.starts_with("Nid i’w gyhoeddi: "), "{title}");
    }
    let cover = grids.first().unwrap().rows.concat().join("\n");
    assert!(cover.contains("Not for publication") && cover.contains("Nid i’w gyhoeddi"), "{cover}");
    assert!(grids.iter().any(|grid| grid.tables == ["table_persons"]));
}

#[test]
fn a_page_leads_to_its_workbook() {
    let definitions = definitions("x");
    let documents = public(&Overview { definitions: &definitions, figures: &figures(), account: &account() }).unwrap();
    for language in ["en", "cy"] {
        let page = documents.documents().iter().find(|d| d.path == format!("overview.{language}.html")).unwrap();
        let page = std::str::from_utf8(&page.bytes).unwrap();
        assert!(page.contains(&format!("href=\"overview.{language}.xlsx\"")));
    }
}
