import Domain
import Linux
import Synchronization
import Testing

@testable import Ledger

/// Values that tests record.
enum Sample {
    static let start = Timestamp(seconds: 1_800_000_000)

    static func source(_ text: String = "typeform") throws -> SourceName { try #require(SourceName(text)) }
    static func project(_ text: String = "default") throws -> ProjectName { try #require(ProjectName(text)) }

    /// An action whose dedupe key comes from `key`.
    static func action(
        _ key: Int,
        name: String = "Quiz Completed",
        lane: String? = nil,
        project: String = "default",
        dateTime: Timestamp? = start,
        window: Interval = DedupeKey.defaultWindow,
        payload: String? = nil
    ) throws -> Action {
        var hash = [UInt8](repeating: 0, count: 32)
        for place in 0..<8 { hash[place] = UInt8(truncatingIfNeeded: key >> (8 * place)) }
        return Action(
            name: try #require(ActionName(name)),
            project: try self.project(project),
            payload: Array((payload ?? "{\"n\":\(key)}").utf8),
            dedupeKey: DedupeKey(dateTime: dateTime, hash: hash, window: window),
            lane: lane
        )
    }

    static func event(
        _ actions: [Action] = [],
        source: String = "typeform",
        at receivedAt: Timestamp = start,
        state: EventState? = nil,
        body: String = "{\"a\":1}",
        warnings: [EventWarning] = [],
        error: EventWarning? = nil
    ) throws -> NewEvent {
        NewEvent(
            source: try self.source(source),
            receivedAt: receivedAt,
            state: state ?? (actions.isEmpty ? .ignored : .mapped),
            body: Array(body.utf8),
            contentType: "application/json",
            request: Array("{\"query\":{}}".utf8),
            mapping: "0123456789ab",
            actions: actions,
            warnings: warnings,
            error: error
        )
    }

    static func attempt(
        at startedAt: Timestamp = start,
        status: Int? = 200,
        outcome: String = "delivered",
        error: String? = nil,
        answer: String = "ok"
    ) -> Attempt {
        Attempt(
            startedAt: startedAt,
            took: .milliseconds(12),
            status: status,
            outcome: outcome,
            error: error,
            answer: Array(answer.utf8)
        )
    }

    static func settled(_ forward: Forward, _ state: ForwardState, attempts: Int = 1) -> SettledForward {
        switch state.name {
        case .delivered, .duplicate:
            SettledForward(forward: forward, attempt: attempt(), state: state, attempts: attempts)
        case .pending, .dead, .discarded:
            SettledForward(
                forward: forward,
                attempt: attempt(status: 503, outcome: "unavailable", error: "answered 503"),
                state: state,
                attempts: attempts
            )
        }
    }
}
