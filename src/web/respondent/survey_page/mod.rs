//! One page of a survey as a respondent sees it.

use askama::Template;

use crate::survey::form::{self, FieldProblem, TypedAnswers, field};
use crate::survey::language::Language;
use crate::survey::question::{Question, QuestionKind};
use crate::survey::questionnaire::Survey;
use crate::survey::routing;
use crate::web::frame::Frame;

use super::problem;
use super::question::{QuestionView, Setting, Trouble};
use super::receipt_page::Holder;
use super::short_promise::ShortPromise;
use super::tongue::{Tongue, tongues};
use super::words::{FormWords, InvitationWords, Words};
use wishes::WishesView;

/// Where a respondent is in a survey, and what has been typed on the way.
#[derive(Clone, Copy)]
pub struct Way<'a> {
    pub survey: &'a Survey,
    /// The wave the form was opened in.
    pub wave: i32,
    pub language: &'a Language,
    pub words: &'static Words,
    pub submission_key: &'a str,
    /// Decides the order of shuffled options.
    pub seed: [u8; 16],
    /// Set while answers that are already stored are being changed.
    pub receipt: Option<&'a str>,
    /// In a survey by invitation: the code that goes with the answers.
    pub invitation: Option<CodeField<'a>>,
    pub typed: &'a TypedAnswers,
    /// The page's position among the questionnaire's pages.
    pub position: usize,
    /// The furthest page that the form has been on.
    pub furthest: usize,
    /// Set while a draft is looked at by whoever writes it.
    pub preview: Option<Preview<'a>>,
}

/// Where the pages of a draft are sent instead: nothing of them is stored.
#[derive(Clone, Copy)]
pub struct Preview<'a> {
    pub address: &'a str,
    /// Where its promise is written.
    pub promise: &'a str,
    /// The hidden field by which the gate knows a form of ours.
    pub mark: (&'static str, &'a str),
}

/// An invitation's code on its way through the pages.
#[derive(Clone, Copy)]
pub struct CodeField<'a> {
    pub typed: &'a str,
    /// It was sent and cannot be used: shown, to be typed again.
    pub is_refused: bool,
}

#[derive(Template)]
#[template(path = "respondent/survey.html")]
pub struct SurveyPage<'a> {
    page: Frame,
    said: String,
    f: &'static FormWords,
    v: &'static InvitationWords,
    change_leave: &'static str,
    brand: &'a str,
    title: &'a str,
    slug: &'a str,
    action: String,
    promise_address: String,
    is_preview: bool,
    submission_key: &'a str,
    wave: i32,
    position: usize,
    furthest: usize,
    receipt: Option<&'a str>,
    invitation: Option<CodeField<'a>>,
    carried: Vec<(&'a str, &'a str)>,
    tongues: Vec<Tongue>,
    is_first: bool,
    is_last: bool,
    is_simulated: bool,
    /// Its form goes on in a window of its own.
    leads_out: bool,
    introduction: Vec<&'a str>,
    promise: ShortPromise<'a>,
    theirs: String,
    progress: Option<String>,
    notices: Vec<&'static str>,
    problems: Vec<ProblemLink<'a>>,
    summary: String,
    asks_all: bool,
    /// Beside the button that sends.
    wishes: Option<WishesView<'a>>,
    questions: Vec<QuestionView<'a>>,
}

/// An entry of the summary of problems: which question, what about it, and where.
struct ProblemLink<'a> {
    target: String,
    place: &'a str,
    sentence: String,
}

impl<'a> SurveyPage<'a> {
    /// The page at the way's position.
    pub fn new(way: Way<'a>, problems: &[FieldProblem]) -> Self {
        let questionnaire = &way.survey.questionnaire;
        let pages = routing::pages(questionnaire);
        let given = form::given_so_far(questionnaire, way.typed);
        let range = pages
            .get(way.position)
            .map_or(0..0, |page| page.questions.clone());
        let shown: Vec<(usize, &Question)> = questionnaire
            .questions
            .iter()
            .enumerate()
            .filter(|(position, _)| range.contains(position))
            .filter(|(position, _)| routing::is_shown(questionnaire, *position, &given))
            .collect();
        let progress = routing::progress(questionnaire, &pages, &given, way.position);
        let next = routing::next_page(questionnaire, &pages, &given, Some(way.position));
        let is_first =
            routing::previous_page(questionnaire, &pages, &given, way.position).is_none();
        let troubles = problem::troubles(problems, questionnaire, way);
        let words = &way.words.form;
        let frame = Frame::new(way.language);
        Self {
            said: frame.attributes_of(way.words.language),
            theirs: frame.own_attributes_within(way.words.language),
            f: words,
            v: &way.words.invitations,
            change_leave: way.words.receipt.change_leave,
            brand: &way.survey.brand,
            title: questionnaire.title.in_language(way.language),
            slug: way.survey.slug.as_str(),
            action: action(way),
            promise_address: promise_address(way),
            is_preview: way.preview.is_some(),
            submission_key: way.submission_key,
            wave: way.wave,
            position: way.position,
            furthest: way.furthest,
            receipt: way.receipt,
            invitation: way.invitation,
            carried: carried(way, &range, next.is_none()),
            tongues: tongues(&questionnaire.languages, way.language),
            is_first,
            is_last: next.is_none(),
            is_simulated: way.survey.is_simulated,
            leads_out: false,
            introduction: introduction(way),
            promise: ShortPromise::new(Holder {
                survey: way.survey,
                newest: way.survey,
                language: way.language,
                words: way.words,
            }),
            progress: (progress.total > 1)
                .then(|| (words.progress)(progress.number, progress.total)),
            notices: Vec::new(),
            problems: links(&troubles, &shown, way.language),
            summary: (words.error_summary)(troubles.len()),
            wishes: next.is_none().then(|| WishesView::new(way)),
            asks_all: shown.iter().all(|(_, question)| question.is_required),
            questions: views(&shown, &given, way, &troubles),
            page: frame,
        }
    }

