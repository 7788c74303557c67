import Testing

@testable import Linux

/// The three ways of writing a line of the log, byte for byte: log collectors take them apart.
struct LogLineTests {
    private static func line(_ format: LogFormat, _ level: LogLevel = .info) -> String {
        var line = LogLine(format: format, level: level, message: "source open", microseconds: 1_800_000_000_042_999)
        line.add("source", "acme/quiz")
        line.add("reason", "a \"b\" = c")
        line.add("hint", "")
        return String(decoding: line.finish(), as: UTF8.self)
    }

    @Test func `logfmt quotes only what needs it`() {
        #expect(
            Self.line(.logfmt) == """
                time=2027-01-15T08:00:00.042Z level=info message="source open" source=acme/quiz \
                reason="a \\"b\\" = c" hint=""\n
                """
        )
    }

    @Test func `json is one object a line, all its values texts`() {
        #expect(
            Self.line(.json, .error) == """
                {"time":"2027-01-15T08:00:00.042Z","level":"error","message":"source open","source":"acme/quiz",\
                "reason":"a \\"b\\" = c","hint":""}\n
                """
        )
    }

    @Test(arguments: [(LogLevel.debug, "DEBUG  "), (.info, "INFO   "), (.warning, "WARNING"), (.error, "ERROR  ")])
    func `text has the time of day and messages under each other`(level: LogLevel, word: String) {
        #expect(
            Self.line(.text, level)
                == "08:00:00 \(word) source open  source=acme/quiz  reason=\"a \\\"b\\\" = c\"  hint=\"\"\n"
        )
    }

    @Test func `levels are written as they are configured`() {
        #expect(LogLevel.allCases.map(\.word) == ["debug", "info", "warning", "error"])
        #expect(LogFormat.allCases.map(\.rawValue) == ["text", "logfmt", "json"])
    }
}
