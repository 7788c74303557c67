import Foundation
import TestSupport

/// A bridge with one mapping whose events are made by the test, and the answers it gets scripted.
final class Delivery {
    static let action = "Quiz Completed"

    let bridge: Bridge

    /// Starts the bridge with short waits between attempts.
    ///
    /// - Parameters:
    ///   - projects: the configuration's `projects`; nil: the default project, by the environment.
    ///   - more: further members of the configuration, each ending with a comma.
    ///   - timeout: of an attempt; long, for a busy machine may be slow to answer.
    init(
        projects: String? = nil,
        more: String = "",
        timeout: String = "1m",
        mappings: [String: String] = ["quiz": Delivery.mapping()],
        environment: [String: String] = [:],
        sandboxOptions: [String] = [],
        folder: TemporaryFolder? = nil
    ) throws {
        let folder = try folder ?? TemporaryFolder()
        for (name, text) in mappings { try folder.write(text, to: "mappings/\(name).jsonc") }
        let configuration = """
            { \(more) \(projects.map { "\"projects\": \($0)," } ?? "")
              "delivery": { "timeout": "\(timeout)", "retry": { "first": "20ms", "factor": 2, "max": "100ms" } } }
            """
        try folder.write(configuration, to: "funnelbridge.jsonc")
        bridge = try Bridge(
            environment: ["FUNNELBRIDGE_MAPPINGS": folder.path("mappings")].merging(environment) { $1 },
            sandboxOptions: sandboxOptions,
            folder: folder
        )
    }

    static func mapping(action: String = Delivery.action, project: String? = nil) -> String {
        """
        { "verify": { "none": true }, \(project.map { "\"project\": \"\($0)\"," } ?? "")
          "actions": [{ "action": "\(action)",
                        "email": "$.email", "dateTime": "$.at | date", "fields": { "number": "$.number | number" } }] }
        """
    }

    /// Has the sandbox give these answers to what comes next.
    func script(_ answers: String, action: String = Delivery.action) throws {
        let script = #"{"action":"\#(action)","answers":\#(answers)}"#
        let url = "http://\(bridge.sandboxAddress)/_sandbox/script"
        _ = try bridge.curl(["-H", "Content-Type: application/json", "--data-binary", script, url])
    }

    /// Posts an event of a person.
    func post(_ number: Int, email: String = "ada@example.com", source: String = "quiz") throws {
        let body = #"{"email":"\#(email)","at":"2026-11-20T10:00:0\#(number % 10)Z","number":\#(number)}"#
        let answer = try bridge.post("/hooks/\(source)", body)
        guard answer.status == 200 else { throw Unexpected(text: answer.body) }
    }

    /// What `events list --json` says of the one forward of each event, oldest first.
    func forwards() throws -> [Forward] {
        let output = try bridge.run(["events", "list", "--json"]).output
        return try JSONDecoder().decode([Event].self, from: Data(output.utf8)).reversed().flatMap { event in
            event.forwards.map {
                Forward(event: event.id, state: $0.state, attempts: $0.attempts, status: $0.lastStatus)
            }
        }
    }

    /// Asks, for a bounded number of times, until what `value` finds meets `condition`; what it found last.
    func eventually<Value>(_ value: () throws -> Value, _ condition: (Value) -> Bool) throws -> Value {
        var found = try value()
        _ = try Condition.comesToHold {
            found = try value()
            return condition(found)
        }
        return found
    }

    /// The forwards once none is pending.
    func settled() throws -> [Forward] {
        try eventually(forwards) { $0.allSatisfy { $0.state != "pending" } }
    }

    /// What `status --json` says of a project.
    func project(_ name: String = "default") throws -> [String: Any] {
        let projects = try bridge.statusDocument()["projects"] as? [[String: Any]] ?? []
        return projects.first { $0["name"] as? String == name } ?? [:]
    }

    /// The project's state once it is `state`, or what it is in the end.
    func state(_ name: String = "default", awaiting state: String) throws -> String {
        try eventually({ try project(name)["state"] as? String ?? "" }) { $0 == state }
    }

    /// The numbers of the events that the sandbox took, in order.
    func numbersTaken() throws -> [Int] {
        try bridge.journal().compactMap { ($0["body"] as? [String: Any])?["number"] as? Int }
    }

    /// The ids of the projects whose actions the sandbox took, in order.
    func projectsTaken() throws -> [String] {
        try bridge.journal().compactMap { ($0["headers"] as? [String: Any])?["X-PROJECT-ID"] as? String }
    }

    struct Forward: Equatable {
        let event: String
        let state: String
        let attempts: Int
        let status: Int?
    }

    struct Unexpected: Error {
        let text: String
    }

    private struct Event: Decodable {
        struct Forward: Decodable {
            let state: String
            let attempts: Int
            let lastStatus: Int?
        }

        let id: String
        let forwards: [Forward]
    }
}

extension Bridge {
    /// Runs a command with the daemon's configuration.
    func run(_ arguments: [String]) throws -> BuiltProgram.Result {
        try BuiltProgram.run(arguments, environment: environment, in: folder.url)
    }
}
