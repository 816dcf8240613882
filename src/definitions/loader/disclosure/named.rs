//! What disclosure rules may name: indicators, their breakdowns and categories, columns.

use std::collections::BTreeMap;

use super::super::Loading;
use super::super::indicators::Placed;
use super::super::node::Text;
use super::super::returns::Codes;
use crate::definitions::nearest::nearest;
use crate::definitions::{Indicator, RowSet};

/// The category of a blank.
const NOT_GIVEN: &str = "not_given";

/// What disclosure rules may name.
pub(super) struct Named<'n, 'a> {
    pub(super) indicators: &'n [Placed<'a>],
    pub(super) row_sets: &'n BTreeMap<Box<str>, RowSet>,
    pub(super) codes: &'n Codes,
}

impl<'n> Named<'n, '_> {
    /// The indicators, in all versions.
    pub(super) fn all(&self) -> impl Iterator<Item = &'n Indicator> {
        self.indicators.iter().map(|(indicator, _)| indicator)
    }

    /// The indicator of this name, in its latest version; noted, where there is none.
    pub(super) fn indicator(&self, loading: &Loading<'_>, text: &Text<'_>) -> Option<&'n Indicator> {
        let found = self.all().filter(|indicator| *indicator.id == *text.value).max_by_key(|one| one.version);
        if found.is_none() {
            let label = format!("`{}` is not declared", text.value);
            let advice = nearest(text.value, self.all().map(|indicator| &*indicator.id));
            loading.mistakes.advise(&text.place, "no such indicator", label, advice);
        }
        found
    }

    /// Whether any indicator is broken down by this column; noted, where none is.
    pub(super) fn is_breakdown(&self, loading: &Loading<'_>, text: &Text<'_>) -> bool {
        let breakdowns = || self.all().flat_map(|indicator| &indicator.breakdowns).map(|one| &*one.column);
        let found = breakdowns().any(|column| column == text.value);
        if !found {
            let label = format!("nothing is broken down by `{}`", text.value);
            loading.mistakes.advise(&text.place, "no such breakdown", label, nearest(text.value, breakdowns()));
        }
        found
    }

    /// Whether any row set yields this column; noted, where none does.
    pub(super) fn is_column(&self, loading: &Loading<'_>, text: &Text<'_>) -> bool {
        let columns = || self.row_sets.values().flat_map(|row_set| &row_set.columns).map(|column| &**column);
        let found = columns().any(|column| column == text.value);
        if !found {
            let label = format!("no row set yields `{}`", text.value);
            loading.mistakes.advise(&text.place, "no such column", label, nearest(text.value, columns()));
        }
        found
    }

    /// Notes a category that no list of the breakdown has. Of a breakdown without a list, any may be.
    pub(super) fn refuse_category(&self, loading: &Loading<'_>, breakdown: &str, text: &Text<'_>) {
        let breakdowns = self.all().flat_map(|indicator| &indicator.breakdowns);
        let lists = breakdowns.filter(|one| *one.column == *breakdown).filter_map(|one| one.list.as_ref());
        let codes: Vec<&str> = lists
            .filter_map(|list| self.codes.get(list))
            .flat_map(|list| &list.codes)
            .map(|code| &*code.code)
            .collect();
        if !codes.is_empty() && text.value != NOT_GIVEN && !codes.contains(&text.value) {
            let label = format!("`{}` is no code of `{breakdown}`", text.value);
            loading.mistakes.advise(&text.place, "no such category", label, nearest(text.value, codes));
        }
    }
}
