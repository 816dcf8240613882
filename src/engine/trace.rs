//! From a figure back to the lines of the files it was counted from.

use std::collections::BTreeMap;

use polars::prelude::{
    DataFrame, DataType, Expr, IntoLazy, JoinArgs, JoinType, LazyFrame, NamedFrom, PolarsResult, Series,
    UniqueKeepStrategy, col, len,
};

use super::tables::View;
use super::{Answer, Engine, internal, query};
use crate::definitions::{Cell, Return, RowSet, SubmitterKind};
use crate::diagnostic::Error;
use crate::domain::{AuthorityCode, Date, Period, Submitter, Year};

/// The lines behind a figure.
#[derive(Clone, Debug, Default)]
pub struct Trace {
    /// The subjects they tell of.
    pub subjects: Subjects,
    /// The lines, sorted by file and line, each once.
    pub rows: Vec<TracedRow>,
    /// What they come to in each file, sorted by file.
    pub files: Vec<TracedFile>,
}

/// How many distinct subjects there are, each within its authority.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Subjects {
    /// Those that are looked at.
    pub looked_at: u64,
    /// Those of them that count.
    pub counting: u64,
}

/// One line of one file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TracedRow {
    /// The file, relative to the folder of returns.
    pub file: Box<str>,
    /// The physical line on which the record begins.
    pub line: u32,
    /// Whether it tells of something that counts, and not only of something that is looked at.
    pub counts: bool,
}

/// What a figure takes from one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TracedFile {
    /// The file, relative to the folder of returns.
    pub file: Box<str>,
    /// How many of its lines.
    pub lines: u64,
    /// The subjects that they tell of.
    pub subjects: Subjects,
}

/// What of a row set is traced: where, when, and which of its rows.
pub struct Traced<'t> {
    /// The row set.
    pub row_set: &'t RowSet,
    /// The period, and its D.
    pub moment: (Period, Date),
    /// Whose returns are read.
    pub authorities: &'t [AuthorityCode],
    /// The rows a figure is made of, each with what is counted of it ([`COUNTED`]) and whether it counts ([`COUNTS`]).
    pub pick: &'t dyn Fn(&DataFrame) -> LazyFrame,
}

/// The column, of rows that are picked, with what is counted: a text.
pub const COUNTED: &str = "_counted";
/// The column, of rows that are picked, that says whether the row counts, and is not only looked at.
pub const COUNTS: &str = "_counts";
/// The authority of a picked row, beside that of the line it is joined to.
const OF: &str = "_of";

/// How records are linked: those that a figure counts, or all.
#[derive(Clone, Debug, Default)]
pub struct Linked {
    /// How many records each way of linking ties to another one of these, by the way's id.
    pub records: BTreeMap<Box<str>, u64>,
    /// How many fit more than one other, and are linked to none.
    pub doubtful: u64,
}

impl<'a> Engine<'a> {
    /// How the subjects of some rows of a row set are linked, and how all records are. `identity` is the column of
    /// subjects in the release's table of links; without that table, nobody is linked.
    pub fn linked(&self, traced: &Traced<'_>, identity: &str) -> Result<[Linked; 2], Error> {
        let Some(links) = self.extra.get("links") else { return Ok([Linked::default(), Linked::default()]) };
        let counted = self.picked(traced)?.lazy();
        let on = || vec![col("authority"), col("subject")];
        let links = links.clone().select([col("authority"), col(identity).alias("subject"), col("person"), col("way")]);
        let subjects = counted.select(on()).unique(None, UniqueKeepStrategy::Any);
        let here = subjects.join(links.clone(), on(), on(), JoinArgs::new(JoinType::Inner));
        Ok([ties(here).map_err(internal)?, ties(links).map_err(internal)?])
    }

    /// The lines of the base behind some rows of a row set.
    pub fn trace(&self, traced: &Traced<'_>) -> Result<Trace, Error> {
        let row_set = traced.row_set;
        let base = self
            .definitions
            .returns
            .get(&row_set.base)
            .ok_or_else(|| Error::Internal(format!("row set {} has no base", row_set.id)))?;
        let units = self.units(row_set, traced.moment.0, traced.authorities);
        let view = View { units: Some(&units), windowed: row_set.window_months > 0 };
        let lines = self.returned(base, view).map_err(internal)?;
        let on = keys(row_set, base);
        followed(self.picked(traced)?, lines, &on)
            .map_err(|error| Error::Internal(format!("row set {} cannot be traced: {error}", row_set.id)))
    }

