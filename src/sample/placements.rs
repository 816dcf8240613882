//! The authorities' returns of placements: three files each, written side by side, child by child.

use super::allotment::Allotment;
use super::calendar::{Calendar, Span};
use super::child::{Child, children};
use super::dice::Dice;
use super::planting::{Label, Planting};
use super::settings::Homes;
use super::sheet::Sheet;
use super::stays::{Stay, stays};
use super::style::{Style, folder, of_placements};
use super::table::{Cell, PLACEMENTS, code, text};
use super::{Made, Mess, Place, Study};
use crate::diagnostic::Error;
use crate::domain::Year;

/// Writes the placements of every authority.
pub(super) fn write(study: &Study, place: Place<'_>, made: &mut Made, labels: &mut Vec<Label>) -> Result<(), Error> {
    let allotments = super::allotment::allot(&study.seed, &study.sizes);
    for (number, allotment) in (0..).zip(&allotments) {
        let mut files = Vec::new();
        for (year, span) in study.calendar.years() {
            files.extend(open(study, number, (year, span), place)?);
        }
        for batch in 0..study.scale {
            write_batch(study, allotment, (number, batch), &mut files)?;
        }
        for file in files {
            made.files += 1;
            made.rows += file.sheet.rows;
            let (path, planted) = (file.path.clone(), file.planting.labels);
            labels.extend(planted);
            if let Some(line) = file.sheet.close()? {
                labels.push(Label {
                    file: path,
                    line,
                    column: String::new(),
                    rule: "S-AFTER-TABLE",
                    kind: "not of the table",
                });
            }
        }
    }
    Ok(())
}

/// One year's file of an authority.
struct File<'s> {
    /// Relative to the folder of returns.
    path: String,
    span: Span,
    number: u32,
    sheet: Sheet<'s>,
    planting: Planting,
}

/// Opens a file; there is none where the authority's return is missing.
fn open<'s>(study: &'s Study, authority: u32, year: (u32, Span), place: Place<'_>) -> Result<Option<File<'s>>, Error> {
    let at = usize::try_from(authority).unwrap_or(usize::MAX);
    let gss = study.authorities.get(at).map_or("", String::as_str);
    let messy = study.mess != Mess::None;
    // The missing return.
    if messy && (gss, year.0) == ("W06000008", 1) {
        return Ok(None);
    }
    let welsh = study.spellings.of("authority", gss, super::spelling::Wording::Welsh);
    let mut style = of_placements(study.mess, year.0, authority, gss, welsh);
    // The file whose column contradicts its folder: refused whole, so that nothing else is planted in it.
    let disagrees = messy && (gss, year.0) == ("W06000021", 1);
    if disagrees {
        style = Style { authority: Some("Casnewydd".to_owned()), ..Style::default() };
    }
    let dot = if style.received.is_empty() { "" } else { "." };
    let year_text =
        Year::starting(super::calendar::YEARS.get(usize::try_from(year.0).unwrap_or(1) - 1).copied().unwrap_or(0));
    let path = format!("{year_text}/{}/placements{dot}{}.csv", folder(study.mess, year.0, gss), style.received);
    let full = format!("returns/{path}");
    let mess = if disagrees { Mess::None } else { study.mess };
    let mut dice = study.seed.dice("planting", &[authority, year.0]);
    let turn = authority * 3 + year.0 - 1;
    let mut planting = Planting::of(&full, PLACEMENTS.id, turn, mess, &style, &mut dice);
    if disagrees {
        planting.whole(2, "authority", "S-DISAGREES", "column contradicts the folder");
    }
    let sheet = Sheet::open(place(&full)?, &full, &PLACEMENTS, style, &study.spellings, year)?;
    Ok(Some(File { path, span: year.1, number: year.0, sheet, planting }))
}

