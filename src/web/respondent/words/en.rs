//! English.

use super::{
    ErrorWords, FormWords, ProblemWords, PromiseWords, ReceiptWords, StateWords, Words, charter,
    comments, example_row, invitations, openness, pages, quotas, wishes,
};

pub static WORDS: Words = Words {
    language: "en",
    form: FORM,
    problems: PROBLEMS,
    promise: PROMISE,
    charter: charter::EN,
    example_row: example_row::EN,
    receipt: RECEIPT,
    comments: comments::EN,
    pages: pages::EN,
    quotas: quotas::EN,
    openness: openness::EN,
    wishes: wishes::EN,
    invitations: invitations::EN,
    poster: super::poster::EN,
    unsubscribing: super::unsubscribing::EN,
    states: STATES,
    uncounted: super::uncounted::EN,
    errors: ERRORS,
    home: super::home::EN,
    trust: super::trust::EN,
    ledger: super::ledger::EN,
};

const FORM: FormWords = FormWords {
    language_choice: "Language",
    promise_label: "Our promise",
    promise_readers: "Who sees the results",
    promise_nobody: "Nobody is told who answered what: we do not know it ourselves.",
    promise_outside: |brand| format!("Outside {brand}"),
    promise_outside_means: "They get results only of a survey that has closed, and without the answers of people who say no to it, as you can on the last page. What you write never goes to them.",
    promise_people: "When results appear",
    promise_group: |k| {
        format!(
            "Results appear only when at least {k} people have answered. They say how many gave each answer, never who."
        )
    },
    promise_back: "Your way back",
    promise_withdraw: "With a code that you get at the end you can read your answers again or take them back. Totals that were already published keep counting them.",
    promise_link: "Read the whole promise",
    receipt_link: "I have a receipt",
    trust_link: "What this service stores",
    simulated: "This is a demonstration. Its results are invented.",
    progress: |page, pages| format!("{page} of {pages}"),
    needs_answer: "This one needs an answer.",
    may_be_left_empty: "You may leave any question empty, except where it says that it needs an answer.",
    choose_several: "Choose all that apply.",
    other_words: |option| format!("{option}: in your own words"),
    rank_places: |places| match places {
        1 => "Give a 1 to your first choice.".to_owned(),
        2 => "Give your first choice a 1, and your second a 2.".to_owned(),
        _ => format!("Give your first choice a 1, your second a 2, and so on up to {places}."),
    },
    rank_none: "–",
    number_between: |from, to| format!("A number from {from} to {to}."),
    characters: |most| format!("Up to {} characters.", thousands(most)),
    no_answer: "No answer",
    next: "Continue",
    back: "Back",
    back_hint: "To go back, use “Back” on this page, not the browser’s.",
    send: "Send answers",
    error_prefix: "Error: ",
    error_summary: |problems| match problems {
        1 => "One thing needs another look".to_owned(),
        _ => format!("{problems} things need another look"),
    },
    revision_changed: "The questions were changed while you were answering. What you have filled in is kept; please look through it once more.",
    once_more: "This page was not complete when it arrived. Nothing is stored yet: please look through it and send it again.",
    nothing_lost: "Your answers could not be stored just now. Nothing is lost: they are still on this page. Please wait a minute and send them again.",
};

const PROBLEMS: ProblemWords = ProblemWords {
    missing_choice: "Please choose an answer.",
    missing_several: "Please choose at least one answer.",
    missing_text: "Please write an answer.",
    missing_number: "Please write a number.",
    missing_row: "Please choose an answer in this line.",
    missing_places: "Please give at least the first place.",
    unknown_option: "Please choose one of the answers that are offered.",
    exclusive_with_others: |option| {
        format!(
            "“{option}” cannot go together with other answers. Please untick it, or the others."
        )
    },
    not_a_number: "Please write a number in digits.",
    thousands_separator: "Please write the number without anything between the thousands.",
    too_many_decimals: |decimals| match decimals {
        0 => "Please write a whole number.".to_owned(),
        1 => "Please write at most one digit after the decimal point.".to_owned(),
        _ => format!("Please write at most {decimals} digits after the decimal point."),
    },
    too_small: |minimum| format!("Please write a number that is not below {minimum}."),
    too_large: |maximum| format!("Please write a number that is not above {maximum}."),
    too_long: |over, characters_max| {
        format!(
            "Please shorten this by {over}, to {} characters at most.",
            thousands(characters_max)
        )
    },
    not_a_place: |places| format!("Please give places from 1 to {places}."),
    duplicate_place: |place| {
        format!("Place {place} is given twice. Please give each place only once.")
    },
    missing_place: |place| {
        format!("Nothing stands at place {place}. Please give the places without a gap.")
    },
};

