/// The head of a request as far as its lines have been read.
struct PartialHead {
    /// Nil until the request line has been read.
    private(set) var method: HTTPMethod?
    private var version = HTTPVersion.http11
    private var places = TargetPlaces()
    private var slots: [FieldSlot] = []
    private var hosts = 0
    private var hostField: Range<Int>?
    private var length: Int?
    private var codings = 0
    private var hasUnknownCoding = false
    private var hasCodingField = false
    private var closes = false
    private var keepsAlive = false
    private var expectsContinue = false
    private var hasUnknownExpectation = false

    /// `METHOD SP TARGET SP HTTP/1.x` and nothing else (RFC 9112, section 3): no tabs, no blanks in a row, no version 0.9.
    mutating func readRequestLine(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) throws(RequestRefusal) {
        var methodEnd = line.lowerBound
        while methodEnd < line.upperBound, bytes[methodEnd] != .space {
            guard bytes[methodEnd].isTokenCharacter else { throw .invalidMethod }
            methodEnd += 1
        }
        let methodLength = methodEnd - line.lowerBound
        guard methodLength <= HTTPLimits.methodLength else { throw .methodTooLong }
        guard methodLength > 0, methodEnd < line.upperBound else { throw .invalidRequestLine }
        var targetEnd = methodEnd + 1
        while targetEnd < line.upperBound, bytes[targetEnd] != .space {
            if bytes[targetEnd] == .carriageReturn { throw .bareCarriageReturn }
            targetEnd += 1
        }
        guard targetEnd > methodEnd + 1, targetEnd < line.upperBound else { throw .invalidRequestLine }
        version = try Self.version(UnsafeBufferPointer(rebasing: bytes[(targetEnd + 1)..<line.upperBound]))
        let method = HTTPMethod(UnsafeBufferPointer(rebasing: bytes[line.lowerBound..<methodEnd]))
        places = try TargetPlaces(bytes, (methodEnd + 1)..<targetEnd, method: method)
        self.method = method
    }

    /// `name:value` with blanks allowed around the value only (RFC 9112, section 5.1).
    mutating func readField(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ line: Range<Int>,
        _ limits: HTTPLimits
    ) throws(RequestRefusal) {
        let slot = try FieldLine.read(bytes, line)
        guard slots.count < limits.headerCount else { throw .tooManyFields }
        if slots.isEmpty { slots.reserveCapacity(16) }
        slots.append(slot)
        let name = UnsafeBufferPointer(rebasing: bytes[Int(slot.nameStart)..<Int(slot.nameEnd)])
        let valueRange = Int(slot.valueStart)..<Int(slot.valueEnd)
        let value = UnsafeBufferPointer(rebasing: bytes[valueRange])
        switch name.count {
        case 4 where name.equals(lowercase: "host"):
            hosts += 1
            hostField = valueRange
            guard hosts == 1 else { throw .severalHosts }
            guard value.isEmpty || HostSyntax.isValid(value) else { throw .invalidHost }
        case 6 where name.equals(lowercase: "expect"): readExpectation(value)
        case 10 where name.equals(lowercase: "connection"): readConnection(value)
        case 14 where name.equals(lowercase: "content-length"): try readLength(value)
        case 17 where name.equals(lowercase: "transfer-encoding"): readCodings(value)
        default: break
        }
    }

