//! Spanish, in the polite form.

use super::{
    ErrorWords, FormWords, ProblemWords, PromiseWords, ReceiptWords, StateWords, Words, charter,
    comments, example_row, invitations, openness, pages, quotas, wishes,
};

pub static WORDS: Words = Words {
    language: "es",
    form: FORM,
    problems: PROBLEMS,
    promise: PROMISE,
    charter: charter::ES,
    example_row: example_row::ES,
    receipt: RECEIPT,
    comments: comments::ES,
    pages: pages::ES,
    quotas: quotas::ES,
    openness: openness::ES,
    wishes: wishes::ES,
    invitations: invitations::ES,
    poster: super::poster::ES,
    unsubscribing: super::unsubscribing::ES,
    states: STATES,
    uncounted: super::uncounted::ES,
    errors: ERRORS,
    home: super::home::ES,
    trust: super::trust::ES,
    ledger: super::ledger::ES,
};

const FORM: FormWords = FormWords {
    language_choice: "Idioma",
    promise_label: "Nuestra promesa",
    promise_readers: "Quién ve los resultados",
    promise_nobody: "Nadie llega a saber quién respondió qué; tampoco nosotros lo sabemos.",
    promise_outside: |brand| format!("Fuera de {brand}"),
    promise_outside_means: "Allí llegan resultados solo cuando la encuesta ha cerrado, y sin las respuestas de quienes se niegan, como puede hacer usted en la última página. Lo que escribe no llega nunca.",
    promise_people: "Cuándo hay resultados",
    promise_group: |k| {
        format!(
            "Los resultados aparecen solo cuando han respondido al menos {k} personas. Dicen cuántas dieron cada respuesta, nunca quiénes."
        )
    },
    promise_back: "Si cambia de opinión",
    promise_withdraw: "Con un código que recibe al final puede volver a leer sus respuestas o retirarlas. Los totales ya publicados las siguen contando.",
    promise_link: "Leer toda la promesa",
    receipt_link: "Tengo un resguardo",
    trust_link: "Qué guarda este servicio",
    simulated: "Esto es una demostración. Los resultados son inventados.",
    progress: |page, pages| format!("{page} de {pages}"),
    needs_answer: "Aquí se necesita una respuesta.",
    may_be_left_empty: "Puede dejar cualquier pregunta sin responder, salvo donde dice que necesita una respuesta.",
    choose_several: "Elija todo lo que corresponda.",
    other_words: |option| format!("{option}: con sus palabras"),
    rank_places: |places| match places {
        1 => "Dé un 1 a su primera elección.".to_owned(),
        2 => "Dé un 1 a su primera elección y un 2 a la segunda.".to_owned(),
        _ => format!("Dé un 1 a su primera elección, un 2 a la segunda, y así hasta {places}."),
    },
    rank_none: "–",
    number_between: |from, to| format!("Un número de {from} a {to}."),
    characters: |most| format!("{} caracteres como máximo.", thousands(most)),
    no_answer: "Sin respuesta",
    next: "Continuar",
    back: "Volver",
    back_hint: "Para volver, use «Volver» en esta página, no el botón del navegador.",
    send: "Enviar las respuestas",
    error_prefix: "Error. ",
    error_summary: |problems| match problems {
        1 => "Hay un punto que revisar".to_owned(),
        _ => format!("Hay {problems} puntos que revisar"),
    },
    revision_changed: "Las preguntas cambiaron mientras respondía. Lo que ha rellenado se conserva; por favor, repáselo una vez más.",
    once_more: "Esta página no llegó completa. Todavía no se ha guardado nada: por favor, repásela y envíela de nuevo.",
    nothing_lost: "Sus respuestas no se han podido guardar en este momento. No se ha perdido nada: siguen en esta página. Espere un minuto y envíelas de nuevo.",
};

