//! What a listed site writes into its page to show a survey: a frame, no script.

use crate::survey::questionnaire::Survey;

/// One line of HTML. The frame is high enough for a question with a dozen
/// options; what is longer scrolls within it.
pub fn snippet(link: &str, survey: &Survey) -> String {
    let title = survey.questionnaire.title.fallback();
    format!(
        "<iframe src=\"{}\" title=\"{}\" style=\"width:100%;height:48rem;border:0\" \
         loading=\"lazy\" referrerpolicy=\"no-referrer\"></iframe>",
        within_quotes(link),
        within_quotes(&format!("{title} – {}", survey.brand)),
    )
}

fn within_quotes(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_cannot_end_its_attribute() {
        assert_eq!(within_quotes("\"R&D\" <b>"), "&quot;R&amp;D&quot; &lt;b>");
    }
}
