internal import JSON
internal import Linux

/// The filter `date` in its three forms.
struct DateFilter: Sendable {
    /// Nil: the usual forms.
    let format: Operand<DateFormat>?
    /// The zone of texts that carry no offset.
    let zone: Operand<TimeZone>

    func read(_ value: Value, in context: inout EvaluationContext) throws(Misfit) -> Value {
        guard value.truth == nil else { throw .unusable(value, by: .date, "is not a date") }
        let format = try format?.content(for: .date, in: &context)
        let zone = try zone.content(for: .date, in: &context)
        let date: DateValue?
        if let format {
            date = value.withText { format.read($0, zone: zone) }
        } else {
            date = DateReader(zone: zone).date(from: value)
        }
        guard let date else {
            throw .unusable(
                value,
                by: .date,
                format == nil ? "is not a date, or needs its format" : "is not such a date"
            )
        }
        var text = UniqueBuffer<UInt8>(capacity: 40)
        date.write(into: &text)
        return .text(text.contents)
    }

    /// The filter with its queries asked.
    func bound(in context: inout EvaluationContext) throws(Misfit) -> DateFilter {
        DateFilter(
            format: try format?.bound(for: .date, in: &context),
            zone: try zone.bound(for: .date, in: &context)
        )
    }
}
