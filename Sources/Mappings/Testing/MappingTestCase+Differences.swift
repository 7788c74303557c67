internal import Domain
internal import JSON
internal import Linux
internal import Signatures

extension MappingTestCase {
    /// `$request.received_at` where a case gives none.
    static let receivedAt = "2026-01-01T00:00:00.000Z"

    /// How what the mapping makes of the body differs from what is expected, a line each.
    func differences(on mapping: Mapping, _ read: (String) throws(SystemError) -> [UInt8]) -> [String] {
        let body: JSONDocument
        switch document(read) {
        case .success(let document): body = document
        case .failure(let failure): return [failure.reason]
        }
        let request = request.document(hiding: mapping)
        let result = mapping.evaluate(MappingInput(body: body, request: request))
        return differences(of: result) + differencesOfWarnings(result.warnings)
    }

    private struct UnreadableBody: Error {
        let reason: String
    }

    private func document(_ read: (String) throws(SystemError) -> [UInt8]) -> Result<JSONDocument, UnreadableBody> {
        switch body {
        case .file(let path):
            do throws(SystemError) {
                let bytes = try read(path)
                return Self.parsed(bytes, type: nil, place: path + ":")
            } catch {
                return .failure(UnreadableBody(reason: "the payload '\(path)' cannot be read: \(error.reason)"))
            }
        case .json(let bytes): return Self.parsed(bytes, type: nil, place: "payload: ")
        case .form(let bytes): return Self.parsed(bytes, type: BodyDecoder.formType, place: "form: ")
        }
    }

    private static func parsed(_ bytes: [UInt8], type: String?, place: String) -> Result<JSONDocument, UnreadableBody> {
        do throws(BodyError) {
            return .success(try BodyDecoder.decode(bytes, type: type))
        } catch {
            return .failure(UnreadableBody(reason: "\(place)\(error)"))
        }
    }

    private func differences(of result: MappingResult) -> [String] {
        switch expectation {
        case .anything:
            return []
        case .error(let text):
            guard let error = result.error else {
                return ["expected the mapping to fail with '\(text)', but it made \(Self.summary(result))"]
            }
            let line = "\(error.field): \(error.message)"
            return line.contains(text) ? [] : ["expected an error with '\(text)', but it is '\(line)'"]
        case .actions(let json, let isSubset):
            if let error = result.error { return ["the mapping failed: \(error.field): \(error.message)"] }
            return Self.differences(of: result.actions, from: json, isSubset: isSubset)
        }
    }

    private static func differences(of actions: [Action], from json: [UInt8], isSubset: Bool) -> [String] {
        let expected: JSONDocument
        let got: JSONDocument
        do throws(JSONParserError) {
            expected = try JSONDocument(parsing: json)
            got = try JSONDocument(parsing: self.json(of: actions))
        } catch {
            preconditionFailure("JSON of our own cannot be read: \(error)")
        }
        var differences: [String] = []
        if expected.root.count != actions.count {
            let noun = expected.root.count == 1 ? "action" : "actions"
            let verb = actions.count == 1 ? "is" : "are"
            differences.append("expected \(expected.root.count) \(noun), but there \(verb) \(actions.count)")
        }
        defer { withExtendedLifetime((expected, got)) {} }
        let comparison = JSONComparison(isSubset: isSubset)
        for (place, (expected, got)) in zip(expected.root.elements, got.root.elements).enumerated() {
            // Only the keys that the test names are compared here: a test need not repeat the project.
            for (name, value) in expected.members {
                guard let other = got[name.text] else { continue }
                let path = "action \(place + 1): \(name.text)"
                differences += comparison.differences(expected: value, got: other, at: path)
            }
        }
        for (place, action) in actions.enumerated().dropFirst(expected.root.count) {
            differences.append(
                "action \(place + 1): not expected: \(action.name) \(String(decoding: action.payload, as: UTF8.self))"
            )
        }
        for (place, missing) in expected.root.elements.enumerated().dropFirst(actions.count) {
            differences.append("action \(place + 1): missing: \(missing["action"]?.text ?? "")")
        }
        return differences
    }

    private static func json(of actions: [Action]) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginArray()
        for action in actions {
            writer.beginObject()
            writer.member("action", action.name.text)
            writer.member("project", action.project.text)
            writer.name("payload")
            writer.verbatim(action.payload)
            writer.endObject()
        }
        writer.endArray()
        return writer.bytes
    }

    private func differencesOfWarnings(_ got: [EventWarning]) -> [String] {
        guard let warnings else { return [] }
        var differences: [String] = []
        for place in 0..<max(warnings.count, got.count) {
            let expected = place < warnings.count ? warnings[place] : nil
            let warning = place < got.count ? got[place] : nil
            switch (expected, warning) {
            case (let expected?, let warning?):
                guard !expected.matches(warning) else { continue }
                differences.append(
                    "warning \(place + 1): expected \(expected), but it is '\(warning.field): \(warning.message)'"
                )
            case (let expected?, nil): differences.append("warning \(place + 1): missing: \(expected)")
            case (nil, let warning?):
                differences.append("warning \(place + 1): not expected: \(warning.field): \(warning.message)")
            case (nil, nil): break
            }
        }
        return differences
    }

    private static func summary(_ result: MappingResult) -> String {
        switch result.actions.count {
        case 0: "no action"
        case 1: "the action '\(result.actions[0].name)'"
        default: "\(result.actions.count) actions"
        }
    }
}

extension MappingTestCase.ExpectedWarning: CustomStringConvertible {
    func matches(_ warning: EventWarning) -> Bool {
        if let field, field != warning.field { return false }
        return text.map { "\(warning.field): \(warning.message)".contains($0) } ?? true
    }

    var description: String {
        let parts = [field.map { "field '\($0)'" }, text.map { "'\($0)'" }].compactMap { $0 }
        return parts.isEmpty ? "a warning" : parts.joined(separator: " with ")
    }
}

extension MappingTestCase.Request {
    /// What `$request` is, without what the mapping's `verify` uses.
    func document(hiding mapping: Mapping) -> JSONDocument {
        let bytes = RequestDocument.make(
            query: query,
            headers: headers,
            receivedAt: receivedAt ?? MappingTestCase.receivedAt,
            hiddenQuery: mapping.verify.credentialQueryItems,
            hiddenHeaders: mapping.verify.credentialHeaders
        )
        do throws(JSONParserError) {
            return try JSONDocument(parsing: bytes)
        } catch {
            preconditionFailure("the document of a request cannot be read: \(error)")
        }
    }
}
