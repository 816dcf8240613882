//! Text that was damaged by a wrong encoding before it came, recognised by the words that it once was.
//!
//! Nothing is mended: what a letter was is a guess, and the sender knows.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::definitions::Definitions;

/// The reference table that holds words, in its column `word`.
const TABLE: &str = "gazetteer";
const COLUMN: &str = "word";

/// What remains where UTF-8 was read as Windows-1252, and no honest text has.
const SIGNS: [&str; 5] = ["â€", "ï¿½", "ï»¿", "Å·", "Åµ"];

/// A word in lower case, letter by letter, and as it is written.
type Known = (Vec<char>, Arc<str>);

/// Words with letters outside ASCII: of authorities' names, of labels, and of the table of words.
#[derive(Clone, Debug, Default)]
pub(super) struct Gazetteer {
    /// By their number of letters.
    words: BTreeMap<usize, Vec<Known>>,
}

/// A text that was damaged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Damage {
    /// The only word of the gazetteer that it can have been.
    pub(super) suggests: Option<Arc<str>>,
}

impl Gazetteer {
    pub(super) fn of(definitions: &Definitions) -> Self {
        let mut gazetteer = Self::default();
        if let Some(table) = definitions.reference.tables.get(TABLE) {
            let column = table.columns.iter().position(|name| &**name == COLUMN);
            let cells = table.rows.iter().filter_map(|row| row.get(column?));
            cells.for_each(|text| gazetteer.add(text));
        }
        let authorities = &definitions.reference.authorities;
        let names = authorities.iter().flat_map(|authority| authority.names.values());
        let labels = definitions.codes.values().flat_map(|list| &list.codes).flat_map(|code| code.labels.values());
        names.chain(labels).for_each(|text| gazetteer.add(text));
        gazetteer
    }

    fn add(&mut self, text: &str) {
        for word in text.nfc().collect::<String>().split(|c: char| !c.is_alphabetic()) {
            let lower = lower(word);
            if !word.is_ascii() && lower.len() > 1 && self.known(&lower).is_none() {
                self.words.entry(lower.len()).or_default().push((lower, word.into()));
            }
        }
    }

    fn of_length(&self, length: usize) -> impl Iterator<Item = &Known> {
        self.words.get(&length).into_iter().flatten()
    }

    fn known(&self, lower: &[char]) -> Option<&Arc<str>> {
        self.of_length(lower.len()).find(|(known, _)| known == lower).map(|(_, word)| word)
    }

    /// What shows that a text was damaged, if anything does: letters of UTF-8 read one by one (`Ã´`), the mark for a
    /// letter that was lost (`�`), a question mark where only a word with another letter fits (`M?n`), Icelandic letters
    /// where Welsh ones make a word (`dðr`).
    pub(super) fn damage(&self, text: &str) -> Option<Damage> {
        if text.is_ascii() {
            return if text.contains('?') { self.lost(text, '?') } else { None };
        }
        if read_twice(text) {
            let lost = text.replace("ï¿½", "\u{fffd}");
            let word = text.split_whitespace().find_map(|token| self.word_in(&read_once(token)?)).or_else(|| {
                let found = self.lost(&lost, '\u{fffd}')?;
                found.suggests
            });
            return Some(Damage { suggests: word });
        }
        if text.contains('\u{fffd}') {
            let suggests = self.lost(text, '\u{fffd}').and_then(|damage| damage.suggests);
            return Some(Damage { suggests });
        }
        let question = if text.contains('?') { self.lost(text, '?') } else { None };
        question.or_else(|| self.icelandic(text))
    }

    /// The first word of a text that the gazetteer knows.
    fn word_in(&self, text: &str) -> Option<Arc<str>> {
        text.split(|c: char| !c.is_alphabetic()).find_map(|word| self.known(&lower(word))).cloned()
    }

    /// A word in which a mark stands for a letter that was lost, or two for its two bytes.
    fn lost(&self, text: &str, mark: char) -> Option<Damage> {
        let mut tokens = text.split(|c: char| c != mark && !c.is_alphabetic()).filter(|token| token.contains(mark));
        tokens.find_map(|token| {
            let token = lower(token);
            if token.iter().all(|c| *c == mark) {
                return None;
            }
            let once = token
                .iter()
                .enumerate()
                .filter(|(at, c)| **c != mark || at.checked_sub(1).and_then(|before| token.get(before)) != Some(&mark));
            let once: Vec<char> = once.map(|(_, c)| *c).collect();
            let fitting: BTreeSet<&Arc<str>> = self.fitting(&token, mark).chain(self.fitting(&once, mark)).collect();
            let mut fitting = fitting.into_iter();
            let first = fitting.next()?;
            Some(Damage { suggests: fitting.next().is_none().then(|| Arc::clone(first)) })
        })
    }

