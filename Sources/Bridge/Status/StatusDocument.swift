internal import Domain
internal import JSON
internal import Ledger

/// `status --json`, and what the admin listener answers at `/status`.
enum StatusDocument {
    /// The document, compact.
    static func json(_ summary: StatusSummary, at now: Timestamp) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("at", now)
        writer.name("daemon")
        write(daemon: summary, into: &writer)
        writer.name("forwards")
        writer.beginObject()
        for state in ForwardState.Name.allCases { writer.member(state.rawValue, summary.forwards[state, default: 0]) }
        writer.endObject()
        writer.name("events")
        writer.beginObject()
        for state in EventState.allCases { writer.member(state.rawValue, summary.events[state, default: 0]) }
        writer.endObject()
        writer.name("oldestPending")
        if let oldest = summary.oldestPending {
            writer.beginObject()
            writer.member("forward", String(oldest.forward))
            writer.member("event", oldest.event.description)
            writer.member("receivedAt", oldest.receivedAt)
            writer.member("ageSeconds", Int(max(0, now.since(oldest.receivedAt).inSeconds)))
            writer.endObject()
        } else {
            writer.null()
        }
        writer.name("projects")
        writer.beginArray()
        for project in summary.projects { write(project, into: &writer) }
        writer.endArray()
        writer.name("mappings")
        writer.beginArray()
        for mapping in summary.mappings { write(mapping, into: &writer) }
        writer.endArray()
        writer.name("attention")
        writer.beginArray()
        for line in Attention.lines(for: summary) + Remarks.lines(for: summary, at: now) { writer.string(line) }
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }

    private static func write(daemon summary: StatusSummary, into writer: inout JSONWriter) {
        let daemon = summary.isDaemonRunning ? summary.daemon : nil
        writer.beginObject()
        writer.name("running")
        writer.bool(summary.isDaemonRunning)
        writer.member("pid", daemon.map { Int($0.pid) })
        writer.member("since", daemon?.startedAt)
        writer.member("version", daemon?.version)
        writer.endObject()
    }

    private static func write(_ project: StatusSummary.Project, into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("name", project.name.text)
        writer.member("state", (project.record?.state ?? .sending).rawValue)
        writer.member("why", project.record?.why)
        writer.member("pending", project.pending)
        writer.member("nextAttempt", project.nextAttempt)
        writer.name("lastError")
        if let error = project.lastError {
            writer.beginObject()
            writer.member("at", error.at)
            writer.member("status", error.status)
            writer.member("message", error.message)
            writer.endObject()
        } else {
            writer.null()
        }
        writer.name("actions")
        writer.beginArray()
        for action in project.actions {
            writer.beginObject()
            writer.member("action", action.action.text)
            for state in [ForwardState.Name.pending, .delivered, .duplicate, .dead] {
                writer.member(state.rawValue, action.counts[state, default: 0])
            }
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }

    private static func write(_ mapping: MappingRecord, into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("source", mapping.source.text)
        writer.member("file", mapping.file)
        writer.member("version", mapping.version)
        writer.member("loadedAt", mapping.loadedAt)
        writer.member("broken", mapping.broken)
        writer.endObject()
    }
}
