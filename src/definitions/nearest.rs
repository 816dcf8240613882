//! Did you mean …?

/// Advice on a name that is not known: the nearest one that is, or all of them where they are few.
pub(super) fn nearest<'n>(word: &str, known: impl IntoIterator<Item = &'n str>) -> Option<String> {
    let known: Vec<&str> = known.into_iter().collect();
    let lower = word.to_lowercase();
    let best = known
        .iter()
        .map(|name| (likeness(&lower, &name.to_lowercase()), *name))
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)));
    match best {
        Some((score, name)) if score >= 0.82 => Some(format!("did you mean `{name}`?")),
        Some(_) if known.len() <= 12 => Some(format!("known here: {}", known.join(", "))),
        _ => None,
    }
}

/// From 0 to 1; one slip of the keys in a short name counts as near.
fn likeness(one: &str, other: &str) -> f64 {
    let close = strsim::jaro_winkler(one, other);
    let slips = strsim::osa_distance(one, other);
    if slips == 1 && one.chars().count() >= 3 { close.max(0.9) } else { close }
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
