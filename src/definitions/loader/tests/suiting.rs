//! Charts whose indicators do not suit their shape.

use super::{INDICATORS, is_refused_in, load, small_nation, welsh_with, write};

const REPORT: &str = "report/02-placements.toml";
const AS_IT_IS: &str = "shape = \"time_series\"\nindicators = [\"girls\"]\nperiods = \"year\"";

/// What it says of a chart with these lines in place of the small nation's, and with these changes to its indicator.
fn refused(lines: &str, indicator: &[(&str, &str)], said: &str) {
    let folder = small_nation();
    let changed = indicator.iter().fold(INDICATORS.to_string(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    });
    write(folder.path(), "indicators/placements.toml", &changed);
    is_refused_in(&folder, (REPORT, AS_IT_IS, lines), said);
}

const COUNT: [(&str, &str); 3] = [
    ("kind = \"proportion\"", "kind = \"count\""),
    ("where = \"sex = 'female'\"\n", ""),
    ("wales = { numerator = 1, denominator = 2, value = 50.0 }", "wales = { numerator = 2, value = 2 }"),
];

#[test]
fn a_funnel_is_of_one_proportion_or_rate_with_an_interval() {
    let funnel = "shape = \"funnel\"\nindicators = [\"girls\"]\nperiods = \"year\"";
    refused(funnel, &COUNT, "a funnel is of a proportion or a rate; `girls` is a count");
    let without = [("better = \"neutral\"", "interval = \"none\"\nbetter = \"neutral\"")];
    refused(funnel, &without, "`girls` has no interval");
    refused(&funnel.replace("[\"girls\"]", "[\"girls\", \"girls\"]"), &[], "a funnel is of one indicator");
    refused(&format!("{funnel}\nbreakdown = \"sex\""), &[], "a funnel is of totals");
}

#[test]
fn a_funnel_of_a_proportion_loads() {
    let folder = small_nation();
    let chapter = super::CHAPTER.replace("time_series", "funnel");
    write(folder.path(), REPORT, &chapter);
    write(folder.path(), "words/cy.toml", &welsh_with(&[]));
    load(&folder).unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn what_is_ordinary_is_not_told_from_years() {
    let xmr = "shape = \"xmr\"\nindicators = [\"girls\"]\nperiods = \"year\"";
    refused(xmr, &[], "years are too few");
}

#[test]
fn a_distribution_is_of_a_middle_and_a_ninetieth_percentile_or_of_categories() {
    let distribution = "shape = \"distribution\"\nindicators = [\"girls\"]\nperiods = \"year\"";
    refused(distribution, &[], "needs a second indicator");
    let of_categories = format!("{distribution}\nbreakdown = \"sex\"");
    refused(
        &of_categories.replace("[\"girls\"]", "[\"girls\", \"girls\"]"),
        &COUNT,
        "over categories is of one indicator",
    );
}

#[test]
fn lines_on_one_axis_are_few_and_of_one_unit() {
    let lines = "shape = \"time_series\"\nindicators = [\"girls\", \"girls\", \"girls\", \"girls\", \"girls\"]\nperiods = \"year\"";
    refused(lines, &[], "more lines than can be told apart");
    let broken_down =
        "shape = \"time_series\"\nindicators = [\"girls\", \"girls\"]\nbreakdown = \"sex\"\nperiods = \"year\"";
    refused(broken_down, &[], "lines of categories are of one indicator");
    let count = INDICATORS
        .replace("indicator.girls", "indicator.children")
        .replace("title = \"Girls\"", "title = \"Placements\"")
        .replace("[row_set.looked_after]\nbase = \"placements\"\nlink = [\"child_id\"]\ncounts_at = \"day\"\n", "");
    let count = COUNT.iter().fold(count, |text, (from, to)| text.replace(from, to));
    let folder = small_nation();
    write(folder.path(), "indicators/placements.toml", &format!("{INDICATORS}\n{count}"));
    let words = [("indicator.children.title", "Placements"), ("indicator.children.definition", "Girls looked after.")];
    write(folder.path(), "words/cy.toml", &welsh_with(&words));
    let both = "shape = \"time_series\"\nindicators = [\"girls\", \"children\"]\nperiods = \"year\"";
    is_refused_in(&folder, (REPORT, AS_IT_IS, both), "`children` is measured in another unit than `girls`");
}

#[test]
fn bars_are_ranked_by_one_indicator() {
    let bars = "shape = \"ranked_bars\"\nindicators = [\"girls\", \"girls\"]\nperiods = \"year\"";
    refused(bars, &[], "ranked bars are of one indicator");
}

#[test]
fn what_is_told_of_each_band_is_how_many_it_has() {
    let bands = "shape = \"distribution\"\nindicators = [\"girls\"]\nbreakdown = \"sex\"\nperiods = \"year\"";
    refused(bands, &[], "how many each category has is a count; `girls` is a proportion");
}
