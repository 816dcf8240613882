//! The book as data files: a row a field, a code, a rule; the languages side by side.

use super::super::Document;
use super::super::voice::Voice;
use super::{RuleBook, field, in_each, rule, title};
use crate::definitions::{Definitions, Most, Return, Rule};
use crate::diagnostic::Error;
use crate::domain::Language;
use crate::present::feedback::harmless;

/// A table in the making: column names, and rows as wide.
struct Table {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// `fields.csv`, `codes.csv` and `rules.csv`.
pub(super) fn documents(book: &RuleBook<'_>) -> Result<Vec<Document>, Error> {
    let tables = [("fields.csv", fields(book)), ("codes.csv", codes(book)), ("rules.csv", rules(book))];
    let document = |(path, table): (&str, Table)| Ok(Document { path: path.to_owned(), bytes: table.csv()? });
    tables.into_iter().map(document).collect()
}

impl Table {
    /// As CSV that spreadsheets open as it is meant: UTF-8 with a mark, lines that end as theirs do, no formulas.
    fn csv(&self) -> Result<Vec<u8>, Error> {
        let broken = |error: csv::Error| Error::Internal(format!("a data file was not written: {error}"));
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer("\u{feff}".into());
        for row in std::iter::once(&self.header).chain(&self.rows) {
            writer.write_record(row.iter().map(|cell| harmless(cell))).map_err(broken)?;
        }
        writer.into_inner().map_err(|error| Error::Internal(format!("a data file was not written: {error}")))
    }
}

/// Fixed names, then `name_<language>` for every language.
fn header(definitions: &Definitions, fixed: &[&str], spoken: &[&str]) -> Vec<String> {
    let mut header: Vec<String> = fixed.iter().map(ToString::to_string).collect();
    for name in spoken {
        header.extend(definitions.collection.languages.iter().map(|language| format!("{name}_{language}")));
    }
    header.extend(others(definitions).map(|language| format!("status_{language}")));
    header
}

fn others(definitions: &Definitions) -> impl Iterator<Item = &Language> {
    definitions.collection.languages.iter().filter(|language| !language.is_english())
}

/// How far each translation of these texts can be trusted: of several, the least. A stale one is said to be so.
fn statuses(definitions: &Definitions, ids: &[String]) -> Vec<String> {
    let words = &definitions.words;
    let status = |language: &Language| {
        if ids.iter().any(|id| words.is_stale(language, id)) {
            return "stale".to_owned();
        }
        let least = ids.iter().map(|id| words.status(language, id)).min();
        least.map(|status| status.as_str().to_owned()).unwrap_or_default()
    };
    others(definitions).map(status).collect()
}

fn fields(book: &RuleBook<'_>) -> Table {
    let definitions = book.definitions;
    let fixed = [
        "return",
        "due",
        "field",
        "position",
        "kind",
        "code_list",
        "decimals",
        "required",
        "privacy",
        "key",
        "aliases",
    ];
    let mut table =
        Table { header: header(definitions, &fixed, &["return_title", "title", "holds", "kept"]), rows: Vec::new() };
    for of in definitions.returns.values() {
        for (at, one) in of.fields.iter().enumerate() {
            let decimals = if field::kind_word(&one.kind) == "decimal" { one.scale.to_string() } else { String::new() };
            let mut row = vec![
                of.id.to_string(),
                field::due_day(of),
                one.name.to_string(),
                (at + 1).to_string(),
                field::kind_word(&one.kind).to_owned(),
                field::list(one).unwrap_or_default().to_owned(),
                decimals,
                yes(one.required),
                field::privacy_word(one).to_owned(),
                yes(of.key.contains(&at)),
                one.aliases.join("; "),
            ];
            row.extend(in_each(definitions, |voice| title(voice, of)));
            row.extend(in_each(definitions, |voice| field::column_title(voice, of, &one.name)));
            row.extend(in_each(definitions, |voice| field::kind(voice, one)));
            row.extend(in_each(definitions, |voice| field::privacy(voice, one)));
            row.extend(statuses(definitions, &[field::title_id(of, &one.name)]));
            table.rows.push(row);
        }
        for age in &of.derived {
            let mut row = vec![of.id.to_string(), field::due_day(of), age.name.to_string(), String::new()];
            row.extend(["derived", "", "", "", "keep", "", ""].map(str::to_owned));
            row.extend(in_each(definitions, |voice| title(voice, of)));
            row.extend(in_each(definitions, |voice| field::column_title(voice, of, &age.name)));
            row.extend(in_each(definitions, |voice| field::derived(voice, of, age)));
            row.extend(in_each(definitions, |voice| voice.say("book-privacy-keep")));
            row.extend(statuses(definitions, &[field::title_id(of, &age.name)]));
            table.rows.push(row);
        }
    }
    table
}

fn yes(is: bool) -> String {
    if is { "yes" } else { "no" }.to_owned()
}

fn codes(book: &RuleBook<'_>) -> Table {
    let definitions = book.definitions;
    let languages = &definitions.collection.languages;
    let mut head: Vec<String> = ["code_list", "code"].map(str::to_owned).to_vec();
    head.extend(languages.iter().map(|language| format!("label_{language}")));
    head.extend(["synonyms", "group", "since", "until"].map(str::to_owned));
    let mut table = Table { header: head, rows: Vec::new() };
    for list in definitions.codes.values() {
        for code in &list.codes {
            let year = |year: Option<crate::domain::Year>| year.map(|year| year.to_string()).unwrap_or_default();
            let mut row = vec![list.id.to_string(), code.code.to_string()];
            let label = |language| code.labels.get(language).map(ToString::to_string).unwrap_or_default();
            row.extend(languages.iter().map(label));
            row.push(code.synonyms.join("; "));
            row.push(code.group.as_deref().unwrap_or_default().to_owned());
            row.extend([year(code.since), year(code.until)]);
            table.rows.push(row);
        }
    }
    table
}

fn rules(book: &RuleBook<'_>) -> Table {
    let definitions = book.definitions;
    let fixed = [
        "return",
        "rule",
        "severity",
        "columns",
        "when",
        "expect",
        "belongs",
        "given",
        "since",
        "until",
        "refuses_over",
        "examples",
    ];
    let header = header(definitions, &fixed, &["means", "says", "fix"]);
    let mut table = Table { header, rows: Vec::new() };
    for of in definitions.returns.values() {
        table.rows.extend(of.rules.iter().map(|rule| rule_row(definitions, of, rule)));
    }
    for (code, severity) in book.reading {
        let mut row = vec![String::new(), code.clone(), severity.as_str().to_owned()];
        row.extend(vec![String::new(); fixed.len() - row.len()]);
        row.extend(in_each(definitions, |_| String::new()));
        for part in 0..2 {
            let text = |voice: &Voice<'_>| {
                definitions.reading_texts(code, voice.language).into_iter().nth(part).unwrap_or_default()
            };
            row.extend(in_each(definitions, text));
        }
        let fixed_status = |language: &Language| definitions.words.say(language, "fixed-text-status", &[]);
        row.extend(others(definitions).map(fixed_status));
        table.rows.push(row);
    }
    table
}

