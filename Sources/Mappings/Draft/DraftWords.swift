/// The words by which a draft guesses what a place means: English, German, French, Dutch, Spanish and Turkish.
///
/// What a tool itself calls its fields is English as a rule; what people call theirs is in their own language. Words of several
/// stand once; letters that ASCII lacks are often left out or written in two, so that each way stands here.
enum DraftWords {
    /// Beside a number that counts things and no money.
    private static let measures = words(
        """
        weight count gewicht anzahl menge poids nombre quantité quantite aantal hoeveelheid peso cantidad ağırlık agirlik \
        adet miktar
        """
    )

    /// How well a word says that an amount is what was paid; negative: that it is not.
    static let amounts = ranks([
        (
            10,
            """
            total gesamt gesamtbetrag gesamtsumme gesamtpreis summe endbetrag endsumme rechnungsbetrag zahlbetrag \
            totaal totaalbedrag totaalprijs toplam
            """
        ),
        (
            8,
            """
            amount revenue betrag umsatz kaufbetrag bestellwert auftragswert warenkorbwert montant bedrag omzet \
            orderbedrag importe monto ingresos tutar tutarı tutari ciro
            """
        ),
        (6, "price preis kaufpreis endpreis prix prijs precio fiyat fiyatı fiyati ücret ucret"),
        (4, "gross brutto ttc bruto"),
        (2, "cents cent centimes centen céntimos centimos kuruş kurus"),
        (
            -20,
            """
            sub subtotal tax taxes discount discounts shipping fee refund refunded outstanding tip vat \
            zwischensumme steuer steuerbetrag mehrwertsteuer umsatzsteuer mwst ust rabatt rabattbetrag nachlass \
            gutschein versand versandkosten gebühr gebuehr erstattung offen ausstehend trinkgeld \
            sous taxe tva remise réduction reduction livraison frais remboursement restant pourboire \
            subtotaal belasting btw korting verzending verzendkosten terugbetaling openstaand fooi \
            impuesto impuestos iva descuento envío envio reembolso pendiente propina \
            ara aratoplam vergi kdv indirim kargo iade kalan bahşiş bahsis
            """
        ),
    ])

    /// Whether a word tells of an amount of money, whatever it is for.
    static func isMoney(_ word: String) -> Bool { amounts[word] != nil }

    /// How well a name says that it is what was paid.
    static func amountRank(_ name: [String]) -> Int {
        name.reduce(0) { $0 + (amounts[$1] ?? (measures.contains($1) ? -20 : 0)) }
    }

    /// `{ "amount": { "value": … } }`.
    static let values = words("value wert valeur waarde valor değer deger")
    static let minorUnits = words("cents cent centimes centen céntimos centimos kuruş kurus")
    /// `para birimi` is two.
    static let currencies = words(
        "currency währung waehrung wahrung devise monnaie valuta moneda divisa birimi döviz doviz"
    )

    /// How well a word says that a time is when something happened; negative: that it is not.
    static let times = ranks([
        (
            12,
            """
            finished completed submitted paid abgeschlossen abgesendet abgeschickt eingereicht bezahlt gesendet \
            terminé termine soumis soumission envoyé envoye payé paye payée payee paiement voltooid ingediend afgerond verzonden betaald \
            finalizado completado enviado pagado pago ödeme odeme tamamlandı tamamlandi tamamlanma gönderildi gonderildi gönderim gonderim
            """
        ),
        (10, "end ended converted beendet ende fin einde bitiş bitis"),
        (9, "occurred"),
        (8, "timestamp zeitstempel zeitpunkt horodatage tijdstip tijdstempel"),
        (
            7,
            """
            created erstellt angelegt eingang créé cree créée creee création creation aangemaakt creado creación creacion oluşturma \
            olusturma oluşturulma olusturulma
            """
        ),
        (6, "event time date datum zeit heure tijd fecha hora tarih tarihi zaman zamanı zamani"),
        (5, "processed verarbeitet traité traite verwerkt procesado işlem islem"),
        (4, "at am le op saat"),
        (
            2,
            """
            updated modified aktualisiert geändert geaendert modifié modifie gewijzigd bijgewerkt actualizado modificado \
            güncelleme guncelleme
            """
        ),
        (
            -4,
            """
            start started landed first begonnen gestartet beginn anfang début debut commencé commence gestart begin \
            inicio iniciado başlangıç baslangic başlama baslama
            """
        ),
        (
            -30,
            """
            birth birthday dob expires expiry geburtstag geburtsdatum geburt ablauf ablaufdatum naissance anniversaire \
            expiration geboorte geboortedatum verjaardag vervaldatum nacimiento cumpleaños cumpleanos vencimiento \
            caducidad doğum dogum geçerlilik gecerlilik
            """
        ),
    ])

