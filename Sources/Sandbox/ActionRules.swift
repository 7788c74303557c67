internal import Domain
internal import HTTP1
internal import JSON

/// The rules that Funnelytics documents for a webhook request, apart from those for its body.
enum ActionRules {
    /// The path before the action's name.
    static let path = ["api", "v1", "webhook"]

    /// Who sends which action.
    struct Sender: Equatable {
        let action: ActionName
        let project: String
    }

    /// What a request's head says.
    ///
    /// - Throws: `Refusal`, for the first rule that it breaks.
    static func sender(_ head: HTTPRequestHead) throws(Refusal) -> Sender {
        let segments = head.pathSegments
        guard segments.count > path.count, Array(segments.prefix(path.count)) == path else {
            throw Refusal(
                status: 404,
                error: "not-found",
                message:
                    "nothing is here: actions are posted to /api/v1/webhook/NAME, so set the endpoint to http://HOST:PORT/api/v1/webhook"
            )
        }
        guard segments.count == path.count + 1, let action = ActionName(segments[path.count]) else {
            throw Refusal(
                status: 404,
                error: "not-found",
                message: "the path must end with one name of an action, percent-encoded where it holds a slash"
            )
        }
        guard head.method == .post else {
            throw Refusal(status: 405, error: "method", message: "actions are sent with POST, not \(head.method)")
        }
        let project = try required("X-PROJECT-ID", "the project's id (\"Webhook Account ID\")", head)
        _ = try required("X-API-KEY", "the project's key (\"Webhook Secret Key\")", head)
        let type = head.fields["Content-Type"]?.prefix { $0 != ";" }.lowercased() ?? ""
        guard type.filter({ $0 != " " }) == "application/json" else {
            throw Refusal(status: 415, error: "content-type", message: "the Content-Type must be application/json")
        }
        return Sender(action: action, project: project)
    }

    private static func required(_ name: String, _ what: String, _ head: HTTPRequestHead) throws(Refusal) -> String {
        let values = head.fields.values(of: name)
        guard values.count == 1, let value = values.first, !value.isEmpty else {
            throw Refusal(
                status: 401,
                error: "unauthorized",
                message: "the header \(name) with \(what) must be there, once"
            )
        }
        return value
    }
}
