//! Who looked and what was changed, in each language: what an entry of the
//! ledger says, and what stands around the entries.

use crate::privacy::ledger::{Action, Role};

#[derive(Debug)]
pub struct LedgerWords {
    pub title: &'static str,
    pub title_of: fn(&str) -> String,
    pub lead: &'static str,
    pub unnamed: &'static str,
    pub head: &'static str,
    /// Of today, which is not over.
    pub head_so_far: &'static str,
    pub nothing: &'static str,
    pub earlier: &'static str,
    pub chain: &'static str,
    pub everything: &'static str,
    /// How a sentence begins.
    pub who: fn(Role) -> &'static str,
    /// How it goes on.
    pub did: fn(Action) -> &'static str,
    /// How the details begin that an entry may name, as they are stored, and the
    /// same in this language.
    details: &'static [(&'static str, &'static str)],
    /// Between the last two of several waves.
    and: &'static str,
}

impl LedgerWords {
    /// What was stored in English, as far as it is ours; codes, names and days
    /// stay as they are.
    pub fn detail(&self, stored: &str) -> String {
        let stored = match stored.starts_with("waves ") {
            true => stored.replacen(" and ", self.and, 1),
            false => stored.to_owned(),
        };
        let known = self.details.iter().find_map(|(english, ours)| {
            stored
                .strip_prefix(english)
                .map(|rest| format!("{ours}{rest}"))
        });
        known.unwrap_or(stored)
    }
}

pub const EN: LedgerWords = LedgerWords {
    title: "Who has looked",
    title_of: |survey| format!("Who has looked at “{survey}”"),
    lead: "Each day on which results were seen or saved, or something was changed, is entered here, by role and never by name. Nothing that people who answer do is entered. Where the promise of a survey says that everybody with its address sees the results, the day on which they became public is entered, and not who reads them.",
    unnamed: "Surveys are not named, because there is no list of them: a survey’s own entries are linked from its promise.",
    head: "Head of this day:",
    head_so_far: "Head of this day so far; it moves with each entry until midnight UTC:",
    nothing: "Nothing so far.",
    earlier: "Earlier days",
    chain: "Each entry is bound to the one before it, so that one that is edited or taken out is noticed. Whoever notes a day’s head elsewhere can later have it looked for: entries that were cut off, or written anew, no longer lead to it.",
    everything: "Everything, with each day’s head",
    who: |role| match role {
        Role::Operator => "Whoever runs this service",
        Role::Whynot => "The program, by itself,",
        Role::BoardLink => "Somebody with the link to the results",
        Role::OutsideLink => "Somebody with the link for those outside the brand",
        Role::Owner => "An owner",
        Role::Marketer => "A marketer",
        Role::Executive => "An executive",
    },
    did: |action| match action {
        Action::ResultsSeen => "saw results",
        Action::ResultsExported => "saved results as a file",
        Action::CommentsSeen => "read comments",
        Action::SurveyImported => "stored a new survey",
        Action::SurveyRevised => "changed a survey",
        Action::WaveOpened => "opened a survey",
        Action::WaveClosed => "closed a survey",
        Action::ResultsMadePublic => "made the results of a closed survey public",
        Action::WavePaused => "paused a survey",
        Action::WaveResumed => "went on with a survey",
        Action::BookWritten => "counted the groups of a closed survey",
        Action::AnswersErased => "erased the single answers to a survey on their date",
        Action::InvitationsForgotten => "erased who was invited to a survey",
        Action::KeysDestroyed => "destroyed the key behind the invitations to a survey",
        Action::PeopleInvited => "invited people to a survey",
        Action::BoardGiven => "gave the results to readers",
        Action::BoardTakenBack => "took the results back from readers",
        Action::MailSent => "sent mail to the people invited",
        Action::WaitingGivenUp => "gave up answers that waited under a lost key",
        Action::BackupMade => "made a backup",
        Action::BackupRestored => "put a backup back",
    },
    details: &[],
    and: " and ",
};

