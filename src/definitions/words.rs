//! What the reader sees, in every language: `words/<tag>.toml` and `words/ui.<tag>.ftl`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use fluent::concurrent::FluentBundle;
use fluent::{FluentArgs, FluentResource, FluentValue};

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

impl Status {
    /// All of them, the most trusted first.
    pub const ALL: [Self; 3] = [Self::Official, Self::Reviewed, Self::Draft];

    /// The word that definitions use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Reviewed => "reviewed",
            Self::Official => "official",
        }
    }
}

/// A translation whose English has changed since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stale<'a> {
    /// The text's id.
    pub id: &'a str,
    /// Where the translation stands: `words/cy.toml:12`.
    pub place: &'a str,
    /// What the English reads now.
    pub english: &'a str,
    /// What `of` must be when it has been looked at: 8 hexadecimal digits.
    pub of: String,
}

/// One text in one language other than English.
#[derive(Clone, Debug)]
pub struct Word {
    /// The text.
    pub text: Box<str>,
    /// How far it can be trusted, as it was written; [`Words::status`] says what it is worth now.
    pub status: Status,
    /// Where it stands, `words/cy.toml:12`, if the English has changed since it was translated.
    pub stale: Option<Box<str>>,
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
    /// The same, parsed; [`Words::new`] makes it.
    pub(crate) bundles: Bundles,
}

/// The fixed texts, parsed.
#[derive(Clone, Default)]
pub(crate) struct Bundles(BTreeMap<Language, Arc<FluentBundle<FluentResource>>>);

impl fmt::Debug for Bundles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.keys()).finish()
    }
}

/// What a variable of a fixed text is filled with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Say<'a> {
    /// A text, as it is.
    Text(&'a str),
    /// A number of things: it selects the plural, and is shown with commas between thousands.
    Count(u64),
    /// A number that need not be whole: it selects the plural too.
    Number(f64),
}

impl Words {
    /// Words of English texts, their translations, and the Fluent source of the fixed texts.
    pub fn new(
        english: BTreeMap<Box<str>, Box<str>>,
        translations: BTreeMap<Language, BTreeMap<Box<str>, Word>>,
        fixed: BTreeMap<Language, Box<str>>,
    ) -> Self {
        let bundles = fixed.iter().map(|(language, source)| (language.clone(), Arc::new(bundle(language, source))));
        let bundles = Bundles(bundles.collect());
        Self { english, translations, fixed, bundles }
    }

    /// A text of the definitions in a language, or in English; blank, where there is no such text.
    pub fn text(&self, language: &Language, id: &str) -> &str {
        let translated = self.translations.get(language).and_then(|words| words.get(id)).map(|word| &*word.text);
        translated.or_else(|| self.english.get(id).map(|text| &**text)).unwrap_or_default()
    }

    /// How far the text in a language can be trusted: English is what was written, and official; a translation whose
    /// English has changed is a draft, whatever it was.
    pub fn status(&self, language: &Language, id: &str) -> Status {
        let translated = self.translations.get(language).and_then(|words| words.get(id));
        match translated {
            Some(word) if word.stale.is_some() => Status::Draft,
            Some(word) => word.status,
            None if language.is_english() => Status::Official,
            None => Status::Draft,
        }
    }

    /// Whether the English of this text has changed since it was translated.
    pub fn is_stale(&self, language: &Language, id: &str) -> bool {
        let translated = self.translations.get(language).and_then(|words| words.get(id));
        translated.is_some_and(|word| word.stale.is_some())
    }

