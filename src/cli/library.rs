//! `whynot survey library` and `whynot survey new`: questionnaires to start from.

use clap::Args;

use super::{CliError, output};
use crate::survey::identifier::Slug;
use crate::survey::language::{Language, LanguageError};
use crate::survey::library::{self, Start};

#[derive(Args)]
pub(super) struct NewArguments {
    /// Which questionnaire; “whynot survey library” lists them
    template: String,
    /// The name of the brand, as respondents read it
    #[arg(long, value_name = "NAME")]
    brand: String,
    /// The survey's name in its address
    #[arg(long)]
    slug: Slug,
    /// A language to keep, the main one first; repeat it for more [default: all]
    #[arg(long = "language", value_name = "TAG", value_parser = language)]
    languages: Vec<Language>,
}

fn language(tag: &str) -> Result<Language, LanguageError> {
    Language::try_from(tag.to_owned())
}

pub(super) fn list() -> Result<(), CliError> {
    for template in library::list() {
        let languages = template.languages()?;
        let languages: Vec<&str> = languages.iter().map(Language::as_str).collect();
        output::say(&format!("{}  ({})", template.name, languages.join(", ")));
        output::say(&format!("    {}", template.purpose()));
        output::say(&format!("    {}", template.use_when()));
    }
    output::say("Begin with one: whynot survey new NAME --brand BRAND --slug SLUG > survey.toml");
    Ok(())
}

pub(super) fn new(arguments: &NewArguments) -> Result<(), CliError> {
    let start = Start {
        brand: arguments.brand.clone(),
        slug: arguments.slug.clone(),
        languages: arguments.languages.clone(),
    };
    let file = library::file(&arguments.template, &start)?;
    output::say(file.trim_end());
    Ok(())
}
