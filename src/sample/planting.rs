//! Faulty rows among the good ones, and a label for each: file, line, column, and the code that must be found there.

use std::collections::VecDeque;

use super::Mess;
use super::dice::Dice;
use super::faults::{self, Cells, Change, Fault, Harm, Plain};
use super::sheet::Sheet;
use super::style::Style;
use super::table::Cell;
use crate::diagnostic::Error;

/// What was planted where.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Label {
    /// The file, relative to the folder of returns.
    pub(super) file: String,
    /// The physical line on which the record begins; 0 for the whole file.
    pub(super) line: u64,
    /// The column, or columns separated by a space; empty for the whole record or file.
    pub(super) column: String,
    /// The code of the finding.
    pub(super) rule: &'static str,
    /// What it is, in words.
    pub(super) kind: &'static str,
}

/// The rows of a small return before its first fault: a submission is refused where more than a fifth is held back.
const LEAST: u64 = 8;

/// The return of which most files have a handful of rows.
const FEW_ROWS: &str = "unregistered_services";

/// The faults that one file will have.
pub(super) struct Planting {
    file: String,
    coming: VecDeque<(u64, Fault)>,
    plain: Plain,
    number: u32,
    /// What was planted so far.
    pub(super) labels: Vec<Label>,
}

impl Planting {
    /// Decides what the `turn`th file of a return will have.
    pub(super) fn of(file: &str, table: &str, turn: u32, mess: Mess, style: &Style, dice: &mut Dice) -> Self {
        let (mut faults, plain) = faults::of(table);
        if mess != Mess::Heavy {
            faults.retain(|fault| !fault.is_heavy());
        } else if table == FEW_ROWS {
            // What any file can have, others have.
            faults.retain(Fault::is_of_its_return);
        }
        let (count, step) = match (mess, table) {
            (Mess::None, _) => (0, 1),
            (Mess::Typical, "placements") => (3, 19),
            (Mess::Typical, "services" | "pans" | "concerns") => (6, 13),
            (Mess::Typical, _) => (1, 5),
            (Mess::Heavy, "placements") => (14, 11),
            (Mess::Heavy, "services" | "pans" | "concerns") => (12, 9),
            // Of a dozen rows, more would be too many.
            (Mess::Heavy, FEW_ROWS) => (1, 1),
            (Mess::Heavy, "demand" | "foster_carers") => (1, 3),
            (Mess::Heavy, _) => (5, 19),
        };
        let least = match (mess, table) {
            (_, "placements" | "services" | "pans" | "concerns") => 3,
            (Mess::Heavy, FEW_ROWS) => 4,
            _ => LEAST,
        };
        // What only few files can have, those files have; then they take turns.
        let rare = |fault: &&Fault| matches!(fault.harm, Harm::BadByte | Harm::OtherYear);
        let mut chosen: Vec<Fault> = faults.iter().filter(rare).filter(|_| count > 0).copied().collect();
        let turns = faults.iter().filter(|fault| !rare(fault));
        let length = turns.clone().count().max(1);
        let turns = turns.cycle().skip(usize::try_from(turn * count).unwrap_or(0) % length);
        chosen.extend(turns.take(usize::try_from(count).unwrap_or(0)));
        chosen.retain(|fault| fault.suits(style));
        // No quote may follow one that stays open.
        chosen.sort_by_key(|fault| fault.harm == Harm::OpenQuote);
        let mut after = least;
        let mut coming = VecDeque::new();
        for fault in chosen {
            after += u64::from(1 + dice.below(step));
            coming.push_back((after, fault));
        }
        let file = file.strip_prefix("returns/").unwrap_or(file).to_owned();
        Self { file, coming, plain, number: 0, labels: Vec::new() }
    }

    /// Labels what is wrong with the file as a whole, and shows first in a line and column.
    pub(super) fn whole(&mut self, line: u64, column: &str, rule: &'static str, kind: &'static str) {
        self.labels.push(Label { file: self.file.clone(), line, column: column.to_owned(), rule, kind });
    }

