//! Where a workbook has a cell.

use std::sync::Arc;

use super::source::address;

/// The sheet that was read of a workbook, and its columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    name: Box<str>,
    /// Names of fields, in the order of the sheet's columns.
    columns: Vec<Arc<str>>,
}

impl Sheet {
    pub(super) fn new(name: &str, columns: &[Arc<str>]) -> Self {
        Self { name: name.into(), columns: columns.to_vec() }
    }

    /// The addresses of a line's cells in these columns (fields' names, separated by spaces) as people write them, `Placements!C12`,
    /// separated by spaces; blank where a line or column as a whole is meant.
    pub fn cells(&self, columns: &str, line: u32) -> String {
        let at = |name: &str| self.columns.iter().position(|column| **column == *name);
        let cells = columns.split(' ').filter_map(at).filter(|_| line > 0);
        cells.map(|at| address(&self.name, at, line)).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_column_of_a_finding_has_its_address() {
        let sheet = Sheet::new("Placements", &["child_id".into(), "#2".into(), "end_date".into()]);
        assert_eq!(sheet.cells("child_id end_date", 12), "Placements!A12 Placements!C12");
        assert_eq!(sheet.cells("end_date start_date", 12), "Placements!C12");
        assert_eq!((sheet.cells("", 12), sheet.cells("child_id", 0)), (String::new(), String::new()));
    }
}
