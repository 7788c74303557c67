extension TargetPlaces {
    /// Takes a request target apart (RFC 9112, section 3.2): a path, a whole URL, or `*` for OPTIONS.
    ///
    /// Printable ASCII that RFC 3986 leaves out (`|`, `{` and others that browsers send) is let through, but for `#`:
    /// a fragment never belongs here.
    init(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ target: Range<Int>,
        method: HTTPMethod
    ) throws(RequestRefusal) {
        // RFC 9110, section 9.3.6: a tunnel is a proxy's business, and what follows it is no HTTP.
        guard method != .connect else { throw .connectNotServed }
        for index in target where bytes[index] <= .space || bytes[index] >= 0x7F || bytes[index] == UInt8(ascii: "#") {
            throw .invalidTarget
        }
        self.target = target
        switch bytes[target.lowerBound] {
        case .slash: splitPath(bytes, target)
        case UInt8(ascii: "*"):
            guard target.count == 1, method == .options else { throw .invalidTarget }
            path = target
        default: try splitAbsolute(bytes, target, method: method)
        }
        guard PercentCoding.isSafe(UnsafeBufferPointer(rebasing: bytes[path])) else { throw .invalidTarget }
    }

    private mutating func splitPath(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        var end = range.lowerBound
        while end < range.upperBound, bytes[end] != .questionMark { end += 1 }
        path = range.lowerBound..<end
        if end < range.upperBound { query = (end + 1)..<range.upperBound }
    }

    /// `http://host[:port]/path?query`; a user's name before the host is refused (RFC 9110, section 4.2.4).
    private mutating func splitAbsolute(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ target: Range<Int>,
        method: HTTPMethod
    ) throws(RequestRefusal) {
        var start: Int?
        for scheme: StaticString in ["http://", "https://"] where target.count > scheme.utf8CodeUnitCount {
            let end = target.lowerBound + scheme.utf8CodeUnitCount
            if UnsafeBufferPointer(rebasing: bytes[target.lowerBound..<end]).equals(lowercase: scheme) { start = end }
        }
        guard let start else { throw .invalidTarget }
        var end = start
        while end < target.upperBound, bytes[end] != .slash, bytes[end] != .questionMark { end += 1 }
        guard HostSyntax.isValid(UnsafeBufferPointer(rebasing: bytes[start..<end])) else { throw .invalidHost }
        host = start..<end
        splitPath(bytes, end..<target.upperBound)
    }
}
