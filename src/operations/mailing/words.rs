//! Letters as they are suggested, and what whynot itself says under each, in
//! every language it speaks.

use super::Kind;
use crate::survey::charter::Reminders;
use crate::survey::language::Language;

/// Of one language.
pub struct LetterWords {
    pub language: &'static str,
    pub invitation: Suggested,
    pub reminder: Suggested,
    /// What stands before the link where reminders pass over who has answered.
    pub reminder_passing_over: &'static str,
    /// Stands under every letter.
    pub link_is_yours: &'static str,
    pub never_again: &'static str,
}

impl LetterWords {
    /// The letter that is suggested.
    pub fn suggested(&self, kind: Kind, reminders: Reminders) -> Suggested {
        match (kind, reminders) {
            (Kind::Invitation, _) => self.invitation,
            (Kind::Reminder, Reminders::Everybody) => self.reminder,
            (Kind::Reminder, Reminders::Unanswered) => Suggested {
                before: self.reminder_passing_over,
                ..self.reminder
            },
        }
    }
}

/// A letter to be edited. The sentence with the last day is left out of one
/// that has none.
#[derive(Debug, Clone, Copy)]
pub struct Suggested {
    pub subject: &'static str,
    pub before: &'static str,
    pub last_day: &'static str,
    pub after: &'static str,
}

impl Suggested {
    pub fn body(&self, has_last_day: bool) -> String {
        let last_day = match has_last_day {
            true => format!("{}\n\n", self.last_day),
            false => String::new(),
        };
        format!("{}\n\n{last_day}{}", self.before, self.after)
    }
}

/// In this language, or in English.
pub fn words(language: &Language) -> &'static LetterWords {
    let spoken = ALL
        .into_iter()
        .find(|each| each.language == language.primary());
    spoken.unwrap_or(&ENGLISH)
}

const ALL: [&LetterWords; 4] = [&ENGLISH, &GERMAN, &FRENCH, &SPANISH];

const ENGLISH: LetterWords = LetterWords {
    language: "en",
    invitation: Suggested {
        subject: "{brand} would like to know: {title}",
        before: "Hello,\n\nwe would like to hear from you, above all what keeps you away from \
                 us. It takes a few minutes, and it is anonymous: nobody is told who answered \
                 what, and we do not know it ourselves. What is promised, and where that ends, \
                 stands on its first page.\n\n{link}",
        last_day: "You can answer until {last day}.",
        after: "Thank you!\n{brand}",
    },
    reminder: Suggested {
        subject: "A reminder: {title}",
        before: "Hello,\n\nsome days ago we asked you about {brand}. If you have answered: thank \
                 you, and please forgive this second mail. Your answers are anonymous, so we do \
                 not know who has, and everybody gets it.\n\nIf you have not, we would still like \
                 to hear from you:\n\n{link}",
        last_day: "You can answer until {last day}.",
        after: "Thank you!\n{brand}",
    },
    reminder_passing_over: "Hello,\n\nsome days ago we asked you about {brand}. Should you have \
                            answered in the meantime: thank you, and please forgive this second \
                            mail.\n\nIf not, we would still like to hear from you:\n\n{link}",
    link_is_yours: "This link is yours alone and works once. It leads to no answer: it only \
                    makes sure that nobody answers twice.",
    never_again: "Get no more mail like this:",
};

const GERMAN: LetterWords = LetterWords {
    language: "de",
    invitation: Suggested {
        subject: "{brand} fragt: {title}",
        before: "Guten Tag,\n\nwir möchten gern Ihre Meinung hören, vor allem, was Sie von uns \
                 fernhält. Es dauert ein paar Minuten und ist anonym: Niemand erfährt, wer was \
                 geantwortet hat, und auch wir wissen es nicht. Was versprochen ist und wo das \
                 endet, steht auf der ersten Seite.\n\n{link}",
        last_day: "Antworten können Sie bis zum {last day}.",
        after: "Vielen Dank!\n{brand}",
    },
    reminder: Suggested {
        subject: "Zur Erinnerung: {title}",
        before: "Guten Tag,\n\nvor einigen Tagen haben wir Sie zu {brand} befragt. Falls Sie \
                 geantwortet haben: vielen Dank, und verzeihen Sie bitte diese zweite Mail. Ihre \
                 Antworten sind anonym, daher wissen wir nicht, wer geantwortet hat, und alle \
                 bekommen sie.\n\nFalls nicht, würden wir gern noch von Ihnen hören:\n\n{link}",
        last_day: "Antworten können Sie bis zum {last day}.",
        after: "Vielen Dank!\n{brand}",
    },
    reminder_passing_over: "Guten Tag,\n\nvor einigen Tagen haben wir Sie zu {brand} befragt. \
                            Falls Sie inzwischen geantwortet haben: vielen Dank, und verzeihen \
                            Sie bitte diese zweite Mail.\n\nFalls nicht, würden wir gern noch \
                            von Ihnen hören:\n\n{link}",
    link_is_yours: "Dieser Link ist nur für Sie und gilt einmal. Er führt zu keiner Antwort: Er \
                    sorgt nur dafür, dass niemand zweimal antwortet.",
    never_again: "Keine solchen Mails mehr bekommen:",
};

