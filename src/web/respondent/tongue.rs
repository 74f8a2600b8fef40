//! Which of a survey's languages a respondent reads, and what it is called.
//!
//! `Accept-Language` chooses the page and goes nowhere else.

use crate::survey::language::Language;

/// One language in the row of languages to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tongue {
    pub tag: String,
    pub name: String,
    pub is_current: bool,
}

/// A survey's languages, each under its own name.
pub fn tongues(languages: &[Language], current: &Language) -> Vec<Tongue> {
    languages
        .iter()
        .map(|language| Tongue {
            tag: language.to_string(),
            name: own_name(language),
            is_current: language == current,
        })
        .collect()
}

/// The language that was asked for, else the best the browser accepts, else the
/// survey's first.
pub fn choose(languages: &[Language], asked: &str, accepted: &str) -> Language {
    let asked = asked.to_ascii_lowercase();
    if let Some(language) = languages.iter().find(|l| l.as_str() == asked) {
        return language.clone();
    }
    let mut best: Option<(&Language, u16)> = None;
    for (tag, quality) in ranges(accepted) {
        let Some(language) = matching(languages, &tag) else {
            continue;
        };
        if quality > best.map_or(0, |(_, quality)| quality) {
            best = Some((language, quality));
        }
    }
    best.map(|(language, _)| language)
        .or(languages.first())
        .cloned()
        .unwrap_or_else(Language::english)
}

/// The language ranges of an `Accept-Language` header with their weights in
/// thousandths (RFC 9110, 12.5.4).
pub fn ranges(accepted: &str) -> impl Iterator<Item = (String, u16)> {
    accepted.split(',').take(RANGES_MAX).filter_map(|range| {
        let mut parts = range.split(';');
        let tag = parts.next()?.trim().to_ascii_lowercase();
        let quality = parts
            .find_map(|part| part.trim().strip_prefix("q="))
            .map_or(Some(1.0), |quality| quality.parse::<f32>().ok())?;
        (!tag.is_empty()).then(|| (tag, (quality.clamp(0.0, 1.0) * 1000.0) as u16))
    })
}

/// More ranges than any browser sends.
const RANGES_MAX: usize = 20;

fn matching<'a>(languages: &'a [Language], tag: &str) -> Option<&'a Language> {
    let primary = tag.split('-').next().unwrap_or(tag);
    languages
        .iter()
        .find(|language| language.as_str() == tag)
        .or_else(|| {
            languages
                .iter()
                .find(|language| language.primary() == primary)
        })
}

/// What a language calls itself; its tag where that is not known here.
fn own_name(language: &Language) -> String {
    let name = match language.primary() {
        "ar" => "العربية",
        "bg" => "Български",
        "bn" => "বাংলা",
        "ca" => "Català",
        "cs" => "Čeština",
        "cy" => "Cymraeg",
        "da" => "Dansk",
        "de" => "Deutsch",
        "el" => "Ελληνικά",
        "en" => "English",
        "es" => "Español",
        "et" => "Eesti",
        "eu" => "Euskara",
        "fa" => "فارسی",
        "fi" => "Suomi",
        "fr" => "Français",
        "ga" => "Gaeilge",
        "gl" => "Galego",
        "he" => "עברית",
        "hi" => "हिन्दी",
        "hr" => "Hrvatski",
        "hu" => "Magyar",
        "id" => "Bahasa Indonesia",
        "is" => "Íslenska",
        "it" => "Italiano",
        "ja" => "日本語",
        "ko" => "한국어",
        "lt" => "Lietuvių",
        "lv" => "Latviešu",
        "mt" => "Malti",
        "nb" | "no" => "Norsk",
        "nl" => "Nederlands",
        "pl" => "Polski",
        "pt" => "Português",
        "ro" => "Română",
        "ru" => "Русский",
        "sk" => "Slovenčina",
        "sl" => "Slovenščina",
        "sr" => "Српски",
        "sv" => "Svenska",
        "th" => "ไทย",
        "tr" => "Türkçe",
        "uk" => "Українська",
        "ur" => "اردو",
        "vi" => "Tiếng Việt",
        "zh" => "中文",
        _ => return language.as_str().to_uppercase(),
    };
    match language.as_str().split_once('-') {
        Some((_, region)) => format!("{name} ({})", region.to_uppercase()),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn languages(tags: &[&str]) -> Vec<Language> {
        tags.iter()
            .map(|tag| Language::try_from((*tag).to_owned()).unwrap())
            .collect()
    }

    fn check(asked: &str, accepted: &str, expect: &str) {
        let languages = languages(&["de", "en", "pt-br"]);
        assert_eq!(
            choose(&languages, asked, accepted).as_str(),
            expect,
            "{asked} {accepted}"
        );
    }

    #[test]
    fn what_is_asked_for_wins_over_what_the_browser_accepts() {
        check("en", "de", "en");
        check("PT-BR", "de", "pt-br");
    }

    #[test]
    fn the_browser_chooses_by_weight_and_by_primary_language() {
        check("", "fr, en;q=0.4, de-CH;q=0.8", "de");
        check("", "pt-PT", "pt-br");
        check("xx", "en;q=0.9,de;q=0", "en");
    }

    #[test]
    fn nothing_that_fits_is_the_surveys_first_language() {
        check("", "", "de");
        check("", "ja, ;;q=, q=2, *;q=nan", "de");
    }

    #[test]
    fn a_language_is_called_by_its_own_name() {
        let tongues = tongues(&languages(&["fr", "pt-br", "xx"]), &languages(&["fr"])[0]);
        let names: Vec<_> = tongues.iter().map(|tongue| tongue.name.as_str()).collect();
        assert_eq!(names, ["Français", "Português (BR)", "XX"]);
        assert!(tongues[0].is_current && !tongues[1].is_current);
    }
}
