//! What the page of an authority says, and what it does not.

use crate::definitions::Definitions;
use crate::disclosure::{Protected, Safe, SafeFigure};
use crate::domain::{GeographyLevel, NoteCode};
use crate::present::invented::{account, definitions, safe, shown, withhold};
use crate::present::{Document, Overview, public};

fn made(definitions: &Definitions, figures: &Safe) -> Vec<Document> {
    public(&Overview { definitions, figures, account: &account() }).unwrap().documents().to_vec()
}

fn page(documents: &[Document], code: &str, language: &str) -> String {
    let path = format!("authorities/{code}.{language}.html");
    let document = documents.iter().find(|document| document.path == path).unwrap_or_else(|| panic!("no {path}"));
    String::from_utf8(document.bytes.clone()).unwrap()
}

/// The cells of the row with this name.
fn row(page: &str, name: &str) -> Vec<String> {
    let (_, row) = page.split_once(&format!("<th scope=\"row\">{name}</th>")).unwrap_or_else(|| panic!("no {name}"));
    let cells = row.split_once("</tr>").unwrap().0.split("<td").skip(1);
    cells.map(|cell| cell.split_once('>').unwrap().1.split('<').next().unwrap().to_string()).collect()
}

/// Shares of which one is far above the nation's.
fn far(figures: &mut [SafeFigure]) {
    for figure in figures.iter_mut().filter(|figure| &*figure.key.indicator == "share") {
        let is_it = &*figure.key.geography == "W06000016" && figure.key.period.year().start() == 2023;
        let cases = if is_it { 300.0 } else { 210.0 };
        (figure.numerator, figure.value) = (shown(cases), shown(cases / 5.0));
        (figure.lower, figure.upper) = (Some(shown(cases / 5.0 - 2.0)), Some(shown(cases / 5.0 + 2.0)));
    }
}

#[test]
fn an_authority_stands_beside_its_region_and_the_nation() {
    let documents = made(&definitions("x"), &safe(|figures| far(figures)));
    let english = page(&documents, "W06000016", "en");
    assert!(english.contains("<h1>Rhondda Cynon Taf</h1>") && english.contains("Region: North"));
    let share = row(&english, "Share of children");
    assert_eq!(share[0], "60.0%");
    assert_eq!(share[1], "42.0%");
    assert_eq!(share[3..], ["58.0% to 62.0%", "42.0%", "42.0%", "Above the 99.8% limit"]);
    let children = row(&english, "Children");
    assert_eq!((children[0].as_str(), children[6].as_str()), ("45", "[z]"), "a count has no funnel");
    let welsh = page(&documents, "W06000016", "cy");
    assert_eq!(row(&welsh, "Cyfran y plant")[6], "Uwchlaw’r terfyn 99.8%");
}

#[test]
fn what_stands_out_is_said_first_and_only_of_whom_it_is_true() {
    let documents = made(&definitions("x"), &safe(|figures| far(figures)));
    let said = |code: &str| {
        let page = page(&documents, code, "en");
        let (_, list) = page.split_once("<ul class=\"standout\">").unwrap();
        list.split_once("</ul>").unwrap().0.to_string()
    };
    assert!(said("W06000016").contains("Share of children, 2023-24: 60.0%; Wales: 42.0%. Above the 99.8% limit"));
    assert!(said("W06000016").contains("Share of children: 42.0% in 2022-23, 60.0% in 2023-24; "));
    assert!(!said("W06000001").contains("Share of children"));
}

#[test]
fn what_is_withheld_is_nowhere_on_the_page_and_the_page_says_why() {
    let powys = |figure: &SafeFigure| &*figure.key.geography == "W06000023" && &*figure.key.indicator != "children";
    let mark = |figures: &mut Vec<SafeFigure>| {
        for figure in figures.iter_mut().filter(|figure| powys(figure)) {
            figure.value = shown(987.0);
        }
        withhold(figures, NoteCode::Confidential, powys);
    };
    let documents = made(&definitions("x"), &safe(mark));
    let page = page(&documents, "W06000023", "en");
    assert!(!page.contains("987"));
    assert_eq!(row(&page, "Rate of children")[..2], ["[c]", "[c]"]);
    let (_, withheld) = page.split_once("<h2 id=\"withheld\">").unwrap();
    assert!(withheld.contains("Rate of children") && withheld.contains("suppressed for confidentiality"));
    assert!(!withheld.split_once("<h2").unwrap().0.contains(">Children<"), "what is shown is not listed");
}

