internal import Glibc

/// The daemon's log on standard error: a fixed message and declared fields, one write a line.
package struct Log: Sendable {
    package let level: LogLevel
    package let format: LogFormat
    private let descriptor: Int32

    /// - Parameter descriptor: where lines go; 2 is standard error. Not closed.
    package init(level: LogLevel, format: LogFormat, descriptor: Int32 = 2) {
        self.level = level
        self.format = format
        self.descriptor = descriptor
    }

    package func debug(_ message: StaticString, _ fields: LogField...) { write(.debug, message, fields) }
    package func info(_ message: StaticString, _ fields: LogField...) { write(.info, message, fields) }
    package func warning(_ message: StaticString, _ fields: LogField...) { write(.warning, message, fields) }
    package func error(_ message: StaticString, _ fields: LogField...) { write(.error, message, fields) }

    private func write(_ level: LogLevel, _ message: StaticString, _ fields: [LogField]) {
        guard level >= self.level else { return }
        let now = Clock.realtimeMicroseconds()
        var line = LogLine(format: format, level: level, message: "\(message)", microseconds: now)
        for field in fields { line.add("\(field.name)", field.value) }
        let bytes = line.finish()
        // A log that cannot be written is not worth stopping for, and has nowhere to say so.
        _ = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    }
}