    /// A sentence above the questions.
    pub fn leading_out(mut self) -> Self {
        self.leads_out = true;
        self
    }

    pub fn with_notice(mut self, notice: &'static str) -> Self {
        self.notices.push(notice);
        self
    }

    /// The code was sent and cannot be used.
    fn is_code_refused(&self) -> bool {
        self.invitation.is_some_and(|code| code.is_refused)
    }

    /// What the key “enter” does.
    fn forward(&self) -> &'static str {
        if self.is_last { "send" } else { "next" }
    }
}

/// Where a form is sent.
pub fn action(way: Way<'_>) -> String {
    match (way.preview, way.receipt) {
        (Some(preview), _) => preview.address.to_owned(),
        (None, Some(_)) => format!("/s/{}/receipt", way.survey.slug),
        (None, None) => format!("/s/{}", way.survey.slug),
    }
}

fn promise_address(way: Way<'_>) -> String {
    match way.preview {
        Some(preview) => preview.promise.to_owned(),
        None => format!("/s/{}/promise?lang={}", way.survey.slug, way.language),
    }
}

fn introduction(way: Way<'_>) -> Vec<&str> {
    let text = way.survey.questionnaire.introduction.as_ref();
    text.map_or_else(Vec::new, |text| {
        super::paragraphs(text.in_language(way.language))
    })
}

/// What was typed on the other pages, to travel on in hidden fields.
fn carried<'a>(
    way: Way<'a>,
    on_page: &std::ops::Range<usize>,
    is_last: bool,
) -> Vec<(&'a str, &'a str)> {
    let questions = way.survey.questionnaire.questions.iter().enumerate();
    let wishes = (!is_last).then(|| form::wishes::values(way.typed.wishes()));
    questions
        .filter(|(position, _)| !on_page.contains(position))
        .flat_map(|(_, question)| way.typed.pairs_for(question))
        .chain(
            wishes
                .into_iter()
                .flatten()
                .map(|value| (form::wishes::FIELD, value)),
        )
        .chain(way.preview.map(|preview| preview.mark))
        .collect()
}

fn views<'a>(
    shown: &[(usize, &'a Question)],
    given: &[crate::survey::answer::Given],
    way: Way<'a>,
    troubles: &[Trouble],
) -> Vec<QuestionView<'a>> {
    let setting = Setting {
        language: way.language,
        words: way.words,
        typed: way.typed,
        brand: &way.survey.brand,
        charter: &way.survey.charter,
    };
    let questionnaire = &way.survey.questionnaire;
    shown
        .iter()
        .map(|(_, question)| {
            let order = question.kind.choices().map_or_else(Vec::new, |list| {
                let mut order = form::option_order(list, way.seed, &question.code);
                order.retain(|&position| {
                    list.options.get(position).is_some_and(|choice| {
                        routing::is_option_shown(questionnaire, choice, given)
                    })
                });
                order
            });
            QuestionView::new(question, &order, setting, troubles)
        })
        .collect()
}

fn links<'a>(
    troubles: &[Trouble],
    shown: &[(usize, &'a Question)],
    language: &Language,
) -> Vec<ProblemLink<'a>> {
    let mut links = Vec::new();
    for trouble in troubles {
        let question = shown
            .iter()
            .find(|(_, question)| question.code == trouble.question);
        links.push(ProblemLink {
            target: trouble.field.clone(),
            place: question.map_or("", |(_, question)| {
                place(question, &trouble.field, language)
            }),
            sentence: trouble.sentence.clone(),
        });
    }
    links
}

/// What is to be looked at again: a row of a grid, or a question.
fn place<'a>(question: &'a Question, field: &str, language: &Language) -> &'a str {
    if let QuestionKind::Grid { rows, .. } = &question.kind {
        let row = rows
            .iter()
            .find(|row| field::of_part(&question.code, &row.code) == field);
        if let Some(row) = row {
            return row.text.in_language(language);
        }
    }
    question.text.in_language(language)
}

mod wishes;

#[cfg(test)]
mod tests;
