//! What every overview keeps to.

use super::invented::{account, definitions, internal_safe, lack, safe, withhold};
use super::{Document, Overview, internal, overview, public};
use crate::definitions::{Definitions, Status};
use crate::disclosure::{Safe, SafeFigure};
use crate::domain::{GeographyLevel, NoteCode};

const PROSE: &str = r#"There were {{ figure("children") }} children, {{ change("children") }}."#;

fn made(definitions: &Definitions, figures: &Safe) -> Vec<Document> {
    overview(&Overview { definitions, figures, account: &account() }).unwrap()
}

fn text<'a>(documents: &'a [Document], path: &str) -> &'a str {
    let document = documents.iter().find(|document| document.path == path);
    std::str::from_utf8(&document.unwrap_or_else(|| panic!("no {path}")).bytes).unwrap()
}

fn with_prose(prose: &str, change: impl FnOnce(&mut Vec<SafeFigure>)) -> [String; 2] {
    let definitions = definitions(prose);
    let documents = made(&definitions, &safe(change));
    ["en", "cy"].map(|language| {
        let page = text(&documents, &format!("overview.{language}.html"));
        let (_, chapter) = page.split_once("<h2 id=\"chapter-first\">").unwrap();
        let (_, paragraph) = chapter.split_once("<p>").unwrap();
        paragraph.split_once("</p>").unwrap().0.to_string()
    })
}

#[test]
fn every_language_gets_the_same_documents_of_the_same_structure() {
    let documents = made(&definitions(PROSE), &safe(|_| {}));
    let of = |language: &str| -> Vec<String> {
        let marked = format!(".{language}.");
        documents.iter().filter(|d| d.path.contains(&marked)).map(|d| d.path.replace(&marked, ".*.")).collect()
    };
    assert_eq!(of("en"), of("cy"));
    let in_none = documents.iter().filter(|document| document.path.starts_with("data/")).count();
    assert_eq!(of("en").len() * 2 + in_none, documents.len());
    let tags = |page: &str| -> Vec<String> {
        let (_, main) = page.split_once("<main").unwrap();
        let (main, _) = main.split_once("</main>").unwrap();
        main.split('<')
            .filter_map(|tag| tag.split(['>', ' ']).next())
            .filter(|tag| *tag != "text")
            .map(str::to_string)
            .collect()
    };
    for (path, page) in pages(&documents).iter().filter(|(path, _)| path.ends_with(".en.html")) {
        assert_eq!(tags(page), tags(text(&documents, &path.replace(".en.", ".cy."))), "{path}");
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let definitions = definitions(PROSE);
    assert_eq!(made(&definitions, &safe(|_| {})), made(&definitions, &safe(|_| {})));
}

/// The pages, by path.
fn pages(documents: &[Document]) -> Vec<(&str, &str)> {
    let pages = documents.iter().filter(|document| is_a("html", &document.path));
    pages.map(|page| (page.path.as_str(), std::str::from_utf8(&page.bytes).unwrap())).collect()
}

#[test]
fn a_page_asks_nothing_of_any_server_and_runs_no_script_but_its_own() {
    for (path, page) in pages(&made(&definitions(PROSE), &safe(|_| {}))) {
        assert!(page.contains("Content-Security-Policy\" content=\"default-src 'none'"));
        assert_eq!((page.matches("<script>").count(), page.matches("<style>").count()), (1, 1), "{path}");
        assert!(page.contains("; script-src 'sha256-") && !page.contains("unsafe-"), "{path}");
        for asked in ["<script ", " src=", "url(", "@import", "href=\"http", "<iframe", " style=\""] {
            assert!(!page.contains(asked), "{path} has {asked}");
        }
        assert!(!page.replace("http://www.w3.org/2000/svg", "").contains("://"), "{path} has an address");
    }
}

#[test]
fn a_page_has_one_h1_its_language_unique_ids_and_links_that_lead_somewhere() {
    let documents = made(&definitions(PROSE), &safe(|_| {}));
    assert_eq!(pages(&documents).len(), 2 * (1 + 4), "an overview and four authorities in two languages");
    for (path, page) in pages(&documents) {
        assert_eq!(page.matches("<h1").count(), 1, "{path}");
        let language = if path.ends_with(".cy.html") { "cy" } else { "en" };
        assert!(page.starts_with(&format!("<!DOCTYPE html>\n<html lang=\"{language}\">")), "{path}");
        let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        for id in &ids {
            assert_eq!(ids.iter().filter(|other| other == &id).count(), 1, "{path}: {id} stands twice");
        }
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for href in page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let (file, id) = href.split_once('#').unwrap_or((href, ""));
            let file = match file.strip_prefix("../") {
                Some(above) => above.to_owned(),
                None if file.is_empty() => path.to_owned(),
                None if folder.is_empty() => file.to_owned(),
                None => format!("{folder}/{file}"),
            };
            if href == "data:," {
                continue;
            }
            let target = documents.iter().find(|document| document.path == file);
            let target = target.unwrap_or_else(|| panic!("{path}: nothing at {href}"));
            let there = || String::from_utf8_lossy(&target.bytes).contains(&format!(" id=\"{id}\""));
            assert!(id.is_empty() || there(), "{path}: nothing is called {href}");
        }
    }
}

