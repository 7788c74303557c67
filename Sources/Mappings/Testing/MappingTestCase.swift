/// One case of a mapping's tests: a body, and what it should become.
package struct MappingTestCase: Sendable {
    package let name: String
    /// The line of the file on which the case begins.
    package let line: Int
    let body: Body
    /// What `$request` is; without query and headers where the case says nothing.
    let request: Request
    let expectation: Expectation
    /// What the event warns of, in order; nil: whatever it likes.
    let warnings: [ExpectedWarning]?

    enum Body: Sendable {
        /// The path of a file with the JSON, as seen from the test file's folder.
        case file(String)
        case json([UInt8])
        case form([UInt8])
    }

    struct Request: Sendable {
        var query: [(name: String, value: String)] = []
        var headers: [(name: String, value: String)] = []
        /// ISO 8601; nil: `MappingTestCase.receivedAt`.
        var receivedAt: String?
    }

    enum Expectation: Sendable {
        /// The actions, as the compact JSON of the file.
        case actions([UInt8], isSubset: Bool)
        /// The mapping fails with an error that holds the text.
        case error(String)
        /// Whatever becomes of it: only the warnings are looked at.
        case anything
    }

    /// A warning that is expected: a text that stands in it, or its field and perhaps its message.
    struct ExpectedWarning: Sendable {
        let field: String?
        let text: String?
    }
}
