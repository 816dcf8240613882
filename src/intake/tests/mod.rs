//! Files as they come, read whole.
