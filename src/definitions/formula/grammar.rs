//! The allow-list: which SQL a formula may be made of.
//!
//! It walks the syntax tree once, refuses what is not listed, and replaces what polars would understand otherwise than
//! SQL does (IS TRUE of NULL, counts that wrap around) and our own functions by placeholder columns, which are put
//! back as expressions of polars when the rest is compiled.

use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::Expr;
use polars::sql::sql_expr;
use sqlparser::ast::{
    DataType as SqlType, DateTimeField, Expr as SqlExpr, Function, Ident, Spanned, UnaryOperator, Value,
};
use sqlparser::tokenizer::Span;

use super::pair::{Pairs, THERE};
use super::place::bytes;
use super::{Mistake, Scope, Shape, first_line, own};
use crate::definitions::nearest::nearest;
use crate::definitions::returns::FieldKind;
use crate::domain::parse_iso_date;

/// The walk over one formula.
pub(super) struct Grammar<'a> {
    pub(super) text: &'a str,
    pub(super) scope: Scope<'a>,
    /// The other side, where the formula is about pairs.
    pub(super) pairs: Option<Pairs<'a>>,
    columns: BTreeSet<Box<str>>,
    scalars: BTreeSet<Box<str>>,
    /// Whether a window was met.
    pub(super) windowed: bool,
    /// How deep in aggregates and windows the walk is.
    pub(super) inside: usize,
    own: BTreeMap<String, Expr>,
    pub(super) mistakes: Vec<Mistake>,
}

impl<'a> Grammar<'a> {
    pub(super) fn new(text: &'a str, scope: Scope<'a>) -> Self {
        Self {
            text,
            scope,
            pairs: None,
            columns: BTreeSet::new(),
            scalars: BTreeSet::new(),
            windowed: false,
            inside: 0,
            own: BTreeMap::new(),
            mistakes: Vec::new(),
        }
    }

    /// The columns it reads, sorted.
    pub(super) fn columns(&self) -> Vec<Box<str>> {
        self.columns.iter().cloned().collect()
    }

    /// The scalars from elsewhere that it reads, sorted.
    pub(super) fn scalars(&self) -> Vec<Box<str>> {
        self.scalars.iter().cloned().collect()
    }

    /// The compiled formula, or everything that is wrong with it.
    pub(super) fn finish(&mut self, parsed: &SqlExpr) -> Result<Expr, Vec<Mistake>> {
        self.refuse_mixed();
        let elsewhere = self.pairs.as_ref().is_some_and(Pairs::reads);
        if self.good() && self.columns.is_empty() && !elsewhere && self.scope.shape == Shape::Rows {
            self.mistakes.push(Mistake::whole(self.text, "it reads no column: it says the same of every row"));
        }
        if !self.mistakes.is_empty() {
            return Err(std::mem::take(&mut self.mistakes));
        }
        self.compiled(parsed).map_err(|label| vec![Mistake::whole(self.text, label)])
    }

    /// Compiles a part that has been checked.
    pub(super) fn compiled(&self, part: &SqlExpr) -> Result<Expr, String> {
        let compiled = sql_expr(part.to_string()).map_err(|error| first_line(&error))?;
        Ok(compiled.map_expr(|expr| match &expr {
            Expr::Column(name) => self.own.get(name.as_str()).cloned().unwrap_or(expr),
            _ => expr,
        }))
    }

    /// Puts a placeholder in the place of a part, for an expression of our own making.
    pub(super) fn replace(&mut self, part: &mut SqlExpr, expr: Result<Expr, String>) {
        match expr {
            Ok(expr) => {
                let name = format!("_own_{}", self.own.len());
                *part = SqlExpr::Identifier(Ident::new(name.as_str()));
                self.own.insert(name, expr);
            }
            Err(label) => self.refuse(part.span(), label),
        }
    }

    pub(super) fn refuse(&mut self, span: Span, label: impl Into<String>) {
        self.advise(span, label, None);
    }

    pub(super) fn advise(&mut self, span: Span, label: impl Into<String>, advice: Option<String>) {
        self.mistakes.push(Mistake::at(self.text, span, label).advise(advice));
    }

    /// Whether nothing is wrong so far: parts are compiled only then.
    pub(super) fn good(&self) -> bool {
        self.mistakes.is_empty()
    }

