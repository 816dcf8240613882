//! What stands out of an authority's figures, in plain sentences, the plainest first.

use super::Home;
use super::measures::Measure;
use crate::disclosure::{Protected, SafeFigure};
use crate::domain::Kind;
use crate::domain::statistics::funnel::Position;
use crate::present::Overview;
use crate::present::choice::shown;
use crate::present::notes::with_marks;
use crate::present::voice::{Voice, printed};

/// How many changes are told.
const CHANGES: usize = 5;
/// The quantile of the normal distribution that a difference by chance stays under in 95 of 100 cases.
const Z95: f64 = 1.96;

/// What stands out, in sentences.
pub(super) fn sentences<'a>(
    view: &Overview<'a>,
    voice: &Voice<'_>,
    home: &Home<'a>,
    measures: &[Vec<Measure<'a>>],
) -> Vec<String> {
    let mut said = outside(view, voice, home, measures);
    said.extend(changed(view, voice, home, measures));
    if !said.is_empty() {
        return said;
    }
    let any =
        measures.iter().flatten().filter_map(|measure| measure.at(view, home.at)).any(|f| shown(&f.value).is_some());
    vec![voice.say(if any { "stands-nothing" } else { "stands-none-shown" })]
}

/// The figures beyond the limits of their funnels, those beyond the outer ones first.
fn outside<'a>(view: &Overview<'a>, voice: &Voice<'_>, home: &Home<'a>, measures: &[Vec<Measure<'a>>]) -> Vec<String> {
    let mut found: Vec<(bool, String)> = Vec::new();
    for measure in measures.iter().flatten() {
        let Some(position) = measure.positions.get(home.at.code) else { continue };
        let (outer, key) = match position {
            Position::High998 => (true, "stands-high-998"),
            Position::Low998 => (true, "stands-low-998"),
            Position::High95 => (false, "stands-high-95"),
            Position::Low95 => (false, "stands-low-95"),
            Position::Inside => continue,
        };
        let (Some(own), Some(nation)) = (measure.at(view, home.at), measure.nation) else { continue };
        let said = voice.tell_texts(
            key,
            &[
                ("title", &voice.title(&measure.indicator.id)),
                ("period", &voice.period(measure.period)),
                ("value", &told(own)),
                ("nation", &home.nation_name),
                ("national", &told(nation)),
            ],
        );
        found.push((outer, said));
    }
    found.sort_by_key(|(outer, _)| !outer);
    found.into_iter().map(|(_, said)| said).collect()
}

/// The greatest changes since a year before, of those that chance alone would seldom bring about.
fn changed<'a>(view: &Overview<'a>, voice: &Voice<'_>, home: &Home<'a>, measures: &[Vec<Measure<'a>>]) -> Vec<String> {
    let mut found: Vec<(f64, String)> = Vec::new();
    for measure in measures.iter().flatten().filter(|measure| measure.never.is_none()) {
        if !measure.indicator.is_scattered("", "") {
            continue;
        }
        let (Some(own), Some(before)) = (measure.at(view, home.at), measure.before(view, home.at)) else { continue };
        let Some(size) = beyond_chance(own, before) else { continue };
        let said = voice.tell_texts(
            "stands-change",
            &[
                ("title", &voice.title(&measure.indicator.id)),
                ("earlier", &voice.period(before.key.period)),
                ("before", &told(before)),
                ("period", &voice.period(measure.period)),
                ("value", &told(own)),
                ("change", &voice.change_phrase("change-noun", Some(own))),
            ],
        );
        found.push((size, said));
    }
    found.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    found.into_iter().take(CHANGES).map(|(_, said)| said).collect()
}

/// By how much of what it was a figure changed, where its change is shown and chance alone would seldom bring it about:
/// where the 95% intervals of both do not meet, or for counts, which have none, where the difference, less what rounding
/// may have added to it, is beyond what two Poisson counts of their size differ by in 95 of 100 cases.
fn beyond_chance(own: &SafeFigure, before: &SafeFigure) -> Option<f64> {
    own.change.as_ref().and_then(shown)?;
    let (value, earlier) = (shown(&own.value)?, shown(&before.value)?);
    let limits = |figure: &SafeFigure| shown(figure.lower.as_ref()?).zip(shown(figure.upper.as_ref()?));
    let apart = match (limits(own), limits(before)) {
        (Some((lower, upper)), Some((earlier_lower, earlier_upper))) => lower > earlier_upper || upper < earlier_lower,
        _ if own.kind == Kind::Count => {
            let rounded = rounding(own) + rounding(before);
            (value - earlier).abs() - rounded > Z95 * (value + earlier).sqrt()
        }
        _ => false,
    };
    (apart && earlier > 0.0).then(|| ((value - earlier) / earlier).abs())
}

/// By how much rounding may have moved a value, at most.
fn rounding(figure: &SafeFigure) -> f64 {
    match figure.value {
        Protected::Shown { rounding, .. } => rounding.map_or(0.0, f64::from),
        Protected::Withheld(_) => 0.0,
    }
}

fn told(figure: &SafeFigure) -> String {
    with_marks(&printed(&figure.value, figure.kind), figure)
}
