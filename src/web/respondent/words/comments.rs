//! What is said about texts in each language: beside the fields they are
//! written in, and before they are sent with something in them that may tell
//! who wrote them.

use crate::privacy::identifying::Likely;

#[derive(Debug)]
pub struct CommentWords {
    /// How many people must have written something, at least.
    pub who_reads: fn(u16) -> String,
    /// The same, and the brand, where others see results but no texts.
    pub who_reads_inside: fn(u16, &str) -> String,
    pub leave_out: &'static str,
    pub marked_title: &'static str,
    pub marked_lead: &'static str,
    pub marked_why: &'static str,
    pub marked_found: fn(&str) -> String,
    pub marked_edit: &'static str,
    pub marked_send: &'static str,
    pub marked_back: &'static str,
    /// What a marked part looks like.
    pub likely: fn(Likely) -> &'static str,
}

pub const EN: CommentWords = CommentWords {
    who_reads: |k| {
        format!(
            "When the survey has closed and at least {k} people wrote something here, those who see the results can read the texts, without anybody’s other answers."
        )
    },
    who_reads_inside: |k, brand| {
        format!(
            "When the survey has closed and at least {k} people wrote something here, those within {brand} who see the results can read the texts, without anybody’s other answers. Nobody else can."
        )
    },
    leave_out: "Please leave out names and anything that shows who you are.",
    marked_title: "Before you send: does this show who you are?",
    marked_lead: "What you write here is not sent yet. In your text, the marked parts look like something by which you, or somebody else, could be recognised. This page finds shapes, such as numbers and addresses; it misses most names.",
    marked_why: "You can change the text here, or send it as it is: it is yours, and you decide.",
    marked_found: |kinds| format!("This may be: {kinds}."),
    marked_edit: "Your text, to be changed or left",
    marked_send: "Send answers",
    marked_back: "Back to the questions",
    likely: |likely| match likely {
        Likely::Email => "an e-mail address",
        Likely::Link => "a link to one person",
        Likely::Handle => "a user name",
        Likely::Account => "the number of an account or a card",
        Likely::Telephone => "a telephone number",
        Likely::Address => "a postal address",
        Likely::Number => "the number of a customer or an order",
        Likely::Name => "a name",
    },
};

pub const DE: CommentWords = CommentWords {
    who_reads: |k| {
        format!(
            "Wenn die Umfrage geschlossen ist und mindestens {k} Menschen hier etwas geschrieben haben, können alle, die die Ergebnisse sehen, die Texte lesen, aber ohne die übrigen Antworten."
        )
    },
    who_reads_inside: |k, brand| {
        format!(
            "Wenn die Umfrage geschlossen ist und mindestens {k} Menschen hier etwas geschrieben haben, können alle, die bei {brand} die Ergebnisse sehen, die Texte lesen, aber ohne die übrigen Antworten. Sonst kann es niemand."
        )
    },
    leave_out: "Bitte lassen Sie Namen weg und alles, was zeigt, wer Sie sind.",
    marked_title: "Vor dem Absenden: Verrät das, wer Sie sind?",
    marked_lead: "Was Sie hier schreiben, ist noch nicht abgesendet. Die markierten Stellen in Ihrem Text sehen nach etwas aus, woran man Sie oder jemand anderen erkennen könnte. Diese Seite findet Muster wie Nummern und Adressen; die meisten Namen entgehen ihr.",
    marked_why: "Sie können den Text hier ändern oder so absenden, wie er ist: Es ist Ihrer, und Sie entscheiden.",
    marked_found: |kinds| format!("Das könnte sein: {kinds}."),
    marked_edit: "Ihr Text, zum Ändern oder Lassen",
    marked_send: "Antworten absenden",
    marked_back: "Zurück zu den Fragen",
    likely: |likely| match likely {
        Likely::Email => "eine E-Mail-Adresse",
        Likely::Link => "ein Link zu einer Person",
        Likely::Handle => "ein Benutzername",
        Likely::Account => "eine Konto- oder Kartennummer",
        Likely::Telephone => "eine Telefonnummer",
        Likely::Address => "eine Postanschrift",
        Likely::Number => "eine Kunden- oder Bestellnummer",
        Likely::Name => "ein Name",
    },
};

