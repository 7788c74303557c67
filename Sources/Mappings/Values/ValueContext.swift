package import JSON
internal import JSONPath
package import Linux

/// What the values of one mapping file are compiled with: its time zone and its lookups.
package struct ValueContext {
    /// The zone of times that carry no offset.
    package private(set) var timezone = TimeZone.utc
    /// Every root that stands in the values compiled so far, filters' arguments included.
    var roots: QueryRoots = []
    private let zones: TimeZones
    private var tables: [String: LookupTable] = [:]
    private var usedLookups: Set<String> = []
    private var usesAnyLookup = false

    package init(zones: TimeZones = TimeZones()) {
        self.zones = zones
    }

    /// Takes the file's `timezone`, a string.
    package mutating func setTimezone(_ node: JSONNode, _ diagnostics: inout DiagnosticBag) {
        do throws(TimeZoneError) {
            timezone = try zones.zone(named: node.text)
        } catch {
            let suggestion = Spelling.nearest(node.text, among: zones.names())
            diagnostics.error(.invalidTimezone, at: node, "\(error)", suggestion: suggestion)
        }
    }

    /// Takes a table of the file's `lookups`, an object of scalars.
    package mutating func add(_ table: JSONNode, named name: String) {
        tables[name] = LookupTable(table)
    }

    /// Whether a value compiled so far uses the lookup.
    package func usesLookup(named name: String) -> Bool {
        usesAnyLookup || usedLookups.contains(name)
    }

    /// Compiles a value; nil when anything is wrong with it, which is reported.
    package mutating func value(_ node: JSONNode, _ diagnostics: inout DiagnosticBag) -> CompiledValue? {
        switch node.kind {
        case .string:
            return form(of: node.withText { Array($0) }) { $0.report(at: node, to: &diagnostics) }
                .map { CompiledValue(form: $0) }
        case .number, .bool:
            return CompiledValue(form: .literal(Value.node(node).detached))
        case .array:
            return alternatives(node, &diagnostics)
        case .null:
            diagnostics.error(.wrongType, at: node, "null is no value: leave the key out")
            return nil
        case .object:
            let message =
                "a value is a string, a number, a boolean or a list of such, not an object: 'flatten' makes fields of objects"
            diagnostics.error(.wrongType, at: node, message)
            return nil
        }
    }

    /// Compiles a value given by itself, as on a command line; places are those of the text.
    package mutating func value(_ text: String, _ diagnostics: inout DiagnosticBag) -> CompiledValue? {
        form(of: Array(text.utf8)) { $0.report(to: &diagnostics) }.map { CompiledValue(form: $0) }
    }

    private mutating func alternatives(_ node: JSONNode, _ diagnostics: inout DiagnosticBag) -> CompiledValue? {
        guard node.count > 0 else {
            diagnostics.error(.invalidValue, at: node, "an empty list is never a value: leave the key out")
            return nil
        }
        var alternatives: [CompiledValue] = []
        var isNeverMissing = false
        for element in node.elements {
            if isNeverMissing {
                diagnostics.warning(
                    .neverMissing,
                    at: element,
                    "never used: the alternative before it is never missing"
                )
                isNeverMissing = false
            }
            guard let alternative = value(element, &diagnostics) else { continue }
            isNeverMissing = alternative.isNeverMissing
            alternatives.append(alternative)
        }
        return alternatives.count == node.count ? CompiledValue(form: .alternatives(Alternatives(alternatives))) : nil
    }

    private mutating func form(
        of text: [UInt8],
        _ report: (ExpressionProblem) -> Void
    ) -> CompiledValue.Form? {
        var parser = ExpressionParser(text, filters: FilterCompiler(tables: tables, zones: zones, timezone: timezone))
        let form = parser.parse()
        roots.formUnion(parser.roots)
        usedLookups.formUnion(parser.filters.usedLookups)
        usesAnyLookup = usesAnyLookup || parser.filters.usesAnyLookup
        parser.problems.forEach(report)
        return form
    }
}
