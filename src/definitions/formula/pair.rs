//! Formulas over pairs: a row, and one of those that belong to it elsewhere.
//!
//! Columns of the other side are written with a qualifier. Windows read the row's own columns and are worked out before
//! rows are paired; aggregates without a window are over all pairs of one row.

use std::collections::BTreeSet;

use polars::prelude::{DataType, Expr, IntoLazy, PolarsResult, col, lit};
use sqlparser::ast::{Expr as SqlExpr, Ident, Spanned};
use sqlparser::tokenizer::Span;

use super::grammar::Grammar;
use super::{Mistake, NO_CONDITION, Paired, Scope, first_line, frame, parse, there, yields};
use crate::definitions::example::ExampleTable;
use crate::definitions::nearest::nearest;
use crate::definitions::returns::FieldKind;

/// How the names of columns of the other side begin in a frame of pairs.
pub(super) const THERE: &str = "there.";

/// The other side of pairs.
#[derive(Clone, Copy, Debug)]
pub struct There<'a> {
    /// What stands before its columns: `placements`, `prev`.
    pub qualifier: &'a str,
    /// Its columns.
    pub columns: &'a [(Box<str>, FieldKind)],
}

/// What a walk over a formula of pairs gathers.
pub(super) struct Pairs<'a> {
    /// The other side.
    pub(super) other: There<'a>,
    read: BTreeSet<Box<str>>,
    windows: Vec<(Box<str>, Expr)>,
    aggregates: Vec<(Box<str>, Expr)>,
    /// Where columns of the other side stand outside aggregates.
    bare: Vec<Span>,
    in_window: bool,
}

impl<'a> Pairs<'a> {
    fn of(other: There<'a>) -> Self {
        let (read, windows, aggregates, bare) = (BTreeSet::new(), Vec::new(), Vec::new(), Vec::new());
        Self { other, read, windows, aggregates, bare, in_window: false }
    }

    /// The type of an expression over a row with these columns and one that belongs to it, tried on none.
    pub(super) fn yields(&self, own: &[(Box<str>, FieldKind)], expr: &Expr) -> Result<DataType, String> {
        let far = self.other.columns.iter().map(|(name, kind)| (there(name).into(), kind.clone()));
        let columns: Vec<(Box<str>, FieldKind)> = own.iter().cloned().chain(far).collect();
        let empty = frame(&ExampleTable::default(), &columns).map_err(|error| first_line(&error))?;
        let windows = self.windows.iter().map(|(name, expr)| expr.clone().alias(&**name)).collect::<Vec<_>>();
        let whole = |(name, expr): &(Box<str>, Expr)| Ok(expr.clone().first().over([lit(1)])?.alias(&**name));
        let aggregates = self.aggregates.iter().map(whole).collect::<PolarsResult<Vec<_>>>();
        let aggregates = aggregates.map_err(|error| first_line(&error))?;
        yields(empty.lazy().with_columns(windows).with_columns(aggregates), expr)
    }

    /// Whether it reads anything of the other side.
    pub(super) fn reads(&self) -> bool {
        !self.read.is_empty() || !self.aggregates.is_empty()
    }

    /// The kind of a column of the other side.
    pub(super) fn kind(&self, column: &str) -> Option<&'a FieldKind> {
        self.other.columns.iter().find(|(name, _)| **name == *column).map(|(_, kind)| kind)
    }
}

