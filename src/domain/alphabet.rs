//! The order in which a language lists names: Welsh has letters of two signs, and `Ch` comes after all of `C`.

use super::Language;

/// The Welsh alphabet, in which a letter of two signs follows the first of them; `ng` follows `g`. The letters of
/// borrowed words (k, q, v, x, z) stand where English has them.
const WELSH: [&str; 34] = [
    "a", "b", "c", "ch", "d", "dd", "e", "f", "ff", "g", "ng", "h", "i", "j", "k", "l", "ll", "m", "n", "o", "p", "ph",
    "q", "r", "rh", "s", "t", "th", "u", "v", "w", "x", "y", "z",
];

/// Beginnings of Welsh names in which `n` and `g` are letters of their own: the end of one part and the start of the next.
const APART: [&str; 2] = ["llang", "bang"];

/// By what a name is put in order: smaller comes first. Accents and case decide only between names that are otherwise
/// the same; a space comes before every letter, other signs count for nothing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AlphabeticalKey {
    letters: Vec<usize>,
    spelt: Box<str>,
}

/// The key by which a language lists a name.
pub fn alphabetical_key(language: &Language, name: &str) -> AlphabeticalKey {
    let plain: String = name.to_lowercase().chars().map(plain).collect();
    let welsh = language.as_str() == "cy";
    let mut letters = Vec::with_capacity(plain.len());
    for word in plain.split_whitespace() {
        let apart = APART.iter().any(|beginning| word.starts_with(beginning));
        letters.extend(letters_of(word, welsh, apart));
        letters.push(0);
    }
    AlphabeticalKey { letters, spelt: name.into() }
}

/// The places of a word's letters in the alphabet, from 1 on.
fn letters_of(word: &str, welsh: bool, apart: bool) -> Vec<usize> {
    let mut places = Vec::with_capacity(word.len());
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let double = rest.get(..2).filter(|two| welsh && !(apart && *two == "ng"));
        let place = |letter: &str| WELSH.iter().position(|known| *known == letter).map(|at| at + 1);
        let single = rest.get(..first.len_utf8()).unwrap_or_default();
        let (letter, found) = match double.and_then(|two| place(two).map(|at| (two, at))) {
            Some((two, at)) => (two, Some(at)),
            None => (single, place(single).or_else(|| first.is_alphanumeric().then_some(other(first)))),
        };
        places.extend(found);
        rest = rest.get(letter.len()..).unwrap_or_default();
    }
    places
}

/// Digits and the letters of other alphabets come after the letters, in the order of their code points.
fn other(letter: char) -> usize {
    WELSH.len() + 1 + usize::try_from(u32::from(letter)).unwrap_or_default()
}

/// A letter without its accent.
fn plain(letter: char) -> char {
    match letter {
        'â' | 'á' | 'à' | 'ä' => 'a',
        'ê' | 'é' | 'è' | 'ë' => 'e',
        'î' | 'í' | 'ì' | 'ï' => 'i',
        'ô' | 'ó' | 'ò' | 'ö' => 'o',
        'û' | 'ú' | 'ù' | 'ü' => 'u',
        'ŵ' | 'ẃ' | 'ẁ' | 'ẅ' => 'w',
        'ŷ' | 'ý' | 'ỳ' | 'ÿ' => 'y',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ordered(tag: &str, names: &str) -> String {
        let language: Language = tag.parse().unwrap();
        let mut names: Vec<&str> = names.split(", ").collect();
        names.sort_by_key(|name| alphabetical_key(&language, name));
        names.join(", ")
    }

    #[test]
    fn a_letter_of_two_signs_follows_all_of_the_first() {
        for (mixed, right) in [
            ("chwaer, cyw, cam, dafad", "cam, cyw, chwaer, dafad"),
            ("ddoe, dyn, dim, eira", "dim, dyn, ddoe, eira"),
            ("ffa, fy, fel, gardd", "fel, fy, ffa, gardd"),
            ("angel, agor, ail", "agor, angel, ail"),
            ("llaw, lôn, lamp, mam", "lamp, lôn, llaw, mam"),
            ("phlant, pwll, pen, rygbi", "pen, pwll, phlant, rygbi"),
            ("rhaff, rygbi, radio, sebon", "radio, rygbi, rhaff, sebon"),
            ("thus, tŷ, te, un", "te, tŷ, thus, un"),
        ] {
            assert_eq!(ordered("cy", mixed), right);
        }
        assert_eq!(ordered("en", "chair, cycle, camp, dog"), "camp, chair, cycle, dog");
    }

    #[test]
    fn two_letters_that_meet_are_not_one() {
        assert_eq!(ordered("cy", "Bangor, Bala, Bargoed"), "Bala, Bangor, Bargoed");
        assert_eq!(
            ordered("cy", "Llangefni, Llandudno, Llanelli, Llanfair"),
            "Llandudno, Llanelli, Llanfair, Llangefni"
        );
    }

    #[test]
    fn accents_and_capitals_decide_last_and_a_space_comes_first() {
        assert_eq!(ordered("cy", "môr, mor, Môr, moryd"), "Môr, mor, môr, moryd");
        assert_eq!(
            ordered("cy", "Sirol, Sir Fynwy, Sir Ddinbych, Sir y Fflint"),
            "Sir Ddinbych, Sir Fynwy, Sir y Fflint, Sirol"
        );
        assert_eq!(ordered("cy", "Pen-y-bont, Penrhyn, Pentref"), "Penrhyn, Pentref, Pen-y-bont");
    }

    #[test]
    fn the_authorities_stand_as_a_welsh_reader_looks_for_them() {
        let names = "Ynys Môn, Gwynedd, Conwy, Sir Ddinbych, Sir y Fflint, Wrecsam, Powys, Ceredigion, Sir Benfro, \
            Sir Gaerfyrddin, Abertawe, Castell-nedd Port Talbot, Pen-y-bont ar Ogwr, Bro Morgannwg, Caerdydd, \
            Rhondda Cynon Taf, Merthyr Tudful, Caerffili, Blaenau Gwent, Torfaen, Sir Fynwy, Casnewydd";
        let right = "Abertawe, Blaenau Gwent, Bro Morgannwg, Caerdydd, Caerffili, Casnewydd, Castell-nedd Port Talbot, \
            Ceredigion, Conwy, Gwynedd, Merthyr Tudful, Pen-y-bont ar Ogwr, Powys, Rhondda Cynon Taf, Sir Benfro, \
            Sir Ddinbych, Sir Fynwy, Sir Gaerfyrddin, Sir y Fflint, Torfaen, Wrecsam, Ynys Môn";
        assert_eq!(ordered("cy", names), right);
    }
}