    /// The same, as though nothing of one return had come in but these lines; who is in stays in.
    pub fn only(&self, return_id: &str, rows: &[TracedRow]) -> Result<Engine<'a>, Error> {
        let files: Vec<&str> = rows.iter().map(|row| &*row.file).collect();
        let lines: Vec<u32> = rows.iter().map(|row| row.line).collect();
        let columns = vec![Series::new("_file".into(), files).into(), Series::new("_line".into(), lines).into()];
        let kept = DataFrame::new(rows.len(), columns).map_err(internal)?.lazy();
        let mut holdings = self.holdings.clone();
        for holding in holdings.iter_mut().filter(|holding| &*holding.return_id == return_id) {
            let Some(rows) = holding.frame.take() else { continue };
            let on = [col("_file").cast(DataType::String), col("_line").cast(DataType::UInt32)];
            let how = JoinArgs::new(JoinType::Semi);
            // Few rows are left, and most submissions have none of them: they are read once, here.
            let rows = rows.join(kept.clone(), on, place_of_line(), how).collect().map_err(internal)?;
            holding.rows = rows.height() as u64;
            holding.frame = (rows.height() > 0).then(|| rows.lazy());
        }
        let (reference, extra) = (self.reference.clone(), self.extra.clone());
        let kept = query::kept(self.definitions, &holdings);
        Ok(Engine { definitions: self.definitions, holdings, reference, extra, kept })
    }

    fn picked(&self, traced: &Traced<'_>) -> Result<DataFrame, Error> {
        let (period, d) = traced.moment;
        let units = self.units(traced.row_set, period, traced.authorities);
        // What must see everybody at once sees everybody here too.
        let units = Some(&*units).filter(|_| !traced.row_set.whole);
        let rows = self.batch(traced.row_set, units, &[period.kind()], d)?;
        (traced.pick)(&rows).collect().map_err(internal)
    }

    /// Whose returns of which year a row set reads for some authorities.
    pub(super) fn units(
        &self,
        row_set: &RowSet,
        period: Period,
        authorities: &[AuthorityCode],
    ) -> Vec<(Submitter, Year)> {
        if self.definitions.reads_authorities(row_set) {
            authorities.iter().map(|code| (Submitter::Authority(code.clone()), period.year())).collect()
        } else {
            vec![(Submitter::National, period.year())]
        }
    }
}

impl Trace {
    /// Adds what another period's rows of other authorities tell.
    pub fn add(&mut self, other: Self) {
        self.subjects.add(other.subjects);
        self.rows.extend(other.rows);
        self.rows.sort();
        // Of a line that stands here twice, once counting and once not, the one that counts comes last.
        self.rows.reverse();
        self.rows.dedup_by(|next, first| next.file == first.file && next.line == first.line);
        self.rows.reverse();
        for file in other.files {
            match self.files.iter_mut().find(|known| known.file == file.file) {
                Some(known) => {
                    known.lines += file.lines;
                    known.subjects.add(file.subjects);
                }
                None => self.files.push(file),
            }
        }
        self.files.sort_by(|a, b| a.file.cmp(&b.file));
    }
}

impl Subjects {
    fn add(&mut self, other: Self) {
        self.looked_at += other.looked_at;
        self.counting += other.counting;
    }
}

/// The columns that lead from a row set's rows to its base's: the link, and, where identifiers are an authority's own, the
/// authority. What a national return says of the authority is not always what the row set says.
fn keys(row_set: &RowSet, base: &Return) -> Vec<Expr> {
    let mut names: Vec<&str> = row_set.link.iter().map(|name| &**name).collect();
    if base.submitter == SubmitterKind::Authority {
        names.push("authority");
    }
    names.sort_unstable();
    names.dedup();
    names.into_iter().map(col).collect()
}

fn place_of_line() -> [Expr; 2] {
    [col("_file"), col("_line")]
}

