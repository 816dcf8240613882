//! How fast reading is: run by hand, with `--ignored --nocapture`.

use std::fmt::Write as _;

use super::*;
use crate::definitions::{Definitions, Derived, FieldKind};
use crate::diagnostic::Error;
use crate::intake::conform::{Conformer, Fault};
use crate::intake::fixture::{code, field, list, pseudonym};
use crate::intake::header::{self, Catalogue};
use crate::intake::read::open::open;
use crate::intake::record::Seen;
use crate::intake::totals::Totals;
use crate::intake::walk::{Sink, Walk};

/// Placements with the shape and size of the real ones: 29 fields, half of them codes.
fn real_placements() -> Definitions {
    let mut definitions = definitions();
    let labels = ["alpha", "beta", "gamma", "delta", "epsilon_and_more", "not_stated"];
    let codes: Vec<(&str, &str, &[&str])> = labels.iter().map(|label| (*label, *label, &[][..])).collect();
    definitions.codes.insert("any".into(), list("any", &codes));
    let return_ = definitions.returns.get_mut("placements").unwrap();
    return_.fields = vec![
        pseudonym(field("child_id", FieldKind::Id, true, &[]), "child", false),
        pseudonym(field("upn", FieldKind::Id, false, &[]), "upn", true),
        field("date_of_birth", FieldKind::Date, true, &[]),
    ];
    let mut add = |name: String, kind| return_.fields.push(field(&name, kind, false, &[]));
    (1..=16).for_each(|n| add(format!("code_{n}"), code("any")));
    (1..=4).for_each(|n| add(format!("day_{n}"), FieldKind::Date));
    (1..=3).for_each(|n| add(format!("flag_{n}"), FieldKind::YesNo));
    add("service".into(), FieldKind::Id);
    add("distance".into(), FieldKind::Decimal);
    add("changes".into(), FieldKind::Integer);
    return_.derived =
        (19..=21).map(|on| Derived { name: format!("age_{on}").into(), title: "Age".into(), birth: 2, on }).collect();
    definitions
}

/// Writes some 20 MB of placements, and reads them ten times.
#[test]
#[ignore = "takes seconds and 20 MB of disk: run by hand"]
fn a_hundred_thousand_rows() {
    let definitions = real_placements();
    let names: Vec<&str> = definitions.returns["placements"].fields.iter().map(|field| &*field.name).collect();
    let mut text = format!("{}\r\n", names.join(","));
    let labels = ["alpha", "beta", "gamma", "delta", "epsilon_and_more", "not_stated"];
    for n in 0..100_000_usize {
        let child = n / 3;
        write!(text, "CH{child:07},A{child:012},20{:02}-0{}-{:02}", child % 20, child % 9 + 1, child % 28 + 1).unwrap();
        (0..16).for_each(|at| write!(text, ",{}", labels[(n * 7 + at * 5 + n / 11) % 6]).unwrap());
        (0..3).for_each(|at| write!(text, ",2023-0{}-{:02}", (n + at) % 9 + 1, n % 28 + 1).unwrap());
        write!(text, ",,yes,no,,SIN-{:05},{}.{},{}\r\n", n % 1200, n % 300, n % 10, n % 4).unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("placements.csv");
    fs::write(&path, &text).unwrap();
    println!("{} MB", text.len() / 1_000_000);
    drop(text);
    let found = Found::at(&path, "placements", Some(Year::starting(2023)), authority());
    let ticks = || {
        let stat = fs::read_to_string("/proc/thread-self/schedstat").unwrap();
        stat.split(' ').next().and_then(|time| time.parse::<u64>().ok()).unwrap() / 1_000_000
    };
    for _ in 0..10 {
        let begun = ticks();
        let opened = open(&found).unwrap();
        let surveyed = ticks();
        let return_ = &definitions.returns["placements"];
        let mut window = opened.window(&path).unwrap();
        let catalogue = Catalogue::of(return_, &definitions.words);
        let layout = header::find(window.bytes(), 0, Encoding::Utf8, &catalogue).unwrap();
        Walk::new(&layout, Encoding::Utf8, None, Totals::default()).run(&mut window, &mut Nobody).unwrap();
        let lexed = ticks();
        let mut conformer = Conformer::new(return_, &layout, &definitions, found.year);
        let totals = Totals::of(return_, &layout, &definitions);
        let mut window = opened.window(&path).unwrap();
        Walk::new(&layout, Encoding::Utf8, Some(&mut conformer), totals).run(&mut window, &mut Nobody).unwrap();
        let typed = ticks();
        let reading = read(&found, &definitions, &Pseudonyms::new([1; 32]), folder.path()).unwrap();
        assert_eq!(reading.ledger[0].rows_loaded, 100_000);
        let (lex, conform) = (lexed - surveyed, typed - lexed);
        println!(
            "ms of CPU: survey {}, walk {lex}, walk and conform {conform}, all {}",
            surveyed - begun,
            ticks() - typed
        );
    }
}

struct Nobody;

impl Sink for Nobody {
    fn take(&mut self, _: &Seen<'_>, _: &[Fault], _: Option<&Conformer<'_>>) -> Result<bool, Error> {
        Ok(true)
    }
}