const PROBLEMS: ProblemWords = ProblemWords {
    missing_choice: "Por favor, elija una respuesta.",
    missing_several: "Por favor, elija al menos una respuesta.",
    missing_text: "Por favor, escriba una respuesta.",
    missing_number: "Por favor, escriba un número.",
    missing_row: "Por favor, elija una respuesta en esta línea.",
    missing_places: "Por favor, dé al menos el primer puesto.",
    unknown_option: "Por favor, elija una de las respuestas que se ofrecen.",
    exclusive_with_others: |option| {
        format!(
            "«{option}» no puede ir junto con otras respuestas. Por favor, desmárquela, o desmarque las demás."
        )
    },
    not_a_number: "Por favor, escriba un número en cifras.",
    thousands_separator: "Por favor, escriba el número sin nada entre los millares.",
    too_many_decimals: |decimals| match decimals {
        0 => "Por favor, escriba un número entero.".to_owned(),
        1 => "Por favor, escriba como mucho una cifra después de la coma.".to_owned(),
        _ => format!("Por favor, escriba como mucho {decimals} cifras después de la coma."),
    },
    too_small: |minimum| format!("Por favor, escriba un número que no sea menor que {minimum}."),
    too_large: |maximum| format!("Por favor, escriba un número que no sea mayor que {maximum}."),
    too_long: |over, characters_max| {
        format!(
            "Por favor, acórtelo en {over}, hasta {} caracteres como máximo.",
            thousands(characters_max)
        )
    },
    not_a_place: |places| format!("Por favor, dé puestos del 1 al {places}."),
    duplicate_place: |place| {
        format!("El puesto {place} está dado dos veces. Por favor, dé cada puesto una sola vez.")
    },
    missing_place: |place| {
        format!("El puesto {place} está libre. Por favor, dé los puestos sin saltarse ninguno.")
    },
};

