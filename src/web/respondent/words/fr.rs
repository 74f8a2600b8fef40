//! French, in the polite form, with the spaces its punctuation wants.

use super::{
    ErrorWords, FormWords, ProblemWords, PromiseWords, ReceiptWords, StateWords, Words, charter,
    comments, example_row, invitations, openness, pages, quotas, wishes,
};

pub static WORDS: Words = Words {
    language: "fr",
    form: FORM,
    problems: PROBLEMS,
    promise: PROMISE,
    charter: charter::FR,
    example_row: example_row::FR,
    receipt: RECEIPT,
    comments: comments::FR,
    pages: pages::FR,
    quotas: quotas::FR,
    openness: openness::FR,
    wishes: wishes::FR,
    invitations: invitations::FR,
    poster: super::poster::FR,
    unsubscribing: super::unsubscribing::FR,
    states: STATES,
    uncounted: super::uncounted::FR,
    errors: ERRORS,
    home: super::home::FR,
    trust: super::trust::FR,
    ledger: super::ledger::FR,
};

const FORM: FormWords = FormWords {
    language_choice: "Langue",
    promise_label: "Notre promesse",
    promise_readers: "Qui voit les résultats",
    promise_nobody: "Personne n’apprend qui a répondu quoi ; nous ne le savons pas nous-mêmes.",
    promise_outside: |brand| format!("En dehors de {brand}"),
    promise_outside_means: "Des résultats n’y parviennent qu’une fois l’enquête close, et sans les réponses des personnes qui s’y opposent, comme vous le pouvez à la dernière page. Ce que vous écrivez n’y parvient jamais.",
    promise_people: "Quand il y a des résultats",
    promise_group: |k| {
        format!(
            "Les résultats n’apparaissent que lorsqu’au moins {k} personnes ont répondu. Ils disent combien ont donné telle réponse, jamais qui."
        )
    },
    promise_back: "Si vous changez d’avis",
    promise_withdraw: "Avec un code que vous recevez à la fin, vous pouvez relire vos réponses ou les retirer. Les totaux déjà publiés continuent de les compter.",
    promise_link: "Lire toute la promesse",
    receipt_link: "J’ai un reçu",
    trust_link: "Ce que ce service enregistre",
    simulated: "Ceci est une démonstration. Les résultats sont inventés.",
    progress: |page, pages| format!("{page} sur {pages}"),
    needs_answer: "Une réponse est demandée ici.",
    may_be_left_empty: "Vous pouvez laisser une question sans réponse, sauf là où il est dit qu’elle en demande une.",
    choose_several: "Choisissez tout ce qui convient.",
    other_words: |option| format!("{option} : dans vos mots"),
    rank_places: |places| match places {
        1 => "Donnez un 1 à votre premier choix.".to_owned(),
        2 => "Donnez un 1 à votre premier choix et un 2 au deuxième.".to_owned(),
        _ => format!(
            "Donnez un 1 à votre premier choix, un 2 au deuxième, et ainsi de suite jusqu’à {places}."
        ),
    },
    rank_none: "–",
    number_between: |from, to| format!("Un nombre de {from} à {to}."),
    characters: |most| format!("{} caractères au plus.", thousands(most)),
    no_answer: "Sans réponse",
    next: "Continuer",
    back: "Retour",
    back_hint: "Pour revenir, utilisez « Retour » sur cette page, et non celui du navigateur.",
    send: "Envoyer les réponses",
    error_prefix: "Erreur : ",
    error_summary: |problems| match problems {
        1 => "Un point est à revoir".to_owned(),
        _ => format!("{problems} points sont à revoir"),
    },
    revision_changed: "Les questions ont changé pendant que vous répondiez. Ce que vous avez rempli est conservé ; merci de le parcourir encore une fois.",
    once_more: "Cette page n’est pas arrivée complète. Rien n’est encore enregistré : merci de la parcourir et de l’envoyer de nouveau.",
    nothing_lost: "Vos réponses n’ont pas pu être enregistrées à l’instant. Rien n’est perdu : elles sont encore sur cette page. Attendez une minute, puis envoyez-les de nouveau.",
};

