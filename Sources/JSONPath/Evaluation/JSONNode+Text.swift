import JSON

extension JSONNode {
    /// Lends a string's text as UTF-8, as `withText` does, specialised for what most strings are: without escapes.
    ///
    /// A generic function of another module costs a look-up of types for each call.
    func lendText<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        guard isVerbatim else { return withText(body) }
        let source = source
        return body(UnsafeBufferPointer(rebasing: source[1..<source.count - 1]))
    }
}
