//! How those who are counted are protected.

use std::fs;

use tempfile::TempDir;

use super::{COLLECTION, INDICATORS, is_refused_in, load, refused, small_nation, welsh_with, write};
use crate::definitions::{
    Below, BelowNation, Counts, Definitions, LongerPeriod, Method, Policy, Relation, Sensitive, Status, Term,
};
use crate::domain::{GeographyLevel, PeriodKind};

const POLICY: &str = r#"[disclosure.child]
method = "round"
base = 5
small = [1, 4]
zeros = true
least_denominator = 12
least_median = 11
quantile_step = { days = 5, changes = 0.5 }
width = 4
below_nation = { year = "breakdowns", quarter = "totals" }
[disclosure.service]
method = "suppress"
below_nation = "none"
[disclosure.authority]
method = "open"
below_nation = "breakdowns"
[[disclosure.apart]]
id = "sexes"
why = "There are too few."
breakdown = "sex"
categories = ["male", "not_given"]
level = "region"
[[disclosure.withheld]]
id = "few"
why = "There are too few of them."
indicators = ["girls"]
level = "authority"
unless = { count = "children", least = 5, affected = "girls" }
[[disclosure.withheld]]
id = "by_sex"
why = "Nobody is told by sex."
breakdowns = ["sex"]
[[disclosure.never_crossed]]
columns = ["sex"]
with = ["child_id"]
[[disclosure.identity]]
holds = [
  "children = girls.denominator = children[sex: female] + children[ sex : male ]",
  "children@before + girls >= children",
]
periods = ["year"]
[[disclosure.identity]]
holds = ["children = girls.denominator"]
each_category = true
"#;

const CHILDREN: &str = r#"[indicator.children]
title = "Children"
definition = "Children looked after."
kind = "count"
counts = "child"
of = "looked_after"
periods = ["year", "quarter"]
breakdowns = ["sex"]
sensitive = ["sex"]
better = "neutral"
status = "official"
aspect = "in"
[indicator.children.example.two]
period = "2023-24"
placements = """
year,submitter,child_id,sex,start_date
2023-24,W06000001,a,female,2023-05-01
"""
wales = { numerator = 1 }
"#;

/// A small nation with a rule of every kind.
fn protected() -> TempDir {
    let folder = small_nation();
    let (before, _) = COLLECTION.split_once("[disclosure.child]").unwrap();
    write(folder.path(), "collection.toml", &format!("{before}{POLICY}"));
    let day = "counts_at = \"day\"\n";
    let indicators = INDICATORS.replacen(day, &format!("{day}longer_period = \"last\"\n"), 1);
    write(folder.path(), "indicators/placements.toml", &format!("{indicators}{CHILDREN}"));
    let texts = [
        ("indicator.children.title", "Children"),
        ("indicator.children.definition", "Children looked after."),
        ("disclosure.sexes.why", "There are too few."),
        ("disclosure.few.why", "There are too few of them."),
        ("disclosure.by_sex.why", "Nobody is told by sex."),
    ];
    write(folder.path(), "words/cy.toml", &welsh_with(&texts));
    folder
}

fn loaded() -> Definitions {
    load(&protected()).unwrap_or_else(|error| panic!("{error}"))
}

/// Changes one file of a small nation that loads; says whether what follows is the only mistake.
fn is_refused(path: &str, from: &str, to: &str, said: &str) {
    is_refused_in(&protected(), (path, from, to), said);
}

fn term(indicator: &str) -> Term {
    Term { indicator: indicator.into(), denominator: false, breakdown: "".into(), category: "".into(), before: false }
}

