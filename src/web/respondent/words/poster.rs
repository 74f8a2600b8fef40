//! On a poster: what it is, how to answer, and the promise in three lines.

/// The three lines are shorter than on the survey's page and promise no more.
#[derive(Debug)]
pub struct PosterWords {
    pub scan: &'static str,
    pub anonymous: &'static str,
    pub group: fn(u16) -> String,
    pub back: &'static str,
    pub needs_code: &'static str,
}

pub const EN: PosterWords = PosterWords {
    scan: "Point your telephone’s camera here, or type",
    anonymous: "Anonymous. Nobody is told who answered what; we do not know it ourselves.",
    group: |k| format!("Results appear only when at least {k} people have answered."),
    back: "With a code that only you get, you can take your answers back.",
    needs_code: "To answer you need the code from your invitation.",
};

pub const DE: PosterWords = PosterWords {
    scan: "Telefonkamera hierauf richten, oder eintippen",
    anonymous: "Anonym. Niemand erfährt, wer was geantwortet hat; wir wissen es selbst nicht.",
    group: |k| {
        format!("Ergebnisse erscheinen erst, wenn mindestens {k} Menschen geantwortet haben.")
    },
    back: "Mit einem Code, den nur Sie bekommen, können Sie Ihre Antworten zurücknehmen.",
    needs_code: "Zum Antworten brauchen Sie den Code aus Ihrer Einladung.",
};

pub const FR: PosterWords = PosterWords {
    scan: "Visez avec l’appareil photo de votre téléphone, ou tapez",
    anonymous: "Anonyme. Personne n’apprend qui a répondu quoi ; nous ne le savons pas nous-mêmes.",
    group: |k| format!("Les résultats n’apparaissent que si au moins {k} personnes ont répondu."),
    back: "Avec un code que vous seul recevez, vous pouvez retirer vos réponses.",
    needs_code: "Pour répondre, il vous faut le code de votre invitation.",
};

pub const ES: PosterWords = PosterWords {
    scan: "Apunte con la cámara de su teléfono, o escriba",
    anonymous: "Anónima. Nadie sabrá quién respondió qué; nosotros tampoco lo sabemos.",
    group: |k| format!("Los resultados aparecen solo cuando han respondido al menos {k} personas."),
    back: "Con un código que solo usted recibe puede retirar sus respuestas.",
    needs_code: "Para responder necesita el código de su invitación.",
};
