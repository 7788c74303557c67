internal import JSON
internal import Linux

/// What `doctor` has found at one place.
struct Finding: Equatable, Sendable {
    enum State: String, Sendable {
        case fine
        /// It works, and a person should know.
        case warning
        /// Something does not work, or will not for long.
        case wrong
    }

    /// Where `doctor` looks, in the order of its report.
    enum Check: String, CaseIterable, Sendable {
        case configuration, ledger, permissions, disk, clock, daemon, mappings, secrets, credentials, endpoint, alerts
        case pending
    }

    let check: Check
    let state: State
    /// One line: how it is, or what to do.
    let message: String

    init(_ check: Check, _ state: State, _ message: String) {
        self.check = check
        self.state = state
        self.message = message
    }

    /// The finding for a person: one line, or, where there is a width, as many as the message takes beside its place.
    func text(_ style: TextStyle, width: Int? = nil) -> String {
        let word = state.rawValue.padded(to: 7)
        let painted =
            switch state {
            case .fine: style.good(word)
            case .warning: style.warning(word)
            case .wrong: style.bad(word)
            }
        let indent = 24
        let lines = width.map { message.printable.wrapped(to: max(40, $0 - indent)) } ?? [message.printable]
        let rest = lines.joined(separator: "\n" + String(repeating: " ", count: indent))
        return "\(painted)  \(check.rawValue.padded(to: 13))  \(rest)"
    }

    /// The document of `doctor --json`, compact.
    static func json(_ findings: [Finding]) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginArray()
        for finding in findings {
            writer.beginObject()
            writer.member("check", finding.check.rawValue)
            writer.member("state", finding.state.rawValue)
            writer.member("message", finding.message)
            writer.endObject()
        }
        writer.endArray()
        return writer.bytes
    }
}
