//! Forms of numbers and dates that are read only where they are declared: by a field, or for a sender.

/// One form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// `£1,234.50`, `1234 GBP`.
    Currency,
    /// `12.5%`: the number before the sign.
    Percent,
    /// `(123)` for -123.
    Brackets,
    /// `123-` for -123.
    TrailingMinus,
    /// `1234,5` and `1.234,5` for 1234.5.
    DecimalComma,
    /// `1 234`.
    SpacedThousands,
    /// `x` where there is no number, `z` where there could be none: the shorthand of published statistics. `c` is read
    /// everywhere.
    Shorthand,
    /// The day as a spreadsheet counts it, from 1 January 1900.
    ExcelSerial,
    /// The day as spreadsheets of the Macintosh counted it, from 1 January 1904.
    ExcelSerial1904,
}

impl Form {
    /// Every form.
    pub const ALL: [Self; 9] = [
        Self::Currency,
        Self::Percent,
        Self::Brackets,
        Self::TrailingMinus,
        Self::DecimalComma,
        Self::SpacedThousands,
        Self::Shorthand,
        Self::ExcelSerial,
        Self::ExcelSerial1904,
    ];

    /// The word that definitions use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Currency => "currency",
            Self::Percent => "percent",
            Self::Brackets => "brackets",
            Self::TrailingMinus => "trailing_minus",
            Self::DecimalComma => "decimal_comma",
            Self::SpacedThousands => "spaced_thousands",
            Self::Shorthand => "shorthand",
            Self::ExcelSerial => "excel_serial",
            Self::ExcelSerial1904 => "excel_serial_1904",
        }
    }

    /// The form that is written so.
    pub fn of(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.as_str() == text)
    }

    /// Whether it is a form of dates; else of numbers.
    pub const fn is_of_dates(self) -> bool {
        matches!(self, Self::ExcelSerial | Self::ExcelSerial1904)
    }
}

#[cfg(test)]
mod tests {
    use super::Form;

    #[test]
    fn every_form_is_known_by_its_word() {
        for form in Form::ALL {
            assert_eq!(Form::of(form.as_str()), Some(form));
        }
        assert_eq!(Form::of("Currency"), None);
    }
}
