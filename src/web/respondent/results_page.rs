//! The page of results for everybody: pictures and tables as on a board, in the
//! respondents' words. Our findings are written in English only, so that in other
//! languages the question stands in their place.

use askama::Template;

use crate::chart::{self, Frame as ChartFrame, Presentation, Width};
use crate::operations::results::{OpenResults, WaveSummary};
use crate::privacy::protected_table::{Measure, ProtectedTable};
use crate::web::assets;
use crate::web::frame::Frame;

use super::receipt_page::Holder;
use super::tongue::{Tongue, tongues};
use super::words::{FormWords, OpennessWords};

/// As German, French and Spanish write it, with a thin space that does not break.
const PERCENT: &str = "\u{202f}%";

#[derive(Template)]
#[template(path = "respondent/results.html")]
pub struct ResultsPage<'a> {
    page: Frame,
    said: String,
    /// The language of the survey's own words within ours.
    theirs: String,
    o: &'static OpennessWords,
    f: &'static FormWords,
    stylesheet: String,
    tongues: Vec<Tongue>,
    brand: &'a str,
    title: &'a str,
    slug: &'a str,
    wave: Option<&'a WaveSummary>,
    others: Vec<&'a WaveSummary>,
    counted: Option<String>,
    is_simulated: bool,
    state: Option<(&'static str, String)>,
    about_brand: Vec<Answered>,
    about_people: Vec<Answered>,
    source: Option<&'a str>,
}

/// A question with what everybody answered.
struct Answered {
    code: String,
    headline: String,
    /// Where the headline is a finding.
    question: Option<String>,
    unit: &'static str,
    /// A sentence in the place of everything else.
    only: Option<String>,
    wide: String,
    narrow: String,
    base: String,
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl<'a> ResultsPage<'a> {
    pub fn new(holder: Holder<'a>, shown: &'a OpenResults) -> Self {
        let Holder {
            survey,
            language,
            words,
            ..
        } = holder;
        let o = &words.openness;
        let frame = Frame::new(language);
        let k = survey.charter.group_size_min;
        let tables = shown.tables.as_ref().map_or(&[][..], |tables| tables);
        let is_english = language.primary() == "en";
        let of = |is_background: bool| {
            let tables = tables.iter();
            let tables = tables.filter(|table| table.heading().is_background == is_background);
            tables
                .map(|table| Answered::new(table, o, is_english))
                .collect()
        };
        let counted = tables.first().map(|table| table.first().base.responses);
        let shown_wave = shown.wave.as_ref();
        Self {
            said: frame.attributes_of(words.language),
            theirs: frame.own_attributes_within(words.language),
            o,
            f: &words.form,
            stylesheet: assets::board_stylesheet(),
            tongues: tongues(&survey.questionnaire.languages, language),
            brand: &survey.brand,
            title: survey.questionnaire.title.in_language(language),
            slug: survey.slug.as_str(),
            others: shown
                .waves
                .iter()
                .filter(|wave| Some(wave.wave) != shown_wave.map(|shown| shown.wave))
                .collect(),
            counted: counted.map(|responses| (o.counted)(&chart::thousands(responses))),
            is_simulated: survey.is_simulated,
            state: match (shown_wave, counted) {
                (_, Some(_)) => None,
                (Some(_), None) => Some((o.too_few, (o.too_few_next)(k))),
                (None, None) => Some((o.not_yet, (o.not_yet_next)(k))),
            },
            about_brand: of(false),
            about_people: of(true),
            source: survey
                .source
                .as_ref()
                .map(|source| source.in_language(language)),
            wave: shown_wave,
            page: frame,
        }
    }
}

impl Answered {
    fn new(table: &ProtectedTable, o: &'static OpennessWords, is_english: bool) -> Self {
        let heading = table.heading();
        let base = table.first().base;
        let question = heading.question.clone();
        let (header, mut rows) = figures(table, o);
        if !is_english {
            let cells = rows.iter_mut().flat_map(|row| row.iter_mut().skip(1));
            cells.for_each(|cell| *cell = cell.replace('%', PERCENT));
        }
        let only = match table.measure() {
            _ if base.answered == 0 => Some(o.too_few_here.to_owned()),
            Measure::Comments => Some((o.wrote)(
                &chart::thousands(base.answered),
                &chart::thousands(base.shown),
            )),
            _ => None,
        };
        let picture = |width: Width| {
            let presentation = Presentation {
                width,
                intervals: false,
                frame: ChartFrame::MarksOnly,
            };
            match (only.is_none(), is_english) {
                (true, true) => chart::svg(table, &presentation),
                (true, false) if is_wordless(table) => {
                    without_description(&chart::svg(table, &presentation))
                }
                _ => String::new(),
            }
        };
        let has_finding = is_english && only.is_none();
        Self {
            code: heading.question_code.clone(),
            wide: picture(Width::Wide),
            narrow: picture(Width::Narrow),
            headline: match has_finding {
                true => chart::finding(table),
                false => question.clone(),
            },
            question: has_finding.then_some(question),
            unit: match table.measure() {
                Measure::MultipleChoice => o.several,
                Measure::Comments => "",
                _ => o.share,
            },
            base: (o.base)(&chart::thousands(base.answered)),
            header,
            rows,
            only,
        }
    }

    fn has_picture(&self) -> bool {
        !self.wide.is_empty()
    }
}

/// The marks and the survey's words, without our English ones: the table beside
/// them says the same.
fn without_description(svg: &str) -> String {
    let parts = svg.split_once(" role=\"img\"").and_then(|(head, rest)| {
        let (_, rest) = rest.split_once(" font-family=")?;
        let (attributes, rest) = rest.split_once("<title")?;
        let (_, marks) = rest.split_once("</desc>")?;
        let marks = marks.replace("%</text>", &format!("{PERCENT}</text>"));
        Some(format!("{head} font-family={attributes}{marks}"))
    });
    parts.unwrap_or_default()
}

/// Whether nothing but the survey's own words stands in the picture.
fn is_wordless(table: &ProtectedTable) -> bool {
    matches!(
        table.measure(),
        Measure::SingleChoice { .. } | Measure::MultipleChoice
    )
}

/// The board's table under our headings in each language.
fn figures(table: &ProtectedTable, o: &OpennessWords) -> (Vec<String>, Vec<Vec<String>>) {
    let mut known = chart::data_table(table);
    let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
    let header = match table.measure() {
        Measure::Grid { .. } => {
            // Without the sums of both ends, which have English names.
            let points = table.categories().len();
            let inner = table.categories().iter().map(|point| point.text.clone());
            for row in &mut known.rows {
                row.truncate(points + 1);
            }
            std::iter::once(o.answer.to_owned()).chain(inner).collect()
        }
        Measure::Ranking => words(&[
            o.answer,
            o.first_head,
            o.interval_head,
            o.rank_head,
            o.ranked_head,
            o.base_head,
        ]),
        Measure::Comments => Vec::new(),
        _ => words(&[
            o.answer,
            o.share_head,
            o.interval_head,
            o.people_head,
            o.base_head,
        ]),
    };
    (header, known.rows)
}
