internal import Domain
internal import HTTP1
internal import Mappings

extension VerifiedRequest {
    /// The request as its mapping sees it and the ledger keeps it: without credentials.
    ///
    /// A proxy may have copied the address, and with it a token, into a header of its own: such lines are left out too.
    func document(receivedAt: Timestamp) -> [UInt8] {
        let token = token.map { Array($0.utf8) } ?? []
        let raw = token.isEmpty ? [] : Array((request.head.rawPathSegments.last { !$0.isEmpty } ?? "").utf8)
        func isOpen(_ value: String) -> Bool {
            guard token.count >= Self.shortestToken else { return true }
            let bytes = Array(value.utf8)
            return ByteSearch.offsets(of: token, in: bytes).isEmpty && ByteSearch.offsets(of: raw, in: bytes).isEmpty
        }
        return RequestDocument.make(
            query: request.head.queryItems.map { ($0.name, $0.value) },
            headers: request.fields.map { ($0.name, $0.value) }.filter { isOpen($0.1) },
            receivedAt: receivedAt.text,
            hiddenQuery: mapping.hiddenQuery,
            hiddenHeaders: mapping.hiddenHeaders
        )
    }

    /// Shorter ones are no secrets, and stand in many a header by chance.
    private static let shortestToken = 8
}
