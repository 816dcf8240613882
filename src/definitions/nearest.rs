//! Did you mean …?

use super::{Authority, Definitions};

/// Advice on a name that is not known: the nearest one that is, or all of them where they are few.
pub(super) fn nearest<'n>(word: &str, known: impl IntoIterator<Item = &'n str>) -> Option<String> {
    let known: Vec<&str> = known.into_iter().collect();
    match closest(word, &known) {
        Some((score, name)) if score >= NEAR => Some(format!("did you mean `{name}`?")),
        Some(_) if known.len() <= 12 => Some(format!("known here: {}", known.join(", "))),
        _ => None,
    }
}

/// From which likeness on a name is near.
const NEAR: f64 = 0.82;

/// The name that is most like a word, and how much.
fn closest<'n>(word: &str, known: &[&'n str]) -> Option<(f64, &'n str)> {
    let lower = word.to_lowercase();
    let scored = known.iter().map(|name| (likeness(&lower, &name.to_lowercase()), *name));
    scored.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)))
}

/// From 0 to 1; one slip of the keys in a short name counts as near.
fn likeness(one: &str, other: &str) -> f64 {
    let close = strsim::jaro_winkler(one, other);
    let slips = strsim::osa_distance(one, other);
    if slips == 1 && one.chars().count() >= 3 { close.max(0.9) } else { close }
}

impl Definitions {
    /// Advice on an indicator that is not known.
    pub fn nearest_indicator(&self, id: &str) -> Option<String> {
        nearest(id, self.indicators.iter().map(|indicator| &*indicator.id))
    }

    /// The authority that an unknown name was probably meant to be: advice, never a reading.
    pub fn nearest_authority(&self, text: &str) -> Option<&Authority> {
        self.reference.authorities.get(self.reference.suggest(text)?)
    }

    /// The id of the return that an unknown name was probably meant to be: the only one that is near its id or a title.
    pub fn nearest_return(&self, text: &str) -> Option<&str> {
        const LONGEST: usize = 100;
        let word: String = text.chars().take(LONGEST).collect();
        let near = |id: &str| {
            let title = format!("return.{id}.title");
            let titles = self.words.translations.values().filter_map(|words| words.get(title.as_str()));
            let mut names: Vec<&str> = titles.map(|word| &*word.text).collect();
            names.extend(self.words.english.get(title.as_str()).map(|title| &**title));
            names.push(id);
            closest(&word, &names).map_or(0.0, |(score, _)| score)
        };
        let scores: Vec<(f64, &str)> = self.returns.keys().map(|id| (near(id), &**id)).collect();
        let best = scores.iter().map(|(score, _)| *score).fold(NEAR, f64::max);
        let mut of_best = scores.iter().filter(|(score, _)| *score >= best);
        let (_, id) = of_best.next()?;
        of_best.next().is_none().then_some(*id)
    }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_name_is_offered_and_few_are_listed() {
        let known = ["start_date", "end_date", "day"];
        assert_eq!(nearest("ned_date", known).as_deref(), Some("did you mean `end_date`?"));
        assert_eq!(nearest("dya", known).as_deref(), Some("did you mean `day`?"));
        assert_eq!(nearest("xyz", known).as_deref(), Some("known here: start_date, end_date, day"));
        assert_eq!(nearest("xyz", []), None);
    }
}
