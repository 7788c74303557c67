package import Linux

/// Why a folder's mappings are not known.
package enum MappingFolderError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The folder cannot be listed.
    case unlisted(SystemError)
    /// More files and folders lie in it than in any folder of mappings.
    case tooMany(folder: String, limit: Int)

    /// Whether there is no such folder.
    package var isNotFound: Bool {
        if case .unlisted(let error) = self { error.isNotFound } else { false }
    }

    /// What is wrong, without the folder's name.
    package var reason: String {
        switch self {
        case .unlisted(let error): error.reason
        case .tooMany(_, let limit): "it holds more than \(limit) files and folders"
        }
    }

    /// One line for a person.
    package var description: String {
        switch self {
        case .unlisted(let error): error.description
        case .tooMany(let folder, let limit): "\(folder) holds more than \(limit) files and folders"
        }
    }
}
