//! Notes and shorthand: numbered through the whole workbook in the order in which they are met, and explained above the
//! tables that use them and on a worksheet of their own.

use std::collections::BTreeSet;

use super::sheet::{Column, Entry, TableSheet};
use crate::domain::NoteCode;
use crate::present::notes::note;
use crate::present::voice::Voice;
use crate::present::{Overview, mark};

/// What notes say, in the order in which they were met, and which shorthand is used.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// On whose returns figures rest: the first is note 1.
    coverages: Vec<String>,
    /// Their marks, in the same order.
    marks: Vec<String>,
    /// The shorthand that the tables use.
    pub(super) codes: BTreeSet<NoteCode>,
}

impl Notes {
    /// The mark of the note that a figure rests on the returns of these only.
    pub(super) fn mark(&mut self, voice: &Voice<'_>, coverage: &str) -> String {
        let at = self.coverages.iter().position(|known| known == coverage).unwrap_or_else(|| {
            self.coverages.push(coverage.to_owned());
            self.marks.push(numbered(voice, &self.coverages.len().to_string()));
            self.coverages.len() - 1
        });
        self.marks.get(at).cloned().unwrap_or_default()
    }

    /// Whether a text bears the mark of a note.
    pub(super) fn marks_in(&self, text: &str) -> bool {
        self.marks.iter().any(|mark| text.contains(mark))
    }

    /// The worksheet that says what they mean; none, where there is nothing to say.
    pub(super) fn sheet(&self, view: &Overview<'_>, voice: &Voice<'_>) -> Option<TableSheet> {
        let of_note = |(mark, coverage): (&String, &String)| {
            let meaning = voice.tell_texts("workbook-note-coverage", &[("coverage", coverage)]);
            vec![Entry::Words(mark.clone()), Entry::Words(meaning)]
        };
        let of_code = |code: &NoteCode| {
            let note = note(voice, *code);
            let meaning = note.sentence();
            vec![Entry::Words(note.code), Entry::Words(meaning)]
        };
        let notes = self.marks.iter().zip(&self.coverages).map(of_note);
        let rows: Vec<Vec<Entry>> = notes.chain(self.codes.iter().map(of_code)).collect();
        (!rows.is_empty()).then(|| TableSheet {
            name: voice.say("workbook-notes"),
            table: "notes".into(),
            title: mark::before(view, voice, voice.say("workbook-notes")),
            above: Vec::new(),
            columns: vec![
                Column::of_words(voice.say("workbook-column-note")),
                Column::of_words(voice.say("column-meaning")),
            ],
            rows,
        })
    }
}

/// What is said above a table of the notes and the shorthand in it.
pub(super) fn statements(voice: &Voice<'_>, has_notes: bool, codes: &BTreeSet<NoteCode>) -> Vec<String> {
    let notes = has_notes.then(|| notes_here(voice));
    let of_code = |code: &NoteCode| {
        let note = note(voice, *code);
        format!("{} {}", note.code, note.meaning)
    };
    let list = codes.iter().map(of_code).collect::<Vec<_>>().join("; ");
    let shorthand = (!codes.is_empty()).then(|| voice.tell_texts("workbook-shorthand-here", &[("list", &list)]));
    notes.into_iter().chain(shorthand).collect()
}

/// Where the figures come from.
pub(super) fn source(view: &Overview<'_>, voice: &Voice<'_>) -> String {
    let title = voice.text("collection.title").to_owned();
    let (release, date) = (&view.account.release, voice.date(view.account.as_at));
    voice.tell_texts("workbook-source", &[("title", &title), ("release", release), ("date", &date)])
}

/// The mark of a note: `[note 1]`, as the page has it, but with a plain space, by which others find it.
pub(super) fn numbered(voice: &Voice<'_>, number: &str) -> String {
    voice.tell_texts("coverage-mark", &[("number", number)]).replace('\u{a0}', " ")
}

/// That a worksheet uses notes, and where they are.
pub(super) fn notes_here(voice: &Voice<'_>) -> String {
    voice.tell_texts("workbook-notes-here", &[("notes", &voice.say("workbook-notes"))])
}
