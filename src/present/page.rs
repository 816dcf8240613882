//! The overview page of one language, and the charts and data files it links to.

mod internal;
mod making;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::authority::{self, Way};
use super::claims::ClaimsShown;
use super::grid::Grid;
use super::headline::{self, Card};
use super::inline::Inline;
use super::mark::{self, Mark};
use super::method::{self, Method};
use super::notes::Note;
use super::quality::{self, Quality};
use super::revisions::{self, Revisions};
use super::voice::{Used, Voice};
use super::{Document, Overview, highlight, page_path, template, tidy};
use crate::diagnostic::Error;
use crate::domain::{Language, NoteCode};
use making::Making;

/// Fixed texts that the templates print as they are.
const FIXED: [&str; 36] = [
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
    "revisions",
    "definitions",
    "definitions-lead",
    "disclosure",
    "disclosure-lead",
    "kept-back",
    "shorthand",
    "provenance",
    "provenance-lead",
    "provenance-data",
    "unknown",
    "table-empty",
    "authorities",
    "authorities-lead",
    "choose",
    "choose-nobody",
    "choose-page",
    "claims",
    "claims-lead",
];

/// Everything the page's template prints.
#[derive(Serialize)]
struct Page {
    lang: String,
    inline: Inline,
    title: String,
    heading: String,
    description: String,
    edition: Vec<String>,
    /// That it is not for publication, in every language, the page's own first; nothing on what is for the public.
    marks: Vec<Mark>,
    /// The same in one line, for the head of every sheet of paper.
    mark: String,
    /// That the translation is a draft, where it is; else nothing.
    drafts: Vec<String>,
    t: BTreeMap<&'static str, String>,
    switches: Vec<Switch>,
    contents: Vec<Entry>,
    headlines: Vec<Card>,
    headline_notes: Vec<Note>,
    /// The ways to the pages of the authorities, in the order of the alphabet.
    authorities: Vec<Way>,
    chapters: Vec<ChapterShown>,
    /// Statements quoted elsewhere; what their codes mean, and their data file.
    claims: Option<ClaimsShown>,
    claim_notes: Vec<Note>,
    claim_links: Vec<Link>,
    quality: Quality,
    revisions: Revisions,
    method: Method,
    files: Vec<Link>,
    /// The workbook with all tables, for those who look for it at the top.
    workbook: Vec<Link>,
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

/// A chapter with what it shows.
#[derive(Serialize)]
pub(super) struct ChapterShown {
    pub(super) id: String,
    pub(super) title: String,
    /// Whether it is about the time before, in or after care, in words.
    aspect: String,
    /// What it says, in a sentence or two; empty where it has no message.
    message: String,
    /// What the codes in the message mean.
    notes: Vec<Note>,
    pub(super) items: Vec<Piece>,
}

/// One thing in a chapter.
#[derive(Default, Serialize)]
pub(super) struct Piece {
    kind: &'static str,
    pub(super) id: String,
    /// Of a chart: how it tells one authority from the others.
    telling: &'static str,
    paragraphs: Vec<String>,
    number: String,
    title: String,
    subtitle: String,
    pub(super) svg: String,
    words_title: String,
    description: String,
    region: String,
    grid: Option<Grid>,
    remarks: Vec<String>,
    notes: Vec<Note>,
    links: Vec<Link>,
}

/// The statements quoted elsewhere, what their codes mean, and their data file.
type ClaimsMade = (Option<ClaimsShown>, Vec<Note>, Vec<Link>);

/// The overview of one language: its page, the pages of its authorities, and the files that they lead to.
pub(super) fn documents(view: &Overview<'_>, language: &Language) -> Result<Vec<Document>, Error> {
    let (page, mut documents) = made(view, language)?;
    let path = page_path(view.audience(), language);
    documents.push(Document { path, bytes: template::render("overview.html", &page)?.into_bytes() });
    documents.extend(authority::documents(view, language, &page.chapters)?);
    #[cfg(feature = "pdf")]
    documents.push(super::pdf::document(view, language, &page)?);
    Ok(documents)
}

/// The page and the charts and data files that it links to.
fn made(view: &Overview<'_>, language: &Language) -> Result<(Page, Vec<Document>), Error> {
    let used = Used::default();
    let voice = Voice { definitions: view.definitions, language, used: &used };
    let mut making = Making::begin(view, voice);
    let mut chapters = Vec::new();
    for chapter in &view.definitions.report.chapters {
        chapters.push(making.chapter(chapter)?);
    }
    chapters.extend(making.for_the_inspectorate()?);
    let headlines: Vec<Card> = headline::cards(view, &voice, view.nation());
    let headline_notes = making.notes(headlines.iter().flat_map(Card::codes).collect());
    let claims = making.claims()?;
    let codes = std::mem::take(&mut making.codes);
    making.bind()?;
    #[cfg(feature = "pdf")]
    making.files.push(super::pdf::link(view, &voice));
    let mut files = making.files;
    files.extend(tidy::paths(view.audience()).map(|(href, key)| Link { href, text: voice.say(key) }));
    let parts = Parts { chapters, headlines, headline_notes, claims, files };
    Ok((parts.page(view, &voice, &codes), making.documents))
}

/// What the page is put together from.
struct Parts {
    chapters: Vec<ChapterShown>,
    headlines: Vec<Card>,
    headline_notes: Vec<Note>,
    claims: ClaimsMade,
    files: Vec<Link>,
}

impl Parts {
    fn page(self, view: &Overview<'_>, voice: &Voice<'_>, codes: &BTreeSet<NoteCode>) -> Page {
        let (claims, claim_notes, claim_links) = self.claims;
        let heading = voice.text("collection.title").to_string();
        let date = voice.date(view.account.as_at);
        let titled = [("title", &*heading), ("date", &*date)];
        let release = [("release", &*view.account.release), ("version", &*view.account.version)];
        let entry = |id: &str| Entry { id: id.to_string(), text: voice.say(id) };
        let mut contents = vec![entry("summary")];
        contents
            .extend(self.chapters.iter().map(|chapter| Entry { id: chapter.id.clone(), text: chapter.title.clone() }));
        contents.extend(claims.iter().map(|_| entry("claims")));
        contents.extend(["authorities", "quality", "definitions", "disclosure", "provenance"].map(entry));
        let quality = quality::quality(view, voice);
        let method = method::method(view, voice, codes);
        Page {
            lang: voice.language.to_string(),
            inline: look(view, voice),
            title: mark::before(view, voice, voice.tell_texts("page-title", &titled)),
            description: voice.tell_texts("page-description", &titled),
            edition: vec![voice.tell_texts("as-at", &titled), voice.tell_texts("release", &release)],
            marks: mark::marks(view, voice),
            mark: mark::line(view, voice).unwrap_or_default(),
            drafts: drafts(voice, "draft-lead"),
            t: FIXED.into_iter().map(|key| (key, voice.say(key))).collect(),
            switches: voice.others().map(|language| switch(view, voice, language)).collect(),
            contents,
            headlines: self.headlines,
            headline_notes: self.headline_notes,
            authorities: authority::ways(view, voice, authority::FOLDER),
            chapters: self.chapters,
            claims,
            claim_notes,
            claim_links,
            quality,
            revisions: revisions::revisions(view, voice),
            method,
            workbook: self.files.iter().filter(|file| file.href.rsplit('.').next() == Some("xlsx")).cloned().collect(),
            files: self.files,
            made_by: voice.tell_texts("made-by", &release),
            heading,
        }
    }
}

/// How the page looks, and what it does where scripts run.
fn look(view: &Overview<'_>, voice: &Voice<'_>) -> Inline {
    let style = [template::STYLE, &highlight::of_choice(), &mark::on_paper(view, voice)].concat();
    Inline::of(style, template::SCRIPT)
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

fn switch(view: &Overview<'_>, voice: &Voice<'_>, language: &Language) -> Switch {
    let own = Voice { language, ..*voice };
    Switch {
        lang: language.to_string(),
        href: page_path(view.audience(), language),
        name: own.say("language-name"),
        hint: own.say("switch-hint"),
    }
}

#[cfg(test)]
mod tests;
