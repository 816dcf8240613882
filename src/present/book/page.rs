//! The rule book's page in one language.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::inline::Inline;
use super::super::voice::{Used, Voice};
use super::super::{Document, template};
use super::lists::{self, ListShown};
use super::{RuleBook, dictionary_path, field, rule, title};
use crate::definitions::{Field, Return, Rule};
use crate::diagnostic::Error;
use crate::domain::Language;

const STYLE: &str = concat!(include_str!("../templates/style.css"), include_str!("../templates/book.css"));

/// Fixed texts that the template prints as they are.
const FIXED: [&str; 39] = [
    "skip",
    "switch-label",
    "contents",
    "top",
    "column-return",
    "column-code",
    "column-file",
    "book-how",
    "book-how-send",
    "book-how-headers",
    "book-how-numbers",
    "book-how-rules",
    "book-how-sql",
    "book-how-files",
    "book-returns-caption",
    "book-sent-by",
    "book-due-on",
    "book-key",
    "book-nil",
    "book-gates",
    "book-year-headers",
    "book-ignored",
    "book-fields",
    "book-rules",
    "book-no-rules",
    "book-column-title",
    "book-column-holds",
    "book-column-required",
    "book-column-kept",
    "book-column-aliases",
    "book-column-field",
    "book-applies",
    "book-must-be",
    "book-belongs",
    "book-columns",
    "book-holds",
    "book-lists",
    "book-lists-lead",
    "book-derived",
];

#[derive(Serialize)]
struct Page {
    lang: String,
    inline: Inline,
    title: String,
    heading: String,
    description: String,
    edition: Vec<String>,
    drafts: Vec<String>,
    t: BTreeMap<&'static str, String>,
    switches: Vec<Switch>,
    contents: Vec<Entry>,
    returns_region: String,
    returns: Vec<ReturnShown>,
    lists: Vec<ListShown>,
    reading: Reading,
    made_by: String,
}

/// The way to the same page in another language.
#[derive(Serialize)]
struct Switch {
    lang: String,
    href: String,
    name: String,
    hint: String,
}

/// An entry of the contents: a section's id and title.
#[derive(Serialize)]
struct Entry {
    id: String,
    text: String,
}

/// A text of the definitions and what a reader should know of it.
#[derive(Serialize)]
struct Said {
    text: String,
    /// Its language, where it is not the page's own.
    lang: String,
    /// How far it can be trusted, where it is a translation.
    status: String,
    /// Whether its English has changed since.
    stale: bool,
}

#[derive(Serialize)]
struct ReturnShown {
    id: String,
    title: String,
    titles: Vec<Said>,
    file: String,
    sent_by: String,
    due: String,
    key: String,
    nil: String,
    gates: Vec<String>,
    year_headers: Vec<String>,
    ignored: Vec<String>,
    fields_caption: String,
    fields_region: String,
    fields: Vec<FieldShown>,
    rules: Vec<RuleShown>,
}

#[derive(Serialize)]
struct FieldShown {
    name: String,
    titles: Vec<Said>,
    kind: String,
    list: String,
    required: String,
    is_required: bool,
    kept: String,
    aliases: Vec<String>,
}

#[derive(Serialize)]
struct RuleShown {
    code: String,
    severity: String,
    severity_word: &'static str,
    says: Said,
    fix: Said,
    columns: Vec<[String; 2]>,
    when: String,
    expect: String,
    belongs: String,
    given: Vec<(String, String)>,
    sentences: Vec<String>,
    years: String,
    examples: String,
}

/// What reading a file may find, whatever the return.
#[derive(Serialize)]
struct Reading {
    title: String,
    lead: String,
    caption: String,
    region: String,
    columns: [String; 4],
    rows: Vec<ReadingCode>,
}

#[derive(Serialize)]
struct ReadingCode {
    code: String,
    severity: String,
    says: String,
    fix: String,
}

/// The page in one language.
pub(super) fn document(book: &RuleBook<'_>, language: &Language) -> Result<Document, Error> {
    let used = Used::default();
    let voice = Voice { definitions: book.definitions, language, used: &used };
    let page = page(book, &voice);
    Ok(Document { path: dictionary_path(language), bytes: template::render("book.html", &page)?.into_bytes() })
}