const PROBLEMS: ProblemWords = ProblemWords {
    missing_choice: "Merci de choisir une réponse.",
    missing_several: "Merci de choisir au moins une réponse.",
    missing_text: "Merci d’écrire une réponse.",
    missing_number: "Merci d’écrire un nombre.",
    missing_row: "Merci de choisir une réponse sur cette ligne.",
    missing_places: "Merci de donner au moins la première place.",
    unknown_option: "Merci de choisir l’une des réponses proposées.",
    exclusive_with_others: |option| {
        format!(
            "« {option} » ne va pas avec d’autres réponses. Merci de décocher celle-ci ou les autres."
        )
    },
    not_a_number: "Merci d’écrire un nombre en chiffres.",
    thousands_separator: "Merci d’écrire le nombre sans rien entre les milliers.",
    too_many_decimals: |decimals| match decimals {
        0 => "Merci d’écrire un nombre entier.".to_owned(),
        1 => "Merci d’écrire au plus un chiffre après la virgule.".to_owned(),
        _ => format!("Merci d’écrire au plus {decimals} chiffres après la virgule."),
    },
    too_small: |minimum| format!("Merci d’écrire un nombre qui ne soit pas inférieur à {minimum}."),
    too_large: |maximum| format!("Merci d’écrire un nombre qui ne soit pas supérieur à {maximum}."),
    too_long: |over, characters_max| {
        format!(
            "Merci de raccourcir de {over}, à {} caractères au plus.",
            thousands(characters_max)
        )
    },
    not_a_place: |places| format!("Merci de donner des places de 1 à {places}."),
    duplicate_place: |place| {
        format!(
            "La place {place} est donnée deux fois. Merci de ne donner chaque place qu’une fois."
        )
    },
    missing_place: |place| {
        format!("La place {place} est encore libre. Merci de donner les places sans en sauter.")
    },
};

