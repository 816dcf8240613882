//! Turns local authorities' returns into a national overview.
//!
//! Read the modules in the order below: each may use only those above it
//! (`tests/architecture.rs` fails otherwise). From `intake` on they are stages: a stage may name the type an
//! earlier stage gives it, but calls none of its functions; they meet in [`pipeline`].

pub mod domain; //      what the words mean: authority, year, period, figure, interval
pub mod diagnostic; //  what is said when something is wrong: findings (the data) and errors (the tool)
pub mod definitions; // everything that statisticians decide, read from `pipelines/` and checked whole
pub mod intake; //      bytes of a return -> typed, pseudonymised Parquet and a ledger of every line
pub mod rules; //       typed rows -> which rules they break
pub mod store; //       releases: staged, verified, published whole
pub mod engine; //      SQL over a release
pub mod linkage; //     which records of different authorities are one person's
pub mod indicators; //  a release -> figures
pub mod disclosure; //  figures -> figures that may be shown
pub mod present; //     charts, tables and pages, from figures that may be shown
pub mod sample; //      makes returns one can try everything on
pub mod pipeline; //    the order of the stages
pub mod commands; //    the command line
