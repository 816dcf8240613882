//! The columns of the table of all figures, and a figure as its row.

use std::fmt::Write as _;

use super::cells::Cells;
use crate::disclosure::{Protected, SafeFigure};
use crate::domain::NoteCode;
use crate::present::choice::{out_of, shown};
use crate::present::notes::codes_of;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// Texts: of any form, or of one that a regular expression describes.
    Text(Option<&'static str>),
    /// Note codes, with commas between them.
    Codes,
    /// Numbers from 0, without decimals.
    Whole,
    /// Numbers.
    Number,
    /// Days.
    Day,
}

/// A column of the table: its fixed texts are `tidy-column-<name>` and `tidy-column-<name>.about`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) holds: Holds,
    /// Whether no cell is blank.
    pub(super) required: bool,
}

const fn always(name: &'static str, holds: Holds) -> Column {
    Column { name, holds, required: true }
}

const fn maybe(name: &'static str, holds: Holds) -> Column {
    Column { name, holds, required: false }
}

const PERIOD: &str = "[0-9]{4}-[0-9]{2}( Q[1-4])?";

/// The column that stands before all others where a table is not for publication.
pub(super) const MARK: Column = always("mark", Holds::Text(None));

/// The columns, in order.
pub(super) const COLUMNS: [Column; 24] = [
    always("indicator", Holds::Text(None)),
    always("version", Holds::Whole),
    always("basis", Holds::Text(Some("headline|linked"))),
    always("kind", Holds::Text(Some("count|proportion|rate|ratio|mean|median|p90|sum"))),
    always("unit", Holds::Text(None)),
    always("period", Holds::Text(Some(PERIOD))),
    always("period_kind", Holds::Text(Some("year|quarter|month"))),
    always("as_at", Holds::Day),
    always("geography_level", Holds::Text(Some("nation|region|health_board|authority"))),
    always("geography", Holds::Text(None)),
    maybe("breakdown", Holds::Text(None)),
    maybe("category", Holds::Text(None)),
    maybe("numerator", Holds::Number),
    maybe("denominator", Holds::Number),
    maybe("value", Holds::Number),
    maybe("lower", Holds::Number),
    maybe("upper", Holds::Number),
    maybe("compared_with", Holds::Text(Some(PERIOD))),
    maybe("change", Holds::Number),
    maybe("change_pct", Holds::Number),
    always("coverage_in", Holds::Whole),
    always("coverage_owed", Holds::Whole),
    maybe("coverage_population", Holds::Number),
    maybe("note_codes", Holds::Codes),
];

/// What tells a row from every other.
pub(super) const KEY: [&str; 8] =
    ["indicator", "version", "basis", "period", "geography_level", "geography", "breakdown", "category"];

/// Makes rows; what it needs for that is made once.
pub(super) struct Rows<'m> {
    /// What stands before each row of what is not for publication.
    mark: Option<&'m str>,
    period: String,
    codes: String,
}

impl<'m> Rows<'m> {
    pub(super) fn marked(mark: Option<&'m str>) -> Self {
        Self { mark, period: String::new(), codes: String::new() }
    }

    /// A figure as a row.
    pub(super) fn row<B>(&mut self, cells: &mut impl Cells, figure: &SafeFigure<B>, basis: &str) {
        if let Some(mark) = self.mark {
            cells.text(mark);
        }
        self.what(cells, figure, basis);
        cells.number(shown(&figure.numerator));
        cells.number(maybe_shown(out_of(figure)));
        cells.number(shown(&figure.value));
        cells.number(maybe_shown(figure.lower));
        cells.number(maybe_shown(figure.upper));
        self.period.clear();
        if let Some(period) = figure.compared_with {
            let _written = write!(self.period, "{period}");
        }
        cells.text(&self.period);
        cells.number(maybe_shown(figure.change));
        cells.number(maybe_shown(figure.change_pct));
        cells.whole(figure.coverage_in);
        cells.whole(figure.coverage_owed);
        cells.number(figure.coverage_population);
        join(&mut self.codes, codes_of(figure));
        cells.text(&self.codes);
        cells.end_row();
    }

    fn what<B>(&mut self, cells: &mut impl Cells, figure: &SafeFigure<B>, basis: &str) {
        let key = &figure.key;
        cells.text(&key.indicator);
        cells.whole(key.version);
        cells.text(basis);
        cells.text(figure.kind.as_str());
        cells.text(&figure.unit);
        self.period.clear();
        let _written = write!(self.period, "{}", key.period);
        cells.text(&self.period);
        cells.text(key.period.kind().as_str());
        cells.day(figure.as_at);
        cells.text(key.geography_level.as_str());
        cells.text(&key.geography);
        cells.text(&key.breakdown);
        cells.text(&key.category);
    }
}

fn maybe_shown(number: Option<Protected>) -> Option<f64> {
    number.as_ref().and_then(shown)
}

/// Codes as files for programs write them: `c,p`.
pub(in crate::present) fn join(text: &mut String, codes: impl IntoIterator<Item = NoteCode>) {
    text.clear();
    for code in codes {
        if !text.is_empty() {
            text.push(',');
        }
        text.push_str(code.as_str());
    }
}
