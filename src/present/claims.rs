//! Statements quoted elsewhere, held against the figures of this release.
//!
//! A statement is compared with the number that pages print, never with what is behind it, so that the verdict says
//! nothing that the page does not. Where the number was rounded, a statement is supported by every number that rounding
//! could have made into it; where it is withheld nothing is said of it, not even whether the statement is near.

use serde::Serialize;

use super::choice::{At, Part};
use super::download;
use super::feedback::harmless;
use super::notes::{meanings, with_marks};
use super::quality::{Listing, listing, row};
use super::voice::{Used, Voice, bracketed, decimal, printed};
use super::{Overview, mark};
use crate::definitions::{Claim, ClaimedNumber, Said};
use crate::diagnostic::Error;
use crate::disclosure::{Protected, SafeFigure};
use crate::domain::{Kind, Language, NoteCode};

/// What a release says of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The printed figure is what was said, as exactly as it was said.
    Supported,
    /// It is not.
    Unsupported,
    /// No figure is printed, for this reason.
    Untold(NoteCode),
}

impl Verdict {
    /// The end of the key of its words, `claim-supported`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::Unsupported => "unsupported",
            Self::Untold(_) => "untold",
        }
    }
}

/// A statement held against a release, in English, for whoever runs the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldClaim {
    /// Its id.
    pub id: Box<str>,
    /// What the release says of it.
    pub verdict: Verdict,
    /// The number that it names, as pages print numbers.
    pub said: String,
    /// The number of this release, or the code in its place.
    pub found: String,
}

/// Every statement of the register, held against these figures.
pub fn held_claims(view: &Overview<'_>) -> Vec<HeldClaim> {
    let (english, used) = (Language::english(), Used::default());
    let voice = Voice { definitions: view.definitions, language: &english, used: &used };
    let held = |claim: &Claim| {
        let figure = figure_of(view, claim);
        HeldClaim {
            id: claim.id.clone(),
            verdict: verdict(claim, figure),
            said: said(&voice, claim, view),
            found: found(&voice, claim, figure),
        }
    };
    view.definitions.report.claims.iter().map(held).collect()
}

/// The section of the page.
#[derive(Serialize)]
pub(super) struct ClaimsShown {
    pub(super) listing: Listing,
    remark: String,
}

impl ClaimsShown {
    /// The codes that stand in place of figures.
    pub(super) fn codes(&self) -> std::collections::BTreeSet<NoteCode> {
        self.listing.grid.codes()
    }
}

/// The statements as the page lists them; nothing where the collection has no register.
pub(super) fn shown(view: &Overview<'_>, voice: &Voice<'_>) -> Option<ClaimsShown> {
    let claims = &view.definitions.report.claims;
    let rows = claims.iter().map(|claim| {
        let figure = figure_of(view, claim);
        let verdict = voice.say(&format!("claim-{}", verdict(claim, figure).as_str()));
        let cells = vec![source(voice, claim), said(voice, claim, view), found(voice, claim, figure), verdict];
        row(statement(voice, claim), cells)
    });
    let columns = ["column-statement", "column-said-in", "column-claimed", "column-found", "column-verdict"];
    let listing = listing(voice, "claims", "claims-caption", &columns, &[0, 1, 2, 3], rows.collect());
    (!claims.is_empty()).then(|| ClaimsShown { listing, remark: voice.say("claims-remark") })
}

/// The columns of the data file, by the ends of the keys of their titles.
const COLUMNS: [&str; 20] = [
    "claim",
    "statement",
    "source",
    "said",
    "indicator",
    "title",
    "period",
    "level",
    "place-code",
    "place",
    "breakdown",
    "category",
    "number",
    "claimed",
    "claimed-out-of",
    "tolerance",
    "found",
    "found-out-of",
    "note-meanings",
    "verdict",
];

/// The register and what this release says of it, one statement a row.
///
/// # Errors
/// [`Error::Internal`] where the rows cannot be written.
pub(super) fn csv(view: &Overview<'_>, voice: &Voice<'_>) -> Result<Vec<u8>, Error> {
    let broken = |error: csv::Error| Error::Internal(format!("the register of statements was not written: {error}"));
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mark = mark::line(view, voice);
    let marked = mark.is_some().then(|| voice.say("data-mark"));
    let header = COLUMNS.map(|column| voice.say(&format!("data-{column}")));
    writer.write_record(marked.into_iter().chain(header)).map_err(broken)?;
    for claim in &view.definitions.report.claims {
        let row = csv_row(view, voice, claim).map(|cell| harmless(&cell));
        writer.write_record(mark.iter().cloned().chain(row)).map_err(broken)?;
    }
    writer.into_inner().map_err(|error| Error::Internal(format!("the register of statements was not written: {error}")))
}

