import Testing

@testable import Mappings

@Suite struct DateFilterTests {
    @Test(arguments: [
        ("$ | date", #""2023-11-05 21:18:04""#, #""2023-11-05T21:18:04+00:00""#),
        ("$ | date", #""2023-11-05T21:18:04.120Z""#, #""2023-11-05T21:18:04.12+00:00""#),
        ("$ | date", #""2023-11-05T21:18:04-03:00""#, #""2023-11-05T21:18:04-03:00""#),
        ("$ | date", "1699219084", #""2023-11-05T21:18:04+00:00""#),
        ("$ | date", #""1699219084123""#, #""2023-11-05T21:18:04.123+00:00""#),
        ("$ | date", "20231105", #""1970-08-23T03:45:05+00:00""#),
        ("$ | date", #""20231105""#, #""2023-11-05T00:00:00+00:00""#),
        ("$ | text | date", "20231105", #""2023-11-05T00:00:00+00:00""#),
        ("$ | plus: 1 | date", "1699219083", #""2023-11-05T21:18:04+00:00""#),
        ("$ | date: '%d.%m.%Y'", #""05.11.2023""#, #""2023-11-05T00:00:00+00:00""#),
        ("$ | date: '%d.%m.%Y', 'Europe/Berlin'", #""05.07.2023""#, #""2023-07-05T00:00:00+02:00""#),
        ("$ | date: '%Y%m%d'", "20231105", #""2023-11-05T00:00:00+00:00""#),
        ("$ | date | date", #""2023-11-05""#, #""2023-11-05T00:00:00+00:00""#),
        ("$[*] | date | first", #"["2023-11-05","2024-01-01"]"#, #""2023-11-05T00:00:00+00:00""#),
        ("$.d | date: $.f, $.z", #"{"d":"5/7/23","f":"%d/%m/%y","z":"+05:30"}"#, #""2023-07-05T00:00:00+05:30""#),
        ("$.none | date: $.f", "{}", nil),
    ]) func `date reads the usual forms, and formats`(_ expression: String, _ body: String, _ json: String?) throws {
        #expect(try ValueTrial.run(expression, body) == ValueTrial(json: json))
    }

    @Test(arguments: [
        ("$ | date", #""yesterday""#), ("$ | date", "true"), ("$ | date", #""2023-02-30""#), ("$ | date", "{}"),
        ("$ | date: '%Y'", "true"), ("$ | date: '%d.%m.%Y'", #""31.02.2023""#), ("$.d | date: $.f", #"{"d":"x"}"#),
        ("$.d | date: $.f", #"{"d":"2023","f":"%Q"}"#), ("$.d | date: '%Y', $.z", #"{"d":"2023","z":"Nowhere"}"#),
    ]) func `what is no date is a misfit`(_ expression: String, _ body: String) throws {
        let trial = try ValueTrial.run(expression, body)
        #expect(trial.json == nil)
        #expect(trial.misfits.count == 1)
        #expect(trial.misfits.allSatisfy { $0.hasPrefix("date: ") })
    }

    @Test func `the file's zone counts where the text has no offset`() throws {
        let zone = "America/New_York"
        #expect(
            try ValueTrial.run("$ | date", #""2023-07-01 12:00:00""#, timezone: zone).json
                == #""2023-07-01T12:00:00-04:00""#
        )
        #expect(
            try ValueTrial.run("$ | date: '%d.%m.%Y'", #""01.12.2023""#, timezone: zone).json
                == #""2023-12-01T00:00:00-05:00""#
        )
        #expect(
            try ValueTrial.run("$ | date: '%d.%m.%Y %z'", #""01.12.2023 +0100""#, timezone: zone).json
                == #""2023-12-01T00:00:00+01:00""#
        )
        #expect(try ValueTrial.run("$ | date", "0", timezone: zone).json == #""1970-01-01T00:00:00+00:00""#)
    }
}
