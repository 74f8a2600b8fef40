//! A letter: a subject and a text with places to be filled in, and what comes of
//! it for one person, as plain text and as simple HTML. Nothing in it is loaded
//! from anywhere, and nothing tells that it was opened.

use super::words;
use crate::survey::language::Language;

/// A screenful; more is not read.
const BODY_CHARACTERS_MAX: usize = 5_000;
/// RFC 5322 asks for lines below 78 characters; longer subjects are cut off anyway.
const SUBJECT_CHARACTERS_MAX: usize = 150;

/// As it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    pub language: Language,
    pub subject: String,
    pub body: String,
}

/// What is the same for everybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    pub brand: String,
    pub title: String,
    /// In words.
    pub last_day: Option<String>,
}

/// What is one person's alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Links {
    pub survey: String,
    pub never_again: String,
}

/// As it arrives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    pub subject: String,
    pub plain: String,
    /// The body of the HTML part: paragraphs and links.
    pub fragment: String,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LetterError {
    #[error("Write something.")]
    Empty,
    #[error("Take at most {0} characters.")]
    TooLong(usize),
    #[error("Put {{link}} where the link is to stand: without it nobody can answer.")]
    NoLink,
    #[error("Keep {{link}} to the text: it is different for everybody.")]
    LinkInSubject,
    #[error(
        "There is nothing to put for {{{0}}}. These can be filled in: {{link}}, {{brand}}, \
         {{title}}, {{last day}}."
    )]
    UnknownPlace(String),
    #[error("The wave has no last day. Give it one, or leave {{last day}} out.")]
    NoLastDay,
}

impl Letter {
    pub fn check_subject(&self, facts: &Facts) -> Result<(), LetterError> {
        if self.subject.contains("{link}") {
            return Err(LetterError::LinkInSubject);
        }
        check(&self.subject, SUBJECT_CHARACTERS_MAX, facts)
    }

    pub fn check_body(&self, facts: &Facts) -> Result<(), LetterError> {
        check(&self.body, BODY_CHARACTERS_MAX, facts)?;
        match self.body.contains("{link}") {
            true => Ok(()),
            false => Err(LetterError::NoLink),
        }
    }

