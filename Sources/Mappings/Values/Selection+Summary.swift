internal import JSON

extension Selection {
    /// What is held, for a trace: JSON, shortened, or `missing`.
    var summary: String {
        switch self {
        case .one(let value):
            return value.summary
        case .several(let values):
            let shown = values.prefix(Self.mostShown).map(\.summary).joined(separator: ", ")
            let rest = values.count > Self.mostShown ? ", …" : ""
            return "\(values.count) values: \(shown)\(rest)"
        }
    }

    private static let mostShown = 10
}

extension Value {
    /// The value as JSON, shortened, or `missing`.
    var summary: String {
        guard !isMissing else { return "missing" }
        var writer = JSONWriter()
        writer.write(self)
        return Value.text(writer.bytes).excerpt(of: 200)
    }
}
