//! Codes of invitations, in each language: where one is entered, where one
//! cannot be used, and what is printed on a slip.

/// Around codes.
#[derive(Debug)]
pub struct InvitationWords {
    pub enter_title: &'static str,
    pub enter_lead: &'static str,
    pub leads_nowhere: &'static str,
    pub label: &'static str,
    pub hint: &'static str,
    pub open: &'static str,
    pub missing: &'static str,
    /// One page for everything that can be wrong with a code.
    pub refused: &'static str,
    pub refused_why: &'static str,
    pub refused_next: &'static str,
    pub refused_answered: &'static str,
    /// Above the form, with everything still in it.
    pub unsent: &'static str,
    /// Beside the promise on the first page.
    pub once: &'static str,
    pub once_means: &'static str,
    pub stays_used: &'static str,
    /// On the promise page.
    pub promise: &'static str,
    pub promise_things: &'static [&'static str],
    /// Where reminders go to those who have not answered only.
    pub reminders_look: &'static str,
    /// Among what cannot be promised.
    pub senders_know: &'static str,
    /// Among what is not stored.
    pub not_stored_except: &'static str,
    /// Where the code of a receipt was asked for.
    pub not_a_receipt: &'static str,
    /// On the receipt.
    pub stored_nothing_else: &'static str,
    /// The same once they lie in a bundle.
    pub stored_in_bundle: &'static str,
    pub slip: SlipWords,
}

/// On a slip of paper.
#[derive(Debug)]
pub struct SlipWords {
    pub sheet: &'static str,
    pub scan: &'static str,
    pub code: &'static str,
    pub promise: &'static str,
}

pub const EN: InvitationWords = InvitationWords {
    enter_title: "Your invitation code",
    enter_lead: "This survey is open to people who were given a code. Please enter yours.",
    leads_nowhere: "The code lets you answer once. It leads to no answer: when yours arrives, all that is kept of the code is a mark that stands apart from what you said.",
    label: "Code on the invitation",
    hint: "16 characters. Dashes and capitals do not matter; O and 0 are the same here, and so are I, L and 1.",
    open: "Open the survey",
    missing: "Please enter the code from your invitation.",
    refused: "This code cannot be used",
    refused_why: "It may have a typing mistake or have been cut off. It may have been used already. Or it belongs to another survey, or to one that has closed.",
    refused_next: "Please compare it with your invitation, letter by letter, and enter it once more.",
    refused_answered: "If you have already answered, nothing is left to do. Your receipt still works.",
    unsent: "Your answers are not stored: the code cannot be used. Everything you filled in is still on this page.",
    once: "Your code",
    once_means: "It lets you answer once, and leads to no answer.",
    stays_used: "Your invitation stays used all the same: nobody can tell which one it was.",
    promise: "What your invitation code is for",
    promise_things: &[
        "The code is a number in disguise. It lets you answer once in each round of the survey.",
        "Whoever was invited by e-mail stands with that address on the list of the invited. The list is kept apart and leads to no answer.",
        "When your answers arrive, a mark is stored that a code was used: apart from your answers, with nothing in common with them, and without a time.",
        "Whoever runs this service and has its key could work out from these marks who has taken part, but not who said what. For answers that still wait to be counted, whoever has all of its keys and the database of the same day could tell that, too. When the survey is over the key can be destroyed; from then on nobody can.",
        "If you take your answers back, the code stays used: nobody can tell which one it was.",
    ],
    reminders_look: "Reminders go only to those who have not answered. For that the mail system goes through these marks after each release of results: it knows who has taken part, not who said what.",
    senders_know: "Whoever sent or printed the codes knows yours. They could answer in your place, and so find out whether it was used already.",
    not_a_receipt: "This looks like the code of an invitation, which has 16 characters. The code on your receipt has 22; you got it when your answers had arrived.",
    not_stored_except: "Only the list of the invited may hold an e-mail address, as said above. It leads to no answer.",
    stored_nothing_else: "This, word for word, and a mark that only your code fits. Apart from both, a mark that an invitation was used. Nothing else: no name, no address, no time.",
    stored_in_bundle: "This, word for word, and a mark that only your code fits. Apart from both, a mark that an invitation was used. Nothing else about you: no name, no address, no time of yours. The bundle has one date for all in it, the day of its release.",
    slip: SlipWords {
        sheet: "Invitations",
        scan: "Scan the square, or go to",
        code: "and enter this code:",
        promise: "The code lets you answer once. It leads to no answer: nobody is told who said what.",
    },
};

