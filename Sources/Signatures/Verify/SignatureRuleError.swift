/// Why declarations of a signature do not fit together.
package enum SignatureRuleError: Error, Equatable, Sendable, CustomStringConvertible {
    case timestampNowhere
    case idNowhere
    case toleranceWithoutTimestamp
    case nothingSigned

    /// For a person, with a way out.
    package var description: String {
        switch self {
        case .timestampNowhere:
            "'signed' uses {timestamp}, but nothing says where it stands: add \"timestamp\": { \"header\": \"NAME\" }"
        case .idNowhere: "'signed' uses {id}, but nothing says where it stands: add \"id\": { \"header\": \"NAME\" }"
        case .toleranceWithoutTimestamp:
            "'tolerance' needs a time to be compared: add \"timestamp\": { \"header\": \"NAME\" }"
        case .nothingSigned: "'signed' is empty: it is '{body}' for most senders"
        }
    }
}
