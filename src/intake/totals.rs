//! Rows of totals, recognised by the name of the whole.

use super::decode::Row;
use super::header::{Layout, Role};
use crate::definitions::{Definitions, FieldKind, Return, fold};

/// What totals rows of one file are called, and where they say so.
#[derive(Clone, Debug, Default)]
pub(super) struct Totals {
    folded: Vec<String>,
    /// The column of the authority.
    place: Option<usize>,
}

impl Totals {
    pub(super) fn of(return_: &Return, layout: &Layout, definitions: &Definitions) -> Self {
        let collection = &definitions.collection;
        let id = format!("place.{}", collection.nation);
        let words = &definitions.words;
        let english = words.english.get(id.as_str()).map(|text| &**text);
        let others = words.translations.values().filter_map(|words| words.get(id.as_str())).map(|word| &*word.text);
        let names =
            collection.totals.iter().map(|name| &**name).chain([&*collection.nation]).chain(english).chain(others);
        let mut folded: Vec<String> = names.map(fold).filter(|name| !name.is_empty()).collect();
        folded.sort();
        folded.dedup();
        let is_place = |role: &Role| match role {
            Role::Authority => true,
            Role::Field(at) => {
                return_.fields.get(*at).is_some_and(|field| field.kind == FieldKind::Code("authority".into()))
            }
            _ => false,
        };
        Self { folded, place: layout.roles.iter().position(is_place) }
    }

    /// Whether the row's authority, or its first cell, is the name of the whole.
    pub(super) fn include(&self, row: &Row<'_>) -> bool {
        let first = row.cell(0);
        // A child's number may well be 596; the number of an authority is a total's.
        self.place.is_some_and(|at| self.name(row.cell(at)))
            || first.bytes().any(|byte| !byte.is_ascii_digit()) && self.name(first)
    }

    fn name(&self, text: &str) -> bool {
        if !text.is_ascii() {
            let text = fold(text);
            return self.folded.contains(&text);
        }
        self.folded.iter().any(|name| {
            let letters = text.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase());
            letters.eq(name.bytes())
        })
    }
}