fn page(book: &RuleBook<'_>, voice: &Voice<'_>) -> Page {
    let collection = voice.text("collection.title").to_owned();
    let titled = [("title", &*collection)];
    let returns: Vec<ReturnShown> = book.definitions.returns.values().map(|of| return_shown(voice, of)).collect();
    let entry = |id: &str| Entry { id: id.to_owned(), text: voice.say(&format!("book-{id}")) };
    let mut contents = vec![entry("how")];
    contents.extend(returns.iter().map(|of| Entry { id: format!("return-{}", of.id), text: of.title.clone() }));
    contents.extend(["lists", "reading"].map(entry));
    let caption = voice.say("book-returns-caption");
    Page {
        lang: voice.language.to_string(),
        inline: Inline::of(STYLE, ""),
        title: voice.tell_texts("book-page-title", &titled),
        heading: voice.say("book-heading"),
        description: voice.tell_texts("book-description", &titled),
        edition: edition(book, &collection, voice),
        t: FIXED.into_iter().map(|key| (key, voice.say(key))).collect(),
        switches: voice.others().map(|language| switch(voice, language)).collect(),
        contents,
        returns_region: voice.tell_texts("table-region", &[("what", &caption)]),
        returns,
        lists: lists::lists(voice),
        reading: reading(book, voice),
        drafts: drafts(voice),
        made_by: voice.tell_texts("book-made-by", &[("version", book.version)]),
    }
}

/// Of which collection and years the book is, and from which definitions it is made.
fn edition(book: &RuleBook<'_>, collection: &str, voice: &Voice<'_>) -> Vec<String> {
    let years = &book.definitions.collection.years;
    let year = |year: Option<&crate::domain::Year>| year.map(ToString::to_string).unwrap_or_default();
    let digest: String = book.definitions.digest.chars().take(12).collect();
    vec![
        collection.to_owned(),
        voice.tell_texts("period-range", &[("from", &year(years.first())), ("to", &year(years.last()))]),
        voice.tell_texts("book-edition", &[("digest", &digest)]),
    ]
}

/// How much of the page no translator has read; nothing, where all of it has been.
fn drafts(voice: &Voice<'_>) -> Vec<String> {
    let (all, drafts) = voice.drafts();
    let fixed = voice.say("fixed-text-status") == "draft";
    if voice.language.is_english() || drafts == 0 && !fixed {
        return Vec::new();
    }
    let mut said = vec![voice.say("book-draft-lead")];
    if drafts > 0 {
        let (drafts, all) = (drafts.to_string(), all.to_string());
        said.push(voice.tell_texts("draft-texts", &[("drafts", &drafts), ("all", &all)]));
    }
    if fixed {
        said.push(voice.say("draft-fixed"));
    }
    said
}

fn switch(voice: &Voice<'_>, language: &Language) -> Switch {
    let own = Voice { language, ..*voice };
    Switch {
        lang: language.to_string(),
        href: dictionary_path(language),
        name: own.say("language-name"),
        hint: own.say("switch-hint"),
    }
}

/// A text in the page's language, and what a reader should know of it.
fn own(voice: &Voice<'_>, id: &str, text: String) -> Said {
    told(voice, voice.language, id, text)
}

fn told(voice: &Voice<'_>, language: &Language, id: &str, text: String) -> Said {
    let words = &voice.definitions.words;
    let stale = words.is_stale(language, id);
    let status = if stale { "stale" } else { words.status(language, id).as_str() };
    let status = if language.is_english() { String::new() } else { voice.say(&format!("book-status-{status}")) };
    let lang = if language == voice.language { String::new() } else { language.to_string() };
    Said { text, lang, status, stale }
}

/// A text in every language, the page's own first.
fn in_all(voice: &Voice<'_>, id: &str) -> Vec<Said> {
    let languages = std::iter::once(voice.language).chain(voice.others());
    let text = |language: &Language| {
        let other = Voice { language, ..*voice };
        // Others' drafts are not drafts of this page.
        let text = if language == voice.language { voice.text(id) } else { other.definitions.words.text(language, id) };
        told(voice, language, id, text.to_owned())
    };
    languages.map(text).collect()
}

