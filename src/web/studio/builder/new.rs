//! `/studio/new`: a survey from the library, from nothing, or from a file.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::file::TypedFile;
use super::languages::{self, name_of};
use crate::limits::{BRAND_CHARACTERS_MAX, SLUG_CHARACTERS_MAX};
use crate::operations::drafts::{self, DraftId, Start, StartError};
use crate::survey::draft::codes;
use crate::survey::identifier::Slug;
use crate::survey::language::Language;
use crate::survey::library;
use crate::web::assets;
use crate::web::errors::AppError;
use crate::web::gate::actor::Marketer;
use crate::web::member_page::{
    Field, Fields, MemberFrame, new_form_key, read_form_key, scripted_page, see_other,
};
use crate::web::pairs::Pairs;
use crate::web::sentence::capitalised;
use crate::web::site::Site;
use crate::web::studio::beside;

/// What is chosen for a survey without a template.
const BLANK: &str = "blank";

#[derive(Template)]
#[template(path = "studio/builder/new.html")]
struct NewPage {
    frame: MemberFrame,
    script: String,
    templates: Vec<TemplateLine>,
    is_blank: bool,
    fields: Fields,
    languages: Vec<LanguageLine>,
    other_language: String,
    language_problem: Option<String>,
    typed: TypedFile,
    form_key: String,
}

/// A questionnaire of the library.
struct TemplateLine {
    name: &'static str,
    title: String,
    description: String,
    is_chosen: bool,
}

struct LanguageLine {
    tag: &'static str,
    name: String,
    is_ticked: bool,
}

/// In which every questionnaire of the library is written.
const LIBRARY_LANGUAGES: [&str; 4] = ["en", "de", "fr", "es"];

struct NewForm {
    from: String,
    brand: Field,
    slug: Field,
    languages: Vec<String>,
    other_language: String,
    language_problem: Option<String>,
    typed: TypedFile,
    form_key: String,
}

impl NewForm {
    fn read(pairs: &Pairs) -> Result<Self, AppError> {
        let known = pairs.value("form");
        let languages: Vec<String> = pairs.values("language").map(str::to_owned).collect();
        Ok(Self {
            from: pairs.value("from").to_owned(),
            brand: Field::text("brand", "Brand", pairs.value("brand"))
                .hint("As respondents know it."),
            slug: Field::text("slug", "Address", pairs.value("slug"))
                .hint("The last part of the link, /s/…; left empty, one is proposed. It can be changed until the survey is published."),
            languages: match languages.is_empty() && pairs.find("from").is_none() {
                true => vec!["en".to_owned()],
                false => languages,
            },
            other_language: pairs.value("other_language").trim().to_owned(),
            language_problem: None,
            typed: TypedFile::of(pairs),
            form_key: match known {
                "" => new_form_key()?,
                known => known.to_owned(),
            },
        })
    }

    fn show(self, marketer: &Marketer) -> Result<HttpResponse, AppError> {
        let has_problem = self.brand.problem.is_some()
            || self.slug.problem.is_some()
            || self.language_problem.is_some()
            || !self.typed.problems.is_empty();
        let first = library::list().first().map_or("", |template| template.name);
        let from = match self.from.as_str() {
            "" => first,
            from => from,
        };
        let page = NewPage {
            frame: MemberFrame::of(marketer, "/studio"),
            script: assets::studio_script(),
            templates: library::list()
                .iter()
                .map(|template| TemplateLine {
                    name: template.name,
                    title: title_of(template.name),
                    description: format!("{} {}", template.purpose(), template.use_when()),
                    is_chosen: template.name == from,
                })
                .collect(),
            is_blank: from == BLANK,
            languages: LIBRARY_LANGUAGES
                .into_iter()
                .map(|tag| LanguageLine {
                    tag,
                    name: languages::read(tag).map_or(String::new(), |it| name_of(&it)),
                    is_ticked: self.languages.iter().any(|ticked| ticked == tag),
                })
                .collect(),
            fields: Fields(vec![self.brand, self.slug]),
            other_language: self.other_language,
            language_problem: self.language_problem,
            typed: self.typed,
            form_key: self.form_key,
        };
        let status = match has_problem {
            true => StatusCode::UNPROCESSABLE_ENTITY,
            false => StatusCode::OK,
        };
        scripted_page(status, &page)
    }

    /// The languages that were ticked or typed; the problem is noted if there is
    /// none, or one that nobody knows.
    fn take_languages(&mut self) -> Option<Vec<Language>> {
        let ticked = self.languages.iter();
        let mut chosen: Vec<Language> = ticked.filter_map(|tag| languages::read(tag)).collect();
        if !self.other_language.is_empty() {
            match languages::read(&self.other_language) {
                Some(language) if self.from == BLANK => chosen.push(language),
                Some(language) => {
                    self.language_problem = Some(format!(
                        "The library is not written in {}. Start in one of its languages and \
                         add your own on the page of texts.",
                        name_of(&language)
                    ));
                    return None;
                }
                None => {
                    self.language_problem = Some(format!(
                        "“{}” is no language we know; write a tag such as pt-br.",
                        self.other_language
                    ));
                    return None;
                }
            }
        }
        if chosen.is_empty() {
            self.language_problem = Some("Choose at least one language.".to_owned());
            return None;
        }
        chosen.dedup();
        Some(chosen)
    }

