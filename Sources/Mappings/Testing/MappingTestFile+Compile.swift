internal import JSON

extension MappingTestFile {
    /// Reads a file of tests, or says all that is wrong with it.
    package static func compile(file: String, bytes: [UInt8]) -> (tests: MappingTestFile?, diagnostics: [Diagnostic]) {
        var bag = DiagnosticBag(file: file, bytes: bytes)
        guard let document = bag.parse() else { return (nil, bag.diagnostics) }
        var compiler = MappingTestCompiler(bag: bag)
        let cases = withExtendedLifetime(document) { compiler.compile(document.root) }
        let tests = compiler.bag.hasErrors ? nil : MappingTestFile(file: file, cases: cases)
        return (tests, compiler.bag.diagnostics)
    }
}
