//! The facts, counted from the files as they are written.
