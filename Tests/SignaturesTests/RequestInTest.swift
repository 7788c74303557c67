@testable import Signatures

/// A request as the rules see it.
struct RequestInTest: VerifiableRequest {
    var path: [UInt8]?
    var query: [(String, String)]
    var headers: [(String, String)]
    var rawBody: [UInt8]
    var texts: [String: String]

    init(
        pathToken: String? = nil,
        query: [(String, String)] = [],
        headers: [(String, String)] = [],
        body: String = "",
        texts: [String: String] = [:]
    ) {
        path = pathToken.map { Array($0.utf8) }
        self.query = query
        self.headers = headers
        rawBody = Array(body.utf8)
        self.texts = texts
    }

    var pathToken: [UInt8]? { path }

    func queryValues(named name: String) -> [[UInt8]] {
        query.filter { $0.0 == name }.map { Array($0.1.utf8) }
    }

    func headerValues(named name: String) -> [[UInt8]] {
        headers.filter { $0.0.lowercased() == name }.map { Array($0.1.utf8) }
    }

    func bodyText(at path: String) -> [UInt8]? {
        texts[path].map { Array($0.utf8) }
    }
}
