//! The 39 oddities of delimited files: each with files that have it, and what comes of them. The table stands in four
//! parts, in order: bytes, tables, cells, deliveries. Every file is read through the library, and inspected by the program.

mod bytes;
mod case;
mod cells;
mod deliveries;
mod look;
mod nights;
mod seeds;
mod tables;

use std::fmt::Write as _;

use case::Case;

use super::support::Project;

/// One row of the table.
struct Oddity {
    /// Its number in the survey of what occurs (1 to 39).
    number: u8,
    /// What is odd.
    what: &'static str,
    /// What comes of it, in a sentence.
    comes_of_it: &'static str,
    /// Files that have it, and what comes of each exactly.
    cases: Vec<Case>,
}

fn oddity(number: u8, what: &'static str, comes_of_it: &'static str, cases: Vec<Case>) -> Oddity {
    Oddity { number, what, comes_of_it, cases }
}

/// The table.
fn oddities() -> Vec<Oddity> {
    [bytes::oddities(), tables::oddities(), cells::oddities(), deliveries::oddities()].into_iter().flatten().collect()
}

#[test]
fn the_table_has_every_number_once_and_in_order() {
    let table = oddities();
    assert_eq!(table.iter().map(|row| row.number).collect::<Vec<_>>(), (1..=39).collect::<Vec<_>>());
    for row in &table {
        assert!(!row.cases.is_empty() && row.comes_of_it.ends_with('.'), "{}", row.number);
    }
}

/// Calls `wrong` on every case; fails with the rows of the table that it has something to say about.
fn each(wrong: &dyn Fn(&Case) -> Vec<String>) {
    let mut said = String::new();
    let mut failed = 0;
    let table = oddities();
    for row in &table {
        for case in &row.cases {
            let complaints = wrong(case);
            failed += usize::from(!complaints.is_empty());
            if !complaints.is_empty() {
                writeln!(said, "{:>2} {} ({})", row.number, row.what, case.name).unwrap();
            }
            for complaint in complaints.iter().take(6) {
                writeln!(said, "     {complaint}").unwrap();
            }
        }
    }
    let all: usize = table.iter().map(|row| row.cases.len()).sum();
    assert!(said.is_empty(), "{failed} of {all} files come to something else:\n{said}");
}

#[test]
fn every_oddity_comes_to_what_the_table_says() {
    each(&look::read);
}

#[test]
fn the_program_inspects_every_oddity_as_the_table_says() {
    let project = Project::empty();
    each(&|case| look::inspected_by_the_program(&project, case));
}
