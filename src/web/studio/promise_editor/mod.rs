//! `/studio/drafts/{draft}/charter`: the promise to respondents, question by
//! question, beside exactly what they will read. Once somebody has answered it
//! can only be made stricter, by the check that publishing makes, too.

mod form;
mod groups;
mod page;
mod promised;
mod settings;

use actix_web::{HttpRequest, HttpResponse, web};

use self::page::{Look, show};
use self::promised::Promised;
use super::builder::keeping::{self, Kept};
use super::draft_frame::Step;
use crate::web::errors::AppError;
use crate::web::gate::actor::Marketer;
use crate::web::member_page::see_other;
use crate::web::pairs::Pairs;
use crate::web::site::Site;

/// GET.
pub async fn ask(
    site: web::Data<Site>,
    marketer: Marketer,
    draft: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let opened = keeping::open(&site, &draft).await?;
    let promised = Promised::of(&site, &opened).await?;
    let query = Pairs::decode(request.query_string().as_bytes());
    let look = Look {
        is_saved: !query.value("saved").is_empty(),
        ..Look::of(&query)
    };
    show(&marketer, &opened, &promised, &look)
}

/// POST: keeps what was written, right or not, and shows what it means. What
/// would be looser than was promised is not kept.
pub async fn act(
    site: web::Data<Site>,
    marketer: Marketer,
    draft: web::Path<String>,
    pairs: Pairs,
) -> Result<HttpResponse, AppError> {
    let mut opened = keeping::open(&site, &draft).await?;
    let promised = Promised::of(&site, &opened).await?;
    let look = Look::of(&pairs);
    let mut edited = opened.draft.clone();
    form::apply(&pairs, &mut edited);
    let refused = promised.refused_between(&opened.draft, &edited);
    if !refused.is_empty() {
        opened.draft = edited;
        let look = Look { refused, ..look };
        return show(&marketer, &opened, &promised, &look);
    }
    let kept = keeping::keep(&site, &marketer, &draft, Step::Promise, &pairs, {
        let pairs = pairs.clone();
        move |draft| form::apply(&pairs, draft)
    });
    if let Kept::Answer(response) = kept.await? {
        return Ok(response);
    }
    match pairs.value("go") {
        "show" => {
            let opened = keeping::open(&site, &draft).await?;
            let look = Look {
                wants_problems: true,
                is_saved: true,
                ..look
            };
            if page::has_problems(&opened.draft) {
                return show(&marketer, &opened, &promised, &look);
            }
            Ok(see_other(&look.address(&draft, true)))
        }
        "done" => Ok(see_other(&format!("/studio/drafts/{draft}/check"))),
        "save" => Ok(see_other(&look.address(&draft, true))),
        _ => Ok(see_other(&look.address(&draft, false))),
    }
}
