//! How cells differed from their canonical form, counted.

use crate::definitions::Form;

/// One way in which a cell that was read differed from its canonical form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Normalisation {
    /// Space around it was taken off.
    Space,
    /// Accents were composed, unusual spaces made plain, characters that nobody sees taken out.
    Characters,
    /// An apostrophe, or `="…"`, by which spreadsheets mark text, was taken off.
    TextMark,
    /// A day that was not written as `2024-03-31`.
    DateForm,
    /// A day that was written as a spreadsheet's serial number.
    ExcelSerial,
    /// A number with commas, currency, brackets or another form of its own.
    NumberForm,
    /// A code that was written as a label or synonym, in other letters, or several in another order.
    CodeForm,
    /// A code with a slip of the keys.
    NearCode,
    /// A yes or no in another word.
    YesNoWord,
    /// A row that ended in one delimiter too many, as its sender is declared to write.
    SpareDelimiter,
}

impl Normalisation {
    /// Every one, in the order in which they are shown.
    pub const ALL: [Self; 10] = [
        Self::Space,
        Self::Characters,
        Self::TextMark,
        Self::DateForm,
        Self::ExcelSerial,
        Self::NumberForm,
        Self::CodeForm,
        Self::NearCode,
        Self::YesNoWord,
        Self::SpareDelimiter,
    ];

    /// The word that `inspect` and tables use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Space => "space",
            Self::Characters => "characters",
            Self::TextMark => "text_mark",
            Self::DateForm => "date_form",
            Self::ExcelSerial => "excel_serial",
            Self::NumberForm => "number_form",
            Self::CodeForm => "code_form",
            Self::NearCode => "near_code",
            Self::YesNoWord => "yes_no_word",
            Self::SpareDelimiter => "spare_delimiter",
        }
    }
}

/// The normalisations of one cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::intake) struct Changes(u16);

impl Changes {
    pub(super) const NONE: Self = Self(0);

    pub(super) const fn one(of: Normalisation) -> Self {
        Self(1 << of as u16)
    }

    /// One, unless the cell was plain.
    pub(super) const fn unless(plain: bool, of: Normalisation) -> Self {
        if plain { Self::NONE } else { Self::one(of) }
    }

    pub(super) const fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    pub(super) const fn has(self, one: Normalisation) -> bool {
        self.0 & Self::one(one).0 != 0
    }
}

/// How many cells of one column were normalised, by kind. A cell counts once for each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::intake) struct Counts([u64; Normalisation::ALL.len()]);

impl Counts {
    pub(super) fn add(&mut self, changes: Changes) {
        if changes != Changes::NONE {
            for (count, kind) in self.0.iter_mut().zip(Normalisation::ALL) {
                *count += u64::from(changes.has(kind));
            }
        }
    }

    /// Adds what another worker has counted of the same column.
    pub(in crate::intake) fn merge(&mut self, other: &Self) {
        for (count, more) in self.0.iter_mut().zip(other.0) {
            *count += more;
        }
    }

    /// The kinds that occurred, and how often.
    pub(in crate::intake) fn iter(&self) -> impl Iterator<Item = (Normalisation, u64)> {
        Normalisation::ALL.into_iter().zip(self.0).filter(|(_, count)| *count > 0)
    }
}

/// The forms in which a column may be written beside the usual ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Allowed(u16);

impl Allowed {
    /// A lone comma may be meant as a decimal comma: the cells are delimited by semicolons.
    const COMMA_IS_DOUBTFUL: u16 = 1 << 15;
    const SERIALS: u16 = Self::bit(Form::ExcelSerial) | Self::bit(Form::ExcelSerial1904);

    const fn bit(form: Form) -> u16 {
        1 << form as u16
    }

    pub(super) fn of(forms: &[Form]) -> Self {
        Self(forms.iter().fold(0, |bits, form| bits | Self::bit(*form)))
    }

    /// These, and others that are declared more closely: of two ways to count days theirs holds.
    pub(super) fn and(self, closer: Self) -> Self {
        let kept = if closer.0 & Self::SERIALS == 0 { self.0 } else { self.0 & !Self::SERIALS };
        Self(kept | closer.0)
    }

    pub(super) fn with_doubtful_comma(self) -> Self {
        Self(self.0 | Self::COMMA_IS_DOUBTFUL)
    }

    pub(super) fn has(self, form: Form) -> bool {
        self.0 & Self::bit(form) != 0
    }

    /// Whether a comma might stand for a point or for thousands, and nothing says which.
    pub(super) fn comma_is_doubtful(self) -> bool {
        self.0 & Self::COMMA_IS_DOUBTFUL != 0 && !self.has(Form::DecimalComma)
    }

    pub(super) fn is_usual(self) -> bool {
        self.0 & !Self::COMMA_IS_DOUBTFUL == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_add_up_whoever_counted() {
        let (mut one, mut other, mut both) = (Counts::default(), Counts::default(), Counts::default());
        let twice = Changes::one(Normalisation::Space).and(Changes::one(Normalisation::NearCode));
        for (counts, changes) in
            [(0, twice), (1, twice), (1, Changes::one(Normalisation::DateForm)), (0, Changes::NONE)]
        {
            let one_of_two = if counts == 0 { &mut one } else { &mut other };
            one_of_two.add(changes);
            both.add(changes);
        }
        one.merge(&other);
        assert_eq!(one, both);
        let shown: Vec<_> = one.iter().map(|(kind, count)| (kind.as_str(), count)).collect();
        assert_eq!(shown, [("space", 2), ("date_form", 1), ("near_code", 2)]);
    }

    #[test]
    fn every_kind_has_a_place_of_its_own() {
        for (at, kind) in Normalisation::ALL.into_iter().enumerate() {
            assert_eq!(kind as usize, at);
            assert!(Normalisation::ALL.iter().all(|other| Changes::one(kind).has(*other) == (*other == kind)));
        }
        let (field, sender) = (Allowed::of(&[Form::ExcelSerial, Form::Percent]), Allowed::of(&[Form::ExcelSerial1904]));
        let both = field.and(sender);
        assert!(both.has(Form::ExcelSerial1904) && both.has(Form::Percent) && !both.has(Form::ExcelSerial));
    }
}
