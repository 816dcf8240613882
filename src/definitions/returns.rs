//! `returns/<id>.toml`: fields, aliases, rules and their examples.

use super::example::ExampleTable;
use super::forms::Form;
use super::formula::{Formula, Paired};
use crate::diagnostic::Severity;
use crate::domain::Year;

/// One return: what is sent, and what makes it good.
#[derive(Clone, Debug)]
pub struct Return {
    /// Its id, the stem of its file and of the files that are sent: `placements`.
    pub id: Box<str>,
    /// Its title in English (other languages: word `return.<id>.title`).
    pub title: Box<str>,
    /// Who sends it.
    pub submitter: SubmitterKind,
    /// The fields that identify a record within a submission: indexes into `fields`.
    pub key: Vec<usize>,
    /// The first year of which it is taken, where that is before the collection's first: such years are owed by nobody,
    /// and no figure is made of them.
    pub since: Option<Year>,
    /// When it is due, after the reporting year; what is never due, nobody owes.
    pub due: Option<DueDate>,
    /// Whether a file with a header and no rows is a valid answer.
    pub nil_allowed: bool,
    /// Its fields, in canonical order: the Parquet columns.
    pub fields: Vec<Field>,
    /// Whole-year ages that are worked out at intake, stored after the fields.
    pub derived: Vec<Derived>,
    /// Names (titles, aliases) of the column that holds the year, beside `year` itself.
    pub year_aliases: Vec<Box<str>>,
    /// Whether a year of four digits in that column is the calendar year in which the reporting year ends: 2025 is
    /// 2024-25.
    pub years_by_end: bool,
    /// Names of columns that are known and kept out without a finding.
    pub ignored: Vec<Box<str>>,
    /// Its rules, in the order of the file.
    pub rules: Vec<Rule>,
}

impl Return {
    /// The field with this name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| &*field.name == name)
    }
}

/// Who sends a return.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubmitterKind {
    /// Every authority, each its own.
    Authority,
    /// The inspectorate, one for the nation.
    National,
}

/// A day in the calendar year in which the reporting year ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DueDate {
    /// 1 to 12.
    pub month: i8,
    /// 1 to 31.
    pub day: i8,
}

/// How the names of marker columns end.
pub(super) const MARKER: &str = "_marker";

/// One field of a return.
#[derive(Clone, Debug)]
pub struct Field {
    /// The canonical header, Parquet column and SQL name.
    pub name: Box<str>,
    /// What it holds.
    pub kind: FieldKind,
    /// The most decimal places of a number; of a decimal alone.
    pub scale: u8,
    /// Whether it must be filled in.
    pub required: bool,
    /// Its title in English (other languages: word `return.<return>.field.<name>`).
    pub title: Box<str>,
    /// Other headers by which it is known, in any language.
    pub aliases: Vec<Box<str>>,
    /// Forms of numbers and dates that it may stand in beside the usual ones.
    pub forms: Vec<Form>,
    /// What becomes of it.
    pub privacy: Privacy,
}

impl Field {
    /// The decimal places of a number of which the definition says nothing.
    pub const SCALE: u8 = 3;

    /// The column beside a number that says why it is blank: `c` where the sender withholds it.
    pub fn marker(&self) -> Option<Box<str>> {
        let number = matches!(self.kind, FieldKind::Integer | FieldKind::Decimal);
        number.then(|| format!("{}{MARKER}", self.name).into())
    }
}

/// What a field holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// An identifier: text, leading zeros kept.
    Id,
    /// Free text.
    Text,
    /// A code of the named list. `authority` is the list of authorities, stored as GSS codes.
    Code(Box<str>),
    /// Several codes of the named list, separated by `;`, stored sorted, each once; rules and row sets see
    /// them joined by `;`.
    Codes(Box<str>),
    /// A day.
    Date,
    /// A whole number.
    Integer,
    /// A number, stored with exactly the field's `scale` of decimal places.
    Decimal,
    /// Yes or no.
    YesNo,
}

/// What becomes of a field's values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Privacy {
    /// Kept as they are.
    Keep,
    /// Replaced at intake by a keyed digest; the same within one authority, or nationally.
    Pseudonym {
        /// The kind of identifier (`child`, `upn`, …): part of the digest's domain.
        kind: Box<str>,
        /// Whether the same value gives the same pseudonym in every authority.
        national: bool,
    },
    /// Days become the first of their month when accepted rows are written.
    Month,
    /// Left out when accepted rows are written.
    Drop,
}

/// An age in whole years, worked out from two dates at intake: the day of birth is not kept.
#[derive(Clone, Debug)]
pub struct Derived {
    /// Column name: `age_at_start`.
    pub name: Box<str>,
    /// Title in English (other languages: word `return.<return>.field.<name>`).
    pub title: Box<str>,
    /// Index of the date of birth in the return's fields.
    pub birth: usize,
    /// Index of the date at which the age is taken.
    pub on: usize,
}

