//! `trosolwg explain`: where a figure comes from.
#![expect(clippy::doc_markdown, reason = "doc comments here are the help that a terminal shows")]

mod linked;

use std::io::Write;

use clap::Args;

use super::{Common, written};
use crate::definitions::{Definitions, Indicator, RowSet, Say};
use crate::diagnostic::{Error, printable};
use crate::domain::{AuthorityCode, Basis, Figure, GeographyLevel, Kind, Language, Period};
use crate::engine::Engine;
use crate::pipeline::{self, HeldInFile};

/// Explain a figure: its definition, value, coverage, and the files and lines behind it
///
/// The value is the unprotected one of the restricted store: not for publication. Where the
/// collection's [link] has the indicator count persons besides, the nation's figure says how many
/// there are, and how many records were linked in which way, with which confidence.
///
///   trosolwg explain three_or_more_placements --at W06000016 --period 2023-24 --rows
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Explain {
    /// The indicator's id, as in pipelines/*/indicators
    indicator: String,
    /// The place: an authority by any of its names or codes, a region's code, or the nation [default: the nation]
    #[arg(long, value_name = "PLACE")]
    at: Option<String>,
    /// The period: 2023-24, 2023-24 Q1 or 2024-03 [default: the latest year]
    #[arg(long, value_name = "PERIOD")]
    period: Option<String>,
    /// The category of a breakdown, like care_home_children [default: the total]
    #[arg(long, value_name = "CODE")]
    category: Option<String>,
    /// List the file and line of every contributing row
    #[arg(long)]
    rows: bool,
    /// The release [default: the one that is published]
    #[arg(long, value_name = "ID")]
    release: Option<String>,
}

struct Asked<'a> {
    indicator: &'a Indicator,
    row_set: &'a RowSet,
    place: String,
    place_code: Box<str>,
    authorities: Vec<AuthorityCode>,
    period: Period,
}

impl Explain {
    pub(super) fn run(&self, common: &Common, out: &mut dyn Write) -> Result<(), Error> {
        let definitions = common.definitions()?;
        let asked = self.asked(&definitions, common)?;
        let release = pipeline::release(&common.data.join("store"), self.release.as_deref())?;
        let figures = release.figures()?;
        let category = self.category.as_deref().unwrap_or_default();
        let figure = figures
            .iter()
            .find(|figure| {
                *figure.key.indicator == *asked.indicator.id
                    && figure.key.geography == asked.place_code
                    && figure.key.basis == Basis::HEADLINE
                    && figure.key.period == asked.period
                    && &*figure.key.category == category
            })
            .ok_or_else(|| asked.no_figure(&figures))?;
        let voice = Voice { definitions: &definitions, language: &common.lang };
        written(out.write_all(voice.heading(&asked, figure).as_bytes()))?;
        let engine = pipeline::engine(&definitions, &release)?;
        for line in linked::lines(&asked, &engine, &figures, figure, &voice)? {
            written(writeln!(out, "  {line}"))?;
        }
        asked.sources(&engine, figure, self.rows, &voice, out)
    }

    fn asked<'a>(&self, definitions: &'a Definitions, common: &Common) -> Result<Asked<'a>, Error> {
        let indicator = definitions.indicator(&self.indicator).ok_or_else(|| unknown(definitions, &self.indicator))?;
        let row_set = definitions
            .row_sets
            .get(&indicator.of)
            .ok_or_else(|| Error::Internal(format!("indicator {} has no row set", indicator.id)))?;
        let period = match &self.period {
            Some(text) => {
                text.parse().map_err(|error: crate::domain::NotAPeriod| Error::Asked(format!("--period: {error}")))?
            }
            None => Period::whole(crate::domain::Year::of(common.as_at(definitions)?)),
        };
        let (place, place_code, authorities) = place(definitions, self.at.as_deref(), common)?;
        Ok(Asked { indicator, row_set, place, place_code, authorities, period })
    }
}

