//! Before a form is stored: texts in which something may tell who wrote them,
//! with these parts marked, to be changed or sent as they are.

use askama::Template;

use crate::privacy::identifying::{self, Likely, Piece};
use crate::survey::answer::{Answer, Response};
use crate::survey::form::{self, field};
use crate::survey::question::{Question, QuestionKind};
use crate::survey::routing;
use crate::web::frame::Frame;

use super::survey_page::{Way, action};
use super::words::CommentWords;

#[derive(Template)]
#[template(path = "respondent/marking.html")]
pub struct MarkingPage<'a> {
    page: Frame,
    said: String,
    c: &'static CommentWords,
    brand: &'a str,
    action: String,
    submission_key: &'a str,
    wave: i32,
    /// The page of the first of these questions.
    position: usize,
    receipt: Option<&'a str>,
    /// The code that goes with the answers.
    invitation: Option<&'a str>,
    carried: Vec<(&'a str, &'a str)>,
    texts: Vec<MarkedText<'a>>,
}

struct MarkedText<'a> {
    question: &'a str,
    field: String,
    /// As it was typed.
    value: &'a str,
    is_long: bool,
    /// As it would be stored.
    pieces: Vec<Piece<'a>>,
    found: String,
}

impl<'a> MarkingPage<'a> {
    /// `None` where nothing is to be marked.
    pub fn new(way: Way<'a>, response: &'a Response) -> Option<Self> {
        let questions = way.survey.questionnaire.questions.iter().enumerate();
        let texts: Vec<(usize, MarkedText<'a>)> = questions
            .zip(&response.given)
            .filter_map(|((position, question), given)| {
                Some((position, marked(question, given.answer()?, way)?))
            })
            .collect();
        let &(first, _) = texts.first()?;
        let frame = Frame::new(way.language);
        let texts: Vec<MarkedText<'a>> = texts.into_iter().map(|(_, text)| text).collect();
        Some(Self {
            said: frame.attributes_of(way.words.language),
            c: &way.words.comments,
            brand: &way.survey.brand,
            action: action(way),
            submission_key: way.submission_key,
            wave: way.wave,
            position: page_of(way, first),
            receipt: way.receipt,
            invitation: way.invitation.map(|code| code.typed),
            carried: carried(way, &texts),
            texts,
            page: frame,
        })
    }
}

fn page_of(way: Way<'_>, question: usize) -> usize {
    let pages = routing::pages(&way.survey.questionnaire);
    let page = pages
        .iter()
        .position(|page| page.questions.contains(&question));
    page.unwrap_or(way.position)
}

/// Everything that was typed, but for what can be changed here.
fn carried<'a>(way: Way<'a>, texts: &[MarkedText<'a>]) -> Vec<(&'a str, &'a str)> {
    let questions = way.survey.questionnaire.questions.iter();
    let wishes = form::wishes::values(way.typed.wishes());
    questions
        .flat_map(|question| way.typed.pairs_for(question))
        .filter(|(name, _)| texts.iter().all(|text| text.field != *name))
        .chain(wishes.map(|value| (form::wishes::FIELD, value)))
        .chain(way.preview.map(|preview| preview.mark))
        .collect()
}

fn marked<'a>(question: &'a Question, answer: &'a Answer, way: Way<'a>) -> Option<MarkedText<'a>> {
    let (text, field) = match answer {
        Answer::Text(text) => (text, field::of_question(&question.code)),
        Answer::One { other, .. } | Answer::Several { other, .. } => {
            (other.as_ref()?, field::of_other(&question.code))
        }
        _ => return None,
    };
    let marks = identifying::find(text);
    if marks.is_empty() {
        return None;
    }
    let mut kinds: Vec<Likely> = marks.iter().map(|mark| mark.likely).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let words = &way.words.comments;
    let kinds: Vec<&str> = kinds.into_iter().map(words.likely).collect();
    Some(MarkedText {
        question: question.text.in_language(way.language),
        value: way.typed.first(&field).unwrap_or_default(),
        field,
        is_long: matches!(&question.kind, QuestionKind::Text(field) if field.is_long),
        pieces: identifying::pieces(text, &marks),
        found: (words.marked_found)(&kinds.join(", ")),
    })
}

#[cfg(test)]
mod tests {
    use scraper::{Html, Selector};

    use super::*;
    use crate::survey::form::TypedAnswers;
    use crate::web::respondent::{sample, words};

    const MARKED: &[(&str, &str)] = &[
        ("q.use", "now"),
        ("q.reasons", "other"),
        ("q.reasons.other", "Herr Müller"),
        ("q.comment", "Call me: 030 1234567\n<b>"),
        ("wish", "totals-only"),
    ];

    fn shown(tag: &str, pairs: &[(&str, &str)]) -> Option<Html> {
        let survey = sample::survey();
        let language = sample::language(tag);
        let pairs = pairs
            .iter()
            .map(|(n, v)| ((*n).to_owned(), (*v).to_owned()));
        let typed = TypedAnswers::from_pairs(&survey.questionnaire, pairs);
        let response = form::parse(&survey.questionnaire, &typed).unwrap();
        let way = Way {
            survey: &survey,
            wave: 1,
            language: &language,
            words: words::words(&language),
            submission_key: "S",
            seed: [0; 16],
            receipt: None,
            invitation: None,
            typed: &typed,
            position: 0,
            preview: None,
        };
        let page = MarkingPage::new(way, &response)?;
        Some(Html::parse_document(&page.render().unwrap()))
    }

    fn texts(html: &Html, selector: &str) -> Vec<String> {
        let selector = Selector::parse(selector).unwrap();
        html.select(&selector)
            .map(|node| node.text().collect())
            .collect()
    }

    #[test]
    fn texts_without_anything_to_mark_are_sent_without_a_page() {
        let plain = [("q.use", "now"), ("q.comment", "Too dear since 2019")];
        assert!(shown("en", &plain).is_none());
    }

    #[test]
    fn every_mark_is_shown_and_named_and_its_text_can_be_changed() {
        let html = shown("en", MARKED).unwrap();
        assert_eq!(texts(&html, "mark"), ["Müller", "030 1234567"]);
        assert_eq!(texts(&html, ".written")[1], "Call me: 030 1234567\n<b>");
        assert!(
            texts(&html, ".note")
                .join(" ")
                .contains("a telephone number")
        );
        assert_eq!(texts(&html, "textarea"), ["Call me: 030 1234567\n<b>"]);
        let other = Selector::parse("input[name='q.reasons.other'][value='Herr Müller']");
        assert_eq!(html.select(&other.unwrap()).count(), 1);
    }

    #[test]
    fn everything_else_that_was_typed_travels_on() {
        let html = shown("de", MARKED).unwrap();
        let hidden = Selector::parse("input[type=hidden]").unwrap();
        let mut carried: Vec<(&str, &str)> = html
            .select(&hidden)
            .filter_map(|node| Some((node.attr("name")?, node.attr("value")?)))
            .collect();
        carried.retain(|(name, _)| name.starts_with("q.") || *name == "wish");
        let expected = [
            ("q.use", "now"),
            ("q.reasons", "other"),
            ("wish", "totals-only"),
        ];
        assert_eq!(carried, expected);
    }
}
