//! Small definitions for the tests of this module, made by hand.

use std::collections::BTreeMap;
use std::path::Path;

use crate::definitions::{
    Authority, Code, CodeList, Collection, Definitions, Derived, Disclosure, DueDate, Field, FieldKind, Gate, Gates,
    HeadlineBasis, HeadlinePolicy, Privacy, Reference, Report, Return, Status, SubmitterKind, Validity, Word, Words,
    key,
};
use crate::domain::{Language, Year};
use crate::intake::{BLOCK, Found, Pseudonyms, Reader, Reading, read};

pub(super) fn field(name: &str, kind: FieldKind, required: bool, aliases: &[&str]) -> Field {
    let title = name.replace('_', " ");
    let aliases = aliases.iter().map(|alias| (*alias).into()).collect();
    Field {
        name: name.into(),
        kind,
        scale: Field::SCALE,
        required,
        title: title.into(),
        aliases,
        forms: Vec::new(),
        privacy: Privacy::Keep,
    }
}

pub(super) fn pseudonym(mut field: Field, kind: &str, national: bool) -> Field {
    field.privacy = Privacy::Pseudonym { kind: kind.into(), national };
    field
}

fn return_(id: &str, submitter: SubmitterKind, fields: Vec<Field>) -> Return {
    Return {
        id: id.into(),
        title: id.into(),
        submitter,
        key: vec![0],
        since: None,
        due: Some(DueDate { month: 5, day: 24 }),
        nil_allowed: true,
        fields,
        derived: Vec::new(),
        year_aliases: vec!["YearCode".into()],
        years_by_end: false,
        ignored: vec!["Notes".into()],
        rules: Vec::new(),
    }
}

pub(super) fn list(id: &str, codes: &[(&str, &str, &[&str])]) -> CodeList {
    let mut list = CodeList { id: id.into(), ..CodeList::default() };
    for (at, (code, label, synonyms)) in codes.iter().enumerate() {
        for name in [*code, *label].iter().chain(*synonyms) {
            list.by_folded.entry(key(name).into()).or_insert(at);
        }
        let labels = BTreeMap::from([(Language::english(), Box::from(*label))]);
        let synonyms = synonyms.iter().map(|name| (*name).into()).collect();
        list.codes.push(Code { code: (*code).into(), labels, synonyms, ..Code::default() });
    }
    list
}

fn reference() -> Reference {
    let mut reference = Reference::default();
    for (code, names) in
        [("W06000001", ["Isle of Anglesey", "Ynys Môn", "512"]), ("W06000015", ["Cardiff", "Caerdydd", "552"])]
    {
        let at = reference.authorities.len();
        for name in names.iter().chain(&[code]) {
            reference.by_folded.insert(key(name).into(), at);
        }
        let labels = BTreeMap::from([(Language::english(), Box::from(names[0]))]);
        reference.authorities.push(Authority {
            code: code.parse().unwrap(),
            names: labels,
            within: BTreeMap::new(),
            region: "RPB-1".into(),
            health_board: "".into(),
            valid: Validity::default(),
        });
    }
    reference
}

pub(super) fn code(list: &str) -> FieldKind {
    FieldKind::Code(list.into())
}

fn concerns() -> Return {
    let mut concerns = return_(
        "concerns",
        SubmitterKind::National,
        vec![
            field("concern_id", FieldKind::Id, true, &[]),
            field("received_date", FieldKind::Date, false, &[]),
            field("authority", code("authority"), true, &["AreaCode"]),
            field("number", FieldKind::Integer, false, &["Data"]),
        ],
    );
    concerns.nil_allowed = false;
    concerns
}

/// Two returns, two authorities, three years.
pub(super) fn definitions() -> Definitions {
    let mut placements = return_(
        "placements",
        SubmitterKind::Authority,
        vec![
            pseudonym(field("child_id", FieldKind::Id, true, &["Child ID"]), "child", false),
            pseudonym(field("upn", FieldKind::Id, false, &[]), "upn", true),
            field("date_of_birth", FieldKind::Date, true, &["DOB"]),
            field("sex", code("sex"), true, &[]),
            field("start_date", FieldKind::Date, true, &["DECOM"]),
            field("end_date", FieldKind::Date, false, &[]),
            field("themes", FieldKind::Codes("theme".into()), false, &[]),
            field("distance_km", FieldKind::Decimal, false, &[]),
            field("school_changes", FieldKind::Integer, false, &[]),
            field("sibling_group", FieldKind::YesNo, false, &[]),
            field("remark", FieldKind::Text, false, &[]),
        ],
    );
    placements.derived.push(Derived { name: "age_at_start".into(), title: "Age".into(), birth: 2, on: 4 });
    let concerns = concerns();
    let welsh: Language = "cy".parse().unwrap();
    let word = |text: &str| Word { text: text.into(), status: Status::Draft, stale: None };
    let translations = BTreeMap::from([
        (Box::from("return.placements.field.date_of_birth"), word("Dyddiad geni")),
        (Box::from("return.placements.field.sex"), word("Rhyw")),
        (Box::from("place.W92000004"), word("Cymru")),
    ]);
    Definitions {
        inspections: None,
        collection: Collection {
            id: "wales".into(),
            title: "Wales".into(),
            years: (2021..=2023).map(Year::starting).collect(),
            languages: vec![Language::english(), welsh.clone()],
            nation: "W92000004".into(),
            licence: None,
            totals: vec!["Wales".into(), "596".into()],
            gates: Gates { general: Gate { held_back_share: 0.2, ..Gate::OPEN }, by_return: BTreeMap::new() },
            headline: HeadlinePolicy { basis: HeadlineBasis::AsReturned, least_population: 0.0 },
            disclosure: Disclosure::default(),
        },
        codes: BTreeMap::from([
            ("sex".into(), list("sex", &[("female", "Female", &["F", "benyw"]), ("male", "Male", &["M", "gwryw"])])),
            ("theme".into(), list("theme", &[("a", "Alpha", &[]), ("b", "Beta", &[])])),
        ]),
        returns: [placements, concerns].into_iter().map(|one| (one.id.clone(), one)).collect(),
        dialects: Vec::new(),
        explained: Vec::new(),
        row_sets: BTreeMap::new(),
        indicators: Vec::new(),
        linkage: None,
        report: Report::default(),
        words: Words { translations: BTreeMap::from([(welsh, translations)]), ..Words::default() },
        reference: reference(),
        digest: String::new(),
    }
}

/// Reads a file as `run` does, with a key that tests know.
pub(super) fn take_in(found: &Found, definitions: &Definitions, staging: &Path) -> Reading {
    let pseudonyms = Pseudonyms::new([1; 32]);
    read(found, &Reader { definitions, pseudonyms: &pseudonyms, staging, threads: 2, block: BLOCK, digest: "" })
        .unwrap()
}
