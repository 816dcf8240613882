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
        return Ok(numbered(text.iter(), column.len()));
    }
    let numbers = integers(column)?;
    Ok(numbered(numbers.into_iter(), 0))
}

/// One number a row for several columns together, and whether any of them is blank.
pub(super) fn ids(frame: &DataFrame, columns: &[&str]) -> PolarsResult<(Vec<u32>, Vec<bool>)> {
    let blank = vec![false; frame.height()];
    match columns.split_first() {
        None => Ok((vec![1; frame.height()], blank)),
        Some((first, more)) => {
            let ids = column_ids(frame.column(first)?)?;
            let blank = ids.iter().map(|id| *id == BLANK).collect();
            // A blank is a value of its own.
            extended((ids.iter().map(|id| id + 1).collect(), blank), frame, more)
        }
    }
}

/// Numbers that are known of some columns, told further apart by more columns.
pub(super) fn extended(
    (mut together, mut blank): (Vec<u32>, Vec<bool>),
    frame: &DataFrame,
    more: &[&str],
) -> PolarsResult<(Vec<u32>, Vec<bool>)> {
    for name in more {
        let column = frame.column(name)?;
        let cells: Vec<Option<i64>> = if column.dtype() == &DataType::String {
            column_ids(column)?.into_iter().map(|id| (id != BLANK).then_some(i64::from(id))).collect()
        } else {
            integers(column)?
        };
        for (blank, cell) in blank.iter_mut().zip(&cells) {
            *blank |= cell.is_none();
        }
        together = apart(&together, &cells);
    }
    Ok((together, blank))
}

/// Tells rows of one number apart by a cell of each. Where the rows of a number stand together, as those of a child
/// mostly do, there are but a few cells to look at; else all are looked up.
fn apart(together: &[u32], cells: &[Option<i64>]) -> Vec<u32> {
    if !together.is_sorted() {
        return numbered(together.iter().copied().zip(cells.iter().copied()).map(Some), together.len());
    }
    let mut next = BLANK;
    let mut all = Vec::with_capacity(together.len());
    let mut known: Vec<(Option<i64>, u32)> = Vec::new();
    let mut many: PlHashMap<Option<i64>, u32> = PlHashMap::default();
    let mut run = None;
    for (id, cell) in together.iter().zip(cells) {
        if run != Some(*id) {
            run = Some(*id);
            known.clear();
            many.clear();
        }
        let before = if many.is_empty() {
            known.iter().find(|(other, _)| other == cell).map(|(_, number)| *number)
        } else {
            many.get(cell).copied()
        };
        let number = before.unwrap_or(next + 1);
        if before.is_none() {
            next = number;
            known.push((*cell, number));
            if known.len() == FEW {
                many.extend(known.iter().copied());
            } else if known.len() > FEW {
                many.insert(*cell, number);
            }
        }
        all.push(number);
    }
    all
}

/// So many cells are found faster by looking at each.
const FEW: usize = 32;

/// The cells of a column of days, whole numbers or yes and no, as integers; decimals by their bits.
pub(super) fn integers(column: &Column) -> PolarsResult<Vec<Option<i64>>> {
    if column.dtype().is_float() {
        let decimals = column.cast(&DataType::Float64)?;
        return Ok(decimals.f64()?.iter().map(|cell| cell.map(|value| value.to_bits().cast_signed())).collect());
    }
    let numbers = column.to_physical_repr().cast(&DataType::Int64)?;
    Ok(numbers.i64()?.iter().collect())
}

/// Numbers cells from 1 in order of first appearance; so many different ones are expected. Neighbours are often equal:
/// they need no look-up.
fn numbered<T: Hash + Eq + Copy>(cells: impl Iterator<Item = Option<T>>, expected: usize) -> Vec<u32> {
    let mut known: PlHashMap<T, u32> = PlHashMap::default();
    known.reserve(expected);
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
    use proptest::prelude::*;

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

    proptest! {
        #[test]
        fn rows_have_one_number_where_all_their_cells_are_equal(
            mut rows in proptest::collection::vec((0u8..5, proptest::option::of(0i64..60)), 0..400), sorted in any::<bool>(),
        ) {
            if sorted {
                rows.sort_unstable();
            }
            let frame = df!(
                "one" => rows.iter().map(|row| row.0.to_string()).collect::<Vec<_>>(),
                "two" => rows.iter().map(|row| row.1).collect::<Vec<_>>(),
            )
            .unwrap();
            let (ids, blank) = super::ids(&frame, &["one", "two"]).unwrap();
            for (one, id) in rows.iter().zip(&ids) {
                for (other, of_other) in rows.iter().zip(&ids) {
                    prop_assert_eq!(one == other, id == of_other);
                }
            }
            prop_assert!(rows.iter().zip(blank).all(|(row, blank)| row.1.is_none() == blank));
            prop_assert!(ids.iter().all(|id| *id != super::BLANK));
        }
    }
}
