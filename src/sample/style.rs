//! How a file looks: tidy, or with one or two of the troubles that real returns have.

use super::Mess;
use super::spelling::Wording;

/// How text becomes bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    /// UTF-8.
    #[default]
    Utf8,
    /// UTF-8 with a byte order mark.
    Utf8Bom,
    /// What spreadsheets call ANSI.
    Windows1252,
}

/// How lines end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Ends {
    /// Line feed.
    #[default]
    Lf,
    /// Carriage return and line feed.
    CrLf,
    /// Carriage return alone.
    Cr,
    /// One way, then another.
    Mixed,
}

/// How days are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Dates {
    /// 31/03/2024.
    #[default]
    Uk,
    /// 2024-03-31.
    Iso,
    /// 31/03/24.
    Short,
    /// 31-03-2024.
    Dashed,
}

/// How yes and no are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum YesNo {
    /// yes, no.
    #[default]
    Words,
    /// Y, N.
    Letters,
    /// Ie, Nage.
    Welsh,
    /// 1, 0.
    Digits,
}

/// How a year is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum YearForm {
    /// 2023-24.
    Dash,
    /// 2023/24.
    Slash,
}

/// How one file looks. The default is tidy: canonical headers and codes, comma, UTF-8, LF, days as 31/03/2024.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a trouble that a file has or has not, independently")]
pub(super) struct Style {
    pub(super) encoding: Encoding,
    pub(super) ends: Ends,
    pub(super) dates: Dates,
    pub(super) yes_no: YesNo,
    pub(super) headers: Wording,
    pub(super) codes: Wording,
    /// Semicolons in place of commas.
    pub(super) semicolons: bool,
    /// Columns in reverse order.
    pub(super) reversed: bool,
    /// A column that nobody asked for; now and then with a line break in it.
    pub(super) notes: bool,
    /// A column with the authority, in this spelling.
    pub(super) authority: Option<String>,
    /// A column with the year, in one of the forms in which years are written.
    pub(super) year: Option<YearForm>,
    /// A column with the last day that the extract covers.
    pub(super) data_to: bool,
    /// Lines above the header.
    pub(super) title: bool,
    /// Lines below the table.
    pub(super) footer: bool,
    /// Blank lines and lines of delimiters, in the midst and at the end.
    pub(super) gaps: bool,
    /// The header again in the midst.
    pub(super) header_again: bool,
    /// A row for the whole of Wales.
    pub(super) totals: bool,
    /// Every cell in quotes.
    pub(super) quoted: bool,
    /// What stands for a blank, here and there.
    pub(super) missing: &'static str,
    /// What stands for a number that is held back by the sender, in place of some blanks.
    pub(super) suppressed: &'static str,
    /// Odd capitals and spaces, and spaces that do not break.
    pub(super) untidy: bool,
    /// Thousands with a comma.
    pub(super) thousands: bool,
    /// Text that was read in the wrong encoding once.
    pub(super) mojibake: bool,
    /// Text broken into two lines.
    pub(super) wrapped: bool,
    /// When the file was received, as its name says.
    pub(super) received: &'static str,
    /// Packed as gzip, as systems do with long exports.
    pub(super) packed: bool,
}

impl Style {
    /// Whether no cell of the file is ever in quotes.
    pub(super) fn never_quotes(&self) -> bool {
        let labels = matches!(self.codes, Wording::English | Wording::Welsh);
        !(self.quoted || self.notes || labels || self.thousands || self.wrapped || self.semicolons)
    }
}

