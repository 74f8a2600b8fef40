//! When enough have said the same: to whoever is asked no further, and on the
//! promise.

/// Around quotas.
#[derive(Debug)]
pub struct QuotaWords {
    pub headline: &'static str,
    pub enough: &'static str,
    pub not_stored: &'static str,
    pub code_unused: &'static str,
    pub promise: &'static str,
    pub promise_how: &'static str,
    pub promise_seen: &'static str,
    /// The question, what is limited, how many.
    pub promise_quota: fn(&str, &str, u32) -> String,
}

pub const EN: QuotaWords = QuotaWords {
    headline: "Thank you, that is all",
    enough: "Enough people who answer as you do have taken part already, so there is nothing more to ask you.",
    not_stored: "Nothing that you have chosen or written here was stored or counted.",
    code_unused: "Your code has not been used.",
    promise: "When enough have said the same",
    promise_how: "Of these answers only so many are needed. Who gives one of them later is thanked and asked no further; nothing of theirs is stored or counted.",
    promise_seen: "Anybody who tries it can notice when there are enough. That changes only when many answers are counted at once, never with a single one.",
    promise_quota: |question, options, most| format!("“{question}” {options}: about {most}"),
};

pub const DE: QuotaWords = QuotaWords {
    headline: "Danke, das war schon alles",
    enough: "Von Menschen, die so antworten wie Sie, haben schon genug teilgenommen; deshalb fragen wir Sie nichts weiter.",
    not_stored: "Nichts von dem, was Sie hier gewählt oder geschrieben haben, wurde gespeichert oder gezählt.",
    code_unused: "Ihr Code ist nicht verbraucht.",
    promise: "Wenn genug Menschen dasselbe gesagt haben",
    promise_how: "Von diesen Antworten werden nur so viele gebraucht. Wer später eine davon gibt, bekommt einen Dank und keine weiteren Fragen; nichts davon wird gespeichert oder gezählt.",
    promise_seen: "Ob es genug sind, kann bemerken, wer es ausprobiert. Das ändert sich nur, wenn viele Antworten auf einmal gezählt werden, nie mit einer einzelnen.",
    promise_quota: |question, options, most| format!("„{question}“ {options}: etwa {most}"),
};

pub const FR: QuotaWords = QuotaWords {
    headline: "Merci, c’est déjà tout",
    enough: "Assez de personnes qui répondent comme vous ont déjà participé, nous n’avons donc plus rien à vous demander.",
    not_stored: "Rien de ce que vous avez choisi ou écrit ici n’a été conservé ni compté.",
    code_unused: "Votre code n’a pas été utilisé.",
    promise: "Quand assez de personnes ont dit la même chose",
    promise_how: "De ces réponses, seul ce nombre est nécessaire. Qui en donne une plus tard est remercié et n’a plus de questions ; rien n’en est conservé ni compté.",
    promise_seen: "Qui essaie peut remarquer qu’il y en a assez. Cela ne change que lorsque beaucoup de réponses sont comptées à la fois, jamais avec une seule.",
    promise_quota: |question, options, most| format!("« {question} » {options} : environ {most}"),
};

pub const ES: QuotaWords = QuotaWords {
    headline: "Gracias, eso es todo",
    enough: "Ya han participado suficientes personas que responden como usted, así que no tenemos nada más que preguntarle.",
    not_stored: "Nada de lo que ha elegido o escrito aquí se ha guardado ni contado.",
    code_unused: "Su código no se ha usado.",
    promise: "Cuando suficientes personas han dicho lo mismo",
    promise_how: "De estas respuestas solo se necesitan tantas. A quien dé una de ellas después se le dan las gracias y no se le pregunta más; nada suyo se guarda ni se cuenta.",
    promise_seen: "Quien lo pruebe puede notar que ya hay suficientes. Eso cambia solo cuando se cuentan muchas respuestas a la vez, nunca con una sola.",
    promise_quota: |question, options, most| format!("«{question}» {options}: unas {most}"),
};
