//! A draft looked at as respondents will meet it, and checked before anybody does.

mod check;
mod preview;

use super::builder::{Desk, Form};
use super::members::target;

/// One question decides which of two others follows; in two languages.
const ROUTED: &str = r#"
format = 1
slug = "routed"
brand = "ACME"
languages = ["en", "de"]
title = { en = "Why not ACME?", de = "Warum nicht ACME?" }
thanks = { en = "That helps.", de = "Das hilft." }

[charter]
readers = { en = "The board.", de = "Der Vorstand." }

[[question]]
code = "use"
kind = "single-choice"
required = true
background = true
text = { en = "Do you use ACME?", de = "Nutzen Sie ACME?" }
options = [
  { code = "yes", text = { en = "Yes", de = "Ja" } },
  { code = "no", text = { en = "No", de = "Nein" } },
]

[[question]]
code = "praise"
kind = "text"
show_when = "use is yes"
text = { en = "What do you like?", de = "Was mögen Sie?" }

[[question]]
code = "reasons"
kind = "multiple-choice"
show_when = "use is no"
text = { en = "Why do you not use it?", de = "Warum nutzen Sie es nicht?" }
options = [
  { code = "ads", text = { en = "Too many ads", de = "Zu viel Werbung" } },
  { code = "price", text = { en = "Too dear", de = "Zu teuer" } },
]
"#;

/// The address of a draft made from a file.
fn of_file(desk: &Desk<'_>, file: &str) -> String {
    let page = desk.opens("/studio/new");
    let mut form = Form::of(&page, "form[enctype]");
    form.set("file", file);
    target(&desk.sends(&form, "file")).to_owned()
}
