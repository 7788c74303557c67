package import Domain
internal import Linux

/// What a person is told: something has changed for the worse, or is well again.
package struct Alert: Equatable, Sendable {
    /// What it is about: `project default`.
    package let subject: String
    /// A bounded word: `paused`, `sending`.
    package let state: String
    /// Whether it wants a person; false for a recovery.
    package let isProblem: Bool
    /// One sentence.
    package let text: String
    package let at: Timestamp

    package init(subject: String, state: String, isProblem: Bool, text: String, at: Timestamp) {
        self.subject = subject
        self.state = state
        self.isProblem = isProblem
        self.text = text
        self.at = at
    }

    /// The alert that a project's state makes.
    package init(_ record: ProjectRecord) {
        let name = "project \(record.project)"
        self.init(
            subject: name,
            state: record.state.rawValue,
            isProblem: record.state != .sending,
            text: record.why.map { "\(name) is \(record.state.rawValue): \($0)" } ?? "\(name) is sending again",
            at: record.since
        )
    }

    /// The alert that the number of a project's dead forwards makes.
    package init(dead count: Int, of project: ProjectName, at: Timestamp) {
        let name = "dead forwards of project \(project)"
        let text =
            switch count {
            case 0: "no forward of project \(project) is dead any more"
            case 1: "a forward of project \(project) is dead: funnelbridge events list --state dead"
            default: "\(count) forwards of project \(project) are dead: funnelbridge events list --state dead"
            }
        self.init(subject: name, state: count == 0 ? "none" : "dead", isProblem: count > 0, text: text, at: at)
    }

    /// `{"subject":…,"state":…,"problem":…,"text":…,"at":…}`; `text` is where chat tools look for a message.
    var json: [UInt8] {
        let fields = [
            "\"subject\":\(subject.quoted)", "\"state\":\(state.quoted)", "\"problem\":\(isProblem)",
            "\"text\":\(text.quoted)", "\"at\":\(at.text.quoted)",
        ]
        return Array(("{" + fields.joined(separator: ",") + "}").utf8)
    }
}
