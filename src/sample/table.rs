//! What a table is: columns, and cells before they have a spelling. The tables themselves: `tables`.

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

/// A column whose cells come from no list.
pub(super) const fn plain(name: &'static str) -> Column {
    Column { name, list: "" }
}

/// A column whose cells come from the list of the same name.
pub(super) const fn coded(name: &'static str) -> Column {
    Column { name, list: name }
}

/// A column whose cells come from a list.
pub(super) const fn of(name: &'static str, list: &'static str) -> Column {
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
