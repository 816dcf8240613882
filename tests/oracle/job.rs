//! What the second engine is told: submissions, rules, and our verdicts.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;

use serde_json::{Map, Value, json};
use trosolwg::definitions::{
    Check, Definitions, Demand, Field, FieldKind, Given, Join, Privacy, Return, RowsOf, Rule, SubmitterKind, Target,
    Whose, YearOf,
};
use trosolwg::domain::{Date, Year};
use trosolwg::intake::{self, Pseudonyms, Reader, Staged};
use trosolwg::rules::{self, Beside, Breaks, CouldNotRun, Moment, Rows, Submitted, Verdicts};
use trosolwg::sample::{Mess, Plan, make};

use super::super::support::wales;

/// Makes returns in a folder.
pub(crate) fn make_sample(folder: &Path, scale: u32, seed: u64, mess: Mess) {
    make(&Plan { scale, seed, mess }, &wales().reference, &mut |path| {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        Ok(Box::new(std::io::BufWriter::new(File::create(path).unwrap())))
    })
    .unwrap();
}

/// Reads the returns of a folder, holds them against their rules, and describes it all.
pub(super) fn of_returns(folder: &Path, definitions: &Definitions) -> Value {
    describe(definitions, &standing(definitions, &folder.join("returns"), &folder.join("staging")))
}

/// The submissions that stand: the last received of each return, year and submitter.
pub(crate) fn standing(definitions: &Definitions, returns: &Path, staging: &Path) -> Vec<Staged> {
    let pseudonyms = Pseudonyms::new([7; 32]);
    let mut last: BTreeMap<(String, Year, String), Staged> = BTreeMap::new();
    for found in intake::find(returns, definitions).unwrap() {
        let reader =
            Reader { definitions, pseudonyms: &pseudonyms, staging, threads: 2, block: intake::BLOCK, digest: "" };
        for staged in intake::read(&found, &reader).unwrap().staged {
            let key = (staged.return_id.to_string(), staged.year, staged.submitter.to_string());
            let later = |other: &Staged| (other.received, other.number) <= (staged.received, staged.number);
            if last.get(&key).is_none_or(later) {
                last.insert(key, staged);
            }
        }
    }
    last.into_values().collect()
}

fn as_at() -> Date {
    Year::starting(2023).last_day()
}

fn moment_of(staged: &Staged) -> Moment {
    Moment { as_at: as_at(), data_to: staged.data_to, year: Some(staged.year) }
}

fn describe(definitions: &Definitions, standing: &[Staged]) -> Value {
    let returns: Map<String, Value> =
        definitions.returns.iter().map(|(id, return_)| (id.to_string(), of_return(definitions, return_))).collect();
    let tables: Map<String, Value> = definitions
        .reference
        .tables
        .iter()
        .map(|(name, table)| {
            let typed = table.typed_columns();
            let columns: Vec<(&str, &str)> = typed.iter().map(|(name, kind)| (&**name, sql(kind))).collect();
            let cell = |cell: &str| Some(cell.to_owned()).filter(|cell| !cell.is_empty());
            let rows: Vec<Vec<Option<String>>> =
                table.rows.iter().map(|row| row.iter().map(|text| cell(text)).collect()).collect();
            (name.to_string(), json!({ "columns": columns, "rows": rows }))
        })
        .collect();
    let authorities: Vec<&str> =
        definitions.reference.authorities.iter().map(|authority| authority.code.as_str()).collect();
    json!({
        "returns": returns,
        "tables": tables,
        "authorities": authorities,
        "first_year": definitions.collection.years.first().map_or(0, |year| number(*year)),
        "submissions": submissions(definitions, standing),
    })
}

fn number(year: Year) -> i16 {
    year.first_day().year()
}

/// The type that a column has in the second engine.
fn sql(kind: &FieldKind) -> &'static str {
    match kind {
        FieldKind::Date => "DATE",
        FieldKind::Integer => "BIGINT",
        FieldKind::Decimal => "DOUBLE",
        FieldKind::YesNo => "BOOLEAN",
        FieldKind::Id | FieldKind::Text | FieldKind::Code(_) | FieldKind::Codes(_) => "VARCHAR",
    }
}

fn of_return(definitions: &Definitions, return_: &Return) -> Value {
    let columns: Map<String, Value> =
        return_.columns().iter().map(|(name, kind)| (name.to_string(), json!(sql(kind)))).collect();
    let groups = |field: &Field| match &field.kind {
        FieldKind::Code(list) => {
            let codes = definitions.codes.get(list).into_iter().flat_map(|list| &list.codes);
            let groups: Map<String, Value> =
                codes.filter_map(|code| Some((code.code.to_string(), json!(code.group.as_deref()?)))).collect();
            Some((field.name.to_string(), Value::Object(groups)))
        }
        _ => None,
    };
    json!({
        "submitter": if return_.submitter == SubmitterKind::National { "national" } else { "authority" },
        "key": return_.key.iter().map(|at| &*return_.fields[*at].name).collect::<Vec<_>>(),
        "columns": columns,
        "months": return_.fields.iter().filter(|field| field.privacy == Privacy::Month).map(|field| &field.name).collect::<Vec<_>>(),
        "groups": return_.fields.iter().filter_map(groups).collect::<Map<_, _>>(),
        "rules": return_.rules.iter().map(|rule| of_rule(definitions, return_, rule)).collect::<Vec<_>>(),
    })
}