fn write_batch(
    study: &Study,
    allotment: &Allotment,
    (authority, batch): (u32, u32),
    files: &mut [File<'_>],
) -> Result<(), Error> {
    let homes = Homes::of(usize::try_from(authority).unwrap_or(0), &study.homes);
    let batch_children = children(&study.seed, &study.calendar, allotment, authority, batch);
    for (number, child) in (0..).zip(&batch_children) {
        let mut dice = study.seed.dice("stays", &[authority, batch, number]);
        let stays = stays(child, &study.calendar, &homes, &mut dice);
        for file in files.iter_mut() {
            write_child(child, &stays, file, &study.calendar, &mut dice)?;
        }
    }
    Ok(())
}

/// Writes a child's episodes of one year, as they were known at its end.
fn write_child(
    child: &Child,
    stays: &[Stay<'_>],
    file: &mut File<'_>,
    calendar: &Calendar,
    dice: &mut Dice,
) -> Result<(), Error> {
    let year = file.span;
    let school = school_changes(child, year, file.number == 3, dice);
    let therapy = dice.pick(&[(81, ""), (7, "none_identified"), (6, "receiving"), (4, "waiting"), (2, "no_service")]);
    let together = child.siblings.then(|| dice.chance(640));
    let visits = dice.chance(700);
    let mut first = true;
    let live = |stay: &&Stay<'_>| stay.start <= year.last && stay.end.is_none_or(|end| end > year.first);
    for stay in stays.iter().filter(live) {
        debug_assert!(stay.end != Some(calendar.cohort(file.number).first), "nothing ends on 1 April");
        let number = placement_number(&child.id, stay.placement);
        let mut cells = row(child, stay, year, &number);
        let home = stay.setting.placement_type == "residential_home";
        let rest = [
            together.map_or(Cell::Blank, Cell::YesNo),
            code(therapy),
            if home { Cell::YesNo(visits) } else { Cell::Blank },
            school.map_or(Cell::Blank, Cell::Number),
        ];
        for (cell, value) in cells.iter_mut().rev().zip(rest.into_iter().rev()) {
            *cell = value;
        }
        file.planting.row(&mut file.sheet, &cells, first)?;
        first = false;
    }
    Ok(())
}

/// Changes of school in a year, for children of school age; for 2023-24 as it was dealt.
fn school_changes(child: &Child, year: Span, dealt: bool, dice: &mut Dice) -> Option<u32> {
    let age = |age| super::calendar::birthday(child.birth, age);
    if year.last < age(5) || year.last >= age(16) {
        return None;
    }
    let stock = dealt && child.end == 4;
    let changed = if stock { child.school_changed } else { dice.chance(118) };
    Some(if changed { dice.pick(&[(88, 1), (10, 2), (2, 3)]) } else { 0 })
}

/// All cells but the last four.
fn row<'a>(child: &'a Child, stay: &'a Stay<'_>, year: Span, number: &'a str) -> [Cell<'a>; 31] {
    let known = |day: Option<i32>| day.filter(|day| *day <= year.last);
    let (until, end) = (known(child.until), known(stay.end));
    let if_known = |day: Option<i32>, text: &'static str| if day.is_some() { code(text) } else { Cell::Blank };
    let setting = &stay.setting;
    let seeks = if child.unaccompanied { Cell::YesNo(true) } else { Cell::YesNo(false) };
    [
        Cell::Text(&child.id),
        text(&child.upn),
        Cell::Day(child.birth),
        code(child.sex),
        code(child.ethnicity),
        code(child.language),
        seeks,
        Cell::YesNo(child.disabled),
        if child.decile == 0 { Cell::Blank } else { Cell::Number(child.decile) },
        Cell::Day(child.since),
        until.into(),
        if_known(until, child.ceased),
        code(child.need),
        code(stay.legal_status),
        code(stay.reason),
        if stay.shared { Cell::Text(number) } else { Cell::Blank },
        Cell::Day(stay.start),
        end.into(),
        code(setting.placement_type),
        code(setting.location),
        code(setting.out_of_area_reason),
        code(setting.provider),
        code(setting.registration),
        text(setting.service),
        setting.distance.map_or(Cell::Blank, Cell::Tenths),
        if_known(end, stay.end_reason),
        Cell::YesNo(child.siblings),
        Cell::Blank,
        Cell::Blank,
        Cell::Blank,
        Cell::Blank,
    ]
}

/// A number for a placement that does not tell whose it is: placement ids are stored as they come.
fn placement_number(child: &str, placement: impl std::fmt::Display) -> String {
    let digest = blake3::hash(format!("placement {placement} of {child}").as_bytes()).to_hex();
    format!("P{}", digest.get(..7).unwrap_or_default().to_uppercase())
}
