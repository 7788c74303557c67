internal import Domain

/// The addresses to which a project's actions are posted, made once for each action.
struct ActionRequest {
    /// Actions may be named by what people typed: past this many the list begins anew.
    private static let limit = 1_024

    private let endpoint: Endpoint
    private var addresses: [ActionName: CurlAddress] = [:]

    init(endpoint: Endpoint) {
        self.endpoint = endpoint
    }

    mutating func address(of action: ActionName) -> CurlAddress {
        if let address = addresses[action] { return address }
        if addresses.count >= Self.limit { addresses.removeAll() }
        let address = CurlAddress(endpoint.text + "/" + action.pathSegment)
        addresses[action] = address
        return address
    }
}