impl Grammar<'_> {
    /// A column of the other side.
    pub(super) fn qualified(&mut self, part: &mut SqlExpr) {
        let (SqlExpr::CompoundIdentifier(names), Some(other)) = (&*part, self.pairs.as_ref().map(|pairs| pairs.other))
        else {
            return;
        };
        let [before, name] = names.as_slice() else {
            return self.refuse(part.span(), format!("a column elsewhere is written {}.column", other.qualifier));
        };
        if before.value != other.qualifier {
            let label = format!("no such name as `{}` here; this row's own columns stand without one", before.value);
            return self.advise(before.span, label, nearest(&before.value, [other.qualifier]));
        }
        if !other.columns.iter().any(|(column, _)| **column == *name.value) {
            let label = format!("`{}` has no such column as `{}`", other.qualifier, name.value);
            return self.advise(name.span, label, nearest(&name.value, other.columns.iter().map(|(name, _)| &**name)));
        }
        let (inside, span) = (self.inside > 0, part.span());
        let Some(pairs) = &mut self.pairs else { return };
        if pairs.in_window {
            return self.refuse(span, "a window looks at this return's rows, before others are joined to them");
        }
        pairs.read.insert(name.value.as_str().into());
        if !inside {
            pairs.bare.push(span);
        }
        *part = SqlExpr::Identifier(Ident::with_quote('"', there(&name.value)));
    }

    /// Notes whether what follows stands in a window over the row's own columns.
    pub(super) fn enter_window(&mut self, windowed: bool) {
        if let Some(pairs) = &mut self.pairs {
            pairs.in_window = windowed;
        }
    }

    /// Keeps a window or an aggregate apart, and gives what stands in its place. Of no pairs there are none: a count is 0.
    pub(super) fn keep(&mut self, expr: Expr, window: bool, counts: bool) -> Expr {
        let Some(pairs) = &mut self.pairs else { return expr };
        let (kept, name) = if window {
            let name = format!("_paired_window_{}", pairs.windows.len());
            (&mut pairs.windows, name)
        } else {
            let name = format!("_paired_aggregate_{}", pairs.aggregates.len());
            (&mut pairs.aggregates, name)
        };
        kept.push((name.as_str().into(), expr));
        let column = col(name.as_str());
        if counts && !window { column.fill_null(lit(0i64)) } else { column }
    }

    /// Where a formula is one condition over all pairs of a row, no single pair can be spoken of.
    pub(super) fn refuse_mixed(&mut self) {
        let Some(pairs) = &mut self.pairs else { return };
        let bare = std::mem::take(&mut pairs.bare);
        if pairs.aggregates.is_empty() {
            return;
        }
        for span in bare {
            self.refuse(
                span,
                "beside COUNT, SUM, MIN or MAX of all pairs, a column elsewhere stands in one of them too",
            );
        }
    }
}

impl Paired {
    /// Compiles a condition over a row and those that belong to it, or says everything that is wrong with it.
    pub fn compile(text: &str, scope: Scope<'_>, other: There<'_>) -> Result<Self, Vec<Mistake>> {
        let mut parsed = parse(text).map_err(|mistake| vec![mistake])?;
        let mut grammar = Grammar::new(text, scope);
        grammar.pairs = Some(Pairs::of(other));
        grammar.check(&mut parsed);
        let expr = grammar.finish(&parsed)?;
        let own = grammar.columns();
        let pairs = grammar.pairs.unwrap_or_else(|| Pairs::of(other));
        match pairs.yields(scope.columns, &expr) {
            Ok(DataType::Boolean) => {}
            Ok(_) => return Err(vec![Mistake::whole(text, NO_CONDITION)]),
            Err(label) => return Err(vec![Mistake::whole(text, label)]),
        }
        let Pairs { read, windows, aggregates, .. } = pairs;
        Ok(Self { text: text.into(), own, there: read.into_iter().collect(), windows, aggregates, expr })
    }

    /// Both this and another condition over the same pairs; the other has no windows or aggregates.
    #[must_use]
    pub(crate) fn and(self, other: &Self) -> Self {
        let union = |these: &[Box<str>], those: &[Box<str>]| {
            these.iter().chain(those).cloned().collect::<BTreeSet<_>>().into_iter().collect()
        };
        Self {
            text: format!("({}) AND ({})", self.text, other.text).into(),
            own: union(&self.own, &other.own),
            there: union(&self.there, &other.there),
            expr: self.expr.and(other.expr.clone()),
            ..self
        }
    }
}

#[cfg(test)]
mod tests;
