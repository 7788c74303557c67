package import Linux

/// Reads dates in the forms that need no format, as the filter `date` does.
///
/// A pure function of the text and the zone.
package struct DateReader: Sendable {
    /// For texts that carry no offset.
    package let zone: TimeZone

    package init(zone: TimeZone) {
        self.zone = zone
    }

    /// The date that a text spells; nil for a misfit, an impossible date or time among them.
    ///
    /// ISO 8601 in its usual forms, `YYYY-MM-DD HH:MM:SS[.f]`, a date alone (midnight in the zone), RFC 1123, and Unix
    /// time; exactly eight digits that are a date are `YYYYMMDD`. White space around it does not count.
    package func read(text: UnsafeBufferPointer<UInt8>) -> DateValue? {
        if let parts = ISODate.parts(text) {
            if let value = parts.value(in: zone) { return value }
            // Eight digits that are no date may still be a time in seconds.
            return UnixTime.value(text)
        }
        if let value = UnixTime.value(text) { return value }
        return InternetDate.parts(text)?.value(in: zone)
    }

    /// The date that a JSON number stands for: Unix time in seconds, milliseconds or microseconds; nil for a misfit.
    package func read(number: UnsafeBufferPointer<UInt8>) -> DateValue? {
        UnixTime.value(number)
    }

    /// The date that a text spells, as above.
    package func read(text: String) -> DateValue? {
        var text = text
        return text.withUTF8 { read(text: $0) }
    }
}
