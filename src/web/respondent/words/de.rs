//! German, in the polite form.

use super::{
    ErrorWords, FormWords, ProblemWords, PromiseWords, ReceiptWords, StateWords, Words, charter,
    comments, example_row, invitations, openness, pages, quotas, wishes,
};

pub static WORDS: Words = Words {
    language: "de",
    form: FORM,
    problems: PROBLEMS,
    promise: PROMISE,
    charter: charter::DE,
    example_row: example_row::DE,
    receipt: RECEIPT,
    comments: comments::DE,
    pages: pages::DE,
    quotas: quotas::DE,
    openness: openness::DE,
    wishes: wishes::DE,
    invitations: invitations::DE,
    poster: super::poster::DE,
    unsubscribing: super::unsubscribing::DE,
    states: STATES,
    uncounted: super::uncounted::DE,
    errors: ERRORS,
    home: super::home::DE,
    trust: super::trust::DE,
    ledger: super::ledger::DE,
};

const FORM: FormWords = FormWords {
    language_choice: "Sprache",
    promise_label: "Unser Versprechen",
    promise_readers: "Wer die Ergebnisse sieht",
    promise_nobody: "Wer was geantwortet hat, erfährt niemand; auch wir wissen es nicht.",
    promise_outside: |brand| format!("Außerhalb von {brand}"),
    promise_outside_means: "Ergebnisse gehen dorthin erst, wenn die Umfrage geschlossen ist, und ohne die Antworten derer, die das ablehnen; auf der letzten Seite können Sie das tun. Was Sie schreiben, geht nie dorthin.",
    promise_people: "Ab wann es Ergebnisse gibt",
    promise_group: |k| {
        format!(
            "Ergebnisse erscheinen erst, wenn mindestens {k} Menschen geantwortet haben. Sie sagen, wie viele was geantwortet haben, nie wer."
        )
    },
    promise_back: "Ihr Weg zurück",
    promise_withdraw: "Mit einem Code, den Sie am Ende erhalten, können Sie Ihre Antworten wieder lesen oder zurücknehmen. Schon veröffentlichte Summen zählen sie weiter mit.",
    promise_link: "Das ganze Versprechen lesen",
    receipt_link: "Ich habe einen Beleg",
    trust_link: "Was dieser Dienst speichert",
    simulated: "Dies ist eine Vorführung. Die Ergebnisse sind erfunden.",
    progress: |page, pages| format!("{page} von {pages}"),
    needs_answer: "Hier ist eine Antwort nötig.",
    may_be_left_empty: "Sie dürfen jede Frage offen lassen, außer wo steht, dass sie eine Antwort braucht.",
    choose_several: "Wählen Sie alles aus, was zutrifft.",
    other_words: |option| format!("{option}: in Ihren Worten"),
    rank_places: |places| match places {
        1 => "Geben Sie Ihrer ersten Wahl eine 1.".to_owned(),
        2 => "Geben Sie Ihrer ersten Wahl eine 1 und der zweiten eine 2.".to_owned(),
        _ => format!(
            "Geben Sie Ihrer ersten Wahl eine 1, der zweiten eine 2 und so weiter bis {places}."
        ),
    },
    rank_none: "–",
    number_between: |from, to| format!("Eine Zahl von {from} bis {to}."),
    characters: |most| format!("Höchstens {} Zeichen.", thousands(most)),
    no_answer: "Keine Antwort",
    next: "Weiter",
    back: "Zurück",
    back_hint: "Zurück kommen Sie mit „Zurück“ auf dieser Seite, nicht mit dem des Browsers.",
    send: "Antworten absenden",
    error_prefix: "Fehler: ",
    error_summary: |problems| match problems {
        1 => "Eine Stelle bitte noch einmal ansehen".to_owned(),
        _ => format!("{problems} Stellen bitte noch einmal ansehen"),
    },
    revision_changed: "Die Fragen wurden geändert, während Sie geantwortet haben. Was Sie ausgefüllt haben, ist noch da; bitte sehen Sie es noch einmal durch.",
    once_more: "Diese Seite kam nicht vollständig an. Es ist noch nichts gespeichert: Bitte sehen Sie sie durch und senden Sie sie noch einmal ab.",
    nothing_lost: "Ihre Antworten konnten gerade nicht gespeichert werden. Es ist nichts verloren: Sie stehen noch auf dieser Seite. Bitte warten Sie eine Minute und senden Sie sie noch einmal ab.",
};

