//! What every rule book and blank return keeps to.
