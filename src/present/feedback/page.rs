//! The feedback page of one language: whole files first, then each rule with examples, the findings, what was checked.

use std::collections::BTreeMap;

use serde::Serialize;

use super::gather::Gathered;
use super::shown::{self, Part, RuleShown, Showing};
use super::{Detail, FINDINGS_CSV, FINDINGS_XLSX, Feedback, RULES_RUN_CSV, Sentences, checked, page_name};
use crate::definitions::{Definitions, Say};
use crate::diagnostic::{Error, Severity, printable};
use crate::domain::Language;
use crate::intake::{LedgerRow, Verdict};
use crate::present::Document;
use crate::present::grid::{Grid, Group, Row};
use crate::present::inline::Inline;
use crate::present::page::{Entry, Link, Switch, drafts};
use crate::present::quality::{Listing, listing, row};
use crate::present::template;
use crate::present::voice::{Used, Voice, grouped};

const STYLE: &str = concat!(include_str!("../templates/style.css"), include_str!("../templates/feedback.css"));

/// How many findings the page's own table shows; the list has all.
const MOST: usize = 500;

/// Fixed texts that the template prints as they are.
const FIXED: [&str; 13] = [
    "skip",
    "switch-label",
    "contents",
    "top",
    "feedback-summary",
    "feedback-files",
    "feedback-rules",
    "feedback-findings",
    "feedback-checked",
    "feedback-checked-lead",
    "feedback-downloads",
    "feedback-private",
    "feedback-fix",
];

/// Everything that the template prints.
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
    leads: Vec<String>,
    summary: Listing,
    files: Vec<RuleShown>,
    /// The submissions; `parts` are the templates'.
    parts_of: Vec<Part>,
    findings_lead: String,
    findings: Option<Listing>,
    checked: Vec<Listing>,
    links: Vec<Link>,
    made_by: String,
}

/// The first findings of all, as the page's table shows them.
#[derive(Default)]
pub(super) struct Findings {
    groups: Vec<Group>,
    title: String,
    rows: usize,
}

impl Findings {
    /// A submission begins.
    pub(super) fn begin(&mut self, name: &str, file: &str) {
        self.title = format!("{name}: {}", printable(file));
    }

    /// Takes a finding, if there is room.
    pub(super) fn take(&mut self, definitions: &Definitions, sentences: &Sentences<'_>, detail: &Detail) {
        if self.rows >= MOST {
            return;
        }
        self.rows += 1;
        let used = Used::default();
        let voice = Voice { definitions, language: sentences.language(), used: &used };
        let severity = voice.say(&format!("severity-{}", detail.finding.severity.as_str()));
        let cells = vec![
            shown::place(sentences, detail),
            detail.finding.rule.to_string(),
            severity,
            sentences.says_on_page(detail),
            shown::remarks(&voice, detail),
        ];
        let row = row(shown::line(&voice, detail), cells);
        match self.groups.last_mut().filter(|group| group.title == self.title) {
            Some(group) => group.rows.push(row),
            None => self.groups.push(Group { title: self.title.clone(), rows: vec![row] }),
        }
    }

    fn listing(mut self, voice: &Voice<'_>) -> Option<Listing> {
        let columns = [
            "feedback-column-where",
            "column-code",
            "feedback-column-kind",
            "feedback-column-says",
            "feedback-column-remark",
        ];
        let mut columns: Vec<String> = columns.iter().map(|key| voice.say(key)).collect();
        shown::without_blank(&mut columns, &mut self.groups);
        let caption = voice.say("feedback-findings-caption");
        let words = (0..columns.len()).collect();
        let corner = voice.say("feedback-column-line");
        let grid = Grid { corner, columns, groups: self.groups, ..Grid::default() };
        let region = voice.tell_texts("table-region", &[("what", &caption)]);
        (self.rows > 0).then(|| Listing { id: "findings".to_owned(), caption, region, grid, words })
    }
}

/// What a submission is called: `Placements 2023-24`; its file, where it is not known what it is.
pub(super) fn name_of(definitions: &Definitions, language: &Language, ledger: &LedgerRow) -> String {
    let title = definitions.words.text(language, &format!("return.{}.title", ledger.return_id));
    match (title, ledger.year) {
        ("", _) => printable(&ledger.return_id),
        (title, None) => title.to_owned(),
        (title, Some(year)) => format!("{title} {year}"),
    }
}