#[test]
fn texts_of_the_definitions_are_escaped() {
    let documents = made(&definitions("5 < 6 & <b>bold</b>"), &safe(|_| {}));
    let page = text(&documents, "overview.en.html");
    assert!(page.contains("<h1>Children &lt;in&gt; Wales</h1>"));
    assert!(page.contains("<p>5 &lt; 6 &amp; &lt;b&gt;bold&lt;/b&gt;</p>"));
}

#[test]
fn every_fixed_text_exists_in_both_languages() {
    let documents = made(&definitions(PROSE), &safe(|figures| withhold(figures, NoteCode::Confidential, |_| false)));
    for language in ["en", "cy"] {
        let page = text(&documents, &format!("overview.{language}.html"));
        for key in ["column-", "note-", "status-", "reading-", "unit-", "counted-", "chart-no", "describe-"] {
            let shown: Vec<&str> = page.split(['<', '>']).filter(|words| words.starts_with(key)).collect();
            assert!(shown.is_empty(), "{language} shows keys: {shown:?}");
        }
    }
}

#[test]
fn prose_prints_figures_in_the_language_of_the_page() {
    let prose = r#"{{ figure("children") }}; {{ rose_or_fell("children") }}; {{ figure("share", category="care_home") }};
        {{ numerator("share") }} of {{ denominator("share") }}; {{ date("children") }}; {{ period("children", period="quarter") }};
        {{ highest("rate") }}; {{ coverage("rate") }}; {{ figure("children", at="W06000023", period="previous") }}"#;
    let [en, cy] = with_prose(prose, |_| {});
    assert_eq!(
        en,
        "40; rose by 11%; 29.4%; 210 of 500; 31 March 2024; quarter 4 of 2023-24; Powys (56.0); all 4 authorities; 51"
    );
    assert_eq!(
        cy,
        "40; wedi codi 11%; 29.4%; 210 of 500; 31 Mawrth 2024; chwarter 4 yn 2023-24; Powys (56.0); pob un o’r 4 awdurdod; 51"
    );
}

#[test]
fn prose_stays_whole_where_a_figure_is_withheld_or_unknown() {
    let prose = r#"{{ figure("children") }}. It {{ rose_or_fell("children") }}: {{ change("share") }}. {{ figure("nonsense") }}. {{ highest("rate") }}"#;
    let [en, cy] = with_prose(prose, |figures| withhold(figures, NoteCode::Confidential, |_| true));
    assert_eq!(
        en,
        "a number that cannot be shown [c]. It changed by an amount that cannot be shown [c]: \
         a change that cannot be shown [c]. a number that cannot be shown [x]. no authority that can be named [c]"
    );
    assert!(
        cy.starts_with("nifer nad oes modd ei ddangos [c]. It wedi newid, ond nid oes modd dangos faint [c]"),
        "{cy}"
    );
}

#[test]
fn a_template_that_cannot_be_filled_in_is_an_error_that_names_it() {
    for wrong in ["{{ figur('children') }}", "{{ figure('children', perod='2023-24') }}", "{% if %}"] {
        let definitions = definitions(wrong);
        let error =
            overview(&Overview { definitions: &definitions, figures: &safe(|_| {}), account: &account() }).unwrap_err();
        assert!(error.to_string().contains("report.first.lead"), "{error}");
    }
}