/// The style of an authority's placements of a year (1, 2 or 3).
pub(super) fn of_placements(mess: Mess, year: u32, place: u32, code: &str, welsh: &str) -> Style {
    let tidy = Style::default();
    if mess == Mess::None {
        return tidy;
    }
    match (code, year) {
        // The one authority whose name has an accent.
        ("W06000001", 2) => {
            return Style { encoding: Encoding::Windows1252, authority: Some(welsh.to_owned()), ..tidy };
        }
        // And what becomes of it, of official forms and of small mistakes.
        ("W06000001", 3) => return Style { authority: Some("Ynys Mon".to_owned()), ..tidy },
        ("W06000010", 3) => return Style { authority: Some("Sir Gaerfryddin".to_owned()), ..tidy },
        ("W06000011", 2) => return Style { authority: Some("City and County of Swansea".to_owned()), ..tidy },
        ("W06000024", 1) => return Style { received: "2022-09-30", ..tidy },
        _ => {}
    }
    let received = match year {
        1 => "2022-05-12",
        2 => "2023-05-12",
        _ => "2024-05-10",
    };
    let welsh_name = Some(welsh.to_owned());
    // The long spellings (3, 16, 18) fall to small authorities, so that the sample stays small.
    match (place + 7 * (year - 1)) % 22 {
        0 => Style { dates: Dates::Iso, ..tidy },
        1 => Style { encoding: Encoding::Utf8Bom, ends: Ends::CrLf, ..tidy },
        2 => Style { ends: Ends::Cr, ..tidy },
        3 => Style { quoted: year == 1, ends: Ends::CrLf, ..tidy },
        4 => Style { encoding: Encoding::Windows1252, title: true, ends: Ends::CrLf, ..tidy },
        5 => Style {
            headers: Wording::Welsh,
            semicolons: true,
            ends: Ends::CrLf,
            yes_no: YesNo::Welsh,
            thousands: true,
            ..tidy
        },
        6 => Style { headers: Wording::English, yes_no: YesNo::Letters, ..tidy },
        7 => Style { headers: Wording::Short, codes: Wording::Short, yes_no: YesNo::Digits, ..tidy },
        8 => Style { reversed: true, notes: true, dates: Dates::Iso, thousands: true, ..tidy },
        9 => Style { title: true, dates: Dates::Dashed, ..tidy },
        10 => Style { footer: true, ..tidy },
        11 => Style { gaps: true, ends: Ends::CrLf, ..tidy },
        12 => Style { header_again: true, ..tidy },
        13 => Style { authority: welsh_name, year: Some(YearForm::Slash), totals: true, ..tidy },
        14 => Style { ends: Ends::Mixed, ..tidy },
        15 => Style { notes: true, year: Some(YearForm::Dash), thousands: true, ..tidy },
        16 if year < 3 => Style { headers: Wording::Welsh, yes_no: YesNo::Welsh, ..tidy },
        16 => Style { headers: Wording::Welsh, codes: Wording::Welsh, yes_no: YesNo::Welsh, ..tidy },
        17 => Style { dates: Dates::Short, ends: Ends::CrLf, ..tidy },
        18 if year > 1 => Style { headers: Wording::English, yes_no: YesNo::Digits, ..tidy },
        18 => Style { headers: Wording::English, codes: Wording::English, ..tidy },
        19 => Style { untidy: true, yes_no: YesNo::Letters, ..tidy },
        20 => Style { missing: "N/A", suppressed: "[c]", ..tidy },
        _ => Style { data_to: true, thousands: true, received, missing: "-", suppressed: "*", ..tidy },
    }
}

