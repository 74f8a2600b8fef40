//! What two settings of the charter mean, in each language: whether own words
//! are shown, and whether results are; and the page that shows them.

#[derive(Debug)]
pub struct OpennessWords {
    /// Beside a field for own words that nobody will read.
    pub kept_back: &'static str,
    /// Who sees what, where own words are kept back.
    pub who_sees_totals: &'static str,
    /// Of own words, among what is stored.
    pub stored_shown: &'static str,
    pub stored_kept_back: &'static str,
    /// The promise about results for everybody.
    pub public: &'static str,
    pub not_public: &'static str,
    /// On the first page, where they are.
    pub public_short: &'static str,
    /// Where somebody outside is named as well, whom one can refuse.
    pub public_counts_all: &'static str,
    /// Of the ledger, where they are.
    pub public_unread: &'static str,
    /// The link to them.
    pub link: &'static str,
    pub title: &'static str,
    pub lead: &'static str,
    pub not_yet: &'static str,
    /// k.
    pub not_yet_next: fn(u16) -> String,
    pub too_few: &'static str,
    /// k.
    pub too_few_next: fn(u16) -> String,
    /// How many answers were counted.
    pub counted: fn(&str) -> String,
    pub waves: &'static str,
    pub who_answered: &'static str,
    pub share: &'static str,
    pub several: &'static str,
    pub wrote: fn(&str, &str) -> String,
    pub table: &'static str,
    pub answer: &'static str,
    pub share_head: &'static str,
    pub interval_head: &'static str,
    pub people_head: &'static str,
    pub base_head: &'static str,
    pub rank_head: &'static str,
    pub first_head: &'static str,
    pub ranked_head: &'static str,
    /// How many answered the question.
    pub base: fn(&str) -> String,
    pub too_few_here: &'static str,
}

pub const EN: OpennessWords = OpennessWords {
    kept_back: "Nobody who sees the results reads what you write here; they only see how many people wrote something.",
    who_sees_totals: "They see totals: how many people gave which answer. What people write in their own words is shown to none of them; only how many wrote something is counted. They do not see anybody’s filled-in survey.",
    stored_shown: "What you write in your own words, apart from your other answers once they are released. These texts are shown when the survey has closed and enough people wrote one, unless you asked to be counted in the totals only.",
    stored_kept_back: "What you write in your own words, apart from your other answers once they are released. These texts are shown to nobody; with your code you can read yours.",
    public: "You will see the results, too: when the survey has closed, everybody with its address can read what all who answered said together. Groups, and what people wrote, are not shown there.",
    not_public: "There is no page on which everybody could read the results.",
    public_short: "When the survey has closed, everybody with its address can read the totals.",
    public_counts_all: "The totals that everybody can read once the survey has closed count all answers, those of people who say no to this as well.",
    public_unread: "Who reads the page that is open to everybody is entered nowhere.",
    link: "The results",
    title: "The results",
    lead: "What all who answered said together. Nobody’s filled-in survey is shown here, no groups, and nothing that anybody wrote.",
    not_yet: "There are no results yet",
    not_yet_next: |k| {
        format!(
            "They appear at this address when the survey has closed and at least {k} people have answered."
        )
    },
    too_few: "Too few people answered",
    too_few_next: |k| {
        format!("The promise says that nothing is shown about fewer than {k} people.")
    },
    counted: |responses| format!("{responses} people’s answers"),
    waves: "Other rounds",
    who_answered: "Who answered",
    share: "% of those who answered",
    several: "% of those who answered; several answers were possible",
    wrote: |wrote, base| format!("{wrote} of {base} people wrote something here."),
    table: "As a table",
    answer: "Answer",
    share_head: "Share",
    interval_head: "95% interval",
    people_head: "People",
    base_head: "Of",
    rank_head: "Mean rank",
    first_head: "Ranked first",
    ranked_head: "Ranked at all",
    base: |base| format!("Answered by {base} people."),
    too_few_here: "Too few people answered this question for anything to be shown.",
};

