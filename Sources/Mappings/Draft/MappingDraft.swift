internal import Domain
internal import JSON

/// A first mapping for bodies that nobody has seen before, with its tests: something to read and correct.
package struct MappingDraft: Sendable {
    /// A body that came, or may come.
    package struct Body: Sendable {
        package let bytes: [UInt8]
        /// Whether it is a form; JSON otherwise.
        package let isForm: Bool

        package init(bytes: [UInt8], isForm: Bool) {
            self.bytes = bytes
            self.isForm = isForm
        }
    }

    /// The mapping file, with a comment at each guess.
    package let mapping: String
    /// The file with its tests: what the mapping makes of the bodies now.
    package let tests: String

    /// How many bodies become tests.
    private static let testLimit = 5

    /// - Parameters:
    ///   - source: the name of the source, for that of its secret; nil when it has none yet.
    ///   - bodies: at least one.
    package init(source: String?, bodies: [Body]) throws(MappingDraftError) {
        var documents: [JSONDocument] = []
        for body in bodies {
            do throws(BodyError) {
                documents.append(try BodyDecoder.decode(body.bytes, type: Self.type(of: body)))
            } catch {
                throw .unreadable(error)
            }
        }
        let survey = PayloadSurvey(documents)
        let words = BodyPath.words(of: source ?? "webhook").map { $0.uppercased() }
        var text = DraftText(survey, DraftGuess(survey), secret: (words + ["TOKEN"]).joined(separator: "_"))
        let written = text.text()
        let (compiled, diagnostics) = Mapping.compile(file: "draft", bytes: Array(written.utf8))
        guard let compiled else { throw .unusable(diagnostics.first?.headline ?? "no reason given") }
        mapping = written
        // A text alone, as a test's payload, would name a file.
        let testable = zip(bodies, documents).filter { body, document in body.isForm || document.root.kind != .string }
        tests = Self.tests(of: compiled, testable.prefix(Self.testLimit))
    }

    private static func type(of body: Body) -> String? {
        body.isForm ? BodyDecoder.formType : nil
    }

    private static func tests(of mapping: Mapping, _ bodies: some Collection<(Body, JSONDocument)>) -> String {
        var cases: [String] = []
        for (number, (body, document)) in bodies.enumerated() {
            let request = MappingTestCase.Request().document(hiding: mapping)
            let result = mapping.evaluate(MappingInput(body: document, request: request))
            var writer = JSONWriter()
            writer.beginObject()
            writer.member("name", "body \(number + 1) becomes what the draft makes of it")
            writer.name(body.isForm ? "form" : "payload")
            if body.isForm {
                writer.string(String(decoding: body.bytes, as: UTF8.self))
            } else {
                writer.value(document.root)
            }
            if let error = result.error {
                writer.member("expectError", "\(error.field): \(error.message)")
            } else {
                writer.name("expect")
                writer.beginArray()
                for action in result.actions {
                    writer.beginObject()
                    writer.member("action", action.name.text)
                    writer.name("payload")
                    writer.verbatim(action.payload)
                    writer.endObject()
                }
                writer.endArray()
            }
            writer.endObject()
            cases.append("    " + String(decoding: writer.bytes, as: UTF8.self))
        }
        let head = "{\n  // What the draft made of the bodies it was made from: correct it together with the mapping.\n"
        return head + "  \"cases\": [\n" + cases.joined(separator: ",\n") + "\n  ]\n}\n"
    }
}
