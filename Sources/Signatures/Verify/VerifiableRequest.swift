/// What the rules look at in a request, as it came.
package protocol VerifiableRequest {
    /// The path's segment after the source's name, percent-decoded; nil when there is none.
    var pathToken: [UInt8]? { get }
    /// The body's bytes, before anything reads them.
    var rawBody: [UInt8] { get }

    /// The values of all query items of that name, percent-decoded.
    func queryValues(named name: String) -> [[UInt8]]

    /// The values of all header lines of that lower-case name, without the white space around them.
    func headerValues(named name: String) -> [[UInt8]]

    /// The text of the one scalar that the query selects in the body; nil when there is none, or no readable body.
    func bodyText(at path: String) -> [UInt8]?
}
