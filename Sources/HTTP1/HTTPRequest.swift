/// A request, all of it there.
package struct HTTPRequest: Sendable {
    package let head: HTTPRequestHead
    /// The body without its framing; empty when there is none.
    package let body: [UInt8]

    package var method: HTTPMethod { head.method }
    package var fields: HTTPFields { head.fields }
}
