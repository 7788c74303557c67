internal import Domain
internal import JSON
internal import JSONPath
internal import Linux
internal import Mappings
internal import Signatures

/// What a mapping made of one payload, told as a document or to a person.
struct Preview {
    private let source: SourceName
    private let mapping: Mapping
    private let result: MappingResult
    private let configuration: Configuration

    init(source: SourceName, mapping: Mapping, result: MappingResult, configuration: Configuration) {
        self.source = source
        self.mapping = mapping
        self.result = result
        self.configuration = configuration
    }

    /// The document of `preview --json`, compact.
    ///
    /// Each payload is byte for byte what would be sent.
    var json: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("source", source.text)
        writer.member("mapping", mapping.version)
        writer.member("outcome", result.state.rawValue)
        writer.name("actions")
        writer.beginArray()
        for action in result.actions {
            writer.beginObject()
            writer.member("action", action.name.text)
            writer.member("project", action.project.text)
            writer.member("url", url(of: action))
            writer.member("dedupeKey", Hex.text(action.dedupeKey.hash))
            writer.name("payload")
            writer.verbatim(action.payload)
            writer.endObject()
        }
        writer.endArray()
        writer.name("skipped")
        writer.beginArray()
        for skipped in result.skipped {
            writer.beginObject()
            writer.member("action", skipped.action)
            writer.member("why", skipped.why)
            writer.endObject()
        }
        writer.endArray()
        writer.name("warnings")
        writer.beginArray()
        for warning in result.warnings { writer.value(warning) }
        writer.endArray()
        writer.member("error", result.error)
        writer.endObject()
        return writer.bytes
    }

    /// Prints the preview for a person, one action after the other: there may be thousands.
    func print(on console: Console) {
        let style = console.style
        console.print("\(source), mapping \(mapping.version): \(outcome(style))")
        var origins = result.provenance[...]
        for (index, action) in result.actions.enumerated() {
            let own = origins.prefix { $0.action == index }
            origins = origins.dropFirst(own.count)
            var lines = ["", style.bold("POST \(url(of: action))")]
            lines += headers(of: action).map { "  \(style.faint($0))" }
            lines += ["", "  " + String(decoding: action.payload, as: UTF8.self).printable, ""]
            lines += fields(own, style: style).map { "  \($0)" }
            console.print(lines.joined(separator: "\n"))
        }
        for line in ending(style) { console.print(line) }
    }

    /// What follows the actions.
    private func ending(_ style: TextStyle) -> [String] {
        var lines: [String] = []
        if !result.skipped.isEmpty {
            lines += ["", style.bold("Did not apply")]
            lines += result.skipped.map { "  \($0.action): \($0.why)".printable }
        }
        if !result.warnings.isEmpty {
            lines += ["", style.warning("Warnings")]
            lines += result.warnings.map { "  \($0.field): \($0.message)".printable }
        }
        if let failure = failure(style) { lines += ["", failure] }
        return lines
    }

    /// Each step from the body to a field, for every action that has it; empty when none has.
    func explanation(of field: String, style: TextStyle) -> [String] {
        var lines: [String] = []
        for origin in result.provenance where origin.field == field {
            let name =
                result.actions.indices.contains(origin.action)
                ? result.actions[origin.action].name.text : "action \(origin.action + 1)"
            if !lines.isEmpty { lines.append("") }
            lines.append(style.bold("\(name): \(field)"))
            var table = Table(["step", "", "gives"])
            for step in origin.steps { table.add([step.kind.rawValue, step.text, step.result.printable]) }
            lines += table.lines(style).map { "  \($0)" }
            lines.append("  = \(origin.value?.printable ?? "missing")")
        }
        if !lines.isEmpty, let failure = failure(style) { lines += ["", failure] }
        return lines
    }

    private func failure(_ style: TextStyle) -> String? {
        result.error.map { "\(style.bad("Fails")): \("\($0.field): \($0.message)".printable)" }
    }

    /// Why there is nothing to explain of this field.
    func absence(of field: String) -> String {
        if let error = result.error {
            return "the mapping fails before '\(field)': \("\(error.field): \(error.message)".printable)"
        }
        guard !result.actions.isEmpty else { return "no action applies, so that none has a field '\(field)'" }
        return "no action has a field '\(field)'" + Self.suggestion(for: field, among: result.provenance.map(\.field))
    }

    static func suggestion(for word: String, among known: [String]) -> String {
        Spelling.nearest(word, among: known).map { "; did you mean '\($0)'?" } ?? ""
    }

    private func outcome(_ style: TextStyle) -> String {
        switch result.state {
        case .mapped:
            return style.good(Counted.text(result.actions.count, "action"))
        case .ignored: return "ignored, no action applies"
        case .held: return "held for a person, no action applies"
        case .unmapped, .unreadable: return style.bad("unmapped, nothing would be sent")
        }
    }

    private func url(of action: Action) -> String {
        let endpoint = configuration.project(action.project)?.endpoint ?? .funnelytics
        return "\(endpoint)/\(action.name.pathSegment)"
    }

    private func headers(of action: Action) -> [String] {
        let project = configuration.project(action.project)
        let id = project.map(\.id) ?? "the id of project '\(action.project)', which the configuration does not have"
        let key = project.map { "(hidden, from \($0.key))" } ?? "(none)"
        return ["Content-Type: application/json", "X-PROJECT-ID: \(id)", "X-API-KEY: \(key)"]
    }

    private func fields(_ origins: ArraySlice<MappingResult.FieldProvenance>, style: TextStyle) -> [String] {
        var table = Table(["field", "value", "from"])
        for origin in origins where origin.field != "flatten" {
            guard let value = origin.value else { continue }
            // A long value does not push the column behind it off the screen.
            table.add([origin.field.printable, value.printable.shortened(to: 48), Self.source(of: origin.steps)])
        }
        return table.lines(style)
    }

    /// The expression that a value came from: of several alternatives the one that was not missing.
    private static func source(of steps: [EvaluationStep]) -> String {
        let tried = steps.split { $0.kind == .alternative }
        guard let used = tried.last(where: { steps in steps.contains { $0.kind == .query || $0.kind == .template } })
        else {
            return "(written in the mapping)"
        }
        if let template = used.last(where: { $0.kind == .template }) { return template.text }
        return used.filter { $0.kind == .query || $0.kind == .filter }.map(\.text).joined(separator: " ")
    }
}
