//! Crockford's base32: the letters and digits that survive handwriting.
//!
//! Source: D. Crockford, <https://www.crockford.com/base32.html>.

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The check character is the number modulo 37; five signs stand for 32 to 36.
const CHECK_SIGNS: &[u8; 5] = b"*~$=U";

/// The digit of a value below 32, or `None`.
fn digit(value: u8) -> Option<char> {
    ALPHABET
        .get(usize::from(value))
        .map(|&byte| char::from(byte))
}

/// The value of a character as somebody may have written it: case does not
/// matter, O reads as 0, I and L as 1.
pub fn value(character: char) -> Option<u8> {
    let character = match character.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let position = ALPHABET
        .iter()
        .position(|&byte| char::from(byte) == character)?;
    u8::try_from(position).ok()
}

/// The lowest `characters` × 5 bits of `number`, most significant first.
pub fn encode(number: u128, characters: u32) -> String {
    (0..characters)
        .rev()
        .filter_map(|place| digit(((number >> (5 * place)) & 31) as u8))
        .collect()
}

/// The number that exactly `characters` digits stand for, or `None`.
pub fn decode(text: &str, characters: usize) -> Option<u128> {
    let mut number: u128 = 0;
    let mut count = 0;
    for character in text.chars() {
        number = (number << 5) | u128::from(value(character)?);
        count += 1;
    }
    (count == characters && characters <= 25).then_some(number)
}

/// The check character of a number.
pub fn check_character(number: u128) -> char {
    let remainder = (number % 37) as usize;
    let byte = ALPHABET
        .get(remainder)
        .or_else(|| CHECK_SIGNS.get(remainder.saturating_sub(32)));
    byte.map_or('0', |&byte| char::from(byte))
}

/// Whether `written` is the check character of `number`, in any case.
pub fn is_check_character(written: char, number: u128) -> bool {
    let expected = check_character(number);
    match value(written) {
        Some(value) => digit(value) == Some(expected),
        None => written.to_ascii_uppercase() == expected,
    }
}
