internal import Domain
internal import HTTP1
internal import Mappings

extension VerifiedRequest {
    /// The request as its mapping sees it and the ledger keeps it: without credentials.
    ///
    /// A proxy may have copied the address, and with it a token, into a header of its own: such lines are left out too.
    func document(receivedAt: Timestamp) -> [UInt8] {
        let tokens = tokens
        func isOpen(_ value: String) -> Bool {
            guard !tokens.isEmpty else { return true }
            let bytes = Array(value.utf8)
            return tokens.allSatisfy { ByteSearch.offsets(of: $0, in: bytes).isEmpty }
        }
        return RequestDocument.make(
            query: request.head.queryItems.map { ($0.name, $0.value) },
            headers: request.fields.map { ($0.name, $0.value) }.filter { isOpen($0.1) },
            receivedAt: receivedAt.text,
            hiddenQuery: mapping.hiddenQuery,
            hiddenHeaders: mapping.hiddenHeaders
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