/// The page of one language.
pub(super) fn page(
    feedback: &Feedback<'_>,
    sentences: &Sentences<'_>,
    gathered: &[Gathered],
    findings: Findings,
    total: u64,
) -> Result<Document, Error> {
    let (definitions, language) = (feedback.definitions, sentences.language());
    let used = Used::default();
    let voice = &Voice { definitions, language, used: &used };
    let mut showing = Showing { voice, sentences, tables: 0 };
    let files = gathered.iter().flat_map(|one| showing.whole(one)).collect::<Vec<_>>();
    let name = |one: &Gathered| name_of(definitions, language, &one.told.ledger);
    let parts: Vec<Part> =
        gathered.iter().enumerate().filter_map(|(at, one)| showing.part(at, name(one), one)).collect();
    let summary = summary(voice, gathered);
    let checked = checked_listings(voice, sentences, gathered);
    let shown = findings.rows;
    let contents = ["feedback-summary", "feedback-files", "feedback-rules", "feedback-findings", "feedback-checked"];
    let sections = contents.into_iter().chain(["feedback-downloads"]).filter(|id| match *id {
        "feedback-files" => !files.is_empty(),
        "feedback-rules" => !parts.is_empty(),
        "feedback-findings" => shown > 0,
        "feedback-checked" => !checked.is_empty(),
        _ => true,
    });
    let contents = sections.map(|id| Entry { id: id.to_owned(), text: voice.say(id) }).collect();
    let (heading, date) = (heading(feedback, voice), voice.date(feedback.as_at));
    let titled = [("title", &*heading), ("date", &*date)];
    let page = Page {
        lang: language.to_string(),
        inline: Inline::of(STYLE, ""),
        title: voice.tell_texts("page-title", &titled),
        description: voice.tell_texts("feedback-description", &titled),
        edition: edition(feedback, voice),
        drafts: drafts(voice, "feedback-draft-lead"),
        t: FIXED.into_iter().map(|key| (key, voice.say(key))).collect(),
        switches: switches(voice),
        contents,
        leads: leads(voice, gathered),
        summary,
        files,
        parts_of: parts,
        findings_lead: findings_lead(voice, shown, total),
        findings: findings.listing(voice),
        checked,
        links: links(voice),
        made_by: made_by(feedback, voice),
        heading,
    };
    let bytes = template::render("feedback.html", &page)?.into_bytes();
    Ok(Document { path: page_name(language), bytes })
}

/// What the page, and the workbook, are called.
pub(super) fn heading(feedback: &Feedback<'_>, voice: &Voice<'_>) -> String {
    match (&feedback.to, feedback.release) {
        (Some(to), _) => voice.tell_texts("feedback-heading", &[("who", &voice.submitter(to))]),
        (None, Some(_)) => voice.say("feedback-heading-unknown"),
        (None, None) => voice.say("feedback-heading-check"),
    }
}

/// As at which day, and of which release.
pub(super) fn edition(feedback: &Feedback<'_>, voice: &Voice<'_>) -> Vec<String> {
    let mut edition = vec![voice.tell_texts("as-at", &[("date", &voice.date(feedback.as_at))])];
    match feedback.release {
        Some(release) => edition.push(voice.tell_texts("release", &[("release", release)])),
        None => edition.push(voice.say("feedback-unreleased")),
    }
    edition
}

fn made_by(feedback: &Feedback<'_>, voice: &Voice<'_>) -> String {
    match feedback.release {
        Some(release) => voice.tell_texts("made-by", &[("release", release), ("version", feedback.version)]),
        None => voice.tell_texts("feedback-made-by", &[("version", feedback.version)]),
    }
}

fn switches(voice: &Voice<'_>) -> Vec<Switch> {
    let switch = |language: &Language| {
        let own = Voice { definitions: voice.definitions, language, used: voice.used };
        Switch {
            lang: language.to_string(),
            href: page_name(language),
            name: own.say("language-name"),
            hint: own.say("switch-hint"),
        }
    };
    voice.others().map(switch).collect()
}

fn links(voice: &Voice<'_>) -> Vec<Link> {
    let files = [
        (FINDINGS_XLSX, "feedback-download-xlsx"),
        (FINDINGS_CSV, "feedback-download-csv"),
        (RULES_RUN_CSV, "feedback-download-rules"),
    ];
    files.map(|(href, key)| Link { href: href.to_owned(), text: voice.say(key) }).to_vec()
}

/// The page in a few sentences: files refused, things to mend, things to confirm.
pub(super) fn leads(voice: &Voice<'_>, gathered: &[Gathered]) -> Vec<String> {
    let refused = gathered.iter().filter(|one| one.told.ledger.verdict == Verdict::Refused).count();
    let refused = u64::try_from(refused).unwrap_or(u64::MAX);
    let sum = |severity| gathered.iter().map(|one| one.open(severity)).sum::<u64>();
    let (mend, confirm) = (sum(Severity::Error), sum(Severity::Warning));
    let mut leads = Vec::new();
    if refused > 0 {
        leads.push(voice.tell_count("feedback-lead-refused", refused));
    }
    if mend > 0 {
        leads.push(voice.tell_count("feedback-lead-mend", mend));
    } else if refused == 0 {
        leads.push(voice.say("feedback-lead-nothing"));
    }
    if confirm > 0 {
        leads.push(voice.tell_count("feedback-lead-confirm", confirm));
    }
    leads
}

