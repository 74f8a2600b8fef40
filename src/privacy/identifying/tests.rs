//! What is marked, and above all what is not.

use proptest::prelude::*;

use super::*;

/// The marked parts and what they look like.
fn marked(text: &str) -> Vec<(Likely, &str)> {
    let marks = find(text);
    let parts = marks
        .iter()
        .map(|mark| (mark.likely, text.get(mark.range.clone()).unwrap()));
    parts.collect()
}

#[track_caller]
fn check(text: &str, likely: Likely, part: &str) {
    assert_eq!(marked(text), [(likely, part)], "{text}");
}

#[test]
fn e_mail_addresses_are_marked() {
    check(
        "Write to jo.doe+x@mail.example.org, please.",
        Likely::Email,
        "jo.doe+x@mail.example.org",
    );
    check("(jörg@büro.de)", Likely::Email, "jörg@büro.de");
    check(
        "jo (at) example (dot) org",
        Likely::Email,
        "jo (at) example (dot) org",
    );
    check("jo [at] example.org!", Likely::Email, "jo [at] example.org");
}

#[test]
fn handles_and_links_to_a_person_are_marked() {
    check("I am @jo_doe there", Likely::Handle, "@jo_doe");
    check(
        "see https://facebook.com/jo.doe.",
        Likely::Link,
        "https://facebook.com/jo.doe",
    );
    check(
        "www.linkedin.com/in/jodoe",
        Likely::Link,
        "www.linkedin.com/in/jodoe",
    );
    check(
        "https://shop.example/orders?id=77",
        Likely::Link,
        "https://shop.example/orders?id=77",
    );
    check(
        "example.org/u/8812345",
        Likely::Link,
        "example.org/u/8812345",
    );
}

#[test]
fn telephone_numbers_of_many_countries_are_marked() {
    for number in [
        "+49 171 1234567",
        "+49 (0)30 1234-5678",
        "+33 6 12 34 56 78",
        "+1 (555) 123-4567",
        "0049 30 1234567",
        "030 1234567",
        "030/1234567",
        "0171-1234567",
        "0711/12345",
        "06 12 34 56 78",
        "06.12.34.56.78",
        "0612345678",
        "020 7946 0958",
        "(555) 123-4567",
        "555-123-4567",
        "1-800-555-0100",
        "612 345 678",
        "612 34 56 78",
        "91 234 56 78",
        "(030) 1234567",
        "+34612345678",
    ] {
        check(&format!("Call {number}."), Likely::Telephone, number);
        check(number, Likely::Telephone, number);
    }
    check("Tel.: 123456", Likely::Telephone, "123456");
    check(
        "Meine Handynummer ist 55 66 77",
        Likely::Telephone,
        "55 66 77",
    );
}

#[test]
fn accounts_and_cards_are_marked_by_their_check() {
    check(
        "IBAN DE89 3704 0044 0532 0130 00, bitte",
        Likely::Account,
        "DE89 3704 0044 0532 0130 00",
    );
    check(
        "es GB82WEST12345698765432 y ya",
        Likely::Account,
        "GB82WEST12345698765432",
    );
    check(
        "card 4111 1111 1111 1111",
        Likely::Account,
        "4111 1111 1111 1111",
    );
}

#[test]
fn numbers_of_customers_and_orders_are_marked() {
    check("My customer number is 48213.", Likely::Number, "48213");
    check(
        "order no. 4711-0815 never came",
        Likely::Number,
        "4711-0815",
    );
    check("Meine Kundennummer: 998877", Likely::Number, "998877");
    check("Bestell-Nr. AB-1234", Likely::Number, "AB-1234");
    check("ma commande n° 55123", Likely::Number, "55123");
    check("mi pedido 123456 no llegó", Likely::Number, "123456");
    check("ticket #88123", Likely::Number, "#88123");
    check(
        "tracking JD0146000032 is lost",
        Likely::Number,
        "JD0146000032",
    );
    check("104829384756", Likely::Number, "104829384756");
}

