//! Reads the fields of a return.

use toml::de::DeValue;

use super::node::{Node, Text};
use super::{Loading, returns::Codes};
use crate::definitions::nearest::nearest;
use crate::definitions::returns::MARKER;
use crate::definitions::{Derived, Field, FieldKind, Form, Privacy};

/// Names that mean something else in every return.
const RESERVED: [&str; 4] = ["year", "submitter", "data_to", "prev"];

/// The most decimal places of a number: of its eighteen digits six are left before the point.
const MOST_PLACES: u8 = 12;

/// Every field, in the order of the file.
pub(super) fn read<'a>(loading: &mut Loading<'a>, id: &str, node: &Node<'a>, codes: &Codes) -> Vec<Field> {
    let mut fields = Vec::new();
    for (name, field) in node.tables("field") {
        refuse_name(loading, &name);
        let title = title(loading, id, &name, &field);
        let kind = kind(loading, &field, codes);
        fields.push(Field {
            name: name.boxed(),
            scale: scale(loading, &field, &kind),
            forms: forms(loading, &field, &kind),
            kind,
            required: field.flag("required"),
            title,
            aliases: field.texts("aliases").iter().map(Text::boxed).collect(),
            privacy: privacy(&field),
        });
        field.done();
    }
    if fields.is_empty() {
        node.missing("field");
    }
    fields
}

/// Every derived column, in the order of the file.
pub(super) fn derived<'a>(loading: &mut Loading<'a>, id: &str, node: &Node<'a>, fields: &[Field]) -> Vec<Derived> {
    let mut all = Vec::new();
    for (name, derived) in node.tables("derived") {
        refuse_name(loading, &name);
        if fields.iter().any(|field| *field.name == *name.value) {
            loading.mistakes.at(&name.place, "this name stands twice", "a field has it already");
        }
        let title = title(loading, id, &name, &derived);
        let date = |key| {
            let text = derived.text(key)?;
            let at = named(loading, &text, fields)?;
            let is_date = fields.get(at).is_some_and(|field| field.kind == FieldKind::Date);
            if !is_date {
                loading.mistakes.at(&text.place, "this field is not a date", "an age is worked out from two dates");
            }
            is_date.then_some(at)
        };
        let (birth, on) = (date("birth"), date("on"));
        if let (Some(birth), Some(on)) = (birth, on) {
            all.push(Derived { name: name.boxed(), title, birth, on });
        }
        derived.done();
    }
    all
}

/// The number of the field that a text names.
pub(super) fn named(loading: &Loading<'_>, text: &Text<'_>, fields: &[Field]) -> Option<usize> {
    let at = fields.iter().position(|field| *field.name == *text.value);
    if at.is_none() {
        let advice = nearest(text.value, fields.iter().map(|field| &*field.name));
        loading.mistakes.advise(&text.place, "no such field", format!("`{}` is not declared", text.value), advice);
    }
    at
}

fn title<'a>(loading: &mut Loading<'a>, id: &str, name: &Text<'a>, node: &Node<'a>) -> Box<str> {
    let Some(title) = node.text("title") else { return "".into() };
    loading.english(format!("return.{id}.field.{}", name.value), &title);
    title.boxed()
}

fn refuse_name(loading: &Loading<'_>, name: &Text<'_>) {
    let plain = name.value.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    if !plain || !name.value.starts_with(|c: char| c.is_ascii_lowercase()) {
        loading.mistakes.at(
            &name.place,
            "this cannot be a name",
            "small letters, digits and `_`, beginning with a letter",
        );
    }
    if RESERVED.contains(&name.value) {
        loading.mistakes.at(&name.place, "this name is taken", "it means something else in every return");
    }
    if name.value.ends_with(MARKER) {
        let label = format!("names that end in `{MARKER}` are those of columns that mark withheld numbers");
        loading.mistakes.at(&name.place, "this name is taken", label);
    }
}

fn kind(loading: &Loading<'_>, field: &Node<'_>, codes: &Codes) -> FieldKind {
    let Some(value) = field.get("kind") else {
        field.missing("kind");
        return FieldKind::Text;
    };
    if matches!(value.get_ref(), DeValue::Table(_)) {
        return listed(loading, field, codes).unwrap_or(FieldKind::Text);
    }
    let plain = ["id", "text", "date", "integer", "decimal", "yes_no", "{ code = … }", "{ codes = … }"];
    field.word("kind", plain_kind, &plain).unwrap_or(FieldKind::Text)
}

