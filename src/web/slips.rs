//! Invitations to be printed and cut: one page of HTML that needs nothing else,
//! ten slips to a sheet of A4.

use askama::Template;

use super::frame::Frame;
use super::qr::Square;
use super::respondent::words::{self, SlipWords};
use crate::operations::invite::SiteAddress;
use crate::privacy::invitation::InvitationCode;
use crate::survey::language::Language;
use crate::survey::questionnaire::Survey;

#[derive(Debug, thiserror::Error)]
pub enum SlipsError {
    #[error("the service's address is too long for a square that telephones read")]
    TooLong,
    #[error("the sheet could not be written: {0}")]
    Page(#[from] askama::Error),
}

#[derive(Template)]
#[template(path = "slips.html")]
struct SlipsPage<'a> {
    page: Frame,
    said: String,
    w: &'static SlipWords,
    brand: &'a str,
    title: &'a str,
    /// Where a code is typed.
    place: String,
    sheets: Vec<Vec<Slip>>,
}

struct Slip {
    code: String,
    square: Square,
}

/// Rows and columns of a sheet: business cards.
const SLIPS_PER_SHEET: usize = 10;

/// A slip for each code, in the survey's language that is asked for.
pub fn slips(
    survey: &Survey,
    language: &Language,
    site: &SiteAddress,
    codes: &[InvitationCode],
) -> Result<String, SlipsError> {
    let frame = Frame::new(language);
    let words = words::words(language);
    let mut sheets = Vec::new();
    for codes in codes.chunks(SLIPS_PER_SHEET) {
        let slips = codes.iter().map(|&code| {
            Ok(Slip {
                code: code.to_string(),
                square: Square::of(&site.link(code)).ok_or(SlipsError::TooLong)?,
            })
        });
        sheets.push(slips.collect::<Result<Vec<_>, SlipsError>>()?);
    }
    let page = SlipsPage {
        said: frame.attributes_of(words.language),
        w: &words.invitations.slip,
        brand: &survey.brand,
        title: survey.questionnaire.title.in_language(language),
        place: site.spoken(),
        sheets,
        page: frame,
    };
    Ok(page.render()?)
}

#[cfg(test)]
mod tests {
    use scraper::{Html, Selector};

    use super::*;
    use crate::privacy::invitation::InvitationNumber;
    use crate::privacy::prf::InvitationKey;

    fn codes(count: u32) -> Vec<InvitationCode> {
        let key = InvitationKey::from_bytes([7; 32]);
        (0..count)
            .map(|n| InvitationCode::of(&key, 1, InvitationNumber::new(n).unwrap()))
            .collect()
    }

    fn sheet(count: u32, tag: &str) -> Html {
        let survey = crate::web::respondent::sample::survey();
        let language = Language::try_from(tag.to_owned()).unwrap();
        let site = "https://surveys.example.org".parse().unwrap();
        Html::parse_document(&slips(&survey, &language, &site, &codes(count)).unwrap())
    }

    fn count(html: &Html, selector: &str) -> usize {
        html.select(&Selector::parse(selector).unwrap()).count()
    }

    #[test]
    fn every_code_has_a_slip_with_its_square_and_a_sheet_holds_ten() {
        let html = sheet(23, "en");
        assert_eq!(count(&html, ".sheet"), 3);
        assert_eq!(count(&html, ".slip svg path"), 23);
        let printed: Vec<String> = html
            .select(&Selector::parse(".slip .code").unwrap())
            .map(|code| code.text().collect())
            .collect();
        let expected: Vec<String> = codes(23).iter().map(ToString::to_string).collect();
        assert_eq!(printed, expected);
        let whole: String = html.root_element().text().collect();
        assert!(whole.contains("surveys.example.org/i"));
        assert!(whole.contains("It leads to no answer"));
    }

    #[test]
    fn a_sheet_loads_nothing_and_speaks_the_surveys_language() {
        let html = sheet(1, "de");
        assert_eq!(count(&html, "script, img, link:not([rel=icon])"), 0);
        assert_eq!(count(&html, "html[lang=de]"), 1);
        let whole: String = html.root_element().text().collect();
        assert!(whole.contains("geben Sie diesen Code ein"));
    }
}
