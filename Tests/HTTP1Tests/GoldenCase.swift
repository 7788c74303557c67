import Foundation
import TestSupport
import Testing

/// A file of Cases: a request with its line ends made visible, a dashed line, and what the machine does.
///
/// In the request `\r`, `\n`, `\t`, `\\` and `\xNN` are bytes, `\{a*100}` is a hundred letters a, and the file's own line
/// ends are nothing.
struct GoldenCase: CustomTestStringConvertible, Sendable {
    let name: String
    let request: [UInt8]
    /// The steps, and the state at the end as the last line.
    let expected: [String]

    var testDescription: String { name }

    static let files: [URL] = {
        let folder = Repository.root.appending(path: "Tests/HTTP1Tests/Cases")
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        return files.filter { $0.pathExtension == "case" }.sorted { $0.path < $1.path }
    }()

    static let all = files.compactMap(GoldenCase.init)

    init?(_ file: URL) {
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
        let parts = text.components(separatedBy: "\n---\n")
        guard parts.count == 2 else { return nil }
        name = file.deletingPathExtension().lastPathComponent
        request = Self.bytes(parts[0].replacing("\n", with: ""))
        expected = parts[1].split(separator: "\n").map(String.init)
    }

    private static func bytes(_ text: String) -> [UInt8] {
        var result: [UInt8] = []
        var rest = Substring(text)
        while let first = rest.popFirst() {
            guard first == "\\", let escape = rest.popFirst() else {
                result += Array(String(first).utf8)
                continue
            }
            switch escape {
            case "r": result.append(0x0D)
            case "n": result.append(0x0A)
            case "t": result.append(0x09)
            case "x":
                result.append(UInt8(rest.prefix(2), radix: 16) ?? 0)
                rest = rest.dropFirst(2)
            case "{":
                let inside = rest.prefix { $0 != "}" }
                rest = rest.dropFirst(inside.count + 1)
                let parts = inside.split(separator: "*")
                for _ in 0..<(Int(parts[1]) ?? 0) { result += bytes(String(parts[0])) }
            default: result += Array(String(escape).utf8)
            }
        }
        return result
    }
}
