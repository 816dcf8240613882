//! The overview page of one language, and the charts and data files it links to.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::choice::Part;
use super::coverage::is_partial;
use super::grid::{self, Grid, codes_in};
use super::method::{self, Method};
use super::quality::{self, Quality};
use super::voice::{Used, Voice, bracketed, printed};
use super::{Document, Overview, chart, download, page_path, prose, template};
use crate::definitions::{Chapter, Chart, ChartShape, Headline, Item, Table, TableRows};
use crate::diagnostic::Error;
use crate::disclosure::SafeFigure;
use crate::domain::{Kind, Language, NoteCode, Period, PeriodKind};

/// Fixed texts that the templates print as they are.
const FIXED: [&str; 27] = [
    "skip",
    "switch-label",
    "contents",
    "summary",
    "summary-lead",
    "notes-here",
    "downloads",
    "top",
    "quality",
    "quality-lead",
    "returns-in",
    "lines-account",
    "held-back",
    "held-back-places",
    "refused",
    "carried",
    "overruled",
    "definitions",
    "definitions-lead",
    "disclosure",
    "disclosure-lead",
    "shorthand",
    "provenance",
    "provenance-lead",
    "provenance-data",
    "unknown",
    "table-empty",
];

/// Everything the page's template prints.
#[derive(Serialize)]
struct Page {
    lang: String,
    style: &'static str,
    title: String,
    heading: String,
    description: String,
    edition: Vec<String>,
    /// That the translation is a draft, where it is; else nothing.
    drafts: Vec<String>,
    t: BTreeMap<&'static str, String>,
    switches: Vec<Switch>,
    contents: Vec<Entry>,
    headlines: Vec<Card>,
    headline_notes: Vec<Note>,
    chapters: Vec<ChapterShown>,
    quality: Quality,
    method: Method,
    files: Vec<Link>,
    made_by: String,
}

/// The way to the same page in another language.
#[derive(Serialize)]
pub(super) struct Switch {
    pub(super) lang: String,
    pub(super) href: String,
    pub(super) name: String,
    pub(super) hint: String,
}

/// An entry of the contents: a section's id and title.
#[derive(Serialize)]
pub(super) struct Entry {
    pub(super) id: String,
    pub(super) text: String,
}

/// A file to download.
#[derive(Clone, Serialize)]
pub(super) struct Link {
    pub(super) href: String,
    pub(super) text: String,
}

/// A headline figure.
#[derive(Serialize)]
struct Card {
    title: String,
    value: String,
    detail: String,
    period: String,
    change: String,
    interval: String,
    coverage: String,
    /// Whether it rests on fewer returns than are owed.
    partial: bool,
}

/// What a note code means.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Note {
    pub(super) code: String,
    pub(super) meaning: String,
    #[serde(rename = "use")]
    pub(super) used: String,
}

#[derive(Serialize)]
struct ChapterShown {
    id: String,
    title: String,
    items: Vec<Piece>,
}

/// One thing in a chapter.
#[derive(Default, Serialize)]
struct Piece {
    kind: &'static str,
    id: String,
    paragraphs: Vec<String>,
    number: String,
    title: String,
    subtitle: String,
    svg: String,
    words_title: String,
    description: String,
    region: String,
    grid: Option<Grid>,
    remarks: Vec<String>,
    notes: Vec<Note>,
    links: Vec<Link>,
}

/// The page of one language and what belongs to it.
pub(super) fn documents(view: &Overview<'_>, language: &Language) -> Result<Vec<Document>, Error> {
    let used = Used::default();
    let voice = Voice { definitions: view.definitions, language, used: &used };
    let mut making =
        Making { view, voice, documents: Vec::new(), files: Vec::new(), charts: 0, tables: 0, codes: BTreeSet::new() };
    let mut chapters = Vec::new();
    for chapter in &view.definitions.report.chapters {
        chapters.push(making.chapter(chapter)?);
    }
    let headlines: Vec<Card> = view.definitions.report.headlines.iter().filter_map(|h| making.card(h)).collect();
    let headline_notes = making.notes(headlines.iter().flat_map(Card::codes).collect());
    let codes = std::mem::take(&mut making.codes);
    let page = page(view, &voice, chapters, headlines, headline_notes, &codes, making.files.clone());
    making
        .documents
        .push(Document { path: page_path(language), bytes: template::render("overview.html", &page)?.into_bytes() });
    Ok(making.documents)
}