const PROMISE: PromiseWords = PromiseWords {
    title: "What we promise you",
    lead: |brand| {
        format!(
            "This is the whole promise of the survey about {brand}, in plain words. It is made from the survey’s own settings, so it says what the program does."
        )
    },
    who_sees: "Who sees the results",
    who_sees_totals: "They see totals: how many people gave which answer. What people wrote in their own words they can read once the survey has closed, apart from everything else. They do not see anybody’s filled-in survey.",
    when_running: |least| {
        format!(
            "Totals are shown while the survey runs. They move only when at least {least} answers are released at once, drawn at random from those that wait, so nobody can watch yours arrive."
        )
    },
    when_closed: "Nothing at all is shown until the survey has closed.",
    how_many: "When results appear",
    how_many_group: |k| {
        format!(
            "The results of a question appear only when at least {k} people were asked it and answered. With fewer, nobody is shown anything about it. One single answer among them may still have been given by few people, or by one."
        )
    },
    how_many_end: |k| {
        format!(
            "When the survey closes, the answers that still wait are released if there are at least {k} of them. If there are fewer, they are erased without being counted."
        )
    },
    groups: "Which groups are counted",
    groups_none: "None. Only the totals of everybody together are counted.",
    groups_default: "Groups by the questions about you, by pairs of these questions, and by the answers to the other questions. They are counted once, when the survey closes, and by nothing else.",
    groups_listed: "Groups by the following questions, and by nothing else. They are counted once, when the survey closes.",
    group_pair: |first, second| format!("{first}, together with: {second}"),
    stored: "What is stored",
    stored_lead: "Your answers to the questions, what you ticked about their use, and nothing that points to you:",
    stored_things: &[
        "Until they are released in a bundle with others: your answers, encrypted, in no order and without a time.",
        "Afterwards: your answers in a bundle of at least as many people as said above, shuffled; the only date is the day on which the bundle was released.",
        "A mark that only your code fits, so that you can find your answers and nobody else can.",
        "If you take your answers back: one empty mark, the code’s own, so that neither a backup nor a form sent again brings them back.",
    ],
    asks_who: |question| {
        format!(
            "One question asks for something that says who you are: “{question}” Whoever answers it has signed their other answers too, for everybody who can read single answers in the database."
        )
    },
    not_stored: "What is not stored",
    not_stored_things: &[
        "your address on the network, and anything about your device or browser; only the language it asks for is read, to choose that of the page, and it is not kept",
        "your name, e-mail address or any number that stands for you",
        "when you answered, how long it took, or where you came from",
        "cookies, or anything else left in your browser",
    ],
    not_stored_how: "We do not delete these things afterwards: the program never reads them.",
    how_long: "How long it is kept",
    retention: |days| {
        format!(
            "Single answers are erased by themselves {days} days after the survey has closed, and with them what you wrote. The totals remain."
        )
    },
    withdraw: "How to take your answers back",
    withdraw_how: "When you have sent your answers you get a code, like a cloakroom ticket. Whoever has it can read these answers again and erase them, and as long as they wait for release also change them. We cannot send it to you and cannot replace it, because we do not know who you are.",
    withdraw_totals: "Totals that were already published stay as they are, so that nobody can see from a difference what you had said.",
    cannot: "What we cannot promise",
    cannot_lead: "No program can promise everything. These are the limits of this one:",
    cannot_things: &[
        "Whoever runs this service and alters the program, or watches its memory and network while you answer, can see that answer.",
        "A web server in front of this service may keep lists of its own.",
        "Whoever gets hold of both the keys and the database on the same day can open the answers that are still waiting, and, having watched them arrive, link them to people.",
        "Those who see results can pass them on. A link to results shows them without signing in to whoever has it, until its last day.",
        "If everybody who answered says the same, or everybody in a group, then what they all say is known.",
        "People who put their own answers together can subtract them from a total: by as many as they are, fewer stand behind it.",
        "Whoever makes you show your code sees your answers.",
        "Totals published before you took an answer back keep counting it. Whoever has them and the database too can subtract, and learns what was taken back, but not whose it was.",
        "That a group was joined with another or is missing tells that some group was small.",
        "Backups, and the journals and copies of a PostgreSQL database, may keep an answer you took back until they are replaced.",
        "Keys that were erased may survive on flash storage, or in copies that a file system makes by itself.",
        "If you sign what you write in a text field, you have signed it.",
    ],
    frozen: "This promise stays as it is",
    frozen_how: "From the first answer on, this promise can only be made stricter: more people behind each result, fewer groups, a shorter time. The program refuses everything else. Who looked at the results, and what was changed, is entered day by day where everybody can read it.",
    who_looked: "Who has looked",
    to_survey: "To the survey",
};

