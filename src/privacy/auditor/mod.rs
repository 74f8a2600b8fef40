//! Which of a charter's breakdowns may be published beside everything else.
//!
//! Looks at who belongs to which group, never at what anybody answered.

pub mod wave;
