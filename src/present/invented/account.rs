//! An invented account of what came in.

use crate::domain::{Date, Submitter, Year};
use crate::present::{Account, CarriedReturn, HeldBack, Lines, Outlived, OverruledGate, RefusedFile, ReturnAccount};

/// An account with one of everything.
pub(crate) fn account() -> Account {
    let authority = Submitter::Authority("W06000001".parse().unwrap());
    let year = Year::starting(2023);
    Account {
        release: "000007-abcd".into(),
        as_at: Date::constant(2024, 3, 31),
        version: "0.1.0".into(),
        commit: "0123456789ab".into(),
        inputs: "f00d".into(),
        lines: Lines { read: 12_345, headers: 8, loaded: 12_300, held_back: 7, refused: 30, ..Lines::default() },
        returns: vec![ReturnAccount {
            return_id: "placements".into(),
            year,
            owed: 4,
            received: 3,
            late: vec![Submitter::Authority("W06000023".parse().unwrap())],
            missing: vec![authority.clone()],
        }],
        held_back: vec![HeldBack {
            return_id: "placements".into(),
            year,
            reason: "S-DATE".into(),
            lines: 7,
            by_submitter: vec![(authority.clone(), 7)],
        }],
        refused: vec![RefusedFile {
            file: "2023-24/W06000001/placements.csv".into(),
            return_id: Some("placements".into()),
            year: Some(year),
            submitter: Some(authority.clone()),
            reason: "S-NOT-CSV".into(),
            lines: 30,
        }],
        carried: vec![CarriedReturn {
            return_id: "placements".into(),
            year,
            submitter: authority.clone(),
            from_release: "000006-abcd".into(),
        }],
        overruled: vec![OverruledGate {
            file: "2023-24/W06000001/placements.csv".into(),
            return_id: "placements".into(),
            gate: "S-GATE".into(),
            reason: "seen by hand".into(),
        }],
        explained: 2,
        outlived: vec![Outlived { line: 3, code: "S-EXPLAINED-NOTHING".into() }],
    }
}
