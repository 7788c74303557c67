/// One declared value in a log line.
///
/// The names are the whole list: what is not here is not logged, so that bodies, e-mail addresses and tokens stay out
/// by construction.
package struct LogField: Sendable {
    package let name: StaticString
    package let value: String

    private init(_ name: StaticString, _ value: String) {
        self.name = name
        self.value = value
    }

    package static func action(_ value: String) -> LogField { LogField("action", value) }
    package static func address(_ value: String) -> LogField { LogField("address", value) }
    package static func attempts(_ value: Int) -> LogField { LogField("attempts", String(value)) }
    package static func count(_ value: Int) -> LogField { LogField("count", String(value)) }
    package static func event(_ value: String) -> LogField { LogField("event", value) }
    package static func file(_ value: String) -> LogField { LogField("file", value) }
    package static func hint(_ value: String) -> LogField { LogField("hint", value) }
    package static func milliseconds(_ value: Int64) -> LogField { LogField("ms", String(value)) }
    package static func peer(_ value: String) -> LogField { LogField("peer", value) }
    package static func project(_ value: String) -> LogField { LogField("project", value) }
    package static func reason(_ value: String) -> LogField { LogField("reason", value) }
    package static func source(_ value: String) -> LogField { LogField("source", value) }
    package static func state(_ value: String) -> LogField { LogField("state", value) }
    package static func status(_ value: Int) -> LogField { LogField("status", String(value)) }
    package static func version(_ value: String) -> LogField { LogField("version", value) }
}
