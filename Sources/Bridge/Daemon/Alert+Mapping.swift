internal import Domain
internal import Forwarding

extension Alert {
    /// The alert that a change of a source's mapping makes.
    ///
    /// - Parameter text: what follows its name: `is mended`.
    init(mapping source: SourceName, _ state: String, isProblem: Bool, _ text: String, at: Timestamp) {
        let subject = "mapping \(source)"
        self.init(subject: subject, state: state, isProblem: isProblem, text: "\(subject) \(text)", at: at)
    }

    /// The alert of a mapping that is broken.
    init(brokenMapping source: SourceName, _ reason: String, at: Timestamp) {
        self.init(mapping: source, "broken", isProblem: true, "is broken: \(reason)", at: at)
    }
}
