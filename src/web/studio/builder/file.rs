//! `/studio/drafts/{draft}/file`: the draft as a survey file, to take along or
//! to be replaced by one.

use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::{HttpResponse, web};
use askama::Template;

use super::keeping::{self, Kept};
use super::problems::Problems;
use crate::operations::drafts::ItemIds;
use crate::operations::drafts::Opened;
use crate::survey::draft::{self, Draft};
use crate::survey::file::{self, FileProblem};
use crate::survey::identifier::Slug;
use crate::survey::questionnaire::Survey;
use crate::web::errors::AppError;
use crate::web::gate::actor::Marketer;
use crate::web::member_page::see_other;
use crate::web::pairs::Pairs;
use crate::web::site::Site;
use crate::web::studio::draft_frame::{DraftFrame, Step, draft_page};

/// Enough of a line to know it again.
const EXCERPT_CHARACTERS_MAX: usize = 90;

#[derive(Template)]
#[template(path = "studio/builder/file.html")]
struct FilePage {
    frame: DraftFrame,
    text: String,
    /// What keeps the file from being read as a survey, as things stand.
    not_valid: usize,
    typed: TypedFile,
}

/// A file as it was pasted or uploaded, with what is wrong with it.
#[derive(Default)]
pub struct TypedFile {
    pub text: String,
    pub problems: Vec<TypedProblem>,
}

/// One thing that is wrong with it.
pub struct TypedProblem {
    /// Where it stands; none if it is about the whole.
    pub line: Option<usize>,
    /// What stands there.
    pub excerpt: String,
    pub words: String,
}

impl TypedFile {
    /// The upload, or what was pasted if there is none.
    pub fn of(pairs: &Pairs) -> Self {
        let mut given = ["upload", "file"].into_iter().map(|name| pairs.value(name));
        let text = given.find(|text| !text.trim().is_empty());
        Self {
            text: text.unwrap_or_default().to_owned(),
            problems: Vec::new(),
        }
    }

    /// The survey that it is; what keeps it from being one is taken note of.
    pub fn read(&mut self) -> Option<Survey> {
        if self.text.trim().is_empty() {
            self.refuse_whole("Choose a file, or paste its text.".to_owned());
            return None;
        }
        // What is no text came with replacement characters.
        if self.text.contains(['\0', char::REPLACEMENT_CHARACTER]) {
            self.text.clear();
            self.refuse_whole("This is not a survey file.".to_owned());
            return None;
        }
        match file::read(&self.text) {
            Ok(survey) => Some(survey),
            Err(problems) => {
                self.refuse(&problems);
                None
            }
        }
    }

    /// Nothing of it is kept to be mended.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Takes note of what is wrong with it, by line.
    fn refuse(&mut self, problems: &[FileProblem]) {
        let noted = |problem: &FileProblem| TypedProblem {
            line: Some(problem.line),
            // What is missing altogether is said of the beginning.
            excerpt: match problem.at {
                0 => String::new(),
                _ => excerpt(&self.text, problem.line),
            },
            words: format!("{}; {}", problem.reason, problem.remedy),
        };
        self.problems = problems.iter().map(noted).collect();
    }

    /// Takes note of what is wrong with it as a whole.
    pub fn refuse_whole(&mut self, words: String) {
        self.problems = vec![TypedProblem {
            line: None,
            excerpt: String::new(),
            words,
        }];
    }
}

/// The line as it was typed, or its beginning.
fn excerpt(text: &str, line: usize) -> String {
    let typed = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    let typed = typed.trim();
    match typed.char_indices().nth(EXCERPT_CHARACTERS_MAX) {
        Some((end, _)) => format!("{} …", typed.get(..end).unwrap_or_default()),
        None => typed.to_owned(),
    }
}

/// GET.
pub async fn ask(
    site: web::Data<Site>,
    marketer: Marketer,
    draft: web::Path<String>,
) -> Result<HttpResponse, AppError> {
    let opened = keeping::open(&site, &draft).await?;
    show(&marketer, &opened, TypedFile::default())
}

fn show(marketer: &Marketer, opened: &Opened, typed: TypedFile) -> Result<HttpResponse, AppError> {
    let status = match typed.problems.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let page = FilePage {
        frame: DraftFrame::of(marketer, opened, Step::Questions),
        text: draft::file_of(&opened.draft).text,
        not_valid: Problems::of_opened(opened).total(),
        typed,
    };
    draft_page(status, &page)
}

/// GET `…/survey.toml`.
pub async fn download(
    site: web::Data<Site>,
    _marketer: Marketer,
    draft: web::Path<String>,
) -> Result<HttpResponse, AppError> {
    let opened = keeping::open(&site, &draft).await?;
    let slug = opened.draft.slug.parse::<Slug>();
    let name = slug.map_or("survey".to_owned(), |slug| slug.to_string());
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "application/toml; charset=utf-8"))
        .insert_header((
            CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}.toml\""),
        ))
        .body(draft::file_of(&opened.draft).text))
}

/// POST: replaces everything by a file that reads.
pub async fn act(
    site: web::Data<Site>,
    marketer: Marketer,
    draft: web::Path<String>,
    pairs: Pairs,
) -> Result<HttpResponse, AppError> {
    let opened = keeping::open(&site, &draft).await?;
    let mut typed = TypedFile::of(&pairs);
    let Some(survey) = typed.read() else {
        return show(&marketer, &opened, typed);
    };
    let ids = ItemIds::draw()?;
    let mut replacement = Draft::of(&survey, || ids.next());
    if let Some(slug) = &opened.survey {
        // What is published stays where it is.
        replacement.slug = slug.to_string();
    }
    let kept = keeping::keep(&site, &marketer, &draft, Step::Questions, &pairs, {
        move |draft| draft.clone_from(&replacement)
    });
    match kept.await? {
        Kept::Answer(response) => Ok(response),
        Kept::Saved => Ok(see_other(&format!("/studio/drafts/{draft}"))),
    }
}
