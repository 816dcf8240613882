//! What was published of counts before: whoever keeps an old overview can hold it against the new one.

use std::collections::BTreeMap;

use crate::definitions::Counts as Class;
use crate::domain::{Period, Print};

/// What is known of the releases before the one that is being made.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// The id of the release that is being made.
    pub release: Box<str>,
    /// What those before it printed, sorted by release and figure: each number once, in the first release of those in a
    /// row that printed all numbers of its class and period alike.
    pub prints: Vec<Print>,
}

/// The prints of one class and period in one release.
pub(super) type Edition<'a> = (&'a str, Vec<&'a Print>);

impl History {
    /// Of the releases before one, from all prints that it or a later one knows of.
    #[must_use]
    pub fn before(release: &str, prints: Vec<Print>) -> Self {
        let prints = prints.into_iter().filter(|print| *print.release < *release).collect();
        Self { release: release.into(), prints }
    }

    /// The editions of each class and period, the earliest first.
    pub(super) fn editions(&self) -> BTreeMap<(Class, Period), Vec<Edition<'_>>> {
        let mut editions: BTreeMap<(Class, Period), BTreeMap<&str, Vec<&Print>>> = BTreeMap::new();
        for (class, print) in self.prints.iter().filter_map(|print| Some((Class::of(&print.class)?, print))) {
            let of = editions.entry((class, print.key.period)).or_default();
            of.entry(&print.release).or_default().push(print);
        }
        editions.into_iter().map(|(of, editions)| (of, editions.into_iter().collect())).collect()
    }

    /// All prints once a release is there: those before it, and its own where they differ from the last.
    pub(super) fn with(&self, prints: Vec<(Class, Print)>) -> Vec<Print> {
        let editions = self.editions();
        let mut own: BTreeMap<(Class, Period), Vec<Print>> = BTreeMap::new();
        for (class, print) in prints {
            own.entry((class, print.key.period)).or_default().push(print);
        }
        let mut all = self.prints.clone();
        for (of, prints) in own {
            let last = editions.get(&of).and_then(|editions| editions.last());
            if last.is_none_or(|(_, last)| !says_the_same(last, &prints)) {
                all.extend(prints);
            }
        }
        all.sort_by(|a, b| (&a.release, &a.key).cmp(&(&b.release, &b.key)));
        all
    }
}

/// Whether two releases print the same of the same counts.
fn says_the_same(last: &[&Print], now: &[Print]) -> bool {
    let same = |(last, now): (&&Print, &Print)| **last == Print { release: last.release.clone(), ..now.clone() };
    last.len() == now.len() && last.iter().zip(now).all(same)
}
