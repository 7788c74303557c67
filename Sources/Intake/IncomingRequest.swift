internal import Domain
internal import HTTP1
internal import JSON
internal import JSONPath
internal import Mappings
internal import Signatures

/// A complete request to a hook, as the rules of `verify` look at it.
struct IncomingRequest: VerifiableRequest {
    let path: HookPath
    let request: HTTPRequest

    var pathToken: [UInt8]? { path.token.map { Array($0.utf8) } }

    var rawBody: [UInt8] { request.body }

    func queryValues(named name: String) -> [[UInt8]] {
        request.head.queryItems.filter { $0.name == name }.map { Array($0.value.utf8) }
    }

    func headerValues(named name: String) -> [[UInt8]] {
        request.fields.values(of: name).map { Array($0.utf8) }
    }

    /// Reads the body only when a rule asks for it: no other rule may depend on what a stranger's body parses to.
    func bodyText(at path: String) -> [UInt8]? {
        do {
            let document = try BodyDecoder.decode(request.body, type: request.fields["content-type"])
            // Nodes do not keep their document alive.
            return try withExtendedLifetime(document) {
                let nodes = try Query(path).nodes(in: document)
                guard nodes.count == 1, let node = nodes.first, !node.kind.isContainer else { return nil }
                return Array(node.text.utf8)
            }
        } catch {
            // A body that cannot be read proves nothing: the rule is not met, which is the answer to give.
            return nil
        }
    }
}