    /// Writes a row, and after it whatever fault is due; gives the row's own line. `first` says that it is the first
    /// row of its child.
    pub(super) fn row(&mut self, sheet: &mut Sheet<'_>, cells: &[Cell<'_>], first: bool) -> Result<u64, Error> {
        let due = self.coming.front().is_some_and(|(after, _)| *after <= sheet.rows + 1);
        let Some((_, fault)) = self.coming.front().copied().filter(|_| due) else { return sheet.row(cells) };
        self.coming.pop_front();
        if let Harm::Instead(changes) = fault.harm {
            let own = sheet.row(&changed(sheet, cells, &[], changes))?;
            self.planted(own, fault);
            return Ok(own);
        }
        let own = sheet.row(cells)?;
        match self.plant(sheet, cells, first, fault)? {
            Some(line) => self.planted(line, fault),
            None => self.coming.push_front((sheet.rows + 1, fault)),
        }
        Ok(own)
    }

    /// Labels a line on which a fault was planted.
    fn planted(&mut self, line: u64, fault: Fault) {
        self.number += 1;
        for (rule, column) in [Some((fault.rule, fault.column)), fault.also()].into_iter().flatten() {
            let (file, column) = (self.file.clone(), column.to_owned());
            self.labels.push(Label { file, line, column, rule, kind: fault.kind });
        }
    }

    /// Writes a faulty row and gives its line; nothing where this row does not lend itself to the fault.
    fn plant(
        &self,
        sheet: &mut Sheet<'_>,
        cells: &[Cell<'_>],
        first: bool,
        fault: Fault,
    ) -> Result<Option<u64>, Error> {
        match fault.harm {
            Harm::Cells(changes) => self.own_row(sheet, cells, changes).map(Some),
            Harm::Pair(first, second) => {
                self.own_row(sheet, cells, first)?;
                self.own_row(sheet, cells, second).map(Some)
            }
            Harm::Twin => sheet.row(cells).map(Some),
            Harm::Overlap => overlap(sheet, cells, first),
            Harm::BadByte => {
                let Some(record) = damaged(sheet, cells, Harm::Control) else { return Ok(None) };
                let record: Vec<u8> = record.bytes().map(|byte| if byte == 1 { 0xe9 } else { byte }).collect();
                sheet.raw_bytes(&record).map(Some)
            }
            _ => {
                let Some(record) = damaged(sheet, cells, fault.harm) else { return Ok(None) };
                sheet.raw(&record).map(Some)
            }
        }
    }

    /// A row with an identifier of its own and one fault.
    fn own_row(&self, sheet: &mut Sheet<'_>, cells: &[Cell<'_>], changes: Cells) -> Result<u64, Error> {
        let id = format!("Z{:03}{:05}", self.file.len(), self.number);
        let mut row = cells.to_vec();
        let identifies = |name: &str| name == "team" || name.ends_with("_id");
        let has_identifier = sheet.table.columns.first().is_some_and(|column| identifies(column.name));
        if let Some(cell) = row.first_mut().filter(|_| has_identifier) {
            *cell = Cell::Text(&id);
        }
        let row = changed(sheet, &row, self.plain, changes);
        sheet.row(&row)
    }
}

/// The row with some cells changed.
fn changed<'c>(sheet: &Sheet<'_>, cells: &[Cell<'c>], plain: Plain, changes: Cells) -> Vec<Cell<'c>> {
    let mut row = cells.to_vec();
    for (column, change) in plain.iter().chain(changes) {
        let day = |name: &str| sheet.table.place(name).and_then(|place| cells.get(place)).and_then(|cell| cell.day());
        let cell = match change {
            Change::Blank => Cell::Blank,
            Change::Text(text) => Cell::Text(text),
            Change::After(name, days) => Cell::from(day(name).map(|day| day + days)),
            Change::AfterYear(days) => Cell::Day(sheet.span().last + days),
        };
        if let Some(place) = sheet.table.place(column).and_then(|place| row.get_mut(place)) {
            *place = cell;
        }
    }
    row
}

/// The same child in another episode that began earlier: it is this new row that has to go.
fn overlap(sheet: &mut Sheet<'_>, cells: &[Cell<'_>], first: bool) -> Result<Option<u64>, Error> {
    let place = |name: &str| sheet.table.place(name);
    let (Some(since), Some(start), Some(end), Some(reason)) =
        (place("looked_after_since"), place("start_date"), place("end_date"), place("end_reason"))
    else {
        return Ok(None);
    };
    let day = |place: usize| cells.get(place).and_then(|cell| cell.day());
    let (Some(since_day), Some(start_day)) = (day(since), day(start)) else { return Ok(None) };
    if !first || start_day < since_day + 3 {
        return Ok(None);
    }
    let mut row = cells.to_vec();
    for (place, cell) in
        [(start, Cell::Day(since_day)), (end, Cell::Day(start_day + 1)), (reason, Cell::Code("planned"))]
    {
        if let Some(old) = row.get_mut(place) {
            *old = cell;
        }
    }
    sheet.row(&row).map(Some)
}

/// The record of a row, damaged; nothing where none of its cells can be.
fn damaged(sheet: &mut Sheet<'_>, cells: &[Cell<'_>], harm: Harm) -> Option<String> {
    let mut fields = sheet.spelled(cells);
    // A cell of some length is damaged: the identifier, wherever the file has its columns.
    let delimiter = sheet.delimiter();
    let place = fields.iter().position(|field| field.len() > 4 && !field.contains([delimiter, '"']))?;
    // One line: what follows a damaged quote is read as lines of its own.
    for field in &mut fields {
        *field = field.replace('\n', " ");
    }
    let year = sheet.year().to_owned();
    for (number, field) in fields.iter_mut().enumerate() {
        *field = match harm {
            Harm::OtherYear if *field == year => "2019-20".to_owned(),
            _ if number != place => quoted(field, delimiter),
            Harm::StrayQuote => {
                let (before, after) = field.split_at(field.floor_char_boundary(field.len() / 2));
                format!("{before}\"{after}")
            }
            Harm::TextAfterQuote => format!("\"{field}\"x"),
            Harm::OpenQuote => format!("\"{field}"),
            Harm::Control => format!("{field}\u{1}"),
            _ => field.clone(),
        };
    }
    match harm {
        Harm::CellMissing => drop(fields.pop()),
        Harm::CellExtra => fields.push("x".to_owned()),
        _ => {}
    }
    Some(fields.join(&delimiter.to_string()))
}

fn quoted(field: &str, delimiter: char) -> String {
    if field.contains([delimiter, '"']) { format!("\"{}\"", field.replace('"', "\"\"")) } else { field.to_owned() }
}
