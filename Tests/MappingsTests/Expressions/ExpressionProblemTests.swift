import Foundation
import JSON
import Testing

@testable import Mappings

@Suite struct ExpressionProblemTests {
    /// The text of a value, and what is wrong with it: `column length code[?suggestion]`, columns of the text in quotes.
    @Test(arguments: [
        ("$.a | numbr", ["8 5 unknown-filter?number"]),
        ("$.a | downcase", ["8 8 unknown-filter?lower"]),
        ("$.a | zzzzzz", ["8 6 unknown-filter"]),
        ("$.a | numbr | trimm | lower", ["8 5 unknown-filter?number", "16 5 unknown-filter?trim"]),
        ("$.a | trim: 1", ["8 7 invalid-argument"]),
        ("$.a | default", ["8 7 invalid-argument"]),
        ("$.a | replace: 'a'", ["8 7 invalid-argument"]),
        ("$.a | replace: 'a', 'b', 'c'", ["27 3 invalid-argument"]),
        ("$.a | split: ''", ["15 2 invalid-argument"]),
        ("$.a | replace: '', 'b'", ["17 2 invalid-argument"]),
        ("$.a | truncate: -1", ["18 2 invalid-argument"]),
        ("$.a | truncate: 1.5", ["18 3 invalid-argument"]),
        ("$.a | truncate: 'x'", ["18 3 invalid-argument"]),
        ("$.a | round: 1.5", ["15 3 invalid-argument"]),
        ("$.a | round: true", ["15 4 invalid-argument"]),
        ("$.a | divide: 0", ["16 1 invalid-argument"]),
        ("$.a | divide: 0.00", ["16 4 invalid-argument"]),
        ("$.a | plus: 'x'", ["14 3 invalid-argument"]),
        ("$.a | plus: 123456789012345678901234567890123456789", ["14 39 invalid-argument"]),
        ("$.a | cents: 'ZZZ'", ["15 5 invalid-argument"]),
        ("$.a | cents: 2", ["15 1 invalid-argument"]),
        ("$.a | cents: 'XAU'", ["15 5 invalid-argument"]),
        ("$.a | capture: 'a('", ["19 1 invalid-pattern"]),
        ("$.a | capture: 5", ["17 1 invalid-argument"]),
        ("$.a | lookup: 'devise'", ["16 8 unknown-lookup?device"]),
        ("$.a | lookup: device", ["16 6 invalid-expression?'device'"]),
        ("$.a | lookup: 5", ["16 1 invalid-argument"]),
        ("$.a | date: '%Y-%Q'", ["18 2 invalid-date-format"]),
        ("$.a | date: '%d.%m.'", ["15 6 invalid-date-format"]),
        ("$.a | date: '%Y', 'Europe/Berln'", ["20 14 invalid-timezone?Europe/Berlin"]),
        ("$.a | date: 5, 6", ["14 1 invalid-argument", "17 1 invalid-argument"]),
        ("$.a | json: '$.'", ["17 1 invalid-query"]),
        ("$.a | json: '$request.x'", ["14 12 invalid-query"]),
        ("$.a | join: null", ["14 4 invalid-expression"]),
        ("$.a | join:", ["13 1 invalid-expression"]),
        ("$.a | join: ',',", ["18 1 invalid-expression"]),
        ("$.a | join: 'x", ["14 1 invalid-query"]),
        ("$.a |", ["6 1 invalid-expression"]),
        ("$.a | | trim", ["6 1 invalid-expression"]),
        ("$.a || $.b", ["6 2 invalid-expression"]),
        ("$.a trim", ["6 4 invalid-expression"]),
        ("$.a == 1 | trimm", ["6 1 invalid-query", "13 5 unknown-filter?trim"]),
        ("$.first-name", ["9 5 invalid-query"]),
        ("$.a[ | trimm", ["7 1 invalid-query", "9 5 unknown-filter?trim"]),
        ("$reqest.a", ["2 7 invalid-query?$request"]),
        ("{{ $.a", ["2 2 invalid-template"]),
        ("a {{ }} b", ["7 1 invalid-template"]),
        (
            "{{ $.a | numbr }} {{ trim }} {{ $.b | uper }}",
            [
                "11 5 unknown-filter?number", "23 4 invalid-expression?'trim'", "40 4 unknown-filter?upper",
            ]
        ),
        ("{{ null }}", ["5 4 invalid-expression"]),
        ("{{ $.a } }}", ["9 1 invalid-expression"]),
        ("$.a[?@.b != null]", ["7 11 null-comparison?present(@.b) warning"]),
    ]) func `each problem has its place and its code`(_ text: String, _ expected: [String]) throws {
        let lookups = #"{"device":{"a":"b"}}"#
        let problems = try ValueTrial.problems("\"\(text)\"", lookups: lookups).map { problem in
            "\(problem.column) \(problem.length) \(problem.code.rawValue)"
                + (problem.suggestion.map { "?\($0)" } ?? "") + (problem.severity == .warning ? " warning" : "")
        }
        #expect(problems == expected)
    }

    @Test func `a place is that of the file, behind escapes`() throws {
        let problems = try ValueTrial.problems(#""$['\u00e9'] | numbr""#)
        #expect(problems.map(\.column) == [16])
    }

    @Test(arguments: [
        ("$5 off", "if it is a text, write {{ '$5 off' }}"), ("@ada", "if it is a text, write {{ '@ada' }}"),
    ]) func `a text that looks like an expression is told how it is written`(_ text: String, _ wayOut: String) throws {
        let problems = try ValueTrial.problems("\"\(text)\"")
        #expect(problems.count == 1)
        #expect(problems.allSatisfy { $0.message.hasSuffix(wayOut) }, "\(problems.map(\.message))")
    }

    @Test func `every filter's usage compiles`() throws {
        for name in FilterName.allCases {
            for usage in name.usage.components(separatedBy: " or ") {
                let problems = try ValueTrial.problems("\"$.a | \(usage)\"", lookups: #"{"table":{}}"#)
                #expect(problems.isEmpty, "\(usage)")
            }
        }
    }

    @Test func `lookups count as used by the values that name them`() throws {
        var (compiler, diagnostics) = (ValueContext(), DiagnosticBag(file: "x", bytes: []))
        let tables = try JSONDocument(parsing: Array(#"{"a":{},"b":{}}"#.utf8))
        for (name, table) in tables.root.members { compiler.add(table, named: name.text) }
        _ = compiler.value("$.x | lookup: 'a'", &diagnostics)
        #expect(compiler.usesLookup(named: "a"))
        #expect(!compiler.usesLookup(named: "b"))
        _ = compiler.value("$.x | lookup: $.name", &diagnostics)
        #expect(compiler.usesLookup(named: "b"))
    }
}
