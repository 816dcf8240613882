//! Coverage and quality: which returns are in, what became of every line, what was held back and why.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Overview;
use super::account::{CarriedReturn, HeldBack, OverruledGate, RefusedFile, ReturnAccount};
use super::cell::Cell;
use super::grid::{Grid, Group, Row};
use super::voice::Voice;
use crate::definitions::{Definitions, Return, Rule};
use crate::domain::{Submitter, Year};

/// The section as the page prints it.
#[derive(Serialize)]
pub(super) struct Quality {
    returns: Listing,
    lines: Listing,
    held_back_lead: String,
    held_back: Option<Listing>,
    senders: Option<Listing>,
    refused_lead: String,
    refused: Option<Listing>,
    carried_lead: String,
    carried: Option<Listing>,
    overruled_lead: String,
    overruled: Option<Listing>,
}

/// A table with its caption.
#[derive(Serialize)]
pub(super) struct Listing {
    pub(super) id: String,
    pub(super) caption: String,
    pub(super) region: String,
    pub(super) grid: Grid,
    /// Which columns, from 0 after the first, hold words rather than numbers.
    pub(super) words: Vec<usize>,
}

pub(super) fn quality(view: &Overview<'_>, voice: &Voice<'_>) -> Quality {
    let account = view.account;
    let held: u64 = account.lines.held_back;
    Quality {
        returns: returns(voice, &account.returns),
        lines: lines(view, voice),
        held_back_lead: if held == 0 { voice.say("held-back-none") } else { voice.tell_count("held-back-lead", held) },
        held_back: some_rows(reasons(voice, &account.held_back)),
        senders: some_rows(senders(voice, &account.held_back)),
        refused_lead: match u64::try_from(account.refused.len()).unwrap_or(u64::MAX) {
            0 => voice.say("refused-none"),
            files => voice.tell_count("refused-lead", files),
        },
        refused: some_rows(refused(voice, &account.refused)),
        carried_lead: voice.tell_count("carried-lead", account.carried.len() as u64),
        carried: some_rows(carried(voice, &account.carried)),
        overruled_lead: voice.tell_count("overruled-lead", account.overruled.len() as u64),
        overruled: some_rows(overruled(voice, &account.overruled)),
    }
}

pub(super) fn some_rows(listing: Listing) -> Option<Listing> {
    listing.grid.groups.iter().any(|group| !group.rows.is_empty()).then_some(listing)
}

/// A listing from keys of its caption and columns (the first is the corner) and its rows.
pub(super) fn listing(
    voice: &Voice<'_>,
    id: &str,
    caption: &str,
    columns: &[&str],
    words: &[usize],
    rows: Vec<Row>,
) -> Listing {
    let mut columns = columns.iter().map(|key| voice.say(key));
    let caption = voice.say(caption);
    let grid = Grid {
        corner: columns.next().unwrap_or_default(),
        columns: columns.collect(),
        groups: vec![Group { title: String::new(), rows }],
        ..Grid::default()
    };
    Listing {
        id: id.to_owned(),
        region: voice.tell_texts("table-region", &[("what", &caption)]),
        caption,
        grid,
        words: words.to_vec(),
    }
}

pub(super) fn row<C: Into<Cell>>(name: String, cells: Vec<C>) -> Row {
    Row { name, cells: cells.into_iter().map(Into::into).collect(), ..Row::default() }
}

pub(super) fn title(voice: &Voice<'_>, return_id: &str) -> String {
    voice.text(&format!("return.{return_id}.title")).to_string()
}

/// The title of the return that a file is, where that could be told.
fn title_if_known(voice: &Voice<'_>, return_id: &str) -> String {
    if voice.definitions.returns.contains_key(return_id) { title(voice, return_id) } else { voice.say("unknown") }
}

fn returns(voice: &Voice<'_>, returns: &[ReturnAccount]) -> Listing {
    let rows = returns.iter().map(|account| {
        let missing: Vec<String> = account.missing.iter().map(|submitter| voice.submitter(submitter)).collect();
        let missing = if missing.is_empty() { voice.say("none-missing") } else { voice.list(&missing) };
        let late = account.late.len() as u64;
        let numbers = [account.owed.into(), account.received.into(), late].map(Cell::count);
        let mut cells = vec![Cell::words(account.year.to_string())];
        cells.extend(numbers);
        cells.push(Cell::words(missing));
        row(title(voice, &account.return_id), cells)
    });
    let columns = ["column-return", "column-year", "column-owed", "column-received", "column-late", "column-missing"];
    listing(voice, "returns", "returns-in-caption", &columns, &[0, 4], rows.collect())
}

fn lines(view: &Overview<'_>, voice: &Voice<'_>) -> Listing {
    let lines = view.account.lines;
    let parts = [
        ("lines-loaded", lines.loaded),
        ("lines-held-back", lines.held_back),
        ("lines-headers", lines.headers),
        ("lines-totals", lines.totals),
        ("lines-blank", lines.blank),
        ("lines-preamble", lines.preamble),
        ("lines-footer", lines.footer),
        ("lines-superseded", lines.superseded),
        ("lines-refused", lines.refused),
    ];
    let mut rows: Vec<Row> = parts
        .into_iter()
        .filter(|(key, count)| *count > 0 || matches!(*key, "lines-loaded" | "lines-held-back"))
        .map(|(key, count)| row(voice.say(key), vec![Cell::count(count)]))
        .collect();
    rows.push(Row { whole: true, ..row(voice.say("lines-read"), vec![Cell::count(lines.read)]) });
    listing(voice, "lines", "lines-caption", &["column-what", "column-lines"], &[], rows)
}