#[test]
fn a_policy_says_all_that_is_asked_of_its_method() {
    let definitions = loaded();
    let policies = &definitions.collection.disclosure.policies;
    let child = &policies[&Counts::Child];
    assert_eq!((child.method, child.base(), child.small), (Method::Round { base: 5 }, Some(5), Some((1, 4))));
    assert_eq!((child.least_denominator, child.least_median, child.least_p90, child.width), (12, 11, 36, 4));
    assert_eq!(child.quantile_step["changes"].to_string(), "0.5");
    let below = BelowNation { year: Below::Breakdowns, quarter: Below::Totals, month: Below::None };
    assert_eq!(child.below_nation, below);
    assert!([0.0, 1.0, 4.0].into_iter().all(|count| child.protects(count)) && !child.protects(5.0));
    assert!(below.of(PeriodKind::Quarter).shows("") && !below.of(PeriodKind::Quarter).shows("sex"));
    let service = Policy {
        method: Method::Suppress,
        least_denominator: 10,
        least_median: 10,
        least_p90: 36,
        reliable_from: 20,
        below_nation: BelowNation::all(Below::None),
        ..Policy::open()
    };
    assert_eq!((&policies[&Counts::Service], &policies[&Counts::Authority]), (&service, &Policy::open()));
}

#[test]
fn what_is_hidden_whatever_its_numbers_says_why_in_every_language() {
    let definitions = loaded();
    let disclosure = &definitions.collection.disclosure;
    let (nation, region, authority) = (GeographyLevel::Nation, GeographyLevel::Region, GeographyLevel::Authority);
    assert!(disclosure.apart("sex", "male", nation).is_none() && disclosure.apart("sex", "female", region).is_none());
    assert_eq!(disclosure.apart("sex", "male", authority).map(|apart| &*apart.id), Some("sexes"));
    let [few, by_sex] = disclosure.withheld.as_slice() else { panic!("{:?}", disclosure.withheld) };
    assert!(few.is_about("girls", "", authority) && few.is_about("girls", "sex", authority));
    assert!(!few.is_about("girls", "", region) && !few.is_about("children", "sex", authority));
    assert!(by_sex.is_about("children", "sex", region) && !by_sex.is_about("children", "", region));
    let group = few.unless.as_ref().unwrap();
    assert_eq!((&group.count, group.least, group.affected.as_ref()), (&term("children"), 5, Some(&term("girls"))));
    let welsh = "cy".parse().unwrap();
    assert_eq!(definitions.words.text(&welsh, "disclosure.few.why"), "Gair: There are too few of them.");
    assert_eq!(definitions.words.status(&welsh, "disclosure.few.why"), Status::Draft);
}

#[test]
fn an_identity_is_an_equation_between_the_first_side_and_each_other() {
    let definitions = loaded();
    let [two, cells, flow, each] = definitions.collection.disclosure.identities.as_slice() else { panic!() };
    let out_of = Term { denominator: true, ..term("girls") };
    assert_eq!(
        (two.left.as_slice(), two.right.as_slice()),
        ([term("children")].as_slice(), [out_of.clone()].as_slice())
    );
    assert_eq!(
        (two.relation, two.periods.as_slice(), two.each_category),
        (Relation::Equal, [PeriodKind::Year].as_slice(), false)
    );
    let shown: Vec<String> = cells.right.iter().map(ToString::to_string).collect();
    assert_eq!(shown, ["children[sex: female]", "children[sex: male]"]);
    assert_eq!(out_of.to_string(), "girls.denominator");
    assert_eq!((flow.relation, flow.left[0].to_string().as_str()), (Relation::AtLeast, "children@before"));
    assert!(each.each_category && each.periods == [PeriodKind::Year]);
}

#[test]
fn an_indicator_says_what_is_sensitive_and_what_a_year_is_of_its_quarters() {
    let definitions = loaded();
    let [girls, children] = ["girls", "children"].map(|id| definitions.indicator(id).unwrap());
    assert_eq!((girls.longer_period, children.longer_period), (None, Some(LongerPeriod::Last)));
    assert_eq!(girls.sensitive, Sensitive::Nothing);
    assert!(children.sensitive.is("sex") && !children.sensitive.is(""));
}

