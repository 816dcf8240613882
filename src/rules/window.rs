//! Windows made cheap: partitions by number instead of by text, and LAG and LEAD by one sort instead of one for
//! every partition. The result is polars' own, row for row; what is not recognised stays with polars.

use std::collections::BTreeMap;
use std::rc::Rc;

use polars::prelude::{
    DataFrame, DataType, Expr, IdxCa, NamedFrom, PlSmallStr, PolarsResult, Series, SortOptions, WindowMapping, col,
};

use super::encode;
use super::frame::evaluate;

/// A frame on which window expressions are evaluated; it grows by the columns that stand in their place.
pub(super) struct Windows {
    /// The rows, with the columns added so far.
    pub(super) frame: DataFrame,
    partitions: BTreeMap<Vec<PlSmallStr>, (PlSmallStr, Vec<u32>)>,
    /// Rows by partition and then by what a window orders them by.
    orders: BTreeMap<(PlSmallStr, String), Rc<[u32]>>,
    added: usize,
}

impl Windows {
    /// Windows over these rows.
    pub(super) fn over(frame: DataFrame) -> Self {
        Self { frame, partitions: BTreeMap::new(), orders: BTreeMap::new(), added: 0 }
    }

    /// The expression with its windows replaced by columns of [`Windows::frame`], as far as that is possible.
    pub(super) fn rewritten(&mut self, expr: &Expr) -> PolarsResult<Expr> {
        expr.clone().try_map_expr(|node| self.replaced(node))
    }

    fn replaced(&mut self, node: Expr) -> PolarsResult<Expr> {
        let Expr::Over { function, partition_by, order_by, mapping: WindowMapping::GroupsToRows } = &node else {
            return Ok(node);
        };
        let Some(names) = plain_columns(partition_by) else { return Ok(node) };
        let (partition, ids) = self.partition(names)?;
        if let Some((order, options)) = order_by
            && let Some((input, offset)) = shifted(function)
            && let Some(order) = self.known_order(&partition, &ids, order, *options)?
        {
            return self.neighbours(input, offset, &ids, &order);
        }
        Ok(Expr::Over {
            function: function.clone(),
            partition_by: vec![col(partition)],
            order_by: order_by.clone(),
            mapping: WindowMapping::GroupsToRows,
        })
    }

    /// The name and the cells of the column that numbers the partitions by these columns.
    fn partition(&mut self, names: Vec<PlSmallStr>) -> PolarsResult<(PlSmallStr, Vec<u32>)> {
        if let Some(known) = self.partitions.get(&names) {
            return Ok(known.clone());
        }
        let columns: Vec<&str> = names.iter().map(PlSmallStr::as_str).collect();
        // What is known of the first columns is told further apart by the others.
        let known = (1..names.len()).rev().find_map(|some| Some((some, self.partitions.get(names.get(..some)?)?)));
        let (ids, _) = match known {
            Some((some, (_, ids))) => {
                let more = columns.get(some..).unwrap_or_default();
                encode::extended((ids.clone(), vec![false; ids.len()]), &self.frame, more)?
            }
            None => encode::ids(&self.frame, &columns)?,
        };
        let name = self.add(Series::new(PlSmallStr::EMPTY, &ids))?;
        self.partitions.insert(names, (name.clone(), ids.clone()));
        Ok((name, ids))
    }

    /// The same, worked out once.
    fn known_order(
        &mut self,
        partition: &PlSmallStr,
        ids: &[u32],
        order: &Expr,
        options: SortOptions,
    ) -> PolarsResult<Option<Rc<[u32]>>> {
        let key = (partition.clone(), format!("{order:?} {} {}", options.descending, options.nulls_last));
        if let Some(known) = self.orders.get(&key) {
            return Ok(Some(Rc::clone(known)));
        }
        let sorted: Option<Rc<[u32]>> = self.order(ids, order, options)?.map(Into::into);
        if let Some(sorted) = &sorted {
            self.orders.insert(key, Rc::clone(sorted));
        }
        Ok(sorted)
    }

    /// The rows sorted by partition, then by the order's value, then as they stand; None where the value is a text
    /// or a decimal, which polars may sort.
    fn order(&self, ids: &[u32], order: &Expr, options: SortOptions) -> PolarsResult<Option<Vec<u32>>> {
        let values = self.column(order)?;
        if !matches!(values.dtype(), DataType::Date) && !values.dtype().is_integer() {
            return Ok(None);
        }
        let place = |value: Option<i64>| match value {
            None => (if options.nulls_last { 2u8 } else { 0 }, 0),
            Some(value) => (1, if options.descending { !value } else { value }),
        };
        let mut keyed: Vec<(u32, (u8, i64), u32)> = ids
            .iter()
            .zip(encode::integers(&values.into())?)
            .zip(0u32..)
            .map(|((id, value), row)| (*id, place(value), row))
            .collect();
        if !keyed.is_sorted() {
            keyed.sort_unstable();
        }
        Ok(Some(keyed.into_iter().map(|(_, _, row)| row).collect()))
    }

    /// The input's value `offset` rows earlier (later, where negative) in each partition, in a column of its own.
    fn neighbours(&mut self, input: &Expr, offset: i64, ids: &[u32], order: &[u32]) -> PolarsResult<Expr> {
        let values = self.column(input)?;
        let mut from: Vec<Option<u32>> = vec![None; order.len()];
        for (place, row) in (0i64..).zip(order) {
            let source = usize::try_from(place - offset).ok().and_then(|source| order.get(source)).copied();
            let same = |source: &u32| ids.get(*source as usize) == ids.get(*row as usize);
            if let Some(slot) = from.get_mut(*row as usize) {
                *slot = source.filter(same);
            }
        }
        let from: IdxCa = from.into_iter().collect();
        let shifted = values.take(&from)?;
        Ok(col(self.add(shifted)?))
    }

    /// The values of an expression over the frame.
    fn column(&self, expr: &Expr) -> PolarsResult<Series> {
        let values = evaluate(&self.frame, vec![expr.clone().alias("_values")])?;
        let series = values.column("_values")?.as_materialized_series().clone();
        Ok(if series.len() == 1 { series.new_from_index(0, self.frame.height()) } else { series })
    }

    fn add(&mut self, mut column: Series) -> PolarsResult<PlSmallStr> {
        let name: PlSmallStr = format!("_window_{}", self.added).into();
        self.added += 1;
        column.rename(name.clone());
        self.frame.with_column(column.into())?;
        Ok(name)
    }
}

/// The names, where every expression is a plain column.
fn plain_columns(exprs: &[Expr]) -> Option<Vec<PlSmallStr>> {
    exprs.iter().map(|expr| if let Expr::Column(name) = expr { Some(name.clone()) } else { None }).collect()
}

/// What a LAG or LEAD looks at and how many rows back.
fn shifted(function: &Expr) -> Option<(&Expr, i64)> {
    let Expr::Function { input, .. } = function else { return None };
    let [value, Expr::Literal(offset)] = input.as_slice() else { return None };
    let same = value.clone().shift(Expr::Literal(offset.clone()));
    if &same == function { Some((value, offset.extract_i64().ok()?)) } else { None }
}