pub const DE: OpennessWords = OpennessWords {
    kept_back: "Was Sie hier schreiben, bekommt niemand zu lesen, der die Ergebnisse sieht; zu sehen ist nur, wie viele etwas geschrieben haben.",
    who_sees_totals: "Zu sehen sind Summen: wie viele Menschen was geantwortet haben. Was Menschen in eigenen Worten schreiben, wird niemandem gezeigt; gezählt wird nur, wie viele etwas geschrieben haben. Einzelne ausgefüllte Bögen bekommt niemand zu sehen.",
    stored_shown: "Was Sie in eigenen Worten schreiben, nach der Freigabe getrennt von Ihren übrigen Antworten. Diese Texte werden gezeigt, wenn die Umfrage geschlossen ist und genügend Menschen einen geschrieben haben; nicht, wenn Sie nur in den Gesamtzahlen mitgezählt werden möchten.",
    stored_kept_back: "Was Sie in eigenen Worten schreiben, nach der Freigabe getrennt von Ihren übrigen Antworten. Diese Texte werden niemandem gezeigt; mit Ihrem Code lesen Sie den Ihren.",
    public: "Auch Sie sehen die Ergebnisse: Wenn die Umfrage geschlossen ist, können alle, die ihre Adresse haben, lesen, was alle zusammen geantwortet haben. Gruppen und Geschriebenes werden dort nicht gezeigt.",
    not_public: "Eine Seite, auf der alle die Ergebnisse lesen können, gibt es nicht.",
    public_short: "Wenn die Umfrage geschlossen ist, können alle, die ihre Adresse haben, die Gesamtzahlen lesen.",
    public_counts_all: "In den Gesamtzahlen, die nach dem Ende der Umfrage alle lesen können, zählen alle Antworten mit, auch die derer, die das ablehnen.",
    public_unread: "Wer die Seite liest, die allen offensteht, wird nirgends eingetragen.",
    link: "Die Ergebnisse",
    title: "Die Ergebnisse",
    lead: "Was alle zusammen geantwortet haben. Kein einzelner ausgefüllter Bogen ist hier zu sehen, keine Gruppe und nichts, was jemand geschrieben hat.",
    not_yet: "Noch gibt es keine Ergebnisse",
    not_yet_next: |k| {
        format!(
            "Sie erscheinen unter dieser Adresse, wenn die Umfrage geschlossen ist und mindestens {k} Menschen geantwortet haben."
        )
    },
    too_few: "Zu wenige haben geantwortet",
    too_few_next: |k| {
        format!("Das Versprechen sagt, dass über weniger als {k} Menschen nichts gezeigt wird.")
    },
    counted: |responses| format!("Antworten von {responses} Menschen"),
    waves: "Andere Runden",
    who_answered: "Wer geantwortet hat",
    share: "% derer, die geantwortet haben",
    several: "% derer, die geantwortet haben; mehrere Antworten waren möglich",
    wrote: |wrote, base| format!("{wrote} von {base} Menschen haben hier etwas geschrieben."),
    table: "Als Tabelle",
    answer: "Antwort",
    share_head: "Anteil",
    interval_head: "95-%-Intervall",
    people_head: "Menschen",
    base_head: "Von",
    rank_head: "Mittlerer Rang",
    first_head: "Auf Platz 1",
    ranked_head: "Überhaupt genannt",
    base: |base| format!("Beantwortet von {base} Menschen."),
    too_few_here: "Diese Frage haben zu wenige beantwortet, um etwas zu zeigen.",
};

