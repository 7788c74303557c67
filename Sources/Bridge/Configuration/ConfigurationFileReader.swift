internal import Domain
internal import Forwarding
internal import JSON
internal import JSONPath
internal import Mappings
internal import Signatures

/// Reads the configuration's file key by key.
struct ConfigurationFileReader {
    private var bag: DiagnosticBag

    var diagnostics: [Diagnostic] { bag.diagnostics }

    init(file: String, bytes: [UInt8]) {
        bag = DiagnosticBag(file: file, bytes: bytes)
    }

    mutating func read(into configuration: inout Configuration) {
        guard let document = bag.parse() else { return }
        withExtendedLifetime(document) { read(document.root, into: &configuration) }
    }

    private mutating func read(_ root: JSONNode, into configuration: inout Configuration) {
        guard root.kind == .object else {
            report(root, .wrongType, "a configuration is an object: { … }")
            return
        }
        readGroup(root, prefix: "", into: &configuration)
    }

    /// Reads an object whose keys, after `prefix`, are settings or groups of settings.
    private mutating func readGroup(_ group: JSONNode, prefix: String, into configuration: inout Configuration) {
        for (name, value) in group.members {
            let key = prefix + name.text
            if key == "projects" {
                readProjects(value, into: &configuration)
            } else if key == "$schema" {
                continue
            } else if let setting = Setting.all.first(where: { $0.key == key }) {
                apply(setting, value, to: &configuration)
            } else if Setting.all.contains(where: { $0.key.hasPrefix(key + ".") }) {
                guard value.kind == .object else {
                    report(value, .wrongType, "'\(key)' is an object: { … }")
                    continue
                }
                readGroup(value, prefix: key + ".", into: &configuration)
            } else {
                let known = Setting.all.map(\.key) + ["projects"]
                let siblings = known.filter { $0.hasPrefix(prefix) }.map { sibling in
                    String(sibling.dropFirst(prefix.count).prefix { $0 != "." })
                }
                let nearest = Spelling.nearest(name.text, among: Set(siblings).sorted())
                report(name, .unknownKey, "unknown key '\(name.text)'", nearest: nearest)
            }
        }
    }

    private mutating func apply(_ setting: Setting, _ value: JSONNode, to configuration: inout Configuration) {
        let texts: [String]? =
            switch value.kind {
            case .string, .number: [value.text]
            case .array where setting.isList && value.elements.allSatisfy { $0.kind == .string }:
                value.elements.map(\.text)
            default: nil
            }
        guard let texts, setting.apply(&configuration, texts) else {
            report(value, .invalidValue, "'\(setting.key)' must be \(setting.expected)")
            return
        }
    }

    private mutating func readProjects(_ value: JSONNode, into configuration: inout Configuration) {
        guard value.kind == .object else {
            report(value, .wrongType, "'projects' is an object: each key names a project")
            return
        }
        configuration.projects = []
        for (name, body) in value.members {
            guard let projectName = ProjectName(name.text) else {
                let rule = "letters, digits, '.', '_' and '-', a letter or digit first"
                report(name, .invalidValue, "'\(name.text)' cannot name a project: \(rule)")
                continue
            }
            guard body.kind == .object else {
                report(body, .wrongType, "a project is an object: { \"id\": …, \"key\": … }")
                continue
            }
            var project = ProjectConfiguration(name: projectName)
            for (key, value) in body.members { readProjectKey(key, value, into: &project) }
            if projectName != .default {
                for needed in ["id", "key"] where body[needed] == nil {
                    report(name, .missingKey, "project '\(projectName)' needs '\(needed)'")
                }
            }
            configuration.projects.append(project)
        }
    }

    private mutating func readProjectKey(_ key: JSONNode, _ value: JSONNode, into project: inout ProjectConfiguration) {
        switch key.text {
        case "id" where value.kind == .string && !value.isEmptyString:
            if isUsable(value, or: nil) { project.id = value.text }
        case "key" where value.kind == .string:
            let inClear = "the key itself does not belong in this file: write \"env:NAME\" or \"file:PATH\""
            if isUsable(value, or: inClear) { project.key = value.text }
        case "endpoint" where value.kind == .string:
            do {
                project.endpoint = try Endpoint(value.text)
            } catch {
                report(value, .invalidValue, error.description)
            }
        case "concurrency":
            guard value.kind == .number, let count = Int(value.text), (1...1_000).contains(count) else {
                report(value, .invalidValue, "'concurrency' must be a whole number from 1 to 1000")
                return
            }
            project.concurrency = count
        case "rate":
            guard let rate = RateText(value.text) else {
                report(value, .invalidValue, "'rate' must be \(RateText.expected)")
                return
            }
            project.rate = rate.limit
        case "answers":
            readAnswers(value, into: &project)
        case "id", "key", "endpoint":
            report(value, .wrongType, "'\(key.text)' must be a text")
        default:
            let known = ["id", "key", "endpoint", "concurrency", "rate", "answers"]
            report(key, .unknownKey, "unknown key '\(key.text)'", nearest: Spelling.nearest(key.text, among: known))
        }
    }

    /// Whether `value` is a reference that can lead somewhere, or may stand for itself.
    ///
    /// - Parameter inClear: what is wrong when it is no reference; nil: nothing.
    private mutating func isUsable(_ value: JSONNode, or inClear: String?) -> Bool {
        do {
            _ = try SecretReference(value.text)
            return true
        } catch .noReference {
            guard let inClear else { return true }
            report(value, .secretInClear, inClear)
        } catch {
            report(value, .invalidValue, "\(error)")
        }
        return false
    }

    private mutating func readAnswers(_ value: JSONNode, into project: inout ProjectConfiguration) {
        guard value.kind == .object else {
            report(value, .wrongType, "'answers' is an object: { \"404\": \"dead\" }")
            return
        }
        for (status, word) in value.members {
            guard let code = Int(status.text), (100...599).contains(code) else {
                report(status, .invalidValue, "'\(status.text)' is no HTTP status")
                continue
            }
            guard let meaning = AnswerMeaning(rawValue: word.text) else {
                let words = AnswerMeaning.allCases.map(\.rawValue)
                let nearest = Spelling.nearest(word.text, among: words)
                report(
                    word,
                    .invalidValue,
                    "an answer means one of: \(words.joined(separator: ", "))",
                    nearest: nearest
                )
                continue
            }
            project.answers[code] = meaning
        }
    }

    private mutating func report(
        _ node: JSONNode,
        _ code: DiagnosticCode,
        _ message: String,
        nearest: String? = nil
    ) {
        bag.error(code, at: node.offset..<node.endOffset, message, suggestion: nearest)
    }
}