pub const DE: LedgerWords = LedgerWords {
    title: "Wer hingesehen hat",
    title_of: |survey| format!("Wer bei „{survey}“ hingesehen hat"),
    lead: "Jeder Tag, an dem Ergebnisse angesehen oder gespeichert wurden oder etwas geändert wurde, ist hier eingetragen, nach Rolle und nie mit Namen. Nichts, was Menschen tun, die antworten, wird eingetragen. Wo das Versprechen einer Umfrage sagt, dass alle mit ihrer Adresse die Ergebnisse sehen, ist der Tag eingetragen, an dem sie öffentlich wurden, und nicht, wer sie liest.",
    unnamed: "Umfragen werden nicht genannt, denn eine Liste gibt es nicht: Zu den Einträgen einer Umfrage führt ein Link auf ihrem Versprechen.",
    head: "Prüfzahl dieses Tages:",
    head_so_far: "Prüfzahl dieses Tages bis jetzt; sie ändert sich bis Mitternacht UTC mit jedem Eintrag:",
    nothing: "Bisher nichts.",
    earlier: "Frühere Tage",
    chain: "Jeder Eintrag ist an den vor ihm gebunden; wird einer geändert oder herausgenommen, fällt es auf. Wer sich die Prüfzahl eines Tages anderswo notiert, kann später nach ihr suchen lassen: Wurden Einträge abgeschnitten oder neu geschrieben, führen sie nicht mehr zu ihr.",
    everything: "Alles, mit der Prüfzahl jedes Tages",
    who: |role| match role {
        Role::Operator => "Wer diesen Dienst betreibt,",
        Role::Whynot => "Das Programm selbst",
        Role::BoardLink => "Jemand mit dem Link zu den Ergebnissen",
        Role::OutsideLink => "Jemand mit dem Link für die außerhalb der Marke",
        Role::Owner => "Eine Person mit allen Rechten",
        Role::Marketer => "Eine Person aus dem Marketing",
        Role::Executive => "Eine Person aus der Leitung",
    },
    did: |action| match action {
        Action::ResultsSeen => "hat Ergebnisse angesehen",
        Action::ResultsExported => "hat Ergebnisse als Datei gespeichert",
        Action::CommentsSeen => "hat Texte gelesen",
        Action::SurveyImported => "hat eine neue Umfrage gespeichert",
        Action::SurveyRevised => "hat eine Umfrage geändert",
        Action::WaveOpened => "hat eine Umfrage geöffnet",
        Action::WaveClosed => "hat eine Umfrage geschlossen",
        Action::ResultsMadePublic => {
            "hat die Ergebnisse einer geschlossenen Umfrage öffentlich gemacht"
        }
        Action::WavePaused => "hat eine Umfrage angehalten",
        Action::WaveResumed => "hat eine Umfrage fortgesetzt",
        Action::BookWritten => "hat die Gruppen einer geschlossenen Umfrage gezählt",
        Action::AnswersErased => {
            "hat die einzelnen Antworten einer Umfrage zu ihrem Datum gelöscht"
        }
        Action::InvitationsForgotten => "hat gelöscht, wer zu einer Umfrage eingeladen war",
        Action::KeysDestroyed => "hat den Schlüssel zu den Einladungen einer Umfrage vernichtet",
        Action::PeopleInvited => "hat Menschen zu einer Umfrage eingeladen",
        Action::BoardGiven => "hat die Ergebnisse weitergegeben",
        Action::BoardTakenBack => "hat weitergegebene Ergebnisse zurückgenommen",
        Action::MailSent => "hat den Eingeladenen Mails geschickt",
        Action::WaitingGivenUp => {
            "hat Antworten aufgegeben, die unter einem verlorenen Schlüssel warteten"
        }
        Action::BackupMade => "hat eine Sicherungskopie gemacht",
        Action::BackupRestored => "hat eine Sicherungskopie zurückgespielt",
    },
    details: &[
        ("waves ", "Runden "),
        ("wave ", "Runde "),
        (
            "by link to those outside the brand, until ",
            "per Link an die außerhalb der Marke, bis ",
        ),
        ("by link, until ", "per Link, bis "),
        ("from everybody who had it", "von allen, die sie hatten"),
        ("a link", "ein Link"),
        ("to an executive", "an eine Person aus der Leitung"),
        ("to the department ", "an die Abteilung "),
        ("from an executive", "von einer Person aus der Leitung"),
        ("from the department ", "von der Abteilung "),
        ("by address", "nach Adressen"),
        ("with printed codes", "mit gedruckten Codes"),
        ("invitation", "Einladung"),
        ("reminder", "Erinnerung"),
    ],
    and: " und ",
};