const RECEIPT: ReceiptWords = ReceiptWords {
    thanks: "Thank you",
    arrived: "Your answers have arrived",
    arrived_before: "Your answers had already arrived",
    arrived_before_lead: "They are stored once, as you see them below.",
    not_taken: "What you sent just now is different, and was not taken. Below is what is stored.",
    not_taken_change: "To change your answers, press “Change my answers”.",
    changed: "Your changed answers have arrived",
    changed_code: "Your code stays the same.",
    ticket: "Receipt",
    keep: "Write this code down or photograph it.",
    keep_why: "We cannot send it to you and cannot look it up: we do not know who you are.",
    stored: "What was stored",
    stored_nothing_else: "This, word for word, and a mark that only your code fits. Nothing else: no name, no address, no time.",
    stored_in_bundle: "This, word for word, and a mark that only your code fits. Nothing else about you: no name, no address, no time of yours. The bundle has one date for all in it, the day of its release.",
    not_shown: "Was not asked",
    skipped: "No answer",
    take_back: "If you change your mind",
    take_back_how: "With the code you can read these answers again or have them erased, as long as they are kept, at this address:",
    change: "Change my answers",
    change_how: "You can still change them now, while they wait to be bundled with others.",
    next_happens: "What happens next",
    next_waiting: |least, k| {
        format!(
            "Your answers wait, encrypted, until at least {least} can be released at once, or until the survey closes. Only then do any totals move. Each release leaves at least {k} waiting, drawn at random. If fewer than {k} are left when the survey closes, they are erased without being counted."
        )
    },
    close_window: "You can close this window. We left nothing in your browser; its history shows this address, as for any page. Until the window is closed, the browser’s “Back” can show this receipt again.",
    enter_title: "Your receipt",
    enter_lead: "Enter the code from your receipt to see exactly what is stored, and to take it back.",
    enter_label: "Code on the receipt",
    enter_hint: "22 characters. Dashes and capitals do not matter; O and 0 are the same here, and so are I, L and 1.",
    enter_show: "Show what is stored",
    empty: "Please enter the code from your receipt.",
    too_short: |missing| match missing {
        1 => "One character is missing from this code. Please compare it with your receipt."
            .to_owned(),
        _ => format!(
            "{missing} characters are missing from this code. Please compare it with your receipt."
        ),
    },
    too_long: |extra| match extra {
        1 => {
            "This code has one character too many. Please compare it with your receipt.".to_owned()
        }
        _ => format!(
            "This code has {extra} characters too many. Please compare it with your receipt."
        ),
    },
    mistyped: "There is a typing mistake in this code. Please compare it with your receipt, letter by letter.",
    unknown: "Nothing is stored under this code. Either it belongs to another survey, or the answers were taken back, or their time was over and they were erased.",
    found_title: "This is stored",
    found_waiting: "These answers wait to be bundled with others. They are in no total yet.",
    found_sealed: "These answers have been bundled with others and are part of the totals. They can still be erased, but no longer changed.",
    withdraw: "Take my answers back",
    withdraw_title: "Take your answers back?",
    withdraw_lead: "They will be erased for good: we cannot bring them back. Backups may keep them until they are replaced.",
    withdraw_waiting: "They are in no total yet and never will be.",
    withdraw_sealed: "Totals that were already published stay as they are, so that nobody can see from the difference what you had said. What you wrote in your own words disappears; if it was shown already, people may have read it.",
    withdraw_yes: "Yes, erase them",
    withdraw_no: "No, keep them",
    withdrawn_title: "Your answers are erased",
    withdrawn_lead: "They are gone from the database, and your code opens nothing any more. Backups may keep them until they are replaced. One empty mark remains, the code’s own, so that neither a backup nor a form sent again brings the answers back.",
    withdrawn_again: "If you like, you can answer the survey afresh.",
    change_lead: "These are your answers as they are stored. Change what you like and send them again; your code stays the same.",
    change_leave: "Leave them as they are",
    change_closed: "The survey has closed, so these answers can no longer be changed. You can still take them back.",
    change_too_late: "These answers have meanwhile been bundled with others, so they can no longer be changed. You can still take them back.",
    change_paused: "The survey is taking a break, so these answers cannot be changed at the moment; they are stored as you see them below. When it goes on you can change them with your code, as long as they wait. You can take them back at any time, now too.",
};

