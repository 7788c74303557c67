/// The name a configuration gives to a Funnelytics project: `[A-Za-z0-9][A-Za-z0-9._-]*`.
package struct ProjectName: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let text: String

    /// The project of a mapping that names none.
    package static let `default` = ProjectName(trusted: "default")

    /// The name, or nil when `text` is none.
    package init?(_ text: String) {
        let allowed = text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }
        guard allowed, let first = text.first, first.isLetter || first.isNumber else { return nil }
        self.text = text
    }

    private init(trusted text: String) {
        self.text = text
    }

    package var description: String { text }

    package static func < (left: ProjectName, right: ProjectName) -> Bool {
        left.text < right.text
    }
}
