//! What is kept of forms that are not sent: on the promise of a survey of several
//! pages.

#[derive(Debug)]
pub struct PageWords {
    pub how_far: &'static str,
}

pub const EN: PageWords = PageWords {
    how_far: "Of everybody together: one number a page, of how many got there and sent nothing. It tells of no one, goes with no answer, and changes only when answers are released.",
};

pub const DE: PageWords = PageWords {
    how_far: "Von allen zusammen: eine Zahl je Seite, wie viele bis dorthin kamen und nichts abgeschickt haben. Sie sagt über niemanden etwas, gehört zu keiner Antwort und ändert sich nur, wenn Antworten freigegeben werden.",
};

pub const FR: PageWords = PageWords {
    how_far: "De tout le monde ensemble : un nombre par page, celui des personnes qui sont arrivées là sans rien envoyer. Il ne dit rien de personne, n’accompagne aucune réponse et ne change que lorsque des réponses sont publiées.",
};

pub const ES: PageWords = PageWords {
    how_far: "De todos juntos: un número por página, el de quienes llegaron hasta ahí y no enviaron nada. No dice nada de nadie, no acompaña a ninguna respuesta y cambia solo cuando se publican respuestas.",
};