fn page(
    view: &Overview<'_>,
    voice: &Voice<'_>,
    chapters: Vec<ChapterShown>,
    headlines: Vec<Card>,
    headline_notes: Vec<Note>,
    codes: &BTreeSet<NoteCode>,
    files: Vec<Link>,
) -> Page {
    let heading = voice.text("collection.title").to_string();
    let date = voice.date(view.account.as_at);
    let titled = [("title", &*heading), ("date", &*date)];
    let release = [("release", &*view.account.release), ("version", &*view.account.version)];
    let entry = |id: &str| Entry { id: id.to_string(), text: voice.say(id) };
    let mut contents = vec![entry("summary")];
    contents.extend(chapters.iter().map(|chapter| Entry { id: chapter.id.clone(), text: chapter.title.clone() }));
    contents.extend(["quality", "definitions", "disclosure", "provenance"].map(entry));
    let quality = quality::quality(view, voice);
    let method = method::method(view, voice, codes);
    Page {
        lang: voice.language.to_string(),
        style: template::STYLE,
        title: voice.tell_texts("page-title", &titled),
        description: voice.tell_texts("page-description", &titled),
        edition: vec![voice.tell_texts("as-at", &titled), voice.tell_texts("release", &release)],
        drafts: drafts(voice, "draft-lead"),
        t: FIXED.into_iter().map(|key| (key, voice.say(key))).collect(),
        switches: voice.others().map(|language| switch(voice, language)).collect(),
        contents,
        headlines,
        headline_notes,
        chapters,
        quality,
        method,
        files,
        made_by: voice.tell_texts("made-by", &release),
        heading,
    }
}

/// How much of the page's language no translator has read, after the text `lead`; nothing, where all of it has been.
pub(super) fn drafts(voice: &Voice<'_>, lead: &str) -> Vec<String> {
    let (all, drafts) = voice.drafts();
    let fixed = voice.say("fixed-text-status") == "draft";
    if drafts == 0 && !fixed {
        return Vec::new();
    }
    let mut said = vec![voice.say(lead)];
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
        href: page_path(language),
        name: own.say("language-name"),
        hint: own.say("switch-hint"),
    }
}

impl Card {
    fn codes(&self) -> BTreeSet<NoteCode> {
        [&self.value, &self.change, &self.interval].into_iter().flat_map(|text| codes_in(text)).collect()
    }
}

/// A page in the making: what it has counted and written so far.
struct Making<'v, 'a> {
    view: &'v Overview<'a>,
    voice: Voice<'v>,
    documents: Vec<Document>,
    files: Vec<Link>,
    charts: u32,
    tables: u32,
    codes: BTreeSet<NoteCode>,
}

impl Making<'_, '_> {
    fn card(&self, headline: &Headline) -> Option<Card> {
        let (view, voice) = (self.view, &self.voice);
        let part = Part { breakdown: &headline.breakdown, category: &headline.category };
        let period = view.latest(&headline.indicator, PeriodKind::Year, part)?;
        let figure = view.figure(&headline.indicator, period, view.nation(), part)?;
        let title = voice.title(&headline.indicator);
        let category = voice.category(&headline.indicator, part.breakdown, part.category);
        let unit = if figure.kind == Kind::Rate { voice.unit(&figure.unit) } else { String::new() };
        Some(Card {
            title: if part.category.is_empty() { title } else { format!("{title}: {category}") },
            value: printed(&figure.value, figure.kind),
            detail: voice.out_of(figure).unwrap_or(unit),
            period: self.as_at(figure),
            change: voice.change_sentence(figure),
            interval: voice.interval_sentence(figure),
            coverage: voice.coverage_sentence(figure),
            partial: is_partial(figure),
        })
    }

    /// `2023-24, as at 31 March 2024`.
    fn as_at(&self, figure: &SafeFigure) -> String {
        let (period, date) = (self.voice.period(figure.key.period), self.voice.date(figure.as_at));
        self.voice.tell_texts("period-as-at", &[("period", &period), ("date", &date)])
    }

    fn chapter(&mut self, chapter: &Chapter) -> Result<ChapterShown, Error> {
        let mut items = Vec::new();
        for item in &chapter.items {
            items.push(match item {
                Item::Prose { id, .. } => self.prose(chapter, id)?,
                Item::Chart(chart) => self.chart(chapter, chart)?,
                Item::Table(table) => self.table(chapter, table)?,
            });
        }
        let title = self.voice.text(&format!("report.{}.title", chapter.id)).to_string();
        Ok(ChapterShown { id: format!("chapter-{}", chapter.id), title, items })
    }

    /// A text of a chapter with its figures filled in, as paragraphs.
    fn filled(&self, id: &str) -> Result<Vec<String>, Error> {
        prose::paragraphs(self.view, &self.voice, id, self.voice.text(id))
    }

