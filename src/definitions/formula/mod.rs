//! SQL in definitions: parsed, held against an allow-list, compiled. The only folder of the definitions that knows
//! SQL and polars.
//!
//! A formula is one expression, in the SQL that polars runs, over declared columns. What the allow-list does not name
//! is refused where it stands: what a rule says must not depend on the engine, the day or another file.
//! NULL means what it means in SQL. In `ORDER BY` of a window, NULL comes first.

mod calls;
mod frame;
mod grammar;
mod operators;
mod own;
mod pair;
mod place;
mod view;

pub(crate) use frame::{dtype, frame, reference_frame};
pub use pair::There;
pub use place::Mistake;
pub use view::{Schemas, row_set_columns, tables_read};

use std::collections::BTreeMap;

use polars::prelude::{DataType, Expr, IntoLazy, LazyFrame};
use sqlparser::ast::Expr as SqlExpr;
use sqlparser::dialect::GenericDialect;
use sqlparser::parser::{Parser, ParserOptions};
use sqlparser::tokenizer::Token;

use super::codes::CodeList;
use super::example::ExampleTable;
use super::returns::FieldKind;
use super::working_days::WorkingDays;
use grammar::Grammar;

/// A boolean (or, for a table rule, scalar boolean) SQL expression over declared columns, compiled.
#[derive(Clone, Debug)]
pub struct Formula {
    /// As it is written.
    pub text: Box<str>,
    /// The columns it reads, sorted. The parameters `:as_at`, `:data_to`, `:year_start`, `:year_end` are columns
    /// `_as_at`, `_data_to`, `_year_start`, `_year_end` (dates) of the frame it is evaluated on.
    pub columns: Vec<Box<str>>,
    /// The scalars from elsewhere that it reads, sorted: columns of their names in the compiled expression, in the place
    /// of which the engine puts their values.
    pub scalars: Vec<Box<str>>,
    /// Whether it looks at other rows, by windows.
    pub windowed: bool,
    /// The compiled expression.
    pub(crate) expr: Expr,
}

/// A boolean SQL expression over a row and those that belong to it elsewhere, compiled.
///
/// It is evaluated on pairs: the row's own columns under their names, those of the other side under [`there`] names.
#[derive(Clone, Debug)]
pub struct Paired {
    /// As it is written.
    pub text: Box<str>,
    /// The columns of the row that it reads, sorted; parameters included, as in [`Formula::columns`].
    pub own: Vec<Box<str>>,
    /// The columns of the other side that it reads, sorted, without qualifier.
    pub there: Vec<Box<str>>,
    /// Windows over own columns, each with the name of the column it becomes before rows are paired.
    pub(crate) windows: Vec<(Box<str>, Expr)>,
    /// Aggregates over the pairs of a row, each with the name of the column it becomes. None: a value for each pair.
    pub(crate) aggregates: Vec<(Box<str>, Expr)>,
    /// The condition, over own columns, columns of the other side, windows and aggregates.
    pub(crate) expr: Expr,
}

/// The name under which a column of the other side stands in a frame of pairs.
pub(crate) fn there(column: &str) -> String {
    format!("{}{column}", pair::THERE)
}

/// What a formula may speak of.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'a> {
    /// The columns it may read, parameters (`_as_at`, …) included where it may use them.
    pub columns: &'a [(Box<str>, FieldKind)],
    /// Scalars from elsewhere that a formula over a whole table may read.
    pub scalars: &'a [(Box<str>, FieldKind)],
    /// The code lists, for `group_of`.
    pub codes: &'a BTreeMap<Box<str>, CodeList>,
    /// For `working_days`, which is refused without.
    pub working_days: Option<&'a WorkingDays>,
    /// Whether it is one value for each row, or one for all.
    pub shape: Shape,
}

/// What a formula yields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A value for each row; functions over several rows need a window.
    Rows,
    /// One value for the whole table; columns stand in aggregates only.
    Table,
}

