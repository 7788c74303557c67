import Domain
import Testing

@testable import Mappings

/// Fields that people have named in their own language.
extension MappingDraftTests {
    private static let sales = [
        (
            """
            { "vorname": "Ada", "E-Mail-Adresse": "ada@example.com", "geburtsdatum": "01.02.1990",
              "abgesendet_am": "22.11.2026 14:30", "Zwischensumme": "1.099,00 €", "mwst": "200,00 €",
              "Gesamtbetrag": "1.299,00 €", "versandkosten": "4,90 €", "bestellnummer": "B-7", "produktname": "Kurs" }
            """,
            "2026-11-22T14:30:00+00:00",
            #""__label__":"Kurs","__total_in_cents__":129900,"__order__":"B-7","__currency__":"EUR""#
        ),
        (
            """
            { "vendeur": { "courriel": "shop@example.com" }, "client": { "courriel": "ada@example.com" },
              "créé_le": "2026-11-21T09:00:00Z", "payée_le": "2026-11-22T10:00:00Z", "produit": { "nom": "Cours" },
              "commande": { "numero": 7, "montant_ht": "99,17", "tva": "19,83", "montant_ttc": "119,00", "devise": "EUR" } }
            """,
            "2026-11-22T10:00:00+00:00",
            #""__label__":"Cours","__total_in_cents__":11900,"__order__":7,"__currency__":"EUR""#
        ),
        (
            """
            { "emailadres": "ada@example.com", "betaald_op": "2026-11-22T10:00:00Z", "geboortedatum": "1990-02-01",
              "btw": 5.19, "verzendkosten": 4.95, "totaalbedrag": 29.9, "valuta": "EUR", "bestelnummer": 12, "aantal": 3 }
            """,
            "2026-11-22T10:00:00+00:00",
            #""__total_in_cents__":2990,"__order__":12,"__currency__":"EUR""#
        ),
        (
            """
            { "correo": "ada@example.com", "fecha": "2026-11-22", "fecha_nacimiento": "1990-02-01",
              "pedido": { "numero": 7, "importe_total": "29,90", "descuento": "5,00", "moneda": "EUR" } }
            """,
            "2026-11-22T00:00:00+00:00",
            #""__total_in_cents__":2990,"__order__":7,"__currency__":"EUR""#
        ),
        (
            """
            { "e_posta": "ada@example.com", "doğum_tarihi": "1990-02-01", "ödeme_tarihi": "2026-11-22 10:00:00",
              "sipariş_no": "T1", "ara_toplam": "1.100,00", "kdv": "199,00", "toplam_tutar": "1.299,00",
              "para_birimi": "TRY", "ürün_adı": "Kurs" }
            """,
            "2026-11-22T10:00:00+00:00",
            #""__label__":"Kurs","__total_in_cents__":129900,"__order__":"T1","__currency__":"TRY""#
        ),
        (
            """
            { "mail": "ada@example.com", "zeitpunkt": 1767229200, "betrag": { "wert": 29.9, "waehrung": "EUR" },
              "rabatt": { "wert": 5 }, "auftrag_nr": 9 }
            """,
            "2026-01-01T01:00:00+00:00",
            #""__total_in_cents__":2990,"__order__":9,"__currency__":"EUR""#
        ),
    ]

    @Test(arguments: sales)
    func `a sale whose fields have names of other languages is one, too`(
        body: String,
        time: String,
        purchase: String
    ) throws {
        let result = try Self.result(Self.draft(body), body)
        let payload = String(decoding: try #require(result.actions.last).payload, as: UTF8.self)
        #expect(payload.contains(#""email":"ada@example.com","dateTime":"\#(time)""#))
        #expect(payload.contains(purchase))
        #expect(result.warnings == [])
    }

    @Test(arguments: [
        (#""status": "storniert", "gesamtbetrag": 29.9, "waehrung": "EUR", "bestellnummer": 7"#),
        (#""status": "rembourse", "montant": 29.9, "devise": "EUR", "commande_id": 7"#),
        (#""status": "iptal", "tutar": 29.9, "para_birimi": "TRY", "siparis_no": 7"#),
        (#""menge_gesamt": 3, "waehrung": "EUR""#), (#""nombre_total": 3, "devise": "EUR""#),
    ])
    func `a sale that is none in another language is none`(fields: String) throws {
        #expect(!(try Self.draft("{ \(fields) }").mapping.contains("purchase")))
    }

    @Test(arguments: [
        (#"[{ "frage": "Ihr Ziel?", "antwort": "Schlaf" }]"#, #""q_ihr_ziel":"Schlaf""#),
        (#"[{ "vraag": "Uw doel?", "antwoord": "Slaap" }]"#, #""q_uw_doel":"Slaap""#),
        (#"[{ "question": "Votre but ?", "reponse": "Dormir" }]"#, #""q_votre_but":"Dormir""#),
        (#"[{ "pregunta": "¿Su meta?", "respuesta": "Dormir" }]"#, #""q_su_meta":"Dormir""#),
        (#"[{ "soru": "Hedefiniz?", "cevap": "Uyku" }]"#, #""q_hedefiniz":"Uyku""#),
    ])
    func `questions and answers are found in other languages`(list: String, field: String) throws {
        #expect(try Self.payload(#"{ "email": "ada@example.com", "liste": \#(list) }"#).contains(field))
    }

    @Test func `words that a sender's own fields use mean one thing only`() {
        #expect(DraftWords.amountRank(["total", "amount"]) == 18)
        #expect(DraftWords.amountRank(["total", "count"]) < 0)
        #expect(DraftWords.isNumber(["numéro", "commande"]) && !DraftWords.isNumber(["commande", "date"]))
    }
}
