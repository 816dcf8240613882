//! `trosolwg explain`: where a figure comes from.
#![expect(clippy::doc_markdown, reason = "doc comments here are the help that a terminal shows")]

mod asked;
mod definition;
mod linked;
mod sources;
mod value;

use std::io::Write;

use clap::Args;

use super::{Common, written};
use crate::definitions::{Definitions, Indicator, RowSet, Say};
use crate::diagnostic::Error;
use crate::domain::{Basis, Date, Figure, FigureKey, Language};
use crate::engine::{Engine, Trace};
use crate::indicators;
use crate::pipeline;
use asked::Place;

/// Explain a figure: its definition, value, coverage, and the files and lines behind it
///
/// The value is the unprotected one of the restricted store: not for publication. Where the
/// collection's [link] has the indicator count persons besides, the nation's figure says how many
/// there are, and how many records were linked in which way, with which confidence.
///
/// The lines are those of the return whose rows the indicator counts, and they reproduce the
/// figure: `prove` computes every example again from them alone.
///
///   trosolwg explain three_or_more_placements --at W06000016 --period 2023-24 --rows
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Explain {
    /// The indicator's id, as in pipelines/*/indicators
    indicator: String,
    /// The place: an authority by any of its names or codes, the code of a region or health board, or the nation
    /// [default: the nation]
    #[arg(long, value_name = "PLACE")]
    at: Option<String>,
    /// The period: 2023-24, 2023-24 Q1 or 2024-03 [default: the latest year]
    #[arg(long, value_name = "PERIOD")]
    period: Option<String>,
    /// The category of a breakdown, like care_home_children [default: the total]
    #[arg(long, value_name = "CODE")]
    category: Option<String>,
    /// The breakdown, where several have the category
    #[arg(long, value_name = "COLUMN", requires = "category")]
    breakdown: Option<String>,
    /// List the file and line of every contributing row; of a proportion, `counts` stands behind those of its numerator
    #[arg(long)]
    rows: bool,
    /// Show the statement of the indicator's row set
    #[arg(long)]
    sql: bool,
    /// Show how that statement is run, for one submitter's year
    #[arg(long)]
    plan: bool,
    /// The release [default: the one that is published]
    #[arg(long, value_name = "ID")]
    release: Option<String>,
}

/// The figure that is asked for, and what it is of.
struct Asked<'a> {
    figure: &'a Figure,
    /// All figures of the release.
    figures: &'a [Figure],
    indicator: &'a Indicator,
    row_set: &'a RowSet,
    place: Place,
    /// The day to which the release counts.
    as_at: Date,
}

impl Explain {
    pub(super) fn run(&self, common: &Common, out: &mut dyn Write) -> Result<(), Error> {
        let definitions = common.definitions()?;
        if definitions.indicator(&self.indicator).is_none() {
            return Err(asked::unknown(&definitions, &self.indicator));
        }
        let period = self.period(&definitions, common)?;
        let place = Place::of(&definitions, self.at.as_deref(), &common.lang)?;
        let release = pipeline::release(&common.data.join("store"), self.release.as_deref())?;
        let figures = release.figures()?;
        let figure = self.figure(&figures, &place, period)?;
        let asked = Asked::of(&definitions, &figures, figure, place, &release.manifest.recipe.as_at)?;
        let engine = pipeline::engine(&definitions, &release)?;
        let voice = Voice { definitions: &definitions, language: &common.lang };
        let mut lines = voice.heading(&asked);
        lines.extend(voice.definition(&asked));
        if self.sql {
            lines.extend(definition::statement(asked.row_set));
        }
        if self.plan {
            lines.extend(voice.plan(&asked, &engine)?);
        }
        lines.extend(voice.standing(&asked));
        lines.extend(linked::lines(&asked, &engine, &voice)?);
        written(writeln!(out, "{}", lines.join("\n  ")))?;
        asked.sources(&engine, self.rows, &voice, out)
    }
}

impl Asked<'_> {
    /// The figure on another basis.
    fn on(&self, basis: Basis) -> Option<&Figure> {
        let key = FigureKey { basis, ..self.figure.key.clone() };
        self.figures.iter().find(|figure| figure.key == key)
    }

    /// The lines behind it.
    fn trace(&self, engine: &Engine<'_>) -> Result<Trace, Error> {
        indicators::trace(engine, self.figure, self.as_at)
    }
}

/// The words of one language, for what is said of a figure.
struct Voice<'a> {
    definitions: &'a Definitions,
    language: &'a Language,
}

impl Voice<'_> {
    fn say(&self, key: &str, args: &[(&str, Say<'_>)]) -> String {
        self.definitions.words.say(self.language, key, args)
    }

    /// A sentence with one text in it.
    fn says(&self, key: &str, name: &str, text: &str) -> String {
        self.say(key, &[(name, Say::Text(text))])
    }

    /// A text of an indicator's own. An earlier version has the texts of the table that declares it, which bears another
    /// name than the indicator.
    fn word(&self, indicator: &Indicator, part: &str) -> &str {
        let own = if part == "title" { &indicator.title } else { &indicator.definition };
        let words = &self.definitions.words;
        let first = format!("indicator.{}.{part}", indicator.id);
        let same = words.english.get(&*first).is_some_and(|text| text == own);
        let ending = format!(".{part}");
        let mut others = words.english.iter().filter(|(id, _)| id.starts_with("indicator.") && id.ends_with(&ending));
        let id = if same { None } else { others.find(|(_, text)| *text == own).map(|(id, _)| &**id) };
        words.text(self.language, id.unwrap_or(&first))
    }

    fn nation(&self) -> &str {
        self.definitions.words.text(self.language, &format!("place.{}", self.definitions.collection.nation))
    }
}
