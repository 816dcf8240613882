//! The raw identifiers of one file: each distinct one is made a pseudonym once.

use super::pseudonym::{Pseudonym, Pseudonyms};
use crate::definitions::{Privacy, Return};
use crate::domain::Submitter;

/// Identifiers shorter than this are not searched for in the outputs: they would equal any printed number.
const SHORTEST: usize = 6;

#[expect(clippy::disallowed_types, reason = "looked up for each row, never iterated over")]
type Known = std::collections::HashMap<Box<str>, Pseudonym>;

/// One field whose identifiers become pseudonyms.
struct Field<'a> {
    kind: &'a str,
    national: bool,
    known: Known,
    /// Rows of one child stand together as a rule.
    last: (String, Option<Pseudonym>),
}

/// The identifiers of one file.
pub(super) struct Identifiers<'a> {
    pseudonyms: &'a Pseudonyms,
    fields: Vec<Option<Field<'a>>>,
    seen: Vec<u128>,
}

impl<'a> Identifiers<'a> {
    pub(super) fn new(pseudonyms: &'a Pseudonyms, return_: &'a Return) -> Self {
        let field = |privacy: &'a Privacy| match privacy {
            Privacy::Pseudonym { kind, national } => {
                Some(Field { kind, national: *national, known: Known::new(), last: (String::new(), None) })
            }
            Privacy::Keep | Privacy::Month | Privacy::Drop => None,
        };
        let fields = return_.fields.iter().map(|one| field(&one.privacy)).collect();
        Self { pseudonyms, fields, seen: Vec::new() }
    }

    /// The pseudonym of a value of the field with this index; nothing where the field keeps its values.
    pub(super) fn pseudonym(&mut self, at: usize, text: &str, submitter: &Submitter) -> Option<Pseudonym> {
        let field = self.fields.get_mut(at)?.as_mut()?;
        if field.last.0 == text && field.last.1.is_some() {
            return field.last.1;
        }
        let pseudonym = if let Some(known) = field.known.get(text) {
            *known
        } else {
            let domain = if field.national { Submitter::National.as_str() } else { submitter.as_str() };
            let made = self.pseudonyms.pseudonym(field.kind, domain, text);
            field.known.insert(text.into(), made);
            if text.chars().count() >= SHORTEST {
                self.seen.push(self.pseudonyms.fingerprint(text));
            }
            made
        };
        field.last.0.clear();
        field.last.0.push_str(text);
        field.last.1 = Some(pseudonym);
        field.last.1
    }

    /// The fingerprints of all distinct identifiers of six characters or more, sorted.
    pub(super) fn fingerprints(mut self) -> Vec<u128> {
        self.seen.sort_unstable();
        self.seen.dedup();
        self.seen
    }
}