const PROMISE: PromiseWords = PromiseWords {
    title: "Ce que nous vous promettons",
    lead: |brand| {
        format!(
            "Voici toute la promesse de l’enquête sur {brand}, en mots simples. Elle est tirée des réglages mêmes de l’enquête : elle dit donc ce que fait le programme."
        )
    },
    who_sees: "Qui voit les résultats",
    who_sees_totals: "On y voit des totaux : combien de personnes ont donné telle réponse. Ce que des personnes ont écrit avec leurs mots se lit une fois l’enquête close, à part de tout le reste. Personne n’y voit le questionnaire d’une personne en particulier.",
    when_running: |least| {
        format!(
            "Les totaux sont montrés pendant l’enquête. Ils ne bougent que lorsqu’au moins {least} réponses sont libérées d’un coup, tirées au hasard parmi celles qui attendent : personne ne peut donc voir arriver la vôtre."
        )
    },
    when_closed: "Rien du tout n’est montré avant la fin de l’enquête.",
    how_many: "Quand il y a des résultats",
    how_many_group: |k| {
        format!(
            "Les résultats d’une question n’apparaissent que lorsqu’elle a été posée à au moins {k} personnes qui y ont répondu. En dessous, personne n’en voit rien. Une réponse donnée peut tout de même venir de peu de personnes, voire d’une seule."
        )
    },
    how_many_end: |k| {
        format!(
            "À la fin de l’enquête, les réponses qui attendent encore sont libérées s’il y en a au moins {k}. S’il y en a moins, elles sont effacées sans être comptées."
        )
    },
    groups: "Quels groupes sont comptés",
    groups_none: "Aucun. Seuls les totaux de tout le monde sont comptés.",
    groups_default: "Des groupes selon les questions qui portent sur vous, selon des paires de ces questions et selon les réponses aux autres questions. Ils sont comptés une seule fois, à la clôture de l’enquête, et selon rien d’autre.",
    groups_listed: "Des groupes selon les questions suivantes, et selon rien d’autre. Ils sont comptés une seule fois, à la clôture de l’enquête.",
    group_pair: |first, second| format!("{first}, avec : {second}"),
    stored: "Ce qui est enregistré",
    stored_lead: "Vos réponses aux questions, ce que vous avez coché sur leur usage, et rien qui mène à vous :",
    stored_things: &[
        "Jusqu’à leur libération dans un lot avec d’autres : vos réponses, chiffrées, sans ordre et sans heure.",
        "Ensuite : vos réponses, dans un lot d’au moins autant de personnes que dit plus haut, mélangées ; la seule date est le jour où le lot a été libéré.",
        "Une marque à laquelle seul votre code correspond, pour que vous retrouviez vos réponses et personne d’autre.",
        "Si vous retirez vos réponses : une marque vide, celle du code, pour que ni une sauvegarde ni un formulaire renvoyé ne les ramène.",
    ],
    asks_who: |question| {
        format!(
            "Une question demande quelque chose qui dit qui vous êtes : « {question} » Qui y répond signe aussi ses autres réponses, pour tous ceux qui peuvent lire les réponses individuelles dans la base de données."
        )
    },
    not_stored: "Ce qui n’est pas enregistré",
    not_stored_things: &[
        "votre adresse sur le réseau, et tout ce qui touche à votre appareil ou à votre navigateur ; seule la langue qu’il demande est lue, pour choisir celle de la page, et elle n’est pas gardée",
        "votre nom, votre adresse électronique, ou un numéro qui vous représente",
        "quand vous avez répondu, en combien de temps, et d’où vous veniez",
        "des cookies, ou quoi que ce soit d’autre dans votre navigateur",
    ],
    not_stored_how: "Nous n’effaçons pas tout cela après coup : le programme ne le lit jamais.",
    how_long: "Combien de temps les réponses sont gardées",
    retention: |days| {
        format!(
            "Les réponses individuelles s’effacent d’elles-mêmes {days} jours après la clôture de l’enquête, et avec elles ce que vous avez écrit. Les totaux restent."
        )
    },
    withdraw: "Comment retirer vos réponses",
    withdraw_how: "Une fois vos réponses envoyées, vous recevez un code, comme un ticket de vestiaire. Qui l’a en main peut relire ces réponses et les effacer, et aussi les modifier tant qu’elles attendent d’être libérées. Nous ne pouvons ni vous l’envoyer ni le remplacer, car nous ne savons pas qui vous êtes.",
    withdraw_totals: "Les totaux déjà publiés restent tels quels, pour que personne ne puisse lire dans une différence ce que vous aviez dit.",
    cannot: "Ce que nous ne pouvons pas promettre",
    cannot_lead: "Aucun programme ne peut tout promettre. Voici les limites de celui-ci :",
    cannot_things: &[
        "Qui exploite ce service et modifie le programme, ou surveille sa mémoire et son réseau pendant que vous répondez, peut voir cette réponse.",
        "Un serveur web placé devant ce service peut tenir ses propres listes.",
        "Qui met la main le même jour sur les clés et sur la base de données peut ouvrir les réponses qui attendent encore et, s’il les a vues arriver, les relier à des personnes.",
        "Qui voit des résultats peut les transmettre. Un lien vers des résultats les montre sans identification à quiconque le possède, jusqu’à son dernier jour.",
        "Si toutes les personnes qui ont répondu, ou toutes celles d’un groupe, disent la même chose, on sait ce qu’elles disent toutes.",
        "Des personnes qui mettent en commun leurs propres réponses peuvent les soustraire d’un total : il reste derrière lui autant de personnes en moins.",
        "Qui vous amène à montrer votre code voit vos réponses.",
        "Les totaux publiés avant un retrait continuent de compter la réponse retirée. Qui les a, et la base de données aussi, peut soustraire et apprend ce qui a été retiré, mais non par qui.",
        "Qu’un groupe soit réuni à un autre, ou manque, révèle qu’un groupe était petit.",
        "Des sauvegardes, ainsi que les journaux et les copies d’une base PostgreSQL, peuvent garder une réponse retirée jusqu’à leur remplacement.",
        "Des clés effacées peuvent subsister sur une mémoire flash, ou dans des copies qu’un système de fichiers fait de lui-même.",
        "Si vous signez ce que vous écrivez dans un champ de texte, c’est signé.",
    ],
    frozen: "Cette promesse reste telle quelle",
    frozen_how: "À partir de la première réponse, cette promesse ne peut devenir que plus stricte : plus de personnes derrière chaque résultat, moins de groupes, une durée plus courte. Le programme refuse tout le reste. Qui a regardé les résultats et ce qui a été changé est inscrit jour après jour, là où chacun peut le lire.",
    who_looked: "Qui a regardé",
    to_survey: "Vers l’enquête",
};

