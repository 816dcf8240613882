//! The cover: what the workbook is, whose it is, how to use it and where it comes from.

use crate::present::voice::Voice;
use crate::present::{Overview, mark, page};

/// The title of the workbook.
pub(super) fn title(view: &Overview<'_>, voice: &Voice<'_>) -> String {
    let (title, date) = (voice.text("collection.title").to_owned(), voice.date(view.account.as_at));
    mark::before(view, voice, voice.tell_texts("workbook-title", &[("title", &title), ("date", &date)]))
}

/// What stands below it, a line a cell.
pub(super) fn lines(view: &Overview<'_>, voice: &Voice<'_>) -> Vec<String> {
    let (account, date) = (view.account, voice.date(view.account.as_at));
    let marks = mark::marks(view, voice);
    let mut lines: Vec<String> = marks.iter().map(|mark| format!("{}. {}", mark.title, mark.meaning)).collect();
    lines.extend(page::drafts(voice, "workbook-draft-lead").into_iter().next());
    lines.push(voice.tell_texts("as-at", &[("date", &date)]));
    lines.push(voice.tell_texts("release", &[("release", &account.release)]));
    let sheets = [("contents", voice.say("workbook-contents")), ("notes", voice.say("workbook-notes"))];
    let sheets = sheets.each_ref().map(|(name, sheet)| (*name, sheet.as_str()));
    lines.push(voice.say("workbook-about"));
    lines.push(voice.tell_texts("workbook-how-to-find", &sheets));
    lines.push(voice.say("workbook-how-numbers"));
    lines.push(voice.say("workbook-how-withheld"));
    lines.push(voice.say("workbook-how-definitions"));
    let made = [("release", &*account.release), ("version", &*account.version)];
    lines.push(voice.tell_texts("made-by", &made));
    lines.push(voice.tell_texts("workbook-made-from", &[("inputs", &account.inputs)]));
    lines
}
