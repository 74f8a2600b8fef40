//! Around a row as the database holds it, and what it says when it is opened,
//! in each language.

/// Labels stand beside what the row holds; notes say what it is for.
#[derive(Debug)]
pub struct ExampleWords {
    pub open: &'static str,
    pub nobody: &'static str,
    pub key: &'static str,
    pub waiting: &'static str,
    pub survey: &'static str,
    pub wave: &'static str,
    pub pool_key: &'static str,
    pub nonce: &'static str,
    pub ciphertext: &'static str,
    /// Its length.
    pub padded: fn(usize) -> String,
    pub opened: &'static str,
    pub opened_how: &'static str,
    pub batch_key: &'static str,
    pub batch: &'static str,
    /// k.
    pub batch_how: fn(u16) -> String,
    pub batch_things: &'static [&'static str],
    /// What somebody might write.
    pub words: &'static str,
}

pub const EN: ExampleWords = ExampleWords {
    open: "See a row as it is stored, and what it says when opened",
    nobody: "Nobody gave these answers. The program made them up from the questions of this survey and then treated them like yours: it packed, filled up and encrypted them, and opened them again.",
    key: "The key to this row is worth nothing. It is worked out from the name of the survey, so that everybody sees the same row here. A real one is drawn at random and lies outside the database.",
    waiting: "While it waits: all there is of it",
    survey: "Survey: a number",
    wave: "Round",
    pool_key: "Place: another one whenever the key is replaced",
    nonce: "Drawn at random and used once",
    ciphertext: "Answers, encrypted",
    padded: |bytes| format!("{bytes} bytes: filled up to this length, whatever was written"),
    opened: "What the program reads when it opens it",
    opened_how: "It does so when the row is released, when its key is replaced, and when somebody enters the code.",
    batch_key: "The mark that only the code fits",
    batch: "After the release: in a bundle",
    batch_how: |k| {
        format!(
            "The row above is erased. In the bundle, of at least {k}, the marks stand sorted. They are random, so sorting shuffles:"
        )
    },
    batch_things: &[
        "Beside the marks lies one column for each question, in their order.",
        "The only date is the day of the release, one for the whole bundle.",
        "Texts lie elsewhere. In their column it only says that somebody wrote one; each text has a random mark of its own, and no way leads from it to the other answers without a key outside the database.",
    ],
    words: "It is not for me, and nobody ever asked why.",
};

pub const DE: ExampleWords = ExampleWords {
    open: "Eine Zeile ansehen, wie sie gespeichert wird und was in ihr steht",
    nobody: "Diese Antworten hat niemand gegeben. Das Programm hat sie aus den Fragen dieser Umfrage erfunden und dann behandelt wie Ihre: gepackt, aufgefüllt, verschlüsselt und wieder geöffnet.",
    key: "Der Schlüssel zu dieser Zeile ist nichts wert. Er ergibt sich aus dem Namen der Umfrage, damit alle hier dieselbe Zeile sehen. Ein echter wird zufällig gezogen und liegt außerhalb der Datenbank.",
    waiting: "Solange sie wartet: alles, was es von ihr gibt",
    survey: "Umfrage: eine Nummer",
    wave: "Runde",
    pool_key: "Platz: ein anderer, sooft der Schlüssel gewechselt wird",
    nonce: "Zufällig gezogen und einmal verwendet",
    ciphertext: "Antworten, verschlüsselt",
    padded: |bytes| {
        format!("{bytes} Bytes: auf diese Länge aufgefüllt, was auch geschrieben wurde")
    },
    opened: "Was das Programm liest, wenn es sie öffnet",
    opened_how: "Das geschieht bei der Freigabe, beim Wechsel des Schlüssels und wenn jemand den Code eingibt.",
    batch_key: "Das Kennzeichen, zu dem nur der Code passt",
    batch: "Nach der Freigabe: in einem Bündel",
    batch_how: |k| {
        format!(
            "Die Zeile von oben wird gelöscht. Im Bündel von mindestens {k} stehen die Kennzeichen sortiert. Sie sind zufällig, also mischt das Sortieren:"
        )
    },
    batch_things: &[
        "Daneben liegt für jede Frage eine Spalte, in der Reihenfolge der Kennzeichen.",
        "Die einzige Zeitangabe ist der Tag der Freigabe, einer für das ganze Bündel.",
        "Texte liegen anderswo. In ihrer Spalte steht nur, dass jemand einen geschrieben hat; jeder Text hat ein eigenes zufälliges Kennzeichen, und ohne einen Schlüssel außerhalb der Datenbank führt von ihm kein Weg zu den übrigen Antworten.",
    ],
    words: "Es ist nichts für mich, und gefragt hat mich nie jemand.",
};

