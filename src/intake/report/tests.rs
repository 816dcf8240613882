//! Small invented reports, in both languages, whole and hostile.