pub const DE: InvitationWords = InvitationWords {
    enter_title: "Ihr Einladungscode",
    enter_lead: "Diese Umfrage ist für alle offen, die einen Code bekommen haben. Bitte geben Sie Ihren ein.",
    leads_nowhere: "Mit dem Code können Sie einmal antworten. Er führt zu keiner Antwort: Kommt Ihre an, bleibt vom Code nur ein Zeichen, das getrennt von dem steht, was Sie gesagt haben.",
    label: "Code auf der Einladung",
    hint: "16 Zeichen. Striche und Großschreibung sind gleichgültig; O und 0 gelten hier als dasselbe, ebenso I, L und 1.",
    open: "Zur Umfrage",
    missing: "Bitte geben Sie den Code aus Ihrer Einladung ein.",
    refused: "Dieser Code kann nicht verwendet werden",
    refused_why: "Vielleicht enthält er einen Tippfehler oder ist abgeschnitten. Vielleicht wurde er schon verwendet. Oder er gehört zu einer anderen Umfrage oder zu einer, die geschlossen ist.",
    refused_next: "Bitte vergleichen Sie ihn Buchstabe für Buchstabe mit Ihrer Einladung und geben Sie ihn noch einmal ein.",
    refused_answered: "Falls Sie schon geantwortet haben, ist nichts mehr zu tun. Ihr Beleg gilt weiterhin.",
    unsent: "Ihre Antworten sind nicht gespeichert: Der Code kann nicht verwendet werden. Alles, was Sie ausgefüllt haben, steht noch auf dieser Seite.",
    once: "Ihr Code",
    once_means: "Mit ihm können Sie einmal antworten; zu einer Antwort führt er nicht.",
    stays_used: "Ihre Einladung bleibt trotzdem verbraucht: Niemand kann sagen, welche es war.",
    promise: "Wozu Ihr Einladungscode da ist",
    promise_things: &[
        "Der Code ist eine verschlüsselte Nummer. Mit ihm können Sie in jeder Runde der Umfrage einmal antworten.",
        "Wer per E-Mail eingeladen wurde, steht mit dieser Adresse auf der Liste der Eingeladenen. Die Liste ist getrennt von allem anderen und führt zu keiner Antwort.",
        "Kommen Ihre Antworten an, so wird ein Zeichen gespeichert, dass ein Code verwendet wurde: getrennt von Ihren Antworten, ohne etwas mit ihnen gemeinsam zu haben, und ohne Uhrzeit.",
        "Wer diesen Dienst betreibt und seinen Schlüssel hat, könnte aus diesen Zeichen ermitteln, wer teilgenommen hat, aber nicht, wer was gesagt hat. Bei Antworten, die noch darauf warten, gezählt zu werden, könnte auch das ermitteln, wer alle seine Schlüssel und die Datenbank vom selben Tag hat. Ist die Umfrage vorbei, kann der Schlüssel vernichtet werden; von da an kann es niemand mehr.",
        "Nehmen Sie Ihre Antworten zurück, so bleibt der Code verbraucht: Niemand kann sagen, welcher es war.",
    ],
    reminders_look: "Erinnerungen bekommt nur, wer noch nicht geantwortet hat. Dafür sieht das Mailsystem nach jeder Freigabe von Ergebnissen diese Zeichen durch: Es weiß, wer teilgenommen hat, aber nicht, wer was gesagt hat.",
    senders_know: "Wer die Codes verschickt oder gedruckt hat, kennt auch Ihren. Er könnte an Ihrer Stelle antworten und so herausfinden, ob der Code schon verwendet wurde.",
    not_a_receipt: "Das sieht nach dem Code einer Einladung aus, der 16 Zeichen hat. Der auf Ihrem Beleg hat 22; Sie bekamen ihn, als Ihre Antworten angekommen waren.",
    not_stored_except: "Nur auf der Liste der Eingeladenen kann, wie oben gesagt, eine E-Mail-Adresse stehen. Sie führt zu keiner Antwort.",
    stored_nothing_else: "Genau das hier, Wort für Wort, und ein Kennzeichen, zu dem nur Ihr Code passt. Getrennt von beidem ein Zeichen, dass eine Einladung verwendet wurde. Sonst nichts: kein Name, keine Adresse, keine Uhrzeit.",
    stored_in_bundle: "Genau das hier, Wort für Wort, und ein Kennzeichen, zu dem nur Ihr Code passt. Getrennt von beidem ein Zeichen, dass eine Einladung verwendet wurde. Sonst nichts über Sie: kein Name, keine Adresse, keine Zeit. Das Bündel hat ein einziges Datum für alle darin, den Tag seiner Freigabe.",
    slip: SlipWords {
        sheet: "Einladungen",
        scan: "Scannen Sie das Quadrat, oder öffnen Sie",
        code: "und geben Sie diesen Code ein:",
        promise: "Mit dem Code können Sie einmal antworten. Er führt zu keiner Antwort: Niemand erfährt, wer was gesagt hat.",
    },
};

