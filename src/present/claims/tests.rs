//! Statements held against invented figures.

use super::*;
use crate::disclosure::Safe;
use crate::domain::{GeographyLevel, Period};
use crate::present::invented::{account, definitions, safe};
use crate::present::{Document, public};

fn claim(which: ClaimedNumber, expected: f64, tolerance: f64) -> Claim {
    Claim {
        id: "said".into(),
        source: "book".into(),
        said: Said::Year(2023),
        indicator: "children".into(),
        period: "2023-24".parse::<Period>().unwrap(),
        level: GeographyLevel::Nation,
        place: "W92000004".into(),
        breakdown: "".into(),
        category: "".into(),
        which,
        expected,
        out_of: None,
        tolerance,
        decimals: 0,
    }
}

/// What is said of a claim about the nation's figure in 2023-24, changed so.
fn judged(claim: Claim, change: impl Fn(&mut SafeFigure)) -> HeldClaim {
    let figures = changed(&claim, change);
    let mut definitions = definitions("x");
    definitions.report.claims = vec![claim];
    let account = account();
    let view = Overview { definitions: &definitions, figures: &figures, account: &account };
    held_claims(&view).remove(0)
}

fn changed(claim: &Claim, change: impl Fn(&mut SafeFigure)) -> Safe {
    safe(|figures| {
        let is_meant = |figure: &&mut SafeFigure| {
            let key = &figure.key;
            key.indicator == claim.indicator
                && key.period == claim.period
                && key.geography == claim.place
                && key.category == claim.category
        };
        figures.iter_mut().filter(is_meant).for_each(change);
    })
}

fn rounded(value: f64) -> Protected {
    Protected::Shown { value, rounding: Some(5) }
}

#[test]
fn a_statement_is_supported_as_exactly_as_it_was_said() {
    let with =
        |value| move |figure: &mut SafeFigure| figure.change_pct = Some(Protected::Shown { value, rounding: None });
    for (value, verdict) in [
        (23.4, Verdict::Supported),
        (22.5, Verdict::Supported),
        (23.6, Verdict::Unsupported),
        (-23.0, Verdict::Unsupported),
    ] {
        let held = judged(claim(ClaimedNumber::ChangePct, 23.0, 0.5), with(value));
        assert_eq!(held.verdict, verdict, "{value}");
        assert_eq!((&*held.said, held.found), ("23%", format!("{value:.1}%")));
    }
}

#[test]
fn rounding_for_disclosure_is_allowed_for_and_no_more() {
    let counted = |value| move |figure: &mut SafeFigure| figure.value = rounded(value);
    for (value, verdict) in [(175.0, Verdict::Supported), (170.0, Verdict::Supported), (180.0, Verdict::Unsupported)] {
        assert_eq!(judged(claim(ClaimedNumber::Value, 173.0, 0.0), counted(value)).verdict, verdict, "{value}");
    }
    let exact = |figure: &mut SafeFigure| figure.value = Protected::Shown { value: 175.0, rounding: None };
    assert_eq!(judged(claim(ClaimedNumber::Value, 173.0, 0.0), exact).verdict, Verdict::Unsupported);
    // From 100 to 125, each up to 4 away: between 16.3% and 34.4%.
    let risen = |figure: &mut SafeFigure| {
        (figure.value, figure.change, figure.change_pct) = (rounded(125.0), Some(rounded(25.0)), Some(rounded(25.0)));
    };
    for (expected, verdict) in [(33.0, Verdict::Supported), (17.0, Verdict::Supported), (35.0, Verdict::Unsupported)] {
        assert_eq!(judged(claim(ClaimedNumber::ChangePct, expected, 0.5), risen).verdict, verdict, "{expected}");
    }
}

#[test]
fn a_part_of_a_whole_is_held_against_both() {
    let shares = |whole: f64| {
        let exact = |value| Protected::Shown { value, rounding: None };
        move |figure: &mut SafeFigure| (figure.numerator, figure.denominator) = (exact(108.0), Some(exact(whole)))
    };
    let claim = Claim { out_of: Some(269.0), indicator: "share".into(), ..claim(ClaimedNumber::Numerator, 108.0, 0.0) };
    let held = judged(claim.clone(), shares(269.0));
    assert_eq!((held.verdict, &*held.said, &*held.found), (Verdict::Supported, "108 of 269", "108 of 269"));
    let held = judged(claim, shares(270.0));
    assert_eq!((held.verdict, &*held.found), (Verdict::Unsupported, "108 of 270"));
}

