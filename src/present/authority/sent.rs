//! What an authority sent, and what became of it.

use serde::Serialize;

use super::Home;
use crate::definitions::Say;
use crate::domain::{Submitter, Year};
use crate::present::account::HeldBack;
use crate::present::cell::Cell;
use crate::present::quality::{self, Listing, listing, row, some_rows};
use crate::present::voice::Voice;
use crate::present::{Account, Overview, ReturnAccount};

/// The section as the page prints it.
#[derive(Serialize)]
pub(super) struct Sent {
    /// How many of the returns owed for the latest year are in.
    pub(super) lead: String,
    returns: Option<Listing>,
    held_back_lead: String,
    held_back: Option<Listing>,
    refused: Option<Listing>,
    carried_lead: String,
    carried: Option<Listing>,
}

pub(super) fn sent(view: &Overview<'_>, voice: &Voice<'_>, home: &Home<'_>) -> Sent {
    let account = view.account;
    let owed = owed(view, &home.submitter);
    let held = held_back(account, &home.submitter);
    let lines: u64 = held.iter().map(|held| held.lines).sum();
    let from = |who: Option<&Submitter>| who == Some(&home.submitter);
    let refused: Vec<_> = account.refused.iter().filter(|file| from(file.submitter.as_ref())).cloned().collect();
    let carried: Vec<_> = account.carried.iter().filter(|one| from(Some(&one.submitter))).cloned().collect();
    Sent {
        lead: lead(voice, home, &owed),
        returns: some_rows(by_year(voice, home, &owed)),
        held_back_lead: match lines {
            0 => voice.say("held-back-none"),
            lines => voice.tell_count("held-back-lead", lines),
        },
        held_back: some_rows(quality::reasons(voice, &held)),
        refused: some_rows(quality::refused(voice, &refused)),
        carried_lead: voice.tell_count("carried-lead", carried.len() as u64),
        carried: some_rows(quality::carried(voice, &carried)),
    }
}

/// The accounts of the returns that a submitter owes.
fn owed<'a>(view: &Overview<'a>, who: &Submitter) -> Vec<&'a ReturnAccount> {
    let owes = |account: &&ReturnAccount| {
        let of = view.definitions.returns.get(account.return_id.as_str());
        of.is_none_or(|of| view.definitions.senders(of).contains(who))
    };
    view.account.returns.iter().filter(owes).collect()
}

/// What of the lines held back a submitter sent.
fn held_back(account: &Account, who: &Submitter) -> Vec<HeldBack> {
    let own = |held: &HeldBack| {
        let lines = held.by_submitter.iter().find(|(submitter, _)| submitter == who).map(|(_, lines)| *lines)?;
        Some(HeldBack { lines, by_submitter: Vec::new(), ..held.clone() })
    };
    account.held_back.iter().filter_map(own).collect()
}

struct OfYear<'a> {
    year: Year,
    owed: usize,
    late: Vec<&'a str>,
    missing: Vec<&'a str>,
}

impl<'a> OfYear<'a> {
    fn of(year: Year, who: &Submitter, accounts: &[&'a ReturnAccount]) -> Self {
        let of_year = || accounts.iter().filter(|account| account.year == year);
        let named = |among: fn(&ReturnAccount) -> &[Submitter]| {
            of_year().filter(|one| among(one).contains(who)).map(|one| one.return_id.as_str()).collect()
        };
        Self { year, owed: of_year().count(), late: named(|one| &one.late), missing: named(|one| &one.missing) }
    }

    const fn received(&self) -> usize {
        self.owed.saturating_sub(self.missing.len())
    }
}

/// The years in which anything was owed, the latest first.
fn years<'a>(home: &Home<'_>, accounts: &[&'a ReturnAccount]) -> Vec<OfYear<'a>> {
    let mut years: Vec<Year> = accounts.iter().map(|account| account.year).collect();
    years.sort();
    years.dedup();
    years.into_iter().rev().map(|year| OfYear::of(year, &home.submitter, accounts)).collect()
}

/// `Of the 20 returns owed for 2023-24, 19 are in, 2 of them late.`
fn lead(voice: &Voice<'_>, home: &Home<'_>, accounts: &[&ReturnAccount]) -> String {
    let Some(latest) = years(home, accounts).into_iter().next() else { return voice.say("sent-nothing-owed") };
    let [owed, received, late] = [latest.owed, latest.received(), latest.late.len()].map(|number| number.to_string());
    let count = Say::Count(latest.owed as u64);
    let year = latest.year.to_string();
    let key = if latest.missing.is_empty() { "sent-all" } else { "sent-some" };
    let texts = [("year", &year), ("number", &owed), ("in", &received), ("late", &late)];
    let args: Vec<(&str, Say<'_>)> = texts.iter().map(|(name, text)| (*name, Say::Text(text))).collect();
    let mut said = voice.tell(key, &[&args[..], &[("count", count)]].concat());
    if !latest.missing.is_empty() {
        let missing = voice.tell_texts("sent-missing", &[("what", &titles(voice, &latest.missing))]);
        said = format!("{said} {missing}");
    }
    said
}

fn by_year(voice: &Voice<'_>, home: &Home<'_>, accounts: &[&ReturnAccount]) -> Listing {
    let rows = years(home, accounts).into_iter().map(|of| {
        let counts = [of.owed, of.received()].map(|number| Cell::count(number as u64));
        let named = [&of.late, &of.missing].map(|names| Cell::words(titles(voice, names)));
        row(of.year.to_string(), counts.into_iter().chain(named).collect())
    });
    let columns = ["column-year", "column-owed", "column-received", "column-late", "column-missing"];
    listing(voice, "returns", "sent-caption", &columns, &[2, 3], rows.collect())
}

/// The titles of returns in one cell or sentence; semicolons part them, for a title may have commas.
fn titles(voice: &Voice<'_>, returns: &[&str]) -> String {
    if returns.is_empty() {
        return voice.say("none-missing");
    }
    returns.iter().map(|id| quality::title(voice, id)).collect::<Vec<_>>().join("; ")
}