    fn take_brand(&mut self) -> Option<String> {
        let brand = self.brand.value.trim().to_owned();
        let characters = brand.chars().count();
        if characters == 0 {
            self.brand.problem = Some("Write the name of the brand.".to_owned());
            return None;
        }
        if characters > BRAND_CHARACTERS_MAX {
            self.brand.problem = Some(format!("Write at most {BRAND_CHARACTERS_MAX} characters."));
            return None;
        }
        Some(brand)
    }

    /// What was typed, or a free one made from the brand.
    async fn take_slug(&mut self, site: &Site, brand: &str) -> Result<Option<Slug>, AppError> {
        let typed = self.slug.value.trim().to_owned();
        if !typed.is_empty() {
            return Ok(self.slug.take(typed.parse::<Slug>()));
        }
        let proposed = proposed_slug(&self.from, brand);
        let taken = beside(&site.installation, drafts::slugs);
        let taken = taken.await??;
        Ok(self.slug.take(free_slug(&proposed, &taken).parse::<Slug>()))
    }
}

/// `why-people-left-acme`.
fn proposed_slug(from: &str, brand: &str) -> String {
    let start = match from {
        BLANK | "" => "about",
        template => template,
    };
    let brand = codes::proposed(brand, "us", &[]);
    let slug = format!("{start}-{brand}");
    slug.chars().take(SLUG_CHARACTERS_MAX).collect()
}

/// The proposal itself, or with the first number behind it that makes it new.
fn free_slug(proposed: &str, taken: &[String]) -> String {
    let numbered = (2..=taken.len() + 1).map(|number| {
        let number = format!("-{number}");
        let room = SLUG_CHARACTERS_MAX.saturating_sub(number.len());
        let start: String = proposed.chars().take(room).collect();
        format!("{}{number}", start.trim_end_matches('-'))
    });
    let mut candidates = std::iter::once(proposed.to_owned()).chain(numbered);
    let free = candidates.find(|candidate| !taken.contains(candidate));
    free.unwrap_or_else(|| proposed.to_owned())
}

/// "Why people left".
fn title_of(name: &str) -> String {
    capitalised(&name.replace('-', " "))
}

/// GET.
pub async fn ask(marketer: Marketer) -> Result<HttpResponse, AppError> {
    NewForm::read(&Pairs::default())?.show(&marketer)
}

/// POST.
pub async fn act(
    site: web::Data<Site>,
    marketer: Marketer,
    pairs: Pairs,
) -> Result<HttpResponse, AppError> {
    let mut form = NewForm::read(&pairs)?;
    let start = match pairs.value("go") {
        "file" => {
            if form.typed.read().is_none() {
                return form.show(&marketer);
            }
            Start::File(form.typed.text.clone())
        }
        _ => {
            let languages = form.take_languages();
            let brand = form.take_brand();
            let slug = match brand.as_deref() {
                Some(brand) => form.take_slug(&site, brand).await?,
                None => None,
            };
            let (Some(languages), Some(brand), Some(slug)) = (languages, brand, slug) else {
                return form.show(&marketer);
            };
            match form.from.as_str() {
                BLANK => Start::Blank {
                    brand,
                    slug,
                    languages,
                },
                name => Start::Library {
                    name: name.to_owned(),
                    brand,
                    slug,
                    languages,
                },
            }
        }
    };
    let key = read_form_key(&form.form_key)?;
    match begin(&site, &marketer, start, key).await? {
        Ok(id) => Ok(see_other(&format!("/studio/drafts/{id}"))),
        Err(StartError::Operation(error)) => Err(error.into()),
        Err(refusal) => {
            if pairs.value("go") == "file" {
                form.typed.refuse_whole(refusal.to_string());
            } else {
                form.slug.problem = Some(refusal.to_string());
            }
            form.show(&marketer)
        }
    }
}

async fn begin(
    site: &Site,
    marketer: &Marketer,
    start: Start,
    key: u128,
) -> Result<Result<DraftId, StartError>, AppError> {
    let by = marketer.member.id;
    beside(&site.installation, move |installation| {
        drafts::start(installation, by, start, key)
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_proposed_from_the_questionnaire_and_the_brand() {
        assert_eq!(
            proposed_slug("why-people-left", "Société X"),
            "why-people-left-societe-x"
        );
        assert_eq!(proposed_slug("blank", "ACME"), "about-acme");
        assert_eq!(title_of("why-people-left"), "Why people left");
        let taken = |slugs: &[&str]| slugs.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(free_slug("about-acme", &taken(&["about"])), "about-acme");
        assert_eq!(
            free_slug("about-acme", &taken(&["about-acme-2", "about-acme"])),
            "about-acme-3"
        );
        let long = "a".repeat(SLUG_CHARACTERS_MAX);
        let next = free_slug(&long, std::slice::from_ref(&long));
        assert!(next.ends_with("a-2") && next.len() == SLUG_CHARACTERS_MAX);
    }
}
