//! Questions that ask who somebody is. No rule about totals protects a person
//! who has written their name into an answer.

use super::{About, folded, found, versions};
use crate::survey::question::{Question, QuestionKind};

const ENGLISH: &[&str] = &[
    "your name",
    "full name",
    "first name",
    "last name",
    "surname",
    "e-mail",
    "email",
    "e-mail address",
    "email address",
    "phone",
    "phone number",
    "telephone",
    "telephone number",
    "mobile number",
    "your address",
    "home address",
    "street",
    "postcode",
    "postal code",
    "zip code",
    "date of birth",
    "birth date",
    "birthday",
    "employee number",
    "employee id",
    "staff number",
    "personnel number",
    "customer number",
    "customer id",
    "account number",
    "member number",
    "membership number",
    "order number",
    "social security number",
    "national insurance number",
    "passport number",
    "user name",
    "username",
    "licence plate",
    "license plate",
];

const GERMAN: &[&str] = &[
    "ihr name",
    "ihren namen",
    "wie heißen sie",
    "vorname",
    "nachname",
    "familienname",
    "e-mail-adresse",
    "mailadresse",
    "telefon",
    "telefonnummer",
    "handynummer",
    "mobilnummer",
    "ihre adresse",
    "anschrift",
    "wohnadresse",
    "straße",
    "hausnummer",
    "postleitzahl",
    "plz",
    "geburtsdatum",
    "geburtstag",
    "personalnummer",
    "mitarbeiternummer",
    "kundennummer",
    "kontonummer",
    "mitgliedsnummer",
    "bestellnummer",
    "auftragsnummer",
    "sozialversicherungsnummer",
    "ausweisnummer",
    "benutzername",
    "kennzeichen",
];

const FRENCH: &[&str] = &[
    "votre nom",
    "vos nom",
    "prénom",
    "nom de famille",
    "comment vous appelez-vous",
    "courriel",
    "adresse électronique",
    "adresse e-mail",
    "votre adresse",
    "téléphone",
    "numéro de téléphone",
    "numéro de portable",
    "rue",
    "code postal",
    "date de naissance",
    "anniversaire",
    "matricule",
    "numéro de client",
    "numéro client",
    "numéro de compte",
    "numéro d’adhérent",
    "numéro de commande",
    "numéro de sécurité sociale",
    "nom d’utilisateur",
    "identifiant",
    "plaque d’immatriculation",
];

const SPANISH: &[&str] = &[
    "su nombre",
    "tu nombre",
    "nombre completo",
    "apellido",
    "apellidos",
    "cómo se llama",
    "cómo te llamas",
    "correo electrónico",
    "teléfono",
    "número de teléfono",
    "número de móvil",
    "su dirección",
    "tu dirección",
    "domicilio",
    "calle",
    "código postal",
    "fecha de nacimiento",
    "cumpleaños",
    "número de empleado",
    "número de cliente",
    "número de cuenta",
    "número de socio",
    "número de pedido",
    "dni",
    "pasaporte",
    "nombre de usuario",
    "matrícula",
];

/// Codes of questions, whatever they are worded like.
const CODES: &[&str] = &[
    "name",
    "email",
    "e-mail",
    "mail",
    "phone",
    "telephone",
    "address",
    "birthday",
    "birthdate",
    "customer-number",
    "employee-number",
    "postcode",
    "zip",
];

/// The word by which a question seems to ask who somebody is. Only answers that
/// are typed can say so.
pub fn asks_who_somebody_is(question: &Question) -> Option<&'static str> {
    if !matches!(
        question.kind,
        QuestionKind::Text(_) | QuestionKind::Number(_)
    ) {
        return None;
    }
    let mut texts = versions(&question.text).map(folded);
    let asked = texts.find_map(|text| {
        let lists = [ENGLISH, GERMAN, FRENCH, SPANISH];
        lists.into_iter().find_map(|phrases| found(&text, phrases))
    });
    let mut codes = CODES.iter().copied();
    asked.or_else(|| codes.find(|code| *code == question.code.as_str()))
}

pub(super) fn check(about: &mut About<'_>) {
    if let Some(word) = asks_who_somebody_is(about.question) {
        about.warn(
            format!("it seems to ask who somebody is (“{word}”)"),
            "leave it out, or ask for a group instead, such as an age band or a region; nothing can make a signed answer anonymous",
        );
    }
}
