//! The page of each authority: its figures beside those of its region and of the nation, where it stands, what it sent.

mod figures;
mod measures;
mod pictures;
mod sent;
mod standout;
mod withheld;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::choice::At;
use super::headline::{self, Card};
use super::inline::Inline;
use super::mark::{self, Mark};
use super::method::{self, Behind};
use super::notes::{Note, codes_in, note};
use super::page::{ChapterShown, Entry, Piece, Switch, drafts};
use super::quality::Listing;
use super::voice::{Used, Voice};
use super::{Document, Overview, highlight, page_path, path_of, template};
use crate::definitions::Indicator;
use crate::diagnostic::Error;
use crate::disclosure::{Protected, SafeFigure};
use crate::domain::{GeographyLevel, Language, NoteCode, Submitter, alphabetical_key};
use measures::Measure;
pub(super) use pictures::pictures;
use sent::Sent;

/// Fixed texts that the template prints as they are.
const FIXED: [&str; 29] = [
    "skip",
    "switch-label",
    "contents",
    "top",
    "notes-here",
    "downloads",
    "authority-way",
    "authority-overview",
    "authority-previous",
    "authority-next",
    "authority-summary",
    "authority-summary-lead",
    "authority-figure-note",
    "authority-none",
    "authority-method",
    "authority-way-foot",
    "stands-caution",
    "withheld",
    "withheld-lead",
    "withheld-nothing",
    "sent",
    "held-back",
    "refused",
    "carried",
    "definitions",
    "definitions-lead",
    "disclosure",
    "disclosure-lead",
    "kept-back",
];

/// The authority that a page is about.
struct Home<'a> {
    at: At<'a>,
    name: String,
    submitter: Submitter,
    region: &'a str,
    region_name: String,
    nation_name: String,
}

/// Everything the template prints.
#[derive(Serialize)]
struct Page<'s> {
    lang: String,
    inline: Inline,
    title: String,
    heading: String,
    description: String,
    edition: Vec<String>,
    marks: Vec<Mark>,
    drafts: Vec<String>,
    t: BTreeMap<&'static str, String>,
    switches: Vec<Switch>,
    contents: Vec<Entry>,
    /// The overview that it belongs to, and the pages before and after it in the alphabet.
    overview: String,
    previous: Option<Way>,
    next: Option<Way>,
    headlines: Vec<Card>,
    standout: Vec<String>,
    chapters: Vec<Chapter<'s>>,
    notes: Vec<Note>,
    withheld: Option<Listing>,
    sent: Sent,
    behind: Behind,
    provenance_title: String,
    provenance: Vec<(String, String)>,
    made_by: String,
}

/// A chapter of the overview, as far as it is about authorities.
#[derive(Serialize)]
struct Chapter<'s> {
    id: &'s str,
    title: &'s str,
    table: Option<Listing>,
    notes: Vec<Note>,
    charts: Vec<&'s Piece>,
}

/// The way to the page of an authority.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Way {
    /// The authority's code.
    pub(super) code: String,
    /// From the page that names it.
    pub(super) href: String,
    /// Its name.
    pub(super) name: String,
}

/// The page of every authority in one language, with the overview's charts as they are drawn there.
pub(super) fn documents(
    view: &Overview<'_>,
    language: &Language,
    chapters: &[ChapterShown],
) -> Result<Vec<Document>, Error> {
    let measures = measures::of_chapters(view);
    let used = Used::default();
    let order = ways(view, &Voice { definitions: view.definitions, language, used: &used }, "");
    let page = |(at, way): (usize, &Way)| {
        let used = Used::default();
        let voice = Voice { definitions: view.definitions, language, used: &used };
        let Some(home) = Home::of(view, &voice, &way.code) else { return Ok(None) };
        let before = at.checked_sub(1).and_then(|at| order.get(at)).cloned();
        let made = Making { view, voice, home, measures: &measures };
        let page = made.page(chapters, before, order.get(at + 1).cloned());
        let bytes = template::render("authority.html", &page)?.into_bytes();
        Ok(Some(Document { path: path(view, language, &way.code), bytes }))
    };
    order.iter().enumerate().filter_map(|numbered| page(numbered).transpose()).collect()
}

/// The ways to all authorities' pages, in the order of the language's alphabet, from a page that lies `above` them.
pub(super) fn ways(view: &Overview<'_>, voice: &Voice<'_>, above: &str) -> Vec<Way> {
    let way = |at: At<'_>| Way {
        code: at.code.to_owned(),
        href: format!("{above}{}", path_of(view.audience(), at.code, voice.language, "html")),
        name: voice.place(at.level, at.code),
    };
    let mut ways: Vec<Way> = view.places_below(GeographyLevel::Authority).into_iter().map(way).collect();
    ways.sort_by_cached_key(|way| alphabetical_key(voice.language, &way.name));
    ways
}

/// The folder of the pages, below that of the overview.
pub(super) const FOLDER: &str = "authorities/";

fn path(view: &Overview<'_>, language: &Language, code: &str) -> String {
    path_of(view.audience(), &format!("{FOLDER}{code}"), language, "html")
}

impl<'a> Home<'a> {
    fn of(view: &Overview<'a>, voice: &Voice<'_>, code: &str) -> Option<Self> {
        let of = view.definitions.reference.authorities.iter().find(|of| of.code.as_str() == code)?;
        let (level, nation) = (GeographyLevel::Authority, view.nation());
        Some(Self {
            at: At { level, code: of.code.as_str() },
            name: voice.place(level, code),
            submitter: Submitter::Authority(of.code.clone()),
            region: &of.region,
            region_name: voice.place(GeographyLevel::Region, &of.region),
            nation_name: voice.place(nation.level, nation.code),
        })
    }
}

