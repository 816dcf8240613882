//! Sentences below pictures of many places or periods: what is not shown, what lacks returns, what bears a note.
//!
//! What has several values is told once.

use std::collections::BTreeSet;

use crate::disclosure::{Protected, SafeFigure};
use crate::domain::NoteCode;
use crate::present::choice::shown;
use crate::present::notes::{beside, in_brackets};
use crate::present::voice::Voice;

/// A name, and the figures that stand for it in a picture; `None` where there is no such figure.
pub(super) type Named<'a> = (String, Vec<Option<&'a SafeFigure>>);

/// Why a figure has no value in a picture.
pub(super) fn why(figure: Option<&SafeFigure>) -> Option<NoteCode> {
    match figure.map(|figure| figure.value) {
        None => Some(NoteCode::NotAvailable),
        Some(Protected::Withheld(code)) => Some(code),
        Some(Protected::Shown { .. }) => None,
    }
}

/// Every sentence that there is to say.
pub(super) fn all(voice: &Voice<'_>, named: &[Named<'_>]) -> Vec<String> {
    let mut said: Vec<String> = incomplete(voice, named).into_iter().collect();
    said.extend(not_shown(voice, named));
    said.extend(noted(voice, named));
    said
}

/// Who has no value at all, and who lacks some, and why.
fn not_shown(voice: &Voice<'_>, named: &[Named<'_>]) -> Vec<String> {
    let (mut none, mut part) = (Vec::new(), Vec::new());
    for (name, figures) in named {
        let codes: BTreeSet<NoteCode> = figures.iter().filter_map(|figure| why(*figure)).collect();
        if codes.is_empty() {
            continue;
        }
        let any = figures.iter().any(|figure| why(*figure).is_none());
        let to = if any { &mut part } else { &mut none };
        to.push((name, in_brackets(&codes)));
    }
    let said = [("chart-not-shown", none), ("chart-part-not-shown", part)];
    let said = said.into_iter().filter(|(_, lacking)| !lacking.is_empty());
    said.map(|(key, lacking)| voice.tell_texts(key, &[("what", &lackers(voice, &lacking, named.len()))])).collect()
}

/// Who lacks values, each with the codes; all of them at once, where all lack them for the same reasons.
fn lackers(voice: &Voice<'_>, lacking: &[(&String, String)], all: usize) -> String {
    let alike = lacking.split_first().filter(|((_, codes), rest)| rest.iter().all(|(_, other)| other == codes));
    match alike {
        Some(((_, codes), _)) if all > 1 && lacking.len() == all => {
            voice.tell_texts("chart-every-one", &[("codes", codes)])
        }
        _ => voice.list(&lacking.iter().map(|(name, codes)| format!("{name} {codes}")).collect::<Vec<_>>()),
    }
}

/// Whose values rest on fewer returns than are owed.
pub(super) fn incomplete(voice: &Voice<'_>, named: &[Named<'_>]) -> Option<String> {
    let lacks = |figure: &&SafeFigure| shown(&figure.value).and_then(|_| voice.shortfall(figure));
    let lacking = |(name, figures): &Named<'_>| {
        let coverage = figures.iter().flatten().find_map(lacks)?;
        Some(voice.with_shortfall(name, Some(&coverage)))
    };
    let what: Vec<String> = named.iter().filter_map(lacking).collect();
    (!what.is_empty()).then(|| voice.tell_texts("chart-partial", &[("what", &voice.list(&what))]))
}

/// Whose values that are shown bear note codes.
fn noted(voice: &Voice<'_>, named: &[Named<'_>]) -> Option<String> {
    let with_value = |figures: &[Option<&SafeFigure>]| -> Vec<BTreeSet<NoteCode>> {
        figures.iter().flatten().filter(|figure| shown(&figure.value).is_some()).map(|figure| beside(figure)).collect()
    };
    let each = named.iter().flat_map(|(_, figures)| with_value(figures));
    let common = each.reduce(|all, codes| &all & &codes)?;
    let mut what: Vec<String> = Vec::new();
    if !common.is_empty() {
        what.push(voice.tell_texts("chart-noted-all", &[("codes", &in_brackets(&common))]));
    }
    for (name, figures) in named {
        let codes: BTreeSet<NoteCode> = with_value(figures).into_iter().flatten().collect();
        let own = &codes - &common;
        what.extend((!own.is_empty()).then(|| format!("{name} {}", in_brackets(&own))));
    }
    (!what.is_empty()).then(|| voice.tell_texts("chart-noted", &[("what", &voice.list(&what))]))
}