    fn line(&self, chapter: &Chapter, item: &str, part: &str) -> Result<String, Error> {
        Ok(self.filled(&format!("report.{}.{item}.{part}", chapter.id))?.join(" "))
    }

    fn prose(&mut self, chapter: &Chapter, id: &str) -> Result<Piece, Error> {
        let paragraphs = self.filled(&format!("report.{}.{id}", chapter.id))?;
        let notes = self.notes(paragraphs.iter().flat_map(|paragraph| codes_in(paragraph)).collect());
        Ok(Piece { kind: "prose", id: id.to_string(), paragraphs, notes, ..Piece::default() })
    }

    fn chart(&mut self, chapter: &Chapter, chart: &Chart) -> Result<Piece, Error> {
        let title = self.line(chapter, &chart.id, "title")?;
        let subtitle = self.line(chapter, &chart.id, "subtitle")?;
        let drawn = chart::draw(self.view, &self.voice, chart, &title)?;
        self.charts += 1;
        let number = self.voice.tell_texts("figure-number", &[("number", &self.charts.to_string())]);
        let mut links = vec![self.download(&chart.id, &number, &title, &drawn.figures)?];
        let pictures = [("svg", drawn.svg.clone().map(String::into_bytes)), ("png", drawn.png)];
        for (ending, bytes) in pictures {
            let Some(bytes) = bytes else { continue };
            let path = format!("charts/{}.{}.{ending}", chart.id, self.voice.language);
            let text = self.voice.tell_texts(&format!("download-{ending}"), &[("what", &number)]);
            links.push(Link { href: path.clone(), text });
            self.documents.push(Document { path, bytes });
        }
        let shows_all = chart.shape == ChartShape::TimeSeries;
        let notes = self.notes(drawn.remarks.iter().flat_map(|remark| codes_in(remark)).collect());
        Ok(Piece {
            kind: "chart",
            id: format!("figure-{}", chart.id),
            words_title: self.voice.tell_texts("in-words", &[("what", &number)]),
            region: self.voice.tell_texts("table-region", &[("what", &number)]),
            number,
            title,
            subtitle: if shows_all { subtitle } else { self.with_period(subtitle, drawn.period) },
            svg: drawn.svg.unwrap_or_default(),
            description: drawn.description,
            remarks: drawn.remarks,
            notes,
            links,
            ..Piece::default()
        })
    }

    fn table(&mut self, chapter: &Chapter, table: &Table) -> Result<Piece, Error> {
        let title = self.line(chapter, &table.id, "title")?;
        let filled = grid::fill(self.view, &self.voice, table);
        self.tables += 1;
        let number = self.voice.tell_texts("table-number", &[("number", &self.tables.to_string())]);
        let links = vec![self.download(&table.id, &number, &title, &filled.figures)?];
        let notes = self.notes(filled.grid.codes());
        let shows_all = table.rows == TableRows::Periods;
        Ok(Piece {
            kind: "table",
            id: format!("table-{}", table.id),
            region: self.voice.tell_texts("table-region", &[("what", &number)]),
            number,
            title: if shows_all { title } else { self.with_period(title, filled.period) },
            remarks: filled.grid.remarks.clone(),
            grid: Some(filled.grid),
            notes,
            links,
            ..Piece::default()
        })
    }

    fn with_period(&self, text: String, period: Option<Period>) -> String {
        let Some(period) = period else { return text };
        let said = self.voice.period(period);
        if text.contains(&said) || text.is_empty() { text } else { format!("{text}, {said}") }
    }

    /// Writes the data file of a chart or table.
    fn download(&mut self, id: &str, number: &str, title: &str, figures: &[&SafeFigure]) -> Result<Link, Error> {
        let path = format!("tables/{id}.{}.csv", self.voice.language);
        self.documents.push(Document { path: path.clone(), bytes: download::csv(&self.voice, figures)? });
        let text = self.voice.tell_texts("download-csv", &[("what", number)]);
        self.files.push(Link { href: path.clone(), text: format!("{number}: {title} (CSV)") });
        Ok(Link { href: path, text })
    }

    /// What these codes mean; they are remembered for the page's own list.
    fn notes(&mut self, codes: BTreeSet<NoteCode>) -> Vec<Note> {
        self.codes.extend(codes.iter().copied());
        codes.into_iter().map(|code| note(&self.voice, code)).collect()
    }
}

/// What a code means, in a language.
pub(super) fn note(voice: &Voice<'_>, code: NoteCode) -> Note {
    let key = format!("note-{}", code.as_str());
    Note { code: bracketed(code), meaning: voice.say(&key), used: voice.say(&format!("{key}.use")) }
}
