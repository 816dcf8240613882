//! What charts of many places say, in words, from the protected figures they draw.

use crate::domain::Period;
use crate::present::voice::Voice;

/// A value as a picture shows it: whose it is, how much, and as it is printed.
#[derive(Clone, Debug)]
pub(super) struct Valued {
    pub(super) name: String,
    pub(super) value: f64,
    pub(super) printed: String,
}

/// Above so many names the others are counted.
const MOST_NAMES: usize = 3;

/// The highest and the lowest of values, and who has them; of one alone only that.
pub(super) fn ends(voice: &Voice<'_>, of: &str, values: &[Valued]) -> Option<String> {
    let first = values.first()?;
    let high = values.iter().fold(first, |best, next| if next.value > best.value { next } else { best });
    let low = values.iter().fold(first, |best, next| if next.value < best.value { next } else { best });
    let who = |end: &Valued| {
        // What is printed alike is equal to whoever reads it.
        let names: Vec<String> =
            values.iter().filter(|one| one.printed == end.printed).map(|one| one.name.clone()).collect();
        several(voice, &names)
    };
    let (most, least) = (who(high), who(low));
    let args =
        [("of", of), ("highest", &*high.printed), ("most", &*most), ("lowest", &*low.printed), ("least", &*least)];
    Some(match (of.is_empty(), high.printed == low.printed) {
        (_, true) if of.is_empty() => voice.tell_texts("describe-equal", &[("value", &high.printed), ("who", &most)]),
        (_, true) => voice.tell_texts("describe-equal-of", &[("of", of), ("value", &high.printed), ("who", &most)]),
        (true, false) => voice.tell_texts("describe-ends", &args[1..]),
        (false, false) => voice.tell_texts("describe-ends-of", &args),
    })
}

/// Names in one sentence; of many the first, and how many more there are.
fn several(voice: &Voice<'_>, names: &[String]) -> String {
    match names.split_first() {
        Some((first, rest)) if names.len() > MOST_NAMES => {
            voice.tell_texts("describe-and-more", &[("first", first), ("number", &rest.len().to_string())])
        }
        _ => voice.list(names),
    }
}

/// From which period to which.
pub(super) fn span(voice: &Voice<'_>, periods: &[Period]) -> Option<(String, String)> {
    let (from, to) = periods.first().zip(periods.last())?;
    Some((voice.period(*from), voice.period(*to)))
}