pub const FR: LedgerWords = LedgerWords {
    title: "Qui a regardé",
    title_of: |survey| format!("Qui a regardé « {survey} »"),
    lead: "Chaque jour où des résultats ont été vus ou enregistrés, ou quelque chose modifié, est inscrit ici, par rôle et jamais par nom. Rien de ce que font les personnes qui répondent n’est inscrit. Là où la promesse d’une enquête dit que toute personne qui en a l’adresse voit les résultats, le jour où ils sont devenus publics est inscrit, et non qui les lit.",
    unnamed: "Les enquêtes ne sont pas nommées, car il n’en existe aucune liste : la promesse d’une enquête mène à ses propres inscriptions.",
    head: "Nombre de ce jour :",
    head_so_far: "Nombre de ce jour, provisoire ; il change à chaque inscription jusqu’à minuit UTC :",
    nothing: "Rien jusqu’ici.",
    earlier: "Jours précédents",
    chain: "Chaque inscription est liée à la précédente : si l’une est modifiée ou retirée, cela se remarque. Qui note ailleurs le nombre d’un jour peut plus tard le faire rechercher : si des inscriptions ont été coupées ou réécrites, elles n’y mènent plus.",
    everything: "Tout, avec le nombre de chaque jour",
    who: |role| match role {
        Role::Operator => "La personne qui exploite ce service",
        Role::Whynot => "Le programme, de lui-même,",
        Role::BoardLink => "Quelqu’un qui a le lien vers les résultats",
        Role::OutsideLink => "Quelqu’un qui a le lien destiné à l’extérieur de la marque",
        Role::Owner => "Une personne propriétaire",
        Role::Marketer => "Une personne du marketing",
        Role::Executive => "Une personne de la direction",
    },
    did: |action| match action {
        Action::ResultsSeen => "a vu des résultats",
        Action::ResultsExported => "a enregistré des résultats dans un fichier",
        Action::CommentsSeen => "a lu des textes",
        Action::SurveyImported => "a enregistré une nouvelle enquête",
        Action::SurveyRevised => "a modifié une enquête",
        Action::WaveOpened => "a ouvert une enquête",
        Action::WaveClosed => "a clos une enquête",
        Action::ResultsMadePublic => "a rendu publics les résultats d’une enquête close",
        Action::WavePaused => "a suspendu une enquête",
        Action::WaveResumed => "a repris une enquête",
        Action::BookWritten => "a compté les groupes d’une enquête close",
        Action::AnswersErased => "a effacé à leur date les réponses individuelles à une enquête",
        Action::InvitationsForgotten => "a effacé la liste des personnes invitées à une enquête",
        Action::KeysDestroyed => "a détruit la clé des invitations à une enquête",
        Action::PeopleInvited => "a invité des personnes à une enquête",
        Action::BoardGiven => "a remis les résultats à des lecteurs",
        Action::BoardTakenBack => "a repris les résultats à des lecteurs",
        Action::MailSent => "a envoyé du courrier aux personnes invitées",
        Action::WaitingGivenUp => "a abandonné des réponses qui attendaient sous une clé perdue",
        Action::BackupMade => "a fait une sauvegarde",
        Action::BackupRestored => "a remis en place une sauvegarde",
    },
    details: &[
        ("waves ", "vagues "),
        ("wave ", "vague "),
        (
            "by link to those outside the brand, until ",
            "par lien, à l’extérieur de la marque, jusqu’au ",
        ),
        ("by link, until ", "par lien, jusqu’au "),
        ("from everybody who had it", "à tous ceux qui les avaient"),
        ("a link", "un lien"),
        ("to an executive", "à une personne de la direction"),
        ("to the department ", "au service "),
        ("from an executive", "à une personne de la direction"),
        ("from the department ", "au service "),
        ("by address", "par adresse"),
        ("with printed codes", "avec des codes imprimés"),
        ("invitation", "invitation"),
        ("reminder", "rappel"),
    ],
    and: " et ",
};

