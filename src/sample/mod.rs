//! Makes returns one can try everything on: seeded, synthetic, and calibrated to what is published of Wales.
//!
//! The children, services, notices and concerns are invented; how many there are of each kind is not (`facts`). At
//! scale 1 the sample has the real size of Wales for the years 2021-22 to 2023-24; at scale N it consists of N such
//! batches, each with the same counts. Whatever mess is planted, the rows that a careful reader accepts are the same,
//! but for one year, 2021-22, of which a few files are missing or refused.

mod advocacy;
mod allocations;
mod allotment;
mod authority;
mod book;
mod calendar;
mod camhs;
mod child;
mod claims;
mod complaints;
mod concerns;
mod demand;
mod desks;
mod dice;
mod facts;
mod families;
mod faults;
mod findings;
mod fostering;
mod hand;
mod inspections;
mod leavers;
mod life;
mod lives;
mod missing;
mod moves;
mod national;
mod oversight;
mod packing;
mod pans;
mod placements;
mod plans;
mod planting;
mod reviews;
mod risks;
mod searches;
mod services;
mod settings;
mod shares;
mod sheet;
mod spelling;
mod staff;
mod stays;
mod stock;
mod style;
mod table;
mod tables;
#[cfg(test)]
mod tests;
mod transfers;
mod unregistered;
mod visits;
mod whole;

use std::io::Write;
use std::str::FromStr;

use crate::definitions::{Authority, Reference};
use crate::diagnostic::Error;
use calendar::Calendar;
use dice::Seed;
use services::{Service, houses_children, services};
use spelling::Spellings;

/// How untidy the files are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mess {
    /// Canonical headers and codes, nothing wrong.
    None,
    /// Each trouble of real returns here and there, and a few faults in most files.
    #[default]
    Typical,
    /// The same troubles, and many more faults.
    Heavy,
}

/// Why a text is not a [`Mess`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected `none`, `typical` or `heavy`")]
pub struct NotAMess;

impl FromStr for Mess {
    type Err = NotAMess;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "none" => Ok(Self::None),
            "typical" => Ok(Self::Typical),
            "heavy" => Ok(Self::Heavy),
            _ => Err(NotAMess),
        }
    }
}

/// What sample to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// How many times the real size of Wales; at least 1.
    pub scale: u32,
    /// The same seed gives the same bytes.
    pub seed: u64,
    /// How untidy the files are.
    pub mess: Mess,
}

/// What was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// Files of returns.
    pub files: u64,
    /// Rows in them, faulty ones included.
    pub rows: u64,
    /// Faults that `labels.csv` names.
    pub planted: u64,
}

/// Opens a file for writing, by its path relative to the sample's folder.
type Place<'p> = &'p mut dyn FnMut(&str) -> Result<Box<dyn Write>, Error>;

/// What all parts of a sample share.
struct Study {
    seed: Seed,
    scale: u32,
    mess: Mess,
    calendar: Calendar,
    /// The authorities' codes, in official order.
    authorities: Vec<String>,
    /// How large each authority is, in expected children.
    sizes: Vec<u64>,
    /// The health board in whose area each authority lies, by its code.
    boards: Vec<String>,
    spellings: Spellings,
    /// The services in which children live.
    homes: Vec<Service>,
}

/// Makes the returns under `returns/`, and `labels.csv` with every fault that was planted in them.
///
/// `place` opens each file by its path, e.g. `returns/2021-22/W06000001/placements.csv`; several are open at a time.
///
/// # Errors
///
/// Whatever `place` or writing to what it opened fails with.
pub fn make(plan: &Plan, reference: &Reference, place: Place<'_>) -> Result<Made, Error> {
    let study = Study::new(plan, reference)?;
    let (mut made, mut labels) = (Made::default(), Vec::new());
    authority::write(&study, place, &mut made, &mut labels)?;
    national::write(&study, place, &mut made, &mut labels)?;
    whole::write(&study, place, &mut made, &mut labels)?;
    labels.sort();
    made.planted = u64::try_from(labels.len()).unwrap_or(u64::MAX);
    let path = std::path::Path::new("labels.csv");
    let mut table = csv::Writer::from_writer(place("labels.csv")?);
    let failed = |why: csv::Error| Error::write(path)(std::io::Error::other(why));
    table.write_record(["file", "line", "column", "rule", "kind"]).map_err(failed)?;
    for label in labels {
        let line = label.line.to_string();
        table.write_record([&label.file, &line, &label.column, label.rule, label.kind]).map_err(failed)?;
    }
    table.flush().map_err(Error::write(path))?;
    Ok(made)
}

impl Study {
    /// How many children an authority may be expected to look after in one batch.
    fn expected(&self, authority: u32) -> u32 {
        let size = usize::try_from(authority).ok().and_then(|place| self.sizes.get(place));
        size.and_then(|size| u32::try_from(size / 10_000).ok()).unwrap_or(0)
    }

    fn new(plan: &Plan, reference: &Reference) -> Result<Self, Error> {
        let (seed, calendar) = (Seed::new(plan.seed), Calendar::new());
        let sizes = allotment::sizes(reference);
        let mut homes = services(&seed, &calendar, &sizes, 0);
        homes.retain(|service| houses_children(service.kind));
        let boards = spelling::column(reference, "health_board");
        let board = |authority: &Authority| boards.get(authority.code.as_str()).cloned().unwrap_or_default();
        Ok(Self {
            boards: reference.authorities.iter().map(board).collect(),
            authorities: reference.authorities.iter().map(|authority| authority.code.to_string()).collect(),
            spellings: Spellings::load(reference)?,
            scale: plan.scale.max(1),
            mess: plan.mess,
            seed,
            calendar,
            sizes,
            homes,
        })
    }
}
