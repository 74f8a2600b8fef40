//! Languages by their English names.

use super::language::Language;

/// Those that are offered by name; every other has its tag.
pub const NAMED: [(&str, &str); 36] = [
    ("ar", "Arabic"),
    ("bg", "Bulgarian"),
    ("zh", "Chinese"),
    ("hr", "Croatian"),
    ("cs", "Czech"),
    ("da", "Danish"),
    ("nl", "Dutch"),
    ("en", "English"),
    ("et", "Estonian"),
    ("fi", "Finnish"),
    ("fr", "French"),
    ("de", "German"),
    ("el", "Greek"),
    ("he", "Hebrew"),
    ("hi", "Hindi"),
    ("hu", "Hungarian"),
    ("is", "Icelandic"),
    ("ga", "Irish"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("ko", "Korean"),
    ("lv", "Latvian"),
    ("lt", "Lithuanian"),
    ("mt", "Maltese"),
    ("no", "Norwegian"),
    ("pl", "Polish"),
    ("pt", "Portuguese"),
    ("ro", "Romanian"),
    ("ru", "Russian"),
    ("sr", "Serbian"),
    ("sk", "Slovak"),
    ("sl", "Slovenian"),
    ("es", "Spanish"),
    ("sv", "Swedish"),
    ("tr", "Turkish"),
    ("uk", "Ukrainian"),
];

/// "German", "Portuguese (pt-br)", or the tag.
pub fn name_of(language: &Language) -> String {
    let mut named = NAMED.iter();
    match named.find(|(tag, _)| *tag == language.primary()) {
        Some((tag, name)) if *tag == language.as_str() => (*name).to_owned(),
        Some((_, name)) => format!("{name} ({language})"),
        None => language.to_string(),
    }
}

/// A language from what somebody typed: its name or its tag.
pub fn read(typed: &str) -> Option<Language> {
    let typed = typed.trim();
    let mut named = NAMED.iter();
    let tag = named
        .find(|(_, name)| name.eq_ignore_ascii_case(typed))
        .map_or(typed, |(tag, _)| tag);
    Language::try_from(tag.to_owned()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_its_name_and_by_its_tag() {
        assert_eq!(read(" german ").unwrap().as_str(), "de");
        assert_eq!(read("pt-BR").unwrap().as_str(), "pt-br");
        assert_eq!(read("x"), None);
        assert_eq!(name_of(&read("pt-BR").unwrap()), "Portuguese (pt-br)");
        assert_eq!(name_of(&read("eo").unwrap()), "eo");
    }
}