/// One rule of a return.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its code, never used again for another: `PLC-003`.
    pub code: Box<str>,
    /// What breaking it does.
    pub severity: Severity,
    /// The columns it is about: what feedback points at.
    pub columns: Vec<Box<str>>,
    /// Whose rows it looks at.
    pub rows: RowsOf,
    /// Where it is not TRUE the rule does not apply.
    pub when: Option<Formula>,
    /// What it demands.
    pub check: Check,
    /// A sentence in English that says what is wrong, with `{field}` (word `rule.<code>.says`).
    pub says: Box<str>,
    /// A sentence in English that says how to mend it (word `rule.<code>.fix`).
    pub fix: Box<str>,
    /// The first year in which it holds.
    pub since: Option<Year>,
    /// The last year in which it holds.
    pub until: Option<Year>,
    /// Refuse the submission where more than this breaks it.
    pub fatal_if: Option<Most>,
    /// Its proof: at least one that passes and one that fails.
    pub examples: Vec<RuleExample>,
}

/// Whose rows a rule looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowsOf {
    /// The submission's own.
    #[default]
    Submission,
    /// Those of the same submitter's return of the year before: what became of them.
    PreviousYear,
}

/// How many rows may break a rule before the whole submission is refused.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Most {
    /// A share (0 to 1) of the rows evaluated.
    Share(f64),
    /// A number of rows.
    Rows(u64),
}

/// What a rule demands.
#[derive(Clone, Debug)]
pub enum Check {
    /// TRUE in every row, by itself.
    Row(Formula),
    /// TRUE in every row, by windows over the rows that stand under the key.
    Group(Formula),
    /// The return's key identifies one row. Of several, the earliest `end` (blank last), then the lowest line, stands.
    Unique {
        /// Index of the date field that decides which of several rows stands.
        end: Option<usize>,
    },
    /// Of every row, what belongs to it elsewhere is as demanded.
    Joined(Box<Join>),
    /// One scalar over the whole submission is TRUE.
    Table(Scalar),
}

/// Rows elsewhere to which each row of a submission is held: another return, another year, a reference table.
#[derive(Clone, Debug)]
pub struct Join {
    /// Where they are.
    pub to: Target,
    /// What they are called in formulas: `placements.start_date`, `prev.start_date`.
    pub qualifier: Box<str>,
    /// Pairs of columns, of the row and of those elsewhere, that must be equal. Empty: every row there.
    pub on: Vec<(Box<str>, Box<str>)>,
    /// TRUE of the pairs that belong together.
    pub filter: Option<Paired>,
    /// What is demanded of them.
    pub demand: Demand,
}

/// Where a join or a scalar of a table rule looks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// Typed rows of a return.
    Return {
        /// Its id.
        id: Box<str>,
        /// Of which year.
        year: YearOf,
        /// Of whom. A national return is its one sender's, whatever stands here; seen from a national return, an
        /// authority's return is everybody's.
        whose: Whose,
    },
    /// A reference table, by name.
    Table(Box<str>),
}

/// Which year a join looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum YearOf {
    /// The submission's own.
    Same,
    /// The one before.
    Previous,
}

/// Whose rows a join looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    /// The same submitter's.
    Own,
    /// Every other submitter's.
    Others,
    /// Everybody's.
    All,
}

/// What a join demands of the rows that belong to a row.
#[derive(Clone, Debug)]
pub enum Demand {
    /// There is one.
    Exists,
    /// There is none.
    None,
    /// Each pair is TRUE; of a row to which none belongs nothing is demanded.
    Every(Paired),
    /// One condition over all that belong to a row, by aggregates.
    Together(Paired),
}

/// A condition over a whole table.
#[derive(Clone, Debug)]
pub struct Scalar {
    /// The condition. It reads the scalars below as columns of their names.
    pub formula: Formula,
    /// Scalars from elsewhere, by name: `prev` is the number of last year's rows.
    pub given: Vec<(Box<str>, Given)>,
}

/// One scalar from elsewhere.
#[derive(Clone, Debug)]
pub struct Given {
    /// Where it is worked out.
    pub to: Target,
    /// TRUE of the rows that count, in columns of the target.
    pub filter: Option<Formula>,
    /// An aggregate over them.
    pub value: Formula,
}

/// One example of a rule: rows, and which of them break it.
#[derive(Clone, Debug)]
pub struct RuleExample {
    /// Where it stands in the file, for messages: `returns/placements.toml:123`.
    pub place: String,
    /// The rows of the return; unnamed columns are NULL.
    pub rows: ExampleTable,
    /// What stands elsewhere. A return that is not named has no rows; a reference table that is not named is the real one.
    pub given: Vec<(Target, ExampleTable)>,
    /// Row numbers, from 1, that break the rule (of last year's rows, where it looks at those); for a table rule `[0]`
    /// where the table does. Empty: all pass.
    pub fails: Vec<usize>,
    /// The day the run counts to, for `:as_at` and `:data_to`; the last day of 2023-24 unless given.
    pub as_at: Option<crate::domain::Date>,
}
