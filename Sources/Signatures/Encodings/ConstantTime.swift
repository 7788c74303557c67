/// Comparison of secrets.
package enum ConstantTime {
    /// Whether two byte strings are the same, in a time that does not depend on where they differ.
    ///
    /// Only the given string's length shows in the time, never the secret's own bytes: a `given` of another length is
    /// compared all the same, with itself, and refused.
    package static func equal(_ given: [UInt8], _ secret: [UInt8]) -> Bool {
        given.withUnsafeBufferPointer { given in
            secret.withUnsafeBufferPointer { secret in
                equal(given, secret)
            }
        }
    }

    /// As above, for a text as UTF-8.
    package static func equal(_ given: String, _ secret: [UInt8]) -> Bool {
        var given = given
        return given.withUTF8 { given in
            secret.withUnsafeBufferPointer { secret in
                equal(given, secret)
            }
        }
    }

    // Not inlined, so that the compiler cannot fold the loop into a caller that looks at single bytes.
    @inline(never)
    private static func equal(_ given: UnsafeBufferPointer<UInt8>, _ secret: UnsafeBufferPointer<UInt8>) -> Bool {
        let sameLength = given.count == secret.count
        let other = sameLength ? secret : given
        var difference: UInt8 = sameLength ? 0 : 1
        for index in 0..<given.count {
            difference |= given[index] ^ other[index]
        }
        return difference == 0
    }
}
