import Foundation
import HTTP1
import JSON
import JSONPath
import Mappings
import Signatures

/// What the pieces on the path of an event cost by themselves, over the samples of the shipped mappings.
///
/// Arguments: the folder of mappings, and where to write the figures as JSON; behind them perhaps the name of one piece
/// and how often to run it, which then is all that is done.
@main
struct Benchmarks {
    static func main() throws {
        guard CommandLine.arguments.count >= 3 else {
            throw Problem(text: "arguments: MAPPINGS-FOLDER OUTPUT-FILE [PIECE TIMES]")
        }
        let only = try Piece(CommandLine.arguments.dropFirst(3))
        let folder = URL(filePath: CommandLine.arguments[1], directoryHint: .isDirectory)
        var report = Report(only: only)
        for name in ["involve-me", "perspective", "poltio", "qualifio"] {
            let source = try Source(name: name, folder: folder)
            try report.measure("JSON.parse \(name)", bytes: source.bytes) {
                for body in source.bodies { keep(try JSONDocument(parsing: body)) }
                return source.bodies.count
            }
            try report.measure("JSONSerialization \(name)", bytes: source.bytes) {
                for body in source.foundationBodies { keep(try JSONSerialization.jsonObject(with: body) as AnyObject) }
                return source.foundationBodies.count
            }
            try measureMapping(of: source, &report)
        }
        try measureParts(Source(name: "involve-me", folder: folder), &report)
        if only == nil { try report.write(to: URL(filePath: CommandLine.arguments[2])) }
    }

    private static func measureMapping(of source: Source, _ report: inout Report) throws {
        try report.measure("Mapping.compile \(source.name)", bytes: source.file.count) {
            guard Mapping.compile(file: source.name, bytes: source.file).mapping != nil else {
                throw Problem(text: "\(source.name) does not compile")
            }
            return 1
        }
        guard let mapping = Mapping.compile(file: source.name, bytes: source.file).mapping else { return }
        let evaluator = MappingEvaluator()
        let inputs = try source.bodies.map { MappingInput(body: try JSONDocument(parsing: $0)) }
        report.measure("Mapping.evaluate \(source.name)", bytes: source.bytes) {
            for input in inputs { keep(evaluator.evaluate(input, by: mapping).actions) }
            return inputs.count
        }
        let headers = Self.headers
        try report.measure("body to actions \(source.name)", bytes: source.bytes) {
            for body in source.bodies {
                let request = RequestDocument.make(
                    query: [],
                    headers: headers,
                    receivedAt: "2026-11-21T12:00:00.000000Z"
                )
                let input = MappingInput(
                    body: try BodyDecoder.decode(body, type: "application/json"),
                    request: try JSONDocument(parsing: request)
                )
                keep(evaluator.evaluate(input, by: mapping).actions)
            }
            return source.bodies.count
        }
    }

    /// What a source sends, and a proxy adds.
    private static let headers: [(name: String, value: String)] = [
        ("Host", "hooks.example.com"), ("User-Agent", "involve.me"), ("Accept", "*/*"),
        ("Content-Type", "application/json"), ("Content-Length", "3000"), ("X-Forwarded-For", "198.51.100.7"),
        ("X-Forwarded-Proto", "https"),
    ]

    private static func measureParts(_ source: Source, _ report: inout Report) throws {
        let documents = try source.bodies.map { try JSONDocument(parsing: $0) }
        for text in ["$.data.personal_data.email", "$.data.questions[?@.type == 'rating'].question_text", "$..email"] {
            let query = try Query(text)
            try report.measure("JSONPath \(text)", bytes: source.bytes) {
                for document in documents { keep(try query.nodes(in: document)) }
                return documents.count
            }
        }
        let block = [UInt8](repeating: 0x61, count: 2_048)
        report.measure("SHA-256 of 2 KiB", bytes: block.count) {
            keep(SHA256.hash(block))
            return 1
        }
        let head = Array(
            """
            POST /hooks/involve-me HTTP/1.1\r
            Host: hooks.example.com\r
            User-Agent: involve.me\r
            Accept: */*\r
            Content-Type: application/json\r
            Content-Length: 3000\r
            X-Forwarded-For: 198.51.100.7\r
            X-Forwarded-Proto: https\r
            \r

            """.utf8
        )
        let limits = HTTPLimits()
        try report.measure("HTTP1 request head", bytes: head.count) {
            try head.withUnsafeBufferPointer { bytes in
                var parser = RequestParser()
                var input = InputCursor(bytes)
                guard case .head(let parsed) = parser.parse(&input, limits: limits) else {
                    throw Problem(text: "the head is not read")
                }
                keep(parsed.keepAlive)
            }
            return 1
        }
    }
}

/// Keeps the optimiser from leaving out what makes `value`.
///
/// Not optimised itself: the optimiser would see that it does nothing, and drop the call with what it is given.
@inline(never)
@_optimize(none)
func keep<Value>(_ value: Value) {}
