internal import Glibc

/// One line of the log being put together in one of the three formats.
struct LogLine {
    private let format: LogFormat
    private var text: String

    init(format: LogFormat, level: LogLevel, message: String, microseconds: Int64) {
        self.format = format
        let time = Self.time(microseconds)
        switch format {
        case .text:
            let word = level.word.uppercased()
            text = time.dropFirst(11).prefix(8) + " " + word + String(repeating: " ", count: 8 - word.count) + message
        case .logfmt: text = "time=\(time) level=\(level.word) message=\(Self.quotedIfNeeded(message))"
        case .json: text = "{\"time\":\"\(time)\",\"level\":\"\(level.word)\",\"message\":\(message.quoted)"
        }
    }

    mutating func add(_ name: String, _ value: String) {
        switch format {
        case .text: text += "  \(name)=\(Self.quotedIfNeeded(value))"
        case .logfmt: text += " \(name)=\(Self.quotedIfNeeded(value))"
        case .json: text += ",\"\(name)\":\(value.quoted)"
        }
    }

    consuming func finish() -> [UInt8] {
        Array((text + (format == .json ? "}\n" : "\n")).utf8)
    }

    /// RFC 3339 in UTC with milliseconds.
    private static func time(_ microseconds: Int64) -> String {
        var seconds = time_t(microseconds / 1_000_000)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        var buffer = [CChar](repeating: 0, count: 32)
        strftime(&buffer, buffer.count, "%Y-%m-%dT%H:%M:%S", &parts)
        let text = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let milliseconds = String(microseconds / 1_000 % 1_000)
        return text + "." + String(repeating: "0", count: 3 - milliseconds.count) + milliseconds + "Z"
    }

    private static func quotedIfNeeded(_ value: String) -> String {
        let plain = value.utf8.allSatisfy { $0 > 0x20 && $0 != 0x22 && $0 != 0x3D && $0 != 0x7F }
        return plain && !value.isEmpty ? value : value.quoted
    }
}
