//! One integration binary: linking the query engine once is enough.
#![expect(clippy::unwrap_used, reason = "a test that panics has failed")]

mod architecture;
mod flying_start;
