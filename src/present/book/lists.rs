//! Code lists as the book shows them.

use serde::Serialize;

use super::super::voice::Voice;
use super::{field, rule};
use crate::definitions::{CodeList, Definitions};

/// A code list.
#[derive(Serialize)]
pub(super) struct ListShown {
    id: String,
    caption: String,
    region: String,
    used_by: String,
    code: String,
    /// The languages of the labels, the page's own first, each with its name.
    languages: Vec<[String; 2]>,
    further: Vec<String>,
    /// Which of the columns that not every list has, this one has.
    has_synonyms: bool,
    has_groups: bool,
    has_years: bool,
    codes: Vec<CodeShown>,
}

/// One code.
#[derive(Serialize)]
struct CodeShown {
    code: String,
    /// The label in the language of the page, then in the others, each with its language.
    labels: Vec<[String; 2]>,
    synonyms: Vec<String>,
    group: String,
    valid: String,
}

/// Every list that a field of a return uses, by id.
pub(super) fn lists(voice: &Voice<'_>) -> Vec<ListShown> {
    let definitions = voice.definitions;
    let used = definitions.codes.values().filter(|list| !users(voice, definitions, &list.id).is_empty());
    used.map(|list| shown(voice, definitions, list)).collect()
}

/// The fields that use a list: `Placements: Sex`.
pub(super) fn users(voice: &Voice<'_>, definitions: &Definitions, list: &str) -> Vec<String> {
    let fields = definitions.returns.values().flat_map(|of| of.fields.iter().map(move |field| (of, field)));
    let fields = fields.filter(|(_, one)| field::list(one) == Some(list));
    fields.map(|(of, one)| field::whole_name(voice, of, one)).collect()
}

fn shown(voice: &Voice<'_>, definitions: &Definitions, list: &CodeList) -> ListShown {
    let languages = || std::iter::once(voice.language).chain(voice.others());
    let named = |language| definitions.words.say(language, "language-name", &[]);
    let has_synonyms = list.codes.iter().any(|code| !code.synonyms.is_empty());
    let has_groups = list.codes.iter().any(|code| code.group.is_some());
    let has_years = list.codes.iter().any(|code| code.since.is_some() || code.until.is_some());
    let further =
        [("book-column-synonyms", has_synonyms), ("book-column-group", has_groups), ("book-column-valid", has_years)];
    let further = further.into_iter().filter(|(_, has)| *has).map(|(key, _)| voice.say(key)).collect();
    let codes = list.codes.iter().map(|code| CodeShown {
        code: code.code.to_string(),
        labels: languages()
            .map(|language| {
                [language.to_string(), code.labels.get(language).map(ToString::to_string).unwrap_or_default()]
            })
            .collect(),
        synonyms: code.synonyms.iter().map(ToString::to_string).collect(),
        group: code.group.as_deref().unwrap_or_default().to_owned(),
        valid: rule::years(voice, code.since, code.until),
    });
    let caption = voice.tell_texts("book-list-caption", &[("list", &list.id)]);
    ListShown {
        id: list.id.to_string(),
        region: voice.tell_texts("table-region", &[("what", &caption)]),
        caption,
        used_by: voice.tell_texts("book-used-by", &[("fields", &users(voice, definitions, &list.id).join("; "))]),
        code: voice.say("column-code"),
        languages: languages().map(|language| [language.to_string(), named(language)]).collect(),
        further,
        has_synonyms,
        has_groups,
        has_years,
        codes: codes.collect(),
    }
}
