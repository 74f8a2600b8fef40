//! `/studio/surveys/{slug}/invitations`: who is invited, in counts, and how far
//! their mail is.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::{home_of, people, refusal};
use crate::operations::invite::{self, InvitedSummary, PrintedCodes};
use crate::operations::listed::SurveySummary;
use crate::operations::mailing::{self, Kind, MailingError, MailingSummary, Outlook};
use crate::survey::charter::Access;
use crate::web::errors::AppError;
use crate::web::gate::actor::Marketer;
use crate::web::member_page::{day_in_words, member_page, see_other};
use crate::web::pairs::Pairs;
use crate::web::site::Site;
use crate::web::studio::beside;
use crate::web::studio::survey_frame::{self, SurveyFrame, Tab};

#[derive(Template)]
#[template(path = "studio/invitations/home.html")]
struct HomePage {
    frame: SurveyFrame,
    /// `…/invitations`.
    here: String,
    is_by_invitation: bool,
    notice: Option<String>,
    by_address: String,
    printed_count: u64,
    waves: Vec<WaveLine>,
    sender: Option<String>,
    trouble: Option<String>,
    runs: bool,
    /// It runs, and takes no answers.
    is_paused: bool,
    new: usize,
    new_people: String,
    reminded: usize,
    reminded_people: String,
    reminders: Reminders,
    letters: Vec<LetterLine>,
    /// Some of them are still to go.
    is_on_its_way: bool,
    printed: Vec<PrintedLine>,
}

struct WaveLine {
    label: String,
    counted: String,
}

/// Whether reminders may go.
enum Reminders {
    Now,
    Later(String),
}

