//! The verbs of whynot, one a file: what the pages and the command line call.
//!
//! Policy lives here (when to seal, what to publish); neither SQL nor HTML does.

pub mod audit;
pub mod backup;
pub mod book;
mod calendar;
pub mod comments;
pub mod demonstrate;
pub mod drafts;
pub mod error;
pub mod freeze;
pub mod give_up;
mod housekeeper;
pub mod import_responses;
pub mod installation;
pub mod invite;
pub mod leaving;
pub mod listed;
pub mod mailing;
pub mod member;
mod one_by_one;
pub mod pause;
pub mod publish;
pub mod publish_draft;
mod published;
pub mod quotas;
pub mod receipt;
pub mod recognise;
pub mod record;
pub mod respond;
pub mod results;
mod retain;
mod scrub;
mod seal;
mod sealer;
pub mod share;
mod start;
mod tabulate;
mod vault;
pub mod watch;
pub mod webhook;
pub mod withdraw;