pub const FR: InvitationWords = InvitationWords {
    enter_title: "Votre code d’invitation",
    enter_lead: "Cette enquête est ouverte à toutes les personnes qui ont reçu un code. Veuillez saisir le vôtre.",
    leads_nowhere: "Le code vous permet de répondre une fois. Il ne mène à aucune réponse : quand la vôtre arrive, il ne reste du code qu’une marque, séparée de ce que vous avez dit.",
    label: "Code figurant sur l’invitation",
    hint: "16 caractères. Les tirets et les majuscules sont sans importance ; O et 0 sont ici identiques, de même que I, L et 1.",
    open: "Ouvrir l’enquête",
    missing: "Veuillez saisir le code de votre invitation.",
    refused: "Ce code ne peut pas être utilisé",
    refused_why: "Il contient peut-être une faute de frappe ou il a été coupé. Il a peut-être déjà servi. Ou bien il appartient à une autre enquête, ou à une enquête close.",
    refused_next: "Veuillez le comparer à votre invitation, lettre par lettre, et le saisir de nouveau.",
    refused_answered: "Si vous avez déjà répondu, il n’y a plus rien à faire. Votre reçu reste valable.",
    unsent: "Vos réponses ne sont pas enregistrées : le code ne peut pas être utilisé. Tout ce que vous avez rempli se trouve encore sur cette page.",
    once: "Votre code",
    once_means: "Il vous permet de répondre une fois et ne mène à aucune réponse.",
    stays_used: "Votre invitation reste néanmoins utilisée : personne ne peut dire laquelle c’était.",
    promise: "À quoi sert votre code d’invitation",
    promise_things: &[
        "Le code est un numéro chiffré. Il vous permet de répondre une fois à chaque vague de l’enquête.",
        "Qui a été invité par courriel figure avec cette adresse sur la liste des personnes invitées. Cette liste est conservée à part et ne mène à aucune réponse.",
        "Quand vos réponses arrivent, une marque indique qu’un code a servi : séparée de vos réponses, sans rien de commun avec elles et sans heure.",
        "Qui exploite ce service et détient sa clé pourrait établir à partir de ces marques qui a participé, mais non qui a dit quoi. Pour les réponses qui attendent encore d’être comptées, qui détient toutes ses clés et la base de données du même jour pourrait établir cela aussi. Une fois l’enquête terminée, la clé peut être détruite ; dès lors, plus personne ne le peut.",
        "Si vous retirez vos réponses, le code reste utilisé : personne ne peut dire lequel c’était.",
    ],
    reminders_look: "Les rappels ne vont qu’aux personnes qui n’ont pas encore répondu. Pour cela, le système d’envoi parcourt ces marques après chaque publication de résultats : il sait qui a participé, mais pas qui a dit quoi.",
    senders_know: "Qui a envoyé ou imprimé les codes connaît le vôtre. Il pourrait répondre à votre place et découvrir ainsi si le code a déjà servi.",
    not_a_receipt: "Cela ressemble au code d’une invitation, qui compte 16 caractères. Celui de votre reçu en compte 22 ; il s’est affiché à l’arrivée de vos réponses.",
    not_stored_except: "Seule la liste des personnes invitées peut contenir une adresse électronique, comme dit plus haut. Elle ne mène à aucune réponse.",
    stored_nothing_else: "Ceci, mot pour mot, et une marque à laquelle seul votre code correspond. À part de l’un et de l’autre, une marque indiquant qu’une invitation a servi. Rien d’autre : ni nom, ni adresse, ni heure.",
    stored_in_bundle: "Ceci, mot pour mot, et une marque à laquelle seul votre code correspond. À part de l’un et de l’autre, une marque indiquant qu’une invitation a servi. Rien d’autre sur vous : ni nom, ni adresse, ni heure. Le lot porte une seule date pour tous, le jour de sa libération.",
    slip: SlipWords {
        sheet: "Feuille d’invitations",
        scan: "Scannez le carré, ou ouvrez",
        code: "et saisissez ce code :",
        promise: "Le code vous permet de répondre une fois. Il ne mène à aucune réponse : personne n’apprend qui a dit quoi.",
    },
};

