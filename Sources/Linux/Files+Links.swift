internal import Glibc

extension Files {
    /// The name at the end of the links that begin at `path`, which may be of nothing yet; `path` when it is no link.
    ///
    /// Folders on the way stay as they are written. Links in a circle have no end: then `path`.
    package static func end(of path: String) -> String {
        var name = path
        for _ in 0..<longestChain {
            guard let target = target(ofLink: name) else { return name }
            let folder = name.lastIndex(of: "/").map { name[...$0] } ?? ""
            name = target.hasPrefix("/") ? target : folder + target
        }
        return path
    }

    /// What a link says; nil when `path` is none.
    static func target(ofLink path: String) -> String? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let length = readlink(path, &buffer, buffer.count)
        guard length >= 0 else { return nil }
        return String(decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// As many as Linux follows (path_resolution(7)).
    static let longestChain = 40
}
