//! How an author’s answers may be used, in each language: beside the button
//! that sends, and on the receipt.

/// Around the boxes.
#[derive(Debug)]
pub struct WishWords {
    pub legend: &'static str,
    pub totals_only: &'static str,
    pub totals_only_means: &'static str,
    /// The brand.
    pub not_outside: fn(&str) -> String,
    pub not_outside_means: &'static str,
    /// As it stands among what is stored.
    pub stored: &'static str,
    pub stored_none: &'static str,
    pub stored_totals_only: &'static str,
}

pub const EN: WishWords = WishWords {
    legend: "How your answers may be used",
    totals_only: "Count my answers in the totals only",
    totals_only_means: "They are part of everybody’s results, but of no group’s, and what you wrote is shown to nobody.",
    not_outside: |brand| format!("Do not share my answers outside {brand}"),
    not_outside_means: "Outside, results in which your answers are counted would go to:",
    stored: "How your answers may be used",
    stored_none: "As the promise says",
    stored_totals_only: "In the totals only",
};

pub const DE: WishWords = WishWords {
    legend: "Wie Ihre Antworten verwendet werden dürfen",
    totals_only: "Meine Antworten nur in den Gesamtzahlen mitzählen",
    totals_only_means: "Sie gehören dann zu den Ergebnissen aller, aber zu denen keiner Gruppe, und was Sie geschrieben haben, bekommt niemand zu sehen.",
    not_outside: |brand| format!("Meine Antworten nicht außerhalb von {brand} weitergeben"),
    not_outside_means: "Außerhalb gingen Ergebnisse, in denen Ihre Antworten mitgezählt sind, an:",
    stored: "Wie Ihre Antworten verwendet werden dürfen",
    stored_none: "Wie es im Versprechen steht",
    stored_totals_only: "Nur in den Gesamtzahlen",
};

pub const FR: WishWords = WishWords {
    legend: "Comment vos réponses peuvent être utilisées",
    totals_only: "Ne compter mes réponses que dans les totaux",
    totals_only_means: "Elles font alors partie des résultats de l’ensemble, mais de ceux d’aucun groupe, et ce que vous avez écrit n’est montré à personne.",
    not_outside: |brand| format!("Ne pas transmettre mes réponses hors de {brand}"),
    not_outside_means: "À l’extérieur, les résultats où vos réponses sont comptées iraient à :",
    stored: "Comment vos réponses peuvent être utilisées",
    stored_none: "Comme le dit la promesse",
    stored_totals_only: "Dans les totaux seulement",
};

pub const ES: WishWords = WishWords {
    legend: "Cómo pueden usarse sus respuestas",
    totals_only: "Contar mis respuestas solo en los totales",
    totals_only_means: "Forman parte de los resultados de todos, pero no de los de ningún grupo, y lo que ha escrito no se muestra a nadie.",
    not_outside: |brand| format!("No compartir mis respuestas fuera de {brand}"),
    not_outside_means: "Fuera, los resultados en los que se cuentan sus respuestas llegarían a:",
    stored: "Cómo pueden usarse sus respuestas",
    stored_none: "Como dice la promesa",
    stored_totals_only: "Solo en los totales",
};