const PROBLEMS: ProblemWords = ProblemWords {
    missing_choice: "Bitte wählen Sie eine Antwort.",
    missing_several: "Bitte wählen Sie mindestens eine Antwort.",
    missing_text: "Bitte schreiben Sie eine Antwort.",
    missing_number: "Bitte schreiben Sie eine Zahl.",
    missing_row: "Bitte wählen Sie in dieser Zeile eine Antwort.",
    missing_places: "Bitte vergeben Sie mindestens den ersten Platz.",
    unknown_option: "Bitte wählen Sie eine der angebotenen Antworten.",
    exclusive_with_others: |option| {
        format!(
            "„{option}“ passt nicht zu anderen Antworten. Bitte nehmen Sie hier oder dort das Häkchen weg."
        )
    },
    not_a_number: "Bitte schreiben Sie eine Zahl in Ziffern.",
    thousands_separator: "Bitte schreiben Sie die Zahl ohne Punkt oder Lücke bei den Tausendern.",
    too_many_decimals: |decimals| match decimals {
        0 => "Bitte schreiben Sie eine ganze Zahl.".to_owned(),
        1 => "Bitte schreiben Sie höchstens eine Stelle nach dem Komma.".to_owned(),
        _ => format!("Bitte schreiben Sie höchstens {decimals} Stellen nach dem Komma."),
    },
    too_small: |minimum| {
        format!("Bitte schreiben Sie eine Zahl, die nicht kleiner ist als {minimum}.")
    },
    too_large: |maximum| {
        format!("Bitte schreiben Sie eine Zahl, die nicht größer ist als {maximum}.")
    },
    too_long: |over, characters_max| {
        format!(
            "Bitte kürzen Sie um {over} auf höchstens {} Zeichen.",
            thousands(characters_max)
        )
    },
    not_a_place: |places| format!("Bitte vergeben Sie Plätze von 1 bis {places}."),
    duplicate_place: |place| {
        format!("Platz {place} ist zweimal vergeben. Bitte vergeben Sie jeden Platz nur einmal.")
    },
    missing_place: |place| {
        format!("Platz {place} ist noch frei. Bitte vergeben Sie die Plätze ohne Lücke.")
    },
};

