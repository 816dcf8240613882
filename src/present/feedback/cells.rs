//! Cells of files that people open in a spreadsheet.

use crate::definitions::Cell;
use crate::diagnostic::Error;

/// What a spreadsheet may take for a formula, or for the beginning of one.
const RISKY: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// Text that a spreadsheet could take for a formula gets an apostrophe before it; a plain number stays a number.
pub fn harmless(cell: &str) -> String {
    let risky = cell.starts_with(RISKY) || cell.trim_start().starts_with(RISKY);
    if risky && cell.parse::<f64>().is_err() { format!("'{cell}") } else { cell.to_owned() }
}

/// A cell as lists write it.
pub fn text(cell: &Cell) -> String {
    match cell {
        Cell::Null => String::new(),
        Cell::Text(text) => text.to_string(),
        Cell::Date(day) => day.to_string(),
        Cell::Integer(number) => number.to_string(),
        Cell::Decimal(number) => number.to_string(),
        Cell::YesNo(true) => "yes".to_owned(),
        Cell::YesNo(false) => "no".to_owned(),
    }
}

/// Gives a fault of the CSV writer its name.
pub(super) fn unwritten(fault: csv::Error) -> Error {
    match fault.into_kind() {
        csv::ErrorKind::Io(source) => Error::Write { path: "a list of findings".into(), source },
        other => Error::Internal(format!("a list of findings was not written: {other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_looks_like_a_formula_is_made_text_and_a_number_is_not() {
        for risky in ["=1+1", "@SUM(A1)", "+44 29", "-cmd", "\t=1", "\r=1", "  =1", "＝1+1", "－x"] {
            assert_eq!(harmless(risky), format!("'{risky}"));
        }
        for plain in ["-0.5", "+5", "1e-3", "Ynys Môn", "", "a=b", "2024-03-31"] {
            assert_eq!(harmless(plain), plain);
        }
    }
}
