import Domain
import Foundation
import Ledger
import TestSupport
import Testing

/// Tools that try an address before they use it.
struct FirstContactTests {
    /// WooCommerce's first request is a form without a signature, so the proof is a token in the address.
    static let woocommerce = """
        {
          "verify": { "token": "env:WOOCOMMERCE_TOKEN" },
          "common": { "email": "$.billing.email | lower", "dateTime": "$.date_created_gmt | date" },
          "actions": [
            {
              "when": "present($.billing.email)",
              "purchase": {
                "sku": "order", "label": "Order", "total": "$.total | cents", "order": "$.number", "currency": "$.currency"
              }
            }
          ]
        }
        """

    static let thrivecart = """
        {
          "verify": { "body": { "path": "$.thrivecart_secret", "value": "env:THRIVECART_SECRET" } },
          "actions": [
            { "when": "$.event == 'order.success'", "action": "Ordered", "email": "$.customer.email" }
          ]
        }
        """

    private static func intake() throws -> OpenIntake {
        try OpenIntake(
            ["woocommerce": woocommerce, "thrivecart": thrivecart],
            secrets: ["WOOCOMMERCE_TOKEN": "woo-token", "THRIVECART_SECRET": "cart-secret"]
        )
    }

    private static let form = "Content-Type: application/x-www-form-urlencoded"

    @Test func `WooCommerce's ping is answered 200 and ignored, its order becomes an action`() throws {
        let intake = try Self.intake()
        #expect(try intake.post("/hooks/woocommerce/woo-token", "webhook_id=7", Self.form).status == 200)
        #expect(try intake.events().first?.summary.state == .ignored)
        let order = """
            {"id":1,"number":"17","currency":"EUR","total":"49.90","date_created_gmt":"2026-01-02T03:04:05",
             "billing":{"email":"Shopper@Example.com"},"line_items":[]}
            """
        let answer = try intake.post("/hooks/woocommerce/woo-token", order, "Content-Type: application/json")
        #expect(answer.status == 200)
        #expect(answer.body.contains(#""actions":1"#), "\(answer.body)")
        #expect(try intake.post("/hooks/woocommerce", "webhook_id=7", Self.form).status == 401)
    }

    @Test func `ThriveCart's HEAD is answered 200 without a body, and its form is an event`() throws {
        let intake = try Self.intake()
        let head = try intake.send("HEAD /hooks/thrivecart HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        #expect(head.status == 200)
        #expect(head.body.isEmpty)
        let body = "event=order.success&thrivecart_secret=cart-secret&customer%5Bemail%5D=a%40b.example"
        let answer = try intake.post("/hooks/thrivecart", body, Self.form)
        #expect(answer.status == 200)
        #expect(answer.body.contains(#""actions":1"#))
        let kept = String(decoding: try intake.events().first?.body ?? [], as: UTF8.self)
        #expect(kept.contains("thrivecart_secret=***********&"))
    }

    @Test func `involve.me's test send is answered 200, and the participant it repeats is a duplicate`() throws {
        func text(_ name: String) throws -> String { try Repository.text("mappings/\(name)") }
        let intake = try OpenIntake(
            ["involve-me": try text("involve-me.jsonc")],
            secrets: ["INVOLVE_ME_TOKEN": "involve-token"]
        )
        let real = try text("samples/involve-me/outcomes.json")
        let sends = [real, real, try text("samples/involve-me/test-null-participant.json")]
        let answers = try sends.map { try intake.post("/hooks/involve-me/involve-token", $0) }
        #expect(answers.map(\.status) == [200, 200, 200])
        #expect(answers[0].body.hasSuffix(#""actions":1,"duplicates":0}"#))
        #expect(answers[1].body.hasSuffix(#""actions":1,"duplicates":1}"#))
    }
}
