//! What a file is opened as, whole.
