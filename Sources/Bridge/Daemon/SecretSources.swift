internal import Linux
internal import Signatures

/// Where references to secrets lead: the environment the process was started with, and files read at start and reload.
struct SecretSources: Sendable {
    private let environment: [String: String]
    /// What every reference leads to; nil: to what it says.
    private let always: [UInt8]?

    init(environment: [String: String]) {
        self.environment = environment
        always = nil
    }

    /// Secrets for a demonstration: each is `text`.
    init(alwaysFinding text: String) {
        environment = [:]
        always = Array(text.utf8)
    }

    /// A secret is a line or a key, never a large file.
    private static let longestFile = 64 << 10

    /// The bytes behind a reference; nil when there are none, whatever the reason: the caller says that it is missing.
    func bytes(of reference: SecretReference) -> [UInt8]? {
        if let always { return always }
        switch reference {
        case .environment(let name): return environment[name].map { Array($0.utf8) }
        case .file(let path):
            do {
                return try Files.read(path, limit: Self.longestFile)
            } catch {
                return nil
            }
        }
    }

    func values(of references: Set<SecretReference>) -> SecretValues {
        SecretValues(resolving: references) { bytes(of: $0) }
    }
}

extension SecretSources {
    /// The text behind a reference, line ends at its end dropped; nil when there is none or it is empty.
    func text(_ reference: String) -> String? {
        let text = text(reference, default: "")
        return text.isEmpty ? nil : text
    }

    func text(_ reference: String, default missing: String) -> String {
        do {
            guard var bytes = bytes(of: try SecretReference(reference)) else { return missing }
            while let last = bytes.last, last == UInt8(ascii: "\n") || last == UInt8(ascii: "\r") { bytes.removeLast() }
            return String(decoding: bytes, as: UTF8.self)
        } catch {
            return missing
        }
    }
}
