//! What a chart says, in words, from the protected figures it draws.

use super::bars::Bar;
use super::lines::Series;
use crate::domain::Period;
use crate::present::Overview;
use crate::present::voice::Voice;

/// Of lines: the span, and of each line its first, last, highest and lowest value.
pub(super) fn series(view: &Overview<'_>, voice: &Voice<'_>, series: &[Series], periods: &[Period]) -> String {
    let ends = periods.first().zip(periods.last());
    let (from, to) = ends.map(|(from, to)| (voice.period(*from), voice.period(*to))).unwrap_or_default();
    let nation = view.nation();
    let place = voice.place(nation.level, nation.code);
    let mut said = vec![voice.tell_texts("describe-lines", &[("place", &place), ("from", &from), ("to", &to)])];
    said.extend(series.iter().filter_map(|line| one_line(voice, line, periods)));
    said.join(" ")
}

fn one_line(voice: &Voice<'_>, series: &Series, periods: &[Period]) -> Option<String> {
    let shown = || {
        series
            .points
            .iter()
            .zip(&series.printed)
            .zip(periods)
            .filter_map(|((y, text), period)| y.map(|y| (y, text, *period)))
    };
    let (first, last) = (shown().next()?, shown().next_back()?);
    // Of equal values the first: `max_by` alone would take the last.
    let high = shown().reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    let low = shown().reduce(|best, next| if next.0 < best.0 { next } else { best })?;
    let [begin, end, top, bottom] = [first, last, high, low].map(|(_, _, period)| voice.period(period));
    let key = if series.name.is_empty() { "describe-line-alone" } else { "describe-line" };
    Some(voice.tell_texts(
        key,
        &[
            ("name", &series.name),
            ("first", first.1),
            ("first-period", &begin),
            ("last", last.1),
            ("last-period", &end),
            ("highest", high.1),
            ("highest-period", &top),
            ("lowest", low.1),
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
