//! `/studio/surveys/{slug}/boards/{id}/readers`: who has a board, by sign-in or
//! by a link. In the place of a number, “everything” and “outside” have links
//! only.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::new_link::{self, LinkForm};
use super::{Question, missing, slug_of};
use crate::operations::share::give::{self, Reader};
use crate::operations::share::link::{self, LinkLine, Opens};
use crate::operations::share::{ShareError, arrange};
use crate::survey::identifier::Slug;
use crate::web::errors::AppError;
use crate::web::gate::actor::Marketer;
use crate::web::member_page::{
    Fields, day_in_words, member_page, new_form_key, read_form_key, see_other,
};
use crate::web::pairs::Pairs;
use crate::web::site::Site;
use crate::web::studio::invite::Choice;
use crate::web::studio::survey_frame::{self, SurveyFrame, Tab};
use crate::web::studio::{beside, ticked};

#[derive(Template)]
#[template(path = "studio/sharing/readers.html")]
struct ReadersPage {
    frame: SurveyFrame,
    address: String,
    name: String,
    lead: String,
    /// Where it can be looked at as readers see it.
    look: Option<String>,
    /// It can be given by sign-in.
    has_sign_in: bool,
    executives: Vec<Choice>,
    departments: Vec<Choice>,
    links: Vec<LinkShown>,
    fields: Fields,
    form_key: String,
    back: String,
}

struct LinkShown {
    id: i64,
    name: String,
    until: String,
    is_over: bool,
}

impl From<LinkLine> for LinkShown {
    fn from(line: LinkLine) -> Self {
        let day = day_in_words(&line.last_day);
        Self {
            id: line.id,
            name: line.name,
            until: match line.is_over {
                true => format!("ended on {day}"),
                false => format!("works until {day}"),
            },
            is_over: line.is_over,
        }
    }
}

fn choices(readers: Vec<Reader>) -> Vec<Choice> {
    let choice = |reader: Reader| Choice {
        value: reader.id.to_string(),
        label: reader.name,
        note: "",
        is_chosen: reader.has_board,
    };
    readers.into_iter().map(choice).collect()
}

/// What the page is about.
struct Asked {
    slug: Slug,
    opens: Opens,
    address: String,
}

impl Asked {
    fn read(path: (String, String)) -> Result<Self, AppError> {
        let (slug, what) = path;
        let opens = match what.as_str() {
            "everything" => Opens::Everything,
            "outside" => Opens::Outside,
            id => Opens::Board(id.parse().map_err(|_no_number| missing())?),
        };
        let slug = slug_of(&slug)?;
        Ok(Self {
            address: format!("/studio/surveys/{slug}/boards/{what}/readers"),
            slug,
            opens,
        })
    }

    async fn show(
        &self,
        site: &Site,
        marketer: &Marketer,
        form: Option<LinkForm>,
    ) -> Result<HttpResponse, AppError> {
        let summary = survey_frame::find(site, self.slug.as_str()).await?;
        let (slug, opens) = (self.slug.clone(), self.opens);
        let read = beside(&site.installation, move |installation| {
            let (people, name) = match opens {
                Opens::Board(board) => (
                    Some(give::list(installation, &slug, board)?),
                    Some(arrange::find(installation, &slug, board)?.arrangement.name),
                ),
                Opens::Everything | Opens::Outside => (None, None),
            };
            Ok::<_, ShareError>((
                arrange::survey(installation, &slug)?,
                people,
                name,
                link::list(installation, &slug, opens)?,
                link::usual_last_day(installation),
            ))
        });
        let (survey, people, name, links, usual) = read.await??;
        let outside = survey.charter.outside.as_ref();
        let (name, lead) = match (self.opens, name, outside) {
            (Opens::Outside, _, Some(party)) => (
                format!("Links for {}", party.fallback()),
                "They open closed waves, and of them only the totals of those who agreed to \
                 sharing."
                    .to_owned(),
            ),
            (Opens::Outside, _, None) => return Err(missing()),
            (_, Some(name), _) => (
                format!("Give “{name}”"),
                "To people who sign in, or by a link to whoever has it.".to_owned(),
            ),
            (_, None, _) => (
                "Links to everything".to_owned(),
                "They open every chart, in every group that may be shown.".to_owned(),
            ),
        };
        let form = match form {
            Some(form) => form,
            None => LinkForm::new("", &usual.to_string(), new_form_key()?),
        };
        let form_key = form.key.clone();
        let has_sign_in = people.is_some();
        let (executives, departments) = people.map_or_else(Default::default, |people| {
            (choices(people.executives), choices(people.departments))
        });
        let page = ReadersPage {
            frame: SurveyFrame::of(marketer, &summary, Tab::Sharing),
            address: self.address.clone(),
            name,
            lead,
            look: match self.opens {
                Opens::Board(board) => Some(format!("/studio/boards/{board}")),
                _ => None,
            },
            has_sign_in,
            executives,
            departments,
            links: links.into_iter().map(LinkShown::from).collect(),
            fields: form.into_fields(),
            form_key,
            back: format!("/studio/surveys/{}/boards", self.slug),
        };
        let status = match page.fields.have_problems() {
            true => StatusCode::UNPROCESSABLE_ENTITY,
            false => StatusCode::OK,
        };
        member_page(status, &page)
    }
}

