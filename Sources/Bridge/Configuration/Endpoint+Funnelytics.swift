internal import Forwarding

extension Endpoint {
    /// Where Funnelytics takes actions, as the vendor documents it.
    static let funnelytics: Endpoint = {
        do {
            return try Endpoint("https://events.funnelytics.io/api/v1/webhook")
        } catch {
            preconditionFailure("the built-in endpoint is refused: \(error)")
        }
    }()
}
