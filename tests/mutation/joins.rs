//! Mistakes in rules that look elsewhere.

use trosolwg::definitions::formula::{Paired, Shape, There};
use trosolwg::definitions::{Check, Demand, FieldKind, Join, Rule, SubmitterKind, Target, Whose};

use super::{Columns, Mistakes};

impl Mistakes<'_> {
    pub(super) fn of_join(&mut self, join: &Join) {
        let there = self.there(&join.to);
        let side = (&*join.qualifier, &there);
        match &join.demand {
            Demand::Exists => self.with("exists → none", |rule| join_of(rule).demand = Demand::None),
            Demand::None => self.with("none → exists", |rule| join_of(rule).demand = Demand::Exists),
            Demand::Every(expect) => {
                let put = |rule: &mut Rule, expect| join_of(rule).demand = Demand::Every(expect);
                self.paired("expect", &expect.text, side, put);
            }
            Demand::Together(expect) => {
                let put = |rule: &mut Rule, expect| join_of(rule).demand = Demand::Together(expect);
                self.paired("expect", &expect.text, side, put);
            }
        }
        for (at, (own, _)) in join.on.iter().enumerate() {
            self.with(format!("on {own} dropped"), |rule| drop(join_of(rule).on.remove(at)));
        }
        if let Some(filter) = &join.filter {
            self.of_filter(join, filter, &there);
        }
        self.of_senders(&join.to);
    }

    /// `valid_on` and `where`, which have become one.
    fn of_filter(&mut self, join: &Join, filter: &Paired, there: &Columns) {
        let valid = self.valid(join, filter, there);
        let wheres = match &valid {
            None => Some(&*filter.text),
            Some(valid) => {
                filter.text.strip_prefix(&format!("({valid}) AND (")).and_then(|rest| rest.strip_suffix(')'))
            }
        };
        let columns = self.columns();
        let compile = |mistakes: &Self, text: &str| {
            let other = There { qualifier: &join.qualifier, columns: there };
            Paired::compile(text, mistakes.scope(&columns, Shape::Rows), other).ok()
        };
        let put = |rule: &mut Rule, filter: Paired| join_of(rule).filter = Some(filter);
        if let Some(text) = wheres {
            let whole = |mistakes: &Self, text: &str| match &valid {
                Some(valid) => compile(mistakes, &format!("({valid}) AND ({text})")),
                None => compile(mistakes, text),
            };
            self.compiled("where", text, whole, put);
            let without = valid.as_ref().map(|valid| compile(self, valid).unwrap());
            self.with("where dropped", |rule| join_of(rule).filter = without);
        }
        if valid.is_some() {
            let without = wheres.map(|text| compile(self, text).unwrap());
            self.with("valid_on dropped", |rule| join_of(rule).filter = without);
        }
    }

    /// What `valid_on` has become, where the filter begins with it: the loader's words, in which the author makes no
    /// mistakes.
    fn valid(&self, join: &Join, filter: &Paired, there: &Columns) -> Option<String> {
        let Target::Table(table) = &join.to else { return None };
        let days = self.return_.columns().into_iter().filter(|(_, kind)| *kind == FieldKind::Date);
        let bounds = [("since", "<="), ("valid_from", "<="), ("until", ">"), ("valid_to", ">=")];
        let condition = |day: &str| {
            let there = bounds.iter().filter(|(name, _)| there.iter().any(|(column, _)| **column == **name));
            let one = |(name, op): &(&str, &str)| format!("({table}.{name} IS NULL OR {table}.{name} {op} {day})");
            there.map(one).collect::<Vec<_>>().join(" AND ")
        };
        days.map(|(day, _)| condition(&day)).find(|valid| {
            !valid.is_empty() && (*filter.text == **valid || filter.text.starts_with(&format!("({valid}) AND ")))
        })
    }

    /// Everybody's rows for others', and one's own for everybody's.
    fn of_senders(&mut self, to: &Target) {
        let Target::Return { id, whose, .. } = to else { return };
        let of_authorities = |submitter| submitter == SubmitterKind::Authority;
        if !of_authorities(self.return_.submitter) || !of_authorities(self.definitions.returns[id].submitter) {
            return;
        }
        let other = match whose {
            Whose::Own => return,
            Whose::Others => Whose::All,
            Whose::All => Whose::Own,
        };
        self.with(format!("{whose:?} → {other:?}"), |rule| {
            if let Target::Return { whose, .. } = &mut join_of(rule).to {
                *whose = other;
            }
        });
    }

    /// The columns of the other side.
    pub(super) fn there(&self, to: &Target) -> Columns {
        match to {
            Target::Return { id, .. } => self.definitions.returns[id].columns_elsewhere(),
            Target::Table(name) => self.definitions.reference.tables[name].typed_columns(),
        }
    }
}

fn join_of(rule: &mut Rule) -> &mut Join {
    let Check::Joined(join) = &mut rule.check else { panic!("{} looks nowhere else", rule.code) };
    join
}
