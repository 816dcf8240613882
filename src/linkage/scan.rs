//! Going through a return's rows for what a way of linking goes by.

use polars::prelude::{DataFrame, DataType, Expr, PolarsError, PolarsResult, col};

use super::forest::Record;
use crate::definitions::{Linkage, Side};
use crate::diagnostic::Error;
use crate::engine::Engine;

/// What one row shows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen<'a> {
    /// The authority's code.
    pub authority: &'a str,
    /// Its identifier of the person.
    pub id: &'a str,
    /// A digest of what must be the same.
    pub key: u128,
    /// The day on which the person left or arrived, in days since 1970; 0 where no day is asked for.
    pub day: i32,
}

impl Seen<'_> {
    /// Whose row it is.
    pub(super) fn record(&self) -> Record {
        Record { authority: self.authority.into(), id: self.id.into() }
    }
}

/// Goes through all rows in which these columns are filled in and which show one side of a transfer, where that is
/// asked for. Equal rows may come more than once.
///
/// Few columns are read, a few submissions at a time: what is kept is for `take` to decide.
pub(super) fn each(
    engine: &Engine<'_>,
    linkage: &Linkage,
    same: &[Box<str>],
    side: Option<&Side>,
    take: &mut dyn FnMut(&Seen<'_>),
) -> Result<(), Error> {
    let text = |name: &str| col(name).cast(DataType::String);
    let mut columns: Vec<Expr> = vec![text("authority"), text(&linkage.identity).alias(IDENTITY)];
    let mut filled = text(&linkage.identity).is_not_null();
    for (at, name) in same.iter().enumerate() {
        columns.push(text(name).alias(format!("{SAME}{at}")));
        filled = filled.and(col(&**name).is_not_null());
    }
    if let Some(side) = side {
        columns.push(col(&*side.on).cast(DataType::Int32).alias(DAY));
        filled = filled.and(col(&*side.on).is_not_null());
        if let Some(condition) = &side.condition {
            filled = filled.and(condition.expr.clone());
        }
    }
    engine.distinct(&linkage.base, &filled, &columns, &mut |rows| {
        seen(&rows, same.len(), side.is_some(), take).map_err(|error: PolarsError| Error::Internal(error.to_string()))
    })
}

// Names that no return has.
const IDENTITY: &str = "_identity";
const SAME: &str = "_same_";
const DAY: &str = "_day";

fn seen(rows: &DataFrame, same: usize, has_day: bool, take: &mut dyn FnMut(&Seen<'_>)) -> PolarsResult<()> {
    let authority = rows.column("authority")?.str()?;
    let id = rows.column(IDENTITY)?.str()?;
    let names = (0..same).map(|at| format!("{SAME}{at}"));
    let parts = names.map(|name| rows.column(&name)?.str()).collect::<PolarsResult<Vec<_>>>()?;
    let days = if has_day { Some(rows.column(DAY)?.i32()?) } else { None };
    for at in 0..rows.height() {
        let (Some(authority), Some(id)) = (authority.get(at), id.get(at)) else { continue };
        let key = digest(parts.iter().map(|part| part.get(at).unwrap_or_default()));
        let day = days.and_then(|days| days.get(at)).unwrap_or_default();
        take(&Seen { authority, id, key, day });
    }
    Ok(())
}

/// A digest of some texts in their order. It is compared in memory, and never written.
fn digest<'a>(parts: impl Iterator<Item = &'a str>) -> u128 {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        // Lengths keep neighbours apart.
        hasher.update(&(part.len() as u64).to_le_bytes()).update(part.as_bytes());
    }
    hasher.finalize().as_bytes().iter().take(16).fold(0, |sum, byte| (sum << 8) | u128::from(*byte))
}