const PROMISE: PromiseWords = PromiseWords {
    title: "Was wir Ihnen versprechen",
    lead: |brand| {
        format!(
            "Das ist das ganze Versprechen der Umfrage zu {brand}, in einfachen Worten. Es entsteht aus den Einstellungen der Umfrage selbst und sagt deshalb, was das Programm wirklich tut."
        )
    },
    who_sees: "Wer die Ergebnisse sieht",
    who_sees_totals: "Zu sehen sind Summen: wie viele Menschen was geantwortet haben. Was Menschen in eigenen Worten geschrieben haben, ist zu lesen, wenn die Umfrage geschlossen ist, getrennt von allem anderen. Einzelne ausgefüllte Bögen bekommt niemand zu sehen.",
    when_running: |least| {
        format!(
            "Die Summen werden gezeigt, während die Umfrage läuft. Sie ändern sich nur, wenn mindestens {least} Antworten auf einmal freigegeben werden, zufällig gezogen aus denen, die warten; niemand kann also zusehen, wie Ihre ankommt."
        )
    },
    when_closed: "Bis die Umfrage beendet ist, wird gar nichts gezeigt.",
    how_many: "Ab wann es Ergebnisse gibt",
    how_many_group: |k| {
        format!(
            "Die Ergebnisse einer Frage erscheinen erst, wenn sie mindestens {k} Menschen gestellt wurde und sie geantwortet haben. Sind es weniger, bekommt niemand etwas dazu zu sehen. Eine einzelne Antwort darunter kann trotzdem von wenigen stammen, auch von einem einzigen Menschen."
        )
    },
    how_many_end: |k| {
        format!(
            "Wenn die Umfrage endet, werden die noch wartenden Antworten freigegeben, sofern es mindestens {k} sind. Sind es weniger, werden sie gelöscht, ohne gezählt zu werden."
        )
    },
    groups: "Welche Gruppen gezählt werden",
    groups_none: "Keine. Gezählt werden nur die Summen aller zusammen.",
    groups_default: "Gruppen nach den Fragen zu Ihrer Person, nach Paaren dieser Fragen und nach den Antworten auf die übrigen Fragen. Sie werden einmal gezählt, wenn die Umfrage schließt, und nach nichts anderem.",
    groups_listed: "Gruppen nach den folgenden Fragen und nach nichts anderem. Sie werden einmal gezählt, wenn die Umfrage schließt.",
    group_pair: |first, second| format!("{first}, zusammen mit: {second}"),
    stored: "Was gespeichert wird",
    stored_lead: "Ihre Antworten auf die Fragen, was Sie zu ihrer Verwendung angekreuzt haben, und nichts, was auf Sie zeigt:",
    stored_things: &[
        "Bis sie im Bündel mit anderen freigegeben werden: Ihre Antworten, verschlüsselt, ohne Reihenfolge und ohne Zeit.",
        "Danach: Ihre Antworten in einem Bündel von mindestens so vielen Menschen, wie oben steht, gemischt; das einzige Datum ist der Tag, an dem das Bündel freigegeben wurde.",
        "Ein Kennzeichen, zu dem nur Ihr Code passt, damit Sie Ihre Antworten finden können und sonst niemand.",
        "Wenn Sie Ihre Antworten zurücknehmen: ein leeres Kennzeichen, das des Codes, damit weder eine Sicherungskopie noch ein noch einmal gesendeter Bogen sie zurückbringt.",
    ],
    asks_who: |question| {
        format!(
            "Eine Frage fragt nach etwas, das sagt, wer Sie sind: „{question}“ Wer sie beantwortet, hat damit auch die übrigen Antworten unterschrieben, für alle, die einzelne Antworten in der Datenbank lesen können."
        )
    },
    not_stored: "Was nicht gespeichert wird",
    not_stored_things: &[
        "Ihre Adresse im Netz und alles über Ihr Gerät oder Ihren Browser; nur die Sprache, um die er bittet, wird für die Wahl der Seitensprache gelesen und nicht aufbewahrt",
        "Ihr Name, Ihre E-Mail-Adresse oder eine Nummer, die für Sie steht",
        "wann Sie geantwortet haben, wie lange es gedauert hat und woher Sie kamen",
        "Cookies oder irgendetwas anderes in Ihrem Browser",
    ],
    not_stored_how: "Wir löschen das nicht nachträglich: Das Programm liest es gar nicht erst.",
    how_long: "Wie lange es aufbewahrt wird",
    retention: |days| {
        format!(
            "Einzelne Antworten werden {days} Tage nach dem Ende der Umfrage von selbst gelöscht, und mit ihnen, was Sie geschrieben haben. Die Gesamtzahlen bleiben."
        )
    },
    withdraw: "Wie Sie Ihre Antworten zurücknehmen",
    withdraw_how: "Nach dem Absenden erhalten Sie einen Code, wie eine Garderobenmarke. Wer ihn hat, kann diese Antworten wieder lesen und löschen, und solange sie auf die Freigabe warten, auch ändern. Wir können ihn weder zuschicken noch ersetzen, denn wir wissen nicht, wer Sie sind.",
    withdraw_totals: "Schon veröffentlichte Summen bleiben, wie sie sind, damit niemand aus einem Unterschied ablesen kann, was Sie gesagt hatten.",
    cannot: "Was wir nicht versprechen können",
    cannot_lead: "Kein Programm kann alles versprechen. Hier sind die Grenzen von diesem:",
    cannot_things: &[
        "Wer diesen Dienst betreibt und das Programm verändert, oder seinen Speicher und sein Netz beobachtet, während Sie antworten, kann diese Antwort sehen.",
        "Ein Webserver vor diesem Dienst kann eigene Listen führen.",
        "Wer am selben Tag die Schlüssel und die Datenbank in die Hand bekommt, kann die noch wartenden Antworten öffnen und, wenn er sie hat ankommen sehen, Menschen zuordnen.",
        "Wer Ergebnisse sieht, kann sie weitergeben. Ein Link zu Ergebnissen zeigt sie bis zu seinem letzten Tag ohne Anmeldung allen, die ihn haben.",
        "Sagen alle, die geantwortet haben, dasselbe, oder alle in einer Gruppe, dann ist bekannt, was sie alle sagen.",
        "Menschen, die ihre eigenen Antworten zusammenlegen, können sie von einer Summe abziehen: Um so viele, wie sie sind, stehen weniger dahinter.",
        "Wer Sie dazu bringt, Ihren Code zu zeigen, sieht Ihre Antworten.",
        "Summen, die vor der Rücknahme veröffentlicht wurden, zählen die Antwort weiter mit. Wer sie und auch die Datenbank hat, kann abziehen und erfährt, was zurückgenommen wurde, aber nicht, von wem.",
        "Dass eine Gruppe mit einer anderen zusammengelegt ist oder fehlt, verrät, dass irgendeine Gruppe klein war.",
        "In Sicherungskopien, und in den Protokollen und Kopien einer PostgreSQL-Datenbank, kann eine zurückgenommene Antwort bleiben, bis sie ersetzt werden.",
        "Gelöschte Schlüssel können auf Flash-Speichern überdauern, oder in Kopien, die ein Dateisystem von selbst anlegt.",
        "Wenn Sie unterschreiben, was Sie in ein Textfeld schreiben, haben Sie es unterschrieben.",
    ],
    frozen: "Dieses Versprechen bleibt, wie es ist",
    frozen_how: "Ab der ersten Antwort kann dieses Versprechen nur strenger werden: mehr Menschen hinter jedem Ergebnis, weniger Gruppen, eine kürzere Zeit. Alles andere weist das Programm ab. Wer die Ergebnisse angesehen hat und was geändert wurde, steht Tag für Tag dort, wo alle es lesen können.",
    who_looked: "Wer hingesehen hat",
    to_survey: "Zur Umfrage",
};

