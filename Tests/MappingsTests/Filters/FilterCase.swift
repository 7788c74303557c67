import Testing

/// An expression, the body that it looks at, and the value that comes out.
struct FilterCase: Sendable, CustomTestStringConvertible {
    let expression: String
    let body: String
    /// The value as JSON; nil for missing.
    let json: String?
    /// How many misfits there are.
    let misfits: Int

    init(_ expression: String, _ body: String, _ json: String?, misfits: Int = 0) {
        self.expression = expression
        self.body = body
        self.json = json
        self.misfits = misfits
    }

    var testDescription: String { "\(expression) of \(body.prefix(60))" }

    func check() throws {
        let trial = try ValueTrial.run(expression, body)
        #expect(trial.json == json)
        #expect(trial.misfits.count == misfits, "\(trial.misfits)")
    }
}
