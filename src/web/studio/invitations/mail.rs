//! `…/invitations/mail`: the letter, as it will arrive, and sending it.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::{home_of, inviting, people, refusal, site_address};
use crate::operations::listed::SurveySummary;
use crate::operations::mailing::letter::{Facts, Filled, Letter};
use crate::operations::mailing::words;
use crate::operations::mailing::{self, Kind, NewMailing, NotMailed, Outlook};
use crate::survey::charter::Reminders;
use crate::survey::language::Language;
use crate::web::errors::AppError;
use crate::web::gate::actor::Marketer;
use crate::web::member_page::{
    Field, Fields, member_page, new_form_key, read_form_key, see_other, status_of,
};
use crate::web::pairs::Pairs;
use crate::web::respondent::tongue::{self, Tongue};
use crate::web::site::Site;
use crate::web::studio::beside;
use crate::web::studio::survey_frame::{SurveyFrame, Tab};

/// Ten a second: more is asked of no mail server of one's own.
const PER_MINUTE_MAX: u16 = 600;
const PER_MINUTE: u16 = 30;

#[derive(Template)]
#[template(path = "studio/invitations/mail.html")]
struct MailPage {
    frame: SurveyFrame,
    here: String,
    is_reminder: bool,
    /// Reminders go to those who have not answered.
    are_looked_up: bool,
    kind: &'static str,
    language: String,
    tongues: Vec<Tongue>,
    people: String,
    is_anybody: bool,
    sender: Option<String>,
    me: String,
    subject: Field,
    body: String,
    body_problem: Option<String>,
    per_minute: Field,
    fields: Fields,
    problem: Option<String>,
    notice: Option<String>,
    preview: Option<Filled>,
    brand: String,
    form_key: String,
}

/// The form as it was filled in.
struct Form {
    kind: Kind,
    letter: Letter,
    subject: Field,
    body_problem: Option<String>,
    per_minute: Field,
    problem: Option<String>,
    notice: Option<String>,
    preview: Option<Filled>,
    form_key: String,
}

fn kind(pairs: &Pairs) -> Kind {
    match pairs.value("kind") {
        "reminder" => Kind::Reminder,
        _ => Kind::Invitation,
    }
}

fn language(survey: &SurveySummary, pairs: &Pairs) -> Language {
    tongue::choose(&survey.languages, pairs.value("lang"), "")
}

impl Form {
    fn new(kind: Kind, letter: Letter, per_minute: &str, form_key: String) -> Self {
        Self {
            kind,
            subject: Field::text("subject", "Subject", &letter.subject),
            per_minute: Field::text("per_minute", "Mails a minute, at most", per_minute)
                .hint("Mail servers take many at once for a sign of junk; 30 is a good pace."),
            letter,
            body_problem: None,
            problem: None,
            notice: None,
            preview: None,
            form_key,
        }
    }

    /// As it is suggested, or as it was sent before.
    fn suggested(
        kind: Kind,
        language: Language,
        facts: &Facts,
        reminders: Reminders,
        before: Option<Letter>,
    ) -> Result<Self, AppError> {
        let suggested = words::words(&language).suggested(kind, reminders);
        let letter = before.unwrap_or_else(|| Letter {
            subject: suggested.subject.to_owned(),
            body: suggested.body(facts.last_day.is_some()),
            language,
        });
        Ok(Self::new(
            kind,
            letter,
            &PER_MINUTE.to_string(),
            new_form_key()?,
        ))
    }

    fn read(survey: &SurveySummary, pairs: &Pairs) -> Self {
        let letter = Letter {
            language: language(survey, pairs),
            subject: pairs.value("subject").to_owned(),
            body: pairs.value("body").replace("\r\n", "\n"),
        };
        let (rate, key) = (pairs.value("per_minute"), pairs.value("form"));
        Self::new(kind(pairs), letter, rate, key.to_owned())
    }

    /// The rate, if everything is good.
    fn check(&mut self, facts: &Facts) -> Option<u16> {
        let subject = self.subject.take(self.letter.check_subject(facts));
        self.body_problem = self.letter.check_body(facts).err().map(|e| e.to_string());
        let typed = self.per_minute.value.trim().parse::<u16>().ok();
        let rate = typed.filter(|rate| (1..=PER_MINUTE_MAX).contains(rate));
        if rate.is_none() {
            let problem = format!("Write a number from 1 to {PER_MINUTE_MAX}.");
            self.per_minute.problem = Some(problem);
        }
        subject.and(rate).filter(|_| self.body_problem.is_none())
    }

    async fn show(
        self,
        site: &Site,
        marketer: &Marketer,
        survey: &SurveySummary,
    ) -> Result<HttpResponse, AppError> {
        let outlook = outlook(site, survey).await?;
        self.page(site, marketer, survey, &outlook)
    }

