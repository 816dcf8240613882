//! What a chart says, in words, from the protected figures it draws.

use super::bars::Bar;
use super::lines::Series;
use crate::domain::Period;
use crate::present::Overview;
use crate::present::voice::Voice;

/// Of lines: the span, and of each line its first, last, highest and lowest value.
/// What is incomplete is said last.
pub(super) fn series(
    view: &Overview<'_>,
    voice: &Voice<'_>,
    series: &[Series],
    periods: &[Period],
    incomplete: Option<String>,
) -> String {
    let ends = periods.first().zip(periods.last());
    let (from, to) = ends.map(|(from, to)| (voice.period(*from), voice.period(*to))).unwrap_or_default();
    let nation = view.nation();
    let place = voice.place(nation.level, nation.code);
    let mut said = vec![voice.tell_texts("describe-lines", &[("place", &place), ("from", &from), ("to", &to)])];
    said.extend(series.iter().filter_map(|line| one_line(voice, line, periods)));
    said.extend(incomplete);
    said.join(" ")
}

fn one_line(voice: &Voice<'_>, series: &Series, periods: &[Period]) -> Option<String> {
    let shown = || {
        series
            .points
            .iter()
            .zip(&series.printed)
            .zip(&series.shortfalls)
            .zip(periods)
            .filter_map(|(((y, text), shortfall), period)| y.map(|y| (y, text, shortfall.as_deref(), *period)))
    };
    let (first, last) = (shown().next()?, shown().next_back()?);
    // A value that lacks returns is neither the highest nor the lowest, unless they all lack some.
    let all_lack = shown().all(|point| point.2.is_some());
    let comparable = || shown().filter(|point| all_lack || point.2.is_none());
    // Of equal values the first: `max_by` alone would take the last.
    let high = comparable().reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    let low = comparable().reduce(|best, next| if next.0 < best.0 { next } else { best })?;
    let ends = [first, last, high, low];
    let [begin, end, top, bottom] = ends.map(|(_, _, _, period)| voice.period(period));
    let [first, last, high, low] = ends.map(|(_, text, shortfall, _)| voice.with_shortfall(text, shortfall));
    let key = if series.name.is_empty() { "describe-line-alone" } else { "describe-line" };
    Some(voice.tell_texts(
        key,
        &[
            ("name", &series.name),
            ("first", &first),
            ("first-period", &begin),
            ("last", &last),
            ("last-period", &end),
            ("highest", &high),
            ("highest-period", &top),
            ("lowest", &low),
            ("lowest-period", &bottom),
        ],
    ))
}

/// Of bars, longest first: how many, the longest and the shortest, and the line across them.
pub(super) fn ranking(voice: &Voice<'_>, bars: &[Bar], reference: Option<&str>, period: Period) -> String {
    let (Some(first), Some(last)) = (bars.first(), bars.last()) else { return voice.say("chart-nothing") };
    let period = voice.period(period);
    let mut said = vec![voice.tell_texts("describe-bars", &[("bars", &bars.len().to_string()), ("period", &period)])];
    if bars.len() > 1 {
        let args = [
            ("longest", &*first.name),
            ("most", &*first.printed),
            ("shortest", &*last.name),
            ("least", &*last.printed),
        ];
        said.push(voice.tell_texts("describe-bars-ends", &args));
    } else {
        said.push(voice.tell_texts("describe-bar-alone", &[("name", &first.name), ("value", &first.printed)]));
    }
    said.extend(reference.map(|reference| voice.tell_texts("describe-bars-reference", &[("reference", reference)])));
    said.join(" ")
}
