//! The allow-list of operators: comparison, arithmetic, and days with intervals.

use std::collections::BTreeSet;
use std::ops::Range;

use polars::prelude::{DataType, IntoLazy};
use sqlparser::ast::{BinaryOperator as Op, Expr as SqlExpr, Interval, Spanned, Value};
use sqlparser::tokenizer::Span;

use super::grammar::Grammar;
use super::place::bytes;
use super::{Mistake, frame, yields};
use crate::definitions::example::ExampleTable;

/// What a value is, in the order in which it is told.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    Day,
    YesNo,
    Text,
    Number,
}

/// What an interval may be made of.
const UNITS: [&str; 8] = ["day", "days", "week", "weeks", "month", "months", "year", "years"];

impl Grammar<'_> {
    /// What follows `IS DISTINCT FROM` is read as far as it goes, unlike in other SQL: `a IS DISTINCT FROM b AND c` would be
    /// `a IS DISTINCT FROM (b AND c)`, and of yes and no that would be wrong in silence.
    pub(super) fn refuse_condition(&mut self, right: &SqlExpr) {
        use SqlExpr as Sql;
        let compares =
            |op: &Op| matches!(op, Op::And | Op::Or | Op::Eq | Op::NotEq | Op::Lt | Op::LtEq | Op::Gt | Op::GtEq);
        let condition = match right {
            Sql::BinaryOp { op, .. } => compares(op),
            Sql::UnaryOp { op, .. } => *op == sqlparser::ast::UnaryOperator::Not,
            Sql::IsTrue(_) | Sql::IsNotTrue(_) | Sql::IsFalse(_) | Sql::IsNotFalse(_) => true,
            other => matches!(
                other,
                Sql::IsNull(_)
                    | Sql::IsNotNull(_)
                    | Sql::IsDistinctFrom(..)
                    | Sql::IsNotDistinctFrom(..)
                    | Sql::Between { .. }
                    | Sql::InList { .. }
                    | Sql::Like { .. }
            ),
        };
        if condition {
            self.refuse(
                right.span(),
                "this is read as one with IS DISTINCT FROM: put brackets round (… IS DISTINCT FROM …)",
            );
        }
    }

    /// Two sides and what stands between them.
    pub(super) fn binary(&mut self, part: &mut SqlExpr) {
        let SqlExpr::BinaryOp { left, op, right } = part else { return };
        let place = self.between(left.span(), right.span());
        let mut refuse = |label: String| self.mistakes.push(Mistake { span: place.clone(), label, advice: None });
        match &*op {
            Op::Eq | Op::NotEq | Op::Lt | Op::LtEq | Op::Gt | Op::GtEq | Op::And | Op::Or | Op::Multiply => {}
            Op::Plus | Op::Minus => {
                if let SqlExpr::Interval(interval) = &**right {
                    self.interval(interval);
                    return self.check(left);
                }
            }
            Op::Divide | Op::Modulo | Op::DuckIntegerDivide | Op::MyIntegerDivide => {
                refuse("no division: x / 0 is not an error everywhere; multiply the other side instead".to_owned());
            }
            other => refuse(format!("`{other}` is not among the operators that a formula may use")),
        }
        let arithmetic = matches!(op, Op::Plus | Op::Minus | Op::Multiply);
        for side in [&mut *left, &mut *right] {
            self.check(side);
            if arithmetic {
                self.widen(side);
            }
        }
        if arithmetic {
            self.numbers(&[left, right], place);
        } else if !matches!(op, Op::And | Op::Or) {
            self.alike(&[left, right], place);
        }
    }

    /// Where what stands between two parts stands; the whole, where that cannot be told.
    pub(super) fn between(&self, left: Span, right: Span) -> Range<usize> {
        let (from, to) = (bytes(self.text, left).end, bytes(self.text, right).start);
        if from > to { 0..self.text.len() } else { from..to }
    }

    /// Refuses to compare what is not of one kind: polars takes days, and yes and no, for numbers where SQL does not.
    pub(super) fn alike(&mut self, parts: &[&SqlExpr], span: Range<usize>) {
        let classes: BTreeSet<Class> = self.classes(parts);
        let label = match classes.first() {
            Some(_) if classes.len() < 2 => return,
            Some(Class::Day) => "a day goes with days only, like DATE '2024-03-31'",
            Some(Class::YesNo) => "yes and no go with TRUE and FALSE only",
            Some(Class::Text) => "a text goes with texts only, like 'this'",
            Some(Class::Number) | None => return,
        };
        self.mistakes.push(Mistake { span, label: label.to_owned(), advice: None });
    }

    /// Refuses to reckon with anything but numbers.
    fn numbers(&mut self, parts: &[&SqlExpr], span: Range<usize>) {
        let classes = self.classes(parts);
        let label = match classes.first() {
            None | Some(Class::Number) => return,
            Some(Class::Day) => "days are counted by days(from, to), and moved by INTERVAL '6 months'",
            Some(Class::YesNo | Class::Text) => "only numbers are added, subtracted and multiplied",
        };
        self.mistakes.push(Mistake { span, label: label.to_owned(), advice: None });
    }

    /// What kinds of values parts that have been checked yield; NULL is of every kind.
    fn classes(&self, parts: &[&SqlExpr]) -> BTreeSet<Class> {
        if !self.good() {
            return BTreeSet::new();
        }
        let class = |part: &&SqlExpr| match self.yields(part)? {
            DataType::Date => Some(Class::Day),
            DataType::Boolean => Some(Class::YesNo),
            DataType::String => Some(Class::Text),
            dtype if dtype.is_numeric() => Some(Class::Number),
            _ => None,
        };
        parts.iter().filter_map(class).collect()
    }

    /// The type of a part that has been checked, where it can be told by itself.
    fn yields(&self, part: &SqlExpr) -> Option<DataType> {
        let expr = self.compiled(part).ok()?;
        let columns = [self.scope.columns, self.scope.scalars].concat();
        match &self.pairs {
            Some(pairs) => pairs.yields(&columns, &expr).ok(),
            None => yields(frame(&ExampleTable::default(), &columns).ok()?.lazy(), &expr).ok(),
        }
    }

    /// Of whole numbers of days, weeks, months and years: polars panics on others.
    fn interval(&mut self, interval: &Interval) {
        let plain = match &*interval.value {
            SqlExpr::Value(text) => match &text.value {
                Value::SingleQuotedString(text) => interval.leading_field.is_none() && is_interval(text),
                _ => false,
            },
            _ => false,
        };
        if !plain {
            let label = "an interval is written like INTERVAL '6 months', in days, weeks, months or years";
            self.refuse(interval.value.span(), label);
        }
    }
}

/// Whether a text is like `1 year 6 months`.
fn is_interval(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let (pairs, rest) = words.as_chunks::<2>();
    let number = |text: &str| (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    rest.is_empty() && !pairs.is_empty() && pairs.iter().all(|[n, unit]| number(n) && UNITS.contains(unit))
}