#[test]
fn what_is_withheld_below_wales_is_nowhere_and_the_page_says_so() {
    let below = |figure: &SafeFigure| figure.key.geography_level != GeographyLevel::Nation;
    let documents = made(&definitions(PROSE), &safe(|figures| withhold(figures, NoteCode::Confidential, below)));
    let page = text(&documents, "overview.en.html");
    assert!(page.contains("Figures for authorities cannot be shown"));
    assert!(page.contains("Figures below Wales cannot be shown"));
    let data = text(&documents, "tables/places.en.csv");
    assert!(!data.contains("56"), "{data}");
    // With nothing at all to show there is no empty picture.
    let none = made(&definitions(PROSE), &safe(|figures| withhold(figures, NoteCode::Confidential, |_| true)));
    assert!(!text(&none, "overview.en.html").contains("<svg"));
    assert!(!none.iter().any(|document| document.path.contains(".png")));
}

#[test]
fn downloads_have_bare_codes_and_blanks_for_what_is_withheld() {
    let powys = |figure: &SafeFigure| &*figure.key.geography == "W06000023";
    let documents = made(&definitions(PROSE), &safe(|figures| withhold(figures, NoteCode::Confidential, powys)));
    let data = text(&documents, "tables/by_place.cy.csv");
    let header = data.lines().next().unwrap();
    assert!(header.starts_with("dangosydd,teitl_dangosydd,"), "{header}");
    let row = data.lines().find(|line| line.starts_with("children,") && line.contains("W06000023")).unwrap();
    assert!(row.ends_with(",Nifer y plant,,,,,,c,Gwybodaeth gyfrinachol,4,4"), "{row}");
    assert!(!data.contains('['));
}

#[test]
fn a_note_code_stands_wherever_its_value_does_and_is_explained_there() {
    let latest = |figure: &SafeFigure| figure.key.period.last_day() == account().as_at;
    let noted = |figures: &mut Vec<SafeFigure>| {
        for figure in figures.iter_mut().filter(|figure| latest(figure)) {
            figure.note_codes = vec![NoteCode::Provisional, NoteCode::Revised];
        }
    };
    let documents = made(&definitions(PROSE), &safe(noted));
    let page = text(&documents, "overview.en.html");
    assert!(page.contains("<p class=\"value\">40 <span class=\"beside\">[p][r]</span></p>"), "the headline");
    assert!(page.contains("<p>There were 40 [p][r] children,"), "the paragraph");
    assert!(page.contains("<th scope=\"row\">2023-24</th><td class=\"number\">40 [p][r]</td>"), "the table");
    assert!(page.contains("To be read with a note: quarter 4 of 2023-24 [p][r]."), "the lines");
    assert!(page.contains("To be read with a note: every value [p][r]."), "the bars");
    // Eight pieces and the headlines explain them, and so does the list of all; nothing else is explained.
    for code in ["[p]", "[r]"] {
        assert_eq!(page.matches(&format!("<li><span class=\"code\">{code}</span>")).count(), 9, "{code}");
        assert_eq!(page.matches(&format!("<th scope=\"row\" class=\"code\">{code}</th>")).count(), 1, "{code}");
    }
    assert_eq!(page.matches("<th scope=\"row\" class=\"code\">").count(), 2, "no other is explained");
    let data = text(&documents, "tables/by_year.en.csv");
    assert!(data.lines().last().unwrap().ends_with(",\"p,r\",Provisional; Revised,4,4"), "{data}");
}

#[test]
fn shorthand_that_nothing_bears_is_not_explained() {
    let page_of = |figures: &Safe| text(&made(&definitions(PROSE), figures), "overview.en.html").to_string();
    let whole = |figures: &mut Vec<SafeFigure>| figures.iter_mut().for_each(|figure| figure.note_codes.clear());
    let page = page_of(&safe(whole));
    assert!(!page.contains("class=\"code\">[c]") && !page.contains("class=\"code\">[x]"));
    let low = |figures: &mut Vec<SafeFigure>| {
        for figure in figures.iter_mut() {
            figure.note_codes = vec![NoteCode::Low];
        }
    };
    let page = page_of(&safe(low));
    assert!(page.contains("40 [low]") && page.contains("<th scope=\"row\" class=\"code\">[low]</th>"));
    assert!(!page.contains("[k]"));
}