fn texts(of: &[Box<str>]) -> Vec<String> {
    of.iter().map(ToString::to_string).collect()
}

fn return_shown(voice: &Voice<'_>, of: &Return) -> ReturnShown {
    let name = title(voice, of);
    let caption = voice.tell_texts("book-fields-caption", &[("title", &name)]);
    let mut fields: Vec<FieldShown> = of.fields.iter().map(|one| field_shown(voice, of, one)).collect();
    fields.extend(of.derived.iter().map(|age| FieldShown {
        name: age.name.to_string(),
        titles: in_all(voice, &field::title_id(of, &age.name)),
        kind: field::derived(voice, of, age),
        list: String::new(),
        required: voice.say("book-derived"),
        is_required: false,
        kept: voice.say("book-privacy-keep"),
        aliases: Vec::new(),
    }));
    ReturnShown {
        id: of.id.to_string(),
        titles: in_all(voice, &format!("return.{}.title", of.id)),
        title: name,
        file: format!("{}.csv", of.id),
        sent_by: field::sender(voice, of),
        due: field::due(voice, of),
        key: field::key(voice, of),
        nil: voice.say(if of.nil_allowed { "book-nil-allowed" } else { "book-nil-refused" }),
        gates: field::gates(voice, of),
        year_headers: texts(&of.year_aliases),
        ignored: texts(&of.ignored),
        fields_region: voice.tell_texts("table-region", &[("what", &caption)]),
        fields_caption: caption,
        fields,
        rules: of.rules.iter().map(|one| rule_shown(voice, of, one)).collect(),
    }
}

fn field_shown(voice: &Voice<'_>, of: &Return, one: &Field) -> FieldShown {
    FieldShown {
        name: one.name.to_string(),
        titles: in_all(voice, &field::title_id(of, &one.name)),
        kind: field::kind(voice, one),
        list: field::list(one).unwrap_or_default().to_owned(),
        required: field::required(voice, one),
        is_required: one.required,
        kept: field::privacy(voice, one),
        aliases: texts(&one.aliases),
    }
}

fn rule_shown(voice: &Voice<'_>, of: &Return, one: &Rule) -> RuleShown {
    let sql = rule::sql(of, one);
    let [says, fix] = ["says", "fix"].map(|part| format!("rule.{}.{part}", one.code));
    // Said for the count of drafts.
    for id in [&says, &fix] {
        voice.text(id);
    }
    let examples = u64::try_from(one.examples.len()).unwrap_or(u64::MAX);
    RuleShown {
        code: one.code.to_string(),
        severity: voice.say(&format!("severity-{}", one.severity.as_str())),
        severity_word: one.severity.as_str(),
        says: own(voice, &says, voice.definitions.rule_says(of, one, voice.language)),
        fix: own(voice, &fix, voice.definitions.rule_fix(of, one, voice.language)),
        columns: one.columns.iter().map(|name| [name.to_string(), field::column_title(voice, of, name)]).collect(),
        when: sql.when,
        expect: sql.expect,
        belongs: sql.belongs,
        given: sql.given,
        sentences: rule::sentences(voice, of, one),
        years: rule::years(voice, one.since, one.until),
        examples: voice.tell_count("book-examples", examples),
    }
}

fn reading(book: &RuleBook<'_>, voice: &Voice<'_>) -> Reading {
    let caption = voice.say("book-reading-caption");
    let rows = book.reading.iter().map(|(code, severity)| {
        let [says, fix] = book.definitions.reading_texts(code, voice.language);
        ReadingCode { code: code.clone(), severity: voice.say(&format!("severity-{}", severity.as_str())), says, fix }
    });
    Reading {
        title: voice.say("book-reading"),
        lead: voice.say("book-reading-lead"),
        region: voice.tell_texts("table-region", &[("what", &caption)]),
        caption,
        columns: ["column-code", "book-column-severity", "book-column-says", "book-column-fix"]
            .map(|key| voice.say(key)),
        rows: rows.collect(),
    }
}
