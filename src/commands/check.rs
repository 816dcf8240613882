//! `trosolwg check`: holds returns against their definitions; for those who send them.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::format::{Format, write_rows};
use super::{Common, written};
use crate::definitions::{Cell, Definitions};
use crate::diagnostic::{Error, Finding, Severity, printable};
use crate::domain::{Submitter, Year};
use crate::pipeline::{self, Asked, Held};

/// Hold returns against their definitions, and say what to mend
///
/// Nothing is stored and nothing sent. Works on one file alone: what is not known of it (--year,
/// --submitter) makes the rules that need it "could not run". Status 1 if any row would be held
/// back or the file refused.
///
///   trosolwg check placements.csv --year 2023-24 --submitter RCT
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Check {
    /// The files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The return that they are [default: from the name]
    #[arg(long = "return", value_name = "RETURN")]
    return_: Option<String>,
    /// The reporting year, like 2023-24 [default: from the path, or the file's own column]
    #[arg(long, value_name = "YEAR")]
    year: Option<String>,
    /// The authority, by any name or code, or `national` [default: from the path, or the file's own column]
    #[arg(long, value_name = "SUBMITTER")]
    submitter: Option<String>,
    /// How to write the findings
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// How many findings of a rule are listed on a terminal.
const SHOWN: usize = 5;

impl Check {
    pub(super) fn run(&self, common: &Common, out: &mut dyn Write) -> Result<(), Error> {
        let definitions = common.definitions()?;
        let asked = self.asked(&definitions)?;
        let checked = pipeline::check(&self.files, &asked, &definitions, common.as_at(&definitions)?)?;
        let held = &checked.files;
        if self.format == Format::Table {
            for one in held {
                written(out.write_all(report(one, &definitions, common)?.as_bytes()))?;
            }
        } else {
            let mut findings = Vec::new();
            for one in held {
                findings.extend(one.findings(&definitions)?);
            }
            let findings: Vec<&Finding> = findings.iter().collect();
            listing(out, self.format, &findings, &definitions)?;
        }
        let wrong = held.iter().filter(|one| one.rows_held_back > 0 || one.refused.is_some()).count();
        if wrong > 0 {
            let (verb, of) = (if wrong == 1 { "has" } else { "have" }, held.len());
            return Err(Error::Data(format!("{wrong} of {of} files {verb} errors to mend")));
        }
        Ok(())
    }

    fn asked(&self, definitions: &Definitions) -> Result<Asked, Error> {
        let return_id = match &self.return_ {
            Some(id) if !definitions.returns.contains_key(&**id) => {
                let known: Vec<&str> = definitions.returns.keys().map(|id| &**id).collect();
                return Err(Error::Asked(format!(
                    "no return is called `{}`; there are {}",
                    printable(id),
                    known.join(", ")
                )));
            }
            other => other.clone(),
        };
        let year = match &self.year {
            Some(text) => Some(
                Year::from_any_form(text)
                    .ok_or_else(|| Error::Asked(format!("--year {}: {}", printable(text), crate::domain::NotAYear)))?,
            ),
            None => None,
        };
        let submitter = match self.submitter.as_deref() {
            Some("national") => Some(Submitter::National),
            Some(text) => Some(Submitter::Authority(
                definitions
                    .reference
                    .authority(text)
                    .ok_or_else(|| Error::Asked(format!("no authority is known as `{}`", printable(text))))?
                    .code
                    .clone(),
            )),
            None => None,
        };
        Ok(Asked { return_id, year, submitter })
    }
}

/// What a sender reads: the file's own troubles first, then each rule with its first lines, then
/// what was checked.
fn report(held: &Held, definitions: &Definitions, common: &Common) -> Result<String, Error> {
    use std::fmt::Write as _;
    let say = |key: &str, args: &[(&str, crate::definitions::Say<'_>)]| definitions.words.say(&common.lang, key, args);
    let mut text = String::new();
    let count = crate::definitions::Say::Count;
    let _ = writeln!(text, "{}", printable(&held.file));
    if let Some(reason) = &held.refused {
        let _ = writeln!(text, "  {}", say("check-refused", &[("reason", crate::definitions::Say::Text(reason))]));
    }
    let findings: Vec<Finding> = held.findings(definitions)?.collect();
    for group in grouped(&findings) {
        let Some(first) = group.first() else { continue };
        let severity = say(&format!("severity-{}", first.severity.as_str()), &[]);
        let _ = writeln!(text, "  {severity} [{}] {}", first.rule, printable(&definitions.says(first, &common.lang)));
        // What is wrong with the file as a whole has no place to show.
        for finding in group.iter().filter(|f| f.line != 0 || !f.column.is_empty()).take(SHOWN) {
            let place = match finding.line {
                0 => String::new(),
                line => say("check-line", &[("line", count(line.into()))]),
            };
            let columns = finding
                .column
                .split(' ')
                .map(|column| definitions.field_title(&finding.return_id, column, &common.lang));
            let columns = columns.collect::<Vec<_>>().join(", ");
            let _ = writeln!(text, "      {place}  {}", printable(&columns));
        }
        if group.len() > SHOWN {
            let more = u64::try_from(group.len() - SHOWN).unwrap_or(u64::MAX);
            let _ = writeln!(text, "      {}", say("check-more", &[("count", count(more))]));
        }
        let _ = writeln!(text, "      → {}", printable(&definitions.fix(first, &common.lang)));
    }
    for (rule, why) in &held.could_not_run(definitions) {
        let why = &why.to_string();
        let _ = writeln!(
            text,
            "  {}",
            say(
                "check-could-not-run",
                &[("rule", crate::definitions::Say::Text(rule)), ("reason", crate::definitions::Say::Text(why)),]
            )
        );
    }
    let _ = writeln!(
        text,
        "  {}",
        say(
            "check-total",
            &[
                ("lines", count(held.lines)),
                ("good", count(held.rows_good)),
                ("held", count(held.rows_held_back)),
                ("rules", count(held.runs.len() as u64)),
            ]
        )
    );
    Ok(text)
}

/// The findings by rule, file-level ones first, then by severity, then by how many there are.
fn grouped(findings: &[Finding]) -> Vec<Vec<&Finding>> {
    let mut by_rule: std::collections::BTreeMap<(bool, Severity, &str), Vec<&Finding>> =
        std::collections::BTreeMap::new();
    for finding in findings {
        by_rule.entry((finding.line != 0, finding.severity, &finding.rule)).or_default().push(finding);
    }
    by_rule.into_values().collect()
}

fn listing(out: &mut dyn Write, format: Format, findings: &[&Finding], definitions: &Definitions) -> Result<(), Error> {
    let mut columns: Vec<String> =
        ["return", "year", "submitter", "file", "line", "column", "rule", "severity", "cell", "suggests"]
            .map(str::to_owned)
            .to_vec();
    for language in &definitions.collection.languages {
        columns.push(format!("says_{language}"));
        columns.push(format!("fix_{language}"));
    }
    let text = |text: &str| if text.is_empty() { Cell::Null } else { Cell::Text(text.into()) };
    let mut rows = findings.iter().map(|finding| {
        let mut row = vec![
            text(&finding.return_id),
            finding.year.map_or(Cell::Null, |year| Cell::Text(year.to_string().into())),
            finding.submitter.as_ref().map_or(Cell::Null, |who| text(who.as_str())),
            text(&finding.file),
            Cell::Integer(finding.line.into()),
            text(&finding.column),
            text(&finding.rule),
            text(finding.severity.as_str()),
            text(&finding.cell),
            text(&finding.suggests),
        ];
        for language in &definitions.collection.languages {
            row.push(text(&definitions.says(finding, language)));
            row.push(text(&definitions.fix(finding, language)));
        }
        row
    });
    write_rows(out, format, &columns, &mut rows)
}
