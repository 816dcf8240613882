//! Fields and their owners in words: what a field holds, whether it must be filled in, what becomes of it.

use super::super::voice::{Voice, decimal, grouped};
use super::title;
use crate::definitions::{Derived, Field, FieldKind, Privacy, Return, SubmitterKind};

/// The id of the text that is a column's title.
pub(super) fn title_id(of: &Return, column: &str) -> String {
    format!("return.{}.field.{column}", of.id)
}

/// A column's title.
pub(super) fn column_title(voice: &Voice<'_>, of: &Return, column: &str) -> String {
    if of.columns().iter().any(|(name, _)| **name == *column) {
        voice.text(&title_id(of, column)).to_owned()
    } else {
        column.to_owned()
    }
}

/// What a field holds; of codes, the name of their list follows.
pub(super) fn kind(voice: &Voice<'_>, field: &Field) -> String {
    match &field.kind {
        FieldKind::Id => voice.say("book-kind-id"),
        FieldKind::Text => voice.say("book-kind-text"),
        FieldKind::Code(_) => voice.say("book-kind-code"),
        FieldKind::Codes(_) => voice.say("book-kind-codes"),
        FieldKind::Date => voice.say("book-kind-date"),
        FieldKind::Integer => voice.say("book-kind-integer"),
        FieldKind::Decimal => voice.tell_texts("book-kind-decimal", &[("scale", &field.scale.to_string())]),
        FieldKind::YesNo => voice.say("book-kind-yes-no"),
    }
}

/// The list that a field's codes are of.
pub(super) fn list(field: &Field) -> Option<&str> {
    match &field.kind {
        FieldKind::Code(list) | FieldKind::Codes(list) => Some(list),
        _ => None,
    }
}

/// The kind in one word, as definitions have it.
pub(super) fn kind_word(kind: &FieldKind) -> &'static str {
    match kind {
        FieldKind::Id => "id",
        FieldKind::Text => "text",
        FieldKind::Code(_) => "code",
        FieldKind::Codes(_) => "codes",
        FieldKind::Date => "date",
        FieldKind::Integer => "integer",
        FieldKind::Decimal => "decimal",
        FieldKind::YesNo => "yes_no",
    }
}

/// How an age is worked out.
pub(super) fn derived(voice: &Voice<'_>, of: &Return, age: &Derived) -> String {
    let named = |at: usize| of.fields.get(at).map(|field| column_title(voice, of, &field.name)).unwrap_or_default();
    voice.tell_texts("book-kind-age", &[("birth", &named(age.birth)), ("on", &named(age.on))])
}

/// Whether a field must be filled in.
pub(super) fn required(voice: &Voice<'_>, field: &Field) -> String {
    voice.say(if field.required { "book-required" } else { "book-optional" })
}

/// What becomes of a field's values.
pub(super) fn privacy(voice: &Voice<'_>, field: &Field) -> String {
    voice.say(match field.privacy {
        Privacy::Keep => "book-privacy-keep",
        Privacy::Pseudonym { national: false, .. } => "book-privacy-pseudonym",
        Privacy::Pseudonym { national: true, .. } => "book-privacy-pseudonym-national",
        Privacy::Month => "book-privacy-month",
        Privacy::Drop => "book-privacy-drop",
    })
}

/// What becomes of a field's values, in one word.
pub(super) fn privacy_word(field: &Field) -> &'static str {
    match field.privacy {
        Privacy::Keep => "keep",
        Privacy::Pseudonym { national: false, .. } => "pseudonym",
        Privacy::Pseudonym { national: true, .. } => "national pseudonym",
        Privacy::Month => "month",
        Privacy::Drop => "drop",
    }
}

/// Who sends a return.
pub(super) fn sender(voice: &Voice<'_>, of: &Return) -> String {
    voice.say(match of.submitter {
        SubmitterKind::Authority => "book-sent-by-authority",
        SubmitterKind::National => "book-sent-by-national",
    })
}

/// The day on which a return is due.
pub(super) fn due(voice: &Voice<'_>, of: &Return) -> String {
    let Some(due) = of.due else { return voice.say("book-never-due") };
    let month = voice.say(&format!("month-{}", due.month));
    voice.tell_texts("book-due", &[("day", &due.day.to_string()), ("month", &month)])
}

/// `05-24`; blank where the return is never due.
pub(super) fn due_day(of: &Return) -> String {
    of.due.map(|due| format!("{:02}-{:02}", due.month, due.day)).unwrap_or_default()
}

/// The titles of the fields that identify a row.
pub(super) fn key(voice: &Voice<'_>, of: &Return) -> String {
    let fields = of.key.iter().filter_map(|at| of.fields.get(*at));
    voice.list(&fields.map(|field| column_title(voice, of, &field.name)).collect::<Vec<_>>())
}

/// What refuses a return whole, beside its rules.
pub(super) fn gates(voice: &Voice<'_>, of: &Return) -> Vec<String> {
    let gate = voice.definitions.collection.gates.of(&of.id);
    let mut said = Vec::new();
    if gate.held_back_share < 1.0 {
        said.push(voice.tell_texts("book-gate-held", &[("share", &per_cent(gate.held_back_share))]));
    }
    if let Some((low, high)) = gate.rows_against_last_year {
        let (low, high, rows) = (per_cent(low), per_cent(high), grouped(gate.band_from));
        said.push(voice.tell_texts("book-gate-band", &[("low", &low), ("high", &high), ("rows", &rows)]));
    }
    said
}

/// A share as per cent, with a decimal where it has one: `20`, `2.5`.
pub(super) fn per_cent(share: f64) -> String {
    let per_cent = share * 100.0;
    decimal(per_cent, usize::from((per_cent - per_cent.round()).abs() > 1e-9))
}

/// A field of a return, as other pages of the book speak of it: `Placements: Type of placement`.
pub(super) fn whole_name(voice: &Voice<'_>, of: &Return, field: &Field) -> String {
    format!("{}: {}", title(voice, of), column_title(voice, of, &field.name))
}