pub const FR: OpennessWords = OpennessWords {
    kept_back: "Aucune des personnes qui voient les résultats ne lit ce que vous écrivez ici ; on y voit seulement combien de personnes ont écrit quelque chose.",
    who_sees_totals: "On y voit des totaux : combien de personnes ont donné telle réponse. Ce que des personnes écrivent avec leurs mots n’est montré à personne ; on compte seulement combien ont écrit quelque chose. Personne n’y voit le questionnaire d’une personne en particulier.",
    stored_shown: "Ce que vous écrivez avec vos mots, à part de vos autres réponses une fois celles-ci libérées. Ces textes sont montrés quand l’enquête est close et qu’assez de personnes en ont écrit un, sauf si vous avez demandé à n’être compté que dans les totaux.",
    stored_kept_back: "Ce que vous écrivez avec vos mots, à part de vos autres réponses une fois celles-ci libérées. Ces textes ne sont montrés à personne ; avec votre code, vous lisez le vôtre.",
    public: "Vous verrez aussi les résultats : quand l’enquête est close, toute personne qui en a l’adresse peut lire ce que l’ensemble a répondu. Ni les groupes ni les textes n’y sont montrés.",
    not_public: "Il n’y a pas de page où tout le monde pourrait lire les résultats.",
    public_short: "Quand l’enquête est close, toute personne qui en a l’adresse peut lire les totaux.",
    public_counts_all: "Les totaux que tout le monde peut lire une fois l’enquête close comptent toutes les réponses, y compris celles des personnes qui s’y opposent.",
    public_unread: "Qui lit la page ouverte à tous n’est inscrit nulle part.",
    link: "Les résultats",
    title: "Les résultats",
    lead: "Ce que toutes les personnes ont répondu, ensemble. On ne voit ici le questionnaire de personne, aucun groupe, et rien de ce que quelqu’un a écrit.",
    not_yet: "Il n’y a pas encore de résultats",
    not_yet_next: |k| {
        format!(
            "Ils paraîtront à cette adresse quand l’enquête sera close et qu’au moins {k} personnes auront répondu."
        )
    },
    too_few: "Trop peu de personnes ont répondu",
    too_few_next: |k| format!("La promesse dit que rien n’est montré sur moins de {k} personnes."),
    counted: |responses| format!("Réponses de {responses} personnes"),
    waves: "Autres vagues",
    who_answered: "Qui a répondu",
    share: "% des personnes qui ont répondu",
    several: "% des personnes qui ont répondu ; plusieurs réponses étaient possibles",
    wrote: |wrote, base| format!("{wrote} personnes sur {base} ont écrit quelque chose ici."),
    table: "En tableau",
    answer: "Réponse",
    share_head: "Part",
    interval_head: "Intervalle à 95 %",
    people_head: "Personnes",
    base_head: "Sur",
    rank_head: "Rang moyen",
    first_head: "En premier",
    ranked_head: "Classée",
    base: |base| format!("{base} personnes ont répondu à cette question."),
    too_few_here: "Trop peu de personnes ont répondu à cette question pour montrer quoi que ce soit.",
};

pub const ES: OpennessWords = OpennessWords {
    kept_back: "Nadie de quienes ven los resultados lee lo que usted escribe aquí; solo se ve cuántas personas escribieron algo.",
    who_sees_totals: "Se ven totales: cuántas personas dieron cada respuesta. Lo que se escribe con palabras propias no se muestra a nadie; solo se cuenta cuántas personas escribieron algo. Nadie ve el cuestionario de una persona concreta.",
    stored_shown: "Lo que escribe con sus palabras, aparte de sus demás respuestas una vez liberadas. Estos textos se muestran cuando la encuesta ha cerrado y bastantes personas han escrito uno, salvo si pidió contar solo en los totales.",
    stored_kept_back: "Lo que escribe con sus palabras, aparte de sus demás respuestas una vez liberadas. Estos textos no se muestran a nadie; con su código puede leer el suyo.",
    public: "Usted también verá los resultados: cuando la encuesta haya cerrado, cualquiera que tenga su dirección podrá leer lo que respondieron todas las personas juntas. Allí no se muestran grupos ni lo que nadie haya escrito.",
    not_public: "No hay ninguna página en la que cualquiera pueda leer los resultados.",
    public_short: "Cuando la encuesta haya cerrado, cualquiera que tenga su dirección podrá leer los totales.",
    public_counts_all: "Los totales que cualquiera puede leer cuando la encuesta ha cerrado cuentan todas las respuestas, también las de quienes se niegan a esto.",
    public_unread: "Quién lee la página abierta a todos no se anota en ninguna parte.",
    link: "Los resultados",
    title: "Los resultados",
    lead: "Lo que respondieron todas las personas juntas. Aquí no se ve el cuestionario de nadie, ningún grupo ni nada que alguien haya escrito.",
    not_yet: "Aún no hay resultados",
    not_yet_next: |k| {
        format!(
            "Aparecerán en esta dirección cuando la encuesta haya cerrado y al menos {k} personas hayan respondido."
        )
    },
    too_few: "Respondieron muy pocas personas",
    too_few_next: |k| {
        format!("La promesa dice que no se muestra nada sobre menos de {k} personas.")
    },
    counted: |responses| format!("Respuestas de {responses} personas"),
    waves: "Otras rondas",
    who_answered: "Quiénes respondieron",
    share: "% de quienes respondieron",
    several: "% de quienes respondieron; se podían dar varias respuestas",
    wrote: |wrote, base| format!("{wrote} de {base} personas escribieron algo aquí."),
    table: "En una tabla",
    answer: "Respuesta",
    share_head: "Porcentaje",
    interval_head: "Intervalo del 95 %",
    people_head: "Personas",
    base_head: "De",
    rank_head: "Puesto medio",
    first_head: "En primer lugar",
    ranked_head: "Clasificada",
    base: |base| format!("Respondieron {base} personas."),
    too_few_here: "Respondieron a esta pregunta muy pocas personas para mostrar algo.",
};