const PROMISE: PromiseWords = PromiseWords {
    title: "Lo que le prometemos",
    lead: |brand| {
        format!(
            "Esta es toda la promesa de la encuesta sobre {brand}, en palabras sencillas. Sale de los propios ajustes de la encuesta, así que dice lo que hace el programa."
        )
    },
    who_sees: "Quién ve los resultados",
    who_sees_totals: "Se ven totales: cuántas personas dieron cada respuesta. Lo que se escribió con palabras propias se puede leer cuando la encuesta ha cerrado, aparte de todo lo demás. Nadie ve el cuestionario de una persona concreta.",
    when_running: |least| {
        format!(
            "Los totales se muestran mientras dura la encuesta. Solo se mueven cuando se liberan de una vez al menos {least} respuestas, sacadas al azar de las que esperan, así que nadie puede ver llegar la suya."
        )
    },
    when_closed: "No se muestra nada en absoluto hasta que la encuesta haya terminado.",
    how_many: "Cuándo hay resultados",
    how_many_group: |k| {
        format!(
            "Los resultados de una pregunta aparecen solo cuando se ha hecho a al menos {k} personas que la han respondido. Con menos, nadie ve nada de ella. Una respuesta concreta puede, aun así, venir de pocas personas, o de una sola."
        )
    },
    how_many_end: |k| {
        format!(
            "Cuando termina la encuesta, las respuestas que aún esperan se liberan si son al menos {k}. Si son menos, se borran sin contarlas."
        )
    },
    groups: "Qué grupos se cuentan",
    groups_none: "Ninguno. Solo se cuentan los totales de todas las personas juntas.",
    groups_default: "Grupos según las preguntas sobre usted, según pares de estas preguntas y según las respuestas a las demás preguntas. Se cuentan una sola vez, cuando se cierra la encuesta, y según nada más.",
    groups_listed: "Grupos según las siguientes preguntas, y según nada más. Se cuentan una sola vez, cuando se cierra la encuesta.",
    group_pair: |first, second| format!("{first}, junto con: {second}"),
    stored: "Qué se guarda",
    stored_lead: "Sus respuestas a las preguntas, lo que haya marcado sobre su uso, y nada que lleve hasta usted:",
    stored_things: &[
        "Hasta que se liberan en un lote con otras: sus respuestas, cifradas, sin orden y sin hora.",
        "Después: sus respuestas en un lote de al menos tantas personas como se dice arriba, mezcladas; la única fecha es el día en que se liberó el lote.",
        "Una marca a la que solo corresponde su código, para que usted encuentre sus respuestas y nadie más.",
        "Si retira sus respuestas: una marca vacía, la del código, para que ni una copia de seguridad ni un formulario enviado de nuevo las devuelva.",
    ],
    asks_who: |question| {
        format!(
            "Una pregunta pide algo que dice quién es usted: «{question}» Quien la contesta firma también sus demás respuestas, para todos los que puedan leer respuestas individuales en la base de datos."
        )
    },
    not_stored: "Qué no se guarda",
    not_stored_things: &[
        "su dirección en la red, ni nada sobre su dispositivo o su navegador; solo se lee el idioma que pide, para elegir el de la página, y no se guarda",
        "su nombre, su correo electrónico o un número que le represente",
        "cuándo respondió, cuánto tardó o de dónde venía",
        "cookies, ni ninguna otra cosa en su navegador",
    ],
    not_stored_how: "No borramos todo esto después: el programa no lo lee nunca.",
    how_long: "Cuánto tiempo se guarda",
    retention: |days| {
        format!(
            "Las respuestas individuales se borran por sí solas {days} días después del cierre de la encuesta, y con ellas lo que usted escribió. Los totales permanecen."
        )
    },
    withdraw: "Cómo retirar sus respuestas",
    withdraw_how: "Cuando ha enviado sus respuestas recibe un código, como la ficha de un guardarropa. Quien lo tiene puede volver a leer esas respuestas y borrarlas, y también cambiarlas mientras esperan a ser liberadas. No podemos enviárselo ni sustituirlo, porque no sabemos quién es usted.",
    withdraw_totals: "Los totales ya publicados quedan como están, para que nadie pueda leer en una diferencia lo que usted había dicho.",
    cannot: "Lo que no podemos prometer",
    cannot_lead: "Ningún programa puede prometerlo todo. Estos son los límites de este:",
    cannot_things: &[
        "Quien gestiona este servicio y altera el programa, o vigila su memoria y su red mientras usted responde, puede ver esa respuesta.",
        "Un servidor web situado delante de este servicio puede llevar sus propias listas.",
        "Quien consigue el mismo día las claves y la base de datos puede abrir las respuestas que aún esperan y, si las vio llegar, relacionarlas con personas.",
        "Quien ve resultados puede pasarlos a otras personas. Un enlace a resultados los muestra sin iniciar sesión a quien lo tenga, hasta su último día.",
        "Si todas las personas que respondieron, o todas las de un grupo, dicen lo mismo, se sabe lo que dicen todas.",
        "Las personas que juntan sus propias respuestas pueden restarlas de un total: detrás de él quedan tantas personas menos.",
        "Quien le haga enseñar su código ve sus respuestas.",
        "Los totales publicados antes de retirar una respuesta la siguen contando. Quien los tiene, y también la base de datos, puede restar y saber qué se retiró, pero no de quién era.",
        "Que un grupo esté unido a otro, o falte, revela que algún grupo era pequeño.",
        "Las copias de seguridad, y los registros y copias de una base PostgreSQL, pueden conservar una respuesta retirada hasta que se sustituyen.",
        "Las claves borradas pueden sobrevivir en memorias flash, o en copias que un sistema de archivos hace por sí mismo.",
        "Si firma lo que escribe en un campo de texto, firmado queda.",
    ],
    frozen: "Esta promesa queda como está",
    frozen_how: "A partir de la primera respuesta, esta promesa solo puede hacerse más estricta: más personas detrás de cada resultado, menos grupos, un plazo más corto. El programa rechaza todo lo demás. Quién miró los resultados y qué se cambió queda anotado día a día, donde todos pueden leerlo.",
    who_looked: "Quién ha mirado",
    to_survey: "A la encuesta",
};