    fn fitting<'g>(&'g self, token: &[char], mark: char) -> impl Iterator<Item = &'g Arc<str>> {
        let fits = move |known: &[char]| {
            known.iter().zip(token).all(|(known, seen)| if *seen == mark { !known.is_ascii() } else { known == seen })
        };
        self.of_length(token.len()).filter(move |(known, _)| fits(known)).map(|(_, word)| word)
    }

    /// A word whose ŵ and ŷ were ISO-8859-14 and were read as Windows-1252, which has ð and þ there.
    fn icelandic(&self, text: &str) -> Option<Damage> {
        let mut tokens = text.split(|c: char| !c.is_alphabetic()).filter(|token| token.contains(['ð', 'þ', 'Ð', 'Þ']));
        tokens.find_map(|token| {
            let welsh = |c| {
                if c == 'ð' {
                    'ŵ'
                } else if c == 'þ' {
                    'ŷ'
                } else {
                    c
                }
            };
            let word: Vec<char> = lower(token).into_iter().map(welsh).collect();
            self.known(&word).map(|word| Damage { suggests: Some(Arc::clone(word)) })
        })
    }
}

fn lower(word: &str) -> Vec<char> {
    word.chars().flat_map(char::to_lowercase).collect()
}

/// Whether UTF-8 was read as Windows-1252 on its way to us: `Ã´` for `ô`, `â€™` for `’`.
fn read_twice(text: &str) -> bool {
    let followed = |lead: char| {
        text.match_indices(lead).any(|(at, _)| {
            let next = text.get(at + lead.len_utf8()..).and_then(|rest| rest.chars().next());
            next.is_some_and(|c| ('\u{80}'..='\u{bf}').contains(&c))
        })
    };
    SIGNS.iter().any(|sign| text.contains(sign))
        || followed('Ã')
        || followed('Â')
        || text.split_whitespace().any(|token| !token.is_ascii() && read_once(token).is_some())
}

/// What a text was before its UTF-8 was read as Windows-1252; nothing where it was not.
fn read_once(text: &str) -> Option<String> {
    let (bytes, _, unfit) = encoding_rs::WINDOWS_1252.encode(text);
    let once = std::str::from_utf8(&bytes).ok().filter(|once| !unfit && !once.is_ascii())?;
    Some(once.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::definitions::{Code, CodeList, TextTable};
    use crate::domain::Language;
    use crate::intake::fixture;

    fn gazetteer() -> Gazetteer {
        let mut definitions = fixture::definitions();
        let rows = ["Tŷ", "Plas-y-dŵr", "Llŷn", "cân", "cŵn", "plain"].map(|word| vec![Box::from(word)]);
        let table = TextTable { columns: vec!["word".into()], rows: rows.to_vec() };
        definitions.reference.tables.insert(TABLE.into(), table);
        let labels = BTreeMap::from([(Language::english(), Box::from("Gofal gan y môr"))]);
        let code = Code { code: "sea".into(), labels, ..Code::default() };
        definitions.codes.insert("place".into(), CodeList { codes: vec![code], ..CodeList::default() });
        definitions.reference.authorities[0].names.insert("cy".parse().unwrap(), "Ynys Môn".into());
        Gazetteer::of(&definitions)
    }

    #[test]
    fn damaged_words_are_recognised_and_named() {
        let gazetteer = gazetteer();
        for (text, word) in [
            ("Ynys MÃ´n", Some("Môn")),
            ("TÅ· Gwyn", Some("Tŷ")),
            ("Llanâ€™s", None),
            ("SÃ®on", None),
            ("Ã‰ire", None),
            ("Ynys M\u{fffd}n", Some("Môn")),
            ("Sir Ynys Mï¿½n", Some("Môn")),
            ("\u{fffd}", None),
            ("Ynys M?n", Some("Môn")),
            ("YNYS M??N", Some("Môn")),
            ("T? Gwyn", Some("Tŷ")),
            ("Pen Ll?n", Some("Llŷn")),
            ("Plas-y-d?r", Some("dŵr")),
            ("c?n", None),
            ("gan y m?r", Some("môr")),
            ("plas-y-dðr", Some("dŵr")),
            ("TÞ Gwyn", Some("Tŷ")),
        ] {
            let damage = gazetteer.damage(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(damage.suggests.as_deref(), word, "{text}");
        }
    }

    #[test]
    fn honest_text_is_left_alone() {
        let gazetteer = gazetteer();
        for text in [
            "Ynys Môn",
            "Tŷ Dŵr ŵ ŷ Ŵ Ŷ",
            "Is this right?",
            "? ??",
            "M?x",
            "Who? Me?",
            "Guðmundur Þór",
            "São Paulo",
            "£5 – “quoted” ’s",
            "Ângela",
            "São, Ângela",
            "",
        ] {
            assert_eq!(gazetteer.damage(text), None, "{text}");
        }
    }
}
