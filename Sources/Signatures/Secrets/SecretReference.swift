/// Where a secret is to be found: what stands in a mapping file in the secret's place.
package enum SecretReference: Hashable, Sendable, CustomStringConvertible {
    /// `env:NAME`: a variable of the process's environment.
    case environment(String)
    /// `file:PATH`: a file that holds the secret and nothing else; line ends at its end do not count.
    case file(String)

    /// The reference that `text` spells.
    ///
    /// - Throws: an error that does not repeat the text, which may be the secret itself.
    package init(_ text: String) throws(SecretReferenceError) {
        if let name = text.rest(after: "env:") {
            guard Self.isVariable(name) else { throw .notAVariable }
            self = .environment(name)
        } else if let path = text.rest(after: "file:") {
            guard !path.isEmpty, !path.utf8.contains(0) else { throw .noPath }
            self = .file(path)
        } else {
            throw .noReference
        }
    }

    /// The reference as it is written in a file.
    package var description: String {
        switch self {
        case .environment(let name): "env:\(name)"
        case .file(let path): "file:\(path)"
        }
    }

    /// A name of the portable form: letters, digits and `_`, not a digit first.
    private static func isVariable(_ name: String) -> Bool {
        guard let first = name.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else {
            return false
        }
        return name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
    }
}

extension String {
    fileprivate func rest(after prefix: String) -> String? {
        utf8.starts(with: prefix.utf8) ? String(utf8.dropFirst(prefix.utf8.count)) : nil
    }
}
