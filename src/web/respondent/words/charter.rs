//! What a survey's own settings mean for its respondents, in each language: on
//! the promise page, beside the sentences that hold for every survey.

use jiff::civil::Date;

/// One sentence a setting.
#[derive(Debug)]
pub struct CharterWords {
    /// k and floor.
    pub group_rule: fn(u16, u16) -> String,
    /// Opens the list of groups.
    pub group_list: &'static str,
    /// The label of the box.
    pub totals_only: fn(&str) -> String,
    /// k.
    pub left_out: fn(u16) -> String,
    /// The brand; the party follows.
    pub outside: fn(&str) -> String,
    /// The label of the box.
    pub outside_gets: fn(&str) -> String,
    /// The brand.
    pub nobody_outside: fn(&str) -> String,
    /// The last day of the running round, and the day on which its answers go.
    pub ends_on: fn(Date, Date) -> String,
    /// The day on which the round closed, and the one on which its answers go.
    pub closed_on: fn(Date, Date) -> String,
    pub no_last_day: &'static str,
    /// Among what cannot be promised, where everybody with the address answers.
    pub one_can_be_many: &'static str,
    pub verify: &'static str,
    pub verify_source: &'static str,
    pub verify_ledger: &'static str,
    pub verify_ledger_link: &'static str,
    pub verify_receipt: &'static str,
    pub verify_browser: &'static str,
}

/// The month's name among twelve.
fn named<'a>(day: Date, months: &[&'a str; 12]) -> &'a str {
    let position = usize::from(day.month().unsigned_abs()).saturating_sub(1);
    months.get(position).copied().unwrap_or_default()
}

pub(super) fn english(day: Date) -> String {
    let months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    format!("{} {} {}", day.day(), named(day, &months), day.year())
}

pub(super) fn german(day: Date) -> String {
    let months = [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ];
    format!("{}. {} {}", day.day(), named(day, &months), day.year())
}

pub(super) fn french(day: Date) -> String {
    let months = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];
    let first = if day.day() == 1 { "er" } else { "" };
    format!(
        "{}{first} {} {}",
        day.day(),
        named(day, &months),
        day.year()
    )
}

pub(super) fn spanish(day: Date) -> String {
    let months = [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ];
    format!("{} de {} de {}", day.day(), named(day, &months), day.year())
}

pub const EN: CharterWords = CharterWords {
    group_rule: |k, floor| {
        format!(
            "A group is counted only if at least {k} people are in it. And whatever sums and differences are made of everything that is published: none narrows down to fewer than {floor} people. Groups that are too small are joined or left out."
        )
    },
    group_list: "The questions that make groups",
    totals_only: |label| {
        format!(
            "Beside the button that sends is a box, “{label}”. Whoever ticks it is part of everybody’s results but of no group’s, and what they wrote is shown to nobody."
        )
    },
    left_out: |k| {
        format!(
            "So that nobody can be found by subtracting, others drawn at random are left out of the groups as well, until they are at least {k} together."
        )
    },
    outside: |brand| format!("Outside {brand}, results also go to:"),
    outside_gets: |label| {
        format!(
            "They get results only of closed surveys, and only of the people who did not tick “{label}”: all of these together, without groups and without what anybody wrote, and only if there are enough of them."
        )
    },
    nobody_outside: |brand| format!("This promise names nobody outside {brand} who gets results."),
    ends_on: |last, erased| {
        format!(
            "This round takes answers until {}. If it runs until then, they are erased on {}.",
            english(last),
            english(erased)
        )
    },
    closed_on: |closed, erased| {
        format!(
            "The last round closed on {}. The day on which its answers are erased is {}.",
            english(closed),
            english(erased)
        )
    },
    no_last_day: "No last day is set yet; the days count from the one on which the survey closes.",
    one_can_be_many: "Whoever has the address of this survey can answer it, and more than once: one person can be many.",
    verify: "How to check this",
    verify_source: "The program is called whynot and its source is open. The file docs/PRIVACY.md in it names for each promise what keeps it, and the program that attacks it, with what the attack achieved. Anybody can run these attacks again.",
    verify_ledger: "Each day on which somebody looked at results or changed something ends with a number that depends on everything entered so far. Note it down: if something earlier is altered, it no longer fits.",
    verify_ledger_link: "The days and their numbers",
    verify_receipt: "With the code on your receipt you read word for word what is stored of your answers.",
    verify_browser: "The developer tools of your browser show that these pages set no cookie, run no script and load nothing from anywhere else.",
};

