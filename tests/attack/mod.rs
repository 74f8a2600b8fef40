//! The attackers. Each is a program that knows all that its adversary could
//! know and tries to break one promise: it must fail against whynot, and win
//! against a weakened variant that only code in here can construct, so that it
//! is known to be able to win. Each prints what it achieved.

mod breaker;
mod breaker_studio;
mod differencer;
mod eraser;
mod linker;
mod linker_invited;
mod linker_log;
mod linker_mailed;
mod scanner;
mod scanner_life;
mod stuffer;
mod watcher;
mod watcher_studio;
mod withdrawer;
mod withdrawer_later;
mod world;
