/// The value of a header that carries one signature or several.
struct SignatureHeader {
    private let bytes: [UInt8]

    /// - Parameter values: the values of the header's lines, which mean the same as one list (RFC 9110, section 5.3).
    init(_ values: [[UInt8]]) {
        bytes = values.count == 1 ? values[0] : Array(values.joined(separator: [UInt8(ascii: ",")]))
    }

    /// The values of the parts of that name in `k=v,k=v`, white space around each dropped.
    func parts(named name: String) -> [ArraySlice<UInt8>] {
        bytes.split(separator: UInt8(ascii: ",")).compactMap { part in
            guard let equals = part.firstIndex(of: UInt8(ascii: "=")),
                part[..<equals].trimmed.elementsEqual(name.utf8)
            else { return nil }
            return part[(equals + 1)...].trimmed
        }
    }

    /// What stands behind the prefix in each text that begins with it; texts are parted by spaces or commas.
    ///
    /// A prefix may hold such a separator itself, as Standard Webhooks' `v1,` does.
    func signatures(prefix: String) -> [ArraySlice<UInt8>] {
        var signatures: [ArraySlice<UInt8>] = []
        var rest = bytes[...]
        while true {
            rest = rest.drop(while: Self.isSeparator)
            guard !rest.isEmpty else { return signatures }
            let isSignature = rest.starts(with: prefix.utf8)
            if isSignature { rest = rest.dropFirst(prefix.utf8.count) }
            let text = rest.prefix { !Self.isSeparator($0) }
            if isSignature { signatures.append(text) }
            rest = rest[text.endIndex...]
        }
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\t")
    }
}

extension ArraySlice<UInt8> {
    /// Without spaces and tabs at either end.
    fileprivate var trimmed: ArraySlice<UInt8> {
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
        let start = drop(while: isSpace)
        guard let last = start.lastIndex(where: { !isSpace($0) }) else { return start.prefix(0) }
        return start[...last]
    }
}