#[test]
fn a_policy_that_could_not_hold_is_a_mistake_with_a_caret() {
    for (from, to, said) in [
        ("method = \"round\"", "method = \"rond\"", "did you mean `round`?"),
        ("method = \"round\"\n", "", "`method` is missing here"),
        ("base = 5\n", "", "`base` is missing here"),
        ("base = 5", "base = 1", "nothing can be rounded to this"),
        ("small = [1, 4]", "small = [4, 1]", "this is not a range"),
        ("small = [1, 4]", "small = [0, 4]", "`zeros` says whether 0 is protected"),
        ("small = [1, 4]", "small = [1, 5]", "a number up to 5 is protected, and 5 would be printed"),
        ("width = 4", "width = 2", "this protects nobody"),
        ("width = 4", "width = 6", "what rounds to 0 can be one of 5 numbers, not of 6"),
        ("days = 5", "dasy = 5", "did you mean `days`?"),
        ("days = 5", "days = 0", "expected a number above 0"),
        ("year = \"breakdowns\"", "year = \"breakdown\"", "did you mean `breakdowns`?"),
        ("quarter = \"totals\"", "quartr = \"totals\"", "did you mean `quarter`?"),
        ("below_nation = \"none\"\n", "", "`below_nation` is missing here"),
        ("below_nation = \"none\"", "below_nation = \"none\"\nbase = 5", "`base` means nothing here"),
        ("method = \"open\"", "method = \"open\"\nsmall = [1, 4]", "`small` means nothing here"),
        ("[disclosure.service]", "[disclosure.servise]", "did you mean `service`?"),
        ("[disclosure.child]\n", "[disclosure.child]\nround_to = 5\n", "`round_to` means nothing here"),
    ] {
        is_refused("collection.toml", from, to, said);
    }
}

#[test]
fn a_rule_that_hides_nothing_is_a_mistake_with_a_caret() {
    for (from, to, said) in [
        ("breakdown = \"sex\"", "breakdown = \"sexes\"", "did you mean `sex`?"),
        ("\"male\", \"not_given\"", "\"mael\", \"not_given\"", "did you mean `male`?"),
        ("[\"male\", \"not_given\"]", "[\"male\"]", "one category alone is what the others leave"),
        ("[\"male\", \"not_given\"]", "[\"male\", \"male\"]", "this category stands twice"),
        ("level = \"region\"", "level = \"regoin\"", "did you mean `region`?"),
        ("breakdowns = [\"sex\"]\n", "", "name `indicators`, `breakdowns` or both"),
        ("breakdowns = [\"sex\"]", "breakdowns = [\"saex\"]", "did you mean `sex`?"),
        ("indicators = [\"girls\"]", "indicators = [\"grils\"]", "did you mean `girls`?"),
        ("count = \"children\"", "count = \"childern\"", "did you mean `children`?"),
        ("least = 5, ", "", "`least` is missing here"),
        ("affected = \"girls\"", "afected = \"girls\"", "did you mean `affected`?"),
        ("with = [\"child_id\"]", "with = [\"child\"]", "did you mean `child_id`?"),
    ] {
        is_refused("collection.toml", from, to, said);
    }
    let (_, rest) = POLICY.split_once("[disclosure.service]").unwrap();
    let (all, _) = POLICY.split_once(rest).unwrap();
    let open = "[disclosure.child]\nmethod = \"open\"\nbelow_nation = \"none\"\n[disclosure.service]";
    is_refused("collection.toml", all, open, "[disclosure.child] shows everything as it is");
}

#[test]
fn a_rule_without_a_reason_and_an_indicator_that_crosses_what_is_never_crossed_are_mistakes() {
    for (from, to, said) in [
        ("why = \"Nobody is told by sex.\"\n", "", "`why` is missing here"),
        ("with = [\"child_id\"]", "width = [\"child_id\"]", "did you mean `with`?"),
        ("with = [\"child_id\"]", "with = [\"sex\"]", "this crosses what is never crossed"),
    ] {
        let folder = protected();
        let text = fs::read_to_string(folder.path().join("collection.toml")).unwrap();
        assert!(text.contains(from), "no `{from}`");
        write(folder.path(), "collection.toml", &text.replacen(from, to, 1));
        let all = refused(&folder);
        assert!(all.iter().any(|mistake| mistake.contains(said)), "{said}\nnot in\n{}", all.join("\n\n"));
    }
}