const RECEIPT: ReceiptWords = ReceiptWords {
    thanks: "Vielen Dank",
    arrived: "Ihre Antworten sind angekommen",
    arrived_before: "Ihre Antworten waren schon angekommen",
    arrived_before_lead: "Sie sind einmal gespeichert, so wie unten zu sehen.",
    not_taken: "Was Sie eben gesendet haben, weicht davon ab und wurde nicht übernommen. Unten steht, was gespeichert ist.",
    not_taken_change: "Wenn Sie Ihre Antworten ändern möchten, drücken Sie „Antworten ändern“.",
    changed: "Ihre geänderten Antworten sind angekommen",
    changed_code: "Ihr Code bleibt derselbe.",
    ticket: "Beleg",
    keep: "Schreiben Sie diesen Code auf oder fotografieren Sie ihn.",
    keep_why: "Wir können ihn nicht zuschicken und nicht nachschlagen: Wir wissen nicht, wer Sie sind.",
    stored: "Was gespeichert wurde",
    stored_nothing_else: "Genau das hier, Wort für Wort, und ein Kennzeichen, zu dem nur Ihr Code passt. Sonst nichts: kein Name, keine Adresse, keine Uhrzeit.",
    stored_in_bundle: "Genau das hier, Wort für Wort, und ein Kennzeichen, zu dem nur Ihr Code passt. Sonst nichts über Sie: kein Name, keine Adresse, keine Zeit. Das Bündel hat ein einziges Datum für alle darin, den Tag seiner Freigabe.",
    not_shown: "Nicht gefragt",
    skipped: "Keine Antwort",
    take_back: "Falls Sie es sich anders überlegen",
    take_back_how: "Mit dem Code können Sie diese Antworten wieder lesen oder löschen lassen, solange sie aufbewahrt werden, unter dieser Adresse:",
    change: "Antworten ändern",
    change_how: "Noch können Sie sie ändern, solange sie darauf warten, mit anderen gebündelt zu werden.",
    next_happens: "Wie es weitergeht",
    next_waiting: |least, k| {
        format!(
            "Ihre Antworten warten verschlüsselt, bis mindestens {least} auf einmal freigegeben werden können oder die Umfrage schließt. Erst dann bewegt sich irgendeine Summe. Bei jeder Freigabe bleiben mindestens {k} zurück, zufällig gezogen. Sind es weniger als {k}, wenn die Umfrage schließt, so werden sie ungezählt gelöscht."
        )
    },
    close_window: "Sie können dieses Fenster schließen. Wir haben in Ihrem Browser nichts hinterlassen; sein Verlauf zeigt diese Adresse, wie bei jeder Seite. Bis das Fenster geschlossen ist, kann „Zurück“ im Browser diesen Beleg wieder zeigen.",
    enter_title: "Ihr Beleg",
    enter_lead: "Geben Sie den Code von Ihrem Beleg ein, um genau zu sehen, was gespeichert ist, und um es zurückzunehmen.",
    enter_label: "Code auf dem Beleg",
    enter_hint: "22 Zeichen. Auf Striche und Großschreibung kommt es nicht an; O und 0 gelten hier als gleich, I, L und 1 auch.",
    enter_show: "Zeigen, was gespeichert ist",
    empty: "Bitte geben Sie den Code von Ihrem Beleg ein.",
    too_short: |missing| match missing {
        1 => "In diesem Code fehlt ein Zeichen. Bitte vergleichen Sie ihn mit Ihrem Beleg."
            .to_owned(),
        _ => format!(
            "In diesem Code fehlen {missing} Zeichen. Bitte vergleichen Sie ihn mit Ihrem Beleg."
        ),
    },
    too_long: |extra| match extra {
        1 => "Dieser Code hat ein Zeichen zu viel. Bitte vergleichen Sie ihn mit Ihrem Beleg."
            .to_owned(),
        _ => format!(
            "Dieser Code hat {extra} Zeichen zu viel. Bitte vergleichen Sie ihn mit Ihrem Beleg."
        ),
    },
    mistyped: "In diesem Code ist ein Tippfehler. Bitte vergleichen Sie ihn Zeichen für Zeichen mit Ihrem Beleg.",
    unknown: "Unter diesem Code ist nichts gespeichert. Entweder gehört er zu einer anderen Umfrage, oder die Antworten wurden zurückgenommen, oder ihre Zeit war um und sie wurden gelöscht.",
    found_title: "Das ist gespeichert",
    found_waiting: "Diese Antworten warten darauf, mit anderen gebündelt zu werden. Sie stecken noch in keiner Summe.",
    found_sealed: "Diese Antworten sind mit anderen gebündelt und Teil der Summen. Sie können noch gelöscht, aber nicht mehr geändert werden.",
    withdraw: "Antworten zurücknehmen",
    withdraw_title: "Antworten zurücknehmen?",
    withdraw_lead: "Sie werden endgültig gelöscht: Wir können sie nicht wiederherstellen. In Sicherungskopien können sie bleiben, bis diese ersetzt werden.",
    withdraw_waiting: "Sie stecken noch in keiner Summe und werden es auch nie.",
    withdraw_sealed: "Schon veröffentlichte Summen bleiben, wie sie sind, damit niemand aus dem Unterschied ablesen kann, was Sie gesagt hatten. Was Sie in eigenen Worten geschrieben haben, verschwindet; wurde es schon gezeigt, kann es jemand gelesen haben.",
    withdraw_yes: "Ja, löschen",
    withdraw_no: "Nein, behalten",
    withdrawn_title: "Ihre Antworten sind gelöscht",
    withdrawn_lead: "Sie sind aus der Datenbank verschwunden, und Ihr Code öffnet nichts mehr. In Sicherungskopien können sie bleiben, bis diese ersetzt werden. Ein leeres Kennzeichen bleibt, das des Codes, damit weder eine Sicherungskopie noch ein noch einmal gesendeter Bogen die Antworten zurückbringt.",
    withdrawn_again: "Wenn Sie mögen, können Sie noch einmal antworten.",
    change_lead: "Das sind Ihre Antworten, wie sie gespeichert sind. Ändern Sie, was Sie möchten, und senden Sie sie noch einmal ab; Ihr Code bleibt derselbe.",
    change_leave: "So lassen, wie sie sind",
    change_closed: "Die Umfrage ist beendet; diese Antworten lassen sich nicht mehr ändern. Zurücknehmen können Sie sie weiterhin.",
    change_too_late: "Diese Antworten sind inzwischen mit anderen gebündelt und lassen sich nicht mehr ändern. Zurücknehmen können Sie sie weiterhin.",
    change_paused: "Die Umfrage macht eine Pause; so lange lassen sich diese Antworten nicht ändern. Gespeichert sind sie so, wie sie unten stehen. Geht die Umfrage weiter, können Sie sie mit Ihrem Code ändern, solange sie noch warten. Zurücknehmen können Sie sie jederzeit, auch jetzt.",
};

