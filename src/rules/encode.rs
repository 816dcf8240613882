//! Columns as small integers: equal cells, equal number. Comparing, hashing and sorting pseudonyms as text is what
//! makes keys and windows slow (`notes/engine.md`), so each is hashed once and never looked at again.

use std::hash::Hash;

use polars::prelude::{Column, DataFrame, DataType, PlHashMap, PolarsResult};

/// The number of a blank cell.
pub(super) const BLANK: u32 = 0;

/// One number a row for the cells of one column: [`BLANK`] for a blank, else from 1 in order of first appearance.
fn column_ids(column: &Column) -> PolarsResult<Vec<u32>> {
    if column.dtype() == &DataType::String {
        let text = column.str()?;
        return Ok(numbered(text.iter()));
    }
    let numbers = integers(column)?;
    Ok(numbered(numbers.into_iter()))
}

/// One number a row for several columns together, and whether any of them is blank.
pub(super) fn ids(frame: &DataFrame, columns: &[&str]) -> PolarsResult<(Vec<u32>, Vec<bool>)> {
    let mut together: Vec<u32> = vec![1; frame.height()];
    let mut blank = vec![false; frame.height()];
    for (position, name) in columns.iter().enumerate() {
        let ids = column_ids(frame.column(name)?)?;
        for (blank, id) in blank.iter_mut().zip(&ids) {
            *blank |= *id == BLANK;
        }
        together = if position == 0 {
            ids.iter().map(|id| id + 1).collect()
        } else {
            numbered(together.iter().zip(&ids).map(Some))
        };
    }
    Ok((together, blank))
}

/// The cells of a column of days, whole numbers or yes and no, as integers; decimals by their bits.
pub(super) fn integers(column: &Column) -> PolarsResult<Vec<Option<i64>>> {
    if column.dtype().is_float() {
        let decimals = column.cast(&DataType::Float64)?;
        return Ok(decimals.f64()?.iter().map(|cell| cell.map(|value| value.to_bits().cast_signed())).collect());
    }
    let numbers = column.to_physical_repr().cast(&DataType::Int64)?;
    Ok(numbers.i64()?.iter().collect())
}

/// Numbers cells from 1 in order of first appearance. Neighbours are often equal: they need no look-up.
fn numbered<T: Hash + Eq + Copy>(cells: impl Iterator<Item = Option<T>>) -> Vec<u32> {
    let mut known: PlHashMap<T, u32> = PlHashMap::default();
    let mut last: Option<(T, u32)> = None;
    let mut next = BLANK;
    cells
        .map(|cell| {
            let Some(cell) = cell else { return BLANK };
            if let Some((_, id)) = last.filter(|(same, _)| *same == cell) {
                return id;
            }
            let id = *known.entry(cell).or_insert_with(|| {
                next += 1;
                next
            });
            last = Some((cell, id));
            id
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use polars::prelude::df;

    #[test]
    fn equal_cells_have_equal_numbers_and_blanks_are_told_apart() {
        let frame = df!(
            "child_id" => [Some("a"), Some("a"), Some("b"), None, Some("a")],
            "sequence" => [Some(1i64), Some(2), Some(1), Some(1), Some(1)],
        )
        .unwrap();
        let (ids, blank) = super::ids(&frame, &["child_id", "sequence"]).unwrap();
        assert_eq!(ids, [1, 2, 3, 4, 1]);
        assert_eq!(blank, [false, false, false, true, false]);
    }
}
