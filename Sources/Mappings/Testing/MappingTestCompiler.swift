import JSON
import JSONPath

/// Reads the cases of a test file.
struct MappingTestCompiler {
    var bag: DiagnosticBag

    private static let caseKeys = [
        "name", "description", "payload", "form", "request", "expect", "match", "expectError", "warnings",
    ]

    mutating func compile(_ root: JSONNode) -> [MappingTestCase] {
        let keys = ["$schema", "description", "cases"]
        guard let top = ObjectReader(root, "a test file", keys: keys, &bag),
            let list = top.required("cases", "the list of tests", &bag)
        else { return [] }
        guard list.kind == .array else {
            bag.error(.wrongType, at: list, "'cases' is a list of tests in [ ], not \(list.kind.words)")
            return []
        }
        var cases: [MappingTestCase] = []
        for node in list.elements {
            if let test = compileCase(node) { cases.append(test) }
        }
        return cases
    }

    private mutating func compileCase(_ node: JSONNode) -> MappingTestCase? {
        guard let reader = ObjectReader(node, "a test", keys: Self.caseKeys, &bag) else { return nil }
        _ = reader.string("description", &bag)
        let name =
            reader.required("name", "what it shows, for the report", &bag) == nil ? nil : reader.string("name", &bag)
        let body = self.body(reader)
        let request = reader["request"].map { self.request($0) } ?? MappingTestCase.Request()
        let expectation = self.expectation(reader)
        let warnings = reader.value("warnings", .array, &bag).map { self.warnings($0) }
        guard let name, let body else { return nil }
        return MappingTestCase(
            name: name,
            line: node.location.line,
            body: body,
            request: request,
            expectation: expectation,
            warnings: warnings
        )
    }

    private mutating func body(_ reader: ObjectReader) -> MappingTestCase.Body? {
        if let payload = reader["payload"] {
            if let form = reader["form"] {
                bag.error(.conflictingKeys, at: form, "a test has either 'payload' or 'form', not both")
            }
            if payload.kind == .string { return .file(payload.text) }
            var writer = JSONWriter()
            writer.value(payload)
            return .json(writer.bytes)
        }
        if reader["form"] != nil { return reader.string("form", &bag).map { .form(Array($0.utf8)) } }
        bag.error(
            .missingKey,
            at: reader.node,
            "a test needs 'payload', a path or the body itself, or 'form', a body such as \"a=1&b=2\""
        )
        return nil
    }

    private mutating func request(_ node: JSONNode) -> MappingTestCase.Request {
        var request = MappingTestCase.Request()
        let keys = ["query", "headers", "received_at"]
        guard let reader = ObjectReader(node, "'request'", keys: keys, &bag) else { return request }
        request.query = texts("query", of: reader)
        request.headers = texts("headers", of: reader)
        request.receivedAt = reader.string("received_at", &bag)
        return request
    }

    private mutating func texts(_ key: String, of reader: ObjectReader) -> [(name: String, value: String)] {
        guard let node = reader.value(key, .object, &bag) else { return [] }
        var texts: [(name: String, value: String)] = []
        for (name, value) in node.members {
            if value.kind == .string {
                texts.append((name.text, value.text))
            } else {
                bag.error(.wrongType, at: value, "'\(name.text)' in '\(key)' is a string, not \(value.kind.words)")
            }
        }
        return texts
    }

    private mutating func expectation(_ reader: ObjectReader) -> MappingTestCase.Expectation {
        let match = reader.word("match", among: ["exact", "subset"], &bag)
        let error = reader.string("expectError", &bag)
        if let expect = reader.value("expect", .array, &bag) {
            if reader["expectError"] != nil {
                bag.error(.conflictingKeys, at: expect, "a test has either 'expect' or 'expectError', not both")
            }
            for element in expect.elements { check(element) }
            var writer = JSONWriter()
            writer.value(expect)
            return .actions(writer.bytes, isSubset: match == "subset")
        }
        if let matchNode = reader["match"], reader["expect"] == nil {
            bag.error(.conflictingKeys, at: matchNode, "'match' says how 'expect' is compared, which is not there")
        }
        if let error { return .error(error) }
        if reader["warnings"] == nil, reader["expect"] == nil, reader["expectError"] == nil {
            bag.error(
                .missingKey,
                at: reader.node,
                "a test needs 'expect', the list of actions ([] for none), or 'expectError', or 'warnings'"
            )
        }
        return .anything
    }

    private mutating func check(_ node: JSONNode) {
        let keys = ["action", "project", "payload"]
        guard let reader = ObjectReader(node, "an expected action", keys: keys, &bag) else { return }
        _ = reader.string("action", &bag)
        _ = reader.string("project", &bag)
        _ = reader.value("payload", .object, &bag)
    }

    private mutating func warnings(_ list: JSONNode) -> [MappingTestCase.ExpectedWarning] {
        var warnings: [MappingTestCase.ExpectedWarning] = []
        for node in list.elements {
            if node.kind == .string {
                warnings.append(MappingTestCase.ExpectedWarning(field: nil, text: node.text))
            } else if let reader = ObjectReader(node, "an expected warning", keys: ["field", "message"], &bag) {
                warnings.append(
                    MappingTestCase.ExpectedWarning(
                        field: reader.string("field", &bag),
                        text: reader.string("message", &bag)
                    )
                )
            }
        }
        return warnings
    }
}
