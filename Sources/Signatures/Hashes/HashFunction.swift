/// A hash of FIPS 180-4 that takes its message piece by piece.
package protocol HashFunction: Sendable {
    /// Bytes that the function works on at once; HMAC's key is padded to it.
    static var blockLength: Int { get }
    /// Bytes of the result.
    static var digestLength: Int { get }

    init()

    /// Takes the next bytes of the message.
    mutating func update(_ bytes: UnsafeRawBufferPointer)

    /// The digest of all bytes so far.
    ///
    /// Ends the message: the value is not to be used again.
    mutating func finish() -> [UInt8]
}

extension HashFunction {
    package mutating func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { update($0) }
    }

    /// The digest of a whole message.
    package static func hash(_ message: UnsafeRawBufferPointer) -> [UInt8] {
        var function = Self()
        function.update(message)
        return function.finish()
    }

    /// The digest of a whole message.
    package static func hash(_ message: [UInt8]) -> [UInt8] {
        message.withUnsafeBytes { hash($0) }
    }
}
