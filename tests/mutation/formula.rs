//! Formulas that are nearly right: every small change of one that an author might have made by mistake.

use std::ops::ControlFlow;

use sqlparser::ast::{
    BinaryOperator as Op, Expr, Function, FunctionArguments, UnaryOperator, Value, ValueWithSpan, WindowType,
    visit_expressions, visit_expressions_mut,
};
use sqlparser::dialect::GenericDialect;
use sqlparser::parser::Parser;
use trosolwg::domain::parse_iso_date;

/// A formula with one mistake.
pub(super) struct Mutant {
    /// The mistake: what stood there and what stands there now.
    pub(super) what: String,
    /// The whole formula with it.
    pub(super) text: String,
}

/// The last day there is: it stands for "never", and a day earlier is as good.
const NEVER: &str = "9999-12-31";

/// Every mistake that can be made in one place of a formula.
pub(super) fn mutants(text: &str) -> Vec<Mutant> {
    let tree = Parser::new(&GenericDialect).try_with_sql(text).unwrap().parse_expr().unwrap();
    let mut all = Vec::new();
    if is_condition(&tree) {
        all.push(Mutant { what: "negated".to_owned(), text: negated(&tree).to_string() });
    }
    for (site, part) in parts(&tree).into_iter().enumerate() {
        for changed in changes(&part) {
            let what = format!("{part} → {changed}");
            all.push(Mutant { what, text: put(&tree, site, &changed).to_string() });
        }
    }
    all
}

/// Every part of an expression, in the order in which they are visited.
fn parts(tree: &Expr) -> Vec<Expr> {
    let mut found = Vec::new();
    let _: ControlFlow<()> = visit_expressions(tree, |part| {
        found.push(part.clone());
        ControlFlow::Continue(())
    });
    // Visited from the outside in, changed from the inside out: numbered as they are changed.
    let mut order = Vec::new();
    let _: ControlFlow<()> = visit_expressions_mut(&mut tree.clone(), |part| {
        order.push(part.clone());
        ControlFlow::Continue(())
    });
    assert_eq!(found.len(), order.len());
    order
}

/// The expression with another part in one place.
fn put(tree: &Expr, site: usize, part: &Expr) -> Expr {
    let (mut changed, mut at) = (tree.clone(), 0);
    let _: ControlFlow<()> = visit_expressions_mut(&mut changed, |here| {
        if at == site {
            *here = part.clone();
        }
        at += 1;
        ControlFlow::Continue(())
    });
    changed
}

fn is_condition(tree: &Expr) -> bool {
    match tree {
        Expr::Function(_) | Expr::Identifier(_) | Expr::Value(_) => false,
        Expr::BinaryOp { op, .. } => !matches!(op, Op::Plus | Op::Minus | Op::Multiply),
        _ => true,
    }
}

fn negated(tree: &Expr) -> Expr {
    Expr::UnaryOp { op: UnaryOperator::Not, expr: Box::new(Expr::Nested(Box::new(tree.clone()))) }
}

/// What might stand in the place of one part.
fn changes(part: &Expr) -> Vec<Expr> {
    match part {
        Expr::BinaryOp { left, op, right } => {
            let other = |op| Expr::BinaryOp { left: left.clone(), op, right: right.clone() };
            operators(op).into_iter().map(other).collect()
        }
        Expr::Between { .. } => between(part),
        Expr::InList { expr, list, negated } => {
            let without = |at: usize| {
                let mut list = list.clone();
                list.remove(at);
                Expr::InList { expr: expr.clone(), list, negated: *negated }
            };
            let other = Expr::InList { expr: expr.clone(), list: list.clone(), negated: !negated };
            (0..list.len()).filter(|_| list.len() > 1).map(without).chain([other]).collect()
        }
        Expr::IsNull(inner) => vec![Expr::IsNotNull(inner.clone())],
        Expr::IsNotNull(inner) => vec![Expr::IsNull(inner.clone())],
        Expr::IsTrue(inner) => vec![Expr::IsNotTrue(inner.clone())],
        Expr::IsNotTrue(inner) => vec![Expr::IsTrue(inner.clone())],
        Expr::IsFalse(inner) => vec![Expr::IsNotFalse(inner.clone())],
        Expr::IsNotFalse(inner) => vec![Expr::IsFalse(inner.clone())],
        Expr::IsDistinctFrom(a, b) => vec![Expr::IsNotDistinctFrom(a.clone(), b.clone())],
        Expr::IsNotDistinctFrom(a, b) => vec![Expr::IsDistinctFrom(a.clone(), b.clone())],
        Expr::UnaryOp { op: UnaryOperator::Not, expr } => vec![(**expr).clone()],
        Expr::Like { negated, any, expr, pattern, escape_char } => vec![Expr::Like {
            negated: !negated,
            any: *any,
            expr: expr.clone(),
            pattern: pattern.clone(),
            escape_char: escape_char.clone(),
        }],
        Expr::Case { .. } => branches(part),
        Expr::Value(value) => literals(value),
        Expr::TypedString(_) => days(part),
        Expr::Interval(interval) => {
            let longer = |text: String| {
                let mut interval = interval.clone();
                *interval.value = Expr::value(Value::SingleQuotedString(text));
                Expr::Interval(interval)
            };
            let Expr::Value(value) = &*interval.value else { return Vec::new() };
            let Value::SingleQuotedString(text) = &value.value else { return Vec::new() };
            let Some((number, unit)) = text.split_once(' ') else { return Vec::new() };
            shifted(number).into_iter().map(|number| longer(format!("{number} {unit}"))).collect()
        }
        Expr::Function(function) => calls(function),
        _ => Vec::new(),
    }
}

