//! One pass over everything that a sender is told: the list as it comes, and the other documents at the end.

use std::io::Write;

use super::cells::{harmless, text, unwritten};
use super::page::Findings;
use super::workbook::Sheet;
use super::{
    Detail, FINDINGS_XLSX, Feedback, Gathered, Gathering, Mended, RULES_RUN_CSV, Sentences, Telling, Told, checked,
    list, page, workbook,
};
use crate::diagnostic::Error;
use crate::present::Document;

/// Feedback in the making: submissions and their findings are told to it one after another. However many there are,
/// it holds on to a bounded number of them.
pub struct Writing<'a, W: Write> {
    feedback: Feedback<'a>,
    sentences: Vec<Sentences<'a>>,
    gathering: Gathering,
    list: csv::Writer<W>,
    /// The table of findings of each language's page.
    pages: Vec<Findings>,
    sheet: Sheet,
    total: u64,
}

impl<'a, W: Write> Writing<'a, W> {
    /// Begins with the list of findings, which goes to `list` as it comes.
    ///
    /// # Errors
    /// When the list cannot be written.
    pub fn new(feedback: Feedback<'a>, list: W) -> Result<Self, Error> {
        let languages = &feedback.definitions.collection.languages;
        let sentences: Vec<Sentences<'a>> =
            languages.iter().map(|language| Sentences::new(feedback.definitions, language)).collect();
        let mut list = csv::Writer::from_writer(list);
        let columns = list::columns(feedback.definitions);
        list.write_record(&columns).map_err(unwritten)?;
        let pages = languages.iter().map(|_| Findings::default()).collect();
        let sheet = Sheet::of_findings(feedback.definitions, &columns)?;
        Ok(Self { feedback, sentences, gathering: Gathering::default(), list, pages, sheet, total: 0 })
    }

    /// The pages, the workbook and the table of rules that ran; and what they are made from.
    ///
    /// # Errors
    /// When the list cannot be written to its end, or a document cannot be made.
    pub fn finish(mut self) -> Result<(Vec<Document>, Vec<Gathered>), Error> {
        self.list.flush().map_err(|source| Error::Write { path: "a list of findings".into(), source })?;
        let gathered = self.gathering.finish();
        let mut documents = Vec::new();
        for (findings, sentences) in self.pages.into_iter().zip(&self.sentences) {
            documents.push(page::page(&self.feedback, sentences, &gathered, findings, self.total)?);
        }
        let rules = checked::csv(self.feedback.definitions, &gathered)?;
        documents.push(Document { path: RULES_RUN_CSV.to_owned(), bytes: rules });
        let bytes = workbook::bytes(&self.feedback, &self.sentences, &gathered, self.sheet, self.total)?;
        documents.push(Document { path: FINDINGS_XLSX.to_owned(), bytes });
        documents.sort_by(|a, b| a.path.cmp(&b.path));
        Ok((documents, gathered))
    }
}

impl<W: Write> Telling for Writing<'_, W> {
    fn begin(&mut self, told: Told) -> Result<(), Error> {
        for (page, sentences) in self.pages.iter_mut().zip(&self.sentences) {
            page.begin(
                &page::name_of(self.feedback.definitions, sentences.language(), &told.ledger),
                &told.ledger.file,
            );
        }
        self.gathering.begin(told)
    }

    fn take(&mut self, detail: &Detail) -> Result<(), Error> {
        self.total += 1;
        let row = list::row(self.feedback.definitions, &self.sentences, detail);
        self.list.write_record(row.iter().map(|cell| harmless(&text(cell)))).map_err(unwritten)?;
        self.sheet.finding(&row)?;
        for (page, sentences) in self.pages.iter_mut().zip(&self.sentences) {
            page.take(self.feedback.definitions, sentences, detail);
        }
        self.gathering.take(detail)
    }

    fn end(&mut self, mended: Mended) {
        self.gathering.end(mended);
    }
}