    /// Holds a part against the allow-list.
    pub(super) fn check(&mut self, part: &mut SqlExpr) {
        match part {
            SqlExpr::Identifier(name) => self.column(name),
            SqlExpr::CompoundIdentifier(_) if self.pairs.is_some() => self.qualified(part),
            SqlExpr::Value(_) => self.value(part),
            SqlExpr::Nested(inner) | SqlExpr::IsNull(inner) | SqlExpr::IsNotNull(inner) => self.check(inner),
            SqlExpr::IsTrue(_) | SqlExpr::IsNotTrue(_) | SqlExpr::IsFalse(_) | SqlExpr::IsNotFalse(_) => {
                self.truth(part);
            }
            SqlExpr::IsDistinctFrom(left, right) | SqlExpr::IsNotDistinctFrom(left, right) => {
                let place = self.between(left.span(), right.span());
                self.check(left);
                self.refuse_condition(right);
                self.check(right);
                self.alike(&[left, right], place);
            }
            SqlExpr::UnaryOp { op: UnaryOperator::Not, expr } => self.check(expr),
            SqlExpr::UnaryOp { op: UnaryOperator::Minus | UnaryOperator::Plus, expr } => {
                self.check(expr);
                self.widen(expr);
            }
            SqlExpr::BinaryOp { .. } => self.binary(part),
            SqlExpr::Between { expr, low, high, .. } => {
                let place = bytes(self.text, low.span());
                for part in [&mut *expr, &mut *low, &mut *high] {
                    self.check(part);
                }
                self.alike(&[expr, low, high], place);
            }
            SqlExpr::InList { expr, list, .. } => {
                let place = list.first().map_or(0..0, |first| bytes(self.text, first.span()));
                self.check(expr);
                for part in &mut *list {
                    self.literal(part);
                }
                let parts: Vec<&SqlExpr> = std::iter::once(&**expr).chain(&*list).collect();
                self.alike(&parts, place);
            }
            SqlExpr::Like { any: false, escape_char: None, expr, pattern, .. } => {
                self.check(expr);
                self.literal(pattern);
            }
            SqlExpr::Case { operand, conditions, else_result, .. } => {
                for part in operand.iter_mut().chain(else_result) {
                    self.check(part);
                }
                for case in conditions {
                    self.check(&mut case.condition);
                    self.check(&mut case.result);
                }
            }
            SqlExpr::Extract { .. } => self.extract(part),
            SqlExpr::TypedString(_) => self.typed(part),
            SqlExpr::Function(_) => self.function(part),
            other => {
                let label = why_not(other);
                self.refuse(other.span(), label);
            }
        }
    }

    fn column(&mut self, name: &Ident) {
        if self.scope.scalars.iter().any(|(scalar, _)| **scalar == *name.value) {
            if self.inside > 0 {
                self.refuse(name.span, "a scalar from elsewhere stands outside aggregates");
            }
            self.scalars.insert(name.value.as_str().into());
            return;
        }
        if self.scope.columns.iter().any(|(column, _)| **column == *name.value) {
            if self.scope.shape == Shape::Table && self.inside == 0 {
                self.refuse(name.span, "a table rule reads columns through COUNT, SUM, MIN or MAX only");
            }
            self.columns.insert(name.value.as_str().into());
            return;
        }
        let known = self.scope.columns.iter().chain(self.scope.scalars).map(|(column, _)| &**column);
        let advice = nearest(&name.value, known);
        let label = if name.quote_style.is_some() {
            format!("no such column as `{}`; text stands in single quotes", name.value)
        } else {
            format!("no such column as `{}`", name.value)
        };
        self.advise(name.span, label, advice);
    }