/// From picked rows to the lines they are linked to.
fn followed(picked: DataFrame, base: LazyFrame, on: &[Expr]) -> PolarsResult<Trace> {
    let told = |rows: LazyFrame, by: &[Expr]| rows.group_by(by).agg([col(COUNTS).any(true)]);
    let each = told(picked.clone().lazy(), &[col("authority"), col(COUNTED)]);
    let all = each.select([len(), col(COUNTS).sum()]).collect()?;

    let columns = [on, &[col("authority").alias(OF), col(COUNTED), col(COUNTS)]].concat();
    let linked = picked.lazy().select(columns).unique(None, UniqueKeepStrategy::Any);
    let mut how = JoinArgs::new(JoinType::Inner);
    // A blank in the link leads to the lines that are blank there too.
    how.nulls_equal = true;
    let columns = ["_file", "_line", OF, COUNTED, COUNTS].map(col);
    let lines = base.join(linked, on, on, how).select(columns).collect()?;

    let rows = told(lines.clone().lazy(), &place_of_line()).select(["_file", "_line", COUNTS].map(col)).collect()?;
    let by_line = rows.clone().lazy().group_by([col("_file")]).agg([len().alias("_lines")]);
    let by_subject = told(lines.lazy(), &[col("_file"), col(OF), col(COUNTED)])
        .group_by([col("_file")])
        .agg([len().alias("_looked_at"), col(COUNTS).sum()]);
    let by_file = by_line.join(by_subject, [col("_file")], [col("_file")], JoinArgs::new(JoinType::Inner));
    let columns = ["_file", "_lines", "_looked_at", COUNTS].map(col);
    Ok(read(all, rows, by_file.select(columns).collect()?))
}

fn read(all: DataFrame, rows: DataFrame, files: DataFrame) -> Trace {
    let cells = |frame: DataFrame| {
        let answer = Answer::of(frame);
        (0..answer.len()).map(|at| answer.row(at)).collect::<Vec<_>>()
    };
    let subjects = cells(all).first().and_then(|row| subjects(row)).unwrap_or_default();
    let mut rows: Vec<TracedRow> = cells(rows).iter().filter_map(|row| traced_row(row)).collect();
    rows.sort();
    let mut files: Vec<TracedFile> = cells(files).iter().filter_map(|row| traced_file(row)).collect();
    files.sort_by(|a, b| a.file.cmp(&b.file));
    Trace { subjects, rows, files }
}

fn subjects(row: &[Cell]) -> Option<Subjects> {
    match row {
        [Cell::Integer(looked_at), Cell::Integer(counting)] => {
            Some(Subjects { looked_at: looked_at.unsigned_abs(), counting: counting.unsigned_abs() })
        }
        _ => None,
    }
}

fn traced_row(row: &[Cell]) -> Option<TracedRow> {
    match row {
        [Cell::Text(file), Cell::Integer(line), Cell::YesNo(counts)] => {
            Some(TracedRow { file: file.clone(), line: u32::try_from(*line).ok()?, counts: *counts })
        }
        _ => None,
    }
}

fn traced_file(row: &[Cell]) -> Option<TracedFile> {
    let [Cell::Text(file), Cell::Integer(lines), rest @ ..] = row else { return None };
    Some(TracedFile { file: file.clone(), lines: lines.unsigned_abs(), subjects: subjects(rest)? })
}

fn ties(links: LazyFrame) -> PolarsResult<Linked> {
    let rows = links.collect()?;
    let (persons, ways) = (rows.column("person")?.str()?, rows.column("way")?.str()?);
    let mut met: BTreeMap<&str, u64> = BTreeMap::new();
    for person in persons.iter().flatten() {
        *met.entry(person).or_default() += 1;
    }
    let mut linked = Linked::default();
    for (person, way) in persons.iter().zip(ways.iter()) {
        match person.map(|person| met.get(person)) {
            None => linked.doubtful += 1,
            // The other record is not one of these.
            Some(Some(1)) => {}
            Some(_) => *linked.records.entry(way.unwrap_or_default().into()).or_default() += 1,
        }
    }
    Ok(linked)
}
