internal import Domain

/// The URLs to which a project's actions are posted, made once for each action.
struct ActionRequest {
    /// Actions may be named by what people typed: past this many the list begins anew.
    private static let limit = 1_024

    private let endpoint: Endpoint
    private var urls: [ActionName: [CChar]] = [:]

    init(endpoint: Endpoint) {
        self.endpoint = endpoint
    }

    /// The URL of `action`, with a zero at its end.
    mutating func url(of action: ActionName) -> [CChar] {
        if let url = urls[action] { return url }
        if urls.count >= Self.limit { urls.removeAll() }
        let url = Array((endpoint.text + "/" + action.pathSegment).utf8CString)
        urls[action] = url
        return url
    }
}
