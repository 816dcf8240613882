//! The raw identifiers of one file: made pseudonyms, and remembered as fingerprints only.

use super::pseudonym::{Pseudonym, Pseudonyms};
use crate::definitions::{Privacy, Return};
use crate::domain::Submitter;

/// Identifiers shorter than this are not searched for in the outputs: they would equal any printed number.
const SHORTEST: usize = 6;
/// How many pseudonyms of a field are remembered at a time; made again they are the same.
const REMEMBERED: usize = 1 << 12;

/// Pseudonyms, each at a place that a digest of its identifier tells; what comes later pushes out what was there.
struct Known {
    places: Vec<Option<(Box<str>, Pseudonym)>>,
}

impl Known {
    fn new() -> Self {
        Self { places: vec![None; REMEMBERED] }
    }

    fn place(text: &str) -> usize {
        // FNV-1a: quick for short texts.
        let mix = |sum: u64, byte: u8| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        let digest = text.bytes().fold(0xcbf2_9ce4_8422_2325, mix);
        usize::try_from((digest ^ (digest >> 32)) % REMEMBERED as u64).unwrap_or_default()
    }

    fn find(&self, text: &str) -> Option<Pseudonym> {
        let (known, pseudonym) = self.places.get(Self::place(text))?.as_ref()?;
        (**known == *text).then_some(*pseudonym)
    }

    fn remember(&mut self, text: &str, pseudonym: Pseudonym) {
        if let Some(place) = self.places.get_mut(Self::place(text)) {
            *place = Some((text.into(), pseudonym));
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
        let known = field.known.find(text);
        let pseudonym = known.unwrap_or_else(|| {
            let domain = if field.national { Submitter::National.as_str() } else { submitter.as_str() };
            self.pseudonyms.pseudonym(field.kind, domain, text)
        });
        if known.is_none() {
            field.known.remember(text, pseudonym);
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
