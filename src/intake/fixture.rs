//! Small definitions for the tests of this module.
