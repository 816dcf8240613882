//! The tables that are written: their columns, and cells before they have a spelling.

/// Codes of one list.
pub(super) type Codes = &'static [&'static str];

/// A column of a return.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    /// The canonical header.
    pub(super) name: &'static str,
    /// The code list its cells come from; empty for other kinds.
    pub(super) list: &'static str,
}

const fn plain(name: &'static str) -> Column {
    Column { name, list: "" }
}

const fn coded(name: &'static str) -> Column {
    Column { name, list: name }
}

const fn of(name: &'static str, list: &'static str) -> Column {
    Column { name, list }
}

/// One return.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table {
    /// Its id.
    pub(super) id: &'static str,
    /// Its columns, in canonical order.
    pub(super) columns: &'static [Column],
}

impl Table {
    /// Where a column stands.
    pub(super) fn place(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }
}

/// `placements`.
pub(super) const PLACEMENTS: Table = Table {
    id: "placements",
    columns: &[
        plain("child_id"),
        plain("upn"),
        plain("date_of_birth"),
        coded("sex"),
        coded("ethnicity"),
        of("first_language", "language"),
        plain("unaccompanied"),
        plain("disabled"),
        plain("home_decile"),
        plain("looked_after_since"),
        plain("looked_after_until"),
        coded("ceased_reason"),
        coded("category_of_need"),
        coded("legal_status"),
        coded("episode_reason"),
        plain("placement_id"),
        plain("start_date"),
        plain("end_date"),
        coded("placement_type"),
        coded("location"),
        coded("out_of_area_reason"),
        coded("provider"),
        coded("registration"),
        plain("service_id"),
        plain("distance_km"),
        of("end_reason", "placement_end"),
        plain("sibling_group"),
        plain("placed_with_siblings"),
        coded("therapeutic_need"),
        plain("visiting_advocacy"),
        plain("school_changes"),
    ],
};

/// `services`.
pub(super) const SERVICES: Table = Table {
    id: "services",
    columns: &[
        plain("service_id"),
        coded("service_type"),
        of("authority", "authority"),
        coded("provider"),
        plain("registered_date"),
        plain("cancelled_date"),
        plain("places"),
        plain("model_of_care"),
    ],
};

/// `pans`.
pub(super) const PANS: Table = Table {
    id: "pans",
    columns: &[
        plain("pan_id"),
        plain("service_id"),
        coded("service_type"),
        of("authority", "authority"),
        of("theme", "inspection_theme"),
        plain("regulation"),
        plain("issued_date"),
        plain("first_due_date"),
        plain("due_date"),
        of("status", "pan_status"),
        plain("resolved_date"),
        plain("repeat"),
    ],
};

/// `concerns`.
pub(super) const CONCERNS: Table = Table {
    id: "concerns",
    columns: &[
        plain("concern_id"),
        plain("received_date"),
        of("authority", "authority"),
        coded("service_type"),
        plain("service_id"),
        of("source", "concern_source"),
        of("themes", "concern_theme"),
        coded("risk"),
        of("actions", "concern_action"),
        plain("closed_date"),
    ],
};

/// A cell whose spelling the file decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Cell<'a> {
    /// Nothing.
    #[default]
    Blank,
    /// Text or an identifier, written as it is.
    Text(&'a str),
    /// A code of the column's list; for an authority its GSS code.
    Code(&'a str),
    /// Several codes of the column's list.
    Codes(&'a [&'static str]),
    /// A day, in days since 1970.
    Day(i32),
    /// A whole number.
    Number(u32),
    /// A number in tenths.
    Tenths(u32),
    /// Yes or no.
    YesNo(bool),
}

impl Cell<'_> {
    /// The day in it.
    pub(super) fn day(self) -> Option<i32> {
        if let Self::Day(day) = self { Some(day) } else { None }
    }
}

impl From<Option<i32>> for Cell<'_> {
    fn from(day: Option<i32>) -> Self {
        day.map_or(Self::Blank, Self::Day)
    }
}

impl From<bool> for Cell<'_> {
    fn from(yes: bool) -> Self {
        Self::YesNo(yes)
    }
}

/// A code, or a blank where it is empty.
pub(super) fn code(code: &str) -> Cell<'_> {
    if code.is_empty() { Cell::Blank } else { Cell::Code(code) }
}

/// A text, or a blank where it is empty.
pub(super) fn text(text: &str) -> Cell<'_> {
    if text.is_empty() { Cell::Blank } else { Cell::Text(text) }
}
