//! The parts of a page have the shape that the PDF is made from.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::made;
use crate::domain::Language;
use crate::present::Overview;
use crate::present::invented::{account, definitions, safe};

/// What stands at a place of a page: the kinds of value, and the parts that all objects there have.
type Shape = BTreeMap<String, (BTreeSet<&'static str>, BTreeSet<String>)>;

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "a yes or no",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "parts",
    }
}

fn shape(place: &str, value: &Value, found: &mut Shape) {
    let (kinds, parts) = found.entry(place.to_string()).or_default();
    kinds.insert(kind(value));
    match value {
        Value::Array(values) => values.iter().for_each(|value| shape(&format!("{place}/*"), value, found)),
        Value::Object(object) => {
            parts.extend(object.keys().cloned());
            object.iter().for_each(|(name, part)| shape(&format!("{place}/{name}"), part, found));
        }
        _ => {}
    }
}

/// Where a page lacks what the other has, or has something else there.
fn lacks(place: &str, page: &Value, wanted: &Shape, missing: &mut Vec<String>) {
    let Some((kinds, parts)) = wanted.get(place) else { return };
    if !page.is_null() && !kinds.contains(kind(page)) {
        missing.push(format!("{place}: {} instead of {kinds:?}", kind(page)));
    }
    match page {
        Value::Array(values) => values.iter().for_each(|value| lacks(&format!("{place}/*"), value, wanted, missing)),
        Value::Object(object) => {
            let absent = parts.iter().filter(|part| !object.contains_key(*part));
            missing.extend(absent.map(|part| format!("{place}/{part} is not there")));
            object.iter().for_each(|(name, part)| lacks(&format!("{place}/{name}"), part, wanted, missing));
        }
        _ => {}
    }
}

/// The page on which the PDF's own tests run.
fn typeset() -> Value {
    serde_json::from_str(include_str!("../../../typeset/tests/page.json")).unwrap()
}

#[test]
fn a_page_has_all_that_the_pdf_is_made_from() {
    let definitions = definitions("There were {{ figure(\"children\") }} children.");
    let (figures, account) = (safe(|_| {}), account());
    let view = Overview { definitions: &definitions, figures: &figures, account: &account };
    let (page, _) = made(&view, &Language::english()).unwrap();
    let page = serde_json::to_value(&page).unwrap();
    let mut wanted = typeset();
    wanted.as_object_mut().unwrap().remove("day").unwrap();
    let mut shaped = Shape::new();
    shape("", &wanted, &mut shaped);
    let mut missing = Vec::new();
    lacks("", &page, &shaped, &mut missing);
    assert!(missing.is_empty(), "{missing:#?}");
    let kinds = page.pointer("/chapters").unwrap().to_string();
    assert!(["prose", "chart", "table"].iter().all(|kind| kinds.contains(&format!("\"kind\":\"{kind}\""))));
}

#[test]
fn a_part_that_is_renamed_is_noticed() {
    let mut shaped = Shape::new();
    shape("", &typeset(), &mut shaped);
    let mut page = typeset();
    let card = page.pointer_mut("/headlines/1").unwrap().as_object_mut().unwrap();
    card.remove("value").unwrap();
    card.insert("partial".into(), Value::String("no".into()));
    let mut missing = Vec::new();
    lacks("", &page, &shaped, &mut missing);
    let expected = ["/headlines/*/value is not there", "/headlines/*/partial: a text instead of {\"a yes or no\"}"];
    assert_eq!(missing, expected);
}