    /// Checks the head as a whole.
    ///
    /// - Parameter bytes: all of it, with the empty line.
    consuming func finish(_ bytes: UnsafeBufferPointer<UInt8>) throws(RequestRefusal) -> HTTPRequestHead {
        guard let method else { preconditionFailure("a head is finished before its request line was read") }
        let framing = try framing()
        // RFC 9112, section 3.2: also where the target is absolute and the field is not looked at.
        guard hosts == 1 || version == .http10 else { throw .missingHost }
        if places.host == nil { places.host = hostField }
        var objection: RequestRefusal?
        if hasUnknownExpectation, version == .http11 { objection = .unknownExpectation }
        if framing == .none, method.bringsBody, length == nil { objection = .lengthRequired }
        return HTTPRequestHead(
            method: method,
            version: version,
            fields: HTTPFields(bytes: Array(bytes), slots: slots),
            framing: framing,
            keepAlive: !closes && (version == .http11 || keepsAlive),
            // RFC 9110, section 10.1.1: an expectation in an HTTP/1.0 request is ignored.
            expectsContinue: expectsContinue && version == .http11,
            objection: objection,
            places: places
        )
    }

    private func framing() throws(RequestRefusal) -> BodyFraming {
        guard hasCodingField else {
            guard let length, length > 0 else { return .none }
            return .length(length)
        }
        guard version == .http11 else { throw .codingInOldVersion }
        guard length == nil else { throw .lengthAndCoding }
        // RFC 9112, section 6.1, suggests 501 for a coding that is not understood; it is a framing error like the others.
        guard codings == 1, !hasUnknownCoding else { throw .unknownCoding }
        return .chunked
    }

    private static func version(_ text: UnsafeBufferPointer<UInt8>) throws(RequestRefusal) -> HTTPVersion {
        guard text.count == 8, text.starts(with: [0x48, 0x54, 0x54, 0x50, .slash]), text[5].isDigit, text[6] == .dot,
            text[7].isDigit
        else { throw text.contains(.space) ? .invalidRequestLine : .invalidVersion }
        guard text[5] == 0x31 else { throw .unknownVersion }
        return text[7] == 0x30 ? .http10 : .http11
    }

    /// A list, whose empty elements count for nothing (RFC 9110, sections 5.6.1 and 10.1.1).
    private mutating func readExpectation(_ value: UnsafeBufferPointer<UInt8>) {
        var continues = expectsContinue
        var unknown = hasUnknownExpectation
        value.forEachListElement { expectation in
            if expectation.equals(lowercase: "100-continue") {
                continues = true
            } else if !expectation.isEmpty {
                unknown = true
            }
        }
        expectsContinue = continues
        hasUnknownExpectation = unknown
    }

    private mutating func readConnection(_ value: UnsafeBufferPointer<UInt8>) {
        var closes = closes
        var keepsAlive = keepsAlive
        value.forEachListElement { option in
            if option.equals(lowercase: "close") { closes = true }
            if option.equals(lowercase: "keep-alive") { keepsAlive = true }
        }
        self.closes = closes
        self.keepsAlive = keepsAlive
    }

    /// A decimal number, or the same one several times over: RFC 9110, section 8.6, lets a server take that, and it
    /// can be read one way only.
    ///
    /// A number past what an Int holds is the largest Int: too large in any case.
    private mutating func readLength(_ value: UnsafeBufferPointer<UInt8>) throws(RequestRefusal) {
        var known = length
        try value.forEachListElement { (digits) throws(RequestRefusal) in
            guard !digits.isEmpty else { throw .invalidLength }
            var number = 0
            for digit in digits {
                guard digit.isDigit else { throw .invalidLength }
                let (tens, overflow) = number.multipliedReportingOverflow(by: 10)
                let (sum, carry) = tens.addingReportingOverflow(Int(digit & 0x0F))
                number = overflow || carry ? .max : sum
            }
            guard known == nil || known == number else { throw .differentLengths }
            known = number
        }
        length = known
    }

    private mutating func readCodings(_ value: UnsafeBufferPointer<UInt8>) {
        hasCodingField = true
        var chunked = 0
        var unknown = hasUnknownCoding
        value.forEachListElement { coding in
            // An empty element is refused too: ", chunked" is a known way to make two readers disagree.
            if coding.equals(lowercase: "chunked") { chunked += 1 } else { unknown = true }
        }
        codings += chunked
        hasUnknownCoding = unknown
    }
}