/// The documents for the inspectorate.
fn restricted() -> Vec<Document> {
    let mut definitions = definitions(PROSE);
    definitions.indicators.iter_mut().for_each(|indicator| indicator.internal = &*indicator.id == "rate");
    let view = Overview { definitions: &definitions, figures: &internal_safe(), account: &account() };
    internal(&view).unwrap().documents().to_vec()
}

#[test]
fn every_document_for_the_inspectorate_says_in_both_languages_that_it_is_not_for_publication() {
    let (own, other) = ("Not for publication", "Nid i’w gyhoeddi");
    let documents = restricted();
    for document in &documents {
        let name = &document.path;
        assert!(name.contains(".internal."), "{name}");
        let (own, other) = if name.contains(".cy.") { (other, own) } else { (own, other) };
        let Ok(text) = std::str::from_utf8(&document.bytes) else {
            // Workbooks and the table of figures are looked at where they are tested.
            assert!(["png", "parquet", "xlsx"].iter().any(|ending| is_a(ending, name)), "{name}");
            continue;
        };
        if is_a("html", name) {
            for (language, mark) in [("en", "Not for publication"), ("cy", "Nid i’w gyhoeddi")] {
                let banner = format!("<p lang=\"{language}\"><strong>{mark}.</strong>");
                assert_eq!(text.matches(&banner).count(), 2, "{name}");
            }
            assert!(text.contains("<meta name=\"robots\" content=\"noindex\">"), "{name}");
        } else if is_a("svg", name) {
            let described = text.contains(&format!("-desc\">{own}: "));
            assert!(described && text.contains(&format!(">{own} · {other}</text>")), "{name}");
        } else if is_a("json", name) {
            assert!(text.contains(own) && text.contains(other), "{name}");
        } else {
            assert!(text.lines().skip(1).all(|row| row.starts_with(&format!("{own} · {other},"))), "{name}");
            assert!(text.lines().count() > 1, "{name}");
        }
    }
    let plain = made(&definitions(PROSE), &safe(|_| {}));
    for document in &plain {
        let text = String::from_utf8_lossy(&document.bytes);
        assert!(!document.path.contains("internal") && !text.contains("for publication"), "{}", document.path);
    }
    let besides = plain.iter().filter(|document| document.path.starts_with("data/statswales/")).count();
    let more = "a table of internal indicators and one of persons, in two languages; nothing for `StatsWales`";
    assert_eq!(documents.len(), plain.len() + 4 - besides, "{more}");
}

#[test]
fn the_inspectorate_sees_internal_indicators_and_persons_besides() {
    let documents = restricted();
    let page = text(&documents, "overview.internal.en.html");
    let (_, chapter) = page.split_once("<h2 id=\"chapter-internal\">For the inspectorate alone</h2>").unwrap();
    assert!(chapter.contains("Indicators that are never published"));
    let persons = "<th scope=\"row\">Children</th><td class=\"number\">39 [p]</td><td class=\"number\">39 [p]</td>";
    assert!(chapter.contains(persons), "{chapter}");
    let data = text(&documents, "tables/persons.internal.cy.csv");
    assert_eq!(data.lines().count(), 1 + 2 * 5, "{data}");
    assert!(!text(&made(&definitions(PROSE), &safe(|_| {})), "overview.en.html").contains("chapter-internal"));
}

#[test]
fn figures_for_one_audience_make_no_overview_for_the_other() {
    let definitions = definitions(PROSE);
    let (everybody, inspectorate, account) = (safe(|_| {}), internal_safe(), account());
    let view = |figures| Overview { definitions: &definitions, figures, account: &account };
    assert!(public(&view(&everybody)).is_ok() && internal(&view(&inspectorate)).is_ok());
    assert!(public(&view(&inspectorate)).is_err() && internal(&view(&everybody)).is_err());
}