    /// The kind of a declared column.
    pub(super) fn kind(&self, name: &str) -> Option<&'a FieldKind> {
        if let (Some(pairs), Some(column)) = (&self.pairs, name.strip_prefix(THERE)) {
            return pairs.kind(column);
        }
        let mut known = self.scope.columns.iter().chain(self.scope.scalars);
        known.find(|(column, _)| **column == *name).map(|(_, kind)| kind)
    }

    fn value(&mut self, part: &mut SqlExpr) {
        let SqlExpr::Value(value) = part else { return };
        let span = value.span;
        match &value.value {
            Value::Number(..) | Value::SingleQuotedString(_) | Value::Boolean(_) | Value::Null => {}
            Value::Placeholder(name) => {
                let column = name.replacen(':', "_", 1);
                let known = ["_as_at", "_data_to", "_year_start", "_year_end"].contains(&column.as_str());
                if known && self.kind(&column).is_some() {
                    self.columns.insert(column.as_str().into());
                    *part = SqlExpr::Identifier(Ident::new(column));
                } else {
                    let advice = nearest(name, [":as_at", ":data_to", ":year_start", ":year_end"]);
                    self.advise(span, format!("no such parameter as `{name}` here"), advice);
                }
            }
            _ => self.refuse(span, "text stands in single quotes, like 'this'"),
        }
    }

    /// A text, number or date as it is, negative or not.
    fn literal(&mut self, part: &mut SqlExpr) {
        let plain = match part {
            SqlExpr::UnaryOp { op: UnaryOperator::Minus, expr } => matches!(**expr, SqlExpr::Value(_)),
            SqlExpr::Value(_) | SqlExpr::TypedString(_) => true,
            _ => false,
        };
        if plain {
            self.check(part);
        } else {
            self.refuse(part.span(), "only texts, numbers and dates as they are can stand here");
        }
    }

    /// polars gives NULL for NULL IS TRUE; SQL gives FALSE.
    fn truth(&mut self, part: &mut SqlExpr) {
        let (inner, wanted, negated) = match part {
            SqlExpr::IsTrue(inner) => (inner, true, false),
            SqlExpr::IsNotTrue(inner) => (inner, true, true),
            SqlExpr::IsFalse(inner) => (inner, false, false),
            SqlExpr::IsNotFalse(inner) => (inner, false, true),
            _ => return,
        };
        self.check(inner);
        let inner = Box::new(SqlExpr::Nested(inner.clone()));
        let wanted = Box::new(SqlExpr::value(Value::Boolean(wanted)));
        let same =
            if negated { SqlExpr::IsDistinctFrom(inner, wanted) } else { SqlExpr::IsNotDistinctFrom(inner, wanted) };
        *part = SqlExpr::Nested(Box::new(same));
    }

    /// Whole numbers may be stored narrow or without sign (`_line`, counts), and would wrap around in arithmetic.
    pub(super) fn widen(&mut self, part: &mut SqlExpr) {
        let SqlExpr::Identifier(name) = part else { return };
        if self.kind(&name.value) == Some(&FieldKind::Integer) {
            let wide = own::whole(polars::prelude::col(name.value.as_str()));
            self.replace(part, Ok(wide));
        }
    }

    /// Parts of dates come as narrow integers, which would wrap around in arithmetic.
    fn extract(&mut self, part: &mut SqlExpr) {
        let SqlExpr::Extract { field, expr, .. } = part else { return };
        let known = matches!(
            field,
            DateTimeField::Year
                | DateTimeField::Month
                | DateTimeField::Day
                | DateTimeField::Quarter
                | DateTimeField::Dow
        );
        self.check(expr);
        if !known {
            self.refuse(expr.span(), "EXTRACT gives YEAR, QUARTER, MONTH, DAY or DOW");
        } else if self.good() {
            let compiled = self.compiled(part).map(own::whole);
            self.replace(part, compiled);
        }
    }

    /// A day, made here: polars would cast it from text at every evaluation, with a complaint each time.
    fn typed(&mut self, part: &mut SqlExpr) {
        let SqlExpr::TypedString(typed) = part else { return };
        let text = match (&typed.data_type, &typed.value.value) {
            (SqlType::Date, Value::SingleQuotedString(text)) => text.as_str(),
            _ => "",
        };
        match parse_iso_date(text) {
            Some(day) => self.replace(part, Ok(own::day(day))),
            None => self.refuse(typed.value.span, "a day is written like DATE '2024-03-31'"),
        }
    }

    fn function(&mut self, part: &mut SqlExpr) {
        let SqlExpr::Function(function) = part else { return };
        let name = function.name.to_string().to_lowercase();
        match name.as_str() {
            "matches" | "days" | "working_days" | "first_day" | "age_at" | "group_of" => self.own_function(&name, part),
            "coalesce" => self.arguments(function),
            "count" | "sum" | "min" | "max" | "lag" | "lead" | "row_number" => self.over_rows(&name, part),
            _ => self.no_such_function(function),
        }
    }

    fn no_such_function(&mut self, function: &Function) {
        let name = function.name.to_string();
        let known = [
            "matches",
            "days",
            "working_days",
            "first_day",
            "age_at",
            "group_of",
            "COALESCE",
            "COUNT",
            "SUM",
            "MIN",
            "MAX",
            "LAG",
            "LEAD",
            "ROW_NUMBER",
        ];
        let (label, advice) = match name.to_lowercase().as_str() {
            "current_date" | "now" | "current_timestamp" | "today" => (
                "what holds must not depend on the day it is asked".to_owned(),
                Some("use :as_at or :data_to".to_owned()),
            ),
            _ => (format!("no such function as `{name}` in a formula"), nearest(&name, known)),
        };
        self.advise(function.name.span(), label, advice);
    }
}

/// Why a part is refused.
fn why_not(part: &SqlExpr) -> String {
    match part {
        SqlExpr::Cast { .. } | SqlExpr::Convert { .. } => "no casts: a field's type is declared with it".to_owned(),
        SqlExpr::Subquery(_) | SqlExpr::InSubquery { .. } | SqlExpr::Exists { .. } => {
            "no sub-query: a formula sees the rows of its own table only".to_owned()
        }
        SqlExpr::CompoundIdentifier(_) => "columns are named without their table".to_owned(),
        SqlExpr::Interval(_) => "an interval can only be added to or taken from a day".to_owned(),
        SqlExpr::RLike { .. } | SqlExpr::SimilarTo { .. } => "use matches(column, 'pattern')".to_owned(),
        _ => "this is not among the SQL that a formula may use".to_owned(),
    }
}