fn csv_row(view: &Overview<'_>, voice: &Voice<'_>, claim: &Claim) -> [String; 20] {
    let figure = figure_of(view, claim);
    let (now, verdict) = (number_of(claim, figure), verdict(claim, figure));
    let why = match verdict {
        Verdict::Untold(code) => meanings(voice, &[code].into()),
        Verdict::Supported | Verdict::Unsupported => String::new(),
    };
    let told = !matches!(verdict, Verdict::Untold(_));
    let plain = |value: Option<Protected>| download::number(value.filter(|_| told).as_ref());
    let whole = claim.out_of.map(|_| whole_of(figure));
    [
        claim.id.to_string(),
        statement(voice, claim),
        voice.text(&format!("source.{}", claim.source)).to_string(),
        match claim.said {
            Said::Year(year) => year.to_string(),
            Said::Day(day) => day.to_string(),
        },
        claim.indicator.to_string(),
        voice.title(&claim.indicator),
        claim.period.to_string(),
        claim.level.as_str().to_string(),
        claim.place.to_string(),
        voice.place(claim.level, &claim.place),
        claim.breakdown.to_string(),
        claim.category.to_string(),
        claim.which.as_str().to_string(),
        claim.expected.to_string(),
        claim.out_of.map(|whole| whole.to_string()).unwrap_or_default(),
        claim.tolerance.to_string(),
        plain(Some(now)),
        plain(whole),
        why,
        voice.say(&format!("claim-{}", verdict.as_str())),
    ]
}

fn statement(voice: &Voice<'_>, claim: &Claim) -> String {
    voice.text(&format!("claim.{}", claim.id)).to_string()
}

/// `Care Inspectorate Wales, written evidence to the Senedd (2023)`.
fn source(voice: &Voice<'_>, claim: &Claim) -> String {
    let date = match claim.said {
        Said::Year(year) => year.to_string(),
        Said::Day(day) => voice.date(day),
    };
    let title = voice.text(&format!("source.{}", claim.source)).to_string();
    voice.tell_texts("claim-source", &[("source", &title), ("date", &date)])
}

fn figure_of<'a>(view: &Overview<'a>, claim: &Claim) -> Option<&'a SafeFigure> {
    let at = At { level: claim.level, code: &claim.place };
    view.figure(&claim.indicator, claim.period, at, Part { breakdown: &claim.breakdown, category: &claim.category })
}

const ABSENT: Protected = Protected::Withheld(NoteCode::NotAvailable);

/// The number of a figure that a statement speaks of.
fn number_of(claim: &Claim, figure: Option<&SafeFigure>) -> Protected {
    let number = figure.and_then(|figure| match claim.which {
        ClaimedNumber::Value => Some(figure.value),
        ClaimedNumber::Change => figure.change,
        ClaimedNumber::ChangePct => figure.change_pct,
        ClaimedNumber::Numerator => Some(figure.numerator),
        ClaimedNumber::Denominator => figure.denominator,
    });
    number.unwrap_or(ABSENT)
}

fn whole_of(figure: Option<&SafeFigure>) -> Protected {
    figure.and_then(|figure| figure.denominator).unwrap_or(ABSENT)
}

/// What the figure says of the statement.
fn verdict(claim: &Claim, figure: Option<&SafeFigure>) -> Verdict {
    let Some(figure) = figure else { return Verdict::Untold(NoteCode::NotAvailable) };
    let number = match number_of(claim, Some(figure)) {
        Protected::Shown { value, .. } => value,
        Protected::Withheld(code) => return Verdict::Untold(code),
    };
    let near = |number: f64, expected: f64, slack: f64| (number - expected).abs() <= claim.tolerance + slack + 1e-9;
    let mut holds = near(number, claim.expected, slack(claim.which, figure));
    if let Some(expected) = claim.out_of {
        match whole_of(Some(figure)) {
            Protected::Shown { value, .. } => {
                holds &= near(value, expected, slack(ClaimedNumber::Denominator, figure));
            }
            Protected::Withheld(code) => return Verdict::Untold(code),
        }
    }
    if holds { Verdict::Supported } else { Verdict::Unsupported }
}

