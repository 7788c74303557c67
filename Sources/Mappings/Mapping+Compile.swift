package import Domain
internal import JSON
package import Linux
internal import Signatures

extension Mapping {
    /// Compiles a mapping file, or says all that is wrong with it.
    ///
    /// - Parameters:
    ///   - file: its name as diagnostics show it.
    ///   - zones: where the file's time zones are looked up.
    ///   - projects: those that the configuration has, so that another one is warned of; nil where none is at hand.
    /// - Returns: no mapping exactly when there is an error among the diagnostics; these are in the file's order.
    package static func compile(
        file: String,
        bytes: [UInt8],
        zones: TimeZones = TimeZones(),
        projects: [ProjectName]? = nil
    ) -> (mapping: Mapping?, diagnostics: [Diagnostic]) {
        var bag = DiagnosticBag(file: file, bytes: bytes)
        guard let document = bag.parse() else { return (nil, bag.diagnostics) }
        var compiler = MappingCompiler(document: document, bag: bag, zones: zones, projects: projects)
        let mapping = withExtendedLifetime(document) { compiler.compile(version: version(of: bytes)) }
        return (mapping, compiler.bag.diagnostics)
    }

    /// The first 12 hexadecimal digits of the SHA-256 of a file's bytes.
    package static func version(of bytes: [UInt8]) -> String {
        Hex.text(Array(SHA256.hash(bytes).prefix(6)))
    }
}
