//! Everything that one submitter sends: a file for each return and year, written side by side.

use super::calendar::Span;
use super::planting::{Label, Planting};
use super::sheet::Sheet;
use super::style::{self, Style};
use super::table::{Cell, Table};
use super::tables::{OF_AUTHORITIES, OF_THE_NATION};
use super::{Made, Mess, Place, Study};
use crate::diagnostic::Error;
use crate::domain::Year;

/// Where children's homes and notices are registered, and other things that the inspectorate keeps.
const NATIONAL: &str = "national";

/// The files of one submitter.
pub(super) struct Book<'s> {
    files: Vec<Delivery<'s>>,
}

/// One return of one year.
struct Delivery<'s> {
    /// Relative to the folder of returns.
    path: String,
    year: u32,
    sheet: Sheet<'s>,
    planting: Planting,
}

impl<'s> Book<'s> {
    /// Opens the files of an authority, by its place in the official order.
    pub(super) fn of_authority(study: &'s Study, authority: u32, place: Place<'_>) -> Result<Self, Error> {
        let mut files = Vec::new();
        for (table, number) in OF_AUTHORITIES.into_iter().zip(0..) {
            for year in study.calendar.years() {
                let sender = Sender::of(study, authority, year.0);
                files.extend(sender.open((table, number), year, place)?);
            }
        }
        Ok(Self { files })
    }

    /// Opens the files of the inspectorate.
    pub(super) fn of_the_nation(study: &'s Study, place: Place<'_>) -> Result<Self, Error> {
        let mut files = Vec::new();
        for table in OF_THE_NATION {
            for year in study.calendar.years() {
                let style = style::of_national(study.mess, table.id, year.0);
                let path = format!("{}/{NATIONAL}/{}.csv", year_of(year.0), table.id);
                let mut dice = study.seed.dice(table.id, &[year.0]);
                let planting = Planting::of(&path, table.id, year.0 - 1, study.mess, &style, &mut dice);
                files.push(Delivery::open(study, path, table, year, style, planting, place)?);
            }
        }
        Ok(Self { files })
    }

    /// Writes a row of a return and year, and whatever fault is due after it. A file that the submitter does not send
    /// takes no rows.
    pub(super) fn row(&mut self, table: &Table, year: u32, cells: &[Cell<'_>]) -> Result<Option<Spot>, Error> {
        self.row_of(table, year, cells, true)
    }

    /// The same; `first` says that it is the first row of its child.
    pub(super) fn row_of(
        &mut self,
        table: &Table,
        year: u32,
        cells: &[Cell<'_>],
        first: bool,
    ) -> Result<Option<Spot>, Error> {
        let Some(file) = self.file(table, year) else { return Ok(None) };
        let line = file.planting.row(&mut file.sheet, cells, first)?;
        Ok(Some(Spot { line }))
    }

    /// Labels a row that was written as one of which something must be found.
    pub(super) fn label(&mut self, table: &Table, year: u32, spot: Spot, what: [&'static str; 3]) {
        let [column, rule, kind] = what;
        if let Some(file) = self.file(table, year) {
            file.planting.whole(spot.line, column, rule, kind);
        }
    }

    /// The file of a return and year; nothing where the submitter does not send it.
    fn file(&mut self, table: &Table, year: u32) -> Option<&mut Delivery<'s>> {
        self.files.iter_mut().find(|file| file.year == year && file.sheet.table.id == table.id)
    }

    /// Ends all files, and tells what was written and planted.
    pub(super) fn close(self, made: &mut Made, labels: &mut Vec<Label>) -> Result<(), Error> {
        for file in self.files {
            made.files += 1;
            made.rows += file.sheet.rows;
            labels.extend(file.planting.labels);
            let stray = file.sheet.close()?;
            labels.extend(stray.map(|line| Label {
                file: file.path,
                line,
                column: String::new(),
                rule: "S-AFTER-TABLE",
                kind: "not of the table",
            }));
        }
        Ok(())
    }
}

/// Where a row was written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    line: u64,
}

/// An authority that sends its returns of one year.
struct Sender<'s> {
    study: &'s Study,
    authority: u32,
    /// Its GSS code.
    gss: &'s str,
    folder: &'s str,
}

impl<'s> Sender<'s> {
    fn of(study: &'s Study, authority: u32, year: u32) -> Self {
        let at = usize::try_from(authority).unwrap_or(usize::MAX);
        let gss = study.authorities.get(at).map_or("", String::as_str);
        Self { study, authority, gss, folder: style::folder(study.mess, year, gss) }
    }

    /// Opens a file; there is none where the authority's return is missing.
    fn open(
        &self,
        (table, number): (&'static Table, u32),
        year: (u32, Span),
        place: Place<'_>,
    ) -> Result<Option<Delivery<'s>>, Error> {
        let study = self.study;
        let core = table.id == "placements";
        let messy = study.mess != Mess::None && core;
        // The missing return.
        if messy && (self.gss, year.0) == ("W06000008", 1) {
            return Ok(None);
        }
        let welsh = study.spellings.of("authority", self.gss, super::spelling::Wording::Welsh);
        let sender = (self.authority, self.gss, welsh);
        let mut style = if core {
            style::of_placements(study.mess, year.0, sender.0, self.gss, welsh)
        } else {
            style::of_return(study.mess, (table.id, number), year.0, sender)
        };
        // The file whose column contradicts its folder: refused whole, so that nothing else is planted in it.
        let disagrees = messy && (self.gss, year.0) == ("W06000021", 1);
        if disagrees {
            style = Style { authority: Some("Casnewydd".to_owned()), ..Style::default() };
        }
        let mess = if disagrees { Mess::None } else { study.mess };
        let dot = if style.received.is_empty() { "" } else { "." };
        let packed = if style.packed { ".gz" } else { "" };
        let path = format!("{}/{}/{}{dot}{}.csv{packed}", year_of(year.0), self.folder, table.id, style.received);
        let mut dice = study.seed.dice(if core { "planting" } else { table.id }, &[self.authority, year.0]);
        let turn = self.authority * 3 + year.0 - 1;
        let mut planting = Planting::of(&path, table.id, turn, mess, &style, &mut dice);
        if disagrees {
            planting.whole(2, "authority", "S-DISAGREES", "column contradicts the folder");
        }
        Delivery::open(study, path, table, year, style, planting, place).map(Some)
    }
}

impl<'s> Delivery<'s> {
    fn open(
        study: &'s Study,
        path: String,
        table: &'static Table,
        year: (u32, Span),
        style: Style,
        planting: Planting,
        place: Place<'_>,
    ) -> Result<Self, Error> {
        let full = format!("returns/{path}");
        let mut out = place(&full)?;
        if style.packed {
            out = Box::new(super::packing::Packed::new(out));
        }
        let sheet = Sheet::open(out, &full, table, style, &study.spellings, year)?;
        Ok(Self { path, year: year.0, sheet, planting })
    }
}

/// The year that bears a number, from 1.
fn year_of(number: u32) -> Year {
    let place = usize::try_from(number).unwrap_or(1).saturating_sub(1);
    Year::starting(super::calendar::YEARS.get(place).copied().unwrap_or(0))
}