    /// The translations into a language whose English has changed since, by id.
    pub fn stale<'a>(&'a self, language: &Language) -> Vec<Stale<'a>> {
        let translated = self.translations.get(language).into_iter().flatten();
        let stale = translated.filter_map(|(id, word)| {
            let (place, english) = (word.stale.as_deref()?, self.english.get(id)?);
            Some(Stale { id, place, english, of: hash(english) })
        });
        stale.collect()
    }

    /// The keys of the English fixed texts that begin so, in their order.
    pub fn fixed_keys(&self, prefix: &str) -> Vec<String> {
        let source = self.fixed.get(&Language::english()).map_or("", |source| &**source);
        let keys = fluent_keys(source).into_iter().map(|fixed| fixed.key);
        keys.filter(|key| key.starts_with(prefix) && !key.contains('.')).collect()
    }

    /// A fixed text in a language, or its attribute (`key.attribute`); the key itself, where there is no such text.
    pub fn say(&self, language: &Language, key: &str, args: &[(&str, Say<'_>)]) -> String {
        let Some(bundle) = self.bundles.0.get(language) else { return key.to_owned() };
        let (id, attribute) = key.split_once('.').map_or((key, None), |(id, attribute)| (id, Some(attribute)));
        let message = bundle.get_message(id);
        let pattern = message.and_then(|message| match attribute {
            Some(name) => message.get_attribute(name).map(|attribute| attribute.value()),
            None => message.value(),
        });
        let Some(pattern) = pattern else { return key.to_owned() };
        let args: FluentArgs<'_> = args.iter().map(|(name, value)| (*name, fluent_value(*value))).collect();
        bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }

    /// Whether there is a fixed text of this key.
    pub fn has(&self, language: &Language, key: &str) -> bool {
        let id = key.split('.').next().unwrap_or(key);
        self.bundles.0.get(language).is_some_and(|bundle| bundle.has_message(id))
    }
}

fn fluent_value(value: Say<'_>) -> FluentValue<'_> {
    match value {
        Say::Text(text) => FluentValue::from(text),
        Say::Count(count) => FluentValue::from(count),
        Say::Number(number) => FluentValue::from(number),
    }
}

/// A language's fixed texts; entries that do not parse are left out, and refused by the loader.
fn bundle(language: &Language, source: &str) -> FluentBundle<FluentResource> {
    let locale = language.as_str().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![locale]);
    // Marks around what is filled in would be copied out of pages and confuse searches; both languages run one way.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(with_commas));
    // `NUMBER($n, type: "ordinal")`; a new bundle has no function of that name.
    drop(bundle.add_builtins());
    let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
    bundle.add_resource_overriding(resource);
    bundle
}

/// Numbers as both languages write them: commas between thousands.
fn with_commas<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let plain = number.as_string();
    let (whole, fraction) = plain.split_once('.').map_or((&*plain, None), |(whole, fraction)| (whole, Some(fraction)));
    let mut text = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) && digit.is_ascii_digit() && !text.ends_with('-') {
            text.push(',');
        }
        text.push(digit);
    }
    if let Some(fraction) = fraction {
        text.push('.');
        text.push_str(fraction);
    }
    Some(text)
}

/// The hash by which a translation knows its English text: 8 hexadecimal digits.
pub(super) fn hash(english: &str) -> String {
    blake3::hash(english.as_bytes()).to_hex().chars().take(8).collect()
}

/// A key of the fixed texts: a message, a term or an attribute.
pub(super) struct Fixed {
    /// `key`, `-term` or `key.attribute`.
    pub(super) key: String,
    /// Where it stands.
    pub(super) span: Range<usize>,
    /// The variables that its text uses.
    pub(super) variables: BTreeSet<String>,
}

/// What does not parse in a Fluent source, and where.
pub(super) fn fluent_mistakes(source: &str) -> Vec<(Range<usize>, String)> {
    match FluentResource::try_new(source.to_owned()) {
        Ok(_) => Vec::new(),
        Err((_, errors)) => errors.into_iter().map(|error| (error.pos.clone(), error.to_string())).collect(),
    }
}

