//! Every outcome of every question, in both languages.

use super::paragraphs;
use crate::definitions::Definitions;
use crate::disclosure::{Protected, SafeFigure};
use crate::domain::{GeographyLevel, Kind, NoteCode};
use crate::present::Overview;
use crate::present::invented::{account, definitions, english, safe, shown, welsh, withhold};
use crate::present::voice::{Used, Voice};

/// What a template says in both languages, of the invented figures changed as the test likes.
fn said(template: &str, change: impl FnOnce(&mut Vec<SafeFigure>)) -> [String; 2] {
    let definitions: Definitions = definitions(template);
    let (figures, account) = (safe(change), account());
    let view = Overview { definitions: &definitions, figures: &figures, account: &account };
    [english(), welsh()].map(|language| {
        let used = Used::default();
        let voice = Voice { definitions: &definitions, language: &language, used: &used };
        paragraphs(&view, &voice, "first.lead", template).unwrap().join("\n")
    })
}

#[track_caller]
fn says(template: &str, expected: [&str; 2], change: impl FnOnce(&mut Vec<SafeFigure>)) {
    assert_eq!(said(template, change), expected, "{template}");
}

/// Every figure, as if its value had changed so.
fn changed(change: Option<Protected>, per_cent: Option<f64>) -> impl FnOnce(&mut Vec<SafeFigure>) {
    move |figures| {
        for figure in figures.iter_mut() {
            figure.change = change;
            figure.change_pct = per_cent.map(shown);
        }
    }
}

#[test]
fn a_change_is_told_as_what_it_is_in_both_languages() {
    let noun = r#"{{ change("children") }}"#;
    let verb = r#"{{ rose_or_fell("children") }}"#;
    let outcomes = [
        (4.0, 23.4, ["an increase of 23%", "cynnydd o 23%"], ["rose by 23%", "wedi codi 23%"]),
        (-4.0, -4.26, ["a decrease of 4.3%", "gostyngiad o 4.3%"], ["fell by 4.3%", "wedi gostwng 4.3%"]),
        (0.0, 0.0, ["no change", "dim newid"], ["did not change", "heb newid"]),
        (1.0, 0.04, ["hardly any change", "prin ddim newid"], ["stayed about the same", "wedi aros tua’r un fath"]),
    ];
    for (change, per_cent, nouns, verbs) in outcomes {
        says(noun, nouns, changed(Some(shown(change)), Some(per_cent)));
        says(verb, verbs, changed(Some(shown(change)), Some(per_cent)));
    }
    let withheld = Some(Protected::Withheld(NoteCode::Confidential));
    says(noun, ["a change that cannot be shown [c]", "newid nad oes modd ei ddangos [c]"], changed(withheld, None));
    let verbs = ["changed by an amount that cannot be shown [c]", "wedi newid, ond nid oes modd dangos faint [c]"];
    says(verb, verbs, changed(withheld, None));
    says(noun, ["a change that cannot be shown [x]", "newid nad oes modd ei ddangos [x]"], changed(None, None));
}

#[test]
fn a_percentage_changes_by_points_also_where_it_is_a_ratio() {
    let points = |kind: Kind| {
        move |figures: &mut Vec<SafeFigure>| {
            for figure in figures.iter_mut().filter(|figure| &*figure.key.indicator == "rate") {
                (figure.kind, figure.unit) = (kind, "per cent".into());
                (figure.value, figure.change, figure.change_pct) =
                    (shown(19.25), Some(shown(-2.44)), Some(shown(-11.2)));
            }
        }
    };
    let template = r#"{{ figure("rate") }}: {{ change("rate") }}"#;
    let expected = ["19.2%: a decrease of 2.4 percentage points", "19.2%: gostyngiad o 2.4 pwynt canran"];
    says(template, expected, points(Kind::Ratio));
    says(template, expected, points(Kind::Proportion));
}

#[test]
fn a_middle_value_that_is_whole_has_no_decimal() {
    for (value, text) in [(35.0, "35"), (0.25, "0.2")] {
        says(r#"{{ figure("rate") }}"#, [text, text], |figures| {
            for figure in figures.iter_mut() {
                (figure.kind, figure.value) = (Kind::Median, shown(value));
            }
        });
    }
}

#[test]
fn a_place_lies_above_or_below_the_nation_or_is_not_compared() {
    let template = r#"{{ compare("share", at="W06000023") }}"#;
    let is = |value: f64| {
        move |figures: &mut Vec<SafeFigure>| {
            for figure in figures.iter_mut().filter(|figure| &*figure.key.geography == "W06000023") {
                figure.value = shown(value);
            }
        }
    };
    let above = ["above that of Wales (42.0%)", "yn uwch nag un Cymru (42.0%)"];
    says(template, above, is(42.1));
    let below = ["below that of Wales (42.0%)", "yn is nag un Cymru (42.0%)"];
    says(template, below, is(41.9));
    // Alike as printed is alike as said.
    let level = ["the same as that of Wales (42.0%)", "yr un fath ag un Cymru (42.0%)"];
    says(template, level, is(42.01));
    let withheld =
        ["impossible to compare with that of Wales [c]", "heb gymhariaeth y gellir ei dangos ag un Cymru [c]"];
    for hidden in ["W06000023", "W92000004"] {
        says(template, withheld, |figures| {
            withhold(figures, NoteCode::Confidential, |figure| &*figure.key.geography == hidden);
        });
    }
}

