//! What stands at `/`, in each language: what this is, and where to go.

#[derive(Debug)]
pub struct HomeWords {
    pub title: &'static str,
    pub lead: &'static str,
    pub invited: &'static str,
    pub invited_how: &'static str,
    pub name_of_survey: &'static str,
    pub code_alone: &'static str,
    pub enter_it: &'static str,
    pub no_list: &'static str,
    pub answered: &'static str,
    pub answered_how: &'static str,
    pub results: &'static str,
    pub results_how: &'static str,
    pub sign_in: &'static str,
    pub results_show: &'static str,
}

pub const EN: HomeWords = HomeWords {
    title: "Why do people stay away from a brand?",
    lead: "Brands ask here. People answer without telling who they are, and nothing that would tell is read or kept with their answers, unless they write it themselves.",
    invited: "You were invited to a survey",
    invited_how: "Open it by the link or the address you were given. It looks like",
    name_of_survey: "name-of-the-survey",
    code_alone: "If you were given a code alone,",
    enter_it: "enter it here",
    no_list: "There is no list of surveys here, and none to sign up for.",
    answered: "You have answered, and have a receipt",
    answered_how: "Go to the address of the survey with /receipt behind it. With your code you can read what is stored, and take it back.",
    results: "You want to see results",
    results_how: "Results have a link of their own, which the brand hands on; members",
    sign_in: "sign in",
    results_show: "Either shows totals and, once a survey has closed, what people wrote, apart from everything else; nothing of a question that too few people answered.",
};

pub const DE: HomeWords = HomeWords {
    title: "Warum halten sich Menschen von einer Marke fern?",
    lead: "Hier fragen Marken. Menschen antworten, ohne zu sagen, wer sie sind, und nichts, was es verriete, wird gelesen oder mit den Antworten aufbewahrt, es sei denn, sie schreiben es selbst.",
    invited: "Sie sind zu einer Umfrage eingeladen",
    invited_how: "Öffnen Sie sie über den Link oder die Adresse, die Sie bekommen haben. Sie sieht so aus:",
    name_of_survey: "name-der-umfrage",
    code_alone: "Wenn Sie nur einen Code bekommen haben,",
    enter_it: "geben Sie ihn hier ein",
    no_list: "Eine Liste der Umfragen gibt es hier nicht, und nichts, wofür man sich anmelden könnte.",
    answered: "Sie haben geantwortet und einen Beleg",
    answered_how: "Öffnen Sie die Adresse der Umfrage mit /receipt dahinter. Mit Ihrem Code können Sie lesen, was gespeichert ist, und es zurücknehmen.",
    results: "Sie möchten Ergebnisse sehen",
    results_how: "Ergebnisse haben einen eigenen Link, den die Marke weitergibt; wer ein Konto hat,",
    sign_in: "meldet sich an",
    results_show: "Beides zeigt Gesamtzahlen und, wenn eine Umfrage geschlossen ist, auch Geschriebenes, getrennt von allem anderen; aber nichts zu Fragen, die zu wenige Menschen beantwortet haben.",
};

pub const FR: HomeWords = HomeWords {
    title: "Pourquoi évite-t-on une marque ?",
    lead: "Ici, des marques posent la question. On y répond sans dire qui l’on est, et rien de ce qui le dirait n’est lu ni gardé avec les réponses, à moins de l’écrire soi-même.",
    invited: "Vous avez reçu une invitation à une enquête",
    invited_how: "Ouvrez-la par le lien ou l’adresse que vous avez reçus. Elle ressemble à ceci :",
    name_of_survey: "nom-de-l-enquete",
    code_alone: "Si vous n’avez reçu qu’un code,",
    enter_it: "saisissez-le ici",
    no_list: "Il n’y a ici ni liste d’enquêtes, ni inscription.",
    answered: "Vous avez répondu et vous avez un reçu",
    answered_how: "Ouvrez l’adresse de l’enquête suivie de /receipt. Avec votre code, vous pouvez lire ce qui est enregistré, et le retirer.",
    results: "Vous voulez voir des résultats",
    results_how: "Les résultats ont leur propre lien, que la marque transmet ; si vous avez un compte,",
    sign_in: "identifiez-vous",
    results_show: "L’un comme l’autre montre des totaux et, une fois l’enquête close, ce que les gens ont écrit, à part de tout le reste ; rien sur une question à laquelle trop peu de personnes ont répondu.",
};

pub const ES: HomeWords = HomeWords {
    title: "¿Por qué se evita una marca?",
    lead: "Aquí preguntan las marcas. Se responde sin decir quién se es, y nada de lo que lo diría se lee ni se guarda con las respuestas, salvo que lo escriba uno mismo.",
    invited: "Le han invitado a una encuesta",
    invited_how: "Ábrala con el enlace o la dirección que ha recibido. Tiene este aspecto:",
    name_of_survey: "nombre-de-la-encuesta",
    code_alone: "Si solo ha recibido un código,",
    enter_it: "escríbalo aquí",
    no_list: "Aquí no hay ninguna lista de encuestas ni nada en lo que inscribirse.",
    answered: "Ha respondido y tiene un resguardo",
    answered_how: "Vaya a la dirección de la encuesta con /receipt detrás. Con su código puede leer lo que está guardado, y retirarlo.",
    results: "Quiere ver resultados",
    results_how: "Los resultados tienen su propio enlace, que la marca reparte; si tiene una cuenta,",
    sign_in: "inicie sesión",
    results_show: "De una u otra forma se ven totales y, cuando la encuesta ha cerrado, lo que se escribió, aparte de todo lo demás; nada de una pregunta que hayan respondido muy pocas personas.",
};
