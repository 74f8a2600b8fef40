//! From a protected table to a picture: scale, layout, marks, theme, words.
//!
//! Pure. Its only input is [`crate::privacy::protected_table::ProtectedTable`];
//! it knows no survey, no store and no raw count.