#[test]
fn of_a_withheld_figure_nothing_is_said() {
    let withheld = |code| {
        move |figure: &mut SafeFigure| {
            figure.value = Protected::Withheld(code);
            figure.numerator = Protected::Withheld(code);
        }
    };
    // Whatever the statement says, right or wrong: the same.
    let said = |expected| judged(claim(ClaimedNumber::Value, expected, 0.0), withheld(NoteCode::Confidential));
    let (right, wrong) = (said(40.0), said(9.0));
    assert_eq!((right.verdict, &*right.found), (Verdict::Untold(NoteCode::Confidential), "[c]"));
    assert_eq!((right.verdict, &right.found), (wrong.verdict, &wrong.found));
    let of_part =
        Claim { out_of: Some(500.0), indicator: "share".into(), ..claim(ClaimedNumber::Numerator, 200.0, 0.0) };
    let held = judged(of_part, |figure| figure.denominator = Some(Protected::Withheld(NoteCode::Confidential)));
    assert_eq!((held.verdict, &*held.found), (Verdict::Untold(NoteCode::Confidential), "[c]"));
    let unknown = Claim { category: "nothing".into(), ..claim(ClaimedNumber::Value, 40.0, 0.0) };
    assert_eq!(judged(unknown, |_| ()).verdict, Verdict::Untold(NoteCode::NotAvailable));
}

/// The documents of an overview with these claims.
fn documents(claims: Vec<Claim>, change: impl Fn(&mut SafeFigure)) -> Vec<Document> {
    let figures = changed(&claims[0], change);
    let mut definitions = definitions("x");
    definitions.words.english.insert("claim.said".into(), "There were 173 children.".into());
    definitions.words.english.insert("source.book".into(), "A book".into());
    definitions.report.claims = claims;
    let view = Overview { definitions: &definitions, figures: &figures, account: &account() };
    public(&view).unwrap().documents().to_vec()
}

fn text<'a>(documents: &'a [Document], path: &str) -> &'a str {
    let found = documents.iter().find(|document| document.path == path);
    std::str::from_utf8(&found.unwrap_or_else(|| panic!("no {path}")).bytes).unwrap()
}

#[test]
fn the_page_and_the_csv_list_every_statement_in_every_language() {
    let claims = vec![claim(ClaimedNumber::Value, 173.0, 0.5)];
    let exact = |figure: &mut SafeFigure| figure.value = Protected::Shown { value: 173.0, rounding: None };
    let made = documents(claims.clone(), exact);
    let section =
        |path| text(&made, path).split_once("<h2 id=\"claims\">").unwrap().1.split("</section>").next().unwrap();
    let english = section("overview.en.html");
    for said in ["There were 173 children.", "A book (2023)", "<td", "Supported", "href=\"claims.en.csv\""] {
        assert!(english.contains(said), "no {said} in {english}");
    }
    assert!(section("overview.cy.html").contains("Yn cael ei gefnogi"));
    assert!(text(&made, "overview.en.html").contains("<a href=\"#claims\">"));
    for (path, verdict) in [("claims.en.csv", "Supported"), ("claims.cy.csv", "Yn cael ei gefnogi")] {
        let mut rows = csv::Reader::from_reader(text(&made, path).as_bytes());
        let row = rows.records().next().unwrap().unwrap();
        assert_eq!((&row[0], &row[13], &row[16], &row[19]), ("said", "173", "173", verdict));
    }
    let withheld = documents(claims, |figure| figure.value = Protected::Withheld(NoteCode::Confidential));
    let csv = text(&withheld, "claims.en.csv");
    assert!(csv.contains("Cannot be told") && csv.lines().nth(1).unwrap().contains(",173,,0.5,,,"), "{csv}");
    assert!(text(&withheld, "overview.en.html").contains("Cannot be told"));
}

#[test]
fn a_collection_without_a_register_has_no_such_section() {
    let definitions = definitions("x");
    let view = Overview { definitions: &definitions, figures: &safe(|_| ()), account: &account() };
    let made = public(&view).unwrap();
    assert!(made.documents().iter().all(|document| !document.path.starts_with("claims")));
    assert!(!text(made.documents(), "overview.en.html").contains("id=\"claims\""));
}