pub const ES: LedgerWords = LedgerWords {
    title: "Quién ha mirado",
    title_of: |survey| format!("Quién ha mirado «{survey}»"),
    lead: "Cada día en que se vieron o guardaron resultados, o se cambió algo, queda anotado aquí, por función y nunca por nombre. No se anota nada de lo que hacen quienes responden. Donde la promesa de una encuesta dice que cualquiera con su dirección ve los resultados, se anota el día en que se hicieron públicos, y no quién los lee.",
    unnamed: "Las encuestas no se nombran, porque no hay ninguna lista de ellas: la promesa de una encuesta lleva a sus propias anotaciones.",
    head: "Número de este día:",
    head_so_far: "Número de este día hasta ahora; cambia con cada anotación hasta la medianoche UTC:",
    nothing: "Nada hasta ahora.",
    earlier: "Días anteriores",
    chain: "Cada anotación está ligada a la anterior, así que si una se altera o se quita, se nota. Quien apunte en otro lugar el número de un día puede hacer que se busque más tarde: si se cortaron o reescribieron anotaciones, ya no llevan a él.",
    everything: "Todo, con el número de cada día",
    who: |role| match role {
        Role::Operator => "Quien gestiona este servicio",
        Role::Whynot => "El programa, por sí mismo,",
        Role::BoardLink => "Alguien con el enlace a los resultados",
        Role::OutsideLink => "Alguien con el enlace para quienes están fuera de la marca",
        Role::Owner => "Una persona propietaria",
        Role::Marketer => "Una persona de marketing",
        Role::Executive => "Una persona de la dirección",
    },
    did: |action| match action {
        Action::ResultsSeen => "vio resultados",
        Action::ResultsExported => "guardó resultados en un archivo",
        Action::CommentsSeen => "leyó textos",
        Action::SurveyImported => "guardó una encuesta nueva",
        Action::SurveyRevised => "cambió una encuesta",
        Action::WaveOpened => "abrió una encuesta",
        Action::WaveClosed => "cerró una encuesta",
        Action::ResultsMadePublic => "hizo públicos los resultados de una encuesta cerrada",
        Action::WavePaused => "puso en pausa una encuesta",
        Action::WaveResumed => "reanudó una encuesta",
        Action::BookWritten => "contó los grupos de una encuesta cerrada",
        Action::AnswersErased => "borró en su fecha las respuestas individuales de una encuesta",
        Action::InvitationsForgotten => "borró quién estaba invitado a una encuesta",
        Action::KeysDestroyed => "destruyó la clave de las invitaciones a una encuesta",
        Action::PeopleInvited => "invitó a personas a una encuesta",
        Action::BoardGiven => "entregó los resultados a lectores",
        Action::BoardTakenBack => "retiró los resultados a lectores",
        Action::MailSent => "envió correo a las personas invitadas",
        Action::WaitingGivenUp => "dio por perdidas respuestas que esperaban con una clave perdida",
        Action::BackupMade => "hizo una copia de seguridad",
        Action::BackupRestored => "restableció una copia de seguridad",
    },
    details: &[
        ("waves ", "rondas "),
        ("wave ", "ronda "),
        (
            "by link to those outside the brand, until ",
            "por enlace a quienes están fuera de la marca, hasta ",
        ),
        ("by link, until ", "por enlace, hasta "),
        ("from everybody who had it", "a todos los que los tenían"),
        ("a link", "un enlace"),
        ("to an executive", "a una persona de la dirección"),
        ("to the department ", "al departamento "),
        ("from an executive", "a una persona de la dirección"),
        ("from the department ", "al departamento "),
        ("by address", "por dirección"),
        ("with printed codes", "con códigos impresos"),
        ("invitation", "invitación"),
        ("reminder", "recordatorio"),
    ],
    and: " y ",
};
