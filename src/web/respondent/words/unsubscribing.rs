//! Where somebody asks for no more mail.

#[derive(Debug)]
pub struct UnsubscribingWords {
    pub title: &'static str,
    pub lead: &'static str,
    pub how: &'static str,
    pub button: &'static str,
    pub done: &'static str,
    pub done_lead: &'static str,
    pub done_answers: &'static str,
}

pub const EN: UnsubscribingWords = UnsubscribingWords {
    title: "No more mail?",
    lead: "Your address is then never written to again from here, for this survey or any other.",
    how: "To remember that we keep a mark that only our own key can make out of your address. It names nobody.",
    button: "Write to me no more",
    done: "You get no more mail",
    done_lead: "A mail that is already on its way may still arrive.",
    done_answers: "If you have answered, your answers stay as they are: nothing leads from here to them.",
};

pub const DE: UnsubscribingWords = UnsubscribingWords {
    title: "Keine Mails mehr?",
    lead: "An Ihre Adresse wird von hier dann nie wieder geschrieben, weder zu dieser Umfrage noch zu einer anderen.",
    how: "Um uns das zu merken, behalten wir ein Kennzeichen, das nur unser eigener Schlüssel aus Ihrer Adresse machen kann. Es nennt niemanden.",
    button: "Schreiben Sie mir nicht mehr",
    done: "Sie bekommen keine Mails mehr",
    done_lead: "Eine Mail, die schon unterwegs ist, kann noch ankommen.",
    done_answers: "Falls Sie geantwortet haben, bleiben Ihre Antworten, wie sie sind: Von hier führt nichts zu ihnen.",
};

pub const FR: UnsubscribingWords = UnsubscribingWords {
    title: "Plus de messages ?",
    lead: "Plus aucun message ne sera envoyé d’ici à votre adresse, ni pour cette enquête ni pour une autre.",
    how: "Pour nous en souvenir, nous gardons une marque que seule notre clé peut tirer de votre adresse. Elle ne désigne personne.",
    button: "Ne plus m’écrire",
    done: "Vous ne recevrez plus de messages",
    done_lead: "Un message déjà en route peut encore arriver.",
    done_answers: "Si vous avez répondu, vos réponses restent telles quelles : rien ne mène d’ici à elles.",
};

pub const ES: UnsubscribingWords = UnsubscribingWords {
    title: "¿Ningún mensaje más?",
    lead: "Desde aquí no se volverá a escribir a su dirección, ni por esta encuesta ni por ninguna otra.",
    how: "Para recordarlo guardamos una marca que solo nuestra clave puede obtener de su dirección. No nombra a nadie.",
    button: "No me escriban más",
    done: "No recibirá más mensajes",
    done_lead: "Un mensaje que ya esté en camino todavía puede llegar.",
    done_answers: "Si ha respondido, sus respuestas quedan como están: nada lleva de aquí a ellas.",
};
