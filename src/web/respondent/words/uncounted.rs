//! What is said of a round that closed with too few answers waiting: on the page
//! of the closed survey, on its promise, and where a code opens nothing.

use jiff::civil::Date;

use super::charter::{english, french, german, spanish};

#[derive(Debug)]
pub struct UncountedWords {
    /// k. Of the survey, or of its last round.
    pub erased: fn(u16) -> String,
    /// Where others were counted.
    pub others: &'static str,
    pub closed_on: fn(Date) -> String,
    /// Every reason for which a code may open nothing.
    pub unknown: &'static str,
}

pub const EN: UncountedWords = UncountedWords {
    erased: |k| {
        format!(
            "When it closed, fewer than {k} answers were waiting. They were erased without being counted, as promised; their codes open nothing any more."
        )
    },
    others: "If your answers had been bundled with others before, your code still works as long as they are kept.",
    closed_on: |closed| format!("The last round closed on {}.", english(closed)),
    unknown: "Nothing is stored under this code. Either it belongs to another survey, or the answers were taken back, or their time was over and they were erased, or they were erased without being counted, as promised: when the survey closed, fewer were waiting than the promise asks for.",
};

pub const DE: UncountedWords = UncountedWords {
    erased: |k| {
        format!(
            "An ihrem Ende warteten weniger als {k} Antworten. Sie wurden wie versprochen ungezählt gelöscht; ihre Codes öffnen nichts mehr."
        )
    },
    others: "Wenn Ihre Antworten vorher schon mit anderen gebündelt waren, gilt Ihr Code weiter, solange sie aufbewahrt werden.",
    closed_on: |closed| format!("Die letzte Runde endete am {}.", german(closed)),
    unknown: "Unter diesem Code ist nichts gespeichert. Entweder gehört er zu einer anderen Umfrage, oder die Antworten wurden zurückgenommen, oder ihre Zeit war um und sie wurden gelöscht, oder sie wurden wie versprochen ungezählt gelöscht: Am Ende der Umfrage warteten weniger, als das Versprechen verlangt.",
};

pub const FR: UncountedWords = UncountedWords {
    erased: |k| {
        format!(
            "À sa clôture, moins de {k} réponses attendaient. Elles ont été effacées sans être comptées, comme promis ; leurs codes n’ouvrent plus rien."
        )
    },
    others: "Si vos réponses avaient été réunies avec d’autres auparavant, votre code reste valable tant qu’elles sont gardées.",
    closed_on: |closed| format!("La dernière vague a été close le {}.", french(closed)),
    unknown: "Rien n’est enregistré sous ce code. Soit il appartient à une autre enquête, soit les réponses ont été retirées, soit leur délai était passé et elles ont été effacées, soit elles ont été effacées sans être comptées, comme promis : à la clôture de l’enquête, il en attendait moins que la promesse n’en demande.",
};

pub const ES: UncountedWords = UncountedWords {
    erased: |k| {
        format!(
            "Al cerrarse, esperaban menos de {k} respuestas. Se borraron sin contarlas, como estaba prometido; sus códigos ya no abren nada."
        )
    },
    others: "Si sus respuestas ya se habían juntado antes con otras, su código sigue valiendo mientras se guarden.",
    closed_on: |closed| format!("La última ronda se cerró el {}.", spanish(closed)),
    unknown: "No hay nada guardado con este código. O bien es de otra encuesta, o bien las respuestas se retiraron, o bien pasó su plazo y se borraron, o bien se borraron sin contarlas, como estaba prometido: al cerrarse la encuesta esperaban menos de las que pide la promesa.",
};
