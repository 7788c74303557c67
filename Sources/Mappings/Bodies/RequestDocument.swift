internal import JSON

/// The request as a mapping sees it under `$request`.
package enum RequestDocument {
    /// `{"query":{…},"headers":{…},"received_at":"…"}`, compact.
    ///
    /// Of a query item given twice the last value counts, at the first one's place, as in a JSON object; a header given
    /// several times is joined with `, ` (RFC 9110, section 5.3). Names of headers come out in lower case.
    ///
    /// - Parameters:
    ///   - query: decoded names and values.
    ///   - receivedAt: ISO 8601, as `Timestamp.text` writes it.
    ///   - hiddenQuery: names of the items that `verify` uses.
    ///   - hiddenHeaders: names, in lower case, of the headers that `verify` uses.
    package static func make(
        query: [(name: String, value: String)],
        headers: [(name: String, value: String)],
        receivedAt: String,
        hiddenQuery: Set<String> = [],
        hiddenHeaders: Set<String> = []
    ) -> [UInt8] {
        var items = NamedTexts()
        for (name, value) in query where !hiddenQuery.contains(name) {
            items.set(name, to: value)
        }
        var fields = NamedTexts()
        for (name, value) in headers {
            let name = name.lowercased()
            guard !isCredential(name), !hiddenHeaders.contains(name) else { continue }
            fields.add(name, value, separator: ", ")
        }
        var writer = JSONWriter(capacity: 1_024)
        writer.beginObject()
        writer.name("query")
        items.write(into: &writer)
        writer.name("headers")
        fields.write(into: &writer)
        writer.name("received_at")
        writer.string(receivedAt)
        writer.endObject()
        return writer.bytes
    }

    /// Headers that are credentials whatever the mapping says.
    private static func isCredential(_ name: String) -> Bool {
        switch name {
        case "authorization", "cookie", "proxy-authorization": true
        default: false
        }
    }
}

/// Texts by name, in the order of their names' first appearance.
private struct NamedTexts {
    /// Past so many a table finds a name; below, looking at each costs less than hashing, which was 2 % of the path of an
    /// event.
    private static let fewNames = 32

    private var entries: [(name: String, text: String)] = []
    // Bytes, for `String` takes canonically equivalent names for one. Empty while there are few names.
    private var places: [[UInt8]: Int] = [:]

    mutating func set(_ name: String, to text: String) {
        if let place = place(of: name) {
            entries[place].text = text
        } else {
            append(name, text)
        }
    }

    mutating func add(_ name: String, _ text: String, separator: String) {
        if let place = place(of: name) {
            entries[place].text += separator + text
        } else {
            append(name, text)
        }
    }

    private func place(of name: String) -> Int? {
        guard entries.count <= Self.fewNames else { return places[Array(name.utf8)] }
        return entries.firstIndex { $0.name.utf8.count == name.utf8.count && $0.name.utf8.elementsEqual(name.utf8) }
    }

    private mutating func append(_ name: String, _ text: String) {
        entries.append((name, text))
        if entries.count == Self.fewNames + 1 {
            for (place, entry) in entries.enumerated() { places[Array(entry.name.utf8)] = place }
        } else if entries.count > Self.fewNames {
            places[Array(name.utf8)] = entries.count - 1
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
