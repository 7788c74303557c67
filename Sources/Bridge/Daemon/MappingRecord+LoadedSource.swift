internal import Intake
internal import Ledger
internal import Mappings

extension MappingRecord {
    /// What the ledger is to say of a source.
    init(_ source: LoadedSource) {
        self.init(
            source: source.name,
            file: source.file,
            version: source.active?.mapping.version,
            loadedAt: source.active?.loadedAt,
            broken: Self.problem(of: source),
            text: source.active?.text
        )
    }

    /// What is wrong with a source; nil when nothing is.
    private static func problem(of source: LoadedSource) -> String? {
        guard let broken = source.broken else { return source.running?.secretProblem ?? source.running?.secretWarning }
        guard let running = source.running else { return "its events are refused: \(broken)" }
        guard !source.isRemoved else {
            let wayOut = "put \(source.file) back, or restart to have the source go"
            return "\(broken), its events are kept as unmapped: \(wayOut)"
        }
        guard source.isProven else { return "its events are kept as unmapped until the file is mended: \(broken)" }
        return "version \(running.mapping.version) goes on, for the file is broken: \(broken)"
    }
}
