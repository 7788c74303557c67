import Domain
import Foundation
import JSON
import Testing

@testable import Sandbox

struct BodyRulesTests {
    private static let item =
        #""__sku__":"s","__label__":"l","__total_in_cents__":1999,"__order__":"o","__currency__":"EUR""#

    private func refusal(_ body: String, _ action: ActionName = .commerce) throws -> Refusal? {
        let document = try JSONDocument(parsing: Array(body.utf8))
        do {
            try BodyRules.check(document, of: action)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        "{}", #"{"a":1,"b":"x","c":true,"d":null}"#, #"{"session":12345678,"email":"a@b"}"#, #"{"session":"x"}"#,
        #"{"dateTime":"2026-11-21T05:03:32+00:00"}"#, #"{"dateTime":"2026-11-21T05:03:32Z"}"#,
        #"{"dateTime":"2024-02-29T23:59:59.123456-03:00"}"#,
    ])
    func `flat bodies are taken`(body: String) throws {
        let action = try #require(ActionName("Quiz"))
        #expect(try refusal(body, action) == nil)
    }

    @Test(arguments: [
        ("[]", "object"), ("1", "object"), (#"{"a":{}}"#, "'a' is an object"), (#"{"a":[1]}"#, "'a' is an array"),
        (#"{"session":true}"#, "session"), (#"{"session":null}"#, "session"), (#"{"email":"ada"}"#, "email"),
        (#"{"email":1}"#, "email"), (#"{"dateTime":1}"#, "dateTime"), (#"{"dateTime":"2026-11-21"}"#, "dateTime"),
        (#"{"dateTime":"2026-11-21T05:03:32"}"#, "dateTime"), (#"{"dateTime":"2026-02-30T05:03:32Z"}"#, "dateTime"),
        (#"{"dateTime":"2026-11-21 05:03:32Z"}"#, "dateTime"), (#"{"dateTime":"2026-11-21T05:03:32.Z"}"#, "dateTime"),
        (#"{"dateTime":"2026-11-21T05:03:32+0000"}"#, "dateTime"),
        (#"{"dateTime":"2026-11-21T24:03:32Z"}"#, "dateTime"),
        (#"{"purchase_data":[]}"#, "__commerce_action__"),
    ])
    func `what is not flat or not what it says is refused, and the refusal names it`(body: String, word: String) throws
    {
        let action = try #require(ActionName("Quiz"))
        let refusal = try #require(try refusal(body, action))
        #expect(refusal.status == 400)
        #expect(refusal.message.contains(word), "\(refusal.message)")
    }

    @Test func `a purchase has items with the five keys`() throws {
        #expect(try refusal(#"{"purchase_data":[{\#(Self.item)}]}"#) == nil)
        #expect(try refusal(#"{"purchase_data":[{\#(Self.item),"extra":1},{\#(Self.item)}]}"#) == nil)
    }

    @Test(arguments: [
        "{}", #"{"purchase_data":{}}"#, #"{"purchase_data":[]}"#, #"{"purchase_data":"x"}"#, #"{"purchase_data":[1]}"#,
        #"{"purchase_data":[{\#(item)},{}]}"#, #"{"purchase_data":[{\#(item),"nested":{}}]}"#,
    ])
    func `a purchase without items, or with other items, is refused`(body: String) throws {
        #expect(try refusal(body)?.status == 400)
    }

    @Test(arguments: [
        ("__sku__", #""s""#, "true"), ("__label__", #""l""#, "null"), ("__order__", #""o""#, #""""#),
        ("__total_in_cents__", "1999", "19.99"), ("__total_in_cents__", "1999", #""x""#),
        ("__currency__", #""EUR""#, #""eur""#), ("__currency__", #""EUR""#, #""EURO""#),
        ("__currency__", #""EUR""#, "1"),
    ])
    func `each key of an item must be there and of its type`(name: String, right: String, wrong: String) throws {
        let pair = "\"\(name)\":\(right)"
        for item in [
            Self.item.replacingOccurrences(of: pair, with: "\"\(name)\":\(wrong)"),
            Self.item.replacingOccurrences(of: pair, with: "\"other\":1"),
        ] {
            let refusal = try #require(try refusal(#"{"purchase_data":[{\#(item)}]}"#))
            #expect(refusal.message.contains(name), "\(refusal.message)")
        }
    }

    @Test func `a total may be text of a whole number`() throws {
        let item = Self.item.replacingOccurrences(of: "1999", with: #""1999""#)
        #expect(try refusal(#"{"purchase_data":[{\#(item)}]}"#) == nil)
    }
}
