package import Domain

/// An action as a plan compares it: what was or would be sent.
package struct PlannedAction: Equatable, Sendable {
    package let name: String
    package let project: String
    /// Compact JSON.
    package let payload: [UInt8]

    package init(name: String, project: String, payload: [UInt8]) {
        self.name = name
        self.project = project
        self.payload = payload
    }

    package init(_ action: Action) {
        self.init(name: action.name.text, project: action.project.text, payload: action.payload)
    }
}