#[test]
fn streets_with_a_number_are_marked() {
    check(
        "I live at 12 Baker Street, London.",
        Likely::Address,
        "12 Baker Street, London",
    );
    check("221b Old Kent Road", Likely::Address, "221b Old Kent Road");
    check("Ich wohne Birkenweg 5.", Likely::Address, "Birkenweg 5");
    check(
        "Hauptstr. 12a, 10115 Berlin",
        Likely::Address,
        "Hauptstr. 12a, 10115 Berlin",
    );
    check(
        "in der Berliner Straße 7",
        Likely::Address,
        "Berliner Straße 7",
    );
    check(
        "au 12 rue de la Paix, Paris",
        Likely::Address,
        "12 rue de la Paix, Paris",
    );
    check(
        "3 bis, avenue Victor Hugo",
        Likely::Address,
        "3 bis, avenue Victor Hugo",
    );
    check("12 rue d’Alésia", Likely::Address, "12 rue d’Alésia");
    check("vivo en la calle Mayor 5", Likely::Address, "calle Mayor 5");
    check("C/ de Alcalá, 25", Likely::Address, "C/ de Alcalá, 25");
    check(
        "plaza de España nº 3",
        Likely::Address,
        "plaza de España nº 3",
    );
    check("SW1A 1AA", Likely::Address, "SW1A 1AA");
}

#[test]
fn names_that_introduce_themselves_are_marked() {
    check("My name is Jo Doe and I hate it", Likely::Name, "Jo Doe");
    check("Ich heiße Jörg.", Likely::Name, "Jörg");
    check("Je m’appelle Zoé Petit", Likely::Name, "Zoé Petit");
    check("me llamo Ana, gracias", Likely::Name, "Ana");
    check("Herr Müller war unfreundlich", Likely::Name, "Müller");
    check("Mrs. Miller was rude", Likely::Name, "Miller");
}

#[test]
fn what_people_write_about_brands_is_left_alone() {
    for text in [
        "I have used it since 2019, and it got worse in 2021/22.",
        "Between 2019-2021 I paid 1,299.00 a year.",
        "It costs 49.99 € and 1.299,00 EUR, or $1,000,000.",
        "1 000 000 de personnes l’utilisent.",
        "I am 34 years old, my son is 7.",
        "My WH-1000XM4 and the iPhone 14 Pro, the RTX 4090, a Galaxy S23.",
        "The XPS 13 9310 has 16 GB and 1920x1080 pixels.",
        "Open 24/7, from 9:00 to 17:30, on 24.12.2025 and 2025-12-24.",
        "From 01.02.2020 to 05.02.2020 it was down.",
        "10-15 minutes in the queue, 3 times, 100 %.",
        "I am no. 1 in order of anything, since 2020.",
        "I have 12 000 followers and 10000 points.",
        "Version 2.0.1 was better than 10.4.3.",
        "ISO 9001, § 312 BGB, Art. 6 Abs. 1 DSGVO, 4711, C3PO.",
        "See www.example.com or https://example.org/help/privacy.",
        "meet me @ 5, or at the office",
        "Auf Platz 3 kommt der Weg 5 Minuten zu Fuß.",
        "Als Frau Angst zu haben ist normal.",
        "2 rue piétonnes, 3 places libres, 20 minutes de route",
        "the 3 long years down the road",
        "Un pedido de 25 euros, 3 veces, en 2024.",
        "Ich heiße das nicht gut; 10 von 10 Leuten auch nicht.",
        "0.12345678 and 0,5 and 00:15:30",
        "100 Gründe, 1000 mal, 10000 Schritte",
        "customers like me: 10000 people",
        "Der Preis stieg von 1.200 auf 1.500 Euro",
        "a 5-star drive, an order of 3",
        "",
    ] {
        assert_eq!(marked(text), [], "{text}");
    }
}

#[test]
fn a_text_with_several_marks_falls_into_its_pieces() {
    let text = "Ask jo@example.org or 030 1234567, not me.";
    let pieces = pieces(text, &find(text));
    let parts: Vec<_> = pieces
        .iter()
        .map(|piece| (piece.text, piece.likely.is_some()))
        .collect();
    assert_eq!(
        parts,
        [
            ("Ask ", false),
            ("jo@example.org", true),
            (" or ", false),
            ("030 1234567", true),
            (", not me.", false)
        ]
    );
}

proptest! {
    #[test]
    fn marks_are_ordered_disjoint_and_cut_no_character(
        text in "([a-zA-ZäßéÑ0-9@#+./()’ \u{a0}\u{202f}€-]|straße|rue |Nr|\\PC){0,60}",
    ) {
        let marks = find(&text);
        let mut from = 0;
        for mark in &marks {
            prop_assert!(from <= mark.range.start && mark.range.start < mark.range.end);
            prop_assert!(text.get(mark.range.clone()).is_some());
            from = mark.range.end;
        }
        let whole: String = pieces(&text, &marks).iter().map(|piece| piece.text).collect();
        prop_assert_eq!(whole, text);
    }

    #[test]
    fn words_without_digits_signs_and_capitals_are_never_marked(text in "[a-zäöüßéñ ,;’]{0,80}") {
        prop_assert_eq!(find(&text), []);
    }
}
