internal import JSON
internal import Linux

extension MappingTestFile {
    /// A body that a test gives to its mapping.
    package struct Payload: Sendable {
        /// The case's name.
        package let name: String
        package let bytes: [UInt8]
        package let contentType: String
    }

    /// The bodies of the cases that expect actions, in the file's order; those that cannot be read are left out.
    package func payloads() -> [Payload] {
        cases.compactMap { test in
            guard case .actions(let actions, _) = test.expectation, actions != Array("[]".utf8) else { return nil }
            switch test.body {
            case .json(let bytes):
                return Payload(name: test.name, bytes: bytes, contentType: "application/json")
            case .form(let bytes):
                return Payload(name: test.name, bytes: bytes, contentType: BodyDecoder.formType)
            case .file(let path):
                do throws(SystemError) {
                    return Payload(name: test.name, bytes: try read(path), contentType: "application/json")
                } catch {
                    // `test` says that the file is missing; here there are others to choose from.
                    return nil
                }
            }
        }
    }

    /// The bytes of a file that a case names as seen from the test file's folder.
    func read(_ path: String) throws(SystemError) -> [UInt8] {
        let folder = file.lastIndex(of: "/").map { file[...$0] } ?? ""
        return try Files.read(path.hasPrefix("/") ? path : folder + path, limit: MappingFile.sizeLimit)
    }
}
