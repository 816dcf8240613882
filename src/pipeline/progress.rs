//! How far a run is, told to whoever watches.

/// Somebody who watches a run.
pub trait Progress: Sync {
    /// A stage begins, of so many steps.
    fn begin(&self, stage: &str, steps: u64);
    /// One step of it is done.
    fn step(&self);
    /// It ends; what it did, in a few words.
    fn end(&self, said: &str);
}

/// Nobody watches.
#[derive(Clone, Copy, Debug)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _stage: &str, _steps: u64) {}
    fn step(&self) {}
    fn end(&self, _said: &str) {}
}
