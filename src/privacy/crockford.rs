//! Crockford's base32: the letters and digits that survive handwriting.
//!
//! Source: D. Crockford, <https://www.crockford.com/base32.html>.

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

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

/// The characters of a code as somebody may have written it: without spaces,
/// dashes and the marks of a sentence around it.
pub fn bare(text: &str) -> String {
    text.trim_matches(|c: char| !c.is_alphanumeric())
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '—' | '‐' | '‑' | '−'))
        .collect()
}
