import JSON
import Testing

@testable import Intake

/// The body's own secret, taken out of the body.
struct HiddenSecretTests {
    private static let form = "application/x-www-form-urlencoded"

    @Test(
        arguments: [
            (#"{"s":"abc","n":1}"#, #"{"s":"***","n":1}"#),
            (#"{ "s" : "a\"b" }"#, #"{ "s" : "****" }"#),
            (#"{"s":"tr\u0065s-secret"}"#, #"{"s":"****************"}"#),
            (#"{"s":"très secret"}"#, #"{"s":"************"}"#),
            (#"{"s":12345}"#, #"{"s":11111}"#),
            (#"{"s":-1.5e3}"#, #"{"s":111111}"#),
            (#"{"s":"long-secret","s":"long-secret"}"#, #"{"s":"***********","s":"***********"}"#),
            (
                #"{"s":"long-secret","t":["long-secret","long-secret!"]}"#,
                #"{"s":"***********","t":["***********","long-secret!"]}"#
            ),
            (#"{"s":"short","t":"short"}"#, #"{"s":"*****","t":"short"}"#),
            // Where it begins at the end of another string there would be no JSON left.
            (#"{"s":",\"t\":1,", "a":"","t":1,"b":""}"#, #"{"s":"*********", "a":"","t":1,"b":""}"#),
        ]
    )
    func `in JSON each byte becomes an asterisk`(body: String, expected: String) throws {
        let hidden = HiddenSecret.hide(at: ["$.s"], in: Array(body.utf8), type: "application/json")
        #expect(String(decoding: hidden, as: UTF8.self) == expected)
        #expect(hidden.count == body.utf8.count)
        #expect(throws: Never.self) { try JSONDocument(parsing: hidden) }
    }

    @Test(
        arguments: [
            ("thrivecart_secret=abc&event=order.success", "thrivecart_secret=***&event=order.success"),
            (
                "event=x&thrivecart_secret=a%20b&other=a+b&c=a%20bc",
                "event=x&thrivecart_secret=*****&other=***&c=a%20bc"
            ),
        ]
    )
    func `in a form each item of its value loses it`(body: String, expected: String) {
        let hidden = HiddenSecret.hide(at: ["$.thrivecart_secret"], in: Array(body.utf8), type: Self.form)
        #expect(String(decoding: hidden, as: UTF8.self) == expected)
    }

    @Test func `two secrets in one body both go`() {
        let body = Array(#"{"a":"first-secret","b":{"c":"second-secret"}}"#.utf8)
        let hidden = String(decoding: HiddenSecret.hide(at: ["$.a", "$.b.c"], in: body, type: nil), as: UTF8.self)
        #expect(hidden == #"{"a":"************","b":{"c":"*************"}}"#)
    }
}