fn operators(op: &Op) -> Vec<Op> {
    match op {
        Op::Lt => vec![Op::LtEq],
        Op::LtEq => vec![Op::Lt],
        Op::Gt => vec![Op::GtEq],
        Op::GtEq => vec![Op::Gt],
        Op::Eq => vec![Op::NotEq],
        Op::NotEq => vec![Op::Eq],
        Op::And => vec![Op::Or],
        Op::Or => vec![Op::And],
        Op::Plus => vec![Op::Minus],
        Op::Minus => vec![Op::Plus],
        _ => Vec::new(),
    }
}

/// Either end left out, and the opposite.
fn between(part: &Expr) -> Vec<Expr> {
    let Expr::Between { expr, negated, low, high } = part else { return Vec::new() };
    let pair = |low_op, high_op| {
        let compared = |op, to: &Expr| Expr::BinaryOp { left: expr.clone(), op, right: Box::new(to.clone()) };
        let both = Expr::BinaryOp {
            left: Box::new(compared(low_op, low)),
            op: Op::And,
            right: Box::new(compared(high_op, high)),
        };
        let both = Expr::Nested(Box::new(both));
        if *negated { self::negated(&both) } else { both }
    };
    let other = Expr::Between { expr: expr.clone(), negated: !negated, low: low.clone(), high: high.clone() };
    vec![pair(Op::Gt, Op::LtEq), pair(Op::GtEq, Op::Lt), other]
}

/// Without one branch, or without the last word.
fn branches(part: &Expr) -> Vec<Expr> {
    let mut all = Vec::new();
    let Expr::Case { conditions, else_result, .. } = part else { return all };
    for at in (0..conditions.len()).filter(|_| conditions.len() > 1) {
        let mut without = part.clone();
        if let Expr::Case { conditions, .. } = &mut without {
            conditions.remove(at);
        }
        all.push(without);
    }
    if else_result.is_some() {
        let mut without = part.clone();
        if let Expr::Case { else_result, .. } = &mut without {
            *else_result = None;
        }
        all.push(without);
    }
    all
}

fn literals(value: &ValueWithSpan) -> Vec<Expr> {
    match &value.value {
        Value::Number(number, _) => {
            shifted(&number.clone()).into_iter().map(|number| Expr::value(Value::Number(number, false))).collect()
        }
        Value::Boolean(truth) => vec![Expr::value(Value::Boolean(!truth))],
        _ => Vec::new(),
    }
}

/// One more and one less in the last place.
fn shifted(number: &str) -> Vec<String> {
    let places = number.split_once('.').map_or(0, |(_, places)| places.len());
    let whole = number.replace('.', "").parse::<i64>();
    let text = |whole: i64| {
        let digits = format!("{:0>width$}", whole.unsigned_abs(), width = places + 1);
        let (before, after) = digits.split_at(digits.len() - places);
        let sign = if whole < 0 { "-" } else { "" };
        if places == 0 { format!("{sign}{before}") } else { format!("{sign}{before}.{after}") }
    };
    whole.map(|whole| vec![text(whole + 1), text(whole - 1)]).unwrap_or_default()
}