impl Asked<'_> {
    fn no_figure(&self, figures: &[Figure]) -> Error {
        let of = |figure: &&Figure| *figure.key.indicator == *self.indicator.id;
        let mut periods: Vec<String> = figures.iter().filter(of).map(|figure| figure.key.period.to_string()).collect();
        periods.dedup();
        let mut categories: Vec<&str> = figures.iter().filter(of).map(|figure| &*figure.key.category).collect();
        categories.sort_unstable();
        categories.dedup();
        let broken_down = match categories.as_slice() {
            [] | [""] => String::new(),
            codes => format!(", in total and for the categories {}", codes.join(" ").trim()),
        };
        let id = &self.indicator.id;
        Error::Asked(format!("the release has no such figure; it has {id} for {}{broken_down}", periods.join(", ")))
    }

    fn sources(
        &self,
        engine: &Engine<'_>,
        figure: &Figure,
        rows: bool,
        voice: &Voice<'_>,
        out: &mut dyn Write,
    ) -> Result<(), Error> {
        // The rows of a proportion's numerator are those of interest: its denominator is another indicator's.
        let condition = self.indicator.condition.as_ref();
        let category =
            Some((&*figure.key.breakdown, &*figure.key.category)).filter(|(_, category)| !category.is_empty());
        let trace = engine.trace(self.row_set, condition, category, (self.period, figure.as_at), &self.authorities)?;
        let held_back = pipeline::held_back_by_file(engine, self.period.last_day())?;
        let mut files: Vec<(&str, usize)> = Vec::new();
        for row in &trace.rows {
            match files.last_mut() {
                Some((file, lines)) if *file == &*row.file => *lines += 1,
                _ => files.push((&row.file, 1)),
            }
        }
        let count = |number: usize| Say::Count(number as u64);
        let from = [
            ("subjects", Say::Count(trace.subjects)),
            ("lines", count(trace.rows.len())),
            ("files", count(files.len())),
        ];
        written(writeln!(out, "  {}", voice.say("explain-from", &from)))?;
        for (file, lines) in files {
            let held = held_back.get(file).map(|held| format!("; {}", voice.held_back(held))).unwrap_or_default();
            let lines = voice.say("explain-lines", &[("lines", count(lines))]);
            written(writeln!(out, "    {}: {lines}{held}", printable(file)))?;
        }
        if rows {
            for row in &trace.rows {
                written(writeln!(out, "{}:{}", printable(&row.file), row.line))?;
            }
        } else if !trace.rows.is_empty() {
            written(writeln!(out, "  {}", voice.say("explain-rows", &[])))?;
        }
        Ok(())
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

    fn held_back(&self, held: &HeldInFile) -> String {
        let reasons: Vec<String> = held.reasons.iter().map(|(reason, number)| format!("{reason} ×{number}")).collect();
        let args = [("count", Say::Count(held.records)), ("reasons", Say::Text(&reasons.join(", ")))];
        self.say("explain-held-back", &args)
    }

    fn heading(&self, asked: &Asked<'_>, figure: &Figure) -> String {
        let indicator = asked.indicator;
        let word =
            |part: &str| self.definitions.words.text(self.language, &format!("indicator.{}.{part}", indicator.id));
        let source = if indicator.source.is_empty() { String::new() } else { format!("{}, ", indicator.source) };
        let status = self.say(&format!("status-{}", indicator.status), &[]);
        let mut lines = vec![format!("{} ({source}{status}) · {} · {}", word("title"), asked.place, asked.period)];
        lines.push(format!("  {}", self.value(figure)));
        lines.push(format!("  {}", word("definition")));
        let coverage =
            [("in", Say::Count(figure.coverage_in.into())), ("owed", Say::Count(figure.coverage_owed.into()))];
        let mut coverage = self.say("explain-coverage", &coverage);
        if let Some(share) = figure.coverage_population {
            let share = self.say("explain-population", &[("share", Say::Text(&format!("{share:.1}")))]);
            coverage = format!("{coverage} {share}");
        }
        lines.push(format!("  {coverage}"));
        if let (Some(before), Some(change)) = (figure.compared_with, figure.change) {
            let pct = figure.change_pct.map(|pct| format!(" ({pct:+.1}%)")).unwrap_or_default();
            let (change, before) = (format!("{change:+.1}{pct}"), before.to_string());
            let args = [("change", Say::Text(&change)), ("period", Say::Text(&before))];
            lines.push(format!("  {}", self.say("explain-change", &args)));
        }
        lines.push(String::new());
        lines.join("\n")
    }

    fn value(&self, figure: &Figure) -> String {
        let Some(value) = figure.value else {
            let why: Vec<&str> = figure.note_codes.iter().map(|code| code.as_str()).collect();
            return self.say("explain-no-value", &[("why", Say::Text(&format!("[{}]", why.join("]["))))]);
        };
        let counts = match (figure.numerator, figure.denominator) {
            (Some(n), Some(d)) => {
                let (n, d) = (n.to_string(), d.to_string());
                format!(
                    "  {}",
                    self.say("explain-counted", &[("numerator", Say::Text(&n)), ("denominator", Say::Text(&d))])
                )
            }
            _ => String::new(),
        };
        let limits = match (figure.lower, figure.upper) {
            (Some(lower), Some(upper)) => {
                let (lower, upper) = (format!("{lower:.1}"), format!("{upper:.1}"));
                format!(
                    "  {}",
                    self.say("explain-interval", &[("lower", Say::Text(&lower)), ("upper", Say::Text(&upper))])
                )
            }
            _ => String::new(),
        };
        match figure.kind {
            Kind::Proportion => format!("{value:.1}%{counts}{limits}"),
            Kind::Rate | Kind::Ratio | Kind::Mean | Kind::Median | Kind::P90 => format!("{value:.1}{counts}{limits}"),
            Kind::Count | Kind::Sum => format!("{value}{limits}"),
        }
    }
}

/// The name, code and authorities of a place.
fn place(
    definitions: &Definitions,
    at: Option<&str>,
    common: &Common,
) -> Result<(String, Box<str>, Vec<AuthorityCode>), Error> {
    let nation = &definitions.collection.nation;
    let all = || definitions.reference.authorities.iter();
    let Some(at) = at.filter(|at| *at != &**nation && GeographyLevel::of(at) != Some(GeographyLevel::Nation)) else {
        let name = definitions.words.text(&common.lang, &format!("place.{nation}")).to_owned();
        return Ok((name, nation.clone(), all().map(|authority| authority.code.clone()).collect()));
    };
    if let Some(region) = definitions.reference.regions.iter().find(|region| &*region.code == at) {
        let name = region.names.get(&common.lang).map_or(at, |name| name);
        let inside = all().filter(|authority| authority.region == region.code);
        return Ok((name.to_owned(), region.code.clone(), inside.map(|authority| authority.code.clone()).collect()));
    }
    let authority = definitions.reference.authority(at).ok_or_else(|| {
        Error::Asked(format!(
            "no place is known as `{}`: use an authority's name or code, a region's code, or {nation}",
            printable(at)
        ))
    })?;
    let name = authority.names.get(&common.lang).map_or(at, |name| name);
    Ok((name.to_owned(), authority.code.as_str().into(), vec![authority.code.clone()]))
}

fn unknown(definitions: &Definitions, asked: &str) -> Error {
    let ids: Vec<&str> = definitions.indicators.iter().map(|indicator| &*indicator.id).collect();
    Error::Asked(format!("no indicator is called `{}`; there are {}", printable(asked), ids.join(", ")))
}
