//! The words: what an authority, a year, a period, a figure and an interval are, and the statistics that tell how sure
//! a figure is. Only `std` and `jiff`.

mod alphabet;
mod audience;
mod authority;
mod calendar;
mod estimate;
mod figure;
mod language;
mod note;
mod number;
mod period;
mod print;
pub mod statistics;

pub use alphabet::{AlphabeticalKey, alphabetical_key};
pub use audience::Audience;
pub use authority::{AuthorityCode, NotAnAuthorityCode, Submitter};
pub use calendar::{Date, age_on, date_of_days, days_of_date, parse_iso_date};
pub use estimate::{Estimate, Interval, Kind, poisson_limits, proportion, rate, wilson};
pub use figure::{Basis, Difference, Figure, FigureKey, GeographyLevel, Published, Restricted};
pub use language::{Language, NotALanguage};
pub use note::NoteCode;
pub use number::{decimal, grouped, per_cent, pounds};
pub use period::{NotAPeriod, NotAYear, Period, PeriodKind, Year};
pub use print::{Print, Withholding};
