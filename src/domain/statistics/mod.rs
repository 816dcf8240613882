//! The statistics of official figures: pure functions, each with its source. Only `std`.
//!
//! Whatever they are given, they answer: with nothing, where a statistic does not exist. The returns are a census, so
//! an interval is about the risk that lies beneath the counts, not about who happened to be asked.

pub mod change;
pub mod funnel;
pub mod interval;
pub mod quantile;
mod special;
pub mod trend;
pub mod xmr;

pub use funnel::Position;
pub use interval::mean_limits;
pub use quantile::{quantile, quantile_limits};
pub use trend::Trend;
pub use xmr::Variation;

/// How sure the limits are to hold what they surround.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// 95%, which every interval has.
    P95,
    /// 99.8%, the outer limits of a funnel.
    P998,
}

impl Confidence {
    /// What lies beyond either limit.
    pub const fn tail(self) -> f64 {
        match self {
            Self::P95 => 0.025,
            Self::P998 => 0.001,
        }
    }

    /// The standard normal quantile that leaves the tail above it.
    pub const fn z(self) -> f64 {
        match self {
            Self::P95 => 1.959_963_984_540_054,
            Self::P998 => 3.090_232_306_167_813_5,
        }
    }
}