    fn page(
        self,
        site: &Site,
        marketer: &Marketer,
        survey: &SurveySummary,
        outlook: &Outlook,
    ) -> Result<HttpResponse, AppError> {
        let count = match self.kind {
            Kind::Invitation => outlook.new,
            Kind::Reminder => outlook.reminded,
        };
        // The list of what is wrong links to the text, too.
        let mut body = Field::text("body", "Text", "");
        body.problem.clone_from(&self.body_problem);
        let summary = |field: &Field| {
            let mut line = Field::text(field.name, field.label, "");
            line.problem.clone_from(&field.problem);
            line
        };
        let page = MailPage {
            frame: SurveyFrame::of(marketer, survey, Tab::Invitations),
            here: home_of(survey),
            is_reminder: self.kind == Kind::Reminder,
            are_looked_up: outlook.reminders == Reminders::Unanswered,
            kind: self.kind.code(),
            language: self.letter.language.to_string(),
            tongues: match survey.languages.len() {
                0 | 1 => Vec::new(),
                _ => tongue::tongues(&survey.languages, &self.letter.language),
            },
            people: people(count as u64),
            is_anybody: count > 0,
            sender: mailing::server(&site.installation)
                .map(|server| server.sender().as_str().to_owned()),
            me: marketer.member.address.clone(),
            fields: Fields(vec![
                summary(&self.subject),
                body,
                summary(&self.per_minute),
            ]),
            subject: self.subject,
            body: self.letter.body,
            body_problem: self.body_problem,
            per_minute: self.per_minute,
            problem: self.problem,
            notice: self.notice,
            preview: self.preview,
            brand: survey.brand.clone(),
            form_key: self.form_key,
        };
        let status = status_of(&page.fields, page.problem.as_deref());
        member_page(status, &page)
    }
}

async fn outlook(site: &Site, survey: &SurveySummary) -> Result<Outlook, AppError> {
    let slug = survey.slug.clone();
    let found = beside(&site.installation, move |installation| {
        mailing::outlook(installation, &slug)
    });
    found.await?.map_err(unforeseen)
}

async fn facts(
    site: &Site,
    survey: &SurveySummary,
    language: &Language,
) -> Result<Facts, AppError> {
    let (slug, language) = (survey.slug.clone(), language.clone());
    let found = beside(&site.installation, move |installation| {
        mailing::facts(installation, &slug, &language)
    });
    found.await?.map_err(unforeseen)
}

/// The survey is there, so that nothing is left to refuse.
fn unforeseen(error: mailing::MailingError) -> AppError {
    match refusal(error) {
        Ok(_refused) => AppError::Unreadable,
        Err(error) => error,
    }
}

/// GET.
pub async fn ask(
    site: web::Data<Site>,
    marketer: Marketer,
    slug: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let survey = inviting(&site, &slug).await?;
    let query = Pairs::decode(request.query_string().as_bytes());
    let (kind, language) = (kind(&query), language(&survey, &query));
    let facts = facts(&site, &survey, &language).await?;
    let named = survey.slug.clone();
    let letters = beside(&site.installation, move |installation| {
        mailing::overview(installation, &named)
    });
    let letters = letters.await?.map_err(unforeseen)?.into_iter();
    let before = letters
        .filter(|letter| letter.kind == kind && letter.letter.language == language)
        .map(|letter| letter.letter)
        .next();
    let outlook = outlook(&site, &survey).await?;
    let form = Form::suggested(kind, language, &facts, outlook.reminders, before)?;
    form.page(&site, &marketer, &survey, &outlook)
}

/// POST: looking at it, having it sent to oneself, sending it.
pub async fn act(
    site: web::Data<Site>,
    marketer: Marketer,
    slug: web::Path<String>,
    request: HttpRequest,
    pairs: Pairs,
) -> Result<HttpResponse, AppError> {
    let survey = inviting(&site, &slug).await?;
    let mut form = Form::read(&survey, &pairs);
    let facts = facts(&site, &survey, &form.letter.language).await?;
    let Some(per_minute) = form.check(&facts) else {
        return form.show(&site, &marketer, &survey).await;
    };
    let address = site_address(request.headers())?;
    let me = marketer.member.address.clone();
    let (named, letter) = (survey.slug.clone(), form.letter.clone());
    match pairs.value("go") {
        "test" => {
            let to = me.clone();
            let sent = beside(&site.installation, move |installation| {
                mailing::send_sample(installation, &named, &letter, &address, &to)
            });
            match sent.await? {
                Ok(()) => form.notice = Some(format!("A sample is on its way to {me}.")),
                Err(NotMailed::Mailing(error)) => form.problem = Some(refusal(error)?),
                Err(error) => form.problem = Some(format!("The sample was not sent: {error}.")),
            }
        }
        "send" if mailing::server(&site.installation).is_none() => {
            form.problem = Some("There is no mail server yet.".to_owned());
        }
        "send" => {
            let new = NewMailing {
                kind: form.kind,
                letter,
                per_minute,
                site: address,
                form: read_form_key(&form.form_key)?,
            };
            let actor = marketer.actor();
            let begun = beside(&site.installation, move |installation| {
                mailing::begin(&installation.acting_as(actor), &named, &new)
            });
            match begun.await? {
                Ok(()) => return Ok(see_other(&format!("{}#mail", home_of(&survey)))),
                Err(error) => form.problem = Some(refusal(error)?),
            }
        }
        _ => {
            let filled = beside(&site.installation, move |installation| {
                mailing::sample(installation, &named, &letter, &address, &me)
            });
            form.preview = Some(filled.await?.map_err(unforeseen)?);
        }
    }
    form.show(&site, &marketer, &survey).await
}
