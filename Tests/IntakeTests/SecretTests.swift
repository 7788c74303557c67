import Domain
import Foundation
import Intake
import Ledger
import Signatures
import TestSupport
import Testing

/// That secrets leave no trace: not in the ledger's files, not in the log at its most talkative, not in an answer.
struct SecretTests {
    static let mappings = [
        "path": #"{ "verify": { "token": "env:PATH_TOKEN" }, "actions": [] }"#,
        "query": #"{ "verify": { "token": "env:QUERY_TOKEN" }, "actions": [] }"#,
        "header": #"{ "verify": { "header": { "name": "X-Key", "value": "env:HEADER" } }, "actions": [] }"#,
        "bearer": #"{ "verify": { "bearer": "env:BEARER" }, "actions": [] }"#,
        "basic": #"{ "verify": { "basic": { "user": "env:USER_NAME", "password": "env:PASSWORD" } }, "actions": [] }"#,
        "hmac": #"{ "verify": { "hmac": { "secret": "env:HMAC", "header": "X-Signature" } }, "actions": [] }"#,
        "body": """
        { "verify": { "body": { "path": "$.secret", "value": "env:BODY" } },
          "actions": [{ "action": "Done", "email": "$.email", "fields": { "a": "$.secret" }, "flatten": [{ "from": "$" }] }] }
        """,
    ]
    static let secrets = [
        "PATH_TOKEN": "PathToken/äöü+7%", "QUERY_TOKEN": "QueryToken-8Q", "HEADER": "HeaderValue-9H",
        "BEARER": "BearerToken-10B", "USER_NAME": "UserName-11U", "PASSWORD": "PassWord-12P", "BODY": "BodySecret-13S",
        "HMAC": "HmacKey-14K",
    ]
    /// As they stand in requests.
    static let traces =
        Array(secrets.values) + [
            "PathToken%2F", "PathToken/", "Query%54oken", "VXNlck5hbWUtMTFVOlBhc3NXb3JkLTEyUA", signature,
        ]
    static let signature = {
        var code = HMAC<SHA256>(key: Array("HmacKey-14K".utf8))
        code.update(Array("{}".utf8))
        return Hex.text(code.finish())
    }()

    @Test(arguments: [("8letters", false), ("7letter", true)])
    func `a header that holds the token is left out, unless the token is so short that it stands there by chance`(
        token: String,
        isKept: Bool
    ) throws {
        let intake = try OpenIntake(["path": Self.mappings["path"] ?? ""], secrets: ["PATH_TOKEN": token])
        let answer = try intake.post("/hooks/path/\(token)", "{}", "X-Original-URI: /hooks/path/\(token)")
        #expect(answer.status == 200)
        let request = String(decoding: try #require(try intake.events().first?.request), as: UTF8.self)
        #expect(request.contains("x-original-uri") == isKept, "\(request)")
    }

    @Test func `no secret stays, by whichever way it came, whether it was right or wrong`() throws {
        let intake = try OpenIntake(Self.mappings, secrets: Self.secrets)
        let json = "Content-Type: application/json"
        let path = "PathToken%2F%C3%A4%C3%B6%C3%BC+7%25"
        let basic = Data("\(Self.secrets["USER_NAME"] ?? ""):\(Self.secrets["PASSWORD"] ?? "")".utf8)
            .base64EncodedString()
        var answers = [
            // A proxy has copied the address into headers of its own.
            try intake.post("/hooks/path/\(path)", "{}", json, "X-Original-URI: /hooks/path/\(path)"),
            try intake.post(
                "/hooks/query?token=Query%54oken-8Q&a=b",
                "{}",
                json,
                "X-Original-URI: /hooks/query?token=Query%54oken-8Q&a=b",
                "X-Rewritten: /hooks/query?a=b&token=QueryToken-8Q"
            ),
            try intake.post("/hooks/header", "{}", json, "X-Key: HeaderValue-9H"),
            try intake.post("/hooks/bearer", "{}", json, "Authorization: Bearer BearerToken-10B"),
            try intake.post("/hooks/basic", "{}", json, "Authorization: Basic \(basic)"),
            try intake.post("/hooks/hmac", "{}", json, "X-Signature: \(Self.signature)"),
            try intake.post("/hooks/body", #"{"secret":"BodySecret-13S","email":"a@b.example"}"#, json),
            try intake.post(
                "/hooks/body",
                "secret=BodySecret-13S&email=c@d.example",
                "Content-Type: application/x-www-form-urlencoded"
            ),
        ]
        #expect(answers.map(\.status) == Array(repeating: 200, count: 8))
        // Right secrets at wrong doors, and what cannot be read.
        answers += [
            try intake.post("/hooks/header/PathToken%2F", "{}", json, "X-Key: BearerToken-10B"),
            try intake.post("/hooks/bearer", "{}", json, "Authorization: Bearer HeaderValue-9H"),
            try intake.post("/hooks/body", #"{"secret":"PassWord-12P"}"#, json),
            try intake.post("/hooks/nobody/QueryToken-8Q", "{}", json),
            try intake.post("/hooks/query?token=QueryToken-8Q", "oops", json),
            try intake.post("/hooks/header", "{}", "Content-Type: text/csv", "X-Key: HeaderValue-9H"),
            try intake.send("POST /hooks/path/\(path) HTTP/1.1\r\nX-Key: HeaderValue-9H\r\nbad\r\n\r\n"),
        ]
        #expect(answers[8...].map(\.status) == [401, 401, 401, 404, 400, 415, 400])
        let events = try intake.events()
        #expect(events.count == 9)
        let forwards = events.flatMap(\.forwards)
        #expect(forwards.count == 2)
        let kept = try Array(intake.folder.bytes()) + forwards.flatMap { $0.payload ?? [] }
        for trace in Self.traces {
            #expect(!Self.contains(kept, trace), "\(trace) is in the ledger or the log")
            for answer in answers { #expect(!answer.text.contains(trace), "\(trace) is in an answer") }
        }
        // What was looked through is what there is to look through.
        #expect(Self.contains(kept, "request ended"))
        #expect(Self.contains(kept, "c@d.example"))
    }

    @Test func `a kept body is what came, but for its secret, and a header that names no secret stays`() throws {
        let intake = try OpenIntake(Self.mappings, secrets: Self.secrets)
        let body = #"{"secret":"BodySecret-13S","email":"a@b.example"}"#
        #expect(try intake.post("/hooks/body", body, "X-Other: kept").status == 200)
        let event = try #require(try intake.events().first)
        let hidden = body.replacingOccurrences(of: "BodySecret-13S", with: "**************")
        #expect(event.body == Array(hidden.utf8))
        #expect(String(decoding: event.request ?? [], as: UTF8.self).contains(#""x-other":"kept""#))
        let payload = String(decoding: event.forwards.first?.payload ?? [], as: UTF8.self)
        #expect(payload.contains("**************"))
    }

    private static func contains(_ bytes: [UInt8], _ text: String) -> Bool {
        Data(bytes).range(of: Data(text.utf8)) != nil
    }
}
