internal import Domain
import JSON
import JSONPath
import Linux
import Signatures

/// Reads one mapping file, reports everything that is wrong with it, and makes the mapping if nothing is.
struct MappingCompiler {
    let document: JSONDocument
    var bag: DiagnosticBag
    var values: ValueContext
    var common = CommonPart()
    var defaultProject = ProjectName.default
    /// Those that the configuration has; nil where none is at hand.
    private let projects: [ProjectName]?

    static let topLevelKeys = [
        "$schema", "description", "verify", "timezone", "project", "lookups", "common", "actions", "otherwise",
        "strict",
    ]

    init(document: JSONDocument, bag: DiagnosticBag, zones: TimeZones, projects: [ProjectName]?) {
        self.document = document
        self.bag = bag
        self.projects = projects
        values = ValueContext(zones: zones)
    }

    /// The mapping, or nil when the file has errors; either way `bag` holds what there is to say.
    mutating func compile(version: String) -> Mapping? {
        guard let top = ObjectReader(document.root, "a mapping file", keys: Self.topLevelKeys, &bag) else { return nil }
        _ = top.string("$schema", &bag)
        let description = top.string("description", &bag)
        let isStrict = top.boolean("strict", &bag) ?? false
        let otherwise = top.word("otherwise", among: ["ignore", "hold"], &bag)
        if let name = project(of: top) { defaultProject = name }
        compileTimezone(top)
        let lookups = compileLookups(top)
        let verify = compileVerify(top)
        if let node = top["common"] { compileCommon(node) }
        let actions = compileActions(top)
        warnOfUnused(lookups)
        guard !bag.hasErrors, let verify else { return nil }
        return Mapping(
            file: bag.file,
            version: version,
            description: description,
            verify: verify,
            otherwise: otherwise == "hold" ? .held : .ignored,
            isStrict: isStrict,
            actions: actions,
            dates: DateReader(zone: values.timezone),
            asksForLocations: !values.roots.isDisjoint(with: [.key, .path]),
            asksForRequest: values.roots.contains(.request)
        )
    }

    private mutating func compileActions(_ top: ObjectReader) -> [CompiledAction] {
        guard
            let node = top.required(
                "actions",
                "the list of what an event becomes; \"actions\": [] with \"otherwise\": \"hold\" keeps every event",
                &bag
            )
        else { return [] }
        guard node.kind == .array else {
            bag.error(.wrongType, at: node, "'actions' is a list of actions in [ ], not \(node.kind.words)")
            return []
        }
        var actions: [CompiledAction] = []
        for element in node.elements {
            if let action = compileAction(element) { actions.append(action) }
        }
        if top["project"] == nil, actions.contains(where: { $0.project == .default }) {
            warnIfUnknown(.default, at: node)
        }
        return actions
    }

    /// The project that the object names; nil when it names none, or one that can be none, which is reported.
    mutating func project(of reader: ObjectReader) -> ProjectName? {
        guard let node = reader.value("project", .string, &bag) else { return nil }
        if let name = ProjectName(node.text) {
            warnIfUnknown(name, at: node)
            return name
        }
        bag.error(
            .invalidProject,
            at: node,
            "'\(node.text)' is no project's name: it has letters, digits, '.', '_' and '-', and begins with a letter or digit"
        )
        return nil
    }

    /// Warns of a project that the configuration does not have.
    private mutating func warnIfUnknown(_ name: ProjectName, at node: JSONNode) {
        guard let projects, !projects.contains(name) else { return }
        bag.warning(
            .unknownProject,
            at: node,
            "the configuration has no project '\(name)': what goes there is kept until it has one",
            suggestion: Spelling.nearest(name.text, among: projects.map(\.text))
        )
    }

    private mutating func compileVerify(_ top: ObjectReader) -> VerifyRules? {
        var compiler = VerifyCompiler(bag)
        let rules = compiler.compile(top)
        bag = compiler.bag
        return rules
    }

    private mutating func compileTimezone(_ top: ObjectReader) {
        guard let node = top.value("timezone", .string, &bag) else { return }
        values.setTimezone(node, &bag)
    }
}
