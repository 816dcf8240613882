//! The register of statements that are quoted elsewhere.

use super::{is_refused_in, load, refused, small_nation, welsh_with, write};
use crate::definitions::{ClaimedNumber, Said};
use crate::domain::GeographyLevel;

const FILE: &str = "report/claims.toml";

const REGISTER: &str = r#"
[source.letter]
title = "A letter"
said = "2024-06-01"
[[claim]]
id = "half"
text = "Half were girls."
source = "letter"
indicator = "girls"
period = "2023-24"
breakdown = "sex"
category = "female"
expected = 50
decimals = 0
[[claim]]
id = "one_of_two"
text = "One of two."
source = "letter"
indicator = "girls"
period = "2023-24"
at = "W06000002"
which = "numerator"
expected = 1.25
out_of = 2
tolerance = 0.5
"#;

fn with_register() -> tempfile::TempDir {
    let folder = small_nation();
    write(folder.path(), FILE, REGISTER);
    let texts =
        [("source.letter", "A letter"), ("claim.half", "Half were girls."), ("claim.one_of_two", "One of two.")];
    write(folder.path(), "words/cy.toml", &welsh_with(&texts));
    folder
}

#[test]
fn statements_are_read_in_their_order_with_what_they_rest_on() {
    let definitions = load(&with_register()).unwrap_or_else(|error| panic!("{error}"));
    let [half, one] = &definitions.report.claims[..] else { panic!("{:?}", definitions.report.claims) };
    assert_eq!((&*half.id, half.which, half.level), ("half", ClaimedNumber::Value, GeographyLevel::Nation));
    assert_eq!((half.expected, half.tolerance, half.decimals), (50.0, 0.5, 0));
    assert_eq!(half.said, Said::Day(crate::domain::parse_iso_date("2024-06-01").unwrap()));
    assert_eq!((&*half.breakdown, &*half.category, &*half.place), ("sex", "female", "W92000004"));
    assert_eq!((one.which, one.level, &*one.place), (ClaimedNumber::Numerator, GeographyLevel::Authority, "W06000002"));
    assert_eq!((one.expected, one.out_of, one.tolerance, one.decimals), (1.25, Some(2.0), 0.5, 2));
    assert!(definitions.report.shows("girls"));
    assert!(load(&small_nation()).unwrap().report.claims.is_empty(), "a collection needs no register");
}

#[test]
fn what_a_statement_names_must_exist() {
    for (from, to, said) in [
        ("indicator = \"girls\"", "indicator = \"gilrs\"", "did you mean `girls`"),
        ("category = \"female\"", "category = \"femal\"", "no such category"),
        ("breakdown = \"sex\"", "breakdown = \"sx\"", "no such breakdown"),
        ("category = \"female\"\n", "", "belong together"),
        ("period = \"2023-24\"", "period = \"1999-00\"", "the collection has no 1999-00"),
        ("period = \"2023-24\"", "period = \"2023-24 Q1\"", "is not computed by quarter"),
        ("period = \"2023-24\"", "period = \"soon\"", "soon"),
        ("at = \"W06000002\"", "at = \"W06000003\"", "there is no such place"),
        ("source = \"letter\"", "source = \"latter\"", "no such source"),
        ("said = \"2024-06-01\"", "said = \"June\"", "this is no time"),
        ("id = \"one_of_two\"", "id = \"half\"", "this id stands twice"),
        ("which = \"numerator\"", "which = \"sum\"", "`sum` is not one of them"),
        ("which = \"numerator\"", "which = \"value\"", "this is not a part"),
        (
            "which = \"numerator\"\nexpected = 1.25\nout_of = 2",
            "which = \"change_pct\"\nexpected = 1.25",
            "use `change`",
        ),
    ] {
        let folder = with_register();
        // The Welsh of a statement that is gone would be another mistake.
        if to == "id = \"half\"" {
            write(folder.path(), FILE, &REGISTER.replacen(from, to, 1));
            assert!(refused(&folder).iter().any(|mistake| mistake.contains(said)), "{said}");
        } else {
            is_refused_in(&folder, (FILE, from, to), said);
        }
    }
}

#[test]
fn a_statement_says_what_it_expects_and_how_exactly() {
    for (from, to, said) in [
        ("expected = 50\n", "", "`expected` is missing"),
        ("decimals = 0\n", "", "exactly one of `tolerance` and `decimals`"),
        ("decimals = 0\n", "decimals = 0\ntolerance = 1\n", "exactly one of `tolerance` and `decimals`"),
        ("tolerance = 0.5", "tolerance = -1", "this is no tolerance"),
        ("decimals = 0\n", "decimals = 9\n", "so many decimals"),
        ("decimals = 0\n", "decimals = 0\ntolerence = 1\n", "tolerence"),
    ] {
        is_refused_in(&with_register(), (FILE, from, to), said);
    }
}

#[test]
fn figures_that_nobody_outside_sees_are_in_no_public_register() {
    let indicators = std::fs::read_to_string(with_register().path().join("indicators/placements.toml")).unwrap();
    let folder = with_register();
    write(
        folder.path(),
        "indicators/placements.toml",
        &indicators.replace("status = \"official\"", "status = \"official\"\naudience = \"internal\""),
    );
    assert!(refused(&folder).iter().any(|mistake| mistake.contains("this figure is not published")));
}