/// The columns, beside a return's own, that a rule may read: `_line`, and the parameters.
pub const RULE_COLUMNS: [(&str, FieldKind); 5] = [
    ("_line", FieldKind::Integer),
    ("_as_at", FieldKind::Date),
    ("_data_to", FieldKind::Date),
    ("_year_start", FieldKind::Date),
    ("_year_end", FieldKind::Date),
];

impl Formula {
    /// Compiles a condition, or says everything that is wrong with it.
    pub fn compile(text: &str, scope: Scope<'_>) -> Result<Self, Vec<Mistake>> {
        let formula = Self::parse(text, scope)?;
        match formula.try_out(scope) {
            Ok(DataType::Boolean) => Ok(formula),
            Ok(_) => Err(vec![Mistake::whole(text, NO_CONDITION)]),
            Err(label) => Err(vec![Mistake::whole(text, label)]),
        }
    }

    /// Compiles an expression that may yield anything, and says what.
    pub fn value(text: &str, scope: Scope<'_>) -> Result<(Self, FieldKind), Vec<Mistake>> {
        let formula = Self::parse(text, scope)?;
        let kind = formula.try_out(scope).map(|dtype| frame::kind(&dtype));
        match kind {
            Ok(Some(kind)) => Ok((formula, kind)),
            Ok(None) => Err(vec![Mistake::whole(text, "this is neither a text, a number, a day nor yes or no")]),
            Err(label) => Err(vec![Mistake::whole(text, label)]),
        }
    }

    fn parse(text: &str, scope: Scope<'_>) -> Result<Self, Vec<Mistake>> {
        let mut parsed = parse(text).map_err(|mistake| vec![mistake])?;
        let mut grammar = Grammar::new(text, scope);
        grammar.check(&mut parsed);
        let expr = grammar.finish(&parsed)?;
        let (columns, scalars, windowed) = (grammar.columns(), grammar.scalars(), grammar.windowed);
        Ok(Self { text: text.into(), columns, scalars, windowed, expr })
    }

    /// Evaluates it on an empty table, which shows types that do not go together.
    fn try_out(&self, scope: Scope<'_>) -> Result<DataType, String> {
        let columns = [scope.columns, scope.scalars].concat();
        let empty = frame(&ExampleTable::default(), &columns).map_err(|error| first_line(&error))?;
        yields(empty.lazy(), &self.expr)
    }
}

/// What is said of a formula that should be a condition and is not.
const NO_CONDITION: &str = "this is not a condition: it is neither true nor false";

/// The type of an expression over a frame without rows.
fn yields(empty: LazyFrame, expr: &Expr) -> Result<DataType, String> {
    let tried = empty.select([expr.clone().alias("_tried")]).collect().map_err(|error| first_line(&error))?;
    tried.column("_tried").map(|column| column.dtype().clone()).map_err(|error| first_line(&error))
}

/// What polars says, without its advice to programmers.
pub(super) fn first_line(error: &polars::prelude::PolarsError) -> String {
    let text = error.to_string();
    let line = text.lines().next().unwrap_or_default();
    line.chars().take(200).collect()
}

fn options() -> ParserOptions {
    ParserOptions { trailing_commas: true, ..Default::default() }
}

/// Parses one expression as polars does.
fn parse(text: &str) -> Result<SqlExpr, Mistake> {
    let wrong = |error: sqlparser::parser::ParserError| Mistake::of_parser(text, &error.to_string());
    let mut parser = Parser::new(&GenericDialect).with_options(options()).try_with_sql(text).map_err(wrong)?;
    let expr = parser.parse_expr().map_err(wrong)?;
    let rest = parser.peek_token();
    if rest.token == Token::EOF {
        return Ok(expr);
    }
    Err(Mistake::at(text, rest.span, "a formula is one expression, and it ended before this"))
}

#[cfg(test)]
mod tests;
