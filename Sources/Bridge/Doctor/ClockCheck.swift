internal import Domain

/// Whether the time is right: signatures, retries and `dateTime` go by it.
enum ClockCheck {
    /// Before this program was written there was no time to run it.
    private static let earliest = Timestamp(seconds: 1_767_225_600)
    /// Steps that NTP makes are not worth a word.
    private static let tolerance = Interval.seconds(60)

    /// - Parameters:
    ///   - newest: when the newest event was received; nil when there is none.
    ///   - isKept: whether something keeps the clock in step; nil when it is not to be known.
    static func finding(now: Timestamp, newest: Timestamp?, isKept: Bool?) -> Finding {
        guard now >= earliest else {
            return Finding(.clock, .wrong, "the clock says \(now.text), which is long past: set it")
        }
        if let newest, newest.since(now) > tolerance {
            let ahead = newest.since(now).readable
            return Finding(.clock, .wrong, "the newest event is \(ahead) in the future: the clock was set back; set it")
        }
        if isKept == false {
            let advice = "run an NTP client, on the host where this is a container"
            return Finding(.clock, .warning, "\(now.text), and nothing keeps the clock in step: \(advice)")
        }
        return Finding(.clock, .fine, "\(now.text)\(isKept == true ? ", kept in step" : "")")
    }
}
