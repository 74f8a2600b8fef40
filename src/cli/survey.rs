//! `whynot survey …`.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use jiff::civil::Date;

use super::library::{self, NewArguments};
use super::{CliError, Place, forecast, output};
use crate::limits::FORECAST_RESPONSES_MAX;
use crate::operations::give_up;
use crate::operations::installation::Installation;
use crate::operations::pause;
use crate::operations::publish::{self, Imported, PublishError, WaveSummary};
use crate::privacy::auditor::forecast::Forecast;
use crate::privacy::auditor::forecast::shares::Share;
use crate::survey::charter::Access;
use crate::survey::check;
use crate::survey::file;
use crate::survey::identifier::Slug;
use crate::survey::language_names::name_of;
use crate::survey::questionnaire::Survey;

#[derive(Subcommand)]
pub(super) enum SurveyVerb {
    /// Read a survey file and say what is wrong or could be better; stores nothing
    Check {
        /// The survey file (TOML; docs/SURVEY-FILE.md describes it)
        file: PathBuf,
        /// Forecast which groups will be counted if so many people answer
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=i64::from(FORECAST_RESPONSES_MAX)))]
        responses: Option<u32>,
        /// An answer's expected share, such as age.under-25=10%; may be repeated
        #[arg(
            long = "share",
            value_name = "QUESTION.ANSWER=PERCENT",
            requires = "responses"
        )]
        shares: Vec<Share>,
    },
    /// List the questionnaires of the library, to start from
    Library,
    /// Print a survey file made from one of the library, to start from
    New(NewArguments),
    /// Store a survey file; a running wave keeps the revision it was opened with
    Import {
        /// The survey file
        file: PathBuf,
        #[command(flatten)]
        place: Place,
    },
    /// Print a stored survey as a file
    Export(Named),
    /// Begin the next wave: from now on people can answer
    Open {
        #[command(flatten)]
        named: Named,
        /// What the wave is called under charts, such as “June 2011”
        #[arg(long)]
        label: Option<String>,
        /// Its last day (2027-03-14, in UTC), after which it closes by itself
        #[arg(long, value_name = "DAY")]
        until: Option<Date>,
    },
    /// End the running wave: what waits is counted, or erased if fewer than k wait
    Close(Named),
    /// Take no answers for the time being; nothing is counted or lost by it
    Pause(Named),
    /// Take answers again after a pause
    GoOn(Named),
    /// Go on after a pool key was lost: erases the responses that waited under it
    GiveUpWaiting(Named),
    /// List surveys and their waves
    List {
        #[command(flatten)]
        place: Place,
    },
}

#[derive(Args)]
pub(super) struct Named {
    /// The survey's name in its address
    slug: Slug,
    #[command(flatten)]
    place: Place,
}

pub(super) fn run(verb: SurveyVerb) -> Result<(), CliError> {
    output::start_log();
    match verb {
        SurveyVerb::Check {
            file,
            responses,
            shares,
        } => check_file(&file, responses, &shares),
        SurveyVerb::Library => library::list(),
        SurveyVerb::New(arguments) => library::new(&arguments),
        SurveyVerb::Import { file, place } => import(&file, &place),
        SurveyVerb::Export(named) => {
            let survey = publish::export_survey(&named.place.open()?, &named.slug)?;
            output::say(file::write(&survey).trim_end());
            Ok(())
        }
        SurveyVerb::Open {
            named,
            label,
            until,
        } => open(&named, label.as_deref(), until),
        SurveyVerb::Close(named) => close(&named),
        SurveyVerb::Pause(named) => pause(&named),
        SurveyVerb::GoOn(named) => go_on(&named),
        SurveyVerb::GiveUpWaiting(named) => give_up_waiting(&named),
        SurveyVerb::List { place } => list(&place.open()?),
    }
}

fn read_text(path: &Path) -> Result<String, CliError> {
    std::fs::read_to_string(path).map_err(|source| CliError::File {
        path: path.to_owned(),
        source,
    })
}

fn parse(path: &Path, text: &str) -> Result<Survey, CliError> {
    file::read(text).map_err(|problems| {
        for problem in &problems {
            output::complain(&format!("{}: {problem}", path.display()));
        }
        CliError::Refused(match problems.len() {
            1 => "the survey has 1 problem".to_owned(),
            count => format!("the survey has {count} problems"),
        })
    })
}

fn check_file(path: &Path, responses: Option<u32>, shares: &[Share]) -> Result<(), CliError> {
    let text = read_text(path)?;
    let survey = parse(path, &text)?;
    let advice = check::check(&survey);
    let lines = file::question_lines(&text);
    for advice in &advice {
        let question = advice.question.as_ref();
        match question.and_then(|question| lines.get(question)) {
            Some(line) => output::say(&format!("{}: line {line}: {advice}", path.display())),
            None => output::say(&format!("{}: {advice}", path.display())),
        }
    }
    let questions = survey.questionnaire.questions.iter();
    let asked = questions
        .filter(|question| question.kind.is_asked())
        .count();
    output::say(&format!(
        "“{}” is a valid survey with {asked} questions; {}.",
        survey.slug,
        match advice.len() {
            0 => "nothing to improve was found".to_owned(),
            1 => "one thing could be better".to_owned(),
            count => format!("{count} things could be better"),
        }
    ));
    say_effort(&survey);
    if let Some(responses) = responses {
        forecast::say(
            &survey,
            &Forecast::new(&survey, responses as usize, shares)?,
        );
    }
    Ok(())
}