/// A page in the making.
struct Making<'v, 'a> {
    view: &'v Overview<'a>,
    voice: Voice<'v>,
    home: Home<'a>,
    /// By chapter.
    measures: &'v [Vec<Measure<'a>>],
}

impl<'a> Making<'_, 'a> {
    fn page<'s>(&self, chapters: &'s [ChapterShown], previous: Option<Way>, next: Option<Way>) -> Page<'s> {
        let (view, voice, home, account) = (self.view, &self.voice, &self.home, self.view.account);
        let collection = voice.text("collection.title").to_owned();
        let date = voice.date(account.as_at);
        let within = voice.place_in(home.at.level, home.at.code);
        let titled = [("place", &*home.name), ("title", &*collection), ("date", &*date), ("within", &*within)];
        let release = [("release", &*account.release), ("version", &*account.version)];
        let chapters = self.chapters(chapters);
        let standout = standout::sentences(view, voice, home, self.measures);
        let headlines = headline::cards(view, voice, home.at);
        let codes = standout.iter().flat_map(|said| codes_in(said)).chain(headlines.iter().flat_map(Card::codes));
        let notes = codes.collect();
        Page {
            lang: voice.language.to_string(),
            inline: look(view, voice, home.at.code),
            title: mark::before(view, voice, voice.tell_texts("authority-title", &titled)),
            description: voice.tell_texts("authority-description", &titled),
            edition: vec![
                collection.clone(),
                voice.tell_texts("authority-region", &[("region", &home.region_name)]),
                voice.tell_texts("as-at", &titled),
                voice.tell_texts("release", &release),
            ],
            marks: mark::marks(view, voice),
            t: FIXED.into_iter().map(|key| (key, voice.say(key))).collect(),
            switches: voice.others().map(|language| self.switch(language)).collect(),
            contents: self.contents(&chapters),
            overview: format!("../{}", page_path(view.audience(), voice.language)),
            previous,
            next,
            headlines,
            standout,
            notes: explained(voice, notes),
            withheld: withheld::list(view, voice, home, self.measures),
            sent: sent::sent(view, voice, home),
            behind: Behind::of(view, voice, &self.shown()),
            provenance_title: voice.say("provenance"),
            provenance: method::provenance(view, voice),
            made_by: voice.tell_texts("made-by", &release),
            chapters,
            heading: home.name.clone(),
            drafts: drafts(voice, "draft-lead"),
        }
    }

    /// The chapters that have anything about the authority.
    fn chapters<'s>(&self, chapters: &'s [ChapterShown]) -> Vec<Chapter<'s>> {
        let (view, voice, home) = (self.view, &self.voice, &self.home);
        let chapter = |(shown, measures): (&'s ChapterShown, &Vec<Measure<'a>>)| {
            let table = figures::table(view, voice, home, measures, (&shown.id, &shown.title));
            let codes = table.iter().flat_map(|table| table.grid.codes()).collect();
            let charts: Vec<&Piece> =
                shown.items.iter().filter(|item| highlight::shows(&item.svg, home.at.code)).collect();
            Chapter { id: &shown.id, title: &shown.title, notes: explained(voice, codes), table, charts }
        };
        let all = chapters.iter().zip(self.measures).map(chapter);
        all.filter(|chapter| chapter.table.is_some() || !chapter.charts.is_empty()).collect()
    }

    fn contents(&self, chapters: &[Chapter<'_>]) -> Vec<Entry> {
        let entry = |id: &str, key: &str| Entry { id: id.to_owned(), text: self.voice.say(key) };
        let mut contents = vec![entry("summary", "authority-summary")];
        contents.extend(chapters.iter().map(|of| Entry { id: of.id.to_owned(), text: of.title.to_owned() }));
        contents.extend(["withheld", "sent", "definitions", "disclosure", "provenance"].map(|id| entry(id, id)));
        contents
    }

    /// The indicators of which authorities have figures, in the order of their definitions.
    fn shown(&self) -> Vec<&'a Indicator> {
        let measures = self.measures.iter().flatten().filter(|measure| measure.never.is_none());
        let ids: BTreeSet<&str> = measures.map(|measure| &*measure.indicator.id).collect();
        self.view.definitions.indicators.iter().filter(|indicator| ids.contains(&*indicator.id)).collect()
    }

    fn switch(&self, language: &Language) -> Switch {
        let own = Voice { language, ..self.voice };
        Switch {
            lang: language.to_string(),
            href: path_of(self.view.audience(), self.home.at.code, language, "html"),
            name: own.say("language-name"),
            hint: own.say("switch-hint"),
        }
    }
}

/// How the page looks and what it does: the pictures bring its authority forward from the start.
fn look(view: &Overview<'_>, voice: &Voice<'_>, code: &str) -> Inline {
    let style = [template::STYLE, &highlight::of_authority(code), &mark::on_paper(view, voice)].concat();
    Inline::of(style, template::SCRIPT)
}

fn explained(voice: &Voice<'_>, codes: BTreeSet<NoteCode>) -> Vec<Note> {
    codes.into_iter().map(|code| note(voice, code)).collect()
}

/// Why a figure is not shown.
fn code_of(figure: Option<&SafeFigure>) -> NoteCode {
    match figure.map(|figure| figure.value) {
        Some(Protected::Withheld(code)) => code,
        Some(Protected::Shown { .. }) | None => NoteCode::NotAvailable,
    }
}
