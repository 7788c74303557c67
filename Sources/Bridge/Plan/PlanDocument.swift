internal import Domain
internal import JSON
internal import Mappings

/// A plan as a document, for scripts.
enum PlanDocument {
    static func json(_ plan: Plan) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("source", plan.source.text)
        writer.name("before")
        writer.beginObject()
        switch plan.basis {
        case .mapping(let mapping): write(mapping, into: &writer)
        case .sent:
            writer.member("mapping", nil as String?)
            writer.member("file", nil as String?)
        }
        writer.endObject()
        writer.name("after")
        writer.beginObject()
        write(plan.mapping, into: &writer)
        writer.endObject()
        writer.member("events", plan.changes.events)
        writer.member("changed", plan.changes.changedEvents)
        writer.member("skipped", plan.skipped)
        writer.name("states")
        writer.beginArray()
        for change in plan.changes.states { write(change, into: &writer) }
        writer.endArray()
        writer.name("actions")
        writer.beginArray()
        for change in plan.changes.actions { write(change, into: &writer) }
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }

    private static func write(_ mapping: Mapping, into writer: inout JSONWriter) {
        writer.member("mapping", mapping.version)
        writer.member("file", mapping.file)
    }

    private static func write(_ change: StateChange, into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("from", change.from.rawValue)
        writer.member("to", change.to.rawValue)
        writer.member("count", change.count)
        writer.member("example", change.example.description)
        writer.member("error", change.error)
        writer.endObject()
    }

    private static func write(_ change: ActionChange, into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("action", change.name)
        writer.member("unchanged", change.unchanged)
        writer.member("changed", change.changed)
        writer.member("appearing", change.appearing)
        writer.member("vanishing", change.vanishing)
        writer.name("renamed")
        writer.beginArray()
        for (name, count) in change.renamed.sorted(by: { $0.key < $1.key }) {
            writer.beginObject()
            writer.member("from", name)
            writer.member("count", count)
            writer.endObject()
        }
        writer.endArray()
        writer.member("example", change.example?.description)
        writer.name("fields")
        writer.beginArray()
        for field in change.fields { write(field, into: &writer) }
        writer.endArray()
        writer.endObject()
    }

    private static func write(_ change: FieldChange, into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("field", change.field)
        writer.member("added", change.added)
        writer.member("gone", change.gone)
        writer.member("changed", change.changed)
        writer.name("examples")
        writer.beginArray()
        for example in change.examples {
            writer.beginObject()
            writer.member("event", example.event.description)
            writer.member("before", example.before)
            writer.member("after", example.after)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }
}
