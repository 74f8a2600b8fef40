//! Whose turn it is to write to an embedded database, among the threads of this
//! process: first come, first served.
//!
//! SQLite itself makes a second writer sleep and try again, ever longer; the
//! one thread for responses and the one that seals would keep each other waiting.

use std::sync::{Condvar, Mutex, PoisonError};

#[derive(Debug, Default)]
pub(super) struct Turns {
    tickets: Mutex<Tickets>,
    ended: Condvar,
}

#[derive(Debug, Default)]
struct Tickets {
    next: u64,
    served: u64,
}

/// The next in line follows when this is dropped.
pub(super) struct Turn<'a>(&'a Turns);

impl Turns {
    /// Waits until everybody who came before is done.
    pub fn take(&self) -> Turn<'_> {
        let mut tickets = self.tickets.lock().unwrap_or_else(PoisonError::into_inner);
        let ticket = tickets.next;
        tickets.next += 1;
        while tickets.served != ticket {
            tickets = self
                .ended
                .wait(tickets)
                .unwrap_or_else(PoisonError::into_inner);
        }
        Turn(self)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut tickets = self
            .0
            .tickets
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        tickets.served += 1;
        self.0.ended.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::*;

    #[test]
    fn nobody_writes_beside_another() {
        let turns = Turns::default();
        let is_taken = AtomicBool::new(false);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..500 {
                        let _turn = turns.take();
                        assert!(!is_taken.swap(true, Ordering::SeqCst));
                        is_taken.store(false, Ordering::SeqCst);
                    }
                });
            }
        });
    }

    #[test]
    fn a_turn_ends_even_if_its_work_panics() {
        let turns = Turns::default();
        let panicked = std::thread::scope(|scope| {
            let work = scope.spawn(|| {
                let _turn = turns.take();
                panic!("in the middle of it");
            });
            work.join().is_err()
        });
        assert!(panicked);
        drop(turns.take());
    }
}
