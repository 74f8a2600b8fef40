//! What is refused, why, and what is not.

use proptest::prelude::*;

use super::*;

fn chosen(text: &str) -> Result<(), PasswordError> {
    let address = "anna.maier@example.org".parse().unwrap();
    let around = Surroundings {
        address: &address,
        name: "Anna Katharina Maier",
        brands: &["The Bakery".to_owned(), "ACME".to_owned()],
    };
    Password::choose(text, around).map(|_| ())
}

#[test]
fn length_is_counted_in_characters_after_normalising() {
    assert_eq!(chosen(""), Err(PasswordError::Empty));
    assert_eq!(chosen("kühl & nass"), Err(PasswordError::TooShort));
    assert_eq!(chosen("kühle nässe!"), Ok(()));
    // Eleven letters, of which the last is typed in two parts.
    assert_eq!(chosen("kxhle nassu\u{308}"), Err(PasswordError::TooShort));
    let long: String = "five words are easy to keep ".repeat(5);
    assert_eq!(chosen(&long), Err(PasswordError::TooLong));
    assert_eq!(chosen(long.get(..28).unwrap()), Ok(()));
}

#[test]
fn what_anybody_would_try_first_is_refused() {
    for text in [
        "password1234!",
        "Password2026!",
        "P4ssw0rd2026!!",
        "passwordpassword",
        "iloveyou12345",
        "letmeinletmein!",
        "Summer-2026-!",
    ] {
        assert!(
            matches!(
                chosen(text),
                Err(PasswordError::Common | PasswordError::Regular)
            ),
            "{text}: {:?}",
            chosen(text)
        );
    }
}

#[test]
fn rows_and_repetitions_are_refused() {
    for text in [
        "aaaaaaaaaaaa",
        "abababababab",
        "abcdefghijkl",
        "qwertyuiop123",
        "1qaz2wsx3edc",
        "lkjhgfdsapoi",
        "123456789012",
        "x-yz x-yz x-yz ",
    ] {
        assert_eq!(chosen(text), Err(PasswordError::Regular), "{text}");
    }
}

#[test]
fn names_that_others_know_are_refused_as_the_most_of_it() {
    assert_eq!(
        chosen("anna.maier@example.org"),
        Err(PasswordError::OwnName)
    );
    assert_eq!(chosen("Anna.Maier-77!"), Err(PasswordError::OwnName));
    assert_eq!(chosen("thebakery-1899"), Err(PasswordError::KnownName));
    assert_eq!(chosen("whynot whynot?"), Err(PasswordError::KnownName));
    assert_eq!(chosen("bread from the bakery at dawn"), Ok(()));
}

#[test]
fn a_row_of_words_or_a_generated_one_is_taken() {
    for text in [
        "correct horse battery staple",
        "my cat hates mondays",
        "g7Kq-x2Vb-9TzD",
        "Zwölf Boxkämpfer jagen Viktor",
        "密码应该又长又容易记住才行",
    ] {
        assert_eq!(chosen(text), Ok(()), "{text}");
    }
}

proptest! {
    #[test]
    fn whatever_is_typed_is_judged_without_a_panic(text in "\\PC{0,140}") {
        let _ = chosen(&text);
    }

    #[test]
    fn random_passwords_are_taken(text in "[a-zA-Z0-9]{18}") {
        prop_assert_eq!(chosen(&text), Ok(()));
    }
}
