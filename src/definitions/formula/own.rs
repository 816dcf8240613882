//! The functions that are ours: written as expressions of polars.

use std::collections::BTreeMap;

use polars::prelude::{
    Column, DataType, Expr, Field, Int32Chunked, Int64Chunked, IntoColumn, IntoLazy, IntoSeries, LiteralValue,
    NamedFrom, PolarsError, PolarsResult, Series, col, df, lit, when,
};

use crate::definitions::codes::CodeList;
use crate::definitions::working_days::WorkingDays;
use crate::domain::{Date, days_of_date, parse_iso_date};

/// `matches(text, 're')`: the whole text matches the regular expression.
pub(super) fn matches(text: Expr, pattern: &str) -> Expr {
    text.str().contains(lit(format!(r"\A(?:{pattern})\z")), true)
}

/// Whether polars can read the regular expression.
pub(super) fn is_pattern(pattern: &str) -> PolarsResult<()> {
    let one = df!("text" => ["x"])?;
    one.lazy().select([matches(col("text"), pattern)]).collect().map(|_| ())
}

/// `days(a, b)`: whole days from a to b.
pub(super) fn days(from: Expr, to: Expr) -> Expr {
    whole(to.cast(DataType::Int32)) - whole(from.cast(DataType::Int32))
}

/// `working_days(a, b)`: working days after a up to and including b, fewer than none where b is earlier. NULL outside
/// the years of the table of bank holidays.
pub(super) fn working_days(from: Expr, to: Expr, known: &WorkingDays) -> Expr {
    let counted = |day: Expr| {
        let known = known.clone();
        let count = move |days: Column| counted(&days, &known);
        day.map(count, |_, field| match field.dtype() {
            DataType::Date => Ok(Field::new(field.name().clone(), DataType::Int64)),
            _ => Err(PolarsError::ComputeError("working_days counts from one day to another".into())),
        })
    };
    counted(to) - counted(from)
}

fn counted(days: &Column, known: &WorkingDays) -> PolarsResult<Column> {
    let physical = days.to_physical_repr();
    let counts: Int64Chunked = physical.i32()?.iter().map(|day| known.up_to(day?)).collect();
    Ok(counts.with_name(days.name().clone()).into_series().into_column())
}

/// `first_day(month)`: the first day of a month that is written like 2024-03; NULL of anything else.
pub(super) fn first_day(month: Expr) -> Expr {
    month.map(
        |months| first_days(&months),
        |_, field| match field.dtype() {
            DataType::String => Ok(Field::new(field.name().clone(), DataType::Date)),
            _ => Err(PolarsError::ComputeError("first_day reads a month written like 2024-03".into())),
        },
    )
}

fn first_days(months: &Column) -> PolarsResult<Column> {
    let first = |month: &str| parse_iso_date(&format!("{month}-01")).map(days_of_date);
    let days: Int32Chunked = months.str()?.iter().map(|month| first(month?)).collect();
    days.with_name(months.name().clone()).into_series().into_column().cast(&DataType::Date)
}

/// `age_at(birth, day)`: completed years; a child of 29 February has a birthday on the 28th in other years.
pub(super) fn age_at(birth: Expr, day: Expr) -> Expr {
    let month_day = |date: &Expr| whole(date.clone().dt().month()) * lit(100) + whole(date.clone().dt().day());
    let leap_born = month_day(&birth).eq(lit(229)).and(day.clone().dt().is_leap_year().not());
    let birthday = when(leap_born).then(lit(228)).otherwise(month_day(&birth));
    let had_birthday = month_day(&day).gt_eq(birthday);
    let years = whole(day.dt().year()) - whole(birth.dt().year());
    years - lit(1) + whole(had_birthday)
}

/// `group_of(code)`: the group of a code in its list; NULL where it has none.
pub(super) fn group_of(code: &Expr, list: &CodeList) -> Expr {
    let mut groups: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for known in &list.codes {
        if let Some(group) = &known.group {
            groups.entry(group).or_default().push(&known.code);
        }
    }
    let none = lit(LiteralValue::untyped_null()).cast(DataType::String);
    groups.into_iter().fold(none, |others, (group, codes)| {
        let codes = lit(Series::new("codes".into(), codes)).implode(false);
        when(code.clone().is_in(codes, false)).then(lit(group)).otherwise(others)
    })
}

/// A day as it is.
pub(super) fn day(day: Date) -> Expr {
    lit(days_of_date(day)).cast(DataType::Date)
}

/// A whole number wide enough that sums and differences of it cannot overflow.
pub(super) fn whole(number: Expr) -> Expr {
    number.cast(DataType::Int64)
}
