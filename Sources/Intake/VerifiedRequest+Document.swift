internal import Domain
internal import HTTP1
internal import Mappings

extension VerifiedRequest {
    /// The request as its mapping sees it and the ledger keeps it: without credentials.
    ///
    /// A proxy may have copied the address, and with it a token, into a header of its own: such lines are left out too.
    ///
    /// - Parameter headers: memory that an earlier request may have used.
    func document(receivedAt: Timestamp, _ headers: inout RequestHeaders) -> [UInt8] {
        let tokens = tokens
        func isOpen(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
            guard !tokens.isEmpty else { return true }
            let bytes = Array(value)
            return tokens.allSatisfy { ByteSearch.offsets(of: $0, in: bytes).isEmpty }
        }
        headers.begin(hidden: mapping.hiddenHeaders)
        request.fields.forEachLine { name, value in
            if isOpen(value) { headers.add(name: name, value: value) }
        }
        return RequestDocument.make(
            query: request.head.queryItems.map { ($0.name, $0.value) },
            headers: headers,
            receivedAt: receivedAt.text,
            hiddenQuery: mapping.hiddenQuery
        )
    }

    /// What the address may have proved who sends with, in path and query, as it is meant and as it was written.
    private var tokens: [[UInt8]] {
        var texts: [String] = []
        if let token { texts += [token, request.head.rawPathSegments.last { !$0.isEmpty } ?? ""] }
        if let query = request.head.rawQuery {
            // Both leave empty items out.
            for (item, raw) in zip(request.head.queryItems, query.split(separator: "&"))
            where mapping.hiddenQuery.contains(item.name) {
                texts += [item.value, String(raw.drop { $0 != "=" }.dropFirst())]
            }
        }
        return texts.map { Array($0.utf8) }.filter { $0.count >= Self.shortestToken }
    }

    /// Shorter ones are no secrets, and stand in many a header by chance.
    private static let shortestToken = 8
}