pub const DE: CharterWords = CharterWords {
    group_rule: |k, floor| {
        format!(
            "Eine Gruppe wird nur gezählt, wenn ihr mindestens {k} Menschen angehören. Und welche Summen und Differenzen man auch aus allem bildet, was veröffentlicht wird: Keine führt zu weniger als {floor} Menschen. Zu kleine Gruppen werden zusammengelegt oder weggelassen."
        )
    },
    group_list: "Die Fragen, nach denen Gruppen gezählt werden",
    totals_only: |label| {
        format!(
            "Neben dem Knopf zum Absenden steht ein Kästchen, „{label}“. Wer es ankreuzt, gehört zu den Ergebnissen aller, aber zu denen keiner Gruppe, und was er oder sie geschrieben hat, bekommt niemand zu sehen."
        )
    },
    left_out: |k| {
        format!(
            "Damit niemand durch Abziehen zu finden ist, werden zufällig gezogene andere ebenfalls aus den Gruppen herausgelassen, bis es zusammen mindestens {k} sind."
        )
    },
    outside: |brand| format!("Außerhalb von {brand} gehen Ergebnisse auch an:"),
    outside_gets: |label| {
        format!(
            "Dorthin gehen nur Ergebnisse beendeter Umfragen, und nur von denen, die „{label}“ nicht angekreuzt haben: von allen diesen zusammen, ohne Gruppen und ohne Geschriebenes, und nur, wenn es genügend sind."
        )
    },
    nobody_outside: |brand| {
        format!(
            "Dieses Versprechen nennt niemanden außerhalb von {brand}, an den Ergebnisse gehen."
        )
    },
    ends_on: |last, erased| {
        format!(
            "Diese Runde nimmt bis zum {} Antworten an. Läuft sie so lange, dann werden die Antworten am {} gelöscht.",
            german(last),
            german(erased)
        )
    },
    closed_on: |closed, erased| {
        format!(
            "Die letzte Runde endete am {}. Der Tag, an dem ihre Antworten gelöscht werden, ist der {}.",
            german(closed),
            german(erased)
        )
    },
    no_last_day: "Ein letzter Tag steht noch nicht fest; gezählt wird von dem Tag an, an dem die Umfrage endet.",
    one_can_be_many: "Wer die Adresse dieser Umfrage hat, kann antworten, auch mehrmals: Ein Mensch kann viele sein.",
    verify: "Wie sich das nachprüfen lässt",
    verify_source: "Das Programm heißt whynot, und sein Quelltext ist offen. Die Datei docs/PRIVACY.md darin nennt zu jedem Versprechen, was es hält, und das Programm, das es angreift, samt dem, was der Angriff erreicht hat. Alle können diese Angriffe wiederholen.",
    verify_ledger: "Jeder Tag, an dem jemand Ergebnisse angesehen oder etwas geändert hat, endet mit einer Zahl, die von allem bis dahin Eingetragenen abhängt. Schreiben Sie sie auf: Wird etwas Früheres verändert, passt sie nicht mehr.",
    verify_ledger_link: "Die Tage und ihre Zahlen",
    verify_receipt: "Mit dem Code auf Ihrem Beleg lesen Sie Wort für Wort, was von Ihren Antworten gespeichert ist.",
    verify_browser: "Die Entwicklerwerkzeuge Ihres Browsers zeigen, dass diese Seiten kein Cookie setzen, kein Skript ausführen und nichts von anderswo laden.",
};

