//! `/studio/drafts/{draft}/undo`: one step back, or forward again.

use actix_web::http::header::REFERER;
use actix_web::{HttpRequest, HttpResponse, web};

use super::keeping;
use crate::operations::drafts;
use crate::web::errors::AppError;
use crate::web::gate::actor::Marketer;
use crate::web::member_page::see_other;
use crate::web::pairs::Pairs;
use crate::web::site::Site;
use crate::web::studio::beside;

/// POST. Leads back to the page it was pressed on.
pub async fn act(
    site: web::Data<Site>,
    _marketer: Marketer,
    draft: web::Path<String>,
    request: HttpRequest,
    pairs: Pairs,
) -> Result<HttpResponse, AppError> {
    let opened = keeping::open(&site, &draft).await?;
    let id = opened.id;
    let is_redo = match pairs.value("go") {
        "undo" => false,
        "redo" => true,
        _ => return Err(AppError::Unreadable),
    };
    let done = beside(&site.installation, move |installation| match is_redo {
        true => drafts::redo(installation, id),
        false => drafts::undo(installation, id),
    });
    done.await??;
    let address = format!("/studio/drafts/{draft}");
    let referrer = request.headers().get(REFERER);
    let referrer = referrer.and_then(|value| value.to_str().ok());
    let now = keeping::open(&site, &draft).await?;
    let back = referrer.and_then(|referrer| page_of(referrer, &address));
    let is_there = |page: &str| match page.split_once("/questions/") {
        // Undoing may have taken the question itself back.
        Some((_, item)) => {
            let item = item.split(['?', '#']).next().unwrap_or(item);
            now.draft
                .questions
                .iter()
                .any(|each| each.id.to_string() == item)
        }
        None => true,
    };
    let back = back.filter(|page| is_there(page)).unwrap_or(&address);
    Ok(see_other(back))
}

/// The part of the referrer that is a page of this draft.
fn page_of<'r>(referrer: &'r str, address: &str) -> Option<&'r str> {
    let start = referrer.find(address)?;
    let page = referrer.get(start..)?;
    let after = page.strip_prefix(address)?;
    let is_page = after.is_empty() || after.starts_with(['/', '?']);
    let is_plain = page.chars().all(|c| c.is_ascii_graphic() && c != '\\');
    (is_page && is_plain && !after.starts_with("/undo")).then_some(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undoing_leads_back_to_pages_of_the_same_draft_only() {
        let page = |referrer| page_of(referrer, "/studio/drafts/7");
        assert_eq!(
            page("https://s.example.org/studio/drafts/7/texts?beside=de"),
            Some("/studio/drafts/7/texts?beside=de")
        );
        assert_eq!(
            page("https://s.example.org/studio/drafts/7"),
            Some("/studio/drafts/7")
        );
        assert_eq!(page("https://s.example.org/studio/drafts/77"), None);
        assert_eq!(page("https://s.example.org/studio"), None);
        assert_eq!(page("https://s.example.org/studio/drafts/7/undo"), None);
    }
}
