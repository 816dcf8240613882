//! Row sets: which tables a statement reads, and which columns it yields.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use polars::prelude::{DataFrame, DataType, Field as PolarsField, IntoLazy, LazyFrame};
use polars::sql::SQLContext;
use sqlparser::ast::{Expr as SqlExpr, ObjectName, Query, SetExpr, Spanned, Statement, TableFactor, Visit, Visitor};
use sqlparser::dialect::GenericDialect;
use sqlparser::parser::Parser;
use sqlparser::tokenizer::Span;

use super::{Mistake, first_line, frame, options};
use crate::definitions::nearest::nearest;
use crate::definitions::returns::FieldKind;

/// The tables that a statement could read, each with its columns. `_line` is narrower than other whole numbers.
pub type Schemas = BTreeMap<Box<str>, Vec<(Box<str>, FieldKind)>>;

/// Holds a statement to one SELECT over the tables that exist, and names those it reads, sorted.
pub fn tables_read(sql: &str, schemas: &Schemas) -> Result<Vec<Box<str>>, Vec<Mistake>> {
    let wrong = |error: sqlparser::parser::ParserError| vec![Mistake::of_parser(sql, &error.to_string())];
    let mut parser = Parser::new(&GenericDialect).with_options(options()).try_with_sql(sql).map_err(wrong)?;
    let statements = parser.parse_statements().map_err(wrong)?;
    let [Statement::Query(query)] = statements.as_slice() else {
        return Err(vec![Mistake::whole(sql, "a row set is one SELECT")]);
    };
    let mut walk = Walk { sql, schemas, named: BTreeSet::new(), read: BTreeSet::new(), mistakes: Vec::new() };
    let _: ControlFlow<()> = query.visit(&mut walk);
    if walk.mistakes.is_empty() { Ok(walk.read.into_iter().collect()) } else { Err(walk.mistakes) }
}

/// Plans a statement on empty tables: the columns it yields, in order, with their kinds.
pub fn row_set_columns(sql: &str, schemas: &Schemas) -> Result<Vec<(Box<str>, FieldKind)>, Vec<Mistake>> {
    let wrong = |error: polars::prelude::PolarsError| vec![unknown_column(sql, &first_line(&error), schemas)];
    let mut context = SQLContext::new();
    for (name, columns) in schemas {
        context.register(name, empty(columns).lazy());
    }
    let schema = context.execute(sql).and_then(LazyFrame::collect).map_err(wrong)?.schema().clone();
    let mut columns = Vec::new();
    let mut mistakes = Vec::new();
    for (name, dtype) in schema.iter() {
        match frame::kind(dtype) {
            Some(kind) => columns.push((name.as_str().into(), kind)),
            None => {
                mistakes.push(Mistake::whole(sql, format!("the column `{name}` has a type nobody can use: {dtype}")));
            }
        }
    }
    if mistakes.is_empty() { Ok(columns) } else { Err(mistakes) }
}

fn empty(columns: &[(Box<str>, FieldKind)]) -> DataFrame {
    let fields = columns.iter().map(|(name, kind)| {
        let dtype = if &**name == "_line" { DataType::UInt32 } else { frame::dtype(kind) };
        PolarsField::new(name.as_ref().into(), dtype)
    });
    DataFrame::empty_with_schema(&fields.collect())
}

/// What polars said, at the first word of the statement that it quotes.
fn unknown_column(sql: &str, said: &str, schemas: &Schemas) -> Mistake {
    let quoted = said.split(['"', '\'', '`']).skip(1).step_by(2);
    let words = quoted.flat_map(|quoted| [quoted, quoted.rsplit('.').next().unwrap_or(quoted)]);
    for word in words.filter(|word| !word.is_empty()) {
        if let Some(start) = find_word(sql, word) {
            let columns = schemas.values().flatten().map(|(name, _)| &**name);
            let advice = nearest(word, columns.collect::<BTreeSet<_>>()).filter(|advice| advice.starts_with("did"));
            return Mistake { span: start..start + word.len(), label: said.to_owned(), advice };
        }
    }
    Mistake::whole(sql, said)
}

/// Where a word stands by itself.
fn find_word(text: &str, word: &str) -> Option<usize> {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word).map(|(at, _)| at).find(|&at| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|after| after.chars().next());
        !before.is_some_and(part) && !after.is_some_and(part)
    })
}

struct Walk<'a> {
    sql: &'a str,
    schemas: &'a Schemas,
    named: BTreeSet<String>,
    read: BTreeSet<Box<str>>,
    mistakes: Vec<Mistake>,
}

impl Walk<'_> {
    fn refuse(&mut self, span: Span, label: &str, advice: Option<String>) {
        self.mistakes.push(Mistake::at(self.sql, span, label).advise(advice));
    }
}

impl Visitor for Walk<'_> {
    type Break = ();

    fn pre_visit_query(&mut self, query: &Query) -> ControlFlow<()> {
        let tables = query.with.iter().flat_map(|with| &with.cte_tables);
        self.named.extend(tables.map(|table| table.alias.name.value.clone()));
        if !is_select(&query.body) {
            self.refuse(query.span(), "a row set is one SELECT", None);
        }
        ControlFlow::Continue(())
    }

    fn pre_visit_relation(&mut self, relation: &ObjectName) -> ControlFlow<()> {
        let name = relation.to_string();
        if self.schemas.contains_key(name.as_str()) {
            self.read.insert(name.into());
        } else if !self.named.contains(&name) {
            let advice = nearest(&name, self.schemas.keys().map(|known| &**known));
            self.refuse(relation.span(), &format!("no such table as `{name}`"), advice);
        }
        ControlFlow::Continue(())
    }

    fn pre_visit_table_factor(&mut self, table: &TableFactor) -> ControlFlow<()> {
        let plain = match table {
            TableFactor::Table { args, .. } => args.is_none(),
            TableFactor::Derived { .. } | TableFactor::NestedJoin { .. } => true,
            _ => false,
        };
        if !plain {
            self.refuse(table.span(), "a row set reads returns, reference tables and `periods` only", None);
        }
        ControlFlow::Continue(())
    }

    fn pre_visit_expr(&mut self, expr: &SqlExpr) -> ControlFlow<()> {
        if let SqlExpr::Function(function) = expr {
            let name = function.name.to_string().to_lowercase();
            if matches!(
                name.as_str(),
                "current_date" | "current_time" | "current_timestamp" | "now" | "random" | "rand"
            ) {
                self.refuse(function.name.span(), "what is counted must not depend on the day it is asked", None);
            }
        }
        ControlFlow::Continue(())
    }
}

fn is_select(body: &SetExpr) -> bool {
    match body {
        SetExpr::Select(select) => select.into.is_none(),
        SetExpr::Query(query) => is_select(&query.body),
        SetExpr::SetOperation { left, right, .. } => is_select(left) && is_select(right),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
