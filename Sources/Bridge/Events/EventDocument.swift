internal import Domain
internal import JSON
internal import Ledger

/// Events as documents, for scripts.
enum EventDocument {
    /// `events list --json`: the fields that a list has.
    static func json(_ events: [EventSummary]) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginArray()
        for event in events {
            writer.beginObject()
            write(event, into: &writer)
            writer.name("forwards")
            writer.beginArray()
            for forward in event.forwards {
                writer.beginObject()
                write(forward, into: &writer)
                writer.endObject()
            }
            writer.endArray()
            writer.endObject()
        }
        writer.endArray()
        return writer.bytes
    }

    /// `events show --json`: all that the ledger has.
    ///
    /// Bodies and payloads are texts, exactly as they came or went.
    static func json(_ event: EventDetail) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        write(event.summary, into: &writer)
        writer.member("mapping", event.summary.mapping)
        writer.member("contentType", event.contentType)
        writer.member("body", event.body)
        writer.member("request", event.request)
        writer.name("warnings")
        writer.beginArray()
        for warning in event.warnings { writer.value(warning) }
        writer.endArray()
        writer.member("error", event.summary.error)
        writer.name("forwards")
        writer.beginArray()
        for forward in event.forwards {
            writer.beginObject()
            write(forward.summary, into: &writer)
            writer.member("payload", forward.payload)
            writer.name("history")
            writer.beginArray()
            for attempt in forward.attempts { write(attempt, into: &writer) }
            writer.endArray()
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }

    private static func write(_ event: EventSummary, into writer: inout JSONWriter) {
        writer.member("id", event.id.description)
        writer.member("source", event.source.text)
        writer.member("state", event.state.rawValue)
        writer.member("receivedAt", event.receivedAt)
        writer.member("actions", event.actions)
        writer.member("duplicates", event.duplicates)
    }

    private static func write(_ forward: ForwardSummary, into writer: inout JSONWriter) {
        writer.member("action", forward.action.text)
        writer.member("project", forward.project.text)
        writer.member("state", forward.state.name.rawValue)
        writer.member("attempts", forward.attempts)
        writer.member("nextAttempt", forward.state.dueAt)
        writer.member("endedAt", forward.state.endedAt)
        writer.member("lastStatus", forward.lastStatus)
        writer.member("lastError", forward.lastError)
    }

    private static func write(_ attempt: Attempt, into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("startedAt", attempt.startedAt)
        writer.member("milliseconds", Int(attempt.took.inMilliseconds))
        writer.member("outcome", attempt.outcome)
        writer.member("status", attempt.status)
        writer.member("error", attempt.error)
        writer.member("answer", attempt.answer)
        writer.endObject()
    }
}