    /// On one line, whatever stood in it.
    pub fn filled_subject(&self, facts: &Facts) -> String {
        let filled = fill(&self.subject, facts);
        filled.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// For one person.
    pub fn filled(&self, facts: &Facts, links: &Links) -> Filled {
        let words = words::words(&self.language);
        let body = self.body.replace("\r\n", "\n");
        let body = fill(body.trim(), facts);
        let plain = body.replace("{link}", &links.survey);
        let mut fragment = paragraphs(&body, &links.survey);
        let survey = links.never_again.as_str();
        fragment.push_str(&format!(
            "<p class=\"under\"><small>{}<br>{} {}</small></p>",
            escaped(words.link_is_yours),
            escaped(words.never_again),
            anchor(survey)
        ));
        Filled {
            subject: self.filled_subject(facts),
            plain: format!(
                "{plain}\n\n-- \n{}\n\n{}\n{survey}\n",
                words.link_is_yours, words.never_again
            ),
            fragment,
        }
    }
}

impl Filled {
    /// A sentence and a link.
    pub fn of_link(subject: &str, sentence: &str, link: &str) -> Self {
        Self {
            subject: subject.to_owned(),
            plain: format!("{sentence}\n\n{link}\n"),
            fragment: paragraphs(&format!("{sentence}\n\n{{link}}"), link),
        }
    }
}

fn check(text: &str, characters_max: usize, facts: &Facts) -> Result<(), LetterError> {
    if text.trim().is_empty() {
        return Err(LetterError::Empty);
    }
    if text.chars().count() > characters_max {
        return Err(LetterError::TooLong(characters_max));
    }
    for place in places(text) {
        match place {
            "link" | "brand" | "title" => {}
            "last day" if facts.last_day.is_some() => {}
            "last day" => return Err(LetterError::NoLastDay),
            other => return Err(LetterError::UnknownPlace(other.to_owned())),
        }
    }
    Ok(())
}

/// What stands between braces.
fn places(text: &str) -> impl Iterator<Item = &str> {
    let after_braces = text.split('{').skip(1);
    after_braces.filter_map(|rest| rest.split_once('}').map(|(place, _)| place))
}

/// Everything but the link.
fn fill(text: &str, facts: &Facts) -> String {
    text.replace("{brand}", &facts.brand)
        .replace("{title}", &facts.title)
        .replace("{last day}", facts.last_day.as_deref().unwrap_or_default())
}

fn paragraphs(body: &str, link: &str) -> String {
    let mut html = String::new();
    for paragraph in body.split("\n\n").filter(|text| !text.trim().is_empty()) {
        let lines = escaped(paragraph.trim()).replace('\n', "<br>");
        html.push_str(&format!(
            "<p>{}</p>\n",
            lines.replace("{link}", &anchor(link))
        ));
    }
    html
}

fn anchor(address: &str) -> String {
    let address = escaped(address);
    format!("<a href=\"{address}\">{address}</a>")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts() -> Facts {
        Facts {
            brand: "A & <b>".to_owned(),
            title: "Why not?".to_owned(),
            last_day: None,
        }
    }

    fn letter(subject: &str, body: &str) -> Letter {
        Letter {
            language: Language::english(),
            subject: subject.to_owned(),
            body: body.to_owned(),
        }
    }

    fn links() -> Links {
        Links {
            survey: "https://s.example.org/i/ABCD".to_owned(),
            never_again: "https://s.example.org/u/1".to_owned(),
        }
    }

    #[test]
    fn both_parts_say_the_same_and_the_html_holds_nothing_but_text_and_links() {
        let filled = letter("{brand}:\r\n{title}", "Hello,\r\nyou.\r\n\r\n{link}")
            .filled(&facts(), &links());
        assert_eq!(filled.subject, "A & <b>: Why not?");
        assert!(
            filled
                .plain
                .starts_with("Hello,\nyou.\n\nhttps://s.example.org/i/ABCD\n\n-- \n")
        );
        assert!(filled.plain.ends_with("\nhttps://s.example.org/u/1\n"));
        let html = scraper::Html::parse_fragment(&filled.fragment);
        let selector = scraper::Selector::parse("*").unwrap();
        for element in html.select(&selector) {
            let name = element.value().name();
            assert!(["html", "p", "br", "a", "small"].contains(&name), "{name}");
        }
        assert_eq!(filled.fragment.matches("href=").count(), 2);
    }

    #[test]
    fn what_a_brand_is_called_is_no_html() {
        let filled = letter("x", "{brand} {link}").filled(&facts(), &links());
        assert!(
            filled.fragment.contains("A &amp; &lt;b&gt;"),
            "{}",
            filled.fragment
        );
    }

    #[test]
    fn a_letter_that_would_not_do_is_told_why() {
        let body = |text: &str| {
            letter("x", text)
                .check_body(&facts())
                .map_err(|e| e.to_string())
        };
        assert_eq!(body("{link}"), Ok(()));
        assert!(body("").unwrap_err().contains("Write something"));
        assert!(body("Hello").unwrap_err().contains("Put {link}"));
        assert!(body("{link} {name}").unwrap_err().contains("{name}"));
        assert!(
            body("{link} {last day}")
                .unwrap_err()
                .contains("no last day")
        );
        let subject = letter("{link}", "x").check_subject(&facts());
        assert_eq!(subject, Err(LetterError::LinkInSubject));
    }

    #[test]
    fn every_suggestion_can_be_sent_as_it_is() {
        for tag in ["en", "de", "fr", "es", "pt"] {
            let language = Language::try_from(tag.to_owned()).unwrap();
            let words = words::words(&language);
            for suggested in [&words.invitation, &words.reminder] {
                for last_day in [None, Some("4 May 2027".to_owned())] {
                    let facts = Facts {
                        last_day: last_day.clone(),
                        ..facts()
                    };
                    let letter = Letter {
                        language: language.clone(),
                        subject: suggested.subject.to_owned(),
                        body: suggested.body(last_day.is_some()),
                    };
                    letter.check_subject(&facts).unwrap();
                    letter.check_body(&facts).unwrap();
                }
            }
        }
    }
}