pub const ES: InvitationWords = InvitationWords {
    enter_title: "Su código de invitación",
    enter_lead: "Esta encuesta está abierta a quienes han recibido un código. Introduzca el suyo, por favor.",
    leads_nowhere: "Con el código puede responder una vez. No lleva a ninguna respuesta: cuando llega la suya, del código solo queda una marca, separada de lo que usted ha dicho.",
    label: "Código de la invitación",
    hint: "16 caracteres. Los guiones y las mayúsculas no importan; O y 0 valen aquí lo mismo, al igual que I, L y 1.",
    open: "Abrir la encuesta",
    missing: "Introduzca el código de su invitación, por favor.",
    refused: "Este código no se puede usar",
    refused_why: "Puede que tenga un error o que esté cortado. Puede que ya se haya usado. O bien pertenece a otra encuesta, o a una que está cerrada.",
    refused_next: "Compárelo con su invitación, letra por letra, e introdúzcalo otra vez, por favor.",
    refused_answered: "Si ya ha respondido, no queda nada por hacer. Su resguardo sigue siendo válido.",
    unsent: "Sus respuestas no se han guardado: el código no se puede usar. Todo lo que ha rellenado sigue en esta página.",
    once: "Su código",
    once_means: "Le permite responder una vez y no lleva a ninguna respuesta.",
    stays_used: "Su invitación queda usada de todos modos: nadie puede decir cuál era.",
    promise: "Para qué sirve su código de invitación",
    promise_things: &[
        "El código es un número cifrado. Le permite responder una vez en cada ronda de la encuesta.",
        "Quien ha sido invitado por correo electrónico figura con esa dirección en la lista de invitados. La lista se guarda aparte y no lleva a ninguna respuesta.",
        "Cuando llegan sus respuestas se guarda una marca de que se ha usado un código: separada de sus respuestas, sin nada en común con ellas y sin hora.",
        "Quien gestiona este servicio y tiene su clave podría averiguar a partir de esas marcas quién ha participado, pero no quién ha dicho qué. De las respuestas que aún esperan a ser contadas, quien tenga todas sus claves y la base de datos del mismo día podría averiguar también eso. Terminada la encuesta se puede destruir la clave; desde entonces nadie puede.",
        "Si retira sus respuestas, el código sigue usado: nadie puede decir cuál era.",
    ],
    reminders_look: "Los recordatorios van solo a quienes todavía no han respondido. Para ello, el sistema de correo repasa estas marcas después de cada publicación de resultados: sabe quién ha participado, pero no quién dijo qué.",
    senders_know: "Quien envió o imprimió los códigos conoce también el suyo. Podría responder en su lugar y averiguar así si el código ya se usó.",
    not_a_receipt: "Esto parece el código de una invitación, que tiene 16 caracteres. El de su resguardo tiene 22; apareció cuando llegaron sus respuestas.",
    not_stored_except: "Solo la lista de invitados puede contener un correo electrónico, como se dice arriba. No lleva a ninguna respuesta.",
    stored_nothing_else: "Esto, palabra por palabra, y una marca a la que solo corresponde su código. Aparte de ambos, una marca de que se ha usado una invitación. Nada más: ni nombre, ni dirección, ni hora.",
    stored_in_bundle: "Esto, palabra por palabra, y una marca a la que solo corresponde su código. Aparte de ambos, una marca de que se ha usado una invitación. Nada más sobre usted: ni nombre, ni dirección, ni hora. El lote lleva una sola fecha para todos, el día en que se liberó.",
    slip: SlipWords {
        sheet: "Hoja de invitaciones",
        scan: "Escanee el cuadrado, o abra",
        code: "e introduzca este código:",
        promise: "Con el código puede responder una vez. No lleva a ninguna respuesta: nadie sabe quién ha dicho qué.",
    },
};
