//! `trosolwg inspect`: how a file was read.
#![expect(clippy::doc_markdown, reason = "doc comments here are the help that a terminal shows")]

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::writing::{self, Writing};
use super::{Common, written};
use crate::definitions::SubmitterKind;
use crate::diagnostic::{Error, printable};
use crate::intake::{self, Inspection, Record};
use crate::pipeline::{self, Asked};

/// Show how a file is read: encoding, delimiter, header, columns, and what each record is
///
/// Works on any CSV, with or without a definition; packed (.csv.gz) or in a workbook (.xlsx, .xlsm)
/// too. `--format ndjson` writes one line a record: line, end_line, start, end (bytes, half-open,
/// line end included; of what is unpacked, of a sheet's rows as CSV), class (preamble, header, data,
/// blank, totals, footer, held_back), code, cells. It shows what is in the file: not for sharing.
/// `--format toml` writes the declaration with which the file is always read so; keep it in
/// `dialects/` of the collection. Status 1 if the file is refused or a record held back.
///
///   trosolwg inspect data/returns/2021-22/W06000001/placements.csv
///   trosolwg inspect odd.csv --return placements --delimiter '|' --header-rows 2 --format toml
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Inspect {
    /// The file
    file: PathBuf,
    /// The return that it is [default: from the name]
    #[arg(long = "return", value_name = "RETURN")]
    return_: Option<String>,
    #[command(flatten)]
    writing: Writing,
    /// How to write it
    #[arg(long, value_enum, default_value_t)]
    format: Shape,
}

/// How an inspection is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Shape {
    /// A summary for people
    #[default]
    Table,
    /// One record a line
    Ndjson,
    /// The declaration to keep in `dialects/`
    Toml,
}

/// How many records that are not plain rows the summary lists.
const SHOWN: usize = 20;

#[derive(Default)]
struct Summary {
    classes: std::collections::BTreeMap<&'static str, (u64, u64)>,
    listed: Vec<String>,
    more: usize,
    held_back: u64,
}

impl Summary {
    fn note(&mut self, record: &Record) {
        let count = self.classes.entry(record.class).or_default();
        count.0 += 1;
        count.1 += u64::from(record.end_line - record.line) + 1;
        if record.class == "held_back" {
            self.held_back += 1;
        }
        if matches!(record.class, "data" | "blank") {
            return;
        }
        if self.listed.len() == SHOWN {
            self.more += 1;
            return;
        }
        let lines = if record.line == record.end_line {
            format!("line {}", record.line)
        } else {
            format!("lines {} to {}", record.line, record.end_line)
        };
        self.listed.push(format!("  {lines:<18} {} {}", record.class, record.code.unwrap_or_default()));
    }
}

impl Inspect {
    pub(super) fn run(&self, common: &Common, out: &mut dyn Write) -> Result<(), Error> {
        let mut definitions = common.definitions()?;
        let asked = Asked { return_id: self.return_.clone(), ..Asked::default() };
        let found = pipeline::found(&self.file, &asked, &definitions)?;
        let declared = definitions.dialect(&found.return_id, found.submitter.as_ref(), found.year);
        if let Some(dialect) = self.writing.over(declared)? {
            definitions.dialects = vec![dialect];
        }
        let mut summary = Summary::default();
        let mut failed = Ok(());
        let inspection = intake::inspect(&found, &definitions, &mut |record| {
            summary.note(&record);
            if self.format == Shape::Ndjson && failed.is_ok() {
                failed = line(out, &record);
            }
        })?;
        failed?;
        match self.format {
            Shape::Table => written(out.write_all(self.text(&inspection, &summary).as_bytes()))?,
            Shape::Toml if !summary.classes.is_empty() => {
                let return_ = definitions.returns.get(&*found.return_id);
                let national = return_.is_some_and(|return_| return_.submitter == SubmitterKind::National);
                let declaration = writing::declaration(&inspection, &found, national, return_.is_some());
                written(write!(out, "{declaration}"))?;
            }
            Shape::Toml | Shape::Ndjson => {}
        }
        match inspection.refused {
            Some(code) => Err(Error::Data(format!("the file is refused: {code}"))),
            None if summary.held_back > 0 => Err(Error::Data(format!("{} records are held back", summary.held_back))),
            None => Ok(()),
        }
    }
}

impl Inspect {
    fn text(&self, inspection: &Inspection, summary: &Summary) -> String {
        let mut lines = vec![printable(&self.file.display().to_string())];
        lines.push(format!("  {} bytes in {} lines, BLAKE3 {}", inspection.bytes, inspection.lines, inspection.digest));
        if summary.classes.is_empty() {
            // Nothing of it was read, so that nothing is known of how it is written.
            lines.push(String::new());
            return lines.join("\n");
        }
        let mixed = inspection.mixed_from.map(|line| format!(", otherwise from line {line}")).unwrap_or_default();
        if inspection.sheet.is_none() {
            lines.push(format!("  lines end in {}{mixed}", inspection.line_end.as_str()));
        }
        lines.extend(self.writing.lines(inspection).iter().map(|line| format!("  {line}")));
        for (at, (heading, field)) in inspection.columns.iter().enumerate() {
            let meaning = field.as_deref().unwrap_or("(unknown: kept out)");
            lines.push(format!("  {:>4}  {} → {meaning}", at + 1, printable(heading)));
        }
        lines.extend(normalised(inspection));
        for (class, (records, physical)) in &summary.classes {
            lines.push(format!("  {class:<10} {records} records, {physical} lines"));
        }
        lines.extend(summary.listed.iter().cloned());
        if summary.more > 0 {
            lines.push(format!("  … and {} more: --format ndjson lists them all", summary.more));
        }
        lines.push(String::new());
        lines.join("\n")
    }
}

/// What was read although it did not stand in the canonical form: a line a column.
fn normalised(inspection: &Inspection) -> Vec<String> {
    let mut columns: Vec<(&str, Vec<String>)> = Vec::new();
    for (field, kind, count) in &inspection.normalised {
        let said = format!("{} {count}", kind.as_str());
        match columns.last_mut() {
            Some((last, kinds)) if *last == &**field => kinds.push(said),
            _ => columns.push((field, vec![said])),
        }
    }
    let line = |(field, kinds): &(&str, Vec<String>)| {
        format!("        {:<22} {}", if field.is_empty() { "(rows)" } else { field }, kinds.join(", "))
    };
    let heading = (!columns.is_empty())
        .then(|| "  cells read in another form than the canonical one, by column and kind".to_owned());
    heading.into_iter().chain(columns.iter().map(line)).collect()
}

fn line(out: &mut dyn Write, record: &Record) -> Result<(), Error> {
    let text = serde_json::to_string(record).map_err(|error| Error::Internal(error.to_string()))?;
    written(writeln!(out, "{text}"))
}