pub const FR: ExampleWords = ExampleWords {
    open: "Voir une ligne telle qu’elle est enregistrée, et ce qu’elle contient",
    nobody: "Personne n’a donné ces réponses. Le programme les a inventées à partir des questions de cette enquête, puis traitées comme les vôtres : compactées, complétées, chiffrées, puis ouvertes de nouveau.",
    key: "La clé de cette ligne ne vaut rien. Elle se calcule à partir du nom de l’enquête, pour que chacun voie ici la même ligne. Une vraie clé est tirée au hasard et se trouve hors de la base de données.",
    waiting: "Tant qu’elle attend : tout ce qui existe d’elle",
    survey: "Enquête : un numéro",
    wave: "Vague",
    pool_key: "Place : une autre chaque fois que la clé est remplacée",
    nonce: "Tiré au hasard et utilisé une seule fois",
    ciphertext: "Réponses, chiffrées",
    padded: |bytes| {
        format!("{bytes} octets : complétées jusqu’à cette longueur, quoi qu’on ait écrit")
    },
    opened: "Ce que le programme lit en l’ouvrant",
    opened_how: "Il le fait à la libération, au remplacement de la clé, et quand quelqu’un saisit le code.",
    batch_key: "La marque à laquelle seul le code correspond",
    batch: "Après la libération : dans un lot",
    batch_how: |k| {
        format!(
            "La ligne ci-dessus est effacée. Dans le lot, d’au moins {k}, les marques sont triées. Elles sont aléatoires : les trier, c’est donc mélanger :"
        )
    },
    batch_things: &[
        "À côté des marques, il y a une colonne par question, dans leur ordre.",
        "La seule date notée est le jour de la libération, la même pour tout le lot.",
        "Les textes sont ailleurs. Leur colonne dit seulement que quelqu’un en a écrit un ; chaque texte a sa propre marque aléatoire, et sans une clé gardée hors de la base de données, rien n’en mène aux autres réponses.",
    ],
    words: "Ce n’est pas pour moi, et personne ne m’a demandé pourquoi.",
};

pub const ES: ExampleWords = ExampleWords {
    open: "Ver una fila tal como se guarda, y lo que dice al abrirla",
    nobody: "Nadie dio estas respuestas. El programa las inventó a partir de las preguntas de esta encuesta y las trató como las suyas: las empaquetó, rellenó y cifró, y las volvió a abrir.",
    key: "La clave de esta fila no vale nada. Se calcula a partir del nombre de la encuesta, para que todos vean aquí la misma fila. Una verdadera se saca al azar y está fuera de la base de datos.",
    waiting: "Mientras espera: todo lo que hay de ella",
    survey: "Encuesta: un número",
    wave: "Ronda",
    pool_key: "Lugar: otro cada vez que se cambia la clave",
    nonce: "Sacado al azar y usado una sola vez",
    ciphertext: "Respuestas, cifradas",
    padded: |bytes| {
        format!(
            "{bytes} bytes: se rellenan hasta esta longitud, se haya escrito lo que se haya escrito"
        )
    },
    opened: "Lo que lee el programa al abrirla",
    opened_how: "Lo hace al liberarla, al cambiar la clave y cuando alguien escribe el código.",
    batch_key: "La marca a la que solo corresponde el código",
    batch: "Después de liberarse: en un lote",
    batch_how: |k| {
        format!(
            "La fila de arriba se borra. En el lote, de al menos {k}, las marcas están ordenadas. Son aleatorias, así que ordenar es mezclar:"
        )
    },
    batch_things: &[
        "Junto a las marcas hay una columna para cada pregunta, en el orden de ellas.",
        "La única fecha anotada es el día de la liberación, uno para todo el lote.",
        "Los textos están en otro lugar. En su columna solo consta que alguien escribió uno; cada texto tiene su propia marca aleatoria, y sin una clave guardada fuera de la base de datos nada lleva de ella a las demás respuestas.",
    ],
    words: "No es para mí, y nadie me preguntó nunca por qué.",
};
