internal import JSON

/// The request as a mapping sees it under `$request`.
package enum RequestDocument {
    /// `{"query":{…},"headers":{…},"received_at":"…"}`, compact.
    ///
    /// Of a query item given twice the last value counts, at the first one's place, as in a JSON object.
    ///
    /// - Parameters:
    ///   - query: decoded names and values.
    ///   - receivedAt: ISO 8601, as `Timestamp.text` writes it.
    ///   - hiddenQuery: names of the items that `verify` uses.
    package static func make(
        query: [(name: String, value: String)],
        headers: borrowing RequestHeaders,
        receivedAt: String,
        hiddenQuery: Set<String> = []
    ) -> [UInt8] {
        var items = NamedTexts()
        for (name, value) in query where !hiddenQuery.contains(name) {
            items.set(name, to: value)
        }
        var writer = JSONWriter(capacity: 1_024)
        writer.beginObject()
        writer.name(literal: "query")
        items.write(into: &writer)
        writer.name(literal: "headers")
        headers.write(into: &writer)
        writer.name(literal: "received_at")
        writer.string(receivedAt)
        writer.endObject()
        return writer.bytes
    }

    /// As above, with the headers as names and values.
    ///
    /// - Parameter hiddenHeaders: names, in lower case, of the headers that `verify` uses.
    package static func make(
        query: [(name: String, value: String)],
        headers: [(name: String, value: String)],
        receivedAt: String,
        hiddenQuery: Set<String> = [],
        hiddenHeaders: Set<String> = []
    ) -> [UInt8] {
        var fields = RequestHeaders(hidden: hiddenHeaders)
        for (name, value) in headers { fields.add(name: name, value: value) }
        return make(query: query, headers: fields, receivedAt: receivedAt, hiddenQuery: hiddenQuery)
    }
}

/// Texts by name, in the order of their names' first appearance.
private struct NamedTexts {
    private var entries: [(name: String, text: String)] = []
    // Bytes, for `String` takes canonically equivalent names for one.
    private var places: [[UInt8]: Int] = [:]

    mutating func set(_ name: String, to text: String) {
        let key = Array(name.utf8)
        if let place = places[key] {
            entries[place].text = text
        } else {
            places[key] = entries.count
            entries.append((name, text))
        }
    }

    func write(into writer: inout JSONWriter) {
        writer.beginObject()
        for entry in entries {
            writer.name(entry.name)
            writer.string(entry.text)
        }
        writer.endObject()
    }
}
