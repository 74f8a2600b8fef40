//! What of a draft is looked at, as the preview's addresses say it.

use form_urlencoded::Serializer;

use crate::survey::language::Language;
use crate::web::pairs::Pairs;

/// How large a screen is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Device {
    Phone,
    Desktop,
}

impl Device {
    pub const ALL: [Self; 2] = [Self::Phone, Self::Desktop];

    pub fn code(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Desktop => "desktop",
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            Self::Phone => "Phone",
            Self::Desktop => "Desktop",
        }
    }
}

/// The choices of one address; what it does not say is usual.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    pub language: Language,
    pub device: Device,
    /// The position of a way through the questionnaire; none is walked by hand.
    pub way: Option<usize>,
    /// Which of the way's pages is shown.
    pub step: usize,
}

impl Look {
    /// Whatever stands there: what names nothing is the usual.
    pub fn read(query: &Pairs, languages: &[Language]) -> Self {
        let asked = query.value("lang");
        let known = languages.iter().find(|language| language.as_str() == asked);
        let language = known.or(languages.first()).cloned();
        let number = |name: &str| query.value(name).parse::<usize>().ok();
        Self {
            language: language.unwrap_or_else(Language::english),
            device: match query.value("as") {
                "desktop" => Device::Desktop,
                _ => Device::Phone,
            },
            // People count from one.
            way: number("way").and_then(|number| number.checked_sub(1)),
            step: number("page").map_or(0, |number| number.saturating_sub(1)),
        }
    }

    pub fn on(&self, device: Device) -> Self {
        Self {
            device,
            ..self.clone()
        }
    }

    pub fn in_language(&self, language: &Language) -> Self {
        Self {
            language: language.clone(),
            ..self.clone()
        }
    }

    /// Its first page.
    pub fn along(&self, way: Option<usize>) -> Self {
        Self {
            way,
            step: 0,
            ..self.clone()
        }
    }

    pub fn at(&self, step: usize) -> Self {
        Self {
            step,
            ..self.clone()
        }
    }

    /// Of the page with the frame, or of what stands in it.
    pub fn address(&self, page: &str) -> String {
        let mut query = Serializer::new(String::new());
        query.append_pair("lang", self.language.as_str());
        query.append_pair("as", self.device.code());
        if let Some(way) = self.way {
            query.append_pair("way", &(way + 1).to_string());
            query.append_pair("page", &(self.step + 1).to_string());
        }
        format!("{page}?{}", query.finish())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> Look {
        let languages = ["en", "de"].map(|tag| Language::try_from(tag.to_owned()).unwrap());
        Look::read(&Pairs::decode(query.as_bytes()), &languages)
    }

    #[test]
    fn an_address_reads_back_and_nonsense_is_the_usual() {
        let look = read("lang=de&as=desktop&way=2&page=3");
        assert_eq!((look.way, look.step), (Some(1), 2));
        let address = look.address("/p");
        assert_eq!(address, "/p?lang=de&as=desktop&way=2&page=3");
        let usual = read("lang=xx&as=tv&way=0&page=x");
        assert_eq!(usual, read(""));
        assert_eq!(usual.address("/p"), "/p?lang=en&as=phone");
    }
}
