//! The raw identifiers of one file: made pseudonyms, and remembered as fingerprints only.

use super::conform::Key;
use super::pseudonym::{Pseudonym, Pseudonyms};
use crate::definitions::{Privacy, Return};
use crate::domain::Submitter;

/// Identifiers shorter than this are not searched for in the outputs: they would equal any printed number.
const SHORTEST: usize = 6;
/// How many pseudonyms of a field are remembered at a time; made again they are the same.
const REMEMBERED: usize = 1 << 12;

/// Pseudonyms of short identifiers, each at a place that its key tells; what comes later pushes out what was there.
struct Known {
    places: Vec<Option<(Key, Pseudonym)>>,
}

impl Known {
    fn new() -> Self {
        Self { places: vec![None; REMEMBERED] }
    }

    fn find(&self, key: Key) -> Option<Pseudonym> {
        let (known, pseudonym) = self.places.get(key.place(REMEMBERED))?.as_ref()?;
        (*known == key).then_some(*pseudonym)
    }

    fn remember(&mut self, key: Key, pseudonym: Pseudonym) {
        if let Some(place) = self.places.get_mut(key.place(REMEMBERED)) {
            *place = Some((key, pseudonym));
        }
    }
}

/// One field whose identifiers become pseudonyms.
struct Field<'a> {
    kind: &'a str,
    national: bool,
    known: Known,
    /// Rows of one child stand together as a rule.
    last: Option<(String, Pseudonym)>,
}

/// The identifiers of one file, or of some blocks of it.
pub(super) struct Identifiers<'a> {
    pseudonyms: &'a Pseudonyms,
    fields: Vec<Option<Field<'a>>>,
    seen: Vec<u128>,
}

impl<'a> Identifiers<'a> {
    pub(super) fn new(pseudonyms: &'a Pseudonyms, return_: &'a Return) -> Self {
        let field = |privacy: &'a Privacy| match privacy {
            Privacy::Pseudonym { kind, national } => {
                Some(Field { kind, national: *national, known: Known::new(), last: None })
            }
            Privacy::Keep | Privacy::Month | Privacy::Drop => None,
        };
        let fields = return_.fields.iter().map(|one| field(&one.privacy)).collect();
        Self { pseudonyms, fields, seen: Vec::new() }
    }

    /// The pseudonym of a value of the field with this index; nothing where the field keeps its values.
    pub(super) fn pseudonym(&mut self, at: usize, text: &str, submitter: &Submitter) -> Option<Pseudonym> {
        let field = self.fields.get_mut(at)?.as_mut()?;
        if let Some((last, pseudonym)) = &field.last
            && last == text
        {
            return Some(*pseudonym);
        }
        let key = Key::of(text);
        let known = key.and_then(|key| field.known.find(key));
        let pseudonym = known.unwrap_or_else(|| {
            let domain = if field.national { Submitter::National.as_str() } else { submitter.as_str() };
            self.pseudonyms.pseudonym(field.kind, domain, text)
        });
        if known.is_none() {
            if let Some(key) = key {
                field.known.remember(key, pseudonym);
            }
            if text.chars().count() >= SHORTEST {
                self.seen.push(self.pseudonyms.fingerprint(text));
            }
        }
        let mut last = field.last.take().map(|(last, _)| last).unwrap_or_default();
        last.clear();
        last.push_str(text);
        field.last = Some((last, pseudonym));
        Some(pseudonym)
    }

    /// The fingerprints of the identifiers of six characters or more since this was last asked, sorted.
    pub(super) fn take_fingerprints(&mut self) -> Vec<u128> {
        let mut seen = std::mem::take(&mut self.seen);
        seen.sort_unstable();
        seen.dedup();
        seen
    }
}
