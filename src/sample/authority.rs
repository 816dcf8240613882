//! The returns of the authorities: one authority after the other, batch by batch, child by child.

use super::allotment::Allotment;
use super::book::Book;
use super::child::{Child, children};
use super::desks::{Desks, SNAPSHOTS, snapshots};
use super::fostering::Fostered;
use super::leavers::Leaver;
use super::life::Life;
use super::planting::Label;
use super::settings::Homes;
use super::{Made, Place, Study};
use super::{advocacy, complaints, demand, families, missing, oversight, plans, risks, searches};
use super::{allocations, camhs, claims, leavers, moves, placements, reviews, staff, transfers, unregistered, visits};
use crate::diagnostic::Error;

/// Writes the returns of every authority.
pub(super) fn write(study: &Study, place: Place<'_>, made: &mut Made, labels: &mut Vec<Label>) -> Result<(), Error> {
    let allotments = super::allotment::allot(&study.seed, &study.sizes);
    for authority in 0..u32::try_from(allotments.len()).unwrap_or(0) {
        let mut book = Book::of_authority(study, authority, place)?;
        let mut fostered = Fostered::default();
        for batch in 0..study.scale {
            Batch { study, allotments: &allotments, numbers: [authority, batch] }.write(&mut fostered, &mut book)?;
        }
        fostered.write(study, authority, &mut book)?;
        demand::write(study, authority, &mut book)?;
        oversight::write(study, authority, &mut book)?;
        book.close(made, labels)?;
    }
    Ok(())
}

/// As many children of an authority as it really has.
pub(super) struct Batch<'s> {
    pub(super) study: &'s Study,
    allotments: &'s [Allotment],
    /// The authority's place in the official order, and which of its batches this is.
    pub(super) numbers: [u32; 2],
}

impl Batch<'_> {
    fn write(&self, fostered: &mut Fostered, book: &mut Book<'_>) -> Result<(), Error> {
        let [authority, batch] = self.numbers;
        let study = self.study;
        let homes = Homes::of(usize::try_from(authority).unwrap_or(0), &study.homes);
        let all = self.children();
        let mut desks = Desks::of(study, self.numbers, all.len() * 7_198 / 12_330, all.len() * 4_400 / 12_330);
        let mut young = Vec::new();
        let claimed = claims::claimed(self, &all);
        for (place, child) in all.iter().enumerate() {
            let number = u32::try_from(place).unwrap_or(u32::MAX);
            let life = Life::of(study, child, &homes, [authority, batch, number]);
            let episodes = placements::write(&life, book)?;
            if claimed == Some(place) {
                claims::label(&episodes, book);
            }
            write_life(&life, &mut desks, book)?;
            fostered.count(&life);
            young.extend(Leaver::of(&life, u32::try_from(young.len()).unwrap_or(0)));
        }
        claims::write(self, &homes, book)?;
        let next = u32::try_from(young.len()).unwrap_or(0);
        young.extend(Leaver::before(study, self.numbers, all.len(), next));
        let advised = self.write_young(&young, book)?;
        advocacy::write_others(study, self.numbers, book)?;
        families::write(study, self.numbers, book)?;
        complaints::write(study, self.numbers, book)?;
        staff::write(study, self.numbers, &desks, &advised, book)
    }

    /// The children of this batch; those who go to the next authority fit children there.
    fn children(&self) -> Vec<Child> {
        let [authority, _] = self.numbers;
        let places = u32::try_from(self.allotments.len()).unwrap_or(1);
        let mut all = self.of(authority);
        transfers::transfer(&mut all, &self.of((authority + 1) % places), &self.study.calendar);
        all
    }

    /// The children of the same batch of any authority, without transfers.
    pub(super) fn of(&self, authority: u32) -> Vec<Child> {
        let [_, batch] = self.numbers;
        let allotment = self.allotments.get(usize::try_from(authority).unwrap_or(usize::MAX));
        allotment.map_or_else(Vec::new, |allotment| {
            children(&self.study.seed, &self.study.calendar, allotment, authority, batch)
        })
    }

    /// Writes what is about care leavers, and counts those who have an adviser at each snapshot.
    fn write_young(&self, young: &[Leaver], book: &mut Book<'_>) -> Result<[u32; SNAPSHOTS], Error> {
        let mut with_adviser = [0; SNAPSHOTS];
        let [authority, batch] = self.numbers;
        let study = self.study;
        let board = study.boards.get(usize::try_from(authority).unwrap_or(0));
        let referral = |leaver: &Leaver| {
            let mut dice = study.seed.dice("referral", &[authority, batch, leaver.number]);
            camhs::referral_of(leaver, &study.calendar, &mut dice)
        };
        let referrals: Vec<_> = young.iter().map(referral).collect();
        for (number, year) in study.calendar.years() {
            let mut dice = study.seed.dice("young", &[authority, batch, number]);
            let advised = leavers::write(young, (number, year), &mut dice, book)?;
            for ((of, _), count) in snapshots(&study.calendar).into_iter().zip(&mut with_adviser) {
                if of == number {
                    *count = advised;
                }
            }
            let owed = |(leaver, _): &(&Leaver, _)| leaver.category(year.last).is_some();
            for (leaver, referral) in young.iter().zip(&referrals).filter(owed) {
                reviews::write_of(leaver, (number, year), &mut dice, &study.calendar, book)?;
                if let Some(referral) = referral {
                    camhs::write_of(leaver, referral, (number, year), board, book)?;
                }
                let mut dice = study.seed.dice("leaver", &[authority, batch, leaver.number, number]);
                plans::write_of(leaver, authority, (number, year), &mut dice, book)?;
                advocacy::write_of(leaver, year, &mut dice, &study.calendar, book)?;
            }
        }
        Ok(with_adviser)
    }
}

/// Writes all that follows from one child's placements.
fn write_life(life: &Life<'_>, desks: &mut Desks, book: &mut Book<'_>) -> Result<(), Error> {
    moves::write(life, book)?;
    camhs::write(life, book)?;
    reviews::write(life, book)?;
    visits::write(life, book)?;
    allocations::write(life, desks, book)?;
    unregistered::write(life, book)?;
    plans::write(life, book)?;
    advocacy::write(life, book)?;
    searches::write(life, book)?;
    risks::write(life, book)?;
    missing::write(life, book)
}