const RECEIPT: ReceiptWords = ReceiptWords {
    thanks: "Gracias",
    arrived: "Sus respuestas han llegado",
    arrived_before: "Sus respuestas ya habían llegado",
    arrived_before_lead: "Están guardadas una vez, tal como las ve abajo.",
    not_taken: "Lo que acaba de enviar es distinto y no se ha aceptado. Abajo está lo que hay guardado.",
    not_taken_change: "Para cambiar sus respuestas, pulse «Cambiar mis respuestas».",
    changed: "Sus respuestas cambiadas han llegado",
    changed_code: "Su código sigue siendo el mismo.",
    ticket: "Resguardo",
    keep: "Anote este código o hágale una foto.",
    keep_why: "No podemos enviárselo ni buscarlo: no sabemos quién es usted.",
    stored: "Qué se ha guardado",
    stored_nothing_else: "Esto, palabra por palabra, y una marca a la que solo corresponde su código. Nada más: ni nombre, ni dirección, ni hora.",
    stored_in_bundle: "Esto, palabra por palabra, y una marca a la que solo corresponde su código. Nada más sobre usted: ni nombre, ni dirección, ni hora. El lote lleva una sola fecha para todos, el día en que se liberó.",
    not_shown: "No se preguntó",
    skipped: "Sin respuesta",
    take_back: "Si cambia de opinión",
    take_back_how: "Con el código puede volver a leer estas respuestas o hacer que se borren, mientras se guarden, en esta dirección:",
    change: "Cambiar mis respuestas",
    change_how: "Todavía puede cambiarlas, mientras esperan a juntarse con otras.",
    next_happens: "Qué pasa ahora",
    next_waiting: |least, k| {
        format!(
            "Sus respuestas esperan, cifradas, hasta que se puedan liberar de una vez al menos {least} o se cierre la encuesta. Solo entonces se mueve algún total. En cada liberación quedan esperando al menos {k}, sacadas al azar. Si quedan menos de {k} cuando se cierra la encuesta, se borran sin contarlas."
        )
    },
    close_window: "Puede cerrar esta ventana. No hemos dejado nada en su navegador; su historial muestra esta dirección, como la de cualquier página. Hasta que la cierre, «Atrás» en el navegador puede mostrar de nuevo este resguardo.",
    enter_title: "Su resguardo",
    enter_lead: "Escriba el código de su resguardo para ver exactamente qué hay guardado, y para retirarlo.",
    enter_label: "Código del resguardo",
    enter_hint: "22 caracteres. Los guiones y las mayúsculas no importan; O y 0 valen lo mismo aquí, y también I, L y 1.",
    enter_show: "Ver qué hay guardado",
    empty: "Por favor, escriba el código de su resguardo.",
    too_short: |missing| match missing {
        1 => {
            "A este código le falta un carácter. Por favor, compárelo con su resguardo.".to_owned()
        }
        _ => format!(
            "A este código le faltan {missing} caracteres. Por favor, compárelo con su resguardo."
        ),
    },
    too_long: |extra| match extra {
        1 => "Este código tiene un carácter de más. Por favor, compárelo con su resguardo."
            .to_owned(),
        _ => format!(
            "Este código tiene {extra} caracteres de más. Por favor, compárelo con su resguardo."
        ),
    },
    mistyped: "Hay un error de escritura en este código. Por favor, compárelo con su resguardo, letra por letra.",
    unknown: "No hay nada guardado con este código. O bien es de otra encuesta, o bien las respuestas se retiraron, o bien pasó su plazo y se borraron.",
    found_title: "Esto es lo que hay guardado",
    found_waiting: "Estas respuestas esperan a juntarse con otras. Todavía no están en ningún total.",
    found_sealed: "Estas respuestas ya se han juntado con otras y forman parte de los totales. Aún se pueden borrar, pero ya no cambiar.",
    withdraw: "Retirar mis respuestas",
    withdraw_title: "¿Retirar sus respuestas?",
    withdraw_lead: "Se borrarán para siempre: no podremos recuperarlas. Las copias de seguridad pueden conservarlas hasta que se sustituyan.",
    withdraw_waiting: "Todavía no están en ningún total, y no lo estarán nunca.",
    withdraw_sealed: "Los totales ya publicados quedan como están, para que nadie pueda leer en la diferencia lo que usted había dicho. Lo que escribió con sus palabras desaparece; si ya se mostró, alguien puede haberlo leído.",
    withdraw_yes: "Sí, borrarlas",
    withdraw_no: "No, conservarlas",
    withdrawn_title: "Sus respuestas están borradas",
    withdrawn_lead: "Ya no están en la base de datos, y su código no abre nada. Las copias de seguridad pueden conservarlas hasta que se sustituyen. Queda una marca vacía, la del código, para que ni una copia de seguridad ni un formulario enviado de nuevo devuelva las respuestas.",
    withdrawn_again: "Si quiere, puede responder de nuevo.",
    change_lead: "Estas son sus respuestas tal como están guardadas. Cambie lo que quiera y envíelas de nuevo; su código sigue siendo el mismo.",
    change_leave: "Dejarlas como están",
    change_closed: "La encuesta ha terminado, así que estas respuestas ya no se pueden cambiar. Todavía puede retirarlas.",
    change_too_late: "Entretanto estas respuestas se han juntado con otras, así que ya no se pueden cambiar. Todavía puede retirarlas.",
    change_paused: "La encuesta está en pausa, así que por ahora estas respuestas no se pueden cambiar. Están guardadas tal como las ve abajo. Cuando la encuesta siga, podrá cambiarlas con su código mientras esperen. Puede retirarlas en cualquier momento, también ahora.",
};

