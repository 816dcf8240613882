//! The examples of rules are held against mistakes: a rule that is nearly what it should be must break one of its own.

mod equivalent;
mod formula;
mod joins;

use std::path::Path;

use trosolwg::definitions::formula::{Formula, Paired, RULE_COLUMNS, Scope, Shape, There};
use trosolwg::definitions::{Check, Definitions, FieldKind, Return, Rule, Scalar};
use trosolwg::rules::{Collected, prove};

use super::support::clone;
use equivalent::EQUIVALENT;

/// Where collections are.
const HOMES: [&str; 2] = ["pipelines", "tests/collections"];

type Columns = Vec<(Box<str>, FieldKind)>;

/// One rule with one mistake.
struct Wrong {
    what: String,
    /// None where the loader would refuse it.
    rule: Option<Rule>,
}

/// The mistakes that can be made in one rule of a return.
struct Mistakes<'a> {
    definitions: &'a Definitions,
    return_: &'a Return,
    rule: &'a Rule,
    all: Vec<Wrong>,
}

impl Mistakes<'_> {
    fn all(mut self) -> Vec<Wrong> {
        self.of_condition();
        match self.rule.check.clone() {
            Check::Row(expect) | Check::Group(expect) => self.each("expect", &expect.text, Shape::Rows, demanding),
            Check::Table(scalar) => self.of_table(&scalar),
            Check::Unique { end: Some(_) } => self.with("end dropped", |rule| rule.check = Check::Unique { end: None }),
            Check::Unique { end: None } => {}
            Check::Joined(join) => self.of_join(&join),
        }
        self.all
    }

    fn with(&mut self, what: impl Into<String>, change: impl FnOnce(&mut Rule)) {
        let mut rule = self.rule.clone();
        change(&mut rule);
        self.all.push(Wrong { what: what.into(), rule: Some(rule) });
    }

    /// What the rule's formulas may speak of.
    fn columns(&self) -> Columns {
        let mut columns = self.return_.columns();
        columns.extend(RULE_COLUMNS.map(|(name, kind)| (name.into(), kind)));
        columns
    }

    fn scope<'s>(&'s self, columns: &'s Columns, shape: Shape) -> Scope<'s> {
        let working_days = self.definitions.reference.working_days.as_ref();
        Scope { columns, scalars: &[], codes: &self.definitions.codes, working_days, shape }
    }

    /// Every mistake in a formula over the return's own rows.
    fn each(&mut self, place: &str, text: &str, shape: Shape, put: impl Fn(&mut Rule, Formula)) {
        let columns = self.columns();
        self.compiled(place, text, |mistakes, text| Formula::compile(text, mistakes.scope(&columns, shape)).ok(), put);
    }

    /// Every mistake in a text, where it still compiles.
    fn compiled<F>(
        &mut self,
        place: &str,
        text: &str,
        compile: impl Fn(&Self, &str) -> Option<F>,
        put: impl Fn(&mut Rule, F),
    ) {
        for mutant in formula::mutants(text) {
            let rule = compile(self, &mutant.text).map(|formula| {
                let mut rule = self.rule.clone();
                put(&mut rule, formula);
                rule
            });
            self.all.push(Wrong { what: format!("{place}: {}", mutant.what), rule });
        }
    }

    fn of_condition(&mut self) {
        let Some(when) = &self.rule.when else { return };
        self.each("when", &when.text, Shape::Rows, |rule, when| {
            rule.when = Some(when);
            demand_again(rule);
        });
        self.with("when dropped", |rule| {
            rule.when = None;
            demand_again(rule);
        });
    }

    fn of_table(&mut self, scalar: &Scalar) {
        let columns = self.columns();
        let scalars = self.kinds(scalar);
        let compile = |mistakes: &Self, text: &str| {
            Formula::compile(text, Scope { scalars: &scalars, ..mistakes.scope(&columns, Shape::Table) }).ok()
        };
        self.compiled("table", &scalar.formula.text, compile, |rule, formula| scalar_of(rule).formula = formula);
        for (at, (name, given)) in scalar.given.iter().enumerate() {
            let columns = self.there(&given.to);
            let value = |mistakes: &Self, text: &str| {
                Formula::value(text, mistakes.scope(&columns, Shape::Table)).ok().map(|(formula, _)| formula)
            };
            let what = format!("given.{name} value");
            self.compiled(&what, &given.value.text, value, |rule, value| scalar_of(rule).given[at].1.value = value);
            let Some(filter) = &given.filter else { continue };
            let compile =
                |mistakes: &Self, text: &str| Formula::compile(text, mistakes.scope(&columns, Shape::Rows)).ok();
            let what = format!("given.{name} where");
            let put = |rule: &mut Rule, filter: Formula| scalar_of(rule).given[at].1.filter = Some(filter);
            self.compiled(&what, &filter.text, compile, put);
            self.with(format!("{what} dropped"), |rule| scalar_of(rule).given[at].1.filter = None);
        }
    }

    /// The kinds of the scalars from elsewhere.
    fn kinds(&self, scalar: &Scalar) -> Columns {
        let kind = |(name, given): &(Box<str>, trosolwg::definitions::Given)| {
            let columns = self.there(&given.to);
            let (_, kind) = Formula::value(&given.value.text, self.scope(&columns, Shape::Table)).unwrap();
            (name.clone(), kind)
        };
        scalar.given.iter().map(kind).collect()
    }

    /// Every mistake in a formula over pairs.
    fn paired(
        &mut self,
        place: &str,
        text: &str,
        (qualifier, there): (&str, &Columns),
        put: impl Fn(&mut Rule, Paired),
    ) {
        let columns = self.columns();
        let compile = |mistakes: &Self, text: &str| {
            Paired::compile(text, mistakes.scope(&columns, Shape::Rows), There { qualifier, columns: there }).ok()
        };
        self.compiled(place, text, compile, put);
    }
}