const STATES: StateWords = StateWords {
    not_yet_open: "Diese Umfrage hat noch nicht begonnen",
    not_yet_open_next: "Bitte kommen Sie später wieder. Die Adresse bleibt dieselbe.",
    closed: "Diese Umfrage ist beendet",
    closed_lead: "Sie nimmt keine Antworten mehr an. Danke, dass Sie Ihre geben wollten.",
    closed_unsent: "Sie endete, während Sie geantwortet haben. Was Sie ausgefüllt haben, wurde nicht abgesendet und ist nirgends gespeichert.",
    closed_next: "Wenn Sie schon geantwortet haben, gilt Ihr Code weiter, solange Ihre Antworten aufbewahrt werden.",
    paused: "Diese Umfrage macht eine Pause",
    paused_lead: "Im Moment nimmt sie keine Antworten an. Bitte kommen Sie später wieder; die Adresse bleibt dieselbe.",
    paused_unsent: "Sie wurde angehalten, während Sie geantwortet haben. Was Sie ausgefüllt haben, ist nicht gespeichert und nicht verloren: Diese Seite behält es. Wenn die Umfrage weitergeht, drücken Sie „Noch einmal versuchen“.",
    try_again: "Noch einmal versuchen",
    paused_next: "Wenn Sie schon geantwortet haben, gilt Ihr Code weiter, auch um Ihre Antworten zurückzunehmen.",
    withdrawn_before: "Diese Antworten wurden zurückgenommen",
    withdrawn_before_next: "Diese Seite wurde schon einmal abgesendet, und ihre Antworten wurden seither gelöscht. Sie wurden nicht noch einmal gespeichert. Wenn Sie doch antworten möchten, öffnen Sie die Umfrage bitte neu.",
};