fn scale(loading: &Loading<'_>, field: &Node<'_>, kind: &FieldKind) -> u8 {
    let Some(places) = field.count("scale") else { return Field::SCALE };
    let place = field.place_at("scale");
    if *kind != FieldKind::Decimal {
        loading.mistakes.at(&place, "this field has no decimal places", "only a `decimal` has a scale");
    }
    let scale = u8::try_from(places).ok().filter(|scale| *scale <= MOST_PLACES);
    if scale.is_none() {
        let label = format!("expected 0 to {MOST_PLACES} decimal places");
        loading.mistakes.at(&place, "this is not a scale", label);
    }
    scale.unwrap_or(Field::SCALE)
}

fn forms(loading: &Loading<'_>, field: &Node<'_>, kind: &FieldKind) -> Vec<Form> {
    let mut forms = Vec::new();
    for text in field.texts("forms") {
        let Some(form) = field.as_word(&text, Form::of, &Form::ALL.map(Form::as_str)) else { continue };
        let fits = match kind {
            FieldKind::Date => form.is_of_dates(),
            FieldKind::Integer | FieldKind::Decimal => !form.is_of_dates(),
            _ => false,
        };
        if !fits {
            let label =
                format!("`{}` is a form of {}", form.as_str(), if form.is_of_dates() { "dates" } else { "numbers" });
            loading.mistakes.at(&text.place, "this field cannot have this form", label);
        }
        forms.push(form);
    }
    if [Form::ExcelSerial, Form::ExcelSerial1904].iter().all(|form| forms.contains(form)) {
        let label = "a serial number is counted from 1900 or from 1904";
        loading.mistakes.at(&field.place_at("forms"), "these forms exclude each other", label);
    }
    forms
}

fn listed(loading: &Loading<'_>, field: &Node<'_>, codes: &Codes) -> Option<FieldKind> {
    let kind = field.table("kind")?;
    let (one, several) = (kind.maybe_text("code"), kind.maybe_text("codes"));
    kind.done();
    let (list, made): (_, fn(Box<str>) -> FieldKind) = match (one, several) {
        (Some(list), None) => (list, FieldKind::Code),
        (None, Some(list)) => (list, FieldKind::Codes),
        _ => {
            loading.mistakes.at(&kind.place, "this is not a kind", "expected { code = \"…\" } or { codes = \"…\" }");
            return None;
        }
    };
    if !codes.contains_key(list.value) {
        let advice = nearest(list.value, codes.keys().map(|id| &**id));
        loading.mistakes.advise(
            &list.place,
            "no such code list",
            format!("there is no codes/{}.csv", list.value),
            advice,
        );
    }
    Some(made(list.boxed()))
}

fn plain_kind(text: &str) -> Option<FieldKind> {
    Some(match text {
        "id" => FieldKind::Id,
        "text" => FieldKind::Text,
        "date" => FieldKind::Date,
        "integer" => FieldKind::Integer,
        "decimal" => FieldKind::Decimal,
        "yes_no" => FieldKind::YesNo,
        _ => return None,
    })
}

fn privacy(field: &Node<'_>) -> Privacy {
    let Some(value) = field.get("privacy") else { return Privacy::Keep };
    if let Some(node) = matches!(value.get_ref(), DeValue::Table(_)).then(|| field.table("privacy")).flatten() {
        let kind = node.text("pseudonym").map(|kind| kind.boxed()).unwrap_or_default();
        let national = node.flag("national");
        node.done();
        return Privacy::Pseudonym { kind, national };
    }
    let word = |text: &str| match text {
        "keep" => Some(Privacy::Keep),
        "month" => Some(Privacy::Month),
        "drop" => Some(Privacy::Drop),
        _ => None,
    };
    // What cannot be read is not kept.
    field.word("privacy", word, &["keep", "month", "drop", "{ pseudonym = … }"]).unwrap_or(Privacy::Drop)
}
