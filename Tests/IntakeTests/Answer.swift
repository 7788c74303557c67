import Foundation

/// An answer as a client reads it.
struct Answer {
    let text: String

    var status: Int { text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0 }

    var body: String { text.range(of: "\r\n\r\n").map { String(text[$0.upperBound...]) } ?? "" }

    /// The value of a header; nil when there is none.
    func field(_ name: String) -> String? {
        let lines = text.split(separator: "\r\n").prefix { !$0.isEmpty }
        return lines.first { $0.lowercased().hasPrefix("\(name.lowercased()): ") }
            .map { String($0.dropFirst(name.count + 2)) }
    }
}
