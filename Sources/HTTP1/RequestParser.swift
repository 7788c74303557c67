internal import Glibc

/// Reads the head of one request after another from bytes that come in any slices.
///
/// Strict where leniency is a hole: two programs that read the same bytes differently can be set against each other.
/// Nothing of a head is used up before all of it is there, so the caller hands the same bytes in again with more behind
/// them; how far they were read is remembered, and no byte is looked at twice but for the end of an unfinished line.
package struct RequestParser {
    /// What the bytes so far amount to.
    package enum Step {
        case needsMoreBytes
        case head(HTTPRequestHead)
        case refused(RequestRefusal)
    }

    private var partial = PartialHead()
    /// Where the line being read begins, and how far it was searched for its end; from the head's first byte.
    private var lineStart = 0
    private var searched = 0
    private var emptyLines = 0

    package init() {}

    /// Whether the request refused was known to be HEAD, so that the refusal must have no body.
    var methodIsHead: Bool { partial.method == .head }

    /// Reads on.
    ///
    /// After a refusal the parser is of no more use.
    package mutating func parse(_ input: inout InputCursor, limits: HTTPLimits) -> Step {
        do {
            guard let head = try readHead(&input, limits) else { return .needsMoreBytes }
            return .head(head)
        } catch {
            return .refused(error)
        }
    }

    private mutating func readHead(
        _ input: inout InputCursor,
        _ limits: HTTPLimits
    ) throws(RequestRefusal) -> HTTPRequestHead? {
        while true {
            guard let lineFeed = input.firstOffset(of: .lineFeed, from: searched) else {
                try checkUnfinishedLine(input, limits)
                searched = input.count
                return nil
            }
            let bytes = input.rest
            // RFC 9112, section 2.2, lets a server take a bare LF; programs in front that do not would see other lines.
            guard lineFeed > lineStart, bytes[lineFeed - 1] == .carriageReturn else {
                throw bytes[lineStart..<lineFeed].contains(.carriageReturn) ? .bareCarriageReturn : .bareLineFeed
            }
            let line = lineStart..<(lineFeed - 1)
            searched = lineFeed + 1
            if partial.method == nil {
                guard !line.isEmpty else {
                    try skipEmptyLine(&input)
                    continue
                }
                guard searched <= limits.headerBytes else { throw .targetTooLong }
                try partial.readRequestLine(bytes, line)
            } else {
                guard searched <= limits.headerBytes else { throw .headTooLarge }
                guard !line.isEmpty else { return try finish(&input) }
                try partial.readField(bytes, line, limits)
            }
            lineStart = searched
        }
    }

    private mutating func finish(_ input: inout InputCursor) throws(RequestRefusal) -> HTTPRequestHead {
        let head = try partial.finish(UnsafeBufferPointer(rebasing: input.rest[..<searched]))
        input.skip(searched)
        self = RequestParser()
        return head
    }

    private mutating func skipEmptyLine(_ input: inout InputCursor) throws(RequestRefusal) {
        emptyLines += 1
        guard emptyLines <= HTTPLimits.emptyLines else { throw .emptyLines }
        input.skip(searched)
        searched = 0
    }

    /// Refuses what no further byte can mend, so that its sender need not wait for the time-out.
    private func checkUnfinishedLine(_ input: InputCursor, _ limits: HTTPLimits) throws(RequestRefusal) {
        let bytes = input.rest
        // The last byte may be a CR whose LF is still to come; so may have been the last one of the search before.
        if let carriageReturn = input.firstOffset(of: .carriageReturn, from: max(lineStart, searched - 1)),
            carriageReturn < bytes.count - 1
        {
            throw .bareCarriageReturn
        }
        if partial.method == nil, bytes.first != .carriageReturn {
            // A TLS greeting or a binary protocol shows at once.
            let method = bytes.prefix(HTTPLimits.methodLength + 1).prefix { $0 != .space }
            guard method.allSatisfy(\.isTokenCharacter) else { throw .invalidMethod }
            guard method.count <= HTTPLimits.methodLength else { throw .methodTooLong }
        }
        guard bytes.count <= limits.headerBytes else { throw partial.method == nil ? .targetTooLong : .headTooLarge }
    }
}
