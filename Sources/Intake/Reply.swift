internal import Domain
internal import HTTP1
internal import JSON
internal import Mappings

/// The one place where what became of a request turns into an answer.
enum Reply {
    /// 200, to be sent only when the event is on disk.
    static func recorded(_ event: RecordedEvent) -> HTTPResponse {
        var writer = JSONWriter(capacity: 96)
        writer.beginObject()
        writer.name(literal: "id")
        writer.string(event.id.description)
        writer.name(literal: "actions")
        writer.number(event.actions)
        writer.name(literal: "duplicates")
        writer.number(event.duplicates)
        writer.endObject()
        return .json(writer.bytes)
    }

    /// For people and senders that try the address first; the same for every source, token or none.
    static let ready = HTTPResponse.text("ready to receive\n")

    static let unknownPath = HTTPResponse.problem(
        status: 404,
        detail: "Nothing is here. Hooks have the address /hooks/SOURCE or /hooks/SOURCE/TOKEN."
    )

    static let unknownSource = HTTPResponse.problem(
        status: 404,
        detail: "No source of this name is configured: its mapping would be a file of that name."
    )

    static var methodNotAllowed: HTTPResponse {
        var response = HTTPResponse.problem(status: 405, detail: "Send events with POST.")
        response.fields.append(HTTPField("Allow", "POST, GET, HEAD"))
        return response
    }

    static func refused(_ refusal: VerifiedRequest.Refusal) -> HTTPResponse {
        switch refusal {
        case .refused:
            var response = HTTPResponse.problem(
                status: 401,
                detail: "The request does not prove that it comes from the source."
            )
            // RFC 9110, section 11.6.1: a 401 names a scheme, and no registered one says "as agreed".
            response.fields.append(HTTPField("WWW-Authenticate", "Webhook"))
            return response
        case .secretMissing:
            return unavailable("This source has no secret set, so that nobody can prove who they are.", retryAfter: 60)
        case .broken:
            return unavailable("This source's mapping cannot be used at the moment.", retryAfter: 60)
        }
    }

    static let encodedBody = HTTPResponse.problem(
        status: 415,
        detail: "Bodies are taken as they are: send no Content-Encoding."
    )

    static let unsupportedType = HTTPResponse.problem(
        status: 415,
        detail: "Bodies must be application/json or application/x-www-form-urlencoded."
    )

    /// 400 with place and reason for a body that is not what it says.
    static func unreadable(_ error: BodyError) -> HTTPResponse {
        .problem(status: 400, detail: "\(error)")
    }

    /// All sources together send faster than the disk takes.
    static let ledgerBehind = unavailable("Too many events are waiting to be written.", retryAfter: 1)

    /// This source alone would fill what there is room for.
    static let sourceTooFast = later(429, "Too many events of this source are waiting to be written.", seconds: 1)

    /// 503: the fault is ours, and the sender should try again.
    static func unavailable(_ detail: String, retryAfter seconds: Int) -> HTTPResponse {
        later(503, detail, seconds: seconds)
    }

    private static func later(_ status: Int, _ detail: String, seconds: Int) -> HTTPResponse {
        var response = HTTPResponse.problem(status: status, detail: detail)
        response.fields.append(HTTPField("Retry-After", String(seconds)))
        return response
    }
}