/// A row for each submission.
fn summary(voice: &Voice<'_>, gathered: &[Gathered]) -> Listing {
    let compared = gathered.iter().any(|one| one.trend().is_some());
    let dated = gathered.iter().any(|one| one.told.ledger.received.is_some());
    let rows = gathered.iter().map(|one| {
        let ledger = &one.told.ledger;
        let verdict = voice.say(&format!("verdict-{}", ledger.verdict.as_str().replace('_', "-")));
        let cells = vec![
            printable(&ledger.file),
            received(voice, ledger, dated),
            verdict,
            grouped(one.open(Severity::Fatal) + one.open(Severity::Error)),
            grouped(one.open(Severity::Warning)),
            if compared { shown::trend(voice, one) } else { String::new() },
        ];
        row(name_of(voice.definitions, voice.language, ledger), cells)
    });
    let columns = [
        "column-return",
        "column-file",
        "feedback-column-received",
        "column-what",
        "feedback-column-mend",
        "feedback-column-confirm",
        "feedback-column-since",
    ];
    let mut listing = listing(voice, "returns", "feedback-returns-caption", &columns, &[], rows.collect());
    shown::without_blank(&mut listing.grid.columns, &mut listing.grid.groups);
    let numbers = ["feedback-column-mend", "feedback-column-confirm"].map(|key| voice.say(key));
    let words = listing.grid.columns.iter().enumerate().filter(|(_, column)| !numbers.contains(column));
    listing.words = words.map(|(at, _)| at).collect();
    listing
}

/// When a file was received, and whether that was late; that it bears no date, where others do.
fn received(voice: &Voice<'_>, ledger: &LedgerRow, dated: bool) -> String {
    let Some(received) = ledger.received else {
        return if dated { voice.say("feedback-received-unknown") } else { String::new() };
    };
    let date = voice.date(received);
    match ledger.due.filter(|due| received > *due) {
        Some(due) => voice.tell_texts("feedback-received-late", &[("date", &date), ("due", &voice.date(due))]),
        None => date,
    }
}

fn findings_lead(voice: &Voice<'_>, shown: usize, total: u64) -> String {
    let (shown, all) = (u64::try_from(shown).unwrap_or(u64::MAX), grouped(total));
    if shown == total {
        return voice.tell_count("feedback-findings-all", total);
    }
    voice.tell("feedback-findings-first", &[("shown", Say::Text(&grouped(shown))), ("all", Say::Text(&all))])
}

/// What each rule made of all submissions of a return, a table for each return.
fn checked_listings(voice: &Voice<'_>, sentences: &Sentences<'_>, gathered: &[Gathered]) -> Vec<Listing> {
    let mut listings = Vec::new();
    for return_ in voice.definitions.returns.values() {
        let rules = checked::over(gathered, &return_.id);
        let rows: Vec<Row> = rules
            .iter()
            .filter_map(|(at, over)| {
                let rule = return_.rules.get(*at)?;
                let mut cells = vec![sentences.rule(&return_.id, &rule.code)];
                cells.extend(over.counts.map(grouped));
                cells.push(could_not(voice, over));
                Some(row(rule.code.to_string(), cells))
            })
            .collect();
        if rows.is_empty() {
            continue;
        }
        let columns = CHECKED.map(|key| voice.say(key));
        let [corner, columns @ ..] = columns;
        let title = voice.text(&format!("return.{}.title", return_.id)).to_owned();
        let submissions = rules.values().map(|over| over.submissions).max().unwrap_or(0);
        let args = [("return", Say::Text(&title)), ("count", Say::Count(submissions))];
        let caption = voice.tell("feedback-checked-caption", &args);
        let region = voice.tell_texts("table-region", &[("what", &caption)]);
        let grid = Grid {
            corner,
            columns: columns.to_vec(),
            groups: vec![Group { title: String::new(), rows }],
            ..Grid::default()
        };
        listings.push(Listing { id: format!("checked-{}", return_.id), caption, region, grid, words: vec![0, 6] });
    }
    listings
}

/// The columns of what was checked.
pub(super) const CHECKED: [&str; 8] = [
    "column-code",
    "feedback-column-rule",
    "feedback-column-evaluated",
    "feedback-column-passed",
    "feedback-column-failed",
    "feedback-column-not-applicable",
    "feedback-column-not-evaluated",
    "feedback-column-could-not",
];

/// Why a rule could not run, and for which years.
fn could_not(voice: &Voice<'_>, over: &checked::Over) -> String {
    let mut said = Vec::new();
    for (why, which) in &over.could_not {
        said.push(format!("{}: {}", which.join(", "), checked::reason(voice, why)));
    }
    said.join(" ")
}