fn rule_row(definitions: &Definitions, of: &Return, one: &Rule) -> Vec<String> {
    let sql = rule::sql(of, one);
    let given: Vec<String> = sql.given.iter().map(|(name, select)| format!("{name} = ({select})")).collect();
    let mut row = vec![
        of.id.to_string(),
        one.code.to_string(),
        one.severity.as_str().to_owned(),
        one.columns.join(" "),
        sql.when,
        sql.expect,
        sql.belongs,
        given.join("; "),
        one.since.map(|year| year.to_string()).unwrap_or_default(),
        one.until.map(|year| year.to_string()).unwrap_or_default(),
        match one.fatal_if {
            None => String::new(),
            Some(Most::Share(share)) => format!("{}%", f64::to_string(&((share * 1e6).round() / 1e4))),
            Some(Most::Rows(rows)) => format!("{rows} rows"),
        },
        one.examples.len().to_string(),
    ];
    row.extend(in_each(definitions, |voice| rule::sentences(voice, of, one).join(" ")));
    row.extend(in_each(definitions, |voice| definitions.rule_says(of, one, voice.language)));
    row.extend(in_each(definitions, |voice| definitions.rule_fix(of, one, voice.language)));
    row.extend(statuses(definitions, &["says", "fix"].map(|part| format!("rule.{}.{part}", one.code))));
    row
}
