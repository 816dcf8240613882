//! What `run` says at its end.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::definitions::{Definitions, Explained};
use crate::diagnostic::printable;
use crate::domain::{Language, Year};
use crate::pipeline::Ran;
use crate::present::{Account, HeldClaim, ReturnAccount, Verdict};

/// What a run did, line by line; none is noise.
///
/// Lists name a few, and say how many more; all of them where `verbose`.
pub(super) fn summary(ran: &Ran, definitions: &Definitions, verbose: bool) -> String {
    let named = if verbose { usize::MAX } else { NAMED };
    let mut text = Vec::new();
    let mut line = |label: &str, what: &str| text.push(format!("{label:<26} {what}"));
    for year in definitions.collection.years.iter().rev().take(3) {
        line(&format!("Returns for {year}"), &returns(&ran.account, definitions, *year, named));
    }
    let lines = &ran.account.lines;
    let around = lines.preamble + lines.headers + lines.blank + lines.totals + lines.footer;
    let mut parts = vec![format!("{} loaded", grouped(lines.loaded))];
    for (number, what) in [
        (lines.held_back, "held back"),
        (lines.refused, "in refused files"),
        (lines.superseded, "superseded"),
        (around, "headers, titles, blanks, totals and notes"),
    ] {
        if number > 0 {
            parts.push(format!("{} {what}", grouped(number)));
        }
    }
    line("Lines", &format!("{} read = {}", grouped(lines.read), parts.join(" + ")));
    let refusals = if verbose { usize::MAX } else { REFUSALS };
    for file in ran.account.refused.iter().take(refusals) {
        line("Refused", &format!("{}: {}", printable(&file.file), file.reason));
    }
    if let Some(more @ 1..) = ran.account.refused.len().checked_sub(refusals) {
        line("Refused", &format!("… {more} more: -v lists them"));
    }
    for (label, what) in in_spite(&ran.account, definitions, named) {
        line(label, &what);
    }
    for what in claims(&ran.claims, named) {
        line("Claims", &what);
    }
    let to_mend = to_mend(&ran.account, definitions, named);
    if !to_mend.is_empty() {
        line("To mend", &to_mend);
    }
    let pages: Vec<String> = ran.pages.iter().map(|page| page.display().to_string()).collect();
    let done = if ran.published { "published" } else { "stands: nothing has changed, nothing new is published" };
    text.push(format!("\nRelease {} {done}.  {}\n", ran.release, pages.join(" · ")));
    text.join("\n")
}

/// How many of the statements quoted elsewhere the release supports; each that it does not, and what it says instead.
pub(super) fn claims(held: &[HeldClaim], named: usize) -> Vec<String> {
    let supported = held.iter().filter(|claim| claim.verdict == Verdict::Supported).count();
    let said = |claim: &HeldClaim| match claim.verdict {
        Verdict::Supported => None,
        Verdict::Unsupported => Some(format!("{}: said {}, now {}", claim.id, claim.said, claim.found)),
        Verdict::Untold(_) => Some(format!("{}: said {}, cannot be told {}", claim.id, claim.said, claim.found)),
    };
    let others: Vec<String> = held.iter().filter_map(said).collect();
    let all = (!held.is_empty()).then(|| format!("{supported} of {} supported", held.len()));
    let more =
        others.len().checked_sub(named).filter(|more| *more > 0).map(|more| format!("… {more} more: -v lists them"));
    all.into_iter().chain(others.into_iter().take(named)).chain(more).collect()
}

/// What counts though no file of this night brought it, or though something was said against it.
fn in_spite(account: &Account, definitions: &Definitions, named: usize) -> Vec<(&'static str, String)> {
    let mut lines = Vec::new();
    for one in account.carried.iter().take(named) {
        let who = name(definitions, one.submitter.as_str());
        lines.push(("Carried", format!("{who} {} {}, as in {}", one.return_id, one.year, one.from_release)));
    }
    if let Some(more @ 1..) = account.carried.len().checked_sub(named) {
        lines.push(("Carried", format!("… {more} more")));
    }
    for one in &account.overruled {
        lines.push(("Let pass", format!("{}: {} ({})", printable(&one.file), one.gate, printable(&one.reason))));
    }
    if account.explained > 0 {
        lines.push(("Explained", format!("{} findings", grouped(account.explained))));
    }
    for one in &account.outlived {
        lines.push(("Explained no more", format!("{}:{}: {}", Explained::FILE, one.line, one.code)));
    }
    lines
}

/// How many names a line lists.
const NAMED: usize = 4;
/// How many refused files have a line each: a whole delivery can be of the wrong kind.
const REFUSALS: usize = 20;

fn returns(account: &Account, definitions: &Definitions, year: Year, named: usize) -> String {
    let of_year: Vec<&ReturnAccount> = account.returns.iter().filter(|r| r.year == year).collect();
    let sum = |of: fn(&ReturnAccount) -> u32| of_year.iter().map(|r| of(r)).sum::<u32>();
    let mut text = format!("in {} of {} owed", sum(|r| r.received), sum(|r| r.owed));
    let late: usize = of_year.iter().map(|r| r.late.len()).sum();
    if late > 0 {
        let _ = write!(text, "   late {late}");
    }
    let missing: Vec<String> = of_year
        .iter()
        .flat_map(|r| r.missing.iter().map(|who| format!("{} {}", name(definitions, who.as_str()), r.return_id)))
        .collect();
    if !missing.is_empty() {
        let more = missing.len().saturating_sub(named);
        let more = if more > 0 { format!(", … {more} more") } else { String::new() };
        let shown = missing.get(..named).unwrap_or(&missing).join(", ");
        let _ = write!(text, "   missing {} ({shown}{more})", missing.len());
    }
    text
}

/// Lines held back of one submitter: all of them, and by reason.
type Reasons<'a> = (u64, Vec<(u64, &'a str)>);

/// The submitters with most lines held back.
fn to_mend(account: &Account, definitions: &Definitions, named: usize) -> String {
    let mut by_submitter: BTreeMap<&str, Reasons<'_>> = BTreeMap::new();
    for held in &account.held_back {
        for (submitter, lines) in &held.by_submitter {
            let entry = by_submitter.entry(submitter.as_str()).or_default();
            entry.0 += lines;
            entry.1.push((*lines, &held.reason));
        }
    }
    let mut most: Vec<(&str, u64, &str)> = by_submitter
        .into_iter()
        .filter_map(|(who, (lines, reasons))| Some((who, lines, reasons.iter().max()?.1)))
        .collect();
    most.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let shown: Vec<String> = most
        .iter()
        .take(named)
        .map(|(who, lines, reason)| format!("{} {lines} ({reason})", name(definitions, who)))
        .collect();
    let more = most.len().saturating_sub(named);
    if more > 0 { format!("{}   … {more} more", shown.join("   ")) } else { shown.join("   ") }
}

fn name(definitions: &Definitions, submitter: &str) -> String {
    let english = Language::english();
    let authority = definitions.reference.authorities.iter().find(|authority| authority.code.as_str() == submitter);
    authority.and_then(|authority| authority.names.get(&english)).map_or(submitter.to_owned(), ToString::to_string)
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
