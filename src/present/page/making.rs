//! A page in the making, piece by piece.

use std::collections::BTreeSet;

use super::{ChapterShown, Link, Piece};
use crate::definitions::{Chapter, Chart, ChartShape, Item, Table, TableRows};
use crate::diagnostic::Error;
use crate::disclosure::SafeFigure;
use crate::domain::{NoteCode, Period};
use crate::present::grid::{self, Grid};
use crate::present::highlight::Telling;
use crate::present::notes::{Note, codes_in, codes_of, note};
use crate::present::voice::Voice;
use crate::present::workbook::{Called, Tables};
use crate::present::{Document, Overview, chart, claims, download, path_of, prose};

/// A page in the making: what it has counted and written so far.
pub(super) struct Making<'v, 'a> {
    pub(super) view: &'v Overview<'a>,
    pub(super) voice: Voice<'v>,
    pub(super) documents: Vec<Document>,
    pub(super) files: Vec<Link>,
    /// The tables of the workbook.
    pub(super) book: Tables,
    charts: u32,
    tables: u32,
    /// The note codes that the page and its data files bear.
    pub(super) codes: BTreeSet<NoteCode>,
}

impl<'v, 'a> Making<'v, 'a> {
    pub(super) fn begin(view: &'v Overview<'a>, voice: Voice<'v>) -> Self {
        Self {
            view,
            voice,
            documents: Vec::new(),
            files: Vec::new(),
            book: Tables::default(),
            charts: 0,
            tables: 0,
            codes: BTreeSet::new(),
        }
    }

    pub(super) fn chapter(&mut self, chapter: &Chapter) -> Result<ChapterShown, Error> {
        let mut items = Vec::new();
        for item in &chapter.items {
            items.push(match item {
                Item::Prose { id, .. } => self.prose(chapter, id)?,
                Item::Chart(chart) => self.chart(chapter, chart)?,
                Item::Table(table) => self.table(chapter, table)?,
            });
        }
        let title = self.voice.text(&format!("report.{}.title", chapter.id)).to_string();
        let message = self.message(chapter)?;
        Ok(ChapterShown {
            id: format!("chapter-{}", chapter.id),
            title,
            aspect: self.voice.say(&format!("aspect-{}", chapter.aspect)),
            notes: self.notes(codes_in(&message)),
            message,
            items,
        })
    }

    /// What a chapter says, where it says anything.
    fn message(&self, chapter: &Chapter) -> Result<String, Error> {
        if chapter.message.is_empty() {
            return Ok(String::new());
        }
        Ok(self.filled(&format!("report.{}.message", chapter.id))?.join(" "))
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
            let path = path_of(self.view.audience(), &format!("charts/{}", chart.id), self.voice.language, ending);
            let text = self.voice.tell_texts(&format!("download-{ending}"), &[("what", &number)]);
            links.push(Link { href: path.clone(), text });
            self.documents.push(Document { path, bytes });
        }
        let shows_all = matches!(chart.shape, ChartShape::TimeSeries | ChartShape::Xmr);
        let subtitle = if shows_all { subtitle } else { self.with_period(subtitle, drawn.period) };
        let called = Called { id: &chart.id, number: &number, title: &title };
        self.book.chart(self.view, &self.voice, called, &subtitle, &drawn.figures);
        let said = drawn.remarks.iter().chain([&title, &subtitle]);
        let notes = self.notes(said.flat_map(|text| codes_in(text)).collect());
        Ok(Piece {
            kind: "chart",
            id: format!("figure-{}", chart.id),
            words_title: self.voice.tell_texts("in-words", &[("what", &number)]),
            region: self.voice.tell_texts("table-region", &[("what", &number)]),
            number,
            title,
            subtitle,
            telling: Telling::of(chart.shape).class(),
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
        let shows_all = table.rows == TableRows::Periods;
        let dated = if shows_all { title.clone() } else { self.with_period(title.clone(), filled.period) };
        self.tabled(&table.id, &title, dated, filled.grid, &filled.figures)
    }

    /// A table with the data file behind it; `dated` is its title with the period that it shows.
    pub(super) fn tabled<B>(
        &mut self,
        id: &str,
        title: &str,
        dated: String,
        grid: Grid,
        figures: &[&SafeFigure<B>],
    ) -> Result<Piece, Error> {
        self.tables += 1;
        let number = self.voice.tell_texts("table-number", &[("number", &self.tables.to_string())]);
        let links = vec![self.download(id, &number, title, figures)?];
        self.book.table(self.view, &self.voice, Called { id, number: &number, title: &dated }, &grid);
        let mut codes = grid.codes();
        codes.extend(codes_in(&dated));
        Ok(Piece {
            kind: "table",
            id: format!("table-{id}"),
            region: self.voice.tell_texts("table-region", &[("what", &number)]),
            number,
            title: dated,
            remarks: grid.remarks.clone(),
            grid: Some(grid),
            notes: self.notes(codes),
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
    fn download<B>(&mut self, id: &str, number: &str, title: &str, figures: &[&SafeFigure<B>]) -> Result<Link, Error> {
        self.codes.extend(figures.iter().flat_map(|figure| codes_of(figure)));
        let path = path_of(self.view.audience(), &format!("tables/{id}"), self.voice.language, "csv");
        self.documents.push(Document { path: path.clone(), bytes: download::csv(self.view, &self.voice, figures)? });
        let text = self.voice.tell_texts("download-csv", &[("what", number)]);
        self.files.push(Link { href: path.clone(), text: format!("{number}: {title} (CSV)") });
        Ok(Link { href: path, text })
    }

    /// The statements quoted elsewhere with their data file.
    pub(super) fn claims(&mut self) -> Result<super::ClaimsMade, Error> {
        let Some(shown) = claims::shown(self.view, &self.voice) else { return Ok((None, Vec::new(), Vec::new())) };
        let notes = self.notes(shown.codes());
        let path = path_of(self.view.audience(), "claims", self.voice.language, "csv");
        self.documents.push(Document { path: path.clone(), bytes: claims::csv(self.view, &self.voice)? });
        let title = shown.listing.caption.clone();
        let text = self.voice.say("download-claims");
        self.files.push(Link { href: path.clone(), text: format!("{title} (CSV)") });
        Ok((Some(shown), notes, vec![Link { href: path, text }]))
    }

    /// Makes the workbook of all tables gathered so far, and puts it first among the files.
    pub(super) fn bind(&mut self) -> Result<(), Error> {
        let Some(workbook) = std::mem::take(&mut self.book).make(self.view, &self.voice)? else { return Ok(()) };
        self.files.insert(0, Link { href: workbook.path.clone(), text: self.voice.say("workbook-file") });
        self.documents.push(workbook);
        Ok(())
    }

    /// What these codes mean; they are remembered for the page's own list.
    pub(super) fn notes(&mut self, codes: BTreeSet<NoteCode>) -> Vec<Note> {
        self.codes.extend(codes.iter().copied());
        codes.into_iter().map(|code| note(&self.voice, code)).collect()
    }
}
