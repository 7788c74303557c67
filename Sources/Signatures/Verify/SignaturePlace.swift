/// Where a timestamp or an id stands.
package enum SignaturePlace: Equatable, Sendable {
    /// In a header of its own.
    case header(HeaderName)
    /// In the signature's header, as the part of that name: the `t` of `t=1,v1=…`.
    case part(String)
}
