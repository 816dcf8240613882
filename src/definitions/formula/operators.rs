//! The allow-list of operators: comparison, arithmetic, and days with intervals.

use polars::prelude::{DataType, IntoLazy};
use sqlparser::ast::{BinaryOperator as Op, Expr as SqlExpr, Interval, Spanned, Value};

use super::grammar::Grammar;
use super::place::bytes;
use super::{Mistake, frame, yields};
use crate::definitions::example::ExampleTable;

/// What an interval may be made of.
const UNITS: [&str; 8] = ["day", "days", "week", "weeks", "month", "months", "year", "years"];

impl Grammar<'_> {
    /// Two sides and what stands between them.
    pub(super) fn binary(&mut self, part: &mut SqlExpr) {
        let SqlExpr::BinaryOp { left, op, right } = part else { return };
        let (mut from, mut to) = (bytes(self.text, left.span()).end, bytes(self.text, right.span()).start);
        if from > to {
            (from, to) = (0, self.text.len());
        }
        let mut refuse = |label: String| self.mistakes.push(Mistake { span: from..to, label, advice: None });
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
        let logic = matches!(op, Op::And | Op::Or);
        if !logic && let Some(label) = self.unlike(left, right, arithmetic) {
            self.mistakes.push(Mistake { span: from..to, label: label.to_owned(), advice: None });
        }
    }

    /// polars takes days for numbers where SQL refuses them.
    fn unlike(&self, left: &SqlExpr, right: &SqlExpr, arithmetic: bool) -> Option<&'static str> {
        if !self.good() {
            return None;
        }
        let (left, right) = (self.yields(left)?, self.yields(right)?);
        let [day, other] = match (&left, &right) {
            (DataType::Date, _) => [&left, &right],
            (_, DataType::Date) => [&right, &left],
            _ => return None,
        };
        match (arithmetic, other) {
            (true, _) => Some("days are counted by days(from, to), and moved by INTERVAL '6 months'"),
            (false, DataType::Null) => None,
            (false, other) => (other != day).then_some("a day is compared with days only, like DATE '2024-03-31'"),
        }
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