/// What it asks of respondents, in each language.
fn say_effort(survey: &Survey) {
    let questionnaire = &survey.questionnaire;
    for language in &questionnaire.languages {
        let effort = check::effort::estimate(questionnaire, language);
        let minutes = match effort.minutes() {
            1 => "1 minute".to_owned(),
            minutes => format!("{minutes} minutes"),
        };
        let level = check::reading_level::reading_level(questionnaire, language);
        let name = name_of(language);
        output::say(&match level {
            Some(level) => {
                format!("In {name} it takes about {minutes}; reading level: {level}.")
            }
            None => format!("In {name} it takes about {minutes}."),
        });
    }
}

fn import(path: &Path, place: &Place) -> Result<(), CliError> {
    let survey = parse(path, &read_text(path)?)?;
    let imported = publish::import_survey(&place.open_or_make()?, &survey);
    let imported = imported.map_err(|error| refused(path, error))?;
    let slug = &survey.slug;
    output::say(&match imported {
        Imported::New => {
            format!("“{slug}” is stored. Begin its first wave with: whynot survey open {slug}")
        }
        Imported::Revised { revision } => {
            format!("“{slug}” is stored as revision {revision}, used from its next wave on.")
        }
        Imported::Unchanged => format!("“{slug}” is stored already, word for word."),
    });
    if survey.charter.access == Access::Invitation {
        output::say(&format!(
            "People need a code to answer it: whynot invitations add {slug} FILE, or codes {slug}"
        ));
    }
    Ok(())
}

/// One line for each loosening, as for every other problem of a file.
fn refused(path: &Path, error: PublishError) -> CliError {
    let PublishError::Looser { slug, loosenings } = error else {
        return error.into();
    };
    for loosening in &loosenings {
        output::complain(&format!("{}: [charter] {loosening}", path.display()));
    }
    CliError::Refused(format!(
        "nothing was stored: people have answered “{slug}” already, and what they were \
         promised can only be made stricter"
    ))
}

fn open(named: &Named, label: Option<&str>, until: Option<Date>) -> Result<(), CliError> {
    let installation = named.place.open()?;
    let slug = &named.slug;
    let wave = publish::open_wave_until(&installation, slug, label, until)?;
    output::say(&format!("Wave {wave} of “{slug}” is open."));
    output::say(&format!("    answer  /s/{slug}"));
    output::say(&format!(
        "    board   in the studio, or by a link: whynot board link {slug}"
    ));
    Ok(())
}

fn close(named: &Named) -> Result<(), CliError> {
    let installation = named.place.open()?;
    let slug = &named.slug;
    let sealed = publish::close_wave(&installation, slug)?;
    output::say(&match (sealed.released, sealed.erased) {
        (0, 0) => format!("The wave of “{slug}” is closed; nothing was waiting."),
        (1, 0) => {
            format!("The wave of “{slug}” is closed; the response that was waiting is counted.")
        }
        (released, 0) => {
            format!(
                "The wave of “{slug}” is closed; {released} responses that were waiting are counted."
            )
        }
        _ => format!(
            "The wave of “{slug}” is closed; fewer responses than its group size were waiting: \
             they were erased uncounted, as its charter promises."
        ),
    });
    output::say(&format!(
        "    board   in the studio, or by a link: whynot board link {slug}"
    ));
    Ok(())
}

fn pause(named: &Named) -> Result<(), CliError> {
    let slug = &named.slug;
    output::say(&match pause::pause(&named.place.open()?, slug)? {
        true => format!("“{slug}” is paused; it takes answers again with: survey go-on {slug}"),
        false => format!("“{slug}” is paused already."),
    });
    Ok(())
}

fn go_on(named: &Named) -> Result<(), CliError> {
    let slug = &named.slug;
    output::say(&match pause::go_on(&named.place.open()?, slug)? {
        true => format!("“{slug}” takes answers again."),
        false => format!("“{slug}” is not paused."),
    });
    Ok(())
}

fn give_up_waiting(named: &Named) -> Result<(), CliError> {
    let slug = &named.slug;
    let erased = give_up::give_up_waiting(&named.place.open()?, slug)?;
    output::say(&match erased {
        None => format!("The pool key of “{slug}” is there; nothing has to be given up."),
        Some(erased) => format!(
            "“{slug}” has a new pool key; {erased} waiting responses that nobody could open \
             are erased."
        ),
    });
    Ok(())
}

fn list(installation: &Installation) -> Result<(), CliError> {
    let surveys = publish::list_surveys(installation)?;
    if surveys.is_empty() {
        output::say("There is no survey yet. Store one with: whynot survey import FILE.toml");
    }
    let has_some = !surveys.is_empty();
    for survey in surveys {
        let slug = &survey.slug;
        output::say(&format!(
            "{slug}  {} (revision {})",
            survey.title, survey.revision
        ));
        output::say(&format!("    answer  /s/{slug}"));
        for wave in &survey.waves {
            output::say(&format!("    {}", wave_line(wave)));
        }
    }
    if has_some {
        output::say("Before each address stands that of your service: https://surveys.example/s/…");
    }
    Ok(())
}

/// "June 2011: running until 2011-06-30, 60 responses counted so far".
fn wave_line(wave: &WaveSummary) -> String {
    let label = &wave.label;
    if !wave.is_open {
        return format!("{label}: closed, {} responses", wave.released.unwrap_or(0));
    }
    let does = if wave.is_paused { "paused" } else { "running" };
    let until = wave.last_day.as_ref();
    let until = until.map_or_else(String::new, |day| format!(" until {day}"));
    match wave.released {
        Some(released) => format!("{label}: {does}{until}, {released} responses counted so far"),
        None => format!("{label}: {does}{until}, counted when it closes"),
    }
}