#[test]
fn a_value_that_lacks_returns_is_marked_wherever_it_stands() {
    let before = |figure: &SafeFigure| figure.key.period.year().start() == 2022;
    let prose = r#"It was {{ figure("children", period="previous") }}, now {{ figure("children") }}."#;
    let documents = made(&definitions(prose), &safe(|figures| lack(figures, before)));
    let page = text(&documents, "overview.en.html");
    assert!(page.contains("<p>It was 36 (3 of 4 authorities), now 40.</p>"));
    assert!(
        page.contains("<th scope=\"row\">2022-23 [note\u{a0}1]</th><td class=\"number\">36</td>"),
        "the table by year"
    );
    assert!(page.contains("<th scope=\"row\">2023-24</th>"));
    assert!(page.contains("[note\u{a0}1] Rests on the returns of 3 of 4 authorities only"));
    let points = "Returns are in from: quarter 1 of 2022-23 to quarter 4 of 2022-23 (3 of 4 authorities).";
    let (_, described) = page.split_once("<desc id=\"chart-lines-desc\">").unwrap();
    let (described, after) = described.split_once("</desc>").unwrap();
    assert!(described.contains(points) && described.contains("begins at 36 (3 of 4 authorities)"), "{described}");
    assert!(described.contains("the lowest 40 in quarter 1 of 2023-24"), "{described}");
    assert!(after.contains(&format!("<p class=\"remark\">Hollow points and dashed lines: not all returns are in, so these values cannot be compared with the others. {points}</p>")));
    let welsh = text(&documents, "overview.cy.html");
    assert!(welsh.contains("2022-23 [nodyn\u{a0}1]</th>") && welsh.contains("(3 o’r 4 awdurdod)"));
}

#[test]
fn where_every_figure_of_a_table_lacks_the_same_returns_a_sentence_says_so_once() {
    let documents = made(&definitions(PROSE), &safe(|figures| lack(figures, |_| true)));
    let page = text(&documents, "overview.en.html");
    assert!(page.contains("Every figure here rests on the returns of 3 of 4 authorities only."));
    assert!(!page.contains("[note"));
    assert!(page.contains("<p class=\"change\">Returns in: 3 of 4 authorities"));
}

#[test]
fn places_with_other_coverage_bear_other_marks() {
    let lacking = |figures: &mut Vec<SafeFigure>| {
        lack(figures, |figure| figure.key.geography_level == GeographyLevel::Region);
        for figure in figures.iter_mut().filter(|figure| &*figure.key.indicator == "rate") {
            figure.coverage_in = 2;
        }
    };
    let documents = made(&definitions(PROSE), &safe(lacking));
    let page = text(&documents, "overview.en.html");
    // The nation lacks returns in one column only, the region in all of them but not the same.
    let row = |name: &str| {
        let (_, row) = page.split_once(&format!("<th scope=\"row\">{name}</th>")).unwrap();
        row.split_once("</tr>").unwrap().0.matches("[note").count()
    };
    assert_eq!((row("Wales"), row("North")), (1, 3));
    assert!(page.contains("Hollow bars: not all returns are in"));
}

#[test]
fn a_draft_translation_is_said_to_be_one_and_english_never_is() {
    let draft = definitions(PROSE);
    let documents = made(&draft, &safe(|_| {}));
    let welsh = text(&documents, "overview.cy.html");
    let (_, said) = welsh.split_once("<p class=\"draft\">").unwrap();
    let (said, rest) = said.split_once("</p>").unwrap();
    assert!(said.starts_with("Cyfieithiad drafft") && rest.contains("<main"), "{said}");
    assert!(matches!(numbers(said)[..], [drafts, all] if drafts == all && all > 5), "{said}");
    assert!(!text(&documents, "overview.en.html").contains("class=\"draft\""));

    let mut read = draft;
    for word in read.words.translations.values_mut().flat_map(|words| words.values_mut()) {
        word.status = Status::Reviewed;
    }
    let documents = made(&read, &safe(|_| {}));
    let (_, said) = text(&documents, "overview.cy.html").split_once("<p class=\"draft\">").unwrap();
    let said = said.split_once("</p>").unwrap().0;
    assert!(matches!(numbers(said)[..], [drafts, all] if drafts < all), "{said}");
    assert!(said.ends_with("Drafft hefyd yw’r testun sefydlog o’u cwmpas."), "{said}");
}

fn numbers(said: &str) -> Vec<usize> {
    said.split([' ', '.']).filter_map(|word| word.parse().ok()).collect()
}

/// Whether a document's name ends like this kind's.
fn is_a(kind: &str, name: &str) -> bool {
    name.rsplit('.').next() == Some(kind)
}
