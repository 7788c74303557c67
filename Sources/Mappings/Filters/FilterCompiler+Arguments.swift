internal import JSONPath
internal import Linux

/// Arguments that are languages of their own, or names of something outside.
extension FilterCompiler {
    mutating func pattern(_ argument: Argument) -> Operand<CapturePattern>? {
        guard let text = literalText(argument, "capture", "an I-Regexp in quotes") else {
            return queryOperand(argument, .regexp)
        }
        do throws(IRegexpError) {
            return .constant(CapturePattern(try IRegexp(text)))
        } catch {
            let place = place(argument, text, error.offset, 1)
            report(.invalidPattern, place, "capture: no I-Regexp (RFC 9485): \(error.reason)")
            return nil
        }
    }

    mutating func table(_ argument: Argument) -> Operand<LookupTable>? {
        guard let name = literalText(argument, "lookup", "the name of a table of 'lookups' in quotes") else {
            usesAnyLookup = true
            let tables = tables
            let reader = OperandReader<LookupTable>(wanted: "the name of a table of 'lookups'") { tables[$0.text] }
            return queryOperand(argument, reader)
        }
        if let table = tables[name] {
            usedLookups.insert(name)
            return .constant(table)
        }
        let wayOut = tables.isEmpty ? ": the file has no 'lookups'" : ""
        report(
            .unknownLookup,
            argument.range,
            "unknown lookup '\(name)'\(wayOut)",
            suggestion: Spelling.nearest(name, among: tables.keys.sorted())
        )
        return nil
    }

    mutating func date(_ arguments: [Argument]) -> Filter? {
        var format: Operand<DateFormat>?
        var zone: Operand<TimeZone>? = .constant(timezone)
        if let argument = arguments.first { format = dateFormat(argument) }
        if arguments.count > 1 { zone = dateZone(arguments[1]) }
        guard let zone, format != nil || arguments.isEmpty else { return nil }
        return .date(DateFilter(format: format, zone: zone))
    }

    private mutating func dateFormat(_ argument: Argument) -> Operand<DateFormat>? {
        guard let text = literalText(argument, "date", "a format in quotes, such as '%d.%m.%Y'") else {
            return queryOperand(argument, .dateFormat)
        }
        do throws(DateFormatError) {
            return .constant(try DateFormat(text))
        } catch {
            report(.invalidDateFormat, place(argument, text, error.offset, error.length), "date: \(error)")
            return nil
        }
    }

    private mutating func dateZone(_ argument: Argument) -> Operand<TimeZone>? {
        guard let name = literalText(argument, "date", "a time zone in quotes, such as 'Europe/Berlin'") else {
            let zones = zones
            let reader = OperandReader<TimeZone>(wanted: "a time zone") { value in
                do throws(TimeZoneError) {
                    return try zones.zone(named: value.text)
                } catch {
                    return nil
                }
            }
            return queryOperand(argument, reader)
        }
        do throws(TimeZoneError) {
            return .constant(try zones.zone(named: name))
        } catch {
            let suggestion = Spelling.nearest(name, among: zones.names())
            report(.invalidTimezone, argument.range, "date: \(error)", suggestion: suggestion)
            return nil
        }
    }

    /// The query of the filter `json`, whose `$` is the text's value.
    mutating func innerQuery(_ argument: Argument) -> Operand<Query>? {
        guard let text = literalText(argument, "json", "a query in quotes, such as '$.name'") else {
            return queryOperand(argument, .query)
        }
        do throws(QuerySyntaxError) {
            let query = try Query(text, dialect: .mapping)
            guard query.roots.isSubset(of: [.body, .current]) else {
                report(
                    .invalidQuery,
                    argument.range,
                    "json: the query looks into the text alone, so it begins with '$'"
                )
                return nil
            }
            return .constant(query)
        } catch {
            let place = place(argument, text, error.offset, error.length)
            report(.invalidQuery, place, "json: \(error.reason)", suggestion: error.suggestion)
            return nil
        }
    }

    /// The text of a literal; nil for a query, and, reported, for a literal of another kind.
    private mutating func literalText(_ argument: Argument, _ filter: String, _ wanted: String) -> String? {
        guard case .literal(let value) = argument.content else { return nil }
        if value.isText { return value.text }
        report(.invalidArgument, argument.range, "\(filter): \(value.sample) is not \(wanted)")
        return nil
    }

    private func queryOperand<Content>(_ argument: Argument, _ reader: OperandReader<Content>) -> Operand<Content>? {
        guard case .query(let query) = argument.content else { return nil }
        return .query(query, reader)
    }

    /// Where a part of a literal's text stands; the whole literal where escapes have moved it.
    private func place(_ argument: Argument, _ text: String, _ offset: Int, _ length: Int) -> Range<Int> {
        guard argument.range.count == text.utf8.count + 2 else { return argument.range }
        let start = argument.range.lowerBound + 1 + offset
        return start..<min(start + max(1, length), argument.range.upperBound)
    }

    /// Reports why a text is no query.
    mutating func report(_ error: QuerySyntaxError, wayOut: String? = nil) {
        report(
            .invalidQuery,
            error.offset..<error.offset + error.length,
            wayOut.map { "\(error.reason); \($0)" } ?? error.reason,
            suggestion: error.suggestion
        )
    }

    /// Warns of what is valid and probably not meant.
    mutating func report(_ remarks: [QueryRemark]) {
        problems += remarks.map { ExpressionProblem($0) }
    }
}

extension ExpressionProblem {
    /// A warning about a query or a condition.
    init(_ remark: QueryRemark) {
        let range = remark.offset..<remark.offset + remark.length
        switch remark.kind {
        case .unequalToNull(let query):
            let message = "by RFC 9535 this is true also where \(query) selects nothing"
            self.init(.nullComparison, range, message, suggestion: "present(\(query))", severity: .warning)
        case .invalidPattern(let reason):
            let message = "no I-Regexp (RFC 9485), so that this never matches: \(reason)"
            self.init(.invalidPattern, range, message, severity: .warning)
        }
    }
}
