//! One odd file, and what must come of it.

/// A file, and what comes of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Case {
    /// What the file has, to tell it from others of its row.
    pub(super) name: &'static str,
    /// The file's name, where it is not `visits.csv`.
    pub(super) file: Option<&'static str>,
    pub(super) bytes: Vec<u8>,
    /// What the collection declares of the sender: keys of a `[[dialect]]`.
    pub(super) declared: Option<&'static str>,
    pub(super) expect: Expect,
}

/// A code, and the line it is said of (0: of the file).
pub(super) type Said = (&'static str, u32);

/// What comes of a file.
#[derive(Clone, Debug, Default)]
pub(super) struct Expect {
    /// The file is refused.
    pub(super) refused: Option<Said>,
    /// Rows that are loaded.
    pub(super) rows: u64,
    /// Records that are held back: code, first line, last line, bytes.
    pub(super) held: Vec<(&'static str, u32, u32, Vec<u8>)>,
    /// What else is said: warnings, information, more faults of a row.
    pub(super) said: Vec<Said>,
    /// Columns as they are stored; NULL is `-`.
    pub(super) stored: Vec<(&'static str, Vec<String>)>,
    /// Cells of a column that did not stand in the canonical form.
    pub(super) normalised: Vec<(&'static str, u64)>,
    /// Lines of the other classes.
    pub(super) lines: Lines,
}

/// How many lines are neither rows nor held back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lines {
    pub(super) preamble: u64,
    pub(super) header: u64,
    pub(super) blank: u64,
    pub(super) totals: u64,
    pub(super) footer: u64,
}

impl Default for Lines {
    fn default() -> Self {
        Self { preamble: 0, header: 1, blank: 0, totals: 0, footer: 0 }
    }
}

/// A file of these bytes, of which nothing is loaded yet.
pub(super) fn case(name: &'static str, bytes: impl Into<Vec<u8>>) -> Case {
    Case { name, bytes: bytes.into(), ..Case::default() }
}

/// A file with a reference, a day and a remark, and these rows.
pub(super) fn visits(name: &'static str, rows: &str) -> Case {
    case(name, format!("ref,day,remark\n{rows}"))
}

/// A good row with each of these texts in one more column: all of them are loaded.
pub(super) fn column(name: &'static str, column: &str, cells: &[&str]) -> Case {
    let rows = cells.iter().enumerate().map(|(at, cell)| {
        let quoted = cell.replace('"', "\"\"");
        format!("A{},2023-05-01,\"{quoted}\"\n", at + 1)
    });
    let text = format!("ref,day,{column}\n{}", rows.collect::<String>());
    case(name, text).loads(cells.len() as u64)
}

/// A good row with each of these texts in one more column: each is held back.
pub(super) fn refused_cells(name: &'static str, column_name: &'static str, code: &'static str, cells: &[&str]) -> Case {
    let mut case = column(name, column_name, cells).loads(0);
    let lines: Vec<Vec<u8>> = case.bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    for (at, line) in lines.into_iter().enumerate().skip(1) {
        let number = u32::try_from(at + 1).unwrap();
        case = case.holds(code, number, &line);
    }
    case
}

impl Case {
    /// Loads so many rows.
    pub(super) fn loads(mut self, rows: u64) -> Self {
        self.expect.rows = rows;
        self
    }

    /// Is refused whole, with this code at this line (0: at none).
    pub(super) fn refused(mut self, code: &'static str, line: u32) -> Self {
        self.expect.refused = Some((code, line));
        self
    }

    /// One line is held back.
    pub(super) fn holds(self, code: &'static str, line: u32, raw: &[u8]) -> Self {
        self.holds_lines(code, line, line, raw)
    }

    /// One record of several lines is held back.
    pub(super) fn holds_lines(mut self, code: &'static str, line: u32, end_line: u32, raw: &[u8]) -> Self {
        self.expect.held.push((code, line, end_line, raw.to_vec()));
        self
    }

    /// This is said besides.
    pub(super) fn says(mut self, code: &'static str, line: u32) -> Self {
        self.expect.said.push((code, line));
        self
    }

    /// A column is stored so; NULL is `-`.
    pub(super) fn stores(mut self, column: &'static str, cells: &[&str]) -> Self {
        self.expect.stored.push((column, cells.iter().map(|cell| (*cell).to_owned()).collect()));
        self
    }

    /// So many cells of a column did not stand in the canonical form.
    pub(super) fn normalises(mut self, column: &'static str, cells: u64) -> Self {
        self.expect.normalised.push((column, cells));
        self
    }

    pub(super) fn blank(mut self, lines: u64) -> Self {
        self.expect.lines.blank = lines;
        self
    }

    pub(super) fn preamble(mut self, lines: u64) -> Self {
        self.expect.lines.preamble = lines;
        self
    }

    pub(super) fn headers(mut self, lines: u64) -> Self {
        self.expect.lines.header = lines;
        self
    }

    pub(super) fn totals(mut self, lines: u64) -> Self {
        self.expect.lines.totals = lines;
        self
    }

    pub(super) fn footer(mut self, lines: u64) -> Self {
        self.expect.lines.footer = lines;
        self
    }

    /// The collection declares this of the sender.
    pub(super) fn declared(mut self, keys: &'static str) -> Self {
        self.declared = Some(keys);
        self
    }

    /// The file bears this name.
    pub(super) fn named(mut self, file: &'static str) -> Self {
        self.file = Some(file);
        self
    }
}
