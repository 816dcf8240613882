//! How a file is to be taken to be written, for one look; and how that is shown.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::definitions::{Delimiter, Dialect, Encoded, Quote};
use crate::diagnostic::{Error, printable};
use crate::domain::Submitter;
use crate::intake::{Encoding, Found, Inspection};

/// How the file is written, where nothing is to be inferred.
#[derive(Args)]
pub(super) struct Writing {
    /// Take the text to be encoded so
    #[arg(long, value_name = "ENCODING", value_parser = encodings())]
    encoding: Option<Encoded>,
    /// Take this to stand between cells: a sign, `tab`, or a sign and a space
    #[arg(long, value_name = "SIGN")]
    delimiter: Option<Delimiter>,
    /// Take this to enclose cells
    #[arg(long, value_name = "SIGN", value_parser = quotes())]
    quote: Option<Quote>,
    /// Take quotes within cells to be escaped by this, not doubled: a backslash
    #[arg(long, value_name = "SIGN", value_parser = ["\\"], hide_possible_values = true)]
    escape: Option<String>,
    /// Take the header to have so many rows
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=i64::from(Dialect::MOST_HEADER_ROWS)))]
    header_rows: Option<u8>,
    /// Take the file to have no header, and these columns
    #[arg(long, value_name = "NAME,…", value_delimiter = ',', conflicts_with = "header_rows")]
    columns: Vec<String>,
}

fn encodings() -> impl TypedValueParser<Value = Encoded> {
    let known = PossibleValuesParser::new(Encoded::ALL.map(Encoded::as_str));
    known.try_map(|text| Encoded::ALL.into_iter().find(|one| one.as_str() == text).ok_or("no such encoding"))
}

fn quotes() -> impl TypedValueParser<Value = Quote> {
    let known = PossibleValuesParser::new(Quote::ALL.map(Quote::as_str));
    known.try_map(|text| Quote::ALL.into_iter().find(|one| one.as_str() == text).ok_or("no such quote"))
}

impl Writing {
    /// The declaration with what was asked for in its place; nothing where nothing was.
    pub(super) fn over(&self, declared: Option<&Dialect>) -> Result<Option<Dialect>, Error> {
        let asked = Dialect {
            encoding: self.encoding,
            delimiter: self.delimiter,
            quote: self.quote,
            escape: self.escape.is_some(),
            header_rows: self.header_rows,
            columns: self.columns.iter().map(|name| name.trim().into()).collect(),
            ..Dialect::default()
        };
        if asked.says_nothing() {
            return Ok(None);
        }
        let declared = declared.cloned().unwrap_or_default();
        let headed = asked.header_rows.is_some() || !asked.columns.is_empty();
        let dialect = Dialect {
            submitter: None,
            return_id: None,
            since: None,
            until: None,
            encoding: asked.encoding.or(declared.encoding),
            delimiter: asked.delimiter.or(declared.delimiter),
            quote: asked.quote.or(declared.quote),
            escape: asked.escape || declared.escape,
            header_rows: if headed { asked.header_rows } else { declared.header_rows },
            columns: if headed { asked.columns } else { declared.columns },
            trailing_delimiter: declared.trailing_delimiter,
            forms: declared.forms,
        };
        match dialect.contradiction() {
            Some((key, why)) => Err(Error::Asked(format!("--{}: {why}", key.replace('_', "-")))),
            None => Ok(Some(dialect)),
        }
    }

    /// How the file was read, line by line, and how that is known.
    pub(super) fn lines(&self, inspection: &Inspection) -> Vec<String> {
        let declared = inspection.declared.clone().unwrap_or_default();
        let how = |asked: bool, declared: bool| match (asked, declared) {
            (true, _) => "as asked for",
            (false, true) => "as declared",
            (false, false) => "inferred",
        };
        let format = inspection.format;
        if let Some(sheet) = &inspection.sheet {
            return vec![format!("workbook, sheet `{}`", printable(sheet)), self.header(inspection, &declared)];
        }
        let delimiter = Delimiter { byte: format.delimiter, then_space: format.then_space };
        let mut lines = vec![
            format!(
                "encoding {}, {}",
                inspection.encoding.as_str(),
                how(self.encoding.is_some(), declared.encoding.is_some())
            ),
            format!("delimiter {}, {}", sign(delimiter), how(self.delimiter.is_some(), declared.delimiter.is_some())),
        ];
        let quote = match quote_of(inspection) {
            Quote::None => "no quotes".to_owned(),
            quote if format.escape.is_some() => format!("quote `{}`, escaped by `\\`", quote.as_str()),
            quote => format!("quote `{}`, doubled within cells", quote.as_str()),
        };
        let asked = self.quote.is_some() || self.escape.is_some();
        let known = if asked || declared.quote.is_some() || declared.escape { how(asked, true) } else { "as usual" };
        lines.push(format!("{quote}, {known}"));
        lines.push(self.header(inspection, &declared));
        if declared.trailing_delimiter {
            lines.push("rows may end in one delimiter too many, as declared".to_owned());
        }
        if !declared.forms.is_empty() {
            let forms: Vec<&str> = declared.forms.iter().map(|form| form.as_str()).collect();
            lines.push(format!("forms {}, as declared", forms.join(", ")));
        }
        lines
    }

    fn header(&self, inspection: &Inspection, declared: &Dialect) -> String {
        let known = match (self.header_rows.is_some() || !self.columns.is_empty(), declared) {
            (true, _) => "as asked for",
            (false, declared) if declared.header_rows.is_some() || !declared.columns.is_empty() => "as declared",
            (false, _) => "inferred",
        };
        match (inspection.header_line, inspection.header_rows) {
            (None, _) => format!("no header, {known}"),
            (Some(line), 0 | 1) => format!("header on line {line}, {known}"),
            (Some(line), rows) => format!("header of {rows} rows from line {line}, {known}"),
        }
    }
}

fn sign(delimiter: Delimiter) -> String {
    match delimiter.to_string().as_str() {
        "tab" => "tab".to_owned(),
        other => format!("`{}`", printable(other)),
    }
}

fn quote_of(inspection: &Inspection) -> Quote {
    Quote::ALL.into_iter().find(|quote| quote.byte() == inspection.format.quote).unwrap_or_default()
}

/// The declaration with which the file is read as it was, for its sender, its return, and from its year on.
pub(super) fn declaration(inspection: &Inspection, found: &Found, national: bool, is_return: bool) -> Dialect {
    let declared = inspection.declared.clone().unwrap_or_default();
    let format = inspection.format;
    let columns = if inspection.header_line.is_none() { declared.columns } else { Vec::new() };
    let is_text = inspection.encoding != Encoding::Workbook;
    let delimiter = Delimiter { byte: format.delimiter, then_space: format.then_space };
    Dialect {
        submitter: if national { Some(Submitter::National) } else { found.submitter.clone() },
        return_id: is_return.then(|| (*found.return_id).into()),
        since: found.year,
        until: None,
        encoding: Encoded::ALL.into_iter().find(|one| inspection.encoding.as_str().starts_with(one.as_str())),
        delimiter: is_text.then_some(delimiter),
        quote: is_text.then(|| quote_of(inspection)),
        escape: format.escape.is_some(),
        header_rows: inspection.header_line.is_some().then_some(inspection.header_rows.max(1)),
        columns,
        trailing_delimiter: declared.trailing_delimiter,
        forms: declared.forms,
    }
}