/// GET.
pub async fn ask(
    site: web::Data<Site>,
    marketer: Marketer,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, AppError> {
    let asked = Asked::read(path.into_inner())?;
    asked.show(&site, &marketer, None).await
}

/// POST: what the pressed button says.
pub async fn act(
    site: web::Data<Site>,
    marketer: Marketer,
    path: web::Path<(String, String)>,
    request: HttpRequest,
    pairs: Pairs,
) -> Result<HttpResponse, AppError> {
    let asked = Asked::read(path.into_inner())?;
    match pairs.value("go") {
        "give" => give_to(&site, &marketer, &asked, &pairs).await,
        "link" => make_link(&site, &marketer, &asked, &request, &pairs).await,
        "take-back" => {
            let id = pairs.value("link");
            let question = Question {
                headline: "Take this link back?",
                sentence: "Whoever has it sees nothing any more, and no new link brings this one \
                           back.",
                action: &asked.address,
                hidden: &[("go", "take-back-yes"), ("link", id)],
                button: "Take it back",
                back: &asked.address,
            };
            question.ask(&marketer)
        }
        "take-back-yes" => {
            let id: i64 = pairs
                .value("link")
                .parse()
                .map_err(|_no_number| missing())?;
            let (slug, acting) = (asked.slug.clone(), marketer.actor());
            let installation = site.installation.acting_as(acting);
            let taken = beside(&installation, move |installation| {
                link::take_back(installation, &slug, id)
            });
            taken.await??;
            Ok(see_other(&asked.address))
        }
        _ => Err(AppError::Unreadable),
    }
}

async fn give_to(
    site: &Site,
    marketer: &Marketer,
    asked: &Asked,
    pairs: &Pairs,
) -> Result<HttpResponse, AppError> {
    let Opens::Board(board) = asked.opens else {
        return Err(missing());
    };
    let (members, departments) = (ticked(pairs, "member"), ticked(pairs, "department"));
    let slug = asked.slug.clone();
    let installation = site.installation.acting_as(marketer.actor());
    let given = beside(&installation, move |installation| {
        give::give(installation, &slug, board, &members, &departments)
    });
    given.await??;
    Ok(see_other(&format!("/studio/surveys/{}/boards", asked.slug)))
}

async fn make_link(
    site: &Site,
    marketer: &Marketer,
    asked: &Asked,
    request: &HttpRequest,
    pairs: &Pairs,
) -> Result<HttpResponse, AppError> {
    let mut form = LinkForm::read(pairs);
    let Some(new) = form.link(asked.opens) else {
        return asked.show(site, marketer, Some(form)).await;
    };
    let key = read_form_key(&form.key)?;
    let (by, slug, made) = (marketer.member.id, asked.slug.clone(), new.clone());
    let installation = site.installation.acting_as(marketer.actor());
    let link = beside(&installation, move |installation| {
        let token = link::token_of_form(installation, by, key);
        link::make(installation, &slug, &made, token).map(|()| token)
    });
    match link.await? {
        Ok(token) => {
            let (slug, back) = (&asked.slug, asked.address.as_str());
            new_link::show(marketer, request.headers(), slug, &new, token, back)
        }
        Err(ShareError::Day) => {
            form.last_day.problem =
                Some("Choose a day from today on, and at most two years away.".to_owned());
            asked.show(site, marketer, Some(form)).await
        }
        Err(ShareError::TooManyLinks) => {
            form.name.problem =
                Some("There are as many links as there may be. Take some back first.".to_owned());
            asked.show(site, marketer, Some(form)).await
        }
        Err(error) => Err(error.into()),
    }
}