const STATES: StateWords = StateWords {
    not_yet_open: "Esta encuesta aún no ha empezado",
    not_yet_open_next: "Por favor, vuelva más tarde. La dirección sigue siendo la misma.",
    closed: "Esta encuesta ha terminado",
    closed_lead: "Ya no acepta respuestas. Gracias por querer dar la suya.",
    closed_unsent: "Terminó mientras usted respondía. Lo que rellenó no se ha enviado ni está guardado en ninguna parte.",
    closed_next: "Si ya respondió antes, su código sigue valiendo mientras se guarden sus respuestas.",
    paused: "Esta encuesta está en pausa",
    paused_lead: "En este momento no acepta respuestas. Por favor, vuelva más tarde; la dirección sigue siendo la misma.",
    paused_unsent: "Se puso en pausa mientras usted respondía. Lo que rellenó no está guardado, ni perdido: esta página lo conserva. Cuando la encuesta continúe, pulse «Intentar de nuevo».",
    try_again: "Intentar de nuevo",
    paused_next: "Si ya respondió antes, su código sigue valiendo, también para retirar sus respuestas.",
    withdrawn_before: "Estas respuestas se retiraron",
    withdrawn_before_next: "Esta página ya se envió una vez y sus respuestas se borraron después. No se han vuelto a guardar. Si a pesar de todo quiere responder, abra la encuesta de nuevo.",
};

const ERRORS: ErrorWords = ErrorWords {
    no_page: "Aquí no hay ninguna página",
    no_page_next: "Quizá la dirección esté mal escrita o se cortó en un mensaje. Por favor, compárela con el lugar donde la encontró.",
    no_survey: "Aquí no hay ninguna encuesta",
    no_survey_next: "Quizá la dirección esté mal escrita o se cortó en un mensaje. Por favor, compárela con la invitación, letra por letra.",
    no_board: "Aquí no hay resultados",
    no_board_next: "Quizá el enlace se cortó en un mensaje, pasó su último día o fue retirado. Por favor, pida otro a quien se lo envió.",
    wrong_method: "Esta página no se puede pedir así",
    wrong_method_next: "Por favor, ábrala de nuevo desde su dirección.",
    too_large: "Era demasiado texto",
    too_large_next: "No se ha guardado nada. Por favor, vuelva atrás, acorte lo que escribió y envíelo de nuevo.",
    unreadable: "Esto no se ha podido leer",
    unreadable_next: "La conexión se cortó, o la página se envió de una forma poco común. No se ha guardado nada. Por favor, vuelva atrás y envíela de nuevo.",
    unavailable: "No disponible por el momento",
    unavailable_next: "El servicio no alcanza ahora mismo su base de datos. Nada de lo que envió se pierde mientras conserve esta página: espere un minuto y cárguela de nuevo.",
    internal: "Algo ha fallado aquí",
    internal_next: "Es culpa nuestra, no suya. Por favor, vuelva atrás e inténtelo de nuevo dentro de unos minutos.",
    incident: |code| {
        format!(
            "Si vuelve a pasar, diga este número a quien le invitó: {code}. No dice nada sobre usted."
        )
    },
    home: "¿Qué es whynot?",
};

fn thousands(number: u16) -> String {
    super::thousands(number, "\u{202f}")
}