/// Reasons by return, with a column of lines for each year.
pub(super) fn reasons(voice: &Voice<'_>, held: &[HeldBack]) -> Listing {
    let years: BTreeSet<Year> = held.iter().map(|held| held.year).collect();
    let mut by_return: BTreeMap<&str, BTreeMap<&str, BTreeMap<Year, u64>>> = BTreeMap::new();
    for held in held {
        let of_reason = by_return.entry(&held.return_id).or_default().entry(&held.reason).or_default();
        *of_reason.entry(held.year).or_default() += held.lines;
    }
    let mut reasons =
        listing(voice, "held-back", "held-back-caption", &["column-code", "column-reason"], &[0], Vec::new());
    reasons.grid.columns.extend(years.iter().map(ToString::to_string));
    let group = |(return_id, of_return): (&str, BTreeMap<&str, BTreeMap<Year, u64>>)| {
        let rows = of_return.into_iter().map(|(code, lines)| {
            let lines = years.iter().map(|year| Cell::count(lines.get(year).copied().unwrap_or_default()));
            row(code.to_string(), [reason(voice, return_id, code).into()].into_iter().chain(lines).collect())
        });
        Group { title: title(voice, return_id), rows: rows.collect() }
    };
    reasons.grid.groups = by_return.into_iter().map(group).collect();
    reasons
}

fn senders(voice: &Voice<'_>, held: &[HeldBack]) -> Listing {
    let mut by_sender: BTreeMap<&Submitter, u64> = BTreeMap::new();
    for (submitter, lines) in held.iter().flat_map(|held| &held.by_submitter) {
        *by_sender.entry(submitter).or_default() += lines;
    }
    let mut senders: Vec<(&Submitter, u64)> = by_sender.into_iter().collect();
    senders.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let rows = senders.into_iter().map(|(submitter, lines)| row(voice.submitter(submitter), vec![Cell::count(lines)]));
    listing(voice, "held-back-places", "held-back-places", &["column-sender", "column-lines"], &[], rows.collect())
}

/// A file's name is the sender's own words, and may name a child: what is published says what the file was.
pub(super) fn refused(voice: &Voice<'_>, refused: &[RefusedFile]) -> Listing {
    let unknown = || voice.say("unknown");
    let rows = refused.iter().map(|file| {
        let year = file.year.map_or_else(unknown, |year| year.to_string());
        let sender = file.submitter.as_ref().map_or_else(unknown, |submitter| voice.submitter(submitter));
        let why = reason(voice, file.return_id.as_deref().unwrap_or_default(), &file.reason);
        let words = [year, sender, file.reason.clone(), why].map(Cell::words);
        let cells = words.into_iter().chain([Cell::count(file.lines)]).collect();
        row(title_if_known(voice, file.return_id.as_deref().unwrap_or_default()), cells)
    });
    let columns = ["column-return", "column-year", "column-sender", "column-code", "column-reason", "column-lines"];
    listing(voice, "refused", "refused-caption", &columns, &[0, 1, 2, 3], rows.collect())
}

pub(super) fn carried(voice: &Voice<'_>, carried: &[CarriedReturn]) -> Listing {
    let rows = carried.iter().map(|one| {
        let cells = vec![one.year.to_string(), voice.submitter(&one.submitter), one.from_release.clone()];
        row(title(voice, &one.return_id), cells)
    });
    let columns = ["column-return", "column-year", "column-sender", "column-release"];
    listing(voice, "carried", "carried-caption", &columns, &[0, 1, 2], rows.collect())
}

/// Why somebody let a file pass is said in one language, and stays in the store.
fn overruled(voice: &Voice<'_>, overruled: &[OverruledGate]) -> Listing {
    let rows = overruled.iter().map(|one| {
        row(title_if_known(voice, &one.return_id), vec![one.gate.clone(), reason(voice, &one.return_id, &one.gate)])
    });
    let columns = ["column-return", "column-code", "column-reason"];
    listing(voice, "overruled", "overruled-caption", &columns, &[0, 1], rows.collect())
}

/// A reason in words: a reading trouble's fixed text, or what a rule says, with the titles of its fields filled in.
fn reason(voice: &Voice<'_>, return_id: &str, code: &str) -> String {
    match rule(voice.definitions, return_id, code) {
        Some((of, rule)) => {
            let says = voice.text(&format!("rule.{}.says", rule.code)).to_string();
            with_titles(voice, of, &says)
        }
        None => voice.say(&format!("reading-{}", code.to_lowercase())),
    }
}

fn rule<'a>(definitions: &'a Definitions, return_id: &str, code: &str) -> Option<(&'a Return, &'a Rule)> {
    let of = definitions.returns.get(return_id)?;
    of.rules.iter().find(|rule| &*rule.code == code).map(|rule| (of, rule))
}

/// A sentence with `{field}` replaced by the field's title.
fn with_titles(voice: &Voice<'_>, of: &Return, says: &str) -> String {
    let fields = of.fields.iter().map(|field| &*field.name).chain(of.derived.iter().map(|derived| &*derived.name));
    fields.fold(says.to_string(), |text, name| {
        let marked = format!("{{{name}}}");
        if text.contains(&marked) {
            text.replace(&marked, voice.text(&format!("return.{}.field.{name}", of.id)))
        } else {
            text
        }
    })
}
