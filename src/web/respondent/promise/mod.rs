//! `/s/{slug}/promise`: the whole promise in plain words, made from the charter.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use jiff::civil::Date;

use crate::operations::publish::{Published, Rest, WaveState};
use crate::survey::language::Language;
use crate::survey::questionnaire::Survey;
use crate::web::errors::AppError;
use crate::web::frame::Frame;
use crate::web::page::page;
use crate::web::site::Site;

use super::answering::find_survey;
use super::posted;
use super::receipt_page::Holder;
use super::short_promise::ShortPromise;
use super::switch::Switch;
use super::words::Words;

use body::PromiseBody;

/// GET.
pub async fn show(
    site: web::Data<Site>,
    slug: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let published = find_survey(&site.installation, &slug).await?;
    let language = posted::language(&published.survey, &request, None);
    let holder = Holder::of(&published, &language);
    let round = Round::of(&published);
    page(StatusCode::OK, &PromisePage::new(holder, round)?)
}

/// The round that respondents meet now, or met last.
#[derive(Debug, Clone, Copy)]
struct Round {
    revision: i32,
    wave: i32,
    end: End,
}

/// When its answers go, as far as that is known.
#[derive(Debug, Clone, Copy)]
enum End {
    Unknown,
    Until {
        last: Date,
        erased: Date,
    },
    Closed {
        on: Date,
        erased: Date,
    },
    /// Fewer than k were waiting then; others of this round are kept until a day.
    Uncounted {
        on: Date,
        group_size_min: u16,
        erased: Option<Date>,
    },
}

impl Round {
    /// Of a survey that nobody has opened.
    const FIRST: Self = Self {
        revision: 1,
        wave: 1,
        end: End::Unknown,
    };

    fn of(published: &Published) -> Self {
        let days = published.ends.zip(published.erased_on());
        let (wave, end) = match (published.wave, days) {
            (WaveState::NotYetOpen, _) => (1, End::Unknown),
            (
                WaveState::Open { wave } | WaveState::Paused { wave } | WaveState::Closed { wave },
                None,
            ) => (wave, End::Unknown),
            (WaveState::Open { wave } | WaveState::Paused { wave }, Some((last, erased))) => {
                (wave, End::Until { last, erased })
            }
            (WaveState::Closed { wave }, Some((on, erased))) => {
                (wave, End::of_closed(published, on, erased))
            }
        };
        Self {
            revision: published.revision,
            wave,
            end,
        }
    }
}

impl End {
    fn of_closed(published: &Published, on: Date, erased: Date) -> Self {
        let group_size_min = published.survey.charter.group_size_min;
        let uncounted = |erased| Self::Uncounted {
            on,
            group_size_min,
            erased,
        };
        match published.erased_at_close {
            None => Self::Closed { on, erased },
            Some(Rest::SameWave) => uncounted(Some(erased)),
            Some(Rest::Nothing | Rest::EarlierWaves) => uncounted(None),
        }
    }

    fn said(self, words: &Words) -> String {
        let (uncounted, words) = (&words.uncounted, &words.charter);
        match self {
            Self::Unknown => words.no_last_day.to_owned(),
            Self::Until { last, erased } => (words.ends_on)(last, erased),
            Self::Closed { on, erased } => (words.closed_on)(on, erased),
            Self::Uncounted {
                on,
                group_size_min,
                erased,
            } => {
                let closed = match erased {
                    Some(erased) => (words.closed_on)(on, erased),
                    None => (uncounted.closed_on)(on),
                };
                format!("{closed} {}", (uncounted.erased)(group_size_min))
            }
        }
    }
}

#[derive(Template)]
#[template(path = "respondent/promise.html")]
struct PromisePage<'a> {
    page: Frame,
    said: String,
    switch: Switch,
    brand: &'a str,
    slug: &'a str,
    body: PromiseBody<'a>,
}

impl<'a> PromisePage<'a> {
    fn new(holder: Holder<'a>, round: Round) -> Result<Self, AppError> {
        let frame = Frame::new(holder.language);
        Ok(Self {
            said: frame.attributes_of(holder.words.language),
            switch: Switch::links(
                &holder.survey.questionnaire.languages,
                holder.language,
                holder.words,
                &format!("/s/{}/promise", holder.survey.slug),
            ),
            brand: &holder.survey.brand,
            slug: holder.survey.slug.as_str(),
            body: PromiseBody::new(holder, round)?,
            page: frame,
        })
    }
}

/// What respondents will read of a survey that is not published yet, in one
/// language: the lines above the first question, and the promise page without
/// its head.
pub struct Foretold {
    pub short: String,
    pub whole: String,
}

/// Made by what makes the pages themselves.
pub fn foretell(survey: &Survey, language: &Language) -> Result<Foretold, AppError> {
    let holder = Holder::between(survey, survey, language);
    Ok(Foretold {
        short: ShortPromise::new(holder).render()?,
        whole: PromiseBody::new(holder, Round::FIRST)?.render()?,
    })
}

mod body;

#[cfg(test)]
mod combinations;
#[cfg(test)]
mod tests;