/// The style of one of an authority's other returns. Each return goes through the troubles in another order, so that
/// every one of them meets most of them somewhere.
pub(super) fn of_return(mess: Mess, table: (&str, u32), year: u32, sender: (u32, &str, &str)) -> Style {
    if mess == Mess::None {
        return Style::default();
    }
    let (place, gss, welsh) = sender;
    // What is long is sent packed, but by the smallest.
    let long = matches!(table.0, "visits" | "reviews" | "allocations" | "moves" | "advocacy" | "early_help");
    // A note that is held back would be more than a fifth of a few rows.
    let short = matches!(table.0, "unregistered_services" | "foster_carers" | "complaints");
    let packed = long && !matches!(gss, "W06000008" | "W06000001" | "W06000024");
    let received = match (place + table.1) % 4 {
        0 => ["2022-05-20", "2023-05-19", "2024-05-17"].get(usize::try_from(year).unwrap_or(1) - 1).copied(),
        _ => None,
    };
    let tidy = Style { packed, received: received.unwrap_or_default(), yes_no: YesNo::Digits, ..Style::default() };
    match (place + 5 * table.1 + 7 * (year - 1)) % 17 {
        0 => Style { encoding: Encoding::Utf8Bom, ends: Ends::CrLf, yes_no: YesNo::Words, ..tidy },
        1 => Style { headers: Wording::English, yes_no: YesNo::Letters, ..tidy },
        2 => Style { headers: Wording::Welsh, yes_no: YesNo::Welsh, ..tidy },
        3 => Style { semicolons: true, ends: Ends::CrLf, ..tidy },
        4 => Style { title: true, encoding: Encoding::Windows1252, ends: Ends::CrLf, ..tidy },
        5 => Style { headers: Wording::English, codes: Wording::English, ..tidy },
        6 => Style { headers: Wording::Welsh, codes: Wording::Welsh, semicolons: true, ..tidy },
        7 => Style { authority: Some(welsh.to_owned()), year: Some(YearForm::Dash), ..tidy },
        8 => Style { reversed: true, dates: Dates::Dashed, ..tidy },
        9 => Style { footer: !short, ..tidy },
        10 => Style { gaps: true, dates: Dates::Short, ..tidy },
        11 => Style { untidy: true, yes_no: YesNo::Letters, ..tidy },
        12 => Style { header_again: true, ends: Ends::Mixed, ..tidy },
        13 => Style { missing: "-", data_to: true, ..tidy },
        14 => Style { headers: Wording::Short, codes: Wording::Short, ..tidy },
        _ => Style { dates: Dates::Iso, ..tidy },
    }
}

/// The style of a national return of a year (1, 2 or 3).
pub(super) fn of_national(mess: Mess, table: &str, year: u32) -> Style {
    let tidy = Style { dates: Dates::Iso, ..Style::default() };
    if mess == Mess::None {
        return tidy;
    }
    let uk = Style::default();
    match (table, year) {
        ("services", 1) => Style { encoding: Encoding::Utf8Bom, ends: Ends::CrLf, totals: true, ..uk },
        ("services", 2) => {
            Style { encoding: Encoding::Windows1252, codes: Wording::Welsh, yes_no: YesNo::Letters, ..tidy }
        }
        ("services", _) => Style { headers: Wording::English, codes: Wording::English, footer: true, ..uk },
        ("pans", 1) => Style { encoding: Encoding::Windows1252, title: true, ..uk },
        ("pans", 2) => Style { wrapped: true, ends: Ends::CrLf, year: Some(YearForm::Dash), mojibake: true, ..uk },
        ("pans", _) => Style { headers: Wording::Welsh, codes: Wording::Welsh, semicolons: true, ..uk },
        (_, 1) => Style { headers: Wording::Short, codes: Wording::Short, ends: Ends::CrLf, ..uk },
        (_, 2) => Style { untidy: true, missing: "n/a", gaps: true, data_to: true, ..uk },
        _ => Style { headers: Wording::English, header_again: true, reversed: true, ..tidy },
    }
}

/// The folder of an authority's returns of a year (1, 2 or 3): mostly its code, now and then another of its names.
pub(super) fn folder(mess: Mess, year: u32, code: &str) -> &str {
    if mess == Mess::None {
        return code;
    }
    match (code, year) {
        ("W06000001", 1) => "Ynys Môn",
        ("W06000016", 1) => "RCT",
        ("W06000016", 2) => "540",
        ("W06000006", 2) => "Wrecsam",
        ("W06000011", 3) => "Swansea",
        ("W06000014", 3) => "Bro Morgannwg",
        _ => code,
    }
}