fn scalar_of(rule: &mut Rule) -> &mut Scalar {
    let Check::Table(scalar) = &mut rule.check else { panic!("{} is no rule of a table", rule.code) };
    scalar
}

/// The rule with another demand; whether it looks at several rows shows in it and in its condition.
fn demanding(rule: &mut Rule, expect: Formula) {
    let windowed = expect.windowed || rule.when.as_ref().is_some_and(|when| when.windowed);
    rule.check = if windowed { Check::Group(expect) } else { Check::Row(expect) };
}

fn demand_again(rule: &mut Rule) {
    if let Check::Row(expect) | Check::Group(expect) = &rule.check {
        demanding(rule, expect.clone());
    }
}

/// Whether one of a rule's own examples does not come out.
fn noticed(definitions: &Definitions, return_: &Return, rule: Rule) -> bool {
    let elsewhere = Collected { returns: &definitions.returns, reference: &definitions.reference };
    !prove(&Return { rules: vec![rule], ..return_.clone() }, &elsewhere).is_empty()
}

/// The mistakes in a collection's rules that no example notices, and how many were made.
fn unnoticed(collection: &Path) -> (Vec<(String, String)>, usize) {
    let definitions = Definitions::load(collection, &clone("data/reference"))
        .unwrap_or_else(|mistakes| panic!("{}: {mistakes}", collection.display()));
    let (mut found, mut made) = (Vec::new(), 0);
    for return_ in definitions.returns.values() {
        for rule in &return_.rules {
            let mistakes = Mistakes { definitions: &definitions, return_, rule, all: Vec::new() };
            for wrong in mistakes.all() {
                made += 1;
                if wrong.rule.is_some_and(|rule| !noticed(&definitions, return_, rule)) {
                    found.push((rule.code.to_string(), wrong.what));
                }
            }
        }
    }
    (found, made)
}

#[test]
fn every_small_mistake_in_a_rule_breaks_one_of_its_examples() {
    let (mut found, mut made) = (Vec::new(), 0);
    for home in HOMES {
        for entry in std::fs::read_dir(clone(home)).unwrap() {
            let path = entry.unwrap().path();
            if path.join("collection.toml").exists() {
                let (some, more) = unnoticed(&path);
                found.extend(some);
                made += more;
            }
        }
    }
    assert!(made > 200, "only {made} mistakes were made");
    let known = |(code, what): &(String, String)| EQUIVALENT.iter().any(|(c, w, _)| c == code && w == what);
    let list: Vec<String> = found.iter().filter(|wrong| !known(wrong)).map(|(c, w)| format!("{c}  {w}")).collect();
    assert!(list.is_empty(), "of {made} mistakes these {} go unnoticed:\n{}", list.len(), list.join("\n"));
    for (code, what, _) in EQUIVALENT {
        let stale = "is noticed, or cannot be made any more";
        assert!(found.iter().any(|(c, w)| c == code && w == what), "{code} {what} {stale}");
    }
}
