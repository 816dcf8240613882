//! What may be a note under the table, or a damaged row in its midst: only what follows tells.

use super::decode::Row;
use super::record::{Class, Event};
use super::trouble::AFTER_TABLE;

/// The most records that wait; more are not notes.
const MOST_RECORDS: usize = 200;
/// The most bytes that wait.
const MOST_BYTES: usize = 1 << 20;

/// What a record is at the end of the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Ending {
    /// The same as anywhere.
    #[default]
    Same,
    /// A note.
    Note,
    /// Part of something else.
    Other,
}

/// What a record is at the end of the table, by what came before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Endings {
    /// Right below the rows.
    amid: Ending,
    /// Where a blank line or a note stands between.
    apart: Ending,
}

impl Endings {
    /// Those of a row that cannot be loaded into a table of so many columns.
    pub(super) fn of(row: &Row<'_>, width: usize) -> Self {
        let filled = row.cells().filter(|cell| !cell.is_empty()).count();
        let first = row.cells().find(|cell| !cell.is_empty()).unwrap_or_default();
        let note = reads_like_a_note(first);
        let apart = match filled {
            1 => Ending::Note,
            _ if row.spans.len() == width => Ending::Same,
            2 => Ending::Note,
            _ if note => Ending::Note,
            _ => Ending::Other,
        };
        let amid = if filled == 1 && note && !row.cell(0).is_empty() { Ending::Note } else { Ending::Same };
        Self { amid, apart }
    }
}

/// Takes a record that is settled; says whether to go on.
pub(super) type Each<'a> = &'a mut dyn FnMut(&Event) -> bool;

/// The records that wait, and what has been seen since the last row.
#[derive(Debug, Default)]
pub(super) struct Tail {
    waiting: Vec<(Event, Ending)>,
    bytes: usize,
    /// Whether a blank line, or a note, has come since the last row.
    apart: bool,
    /// Whether too much waited: nothing does then until the next row.
    closed: bool,
}

impl Tail {
    /// The next record has come: it waits, or is handed on after all that waited.
    pub(super) fn pass(&mut self, event: Event, each: Each<'_>) -> bool {
        if matches!(event.class, Class::Data | Class::Totals | Class::Header) {
            return self.rows(each) && each(&event);
        }
        let ending = match (self.closed, self.apart) {
            (true, _) => Ending::Same,
            (false, true) => event.endings.apart,
            (false, false) => event.endings.amid,
        };
        self.apart |= event.class == Class::Blank || ending == Ending::Note;
        if ending == Ending::Same && self.waiting.is_empty() {
            return each(&event);
        }
        self.bytes += event.raw.len();
        self.waiting.push((event, ending));
        if self.waiting.len() <= MOST_RECORDS && self.bytes <= MOST_BYTES {
            return true;
        }
        let go_on = self.rows(each);
        self.closed = true;
        go_on
    }

    /// Rows have come: what waited was in their midst.
    pub(super) fn rows(&mut self, each: Each<'_>) -> bool {
        self.hand_on(false, each)
    }

    /// The text has ended: what waited stands below the table.
    pub(super) fn finish(&mut self, each: Each<'_>) -> bool {
        self.hand_on(true, each)
    }

    fn hand_on(&mut self, table_ended: bool, each: Each<'_>) -> bool {
        (self.apart, self.closed, self.bytes) = (false, false, 0);
        for (mut event, ending) in self.waiting.drain(..) {
            match ending {
                Ending::Note if table_ended => {
                    event.class = Class::Footer;
                    event.code = None;
                    event.faults.clear();
                    event.claims = None;
                }
                Ending::Other if table_ended => event.code = Some(AFTER_TABLE),
                _ => {}
            }
            if !each(&event) {
                return false;
            }
        }
        true
    }
}

fn reads_like_a_note(text: &str) -> bool {
    const WORDS: [&str; 8] = ["note", "source", "nodyn", "nodiadau", "ffynhonnell", "end of", "diwedd", "copyright"];
    let lower = text.to_lowercase();
    text.split_whitespace().count() >= 3
        || text.starts_with(['*', '[', '(', '©', '†', '‡', '^'])
        || WORDS.iter().any(|word| lower.starts_with(word))
}
