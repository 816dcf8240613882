//! Identifiers -> pseudonyms that only this store can make again.

use std::fmt;
use std::io::Write as _;

/// Letters of a pseudonym: RFC 4648 base 32, in lower case.
const LETTERS: [u8; 32] = *b"abcdefghijklmnopqrstuvwxyz234567";
/// Letters in a pseudonym: 130 bits.
const LENGTH: usize = 26;

/// Bytes that what is digested takes as a rule.
const ROOM: usize = 128;

/// The store's secret, ready to make pseudonyms with.
#[derive(Clone)]
pub struct Pseudonyms {
    key: [u8; 32],
}

impl fmt::Debug for Pseudonyms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pseudonyms(secret)")
    }
}

/// One pseudonym, 26 letters and digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pseudonym([u8; LENGTH]);

impl Pseudonym {
    /// It as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl Pseudonyms {
    /// Takes the store's secret.
    pub fn new(secret: [u8; 32]) -> Self {
        Self { key: secret }
    }

    /// The pseudonym of an identifier (trimmed, NFC) of one kind within one domain: an authority's code, or
    /// `national`. The same in, the same out; other kinds and domains give others.
    pub fn pseudonym(&self, kind: &str, domain: &str, identifier: &str) -> Pseudonym {
        let mut room = [0; ROOM];
        let mut left = room.as_mut_slice();
        // The length keeps `a` + `bc` apart from `ab` + `c`.
        let fits = [kind, domain, identifier].iter().try_for_each(|part| {
            left.write_all(&(part.len() as u64).to_le_bytes())?;
            left.write_all(part.as_bytes())
        });
        let length = ROOM - left.len();
        let digest = match (fits, room.get(..length)) {
            (Ok(()), Some(named)) => blake3::keyed_hash(&self.key, named),
            _ => blake3::keyed_hash(&self.key, &named(&[kind, domain, identifier])),
        };
        let mut letters = [0; LENGTH];
        let (mut bits, mut held) = (0_u32, 0);
        let mut bytes = digest.as_bytes().iter();
        for letter in &mut letters {
            if held < 5 {
                bits = (bits << 8) | u32::from(bytes.next().copied().unwrap_or_default());
                held += 8;
            }
            held -= 5;
            let at = (bits >> held) & 31;
            *letter = LETTERS.get(at as usize).copied().unwrap_or_default();
        }
        Pseudonym(letters)
    }

    /// A digest by which outputs can be searched for an identifier (trimmed, NFC) without keeping it.
    pub fn fingerprint(&self, identifier: &str) -> u128 {
        let digest = blake3::keyed_hash(&self.key, identifier.as_bytes());
        digest.as_bytes().iter().take(16).fold(0, |sum, byte| (sum << 8) | u128::from(*byte))
    }
}

impl Pseudonyms {
    /// A short digest by which a record is known again in a later file, and from which nothing can be learnt.
    pub fn record(&self, bytes: &[u8]) -> u64 {
        let mut hasher = blake3::Hasher::new_keyed(&self.key);
        // Apart from all pseudonyms and fingerprints.
        hasher.update(b"record\0").update(bytes);
        hasher.finalize().as_bytes().iter().take(8).fold(0, |sum, byte| (sum << 8) | u64::from(*byte))
    }
}

/// What is digested, where it is long.
fn named(parts: &[&str]) -> Vec<u8> {
    let part = |part: &&str| [&(part.len() as u64).to_le_bytes(), part.as_bytes()].concat();
    parts.iter().flat_map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pseudonym_is_26_letters_and_depends_on_everything() {
        let pseudonyms = Pseudonyms::new([7; 32]);
        let one = pseudonyms.pseudonym("child", "W06000001", "C123456");
        assert_eq!(one, pseudonyms.pseudonym("child", "W06000001", "C123456"));
        assert_eq!(one.as_str().len(), 26);
        assert!(one.as_str().bytes().all(|byte| LETTERS.contains(&byte)));
        let others = [
            pseudonyms.pseudonym("upn", "W06000001", "C123456"),
            pseudonyms.pseudonym("child", "W06000002", "C123456"),
            pseudonyms.pseudonym("child", "W06000001", "C123457"),
            pseudonyms.pseudonym("child", "W0600000", "1C123456"),
            Pseudonyms::new([8; 32]).pseudonym("child", "W06000001", "C123456"),
        ];
        assert!(others.iter().all(|other| *other != one));
    }

    #[test]
    fn the_letters_are_the_first_bits_of_the_digest() {
        let pseudonyms = Pseudonyms::new([0; 32]);
        let text = pseudonyms.pseudonym("a", "b", "c");
        let mut hasher = blake3::Hasher::new_keyed(&[0; 32]);
        hasher.update(b"\x01\0\0\0\0\0\0\0a\x01\0\0\0\0\0\0\0b\x01\0\0\0\0\0\0\0c");
        let digest = hasher.finalize();
        let bits: Vec<u8> =
            digest.as_bytes().iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1)).collect();
        for (at, letter) in text.as_str().bytes().enumerate() {
            let place = bits[at * 5..at * 5 + 5].iter().fold(0, |sum, bit| sum * 2 + usize::from(*bit));
            assert_eq!(letter, LETTERS[place], "{at}");
        }
    }
}
