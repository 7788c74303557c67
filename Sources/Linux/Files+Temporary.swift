internal import Glibc

extension Files {
    /// Makes a new folder for this user alone, in `TMPDIR` or `/tmp`.
    package static func makeTemporaryFolder(prefix: String) throws(SystemError) -> String {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(parent)/\(prefix)XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw SystemError(call: "mkdtemp", code: errno, subject: parent) }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Removes a folder of ours and the files in it.
    ///
    /// What cannot be removed stays: it is in a folder for temporary files.
    package static func removeFolder(_ path: String) {
        do {
            for name in try list(path) { unlink("\(path)/\(name)") }
            rmdir(path)
        } catch {
            // Gone already, or closed to us.
            return
        }
    }
}
