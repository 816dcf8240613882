//! Welsh against CLDR 48: every case of `../shared/checks/output/cldr`, through what pages print with.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use trosolwg::definitions::{DateForm, Say, Words};
use trosolwg::domain::{Language, decimal, parse_iso_date, per_cent, pounds};

use super::support::{CLONE, wales};

type Row = BTreeMap<String, String>;

/// The cases of a file, of which there are so many; none, loudly, where it is not at hand.
#[expect(clippy::print_stderr, reason = "what is left out must be seen")]
fn cases(name: &str, rows: usize) -> Option<Vec<Row>> {
    let name = format!("checks/output/cldr/{name}.csv");
    let found = [Path::new(CLONE).join("../shared"), PathBuf::from("/work/shared")].map(|folder| folder.join(&name));
    let Some(found) = found.into_iter().find(|path| path.exists()) else {
        eprintln!("SKIPPED, loudly: no {name} in ../shared");
        return None;
    };
    let all: Vec<Row> = csv::Reader::from_path(found).unwrap().deserialize().map(Result::unwrap).collect();
    assert_eq!(all.len(), rows, "{name}");
    Some(all)
}

fn languages() -> [Language; 2] {
    [Language::english(), "cy".parse().unwrap()]
}

#[test]
fn dates_are_written_as_each_language_writes_them() {
    let Some(rows) = cases("cy_date_cases_icu", 8) else { return };
    for row in rows {
        let day = parse_iso_date(&row["iso"]).unwrap();
        for language in languages() {
            for (form, name) in [(DateForm::Full, "full"), (DateForm::Long, "long"), (DateForm::Medium, "medium")] {
                let expected = &row[&format!("{language}_{name}")];
                assert_eq!(wales().words.date(&language, day, form), *expected, "{name}");
            }
        }
        let [_, welsh] = languages();
        assert_eq!(wales().words.date(&welsh, day, DateForm::Short), row["cy_short"]);
    }
}

#[test]
fn numbers_percentages_and_money_are_written_as_welsh_writes_them() {
    let Some(rows) = cases("cy_number_cases_icu", 10) else { return };
    for row in rows {
        let value: f64 = row["value"].parse().unwrap();
        let decimals = row["value"].split_once('.').map_or(0, |(_, decimals)| decimals.len());
        assert_eq!(row["en"], row["cy"]);
        assert_eq!(decimal(value, decimals), row["cy"]);
        assert_eq!(per_cent(value), row["cy_percent0.1"]);
        assert_eq!(pounds(value), row["cy_gbp"]);
        // What Fluent prints of a number it was given has the same form.
        if let Ok(count) = row["value"].parse::<u64>() {
            let words = chooser();
            assert_eq!(words.say(&languages()[1], "plain", &[("n", Say::Count(count))]), row["cy"]);
        }
    }
}

/// Fixed texts that say which class a number is of.
fn chooser() -> Words {
    let classes = "[zero] zero\n    [one] one\n    [two] two\n    [few] few\n    [many] many\n   *[other] other\n }\n";
    let source = format!(
        "plain = {{ $n }}\ncardinal = {{ $n ->\n    {classes}ordinal = {{ NUMBER($n, type: \"ordinal\") ->\n    {classes}"
    );
    Words::new(BTreeMap::new(), BTreeMap::new(), BTreeMap::from([(languages()[1].clone(), source.into())]))
}

#[test]
fn every_number_is_of_the_class_that_welsh_puts_it_in() {
    let Some(rows) = cases("cy_plural_cases_icu", 33) else { return };
    let (words, welsh) = (chooser(), &languages()[1]);
    for row in rows {
        let number = match row["n"].parse::<u64>() {
            Ok(count) => Say::Count(count),
            Err(_) => Say::Number(row["n"].parse().unwrap()),
        };
        let class = |key: &str| words.say(welsh, key, &[("n", number)]);
        assert_eq!(class("cardinal"), row["cardinal"], "{}", row["n"]);
        if !row["ordinal"].is_empty() {
            assert_eq!(class("ordinal"), row["ordinal"], "{}", row["n"]);
        }
    }
}

#[test]
fn quarters_and_ranks_have_their_own_endings() {
    let words = &wales().words;
    let [english, welsh] = languages();
    let quarters = |language| [1, 2, 3, 4].map(|quarter| words.quarter(language, quarter));
    assert_eq!(quarters(&welsh), ["chwarter 1af", "2il chwarter", "3ydd chwarter", "4ydd chwarter"]);
    assert_eq!(quarters(&english), ["1st quarter", "2nd quarter", "3rd quarter", "4th quarter"]);
    let ranks = |language| (1..=22).map(|rank| words.ordinal(language, rank)).collect::<Vec<_>>().join(" ");
    assert_eq!(
        ranks(&welsh),
        "1af 2il 3ydd 4ydd 5ed 6ed 7fed 8fed 9fed 10fed 11eg 12fed 13eg 14eg 15fed 16eg 17eg 18fed 19eg 20fed 21ain 22ain"
    );
    assert_eq!(
        ranks(&english),
        "1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th 11th 12th 13th 14th 15th 16th 17th 18th 19th 20th 21st 22nd"
    );
}

#[test]
fn a_counted_noun_has_the_form_of_its_number() {
    let [_, welsh] = languages();
    let counted = |what: &str, count: u64| {
        let number = decimal(f64::from(u32::try_from(count).unwrap()), 0);
        let args = [("count", Say::Count(count)), ("number", Say::Text(&number))];
        wales().words.say(&welsh, &format!("counted-{what}"), &args)
    };
    let years = (1..=10).map(|count| counted("years", count)).collect::<Vec<_>>().join(", ");
    assert_eq!(
        years,
        "1 flwyddyn, 2 flynedd, 3 blynedd, 4 blynedd, 5 mlynedd, 6 blynedd, 7 mlynedd, 8 mlynedd, 9 mlynedd, 10 mlynedd"
    );
    for (what, count, said) in [
        ("years", 11, "11 o flynyddoedd"),
        ("years", 18, "18 mlynedd"),
        ("months", 2, "2 fis"),
        ("months", 6, "6 mis"),
        ("months", 12, "12 mis"),
        ("weeks", 2, "2 wythnos"),
        ("days", 1, "1 diwrnod"),
        ("days", 2, "2 ddiwrnod"),
        ("children", 0, "0 o blant"),
        ("children", 1, "1 plentyn"),
        ("children", 2, "2 blentyn"),
        ("children", 3, "3 phlentyn"),
        ("children", 5, "5 plentyn"),
        ("children", 6, "6 phlentyn"),
        ("children", 7_208, "7,208 o blant"),
        ("services", 2, "2 wasanaeth"),
        ("services", 3, "3 gwasanaeth"),
        ("services", 269, "269 o wasanaethau"),
        ("authorities", 2, "2 awdurdod"),
        ("authorities", 22, "22 o awdurdodau"),
        ("concerns", 3, "3 phryder"),
        ("concerns", 173, "173 o bryderon"),
        ("returns", 2, "2 ffurflen"),
        ("returns", 445, "445 o ffurflenni"),
    ] {
        assert_eq!(counted(what, count), said);
    }
}