const RECEIPT: ReceiptWords = ReceiptWords {
    thanks: "Merci",
    arrived: "Vos réponses sont bien arrivées",
    arrived_before: "Vos réponses étaient déjà arrivées",
    arrived_before_lead: "Elles sont enregistrées une fois, comme vous les voyez ci-dessous.",
    not_taken: "Ce que vous venez d’envoyer est différent et n’a pas été retenu. Ci-dessous, ce qui est enregistré.",
    not_taken_change: "Pour modifier vos réponses, appuyez sur « Modifier mes réponses ».",
    changed: "Vos réponses modifiées sont bien arrivées",
    changed_code: "Votre code reste le même.",
    ticket: "Reçu",
    keep: "Notez ce code ou photographiez-le.",
    keep_why: "Nous ne pouvons ni l’envoyer ni le retrouver : nous ne savons pas qui vous êtes.",
    stored: "Ce qui a été enregistré",
    stored_nothing_else: "Ceci, mot pour mot, et une marque à laquelle seul votre code correspond. Rien d’autre : ni nom, ni adresse, ni heure.",
    stored_in_bundle: "Ceci, mot pour mot, et une marque à laquelle seul votre code correspond. Rien d’autre sur vous : ni nom, ni adresse, ni heure. Le lot porte une seule date pour tous, le jour de sa libération.",
    not_shown: "Question non posée",
    skipped: "Sans réponse",
    take_back: "Si vous changez d’avis",
    take_back_how: "Avec ce code, vous pouvez relire ces réponses ou les faire effacer, tant qu’elles sont gardées, à cette adresse :",
    change: "Modifier mes réponses",
    change_how: "Vous pouvez encore les modifier, tant qu’elles attendent d’être réunies avec d’autres.",
    next_happens: "Ce qui se passe ensuite",
    next_waiting: |least, k| {
        format!(
            "Vos réponses attendent, chiffrées, qu’au moins {least} puissent être libérées d’un coup, ou que l’enquête soit close. C’est alors seulement qu’un total bouge. Chaque libération en laisse au moins {k} en attente, tirées au hasard. S’il en reste moins de {k} à la clôture de l’enquête, elles sont effacées sans être comptées."
        )
    },
    close_window: "Vous pouvez fermer cette fenêtre. Nous n’avons rien laissé dans votre navigateur ; son historique montre cette adresse, comme pour toute page. Tant que la fenêtre n’est pas fermée, le bouton « Précédent » du navigateur peut montrer ce reçu de nouveau.",
    enter_title: "Votre reçu",
    enter_lead: "Saisissez le code de votre reçu pour voir exactement ce qui est enregistré, et pour le retirer.",
    enter_label: "Code du reçu",
    enter_hint: "22 caractères. Les tirets et les majuscules ne comptent pas ; O et 0 se valent ici, de même que I, L et 1.",
    enter_show: "Voir ce qui est enregistré",
    empty: "Merci de saisir le code de votre reçu.",
    too_short: |missing| match missing {
        1 => "Il manque un caractère à ce code. Merci de le comparer à votre reçu.".to_owned(),
        _ => {
            format!("Il manque {missing} caractères à ce code. Merci de le comparer à votre reçu.")
        }
    },
    too_long: |extra| match extra {
        1 => "Ce code a un caractère de trop. Merci de le comparer à votre reçu.".to_owned(),
        _ => format!("Ce code a {extra} caractères de trop. Merci de le comparer à votre reçu."),
    },
    mistyped: "Il y a une faute de frappe dans ce code. Merci de le comparer à votre reçu, caractère par caractère.",
    unknown: "Rien n’est enregistré sous ce code. Soit il appartient à une autre enquête, soit les réponses ont été retirées, soit leur délai était passé et elles ont été effacées.",
    found_title: "Voici ce qui est enregistré",
    found_waiting: "Ces réponses attendent d’être réunies avec d’autres. Elles ne sont encore dans aucun total.",
    found_sealed: "Ces réponses ont été réunies avec d’autres et font partie des totaux. On peut encore les effacer, mais plus les modifier.",
    withdraw: "Retirer mes réponses",
    withdraw_title: "Retirer vos réponses ?",
    withdraw_lead: "Elles seront effacées pour de bon : nous ne pourrons pas les rétablir. Des sauvegardes peuvent les garder jusqu’à leur remplacement.",
    withdraw_waiting: "Elles ne sont encore dans aucun total et n’y seront jamais.",
    withdraw_sealed: "Les totaux déjà publiés restent tels quels, pour que personne ne puisse lire dans la différence ce que vous aviez dit. Ce que vous avez écrit avec vos mots disparaît ; si cela a déjà été montré, quelqu’un a pu le lire.",
    withdraw_yes: "Oui, les effacer",
    withdraw_no: "Non, les garder",
    withdrawn_title: "Vos réponses sont effacées",
    withdrawn_lead: "Elles ne sont plus dans la base de données, et votre code n’ouvre plus rien. Des sauvegardes peuvent les garder jusqu’à leur remplacement. Une marque vide reste, celle du code, pour que ni une sauvegarde ni un formulaire renvoyé ne ramène les réponses.",
    withdrawn_again: "Si vous le souhaitez, vous pouvez répondre de nouveau.",
    change_lead: "Voici vos réponses telles qu’elles sont enregistrées. Modifiez ce que vous voulez et renvoyez-les ; votre code reste le même.",
    change_leave: "Les laisser telles quelles",
    change_closed: "L’enquête est terminée : ces réponses ne peuvent plus être modifiées. Vous pouvez toujours les retirer.",
    change_too_late: "Entre-temps, ces réponses ont été réunies avec d’autres : on ne peut plus les modifier. Vous pouvez toujours les retirer.",
    change_paused: "L’enquête fait une pause : en ce moment, ces réponses ne peuvent pas être modifiées. Elles sont enregistrées telles que vous les voyez ci-dessous. Quand l’enquête reprendra, vous pourrez les modifier avec votre code, tant qu’elles attendent. Vous pouvez les retirer à tout moment, maintenant aussi.",
};