/// By how much rounding may have moved a printed number: a count by less than the multiple it was rounded to, what is
/// made from counts by what both of them together may have moved it; nothing where counts are exact.
fn slack(which: ClaimedNumber, figure: &SafeFigure) -> f64 {
    let Protected::Shown { rounding: Some(base), .. } = figure.value else { return 0.0 };
    let most = f64::from(base.saturating_sub(1));
    let shown = |number: Option<Protected>| match number {
        Some(Protected::Shown { value, .. }) if value != 0.0 => Some(value),
        _ => None,
    };
    let (value, whole) = (shown(Some(figure.value)).unwrap_or_default(), shown(figure.denominator));
    let before = shown(figure.change).map_or(value, |change| value - change);
    match (which, figure.kind) {
        (ClaimedNumber::Numerator, kind) if !kind.observes() => most,
        (ClaimedNumber::Denominator, Kind::Proportion) | (ClaimedNumber::Value, Kind::Count | Kind::Sum) => most,
        (ClaimedNumber::Change, Kind::Count | Kind::Sum) => 2.0 * most,
        (ClaimedNumber::ChangePct, Kind::Count | Kind::Sum) if before != 0.0 => {
            100.0 * most / before.abs() * (1.0 + (value / before).abs())
        }
        (ClaimedNumber::Value, Kind::Proportion) => whole.map_or(0.0, |whole| most / whole * (100.0 + value)),
        (ClaimedNumber::Value, Kind::Rate) => {
            shown(Some(figure.numerator)).map_or(0.0, |counted| value * most / counted)
        }
        _ => 0.0,
    }
}

/// The number that a statement names, as it names it.
fn said(voice: &Voice<'_>, claim: &Claim, view: &Overview<'_>) -> String {
    let kind = view.definitions.indicator(&claim.indicator).map_or(Kind::Count, |indicator| indicator.kind);
    let number = decimal(claim.expected, claim.decimals);
    match (claim.which, kind, claim.out_of) {
        (ClaimedNumber::Numerator, _, Some(whole)) => out_of(voice, &number, &decimal(whole, claim.decimals)),
        (ClaimedNumber::ChangePct, ..) | (ClaimedNumber::Value, Kind::Proportion, _) => format!("{number}%"),
        (ClaimedNumber::Change, Kind::Proportion, _) => voice.tell_texts("percentage-points", &[("number", &number)]),
        _ => number,
    }
}

/// The number of this release beside it, or the code in its place; with whose returns it rests on, where some are missing.
fn found(voice: &Voice<'_>, claim: &Claim, figure: Option<&SafeFigure>) -> String {
    let Some(figure) = figure else { return bracketed(NoteCode::NotAvailable) };
    let (value, whole) = match (number_of(claim, Some(figure)), claim.out_of.map(|_| whole_of(Some(figure)))) {
        (Protected::Withheld(code), _) | (_, Some(Protected::Withheld(code))) => return bracketed(code),
        (Protected::Shown { value, .. }, None) => (value, None),
        (Protected::Shown { value, .. }, Some(Protected::Shown { value: whole, .. })) => (value, Some(whole)),
    };
    let count = |number: f64| decimal(number, usize::from(number.fract() != 0.0));
    let number = match claim.which {
        ClaimedNumber::Value => printed(&figure.value, figure.kind),
        ClaimedNumber::ChangePct => format!("{}%", decimal(value, 1)),
        ClaimedNumber::Change if figure.kind == Kind::Proportion => {
            voice.tell_texts("percentage-points", &[("number", &decimal(value, 1))])
        }
        ClaimedNumber::Numerator => {
            whole.map_or_else(|| count(value), |whole| out_of(voice, &count(value), &count(whole)))
        }
        ClaimedNumber::Change | ClaimedNumber::Denominator => count(value),
    };
    voice.with_shortfall(&with_marks(&number, figure), voice.shortfall(figure).as_deref())
}

fn out_of(voice: &Voice<'_>, part: &str, whole: &str) -> String {
    voice.tell_texts("out-of", &[("part", part), ("whole", whole)])
}

#[cfg(test)]
mod tests;
