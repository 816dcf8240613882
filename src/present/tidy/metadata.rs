//! What the tables say, for programs: metadata after the W3C's model of CSV on the Web
//! (<https://www.w3.org/TR/tabular-metadata/>), in every language of the collection.

use serde_json::{Value, json};

use super::lookups::{self, Lookup};
use super::row::{Column, Holds, KEY};
use super::{name, voice};
use crate::definitions::Say;
use crate::diagnostic::Error;
use crate::domain::{Language, NoteCode};
use crate::present::Overview;
use crate::present::voice::{Used, Voice};

/// The bytes of the metadata of the table of figures and of the tables of codes beside it.
pub(super) fn describe(view: &Overview<'_>, columns: &[Column], lookups: &[Lookup]) -> Result<Vec<u8>, Error> {
    let audience = view.audience();
    let file = |stem: &str| name(audience, stem, "csv");
    let texts = Texts { view };
    let leads = |lookup: &Lookup| {
        json!({
            "columnReference": lookup.from,
            "reference": { "resource": file(lookup.name), "columnReference": lookup.key },
        })
    };
    let figures = json!({
        "url": file("figures"),
        "dc:title": texts.said(|voice| voice.say("tidy-figures")),
        "tableSchema": {
            "columns": columns.iter().map(|column| texts.column(column)).collect::<Vec<_>>(),
            "primaryKey": KEY,
            "foreignKeys": lookups.iter().filter(|lookup| !lookup.from.is_empty()).map(leads).collect::<Vec<_>>(),
        },
    });
    let mut tables = vec![figures];
    tables.extend(lookups.iter().map(|lookup| texts.lookup(lookup, &file(lookup.name))));
    let mut group = json!({
        "@context": ["http://www.w3.org/ns/csvw", { "@language": "en" }],
        "dc:title": texts.said(|voice| voice.text("collection.title").to_owned()),
        "dc:description": texts.said(|voice| about(view, voice)),
        "dc:issued": { "@value": view.account.as_at.to_string(), "@type": "xsd:date" },
        "dc:identifier": view.account.release,
        "dc:language": view.definitions.collection.languages.iter().map(Language::as_str).collect::<Vec<_>>(),
        "tables": tables,
    });
    if let (Some(group), Some(licence)) = (group.as_object_mut(), &view.definitions.collection.licence) {
        group.insert("dc:license".to_owned(), json!({ "@id": licence }));
    }
    let mut bytes = serde_json::to_vec_pretty(&group)
        .map_err(|fault| Error::Internal(format!("the metadata of the figures were not written: {fault}")))?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// What the table is, and where it comes from. What is not for publication says so first.
fn about(view: &Overview<'_>, voice: &Voice<'_>) -> String {
    let date = voice.date(view.account.as_at);
    let args = [("date", Say::Text(&date)), ("release", Say::Text(&view.account.release))];
    crate::present::mark::before(view, voice, voice.tell("tidy-about", &args))
}

/// Says things in every language.
struct Texts<'t, 'a> {
    view: &'t Overview<'a>,
}

impl Texts<'_, '_> {
    fn each(&self, say: impl Fn(&Voice<'_>) -> String) -> impl Iterator<Item = (&Language, String)> {
        let used = Used::default();
        let languages = &self.view.definitions.collection.languages;
        let said: Vec<_> = languages.iter().map(|one| (one, say(&voice(self.view, one, &used)))).collect();
        said.into_iter()
    }

    fn said(&self, say: impl Fn(&Voice<'_>) -> String) -> Value {
        self.each(say).map(|(language, text)| json!({ "@value": text, "@language": language.as_str() })).collect()
    }

    /// What the header row has, in no language, and what the column is called in each.
    fn titles(&self, name: &str, say: impl Fn(&Voice<'_>) -> String) -> Value {
        let mut titles = json!({ "und": name });
        if let Some(titles) = titles.as_object_mut() {
            titles.extend(self.each(say).map(|(language, text)| (language.to_string(), Value::from(text))));
        }
        titles
    }

    fn column(&self, column: &Column) -> Value {
        let word = format!("tidy-column-{}", column.name);
        let mut described = json!({
            "name": column.name,
            "titles": self.titles(column.name, |voice| voice.say(&word)),
            "dc:description": self.said(|voice| voice.say(&format!("{word}.about"))),
            "datatype": datatype(column.holds),
            "required": column.required,
        });
        if let (Holds::Codes, Some(described)) = (column.holds, described.as_object_mut()) {
            described.insert("separator".to_owned(), Value::from(","));
        }
        described
    }

    fn lookup(&self, lookup: &Lookup, url: &str) -> Value {
        let column = |column: &lookups::Column| {
            let word = format!("tidy-column-{}", column.word);
            let called = |voice: &Voice<'_>| match &column.language {
                None => voice.say(&word),
                Some(language) => {
                    let own = Voice { language, ..*voice }.say("language-name");
                    voice.tell_texts("tidy-column-in-language", &[("column", &voice.say(&word)), ("language", &own)])
                }
            };
            let mut described = json!({
                "name": column.name,
                "titles": self.titles(&column.name, called),
                "datatype": if column.word == "version" { "integer" } else { "string" },
                "required": lookup.key.contains(&column.word) && column.language.is_none(),
            });
            if let (Some(language), Some(described)) = (&column.language, described.as_object_mut()) {
                described.insert("lang".to_owned(), Value::from(language.as_str()));
            }
            described
        };
        json!({
            "url": url,
            "dc:title": self.said(|voice| voice.say(&format!("tidy-{}", lookup.name))),
            "tableSchema": {
                "columns": lookup.columns.iter().map(column).collect::<Vec<_>>(),
                "primaryKey": lookup.key,
            },
        })
    }
}

fn datatype(holds: Holds) -> Value {
    match holds {
        Holds::Text(None) => json!("string"),
        Holds::Text(Some(form)) => json!({ "base": "string", "format": form }),
        Holds::Codes => {
            let codes: Vec<&str> = NoteCode::ALL.iter().map(|code| code.as_str()).collect();
            json!({ "base": "string", "format": codes.join("|") })
        }
        Holds::Whole => json!({ "base": "integer", "minimum": 0 }),
        Holds::Number => json!("decimal"),
        Holds::Day => json!({ "base": "date", "format": "yyyy-MM-dd" }),
    }
}