const STATES: StateWords = StateWords {
    not_yet_open: "This survey is not open yet",
    not_yet_open_next: "Please come back later. The address stays the same.",
    closed: "This survey has closed",
    closed_lead: "It takes no more answers. Thank you for wanting to give yours.",
    closed_unsent: "It closed while you were answering. What you filled in was not sent and is not stored anywhere.",
    closed_next: "If you have answered before, your code still works as long as your answers are kept.",
    paused: "This survey is taking a break",
    paused_lead: "It takes no answers at the moment. Please come back later; the address stays the same.",
    paused_unsent: "It was paused while you were answering. What you filled in is not stored, and not lost: this page keeps it. When the survey goes on, press “Try again”.",
    try_again: "Try again",
    paused_next: "If you have answered before, your code still works, also for taking your answers back.",
    withdrawn_before: "These answers were taken back",
    withdrawn_before_next: "This page was already sent once and its answers were erased since. They were not stored again. If you want to answer after all, please open the survey afresh.",
};

const ERRORS: ErrorWords = ErrorWords {
    no_page: "There is no page here",
    no_page_next: "The address may have been mistyped, or cut off in a message. Please compare it with where you found it.",
    no_survey: "There is no survey here",
    no_survey_next: "The address may have been mistyped, or cut off in a message. Please compare it with the invitation, letter by letter.",
    no_board: "There are no results here",
    no_board_next: "The link may have been cut off in a message, its last day may be over, or it was taken back. Please ask whoever sent it to you for another.",
    wrong_method: "This page cannot be called like that",
    wrong_method_next: "Please open it afresh from its address.",
    too_large: "That was too much text",
    too_large_next: "Nothing was stored. Please go back, shorten what you wrote, and send it again.",
    unreadable: "This could not be read",
    unreadable_next: "The connection broke off, or the page was sent in an unusual way. Nothing was stored. Please go back and send it again.",
    unavailable: "Not available for the moment",
    unavailable_next: "The service cannot reach its database just now. Nothing you sent is lost as long as you keep this page: wait a minute and load it again.",
    internal: "Something went wrong here",
    internal_next: "It is our mistake, not yours. Please go back and try again in a few minutes.",
    incident: |code| {
        format!(
            "If it happens again, tell whoever invited you this number: {code}. It says nothing about you."
        )
    },
    home: "What is whynot?",
};

fn thousands(number: u16) -> String {
    super::thousands(number, ",")
}
