//! Code lists: `codes/<id>.csv`.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::edits;
use crate::domain::{Language, Year};

/// A list of codes, in the order of its file.
#[derive(Clone, Debug, Default)]
pub struct CodeList {
    /// Its id: the file's name.
    pub id: Box<str>,
    /// The codes.
    pub codes: Vec<Code>,
    /// Text as [`key`] has it -> index into `codes`; made by the loader from codes, labels and synonyms.
    pub by_folded: BTreeMap<Box<str>, usize>,
}

/// One code.
#[derive(Clone, Debug, Default)]
pub struct Code {
    /// The canonical code: what is stored.
    pub code: Box<str>,
    /// Its label in each language.
    pub labels: BTreeMap<Language, Box<str>>,
    /// Other ways in which returns write it.
    pub synonyms: Vec<Box<str>>,
    /// The group it belongs to, for `group_of` and breakdowns.
    pub group: Option<Box<str>>,
    /// The first year in which it is valid.
    pub since: Option<Year>,
    /// The last year in which it is valid.
    pub until: Option<Year>,
}

/// What became of a text that was looked up in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    /// It is the code itself.
    Exact(usize),
    /// It is a label or synonym, or the code in other case, accents or spacing.
    Normalised(usize),
    /// It is one or two slips of the keys away from one of them, and from no other.
    Near(usize),
    /// It is none of them.
    None,
}

impl CodeList {
    /// Looks up a text as returns write it: code, label in any language or synonym, whatever its case, accents,
    /// spaces and punctuation. Never [`Match::Near`].
    pub fn find(&self, text: &str) -> Match {
        let Some(&at) = self.by_folded.get(key(text).as_str()) else { return Match::None };
        let exact = self.codes.get(at).is_some_and(|code| &*code.code == text);
        if exact { Match::Exact(at) } else { Match::Normalised(at) }
    }

    /// As [`Self::find`], and then by bounded edit distance: one slip in a text of five to eight letters and digits,
    /// two from nine; never in a digit, in the first letter, or where two codes could be meant.
    pub fn find_near(&self, text: &str) -> Match {
        match self.find(text) {
            Match::None => edits::near(&fold(text), &self.by_folded).map_or(Match::None, Match::Near),
            found => found,
        }
    }

    /// The one code that a text which is none was probably meant to be: advice, never a reading.
    pub fn suggest(&self, text: &str) -> Option<usize> {
        edits::likely(&fold(text), &self.by_folded)
    }

    /// The code that is written exactly so.
    pub fn code(&self, code: &str) -> Option<&Code> {
        self.codes.iter().find(|known| &*known.code == code)
    }
}

/// A text as it is compared: lower case, without accents, spaces and punctuation.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.bytes().filter(u8::is_ascii_alphanumeric).map(|b| char::from(b.to_ascii_lowercase())).collect();
    }
    text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}

/// A text as it is looked up: folded; but where nothing but digits would be left, punctuation counts, for `-1` and
/// `5.40` are not `1` and `540`. A number as spreadsheets write it, `540.0`, is `540`.
pub fn key(text: &str) -> String {
    let folded = fold(text);
    if folded.is_empty() || !folded.bytes().all(|byte| byte.is_ascii_digit()) {
        return folded;
    }
    let plain = |c: char| if matches!(c, '\u{2010}'..='\u{2015}') { '-' } else { c };
    let tight: String = text.chars().filter(|c| !c.is_whitespace()).map(plain).collect();
    let whole = tight.split_once('.').filter(|(whole, zeros)| {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        digits(whole) && !zeros.is_empty() && zeros.bytes().all(|byte| byte == b'0')
    });
    whole.map_or(tight.clone(), |(whole, _)| whole.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Match, fold, key};
    use crate::definitions::{Code, CodeList};

    #[test]
    fn case_accents_spaces_and_punctuation_do_not_count() {
        assert_eq!(fold("  Ynys  Môn "), "ynysmon");
        assert_eq!(fold("child_id"), fold("Child ID"));
        assert_eq!(fold("Plas Tŷ-Ŵyn, 2"), "plastywyn2");
        assert_eq!(fold("–"), "");
    }

    #[test]
    fn punctuation_counts_between_digits() {
        for (text, found) in
            [("540", "540"), (" 540.000000 ", "540"), ("10 – 15", "10-15"), ("K-1", "k1"), ("1.0", "1")]
        {
            assert_eq!(key(text), found, "{text}");
        }
        for (text, other) in [("5.40", "540"), ("-1", "1"), ("1,0", "10"), ("£1", "1"), ("(1)", "1"), ("1.", "1")] {
            assert_ne!(key(text), key(other), "{text}");
        }
    }

    fn list(names: &[(&str, &[&str])]) -> CodeList {
        let mut list = CodeList::default();
        for (at, (code, names)) in names.iter().enumerate() {
            list.codes.push(Code { code: (*code).into(), ..Code::default() });
            for name in names.iter().chain([code]) {
                list.by_folded.insert(key(name).into(), at);
            }
        }
        list
    }

    #[test]
    fn one_or_two_slips_are_read_and_digits_are_never_among_them() {
        let list = list(&[
            ("residential_home", &["Children's home", "Cartref plant"]),
            ("private", &["Private provider"]),
            ("ward_2_2024", &[]),
        ]);
        for (text, at) in [
            ("Childrens hom", 0),
            ("Chidlren's home", 0),
            ("Cartref plannt", 0),
            ("Privte", 1),
            ("Private povider", 1),
            ("wrad 2 2024", 2),
        ] {
            assert_eq!(list.find_near(text), Match::Near(at), "{text}");
        }
        for text in ["Chlidrns hom", "Ward 3 2024", "Ward 2 2042", "Ward 2 224", "Rivate", "Priv", "Pritve", ""] {
            assert_eq!(list.find_near(text), Match::None, "{text}");
        }
        assert_eq!(list.suggest("Chlidrns hom"), Some(0));
    }

    #[test]
    fn a_slip_that_may_mean_two_codes_or_the_contrary_is_not_read() {
        let parents = list(&[("maternal", &[]), ("material", &[]), ("paternal", &[])]);
        assert_eq!(parents.find_near("materal"), Match::None);
        assert_eq!(parents.find_near("paternl"), Match::None, "the list itself has another as near");
        let registered = list(&[("registered", &[]), ("known", &[]), ("stated", &[]), ("hysbys", &[])]);
        for text in ["unregistered", "deregistered", "unknown", "not stated", "nt stated", "anhysbys", "nonregistered"]
        {
            assert_eq!(registered.find_near(text), Match::None, "{text}");
        }
        let negative = list(&[("innocent", &[]), ("unregistered", &[])]);
        assert_eq!(negative.find_near("registered"), Match::None);
        assert_eq!(negative.find_near("unregistred"), Match::Near(1));
    }
}
