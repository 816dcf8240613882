//! Several threads on one list of work that itself uses the query engine.
//!
//! Not rayon: a thread of its pool that waits for the query engine's pool takes up more work from the list meanwhile,
//! and that work waits and takes up more, until the whole list is in memory at once.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::diagnostic::Error;
use crate::indicators::Crew;

/// All threads there are: as many items are worked on at once.
#[derive(Clone, Copy, Debug)]
pub struct Threads;

impl Crew for Threads {
    fn each<T: Sync, R: Send>(
        &self,
        items: &[T],
        work: impl Fn(&T) -> Result<R, Error> + Sync,
    ) -> Result<Vec<R>, Error> {
        let next = AtomicUsize::new(0);
        let done: Mutex<Vec<(usize, Result<R, Error>)>> = Mutex::new(Vec::with_capacity(items.len()));
        let one_after_another = || {
            while let Some((at, item)) = take(&next, items) {
                let result = work(item);
                if result.is_err() {
                    next.store(items.len(), Ordering::Relaxed);
                }
                done.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((at, result));
            }
        };
        thread::scope(|scope| {
            for _ in 0..rayon::current_num_threads().min(items.len()) {
                scope.spawn(one_after_another);
            }
        });
        let mut done = done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        done.sort_by_key(|(at, _)| *at);
        done.into_iter().map(|(_, result)| result).collect()
    }
}

fn take<'a, T>(next: &AtomicUsize, items: &'a [T]) -> Option<(usize, &'a T)> {
    let at = next.fetch_add(1, Ordering::Relaxed);
    items.get(at).map(|item| (at, item))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_stand_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..100).collect();
        assert_eq!(
            Threads.each(&items, |item| Ok(item * 2)).unwrap(),
            items.iter().map(|item| item * 2).collect::<Vec<_>>()
        );
    }

    #[test]
    fn an_error_ends_the_work() {
        let items: Vec<usize> = (0..100).collect();
        let result =
            Threads.each(&items, |item| if *item == 7 { Err(Error::Asked("seven".into())) } else { Ok(*item) });
        assert!(matches!(result, Err(Error::Asked(why)) if why == "seven"));
    }
}
