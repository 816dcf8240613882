//! `trosolwg read-report`: the findings of an inspection report's text, as a return.
#![expect(clippy::doc_markdown, reason = "doc comments here are the help that a terminal shows")]

mod told;

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use super::{Common, written};
use crate::definitions::{Definitions, FieldKind, Inspections};
use crate::diagnostic::{Error, printable};
use crate::domain::{Date, parse_iso_date};
use crate::intake::{self, InspectionReport, Reported};
use crate::pipeline;
use crate::present::Document;

/// Make a return of the findings in the text of an inspection report
///
/// Writes the report's findings as CSV: question, positive or area for improvement, number and text,
/// with the authority and programme of the title. Themes are proposed by the collection's keywords,
/// in the column proposed_themes; what led to each is told on stderr. Nobody has confirmed them: until
/// a person has gone through them and renamed the column to themes, `check` and `run` refuse the file.
/// A report that does not have each of the programme's questions is refused, with what was found
/// (status 1).
///
///   trosolwg read-report report.txt --published 2014-08-29 --out inspection_findings.csv
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(super) struct ReadReport {
    /// The report as plain text, in UTF-8 or Windows-1252
    file: PathBuf,
    /// The authority, by any name or code [default: the one that the title names]
    #[arg(long, value_name = "AUTHORITY")]
    authority: Option<String>,
    /// What the inspection was called [default: as the title has it]
    #[arg(long, value_name = "TEXT")]
    programme: Option<String>,
    /// The day the report was published, like 2014-08-29; without it the column is blank
    #[arg(long, value_name = "DATE", value_parser = day)]
    published: Option<Date>,
    /// Where to write the return [default: stdout]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Write over a file that is there already
    #[arg(long)]
    force: bool,
}

/// The most bytes that a report may have.
const MOST_BYTES: u64 = 16 << 20;

fn day(text: &str) -> Result<Date, String> {
    parse_iso_date(text).ok_or_else(|| "expected a day, like 2014-08-29".to_owned())
}

impl ReadReport {
    pub(super) fn run(&self, common: &Common, out: &mut dyn Write) -> Result<(), Error> {
        let definitions = common.definitions()?;
        let Some(inspections) = &definitions.inspections else {
            let why = "this collection does not say how reports are read: it has no inspections.toml";
            return Err(Error::Asked(why.to_owned()));
        };
        let told = told::Told { definitions: &definitions, inspections, language: &common.lang };
        let said = intake::Told { authority: self.authority(&definitions)?, programme: self.programme.clone() };
        let bytes = self.bytes()?;
        let read = intake::read_report(&bytes, inspections, &definitions.reference, &said);
        let report = read.map_err(|why| Error::Data(told.unread(&why)))?;
        let csv = self.csv(&definitions, inspections, &report)?;
        match &self.out {
            None => written(out.write_all(&csv))?,
            Some(path) => self.write(path, csv)?,
        }
        if !common.quiet {
            let file = printable(&self.file.display().to_string());
            let text = told.read(&report, &file, self.published.is_some());
            // Nobody is left to tell if stderr is closed.
            let _ = std::io::stderr().write_all(text.as_bytes());
        }
        Ok(())
    }

    fn authority(&self, definitions: &Definitions) -> Result<Option<crate::domain::AuthorityCode>, Error> {
        let Some(text) = &self.authority else { return Ok(None) };
        let unknown = || Error::Asked(format!("no authority is known as `{}`", printable(text)));
        Ok(Some(definitions.reference.authority(text).ok_or_else(unknown)?.code.clone()))
    }

    fn bytes(&self) -> Result<Vec<u8>, Error> {
        let length = self.file.metadata().map_err(Error::read(&self.file))?.len();
        if length > MOST_BYTES {
            let file = printable(&self.file.display().to_string());
            return Err(Error::Data(format!("{file} is too large for the text of a report")));
        }
        std::fs::read(&self.file).map_err(Error::read(&self.file))
    }

    /// The findings as a return, in the order of its fields.
    fn csv(
        &self,
        definitions: &Definitions,
        inspections: &Inspections,
        report: &InspectionReport,
    ) -> Result<Vec<u8>, Error> {
        let fields = definitions.returns.get(&*inspections.return_id).map_or(&[][..], |return_| &return_.fields);
        let fault = |why: csv::Error| Error::Internal(why.to_string());
        let mut writer = csv::Writer::from_writer(Vec::new());
        let header = fields.iter().map(|field| match &*field.name {
            "themes" => intake::proposed(&field.name),
            name => name.to_owned(),
        });
        writer.write_record(header).map_err(fault)?;
        for finding in &report.findings {
            writer.write_record(fields.iter().map(|field| self.cell(&field.name, report, finding))).map_err(fault)?;
        }
        writer.into_inner().map_err(|why| Error::Internal(why.to_string()))
    }

    fn cell(&self, field: &str, report: &InspectionReport, finding: &Reported) -> String {
        let span = report.fieldwork.span;
        match field {
            "authority" => report.authority.as_str().to_owned(),
            "programme" => report.programme.clone(),
            "fieldwork_from" => span.map(|(from, _)| from.to_string()).unwrap_or_default(),
            "fieldwork_to" => span.map(|(_, to)| to.to_string()).unwrap_or_default(),
            "fieldwork_days" => report.fieldwork.days.clone().unwrap_or_default(),
            "published_date" => self.published.map(|day| day.to_string()).unwrap_or_default(),
            "question" => finding.question.to_string(),
            "polarity" => finding.polarity.to_string(),
            "number" => finding.number.to_string(),
            "themes" => finding.proposals.iter().map(|(theme, _)| &**theme).collect::<Vec<_>>().join(";"),
            "text" => finding.text.clone(),
            _ => String::new(),
        }
    }

    fn write(&self, path: &Path, csv: Vec<u8>) -> Result<(), Error> {
        let there = std::fs::read(path).is_ok_and(|there| there != csv);
        if there && !self.force {
            let path = printable(&path.display().to_string());
            let why = format!("{path} is there already, perhaps confirmed: name another --out, or say --force");
            return Err(Error::Asked(why));
        }
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let Some(name) = name else { return Err(Error::Asked("--out names no file".to_owned())) };
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        pipeline::write(folder, &[Document { path: name, bytes: csv }]).map(drop)
    }
}

/// The label of a code of a return's field, in a language.
fn label(
    definitions: &Definitions,
    inspections: &Inspections,
    field: &str,
    code: &str,
    language: &crate::domain::Language,
) -> String {
    let field = definitions.returns.get(&*inspections.return_id).and_then(|return_| return_.field(field));
    let list = field.and_then(|field| match &field.kind {
        FieldKind::Code(list) | FieldKind::Codes(list) => definitions.codes.get(list),
        _ => None,
    });
    let label = list.and_then(|list| list.code(code)).and_then(|code| code.labels.get(language));
    label.map_or_else(|| code.to_owned(), ToString::to_string)
}
