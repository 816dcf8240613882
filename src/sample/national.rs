//! The inspectorate's own returns: services, notices and concerns, three files of each.

use super::calendar::{Span, YEARS};
use super::concerns::concerns;
use super::pans::notices;
use super::planting::{Label, Planting};
use super::services::services;
use super::sheet::Sheet;
use super::style::of_national;
use super::table::{CONCERNS, PANS, SERVICES, Table};
use super::{Made, Place, Study};
use crate::diagnostic::Error;
use crate::domain::Year;

/// One file.
struct File<'s> {
    path: String,
    span: Span,
    sheet: Sheet<'s>,
    planting: Planting,
}

/// Writes the national returns, batch by batch.
pub(super) fn write(study: &Study, place: Place<'_>, made: &mut Made, labels: &mut Vec<Label>) -> Result<(), Error> {
    let mut of_services = open(study, &SERVICES, place)?;
    let mut of_pans = open(study, &PANS, place)?;
    let mut of_concerns = open(study, &CONCERNS, place)?;
    let names = &study.authorities;
    for batch in 0..study.scale {
        let register = services(&study.seed, &study.calendar, &study.sizes, batch);
        for file in &mut of_services {
            for service in register.iter().filter(|service| service.live_in(file.span)) {
                file.planting.row(&mut file.sheet, &service.row(names, file.span), true)?;
            }
        }
        let all = notices(&study.seed, &study.calendar, &register, batch);
        for file in &mut of_pans {
            for notice in all.iter().filter(|notice| notice.live_in(file.span)) {
                file.planting.row(&mut file.sheet, &notice.row(&register, names, file.span), true)?;
            }
        }
        let all = concerns(&study.seed, &study.calendar, &register, &study.sizes, batch);
        for file in &mut of_concerns {
            for concern in all.iter().filter(|concern| concern.live_in(file.span)) {
                file.planting.row(&mut file.sheet, &concern.row(&register, names, file.span), true)?;
            }
        }
    }
    for file in of_services.into_iter().chain(of_pans).chain(of_concerns) {
        made.files += 1;
        made.rows += file.sheet.rows;
        labels.extend(file.planting.labels);
        let stray = file.sheet.close()?;
        let label = |line| Label {
            file: file.path,
            line,
            column: String::new(),
            rule: "S-AFTER-TABLE",
            kind: "not of the table",
        };
        labels.extend(stray.map(label));
    }
    Ok(())
}

/// The three files of a return.
fn open<'s>(study: &'s Study, table: &'static Table, place: Place<'_>) -> Result<Vec<File<'s>>, Error> {
    let mut files = Vec::new();
    for ((year, span), start) in study.calendar.years().zip(YEARS) {
        let style = of_national(study.mess, table.id, year);
        let path = format!("{}/national/{}.csv", Year::starting(start), table.id);
        let full = format!("returns/{path}");
        let mut dice = study.seed.dice(table.id, &[year]);
        let planting = Planting::of(&full, table.id, year - 1, study.mess, &style, &mut dice);
        let sheet = Sheet::open(place(&full)?, &full, table, style, &study.spellings, (year, span))?;
        files.push(File { path, span, sheet, planting });
    }
    Ok(files)
}
