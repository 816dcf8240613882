//! The allow-list of functions: our own, and those over several rows.

use sqlparser::ast::{
    DuplicateTreatment, Expr as SqlExpr, Function, FunctionArg, FunctionArgExpr, FunctionArguments, Spanned, Value,
    WindowSpec, WindowType,
};

use sqlparser::tokenizer::Span;

use super::grammar::Grammar;
use super::{Shape, own};
use crate::definitions::codes::CodeList;
use crate::definitions::returns::FieldKind;

impl Grammar<'_> {
    /// The arguments of a function, all expressions.
    pub(super) fn arguments(&mut self, function: &mut Function) {
        let span = function.name.span();
        if function.over.is_some() || function.filter.is_some() || !function.within_group.is_empty() {
            self.refuse(span, "this function takes its arguments and nothing else");
        }
        match given(function) {
            Some(parts) => parts.into_iter().for_each(|part| self.check(part)),
            None => self.refuse(span, "this function takes expressions"),
        }
    }

    /// `matches`, `days`, `working_days`, `first_day`, `age_at`, `group_of`.
    pub(super) fn own_function(&mut self, name: &str, part: &mut SqlExpr) {
        let SqlExpr::Function(function) = part else { return };
        let span = function.name.span();
        self.arguments(function);
        if !self.good() {
            return;
        }
        let parts: Vec<SqlExpr> = given(function).into_iter().flatten().map(|part| part.clone()).collect();
        let compiled = match (name, parts.as_slice()) {
            ("days", [from, to]) => self.compiled(from).and_then(|from| Ok(own::days(from, self.compiled(to)?))),
            ("working_days", [from, to]) => match self.scope.working_days {
                Some(known) => {
                    self.compiled(from).and_then(|from| Ok(own::working_days(from, self.compiled(to)?, known)))
                }
                None => return self.no_holidays(span),
            },
            ("first_day", [month]) => self.compiled(month).map(own::first_day),
            ("age_at", [birth, day]) => {
                self.compiled(birth).and_then(|birth| Ok(own::age_at(birth, self.compiled(day)?)))
            }
            ("matches", [text, SqlExpr::Value(pattern)]) => match &pattern.value {
                Value::SingleQuotedString(re) if own::is_pattern(re).is_ok() => {
                    self.compiled(text).map(|text| own::matches(text, re))
                }
                _ => return self.refuse(pattern.span, "this is not a regular expression"),
            },
            ("group_of", [code @ SqlExpr::Identifier(column)]) => match self.list_of(&column.value) {
                Some(list) => self.compiled(code).map(|code| own::group_of(&code, list)),
                None => return self.refuse(column.span, "only a code of a list has a group"),
            },
            _ => return self.refuse(span, format!("written {}", written(name))),
        };
        self.replace(part, compiled);
    }

    fn no_holidays(&mut self, span: Span) {
        let advice = "put a table bank_holidays.csv with a column `date` into the collection's reference/";
        self.advise(span, "without bank holidays there are no working days", Some(advice.to_owned()));
    }

    /// The code list of a column.
    fn list_of(&self, column: &str) -> Option<&'_ CodeList> {
        match self.kind(column)? {
            FieldKind::Code(list) => self.scope.codes.get(list),
            _ => None,
        }
    }

    /// `COUNT`, `SUM`, `MIN`, `MAX`, `LAG`, `LEAD`, `ROW_NUMBER`: over a window, or over a whole table where that is asked for.
    pub(super) fn over_rows(&mut self, name: &str, part: &mut SqlExpr) {
        let SqlExpr::Function(function) = part else { return };
        let span = function.name.span();
        let aggregate = matches!(name, "count" | "sum" | "min" | "max");
        if self.inside > 0 {
            return self.refuse(span, "windows and aggregates cannot stand in one another");
        }
        if function.filter.is_some() || !function.within_group.is_empty() || function.null_treatment.is_some() {
            self.refuse(span, "no FILTER, WITHIN GROUP or IGNORE NULLS here");
        }
        self.inside += 1;
        let windowed = function.over.is_some();
        self.enter_window(windowed);
        match (&mut function.over, self.scope.shape) {
            (None, Shape::Table) if aggregate => {}
            (None, Shape::Rows) if aggregate && self.pairs.is_some() => {}
            (Some(WindowType::WindowSpec(window)), Shape::Rows) => self.window(window),
            (Some(over), _) => {
                let label = match self.scope.shape {
                    Shape::Rows => "a window is written OVER (PARTITION BY … ORDER BY …)",
                    Shape::Table => "a table rule has no windows",
                };
                let place = if let WindowType::NamedWindow(name) = over { name.span } else { span };
                self.refuse(place, label);
            }
            (None, _) => self.refuse(span, format!("{} needs OVER (PARTITION BY …) here", name.to_uppercase())),
        }
        self.row_arguments(name, function);
        self.inside -= 1;
        self.enter_window(false);
        if !self.good() {
            return;
        }
        let counts = matches!(name, "count" | "row_number");
        let compiled = self.compiled(part).map(|expr| if counts { own::whole(expr) } else { expr });
        if self.pairs.is_some() {
            let kept = compiled.map(|expr| self.keep(expr, windowed, counts));
            self.replace(part, kept);
        } else if counts {
            self.replace(part, compiled);
        }
    }

    fn row_arguments(&mut self, name: &str, function: &mut Function) {
        let span = function.name.span();
        let distinct = matches!(
            &function.args,
            FunctionArguments::List(list) if list.duplicate_treatment == Some(DuplicateTreatment::Distinct)
        );
        if distinct && name != "count" {
            self.refuse(span, "only COUNT knows DISTINCT here");
        }
        if is_star(function) {
            if name != "count" || distinct {
                self.refuse(span, "only COUNT(*) counts rows");
            }
            return;
        }
        let Some(parts) = given(function) else {
            return self.refuse(span, "this function takes expressions");
        };
        let right = match name {
            "row_number" => parts.is_empty(),
            "lag" | "lead" => matches!(parts.len(), 1 | 2),
            _ => parts.len() == 1,
        };
        for part in parts {
            self.check(part);
        }
        if !right {
            self.refuse(span, "this is not the right number of arguments");
        }
    }

    fn window(&mut self, window: &mut WindowSpec) {
        self.windowed = true;
        window.partition_by.iter_mut().for_each(|part| self.check(part));
        for order in &mut window.order_by {
            self.check(&mut order.expr);
            if order.options.nulls_first.is_some() {
                self.refuse(order.expr.span(), "NULL comes first in a window, and cannot be told otherwise");
            }
        }
    }
}

/// How a function of our own is written.
fn written(name: &str) -> &'static str {
    match name {
        "days" => "days(from, to)",
        "working_days" => "working_days(from, to)",
        "first_day" => "first_day(month)",
        "age_at" => "age_at(date_of_birth, day)",
        "matches" => "matches(column, 'regular expression')",
        _ => "group_of(column)",
    }
}

/// Whether the argument is `*`.
fn is_star(function: &Function) -> bool {
    matches!(
        &function.args,
        FunctionArguments::List(list)
            if matches!(list.args.as_slice(), [FunctionArg::Unnamed(FunctionArgExpr::Wildcard)])
    )
}

/// The arguments, where all are plain expressions.
fn given(function: &mut Function) -> Option<Vec<&mut SqlExpr>> {
    let FunctionArguments::List(list) = &mut function.args else { return None };
    if !list.clauses.is_empty() {
        return None;
    }
    let expressions = list.args.iter_mut().map(|arg| match arg {
        FunctionArg::Unnamed(FunctionArgExpr::Expr(part)) => Some(part),
        _ => None,
    });
    expressions.collect()
}
