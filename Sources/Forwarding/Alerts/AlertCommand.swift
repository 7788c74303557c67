internal import Domain
internal import Linux

/// Hands alerts to a program of the operator's.
struct AlertCommand {
    /// How long it may run.
    private static let limit = Interval.seconds(30)

    /// The program and its arguments.
    let words: [String]

    /// Runs the program for an alert and waits for its end.
    ///
    /// - Parameter isAbandoned: once true, its end is not waited for.
    /// - Returns: nil, or what went wrong.
    func run(_ alert: Alert, unless isAbandoned: () -> Bool) -> String? {
        do {
            let child = try ChildProcess(words + [alert.text], input: alert.json + [UInt8(ascii: "\n")])
            switch try child.wait(atMost: Self.limit.inMilliseconds, unless: isAbandoned) {
            case .exited(0): return nil
            case .exited(let code): return "exit \(code)"
            case .killed(let signal): return "signal \(signal)"
            case .outOfTime: return "it ran for more than \(Self.limit.inSeconds) seconds"
            case .abandoned: return AlertWebhook.abandoned
            }
        } catch {
            return error.description
        }
    }
}