pub const FR: CommentWords = CommentWords {
    who_reads: |k| {
        format!(
            "Quand l’enquête est close et qu’au moins {k} personnes ont écrit quelque chose ici, les personnes qui voient les résultats peuvent lire les textes, sans les autres réponses de personne."
        )
    },
    who_reads_inside: |k, brand| {
        format!(
            "Quand l’enquête est close et qu’au moins {k} personnes ont écrit quelque chose ici, les personnes qui voient les résultats chez {brand} peuvent lire les textes, sans les autres réponses de personne. Elles seules le peuvent."
        )
    },
    leave_out: "Merci de n’indiquer ni nom ni rien qui montre qui vous êtes.",
    marked_title: "Avant l’envoi : cela montre-t-il qui vous êtes ?",
    marked_lead: "Ce que vous écrivez ici n’est pas encore envoyé. Dans votre texte, les passages marqués ressemblent à quelque chose qui permettrait de vous reconnaître, vous ou quelqu’un d’autre. Cette page trouve des formes, comme des numéros et des adresses ; la plupart des noms lui échappent.",
    marked_why: "Vous pouvez modifier le texte ici ou l’envoyer tel quel : il est à vous, et vous décidez.",
    marked_found: |kinds| format!("Cela pourrait être : {kinds}."),
    marked_edit: "Votre texte, à modifier ou à laisser",
    marked_send: "Envoyer les réponses",
    marked_back: "Retour aux questions",
    likely: |likely| match likely {
        Likely::Email => "une adresse électronique",
        Likely::Link => "un lien vers une personne",
        Likely::Handle => "un nom d’utilisateur",
        Likely::Account => "un numéro de compte ou de carte",
        Likely::Telephone => "un numéro de téléphone",
        Likely::Address => "une adresse postale",
        Likely::Number => "un numéro de client ou de commande",
        Likely::Name => "un nom",
    },
};

pub const ES: CommentWords = CommentWords {
    who_reads: |k| {
        format!(
            "Cuando la encuesta haya cerrado y al menos {k} personas hayan escrito algo aquí, quienes ven los resultados pueden leer los textos, sin las demás respuestas de nadie."
        )
    },
    who_reads_inside: |k, brand| {
        format!(
            "Cuando la encuesta haya cerrado y al menos {k} personas hayan escrito algo aquí, quienes ven los resultados en {brand} pueden leer los textos, sin las demás respuestas de nadie. Nadie más puede."
        )
    },
    leave_out: "Por favor, no ponga nombres ni nada que muestre quién es usted.",
    marked_title: "Antes de enviar: ¿muestra esto quién es usted?",
    marked_lead: "Lo que escribe aquí todavía no se ha enviado. En su texto, las partes marcadas parecen algo por lo que se le podría reconocer a usted o a otra persona. Esta página encuentra formas, como números y direcciones; la mayoría de los nombres se le escapan.",
    marked_why: "Puede cambiar el texto aquí o enviarlo tal como está: es suyo, y usted decide.",
    marked_found: |kinds| format!("Esto podría ser: {kinds}."),
    marked_edit: "Su texto, para cambiarlo o dejarlo",
    marked_send: "Enviar las respuestas",
    marked_back: "Volver a las preguntas",
    likely: |likely| match likely {
        Likely::Email => "una dirección de correo electrónico",
        Likely::Link => "un enlace a una persona",
        Likely::Handle => "un nombre de usuario",
        Likely::Account => "un número de cuenta o de tarjeta",
        Likely::Telephone => "un número de teléfono",
        Likely::Address => "una dirección postal",
        Likely::Number => "un número de cliente o de pedido",
        Likely::Name => "un nombre",
    },
};
