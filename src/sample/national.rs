//! The inspectorate's own returns, batch by batch.

use super::book::Book;
use super::concerns::concerns;
use super::pans::notices;
use super::planting::Label;
use super::services::services;
use super::tables::{CONCERNS, PANS, SERVICES};
use super::{Made, Place, Study};
use super::{findings, inspections};
use crate::diagnostic::Error;

/// Writes the national returns.
pub(super) fn write(study: &Study, place: Place<'_>, made: &mut Made, labels: &mut Vec<Label>) -> Result<(), Error> {
    let mut book = Book::of_the_nation(study, place)?;
    let names = &study.authorities;
    for batch in 0..study.scale {
        let register = services(&study.seed, &study.calendar, &study.sizes, batch);
        let notices = notices(&study.seed, &study.calendar, &register, batch);
        let concerns = concerns(&study.seed, &study.calendar, &register, &study.sizes, batch);
        for (number, year) in study.calendar.years() {
            for service in register.iter().filter(|service| service.live_in(year)) {
                book.row(&SERVICES, number, &service.row(names, year))?;
            }
            for notice in notices.iter().filter(|notice| notice.live_in(year)) {
                book.row(&PANS, number, &notice.row(&register, names, year))?;
            }
            for concern in concerns.iter().filter(|concern| concern.live_in(year)) {
                book.row(&CONCERNS, number, &concern.row(&register, names, year))?;
            }
        }
        inspections::write(study, batch, &register, &notices, &mut book)?;
    }
    findings::write(study, &mut book)?;
    book.close(made, labels)
}