pub const FR: CharterWords = CharterWords {
    group_rule: |k, floor| {
        format!(
            "Un groupe n’est compté que s’il réunit au moins {k} personnes. Et quelles que soient les sommes et les différences que l’on forme de tout ce qui est publié : aucune ne mène à moins de {floor} personnes. Les groupes trop petits sont réunis ou laissés de côté."
        )
    },
    group_list: "Les questions selon lesquelles des groupes sont comptés",
    totals_only: |label| {
        format!(
            "À côté du bouton d’envoi se trouve une case, « {label} ». Qui la coche fait partie des résultats de l’ensemble, mais d’aucun groupe, et ses textes ne sont montrés à personne."
        )
    },
    left_out: |k| {
        format!(
            "Pour que personne ne puisse être trouvé par soustraction, d’autres, tirés au hasard, sont eux aussi laissés hors des groupes, jusqu’à être au moins {k} ensemble."
        )
    },
    outside: |brand| format!("Hors de {brand}, des résultats vont aussi à :"),
    outside_gets: |label| {
        format!(
            "N’y vont que des résultats d’enquêtes closes, et seulement ceux des personnes qui n’ont pas coché « {label} » : de toutes celles-ci ensemble, sans groupes et sans textes, et seulement si elles sont assez nombreuses."
        )
    },
    nobody_outside: |brand| {
        format!("Cette promesse ne nomme personne hors de {brand} qui reçoive des résultats.")
    },
    ends_on: |last, erased| {
        format!(
            "Cette vague reçoit des réponses jusqu’au {}. Si elle dure jusque-là, elles seront effacées le {}.",
            french(last),
            french(erased)
        )
    },
    closed_on: |closed, erased| {
        format!(
            "La dernière vague a été close le {}. Le jour où ses réponses s’effacent est le {}.",
            french(closed),
            french(erased)
        )
    },
    no_last_day: "Aucun dernier jour n’est encore fixé ; les jours comptent à partir de celui où l’enquête sera close.",
    one_can_be_many: "Qui a l’adresse de cette enquête peut y répondre, et plus d’une fois : une personne peut en valoir plusieurs.",
    verify: "Comment le vérifier",
    verify_source: "Le programme s’appelle whynot et son code source est ouvert. Le fichier docs/PRIVACY.md y nomme, pour chaque promesse, ce qui la tient et le programme qui l’attaque, avec ce que l’attaque a obtenu. Chacun peut refaire ces attaques.",
    verify_ledger: "Chaque jour où quelqu’un a regardé des résultats ou changé quelque chose se termine par un nombre qui dépend de tout ce qui a été inscrit jusque-là. Notez-le : si quelque chose d’antérieur est modifié, il ne correspond plus.",
    verify_ledger_link: "Les jours et leurs nombres",
    verify_receipt: "Avec le code de votre reçu, vous lisez mot pour mot ce qui est enregistré de vos réponses.",
    verify_browser: "Les outils de développement de votre navigateur montrent que ces pages ne déposent aucun cookie, n’exécutent aucun script et ne chargent rien d’ailleurs.",
};

pub const ES: CharterWords = CharterWords {
    group_rule: |k, floor| {
        format!(
            "Un grupo se cuenta solo si lo forman al menos {k} personas. Y sean cuales sean las sumas y diferencias que se hagan con todo lo que se publica: ninguna lleva a menos de {floor} personas. Los grupos demasiado pequeños se unen o se omiten."
        )
    },
    group_list: "Las preguntas según las cuales se cuentan grupos",
    totals_only: |label| {
        format!(
            "Junto al botón de envío hay una casilla, «{label}». Quien la marca forma parte de los resultados de todos, pero no de los de ningún grupo, y lo que ha escrito no se muestra a nadie."
        )
    },
    left_out: |k| {
        format!(
            "Para que no se pueda encontrar a nadie restando, otras personas sacadas al azar quedan también fuera de los grupos, hasta ser al menos {k} en total."
        )
    },
    outside: |brand| format!("Fuera de {brand}, los resultados llegan también a:"),
    outside_gets: |label| {
        format!(
            "Solo reciben resultados de encuestas cerradas, y solo de las personas que no marcaron «{label}»: de todas ellas juntas, sin grupos y sin lo que nadie haya escrito, y solo si son bastantes."
        )
    },
    nobody_outside: |brand| {
        format!("Esta promesa no nombra a nadie fuera de {brand} que reciba resultados.")
    },
    ends_on: |last, erased| {
        format!(
            "Esta ronda recibe respuestas hasta el {}. Si dura hasta entonces, se borran el {}.",
            spanish(last),
            spanish(erased)
        )
    },
    closed_on: |closed, erased| {
        format!(
            "La última ronda se cerró el {}. El día en que se borran sus respuestas es el {}.",
            spanish(closed),
            spanish(erased)
        )
    },
    no_last_day: "Aún no hay un último día; los días se cuentan desde el cierre de la encuesta.",
    one_can_be_many: "Quien tiene la dirección de esta encuesta puede responderla, y más de una vez: una persona puede ser muchas.",
    verify: "Cómo comprobarlo",
    verify_source: "El programa se llama whynot y su código fuente es abierto. El archivo docs/PRIVACY.md nombra para cada promesa qué la cumple y el programa que la ataca, con lo que el ataque consiguió. Cualquiera puede repetir estos ataques.",
    verify_ledger: "Cada día en que alguien miró resultados o cambió algo termina con un número que depende de todo lo anotado hasta entonces. Apúntelo: si se altera algo anterior, deja de encajar.",
    verify_ledger_link: "Los días y sus números",
    verify_receipt: "Con el código de su resguardo lee palabra por palabra lo que está guardado de sus respuestas.",
    verify_browser: "Las herramientas de desarrollo de su navegador muestran que estas páginas no ponen ninguna cookie, no ejecutan ningún script y no cargan nada de otro sitio.",
};

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_are_written_as_each_language_writes_them() {
        let day = date(2027, 3, 1);
        assert_eq!(english(day), "1 March 2027");
        assert_eq!(german(day), "1. März 2027");
        assert_eq!(french(day), "1er mars 2027");
        assert_eq!(spanish(day), "1 de marzo de 2027");
    }
}
