internal import Linux
internal import Mappings

/// Why the daemon cannot start: what, and the way out.
struct StartError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }

    /// That the folder of the mappings cannot be read.
    init(mappings error: MappingFolderError) {
        description =
            "the mappings cannot be read: \(error); set `mappings`, or give --mappings, the folder of the mapping files"
    }

    /// Runs a step of the start whose failure is the system's.
    static func wrapping<Result: ~Copyable>(_ step: () throws(SystemError) -> Result) throws(StartError) -> Result {
        do {
            return try step()
        } catch {
            throw StartError(error.description)
        }
    }

    /// Runs a step of the start that listens where `setting` says.
    static func listening<Result: ~Copyable>(
        at setting: String,
        _ step: () throws(SystemError) -> Result
    ) throws(StartError) -> Result {
        do {
            return try step()
        } catch {
            throw StartError(error.listeningText(setting))
        }
    }
}