#[test]
fn an_identity_that_says_nothing_is_a_mistake_with_a_caret() {
    for (from, to, said) in [
        ("children = girls.denominator = ", "children + ", "expected sums of indicators with `=`"),
        ("+ girls >= children", "+ girls >= children >= girls", "or two with `>=`"),
        ("+ girls >=", "+ grils >=", "did you mean `girls`?"),
        ("+ girls >=", "+ >=", "this is no count"),
        ("+ girls >=", "+ girls(1) >=", "this is no count"),
        ("children[sex: female]", "children[sx: female]", "is not broken down by `sx`"),
        ("children[sex: female]", "children[sex: femal]", "did you mean `female`?"),
        ("children[sex: female]", "children[female]", "expected a breakdown and one of its categories"),
        ("girls.denominator = ", "children.denominator = ", "only a proportion is out of a count of its own"),
        ("periods = [\"year\"]", "periods = [\"month\"]", "this never holds"),
        ("periods = [\"year\"]", "period = [\"year\"]", "did you mean `periods`?"),
        ("[\"children = girls.denominator\"]", "[\"children[sex: male] = girls\"]", "this has no categories in common"),
    ] {
        let folder = protected();
        let text = fs::read_to_string(folder.path().join("collection.toml")).unwrap();
        assert!(text.contains(from), "no `{from}`");
        write(folder.path(), "collection.toml", &text.replacen(from, to, 1));
        let all = refused(&folder);
        let told = all.iter().all(|mistake| mistake.contains(said) && mistake.contains('^'));
        assert!(told && !all.is_empty(), "{from} -> {to}: {said}\nnot in\n{}", all.join("\n\n"));
    }
}

#[test]
fn an_indicator_that_leaves_open_what_can_be_worked_out_is_a_mistake_with_a_caret() {
    for (from, to, said) in [
        ("longer_period = \"last\"\n", "", "nothing says what a year is of its parts"),
        ("longer_period = \"last\"", "longer_period = \"lats\"", "did you mean `last`?"),
        ("sensitive = [\"sex\"]", "sensitive = [\"sax\"]", "did you mean `sex`?"),
        ("sensitive = [\"sex\"]", "sensitive = \"yes\"", "expected true or false"),
        ("breakdowns = [\"sex\"]\nsensitive = [\"sex\"]", "sensitive = true", "this protects nothing"),
    ] {
        let folder = protected();
        let text = fs::read_to_string(folder.path().join("indicators/placements.toml")).unwrap();
        assert!(text.contains(from), "no `{from}`");
        write(folder.path(), "indicators/placements.toml", &text.replacen(from, to, 1));
        let all = refused(&folder);
        assert!(all.iter().any(|mistake| mistake.contains(said)), "{said}\nnot in\n{}", all.join("\n\n"));
    }
    let median = "kind = \"median\"\nmeasure = \"days\"\nunit = \"nights\"\n";
    let folder = protected();
    let indicators = fs::read_to_string(folder.path().join("indicators/placements.toml")).unwrap();
    let (before, after) = indicators.split_once("[indicator.children]").unwrap();
    let changed = format!("{before}[indicator.children]{}", after.replacen("kind = \"count\"\n", median, 1));
    write(folder.path(), "indicators/placements.toml", &changed);
    let view = super::VIEW.replacen("r.sex\n", "r.sex, 1 AS days\n", 1);
    write(folder.path(), "views/looked_after.sql", &view);
    let all = refused(&folder);
    let said = "[disclosure.child] has no `quantile_step` for `nights`";
    assert!(all.iter().any(|mistake| mistake.contains(said)), "{}", all.join("\n\n"));
}