/// A day later and a day earlier.
fn days(part: &Expr) -> Vec<Expr> {
    let Expr::TypedString(typed) = part else { return Vec::new() };
    let Value::SingleQuotedString(text) = &typed.value.value else { return Vec::new() };
    if text == NEVER {
        return Vec::new();
    }
    let Some(day) = parse_iso_date(text) else { return Vec::new() };
    let other = |day: String| {
        let mut typed = typed.clone();
        typed.value = Value::SingleQuotedString(day).into();
        Expr::TypedString(typed)
    };
    [day.tomorrow(), day.yesterday()].into_iter().filter_map(Result::ok).map(|day| other(day.to_string())).collect()
}

/// A window over more rows; COALESCE without its last resort; any for distinct.
fn calls(function: &Function) -> Vec<Expr> {
    let mut all = Vec::new();
    if let Some(WindowType::WindowSpec(window)) = &function.over {
        for at in 0..window.partition_by.len() {
            let mut without = function.clone();
            if let Some(WindowType::WindowSpec(window)) = &mut without.over {
                window.partition_by.remove(at);
            }
            all.push(Expr::Function(without));
        }
    }
    let FunctionArguments::List(list) = &function.args else { return all };
    if function.name.to_string().eq_ignore_ascii_case("coalesce") && list.args.len() > 1 {
        let mut without = function.clone();
        if let FunctionArguments::List(list) = &mut without.args {
            list.args.pop();
        }
        all.push(Expr::Function(without));
    }
    if list.duplicate_treatment.is_some() {
        let mut without = function.clone();
        if let FunctionArguments::List(list) = &mut without.args {
            list.duplicate_treatment = None;
        }
        all.push(Expr::Function(without));
    }
    all
}

#[test]
fn a_formula_has_the_mistakes_that_are_easily_made() {
    let found = |text: &str| mutants(text).into_iter().map(|mutant| mutant.text).collect::<Vec<_>>();
    assert_eq!(found("a <= b"), ["NOT (a <= b)", "a < b"]);
    assert_eq!(found("a = 1"), ["NOT (a = 1)", "a = 2", "a = 0", "a <> 1"]);
    assert_eq!(found("a > -0.05").into_iter().skip(1).collect::<Vec<_>>(), ["a > -0.06", "a > -0.04", "a >= -0.05"]);
    assert_eq!(
        found("a IS NULL OR a <> 'x'")[1..],
        ["a IS NOT NULL OR a <> 'x'", "a IS NULL OR a = 'x'", "a IS NULL AND a <> 'x'"]
    );
    assert_eq!(found("a IN (1, 2)")[5..], ["a IN (2)", "a IN (1)", "a NOT IN (1, 2)"]);
    assert_eq!(
        found("d BETWEEN DATE '2024-03-01' AND :year_end")[1..],
        [
            "d BETWEEN DATE '2024-03-02' AND :year_end",
            "d BETWEEN DATE '2024-02-29' AND :year_end",
            "(d > DATE '2024-03-01' AND d <= :year_end)",
            "(d >= DATE '2024-03-01' AND d < :year_end)",
            "d NOT BETWEEN DATE '2024-03-01' AND :year_end",
        ]
    );
    assert_eq!(
        found("d <= e + INTERVAL '6 months'")[1..],
        [
            "d <= e + INTERVAL '7 months'",
            "d <= e + INTERVAL '5 months'",
            "d <= e - INTERVAL '6 months'",
            "d < e + INTERVAL '6 months'"
        ]
    );
    assert_eq!(
        found("CASE WHEN a THEN b WHEN c THEN TRUE ELSE FALSE END")[1..],
        [
            "CASE WHEN a THEN b WHEN c THEN false ELSE false END",
            "CASE WHEN a THEN b WHEN c THEN true ELSE true END",
            "CASE WHEN c THEN true ELSE false END",
            "CASE WHEN a THEN b ELSE false END",
            "CASE WHEN a THEN b WHEN c THEN true END",
        ]
    );
    assert_eq!(
        found("COUNT(*) OVER (PARTITION BY a, b) = COALESCE(c, d)")[1..],
        [
            "COUNT(*) OVER (PARTITION BY b) = COALESCE(c, d)",
            "COUNT(*) OVER (PARTITION BY a) = COALESCE(c, d)",
            "COUNT(*) OVER (PARTITION BY a, b) = COALESCE(c)",
            "COUNT(*) OVER (PARTITION BY a, b) <> COALESCE(c, d)",
        ]
    );
}