/// How far a letter is.
struct LetterLine {
    id: i64,
    what: String,
    subject: String,
    state: String,
    counts: Vec<(u64, &'static str)>,
    unknown: u64,
    /// Nobody is told how many got it.
    is_uncounted: bool,
    is_sending: bool,
    is_paused: bool,
}

struct PrintedLine {
    first: i32,
    what: String,
}

impl LetterLine {
    fn of(letter: MailingSummary) -> Self {
        let progress = letter.progress;
        let what = match letter.kind {
            Kind::Invitation => "Invitation",
            Kind::Reminder => "Reminder",
        };
        let begun = letter.begun.map_or_else(String::new, |day| {
            format!(" of {}", day_in_words(&day.to_string()))
        });
        let state = match (letter.is_sending, letter.is_paused) {
            (true, _) => format!("On its way, at most {} a minute", letter.per_minute),
            (_, true) => "Paused".to_owned(),
            _ => "Done".to_owned(),
        };
        let counts = [
            (progress.sent, "sent"),
            (progress.waiting + progress.under_way, "to go"),
            (progress.bounced, "came back"),
            (progress.refused, "refused by a mail server"),
            (progress.left_out, "left out"),
        ];
        Self {
            id: letter.id,
            what: format!("{what}{begun}"),
            subject: letter.subject,
            state,
            counts: counts.into_iter().filter(|(count, _)| *count > 0).collect(),
            unknown: progress.unknown,
            is_uncounted: letter.is_uncounted,
            is_sending: letter.is_sending,
            is_paused: letter.is_paused,
        }
    }
}

impl PrintedLine {
    fn of(printed: &PrintedCodes) -> Self {
        let codes = if printed.count == 1 { "code" } else { "codes" };
        let day = day_in_words(&printed.made_day);
        Self {
            first: printed.first,
            what: format!("{} {codes} of {day}", printed.count),
        }
    }
}

fn wave_lines(summary: &InvitedSummary) -> Vec<WaveLine> {
    let lines = summary.waves.iter().map(|wave| WaveLine {
        label: wave.label.clone(),
        counted: match wave.answered {
            Some(answered) => format!("{answered} answers counted at the last release"),
            None if wave.is_held => "counted when it closes".to_owned(),
            None => format!("fewer than {} answers counted so far", wave.group_size_min),
        },
    });
    lines.collect()
}

/// What the page shows of an installation.
struct Found {
    summary: InvitedSummary,
    letters: Vec<MailingSummary>,
    outlook: Outlook,
    reminders: Reminders,
    printed: Vec<PrintedCodes>,
    sender: Option<String>,
}

async fn find(site: &Site, survey: &SurveySummary) -> Result<Found, AppError> {
    let slug = survey.slug.clone();
    let found = beside(&site.installation, move |installation| {
        let reminders = match mailing::reminders_from(installation, &slug) {
            Ok(Some(from)) => Reminders::Later(format!(
                "from {}: a whole day lies between two mails",
                day_in_words(&from.to_string())
            )),
            Ok(None) => Reminders::Now,
            Err(MailingError::StillSending) => {
                Reminders::Later("once the letter on its way is sent".to_owned())
            }
            Err(error) => return Err(error),
        };
        Ok(Found {
            summary: invite::count(installation, &slug)?,
            letters: mailing::overview(installation, &slug)?,
            outlook: mailing::outlook(installation, &slug)?,
            reminders,
            printed: invite::list_printed(installation, &slug)?,
            sender: mailing::server(installation).map(|server| server.sender().as_str().to_owned()),
        })
    });
    found.await?.map_err(|error| match refusal(error) {
        Ok(_damaged) => AppError::Unreadable,
        Err(error) => error,
    })
}

/// GET.
pub async fn ask(
    site: web::Data<Site>,
    marketer: Marketer,
    slug: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let survey = survey_frame::find(&site, &slug).await?;
    let found = find(&site, &survey).await?;
    let page = HomePage {
        here: home_of(&survey),
        is_by_invitation: survey.access == Access::Invitation,
        notice: notice(&Pairs::decode(request.query_string().as_bytes())),
        by_address: people(found.summary.invited.by_address),
        printed_count: found.summary.invited.printed,
        waves: wave_lines(&found.summary),
        sender: found.sender,
        trouble: found.outlook.trouble.map(|trouble| trouble.to_string()),
        runs: survey.running().is_some(),
        is_paused: survey.running().is_some_and(|wave| wave.is_paused),
        new: found.outlook.new,
        new_people: people(found.outlook.new as u64),
        reminded: found.outlook.reminded,
        reminded_people: people(found.outlook.reminded as u64),
        reminders: found.reminders,
        is_on_its_way: found.letters.iter().any(|letter| {
            let progress = &letter.progress;
            progress.waiting + progress.under_way > 0
        }),
        letters: found.letters.into_iter().map(LetterLine::of).collect(),
        printed: found.printed.iter().map(PrintedLine::of).collect(),
        frame: SurveyFrame::of(&marketer, &survey, Tab::Invitations),
    };
    member_page(StatusCode::OK, &page)
}

/// What became of a form before: its counts stand in the address, and nothing else.
fn notice(query: &Pairs) -> Option<String> {
    let count = |name: &str| query.value(name).parse::<u64>().ok();
    let without = match count("without").unwrap_or_default() {
        0 => None,
        1 => Some("; 1 line held no address and was left out".to_owned()),
        lines => Some(format!("; {lines} lines held no address and were left out")),
    };
    if let Some(new) = count("added") {
        let mut said = match new {
            0 => "Nobody new is invited".to_owned(),
            1 => "1 more person is invited".to_owned(),
            new => format!("{new} more people are invited"),
        };
        for (name, words) in [
            ("known", "were before"),
            ("twice", "stood there twice"),
            (
                "never",
                "asked not to be written to, or their mail came back",
            ),
        ] {
            if let Some(count) = count(name).filter(|count| *count > 0) {
                said.push_str(&format!("; {count} {words}"));
            }
        }
        said.extend(without);
        return Some(said + ".");
    }
    let bounced = count("bounced")?;
    let mut said = format!("{} more will not be written to again", people(bounced));
    said.extend(without);
    Some(said + ".")
}

/// POST: pausing a letter, going on, sending again what may not have arrived.
pub async fn act(
    site: web::Data<Site>,
    marketer: Marketer,
    slug: web::Path<String>,
    pairs: Pairs,
) -> Result<HttpResponse, AppError> {
    let survey = survey_frame::find(&site, &slug).await?;
    let mailing = pairs.value("mailing").parse::<i64>();
    let mailing = mailing.map_err(|_no_number| AppError::Unreadable)?;
    let (slug, go) = (survey.slug.clone(), pairs.value("go").to_owned());
    let actor = marketer.actor();
    let done = beside(&site.installation, move |installation| {
        let installation = &installation.acting_as(actor);
        match go.as_str() {
            "pause" => mailing::set_paused(installation, &slug, mailing, true),
            "go-on" => mailing::set_paused(installation, &slug, mailing, false),
            "again" => mailing::send_unknown_again(installation, &slug, mailing),
            _ => Ok(()),
        }
    });
    if let Err(error) = done.await? {
        refusal(error)?;
    }
    Ok(see_other(&home_of(&survey)))
}
