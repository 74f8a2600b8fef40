//! What the promise page says: each sentence from a setting of the charter.

use askama::Template;

use crate::privacy::schedule;
use crate::survey::charter::{
    Access, Breakdown, Breakdowns, Comments, PublicResults, Reminders, ResultsWhen,
};
use crate::survey::check;
use crate::survey::criterion;
use crate::survey::identifier::QuestionCode;
use crate::survey::language::Language;
use crate::survey::questionnaire::Survey;
use crate::survey::quota::Quota;
use crate::survey::routing;
use crate::web::errors::AppError;
use crate::web::frame::Frame;
use crate::web::respondent::example_row::ExampleRow;
use crate::web::respondent::outside::Outside;
use crate::web::respondent::receipt_page::Holder;
use crate::web::respondent::words::{
    CharterWords, FormWords, InvitationWords, OpennessWords, PromiseWords, QuotaWords,
};

use super::Round;

#[derive(Template)]
#[template(path = "respondent/promise_body.html")]
pub(super) struct PromiseBody<'a> {
    language: String,
    said: String,
    /// The language of the survey's own words within ours.
    theirs: String,
    pub w: &'static PromiseWords,
    c: &'static CharterWords,
    pub f: &'static FormWords,
    o: &'static OpennessWords,
    /// Where answering takes a code.
    invitations: Option<&'static InvitationWords>,
    /// Reminders go by who has answered.
    are_reminders_looked_up: bool,
    slug: &'a str,
    lead: String,
    readers: &'a str,
    who_sees: &'static str,
    outside: Option<Outside<'a>>,
    nobody_outside: String,
    public: &'static str,
    /// Where they are, if they are public.
    results: Option<String>,
    when: String,
    group: String,
    end: String,
    groups: &'static str,
    /// k and floor; nothing where no group is counted.
    group_rule: Option<String>,
    listed: Vec<String>,
    totals_only: String,
    left_out: Option<String>,
    stored_words: &'static str,
    example: ExampleRow<'a>,
    retention: String,
    erased: String,
    /// Where only so many are needed of some answers.
    quotas: Option<Quotas>,
    /// Where there are several pages.
    how_far: Option<&'static str>,
    is_open_to_all: bool,
    /// Of each question that asks who somebody is.
    signed: Vec<String>,
}

impl<'a> PromiseBody<'a> {
    pub fn new(holder: Holder<'a>, round: Round) -> Result<Self, AppError> {
        let words = &holder.words.promise;
        let charter = &holder.survey.charter;
        let frame = Frame::new(holder.language);
        let (c, o) = (&holder.words.charter, &holder.words.openness);
        let (groups, listed) = groups(holder.survey, holder.language, words);
        let counts_groups = !listed.is_empty();
        let k = charter.group_size_min;
        let slug = holder.survey.slug.as_str();
        let are_words_shown = charter.comments == Comments::Shown;
        let is_public = charter.public_results == PublicResults::WhenClosed;
        Ok(Self {
            language: frame.language.clone(),
            said: frame.attributes_of(holder.words.language),
            theirs: frame.own_attributes_within(holder.words.language),
            w: words,
            c,
            f: &holder.words.form,
            o,
            invitations: match charter.access {
                Access::Link => None,
                Access::Invitation => Some(&holder.words.invitations),
            },
            are_reminders_looked_up: charter.reminders == Reminders::Unanswered,
            slug,
            lead: (words.lead)(&holder.survey.brand),
            readers: charter.readers.in_language(holder.language),
            who_sees: if are_words_shown {
                words.who_sees_totals
            } else {
                o.who_sees_totals
            },
            outside: Outside::of(holder.survey, holder.language, holder.words),
            nobody_outside: (c.nobody_outside)(&holder.survey.brand),
            public: if is_public { o.public } else { o.not_public },
            results: is_public.then(|| format!("/s/{slug}/results?lang={}", frame.language)),
            when: match charter.results {
                ResultsWhen::WhileRunning => (words.when_running)(schedule::release_size_min(k)),
                ResultsWhen::WhenClosed => words.when_closed.to_owned(),
            },
            group: (words.how_many_group)(k),
            end: (words.how_many_end)(k),
            groups,
            group_rule: counts_groups.then(|| (c.group_rule)(k, charter.floor)),
            listed,
            totals_only: (c.totals_only)(holder.words.wishes.totals_only),
            left_out: counts_groups.then(|| (c.left_out)(k)),
            stored_words: if are_words_shown {
                o.stored_shown
            } else {
                o.stored_kept_back
            },
            example: ExampleRow::new(holder, round.revision, round.wave)?,
            retention: (words.retention)(charter.retention_days),
            erased: round.end.said(holder.words),
            quotas: quotas(holder),
            how_far: (routing::pages(&holder.survey.questionnaire).len() > 1)
                .then_some(holder.words.pages.how_far),
            is_open_to_all: charter.access == Access::Link,
            signed: signed(holder.survey, holder.language, words),
        })
    }
}

/// What is said of quotas, and each of them in a line.
struct Quotas {
    words: &'static QuotaWords,
    lines: Vec<String>,
}

fn quotas(holder: Holder<'_>) -> Option<Quotas> {
    let (survey, language) = (holder.survey, holder.language);
    let words = &holder.words.quotas;
    let line = |quota: &Quota| {
        let question = survey.questionnaire.question(&quota.question)?;
        let options = question.kind.choices()?.options.iter();
        let limited = options.filter(|option| quota.options.contains(&option.code));
        let limited: Vec<&str> = limited.map(|o| o.text.in_language(language)).collect();
        let asked = question.text.in_language(language);
        Some((words.promise_quota)(
            asked,
            &limited.join(" / "),
            quota.most,
        ))
    };
    let lines: Vec<String> = survey.quotas.iter().filter_map(line).collect();
    (!lines.is_empty()).then_some(Quotas { words, lines })
}

/// What is said of breakdowns, and what they are by. Of the default list the
/// pairs are left out: the sentence says which.
fn groups(
    survey: &Survey,
    language: &Language,
    words: &'static PromiseWords,
) -> (&'static str, Vec<String>) {
    let all = criterion::breakdowns(survey);
    let (sentence, is_default) = match &survey.charter.breakdowns {
        Breakdowns::Default => (words.groups_default, true),
        Breakdowns::Listed(_) => (words.groups_listed, false),
    };
    let named = all.iter().filter_map(|breakdown| match breakdown {
        Breakdown::By(code) => Some(asked(survey, code, language).to_owned()),
        Breakdown::Pair(..) if is_default => None,
        Breakdown::Pair(first, second) => Some((words.group_pair)(
            asked(survey, first, language),
            asked(survey, second, language),
        )),
    });
    match named.collect::<Vec<_>>() {
        none if none.is_empty() => (words.groups_none, none),
        named => (sentence, named),
    }
}

/// What nothing in here protects.
fn signed(survey: &Survey, language: &Language, words: &'static PromiseWords) -> Vec<String> {
    let questions = survey.questionnaire.questions.iter();
    questions
        .filter(|question| check::asks_who_somebody_is(question).is_some())
        .map(|question| (words.asks_who)(question.text.in_language(language)))
        .collect()
}

fn asked<'a>(survey: &'a Survey, code: &'a QuestionCode, language: &Language) -> &'a str {
    let question = survey.questionnaire.question(code);
    question.map_or(code.as_str(), |question| {
        question.text.in_language(language)
    })
}