/// The keys of a Fluent source that parses. Lines suffice: a key begins its line, an attribute follows spaces and a dot.
pub(super) fn fluent_keys(source: &str) -> Vec<Fixed> {
    let mut keys: Vec<Fixed> = Vec::new();
    let mut message = String::new();
    let mut start = 0;
    for line in source.split_inclusive('\n') {
        let here = start;
        start += line.len();
        if line.starts_with('#') {
            continue;
        }
        let text = line.trim_start();
        let indented = text.len() < line.len();
        let name = text.split_once('=').map_or("", |(name, _)| name.trim_end());
        let plain =
            |name: &str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        let begin = here + (line.len() - text.len());
        let key = match (indented, text.strip_prefix('.')) {
            (false, None) if plain(name) => {
                name.clone_into(&mut message);
                Some(message.clone())
            }
            (true, Some(_)) if plain(name.trim_start_matches('.')) => Some(format!("{message}{name}")),
            _ => None,
        };
        if let Some(key) = key {
            keys.push(Fixed { key, span: begin..begin + name.len(), variables: BTreeSet::new() });
        }
        if let Some(last) = keys.last_mut() {
            last.variables.extend(variables(line));
        }
    }
    keys
}

fn variables(line: &str) -> impl Iterator<Item = String> + '_ {
    line.split('$')
        .skip(1)
        .map(|rest| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        let source = "rows = { $count ->\n    [one] { $count } row\n   *[other] { $count } rows of { $whose }\n }\n    .fix = Mend it, { $whose }.\n";
        let fixed = BTreeMap::from([(Language::english(), source.into())]);
        Words::new(BTreeMap::from([("a".into(), "A".into())]), BTreeMap::new(), fixed)
    }

    #[test]
    fn fixed_texts_are_filled_in_and_agree_in_number() {
        let (words, english) = (words(), Language::english());
        let say = |count| words.say(&english, "rows", &[("count", Say::Count(count)), ("whose", Say::Text("Conwy"))]);
        assert_eq!(say(1), "1 row");
        assert_eq!(say(1_204_339), "1,204,339 rows of Conwy");
        assert_eq!(say(999), "999 rows of Conwy");
        assert_eq!(words.say(&english, "rows.fix", &[("whose", Say::Text("Conwy"))]), "Mend it, Conwy.");
        assert_eq!(words.say(&english, "nothing", &[]), "nothing");
    }

    #[test]
    fn keys_and_variables_are_found_where_they_stand() {
        let words = words();
        let source = &words.fixed[&Language::english()];
        let keys = fluent_keys(source);
        let names: Vec<&str> = keys.iter().map(|fixed| fixed.key.as_str()).collect();
        assert_eq!(names, ["rows", "rows.fix"]);
        assert_eq!(&source[keys[1].span.clone()], ".fix");
        assert!(keys[0].variables.contains("whose") && keys[1].variables.contains("whose"));
        assert!(fluent_mistakes(source).is_empty());
        assert!(!fluent_mistakes("a = { $b\n").is_empty());
    }

    #[test]
    fn a_translation_whose_english_has_changed_is_a_draft_again() {
        let mut words = words();
        let welsh: Language = "cy".parse().unwrap();
        let word =
            |stale: Option<&str>| Word { text: "Â".into(), status: Status::Official, stale: stale.map(Into::into) };
        words.translations.insert(welsh.clone(), BTreeMap::from([("a".into(), word(None))]));
        assert_eq!((words.status(&welsh, "a"), words.stale(&welsh)), (Status::Official, Vec::new()));
        words.translations.insert(welsh.clone(), BTreeMap::from([("a".into(), word(Some("words/cy.toml:3")))]));
        assert_eq!(words.status(&welsh, "a"), Status::Draft);
        let stale = Stale { id: "a", place: "words/cy.toml:3", english: "A", of: hash("A") };
        assert_eq!((words.stale(&welsh), words.is_stale(&welsh, "a")), (vec![stale], true));
        assert_eq!(words.text(&welsh, "a"), "Â");
    }

    #[test]
    fn a_text_without_translation_is_english() {
        let welsh: Language = "cy".parse().unwrap();
        assert_eq!(words().text(&welsh, "a"), "A");
        assert_eq!(words().status(&welsh, "a"), Status::Draft);
    }
}
