//! Whole rows through the conformer.
