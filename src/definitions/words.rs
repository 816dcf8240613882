//! What the reader sees, in every language: `words/<tag>.toml` and `words/ui.<tag>.ftl`.

use std::collections::BTreeMap;

use fluent::{FluentArgs, FluentBundle, FluentResource, FluentValue};

use crate::domain::Language;

/// How far a translation can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Drafted for this project; a translator has not seen it.
    Draft,
    /// Read and agreed by a translator.
    Reviewed,
    /// Taken from an official text.
    Official,
}

/// One text in one language other than English.
#[derive(Clone, Debug)]
pub struct Word {
    /// The text.
    pub text: Box<str>,
    /// How far it can be trusted.
    pub status: Status,
}

/// Every text of the definitions in every language, and the fixed text of pages and feedback.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// English texts of the definitions, by id, gathered by the loader.
    pub english: BTreeMap<Box<str>, Box<str>>,
    /// Translations by language and id.
    pub translations: BTreeMap<Language, BTreeMap<Box<str>, Word>>,
    /// The Fluent source of the fixed texts, by language.
    pub fixed: BTreeMap<Language, Box<str>>,
}

/// What a fixed text is told.
#[derive(Clone, Copy, Debug)]
pub enum Say<'a> {
    /// Text, or a number already written out.
    Text(&'a str),
    /// A number by which the text chooses its form.
    Count(u64),
}

impl Words {
    /// The text with this id in a language: the definition's own in English, else its translation; where there is
    /// none the English, and where there is no English the id.
    pub fn text<'a>(&'a self, language: &Language, id: &'a str) -> &'a str {
        let translated = self.translations.get(language).and_then(|words| words.get(id)).map(|word| &*word.text);
        translated.or_else(|| self.english.get(id).map(|text| &**text)).unwrap_or(id)
    }

    /// The fixed text with this key (`key` or `key.attribute`) in a language; the key itself where there is none.
    pub fn say(&self, language: &Language, key: &str, args: &[(&str, Say<'_>)]) -> String {
        let source = self.fixed.get(language).map_or("", |text| text);
        let resource = FluentResource::try_new(source.to_string()).unwrap_or_else(|(parsed, _)| parsed);
        let tag = language.as_str().parse::<unic_langid::LanguageIdentifier>().unwrap_or_default();
        let mut bundle = FluentBundle::new(vec![tag]);
        bundle.set_use_isolating(false);
        bundle.add_resource_overriding(resource);
        let mut given = FluentArgs::new();
        for (name, value) in args {
            match value {
                Say::Text(text) => given.set(*name, FluentValue::from(*text)),
                Say::Count(count) => given.set(*name, FluentValue::from(*count)),
            }
        }
        let (id, attribute) = key.split_once('.').map_or((key, None), |(id, attribute)| (id, Some(attribute)));
        let message = bundle.get_message(id);
        let pattern = message.and_then(|message| match attribute {
            Some(name) => message.get_attribute(name).map(|attribute| attribute.value()),
            None => message.value(),
        });
        let Some(pattern) = pattern else { return key.to_string() };
        bundle.format_pattern(pattern, Some(&given), &mut Vec::new()).into_owned()
    }
}
