//! What the fields of a draft are called, wherever people read of them: on their
//! form, when something is undone, where two editors contradict each other, and
//! in what is to be put right.

/// What a field belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The promise included.
    Survey,
    Question,
    Option,
    Row,
    Band,
    Quota,
}

impl Part {
    /// What is in the list of this name.
    pub(super) fn of_list(list: &str) -> Option<Self> {
        match list {
            "questions" => Some(Self::Question),
            "options" => Some(Self::Option),
            "rows" => Some(Self::Row),
            "bands" => Some(Self::Band),
            "quotas" => Some(Self::Quota),
            _ => None,
        }
    }

    /// “option”, where one is spoken of.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Survey => "survey",
            Self::Question => "question",
            Self::Option => "option",
            Self::Row => "row",
            Self::Band => "band",
            Self::Quota => "quota",
        }
    }
}

/// The label of a field of the draft; files call some of them otherwise, and are
/// understood, too. Empty for a part itself.
pub fn label(part: Part, field: &str) -> &'static str {
    match part {
        Part::Survey => of_survey(field),
        Part::Question => of_question(field),
        Part::Option => of_option(field),
        Part::Quota => of_quota(field),
        Part::Row | Part::Band => of_part(field),
    }
}

fn of_survey(field: &str) -> &'static str {
    match field {
        "slug" => "Address",
        "brand" => "Brand",
        "languages" => "Languages",
        "title" => "Title",
        "introduction" => "Introduction",
        "thanks" => "Thanks",
        "closed" => "When it has closed",
        "source" => "Source",
        "embedded_on" => "Sites that may show it",
        "readers" => "Who will see the results?",
        "outside" => "Does anybody outside see them?",
        "access" => "Who may answer?",
        "group_size_min" => "Smallest group",
        "floor" => "Floor",
        "results" => "When do readers see results?",
        "breakdowns" => "Which groups are counted?",
        "comments" => "Who reads what people write?",
        "retention_days" => "For how many days are answers kept?",
        "public_results" => "Do the people who answer see results?",
        "reminders" => "Whom do reminders go to?",
        "calendar" => "Calendar",
        "questions" | "question" => "Questions",
        "quotas" => "Quotas",
        "import" => "Columns of an import",
        "is_simulated" => "Invented answers",
        _ => "",
    }
}

fn of_question(field: &str) -> &'static str {
    match field {
        "text" => "Question",
        "label" => "Short name, for boards and tables",
        "help" => "Help",
        "kind" => "Kind",
        "code" => "Code of the question",
        "is_required" => "Must be answered",
        "is_background" => "About the person",
        "starts_page" => "Begins a new page",
        "show_when" => "Shown when",
        "options" => "Options",
        "rows" => "Rows",
        "bands" => "Bands",
        "is_random" | "is_ordered" | "random" | "ordered" => "Order of the options",
        "places" => "Places",
        "from" => "First point",
        "to" => "Last point",
        "lowest" => "Words at the low end",
        "highest" => "Words at the high end",
        "labels" => "Words for every point",
        "minimum" => "Smallest",
        "maximum" => "Largest",
        "decimals" => "Decimal places",
        "unit" => "Unit",
        "is_long" => "Room to write",
        "characters_max" => "Characters at most",
        _ => "",
    }
}

fn of_option(field: &str) -> &'static str {
    match field {
        "is_other" => "Other, please say",
        "is_exclusive" => "None of these",
        "is_declined" => "Prefer not to say",
        "is_pinned" => "Keeps its place",
        "show_when" => "Shown when",
        other => of_part(other),
    }
}

fn of_quota(field: &str) -> &'static str {
    match field {
        "options" => "Of those who say",
        "most" => "At most",
        "text" => "Words of thanks",
        "question" => "A quota for",
        _ => "",
    }
}

fn of_part(field: &str) -> &'static str {
    match field {
        "text" => "Text",
        "code" => "Code",
        "from" => "From",
        "to" => "To",
        _ => "",
    }
}
