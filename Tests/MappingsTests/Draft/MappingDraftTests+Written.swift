import Domain
import Testing

@testable import Mappings

/// Amounts and dates as people write them.
extension MappingDraftTests {
    @Test(arguments: [
        (#"{ "total": "29,90", "currency": "EUR", "order_id": 7 }"#, 2_990),
        (#"{ "total": "1.299,00 €", "order_id": 7 }"#, 129_900),
        (#"{ "total": "€ 1.299.000", "order_id": 7 }"#, 129_900_000),
        (#"{ "total": "EUR 29", "order_id": 7 }"#, 2_900),
        (#"{ "total": "£1,299.00", "order_id": 7 }"#, 129_900),
        (#"{ "total": "$1,299.00", "currency": "USD", "order_id": 7 }"#, 129_900),
        (#"{ "total_price": "29,90\u00a0€", "order_id": 7 }"#, 2_990),
        (#"{ "total": "29,90", "total_cents": 2990, "currency": "EUR", "order_id": 7 }"#, 2_990),
        ("total=1.299%2C5+EUR&order_id=9", 129_950),
        (#"{ "total": "0,99", "currency": "EUR", "order_id": 7 }"#, 99),
        (#"{ "total": "29,9055", "currency": "EUR", "order_id": 7 }"#, 2_991),
    ])
    func `an amount as people write it is revenue, too`(body: String, cents: Int) throws {
        let draft = try Self.draft(body)
        let result = try Self.result(draft, body)
        let purchase = try #require(result.actions.last)
        #expect(String(decoding: purchase.payload, as: UTF8.self).contains("\"__total_in_cents__\":\(cents),"))
        #expect(result.warnings == [])
    }

    @Test func `an amount that can be read in two ways is left to a person`() throws {
        let body = #"{ "total": "29,900", "currency": "EUR", "order_id": 7 }"#
        let mapping = try Self.draft(body).mapping
        #expect(mapping.contains("// No revenue is guessed, for '$.total' ('29,900') reads in two ways."))
        #expect(!mapping.contains("purchase"))
        // Another amount of the same place tells how it is meant.
        let told = try Self.draft(body, body.replacing("29,900", with: "29,90"))
        let purchase = try #require(try Self.result(told, body).actions.last)
        #expect(String(decoding: purchase.payload, as: UTF8.self).contains("\"__total_in_cents__\":2990,"))
        let mixed = try Self.draft(body.replacing("29,900", with: "29,90"), body.replacing("29,900", with: "29.90"))
        #expect(mixed.mapping.contains("// No revenue is guessed, for '$.total' ('29,90') reads in two ways."))
    }

    @Test(arguments: [
        #""-29,90""#, #""29,90,1""#, #""029,90""#, #""29,90 each""#, #""€ 29,90 €""#, #""1.29,90""#, #"",90""#,
        #""29,90 eur""#, #""1299.000,00""#, #""0.299,00""#,
    ])
    func `what is no amount for sure is none`(total: String) throws {
        let mapping = try Self.draft(#"{ "total": \#(total), "currency": "EUR", "order_id": 7 }"#).mapping
        #expect(!mapping.contains("purchase") && !mapping.contains("No revenue"))
    }

    @Test func `amounts of a place have one sign, which some may lack, or none is taken for them`() throws {
        let body = #"{ "total": "29,90 €", "order_id": 7 }"#
        let draft = try Self.draft(body, body.replacing("29,90 €", with: "19,90"))
        for (amount, cents) in [("29,90 €", 2_990), ("19,90", 1_990)] {
            let result = try Self.result(draft, body.replacing("29,90 €", with: amount))
            let purchase = try #require(result.actions.last)
            #expect(String(decoding: purchase.payload, as: UTF8.self).contains("\"__total_in_cents__\":\(cents),"))
        }
        let mixed = try Self.draft(body, body.replacing("€", with: "£")).mapping
        #expect(!mixed.contains("purchase") && !mixed.contains("No revenue"))
    }

    @Test func `an amount that is missing in words now and then is one all the same`() throws {
        let body = #"{ "total": "9.00", "currency": "EUR", "order_id": 7 }"#
        let draft = try Self.draft(body, body.replacing("9.00", with: "free"))
        let purchase = try #require(try Self.result(draft, body).actions.last)
        #expect(String(decoding: purchase.payload, as: UTF8.self).contains("\"__total_in_cents__\":900,"))
    }

    @Test(arguments: [
        ("22.11.2026", "2026-11-22T00:00:00+00:00"), ("5.4.2026 9:05", "2026-04-05T09:05:00+00:00"),
        ("22.11.2026, 14:30:07", "2026-11-22T14:30:07+00:00"), ("22/11/2026", "2026-11-22T00:00:00+00:00"),
        ("11/22/2026 14:30", "2026-11-22T14:30:00+00:00"),
    ])
    func `a date with the day or the month first is the time`(date: String, expected: String) throws {
        let payload = try Self.payload(#"{ "email": "a@b.de", "geburtsdatum": "01.02.1990", "datum": "\#(date)" }"#)
        #expect(payload.contains("\"dateTime\":\"\(expected)\""))
    }

    @Test func `a date that may have the day or the month first is left to a person, unless another tells`() throws {
        let body = #"{ "email": "a@b.de", "date": "05/04/2026" }"#
        let mapping = try Self.draft(body).mapping
        #expect(mapping.contains("'$.date' ('05/04/2026') has the day first or the month"))
        #expect(mapping.contains("$request.received_at"))
        let told = try Self.draft(body, body.replacing("05/", with: "25/"))
        #expect(told.mapping.contains(#""dateTime": "$.date | date: '%d/%m/%Y'""#))
        #expect(!(try Self.draft(body.replacing("date", with: "birthday")).mapping.contains("day first")))
        let mixed = try Self.draft(body.replacing("05/", with: "25/"), body.replacing("/04/", with: "/24/"))
        #expect(mixed.mapping.contains("$request.received_at"))
        #expect(try Self.draft(#"{ "at": "2026-04-05", "date": "05.04.2026" }"#).mapping.contains("$.at | date\""))
    }
}
