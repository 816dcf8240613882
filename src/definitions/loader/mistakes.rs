//! Mistakes in definition files: gathered from everywhere, shown together, each where it stands.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::Source;

/// A part of a file.
#[derive(Clone, Debug)]
pub(super) struct Place<'a> {
    /// The file.
    pub(super) file: &'a Source,
    /// Bytes of its text.
    pub(super) span: Range<usize>,
}

impl<'a> Place<'a> {
    /// The first character of a file: for what is missing from it.
    pub(super) fn top(file: &'a Source) -> Self {
        Self { file, span: 0..file.text.chars().next().map_or(0, char::len_utf8) }
    }

    /// The line, from 1, on which it begins.
    pub(super) fn line(&self) -> usize {
        let before = self.file.text.get(..self.span.start).unwrap_or_default();
        before.bytes().filter(|&byte| byte == b'\n').count() + 1
    }
}

/// All mistakes found so far. Shared by everything that loads, so that nothing stops at the first.
#[derive(Debug, Default)]
pub(super) struct Mistakes {
    found: RefCell<BTreeMap<(String, usize, String), String>>,
}

impl Mistakes {
    /// Notes one mistake: what it is, and what to say at the caret.
    pub(super) fn at(&self, place: &Place<'_>, title: &str, label: impl AsRef<str>) {
        self.advise(place, title, label, None);
    }

    /// Notes one mistake, with advice.
    pub(super) fn advise(
        &self,
        place: &Place<'_>,
        title: &str,
        label: impl AsRef<str>,
        advice: impl Into<Option<String>>,
    ) {
        let advice = advice.into();
        let shown = place.file.caret(place.span.clone(), title, label.as_ref(), advice.as_deref());
        let key = (place.file.name.clone(), place.span.start, shown.clone());
        self.found.borrow_mut().insert(key, shown);
    }

    /// Notes a mistake about a file as a whole.
    pub(super) fn file(&self, name: &str, title: &str, label: &str) {
        let shown = format!("error: {title}\n --> {name}:1:1\n  = {label}");
        self.found.borrow_mut().insert((name.to_owned(), 0, shown.clone()), shown);
    }

    /// Every mistake by file and place, and their number; `None` where there are none.
    pub(super) fn report(self) -> Option<String> {
        let found = self.found.into_inner();
        let count = match found.len() {
            0 => return None,
            1 => "1 mistake in the definitions".to_owned(),
            several => format!("{several} mistakes in the definitions"),
        };
        let shown: Vec<String> = found.into_values().collect();
        Some(format!("{}\n\n{count}", shown.join("\n\n")))
    }
}
