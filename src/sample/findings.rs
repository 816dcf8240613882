//! `inspection_findings`: what inspectors found in the authorities, each of which is inspected once in the three years.

use super::Study;
use super::book::Book;
use super::calendar::{monday, weekday};
use super::dice::Dice;
use super::stock::{AREAS, Line, POSITIVES};
use super::table::{Cell, code};
use super::tables::INSPECTION_FINDINGS;
use crate::diagnostic::Error;

const PROGRAMME: &str = "Care planning for looked after children";
/// Tenths of days of fieldwork in each authority.
const FIELDWORK: u32 = 35;

/// Writes the findings in all authorities, those of one year in official order.
pub(super) fn write(study: &Study, book: &mut Book<'_>) -> Result<(), Error> {
    let mut order: Vec<usize> = (0..study.authorities.len()).collect();
    study.seed.dice("programme", &[]).shuffle(&mut order);
    for (year, span) in study.calendar.years() {
        let place = usize::try_from(year).unwrap_or(0);
        let mut inspected: Vec<usize> = order.iter().skip(place - 1).step_by(3).copied().collect();
        inspected.sort_unstable();
        for authority in inspected {
            let number = u32::try_from(authority).unwrap_or(u32::MAX);
            let mut dice = study.seed.dice("findings", &[number]);
            let published = weekday(dice.day(span.first + 10, span.last));
            let report = Report { authority: study.authorities.get(authority).map_or("", String::as_str), published };
            report.write(year, &mut dice, book)?;
        }
    }
    Ok(())
}

/// What was published of one authority.
struct Report<'a> {
    /// Its GSS code.
    authority: &'a str,
    published: i32,
}

impl Report<'_> {
    fn write(&self, year: u32, dice: &mut Dice, book: &mut Book<'_>) -> Result<(), Error> {
        // Four days, of which the first is a half: from a Monday to a Thursday.
        let monday = monday(self.published - dice.day(45, 90));
        for question in 1..=5 {
            for (polarity, lines, least) in [("positive", POSITIVES, 2), ("area_for_improvement", AREAS, 2)] {
                let mut of_question: Vec<&Line> = lines.iter().filter(|line| line.question == question).collect();
                dice.shuffle(&mut of_question);
                let count = least + dice.place(of_question.len().saturating_sub(least) + 1);
                for (number, line) in (1..).zip(of_question.into_iter().take(count)) {
                    let cells = [
                        code(self.authority),
                        Cell::Text(PROGRAMME),
                        Cell::Day(monday),
                        Cell::Day(monday + 3),
                        Cell::Tenths(FIELDWORK),
                        Cell::Day(self.published),
                        Cell::Number(question),
                        Cell::Code(polarity),
                        Cell::Number(number),
                        Cell::Codes(line.themes),
                        Cell::Text(line.text),
                    ];
                    book.row(&INSPECTION_FINDINGS, year, &cells)?;
                }
            }
        }
        Ok(())
    }
}
