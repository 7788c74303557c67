internal import HTTP1
internal import JSON

/// Answers of the sandbox that are the same each time, and what its control addresses show.
enum Pages {
    /// A proxy's page for people.
    static let badGateway = HTTPResponse(
        status: 502,
        fields: [HTTPField("Content-Type", "text/html; charset=utf-8")],
        body: Array(
            "<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>\n"
                .utf8
        )
    )

    /// An answer that breaks off in its body.
    static let half = Array(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 15\r\n\r\n{\"stat".utf8
    )

    /// What the control addresses are for.
    static let explanation = """
        This is funnelbridge's stand-in for Funnelytics: it takes actions at POST /api/v1/webhook/ACTION.

        POST /_sandbox/script   gives an action other answers, each used once; without "action", all actions:
                                {"action": "Quiz Completed", "answers": [500, "reset", {"status": 429, "retryAfter": "2"}]}
                                An answer is a status, or ok, reset, hang, html or half, or an object: "status" with
                                "retryAfter" (seconds, a date, or date+SECONDS) and "message", or "answer" with such a word;
                                and "takes": true where the action is to be taken all the same.
        POST /_sandbox/reset    forgets the script and what was taken
        GET  /_sandbox/journal  what was taken, as a JSON array
        GET  /_sandbox/count    how many actions were taken, duplicates, refused, and failed by script or by chance

        """

    static func counts(_ counts: Journal.Counts) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        for (name, count) in [
            ("taken", counts.taken), ("duplicates", counts.duplicates), ("refused", counts.refused),
            ("troubled", counts.troubled),
        ] {
            writer.name(name)
            writer.number(count)
        }
        writer.endObject()
        return writer.bytes
    }

    static func journal(_ taken: [TakenAction]) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginArray()
        for action in taken { writer.verbatim(action.line) }
        writer.endArray()
        return writer.bytes
    }
}

extension Pages {
    /// The body of a scripted status.
    static func scripted(_ message: String?) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.member("error", "scripted")
        if let message { json.member("message", message) }
        json.endObject()
        return json.bytes
    }
}