#[test]
fn an_authority_of_which_nothing_can_be_shown_has_its_page_all_the_same() {
    let below = |figure: &SafeFigure| figure.key.geography_level != GeographyLevel::Nation;
    let documents = made(&definitions("x"), &safe(|figures| withhold(figures, NoteCode::NotAvailable, below)));
    let page = page(&documents, "W06000019", "en");
    assert!(page.contains("No figure of this authority can be shown"));
    assert!(!page.contains("<svg"));
}

#[test]
fn a_page_tells_what_its_authority_sent_and_nobody_else() {
    let documents = made(&definitions("x"), &safe(|_| {}));
    let anglesey = page(&documents, "W06000001", "en");
    assert!(anglesey.contains("For 2023-24 the one return that is owed is not in."), "{anglesey}");
    assert!(anglesey.contains("Missing: Placements.") && anglesey.contains("7 lines are held back"));
    let (_, refused) = anglesey.split_once("id=\"refused-list\"").unwrap();
    assert!(refused.contains(">Placements</th>") && refused.contains("S-NOT-CSV"));
    assert!(!anglesey.contains("placements.csv"), "a file's name is its sender's own words");
    let powys = page(&documents, "W06000023", "en");
    assert!(powys.contains("For 2023-24 the one return that is owed is in; 1 came late."));
    assert!(powys.contains("Nothing was held back.") && !powys.contains("refused-list"));
}

#[test]
fn pages_lead_to_their_neighbours_in_the_alphabet_of_their_language() {
    let documents = made(&definitions("x"), &safe(|_| {}));
    let english = page(&documents, "W06000001", "en");
    assert!(english.contains("href=\"W06000019.en.html\" rel=\"prev\">Blaenau Gwent"), "Isle of Anglesey follows it");
    let welsh = page(&documents, "W06000001", "cy");
    assert!(welsh.contains("rel=\"prev\">Rhondda Cynon Taf") && !welsh.contains("rel=\"next\""), "Ynys Môn is last");
}

#[test]
fn pictures_of_an_authority_are_made_where_they_are_asked_for() {
    let (definitions, figures, account) = (definitions("x"), safe(|_| {}), account());
    let view = Overview { definitions: &definitions, figures: &figures, account: &account };
    let plain = public(&view).unwrap();
    let count = plain.documents().len();
    let with = plain.clone().with_pictures(&view, &["W06000016".to_string()]).unwrap();
    let more: Vec<&str> = with
        .documents()
        .iter()
        .filter(|document| !plain.documents().contains(document))
        .map(|document| document.path.as_str())
        .collect();
    assert_eq!(more, ["charts/W06000016/places.cy.png", "charts/W06000016/places.en.png"]);
    assert_eq!(with.documents().len(), count + 2);
    let bytes = |path: &str| with.documents().iter().find(|document| document.path == path).map(|d| d.bytes.clone());
    assert_ne!(bytes("charts/W06000016/places.en.png"), bytes("charts/places.en.png"));
}

#[test]
fn a_position_is_not_said_of_what_is_withheld() {
    let powys = |figure: &SafeFigure| &*figure.key.geography == "W06000023";
    let hide = |figures: &mut Vec<SafeFigure>| {
        for figure in figures.iter_mut().filter(|figure| powys(figure)) {
            figure.numerator = Protected::Withheld(NoteCode::Confidential);
            figure.value = Protected::Withheld(NoteCode::Confidential);
        }
    };
    let documents = made(&definitions("x"), &safe(hide));
    assert_eq!(row(&page(&documents, "W06000023", "en"), "Share of children")[6], "[c]");
}