fn of_rule(definitions: &Definitions, return_: &Return, rule: &Rule) -> Value {
    let mut described = json!({
        "code": rule.code,
        "severity": rule.severity.as_str(),
        "when": rule.when.as_ref().map(|when| &when.text),
        "since": rule.since.map(number),
        "until": rule.until.map(number),
        "rows": if rule.rows == RowsOf::PreviousYear { "previous" } else { "submission" },
    });
    let (kind, more) = match &rule.check {
        Check::Row(formula) => ("row", json!({ "expect": formula.text })),
        Check::Group(formula) => ("group", json!({ "expect": formula.text })),
        Check::Unique { end } => ("unique", json!({ "end": end.map(|at| &return_.fields[at].name) })),
        Check::Table(scalar) => {
            let given = scalar.given.iter().map(|(name, given)| (name.to_string(), of_given(definitions, given)));
            ("table", json!({ "expect": scalar.formula.text, "given": given.collect::<Map<_, _>>() }))
        }
        Check::Joined(join) => ("joined", json!({ "join": of_join(definitions, join) })),
    };
    let described = described.as_object_mut().unwrap();
    described.insert("kind".to_owned(), json!(kind));
    described.extend(more.as_object().unwrap().clone());
    json!(described)
}

fn of_target(definitions: &Definitions, target: &Target) -> Value {
    match target {
        Target::Table(name) => json!({ "table": name, "columns": definitions.reference.tables[name].columns }),
        Target::Return { id, year, whose } => json!({
            "return": id,
            "year": if *year == YearOf::Previous { "previous" } else { "same" },
            "whose": match whose { Whose::Own => "own", Whose::Others => "others", Whose::All => "all" },
        }),
    }
}

fn of_given(definitions: &Definitions, given: &Given) -> Value {
    json!({
        "to": of_target(definitions, &given.to),
        "filter": given.filter.as_ref().map(|filter| &filter.text),
        "value": given.value.text,
    })
}

fn of_join(definitions: &Definitions, join: &Join) -> Value {
    let (demand, expect) = match &join.demand {
        Demand::Exists => ("exists", None),
        Demand::None => ("none", None),
        Demand::Every(paired) => ("every", Some(&paired.text)),
        Demand::Together(paired) => ("together", Some(&paired.text)),
    };
    json!({
        "to": of_target(definitions, &join.to),
        "qualifier": join.qualifier,
        "on": join.on,
        "filter": join.filter.as_ref().map(|filter| &filter.text),
        "demand": demand,
        "expect": expect,
    })
}

fn submissions(definitions: &Definitions, standing: &[Staged]) -> Vec<Value> {
    let verdicts = verdicts(definitions, standing);
    let lines: Vec<Vec<u32>> = standing.iter().map(|staged| rules::lines(&staged.parquet).unwrap()).collect();
    let before = |staged: &Staged| {
        standing.iter().position(|other| {
            other.return_id == staged.return_id
                && other.submitter == staged.submitter
                && other.year == staged.year.previous()
        })
    };
    let of = |((staged, verdicts), own): ((&Staged, &Verdicts), &Vec<u32>)| {
        let return_ = &definitions.returns[&*staged.return_id];
        let moment = moment_of(staged);
        let held_back: Vec<u32> = verdicts.held_back(return_).iter().map(|row| own[row as usize]).collect();
        let by_rule = return_.rules.iter().enumerate().map(|(index, rule)| {
            let lines = match rule.rows {
                RowsOf::Submission => own,
                RowsOf::PreviousYear => before(staged).map_or(own, |before| &lines[before]),
            };
            of_verdicts(verdicts, index, lines)
        });
        json!({
            "file": &*staged.file,
            "return": &*staged.return_id,
            "year": number(staged.year),
            "submitter": staged.submitter.as_str(),
            "parquet": staged.parquet,
            "moment": {
                "as_at": moment.as_at.to_string(),
                "data_to": moment.data_to.to_string(),
                "year_start": staged.year.first_day().to_string(),
                "year_end": staged.year.last_day().to_string(),
            },
            "verdicts": by_rule.collect::<Vec<_>>(),
            "held_back": held_back,
        })
    };
    standing.iter().zip(&verdicts).zip(&lines).map(of).collect()
}

/// What the program makes of each, beside one another.
pub(crate) fn verdicts(definitions: &Definitions, standing: &[Staged]) -> Vec<Verdicts> {
    let submitted = standing.iter().map(|staged| Submitted {
        return_: &definitions.returns[&*staged.return_id],
        submitter: Some(staged.submitter.clone()),
        moment: moment_of(staged),
        table: Some(staged.parquet.clone()),
    });
    let submitted: Vec<Submitted<'_>> = submitted.collect();
    let alone: Vec<Verdicts> = standing
        .iter()
        .zip(&submitted)
        .map(|(staged, submitted)| rules::hold(&staged.parquet, submitted.return_, &submitted.moment).unwrap())
        .collect();
    let beside = Beside::new(definitions, submitted).unwrap();
    let mut all: Vec<Verdicts> = (0..).zip(alone).map(|(at, alone)| beside.hold(at, alone).unwrap()).collect();
    beside.settle(&mut all).unwrap();
    all
}

fn of_verdicts(verdicts: &Verdicts, rule: usize, lines: &[u32]) -> Value {
    let run = verdicts.runs.iter().find(|run| run.rule == rule).unwrap();
    let none = Breaks::default();
    let breaks = verdicts.broken.get(&rule).unwrap_or(&none);
    let lines = |rows: &Rows| rows.iter().map(|row| lines[row as usize]).collect::<Vec<u32>>();
    json!({
        "counts": [run.evaluated, run.passed, run.failed, run.not_applicable, run.not_evaluated],
        "could_not_run": run.could_not_run.as_ref().map(|why| match why {
            CouldNotRun::Missing(_) => "missing".to_owned(),
            why => why.to_string(),
        }),
        "failed": lines(&breaks.rows),
        "cascade": lines(&breaks.cascade),
        "whole": breaks.whole,
    })
}