    /// When a campaign ends or an appointment begins is not when somebody did something.
    static let plans = words(
        """
        campaign channel scheduled schedule appointment booking due valid kampagne termin geplant fällig faellig buchung \
        gültig gueltig campagne rendez rdv prévu prevu échéance echeance réservation reservation afspraak gepland boeking \
        geldig campaña campana cita programado reserva kampanya randevu planlanan rezervasyon vade
        """
    )

    /// Beside `mail`, on which many words end.
    private static let addresses = words(
        "emailadresse mailadresse emailadres mailadres courriel mél correo eposta posta"
    )

    /// Whether a word says that an e-mail address follows.
    static func isAddress(_ word: String) -> Bool { word.hasSuffix("mail") || addresses.contains(word) }

    /// Whose address it is, when it is not the person's.
    static let strangers = words(
        """
        support owner sender merchant admin vendor affiliate company friend partner referrer agent manager host \
        absender inhaber verkäufer verkaeufer händler haendler firma unternehmen freund berater makler ansprechpartner \
        expéditeur expediteur vendeur propriétaire proprietaire société societe entreprise ami parrain conseiller \
        afzender verkoper eigenaar bedrijf vriend adviseur remitente vendedor propietario empresa amigo asesor \
        gönderen gonderen satıcı satici şirket sirket arkadaş arkadas danışman danisman
        """
    )

    static let orders = words(
        """
        order invoice transaction bestellung auftrag rechnung commande facture bestelling factuur pedido factura \
        sipariş siparis fatura işlem islem
        """
    )
    /// Of an order, in one word.
    static let orderNumbers = words(
        "bestellnummer auftragsnummer rechnungsnummer ordernummer bestelnummer factuurnummer"
    )
    /// Whether a name is that of a number that tells one from the other: `order id`, `numéro de commande`.
    static func isNumber(_ name: [String]) -> Bool {
        name.last.map { numbers.contains($0) } ?? false || name.first.map { leadingNumbers.contains($0) } ?? false
    }

    private static let numbers = words("id number nummer nr numéro numero num no")
    private static let leadingNumbers = words("numéro numero num")

    static let products = words("product produkt artikel produit article producto artículo articulo ürün urun")
    static let titles = words(
        "name title titel bezeichnung nom titre naam nombre título titulo ad adı adi isim başlık baslik"
    )
    /// What a product is called, in one word.
    static let productNames = words("produktname artikelname productnaam artikelnaam")

    /// What tells of a sale that is none, or is one no more; values of programs, so in ASCII.
    static let undone = words(
        """
        refund refunded cancel canceled cancelled cancellation failed failure expired declined rejected dispute disputed \
        chargeback void voided returned abandoned pending unpaid storniert stornierung storno erstattet abgebrochen \
        abgelehnt abgelaufen fehlgeschlagen offen unbezahlt annule annulee annulation rembourse remboursement refuse \
        echoue expire abandonne impaye geannuleerd annulering terugbetaald mislukt geweigerd verlopen onbetaald \
        cancelado cancelada cancelacion reembolsado reembolso fallido rechazado caducado pendiente impagado iptal iade \
        basarisiz reddedildi bekliyor beklemede odenmedi
        """
    )

    /// How well an element's member names it, in a list of questions.
    static let questions = [
        "question_text": 9, "question_title": 9, "question": 8, "frage": 8, "vraag": 8, "pregunta": 8, "soru": 8,
        "title": 7, "titel": 7, "titre": 7, "titulo": 7, "baslik": 7, "label": 6, "libelle": 6, "name": 5, "key": 4,
        "ref": 4, "code": 2,
    ]
    /// Members that hold an answer for certain; of the others, only where the element is a question.
    static let answers = words(
        """
        value values answer answers response responses wert antwort antworten valeur réponse reponse réponses reponses \
        waarde antwoord antwoorden valor respuesta respuestas değer deger cevap cevaplar yanıt yanit
        """
    )

    /// What is no business of a funnel, or a secret.
    static let personal = words(
        """
        token secret signature password hash ip agent useragent html checksum passwort kennwort unterschrift passe \
        wachtwoord handtekening contraseña contrasena şifre sifre parola imza
        """
    )

    private static func words(_ text: String) -> Set<String> {
        Set(text.split(separator: " ").map(String.init))
    }

    private static func ranks(_ list: [(rank: Int, words: String)]) -> [String: Int] {
        Dictionary(list.flatMap { entry in words(entry.words).map { ($0, entry.rank) } }) { first, _ in first }
    }
}