const ERRORS: ErrorWords = ErrorWords {
    no_page: "Hier ist keine Seite",
    no_page_next: "Vielleicht enthält die Adresse einen Tippfehler, oder sie wurde in einer Nachricht abgeschnitten. Bitte vergleichen Sie sie mit der Stelle, wo Sie sie gefunden haben.",
    no_survey: "Hier ist keine Umfrage",
    no_survey_next: "Vielleicht enthält die Adresse einen Tippfehler, oder sie wurde in einer Nachricht abgeschnitten. Bitte vergleichen Sie sie Zeichen für Zeichen mit der Einladung.",
    no_board: "Hier sind keine Ergebnisse",
    no_board_next: "Vielleicht wurde der Link in einer Nachricht abgeschnitten, vielleicht ist sein letzter Tag vorbei, oder er wurde zurückgenommen. Bitte fragen Sie, wer ihn geschickt hat, nach einem neuen.",
    wrong_method: "So lässt sich diese Seite nicht aufrufen",
    wrong_method_next: "Bitte öffnen Sie sie neu über ihre Adresse.",
    too_large: "Das war zu viel Text",
    too_large_next: "Es wurde nichts gespeichert. Bitte gehen Sie zurück, kürzen Sie, was Sie geschrieben haben, und senden Sie es noch einmal ab.",
    unreadable: "Das ließ sich nicht lesen",
    unreadable_next: "Die Verbindung brach ab, oder die Seite wurde auf ungewöhnliche Weise gesendet. Es wurde nichts gespeichert. Bitte gehen Sie zurück und senden Sie sie noch einmal ab.",
    unavailable: "Im Augenblick nicht erreichbar",
    unavailable_next: "Der Dienst erreicht gerade seine Datenbank nicht. Nichts, was Sie gesendet haben, ist verloren, solange Sie diese Seite behalten: Warten Sie eine Minute und laden Sie sie neu.",
    internal: "Hier ist etwas schiefgegangen",
    internal_next: "Das ist unser Fehler, nicht Ihrer. Bitte gehen Sie zurück und versuchen Sie es in einigen Minuten noch einmal.",
    incident: |code| {
        format!(
            "Wenn es wieder geschieht, nennen Sie denen, die Sie eingeladen haben, diese Nummer: {code}. Sie sagt nichts über Sie."
        )
    },
    home: "Was ist whynot?",
};

fn thousands(number: u16) -> String {
    super::thousands(number, ".")
}