const FRENCH: LetterWords = LetterWords {
    language: "fr",
    invitation: Suggested {
        subject: "{brand} vous demande : {title}",
        before: "Bonjour,\n\nnous aimerions connaître votre avis, et surtout ce qui vous tient \
                 éloigné de nous. Cela prend quelques minutes et c’est anonyme : personne \
                 n’apprend qui a répondu quoi, et nous ne le savons pas nous-mêmes. Ce qui est \
                 promis, et les limites de cette promesse, se lit sur la première page.\n\n{link}",
        last_day: "Vous pouvez répondre jusqu’au {last day}.",
        after: "Merci !\n{brand}",
    },
    reminder: Suggested {
        subject: "Rappel : {title}",
        before: "Bonjour,\n\nil y a quelques jours, nous vous avons interrogé sur {brand}. Si \
                 vous avez répondu : merci, et pardonnez ce second message. Vos réponses sont \
                 anonymes ; nous ne savons donc pas qui a répondu, et tout le monde le \
                 reçoit.\n\nSinon, nous aimerions toujours connaître votre avis :\n\n{link}",
        last_day: "Vous pouvez répondre jusqu’au {last day}.",
        after: "Merci !\n{brand}",
    },
    reminder_passing_over: "Bonjour,\n\nil y a quelques jours, nous vous avons interrogé sur \
                            {brand}. Si vous avez répondu entre-temps : merci, et pardonnez ce \
                            second message.\n\nSinon, nous aimerions toujours connaître votre \
                            avis :\n\n{link}",
    link_is_yours: "Ce lien est pour vous seul et sert une seule fois. Il ne mène à aucune \
                    réponse : il évite seulement que quelqu’un réponde deux fois.",
    never_again: "Ne plus recevoir de tels messages :",
};

const SPANISH: LetterWords = LetterWords {
    language: "es",
    invitation: Suggested {
        subject: "{brand} le pregunta: {title}",
        before: "Hola:\n\nnos gustaría conocer su opinión y, sobre todo, qué le aleja de \
                 nosotros. Lleva unos minutos y es anónimo: nadie llega a saber quién \
                 respondió qué, y tampoco nosotros lo sabemos. Lo que se promete, y dónde \
                 termina, está en la primera página.\n\n{link}",
        last_day: "Puede responder hasta el {last day}.",
        after: "¡Gracias!\n{brand}",
    },
    reminder: Suggested {
        subject: "Recordatorio: {title}",
        before: "Hola:\n\nhace unos días le preguntamos por {brand}. Si ya ha respondido: \
                 gracias, y disculpe este segundo mensaje. Sus respuestas son anónimas, así que \
                 no sabemos quién ha respondido y lo recibe todo el mundo.\n\nSi no, aún nos \
                 gustaría conocer su opinión:\n\n{link}",
        last_day: "Puede responder hasta el {last day}.",
        after: "¡Gracias!\n{brand}",
    },
    reminder_passing_over: "Hola:\n\nhace unos días le preguntamos por {brand}. Si ha \
                            respondido entretanto: gracias, y disculpe este segundo \
                            mensaje.\n\nSi no, aún nos gustaría conocer su opinión:\n\n{link}",
    link_is_yours: "Este enlace es solo para usted y sirve una vez. No lleva a ninguna \
                    respuesta: solo evita que alguien responda dos veces.",
    never_again: "No recibir más mensajes como este:",
};

/// "2026-11-04" as people of that language write it.
pub fn day(day: jiff::civil::Date, language: &Language) -> String {
    let place = usize::try_from(day.month()).map_or(0, |month| month.saturating_sub(1));
    let in_words = |months: [&'static str; 12]| months.get(place).copied().unwrap_or_default();
    let (number, year) = (day.day(), day.year());
    match words(language).language {
        "de" => format!("{number}. {} {year}", in_words(GERMAN_MONTHS)),
        "fr" => format!("{number} {} {year}", in_words(FRENCH_MONTHS)),
        "es" => format!("{number} de {} de {year}", in_words(SPANISH_MONTHS)),
        _ => format!("{number} {} {year}", in_words(ENGLISH_MONTHS)),
    }
}

#[rustfmt::skip]
const ENGLISH_MONTHS: [&str; 12] = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
#[rustfmt::skip]
const GERMAN_MONTHS: [&str; 12] = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"];
#[rustfmt::skip]
const FRENCH_MONTHS: [&str; 12] = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];
#[rustfmt::skip]
const SPANISH_MONTHS: [&str; 12] = ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"];