/// Authorities of a thousand each with so many counted, beside a nation at 42 in 100.
fn counted(numbers: [f64; 4]) -> impl FnOnce(&mut Vec<SafeFigure>) {
    move |figures| {
        let at = |level| move |figure: &&mut SafeFigure| figure.key.geography_level == level;
        let mut each = numbers.iter().cycle();
        for figure in figures.iter_mut().filter(at(GeographyLevel::Authority)) {
            let Some(number) = (&*figure.key.indicator == "share").then(|| each.next()).flatten() else { continue };
            (figure.numerator, figure.denominator) = (shown(*number), Some(shown(1000.0)));
        }
        for figure in figures.iter_mut().filter(at(GeographyLevel::Nation)) {
            (figure.numerator, figure.denominator) = (shown(1680.0), Some(shown(4000.0)));
        }
    }
}

#[test]
fn the_authorities_outside_a_funnel_are_counted_among_those_that_are_shown() {
    let template = r#"{{ outside("share") }}"#;
    says(template, ["none of the 4 authorities", "dim un o’r 4 awdurdod"], counted([420.0, 430.0, 410.0, 400.0]));
    says(template, ["2 of the 4 authorities", "2 o’r 4 awdurdod"], counted([420.0, 430.0, 600.0, 300.0]));
    says(
        template,
        ["1 of the 3 authorities whose figures are shown", "1 o’r 3 awdurdod y dangosir eu ffigurau"],
        |figures| {
            counted([420.0, 430.0, 600.0, 300.0])(figures);
            withhold(figures, NoteCode::Confidential, |figure| &*figure.key.geography == "W06000023");
        },
    );
    let none = ["a number of authorities that cannot be shown [x]", "nifer o awdurdodau nad oes modd ei ddangos [x]"];
    says(r#"{{ outside("children") }}"#, none, |_| {});
}

#[test]
fn a_part_of_a_count_is_told_as_its_share() {
    let template = r#"{{ share("children", category="care_home") }}"#;
    says(template, ["70.0%", "70.0%"], |_| {});
    let withheld = ["a number that cannot be shown [c]", "nifer nad oes modd ei ddangos [c]"];
    says(template, withheld, |figures| {
        withhold(figures, NoteCode::Confidential, |figure| figure.key.breakdown.is_empty());
    });
}

#[test]
fn the_largest_category_is_named_unless_a_withheld_one_may_be_larger() {
    let template = r#"{{ largest("children", breakdown="service_type") }}"#;
    says(template, ["Care homes for children (28)", "Cartrefi gofal i blant (28)"], |_| {});
    let hide = |category: &'static str| {
        move |figures: &mut Vec<SafeFigure>| {
            withhold(figures, NoteCode::Confidential, |figure| &*figure.key.category == category);
        }
    };
    says(template, ["Care homes for children (28)", "Cartrefi gofal i blant (28)"], hide("fostering"));
    let none = ["none that can be named [c]", "dim un y gellir ei enwi [c]"];
    says(template, none, hide("care_home"));
}

#[test]
fn the_first_period_is_the_first_that_has_a_figure() {
    let template = r#"{{ period("children", period="first") }}: {{ figure("children", period="first") }}"#;
    says(template, ["2022-23: 36", "2022-23: 36"], |_| {});
    says(template, ["2023-24: 40", "2023-24: 40"], |figures| {
        withhold(figures, NoteCode::NotAvailable, |figure| figure.key.period.year().start() == 2022);
    });
}

#[test]
fn a_figure_that_stands_in_for_a_later_one_bears_its_period() {
    let template = r#"{{ figure("share", category="care_home") }}; {{ figure("share") }}"#;
    says(template, ["26.5% (2022-23); 42.0%", "26.5% (2022-23); 42.0%"], |figures| {
        withhold(figures, NoteCode::Confidential, |figure| {
            &*figure.key.category == "care_home" && figure.key.period.year().start() == 2023
        });
    });
}

#[test]
fn the_highest_of_some_says_of_how_many() {
    let powys = |figure: &SafeFigure| &*figure.key.geography == "W06000023";
    let all = said(r#"{{ highest("rate") }} {{ lowest("rate") }}"#, |_| {});
    assert!(all.iter().all(|text| !text.contains("shown") && !text.contains("ddangosir")), "{all:?}");
    let [english, welsh] = said(r#"{{ highest("rate") }}"#, |figures| withhold(figures, NoteCode::Confidential, powys));
    assert!(english.ends_with(", of 3 shown)") && welsh.ends_with(", o’r 3 a ddangosir)"), "{english} / {welsh}");
    let none = |figures: &mut Vec<SafeFigure>| {
        withhold(figures, NoteCode::NotAvailable, |figure| figure.key.geography_level == GeographyLevel::Authority);
    };
    says(r#"{{ highest("rate") }}"#, ["no authority that can be named [x]", "dim awdurdod y gellir ei enwi [x]"], none);
}