const STATES: StateWords = StateWords {
    not_yet_open: "Cette enquête n’a pas encore commencé",
    not_yet_open_next: "Merci de revenir plus tard. L’adresse reste la même.",
    closed: "Cette enquête est terminée",
    closed_lead: "Elle n’accepte plus de réponses. Merci d’avoir voulu donner la vôtre.",
    closed_unsent: "Elle s’est terminée pendant que vous répondiez. Ce que vous avez rempli n’a pas été envoyé et n’est enregistré nulle part.",
    closed_next: "Si vous avez déjà répondu, votre code reste valable tant que vos réponses sont gardées.",
    paused: "Cette enquête fait une pause",
    paused_lead: "Elle n’accepte pas de réponses en ce moment. Merci de revenir plus tard ; l’adresse reste la même.",
    paused_unsent: "Elle a été suspendue pendant que vous répondiez. Ce que vous avez rempli n’est ni enregistré ni perdu : cette page le garde. Quand l’enquête reprendra, appuyez sur « Réessayer ».",
    try_again: "Réessayer",
    paused_next: "Si vous avez déjà répondu, votre code reste valable, aussi pour retirer vos réponses.",
    withdrawn_before: "Ces réponses ont été retirées",
    withdrawn_before_next: "Cette page a déjà été envoyée une fois, et ses réponses ont été effacées depuis. Elles n’ont pas été enregistrées de nouveau. Si vous voulez tout de même répondre, merci de rouvrir l’enquête.",
};

const ERRORS: ErrorWords = ErrorWords {
    no_page: "Il n’y a pas de page ici",
    no_page_next: "L’adresse est peut-être mal tapée, ou coupée dans un message. Merci de la comparer à l’endroit où vous l’avez trouvée.",
    no_survey: "Il n’y a pas d’enquête ici",
    no_survey_next: "L’adresse est peut-être mal tapée, ou coupée dans un message. Merci de la comparer à l’invitation, caractère par caractère.",
    no_board: "Il n’y a pas de résultats ici",
    no_board_next: "Le lien a peut-être été coupé dans un message, son dernier jour est passé, ou il a été retiré. Merci d’en demander un autre à la personne qui vous l’a envoyé.",
    wrong_method: "Cette page ne peut pas être demandée ainsi",
    wrong_method_next: "Merci de la rouvrir depuis son adresse.",
    too_large: "C’était trop de texte",
    too_large_next: "Rien n’a été enregistré. Merci de revenir en arrière, de raccourcir ce que vous avez écrit et de l’envoyer de nouveau.",
    unreadable: "Cela n’a pas pu être lu",
    unreadable_next: "La connexion s’est interrompue, ou la page a été envoyée d’une façon inhabituelle. Rien n’a été enregistré. Merci de revenir en arrière et de l’envoyer de nouveau.",
    unavailable: "Indisponible pour le moment",
    unavailable_next: "Le service n’atteint pas sa base de données en ce moment. Rien de ce que vous avez envoyé n’est perdu tant que vous gardez cette page : attendez une minute et rechargez-la.",
    internal: "Quelque chose s’est mal passé ici",
    internal_next: "C’est notre faute, pas la vôtre. Merci de revenir en arrière et de réessayer dans quelques minutes.",
    incident: |code| {
        format!(
            "Si cela se reproduit, donnez ce numéro à ceux qui vous ont invité : {code}. Il ne dit rien de vous."
        )
    },
    home: "Qu’est-ce que whynot ?",
};

fn thousands(number: u16) -> String {
    super::thousands(number, "\u{202f}")
}
