import Testing

@testable import Mappings

@Suite struct NumberFilterTests {
    @Test(arguments: [
        FilterCase("$ | number", #""112.20""#, "112.20"),
        FilterCase("$ | number", #"" 12\t\r\n""#, "12"),
        FilterCase("$ | number", "12345678901234567890", "12345678901234567890"),
        FilterCase("$ | number", "1e400", "1e400"),
        FilterCase("$ | number", #""1E+400""#, "1E+400"),
        FilterCase("$ | number", #""-0""#, "-0"),
        FilterCase("$ | number", #""abc""#, nil, misfits: 1),
        FilterCase("$ | number", #""1,5""#, nil, misfits: 1),
        FilterCase("$ | number", #"".5""#, nil, misfits: 1),
        FilterCase("$ | number", #""+5""#, nil, misfits: 1),
        FilterCase("$ | number", #""05""#, nil, misfits: 1),
        FilterCase("$ | number", #""5.""#, nil, misfits: 1),
        FilterCase("$ | number", #""0x1F""#, nil, misfits: 1),
        FilterCase("$ | number", #""NaN""#, nil, misfits: 1),
        FilterCase("$ | number", #""\u00a05""#, nil, misfits: 1),
        FilterCase("$ | number", #""  ""#, nil, misfits: 1),
        FilterCase("$ | number", #""""#, nil),
        FilterCase("$ | number", "true", nil, misfits: 1),
        FilterCase("$ | number", "[]", nil, misfits: 1),
        FilterCase("$ | number", "null", nil),
        FilterCase("$[*] | number | sum", #"["1","2.5",3]"#, "6.5"),
        FilterCase("$[*] | number", #"["1","x","y"]"#, nil, misfits: 1),
        FilterCase("$[*] | number", #"["1","","3"]"#, nil, misfits: 1),
        FilterCase("$[*] | compact | number", #"["1","","3"]"#, #""1; 3""#),
    ]) func `number keeps the digits of what spells a number`(_ example: FilterCase) throws {
        try example.check()
    }

    @Test(arguments: [
        FilterCase("$ | integer", "2.5", "3"), FilterCase("$ | integer", "-2.5", "-3"),
        FilterCase("$ | integer", "2.49", "2"), FilterCase("$ | integer", "-0.4", "0"),
        FilterCase("$ | integer", #"" 7.9 ""#, "8"), FilterCase("$ | round", "1.5", "2"),
        FilterCase("$ | integer", #""x""#, nil, misfits: 1), FilterCase("$ | integer", "true", nil, misfits: 1),
        FilterCase("$ | round: 2", "1.005", "1.01"), FilterCase("$ | round: 2", "1.10", "1.1"),
        FilterCase("$ | round: 2", "1e3", "1000"), FilterCase("$ | round: -2", "150", "200"),
        FilterCase("$ | round: 0", "0.5", "1"), FilterCase("$ | round: 3000", "0.5", "0.5"),
        FilterCase("$ | round: 1e20", "0.5", "0.5"), FilterCase("$ | round: -1e20", "150", "0"),
        FilterCase("$.v | round: $.n", #"{"v":1.25,"n":1}"#, "1.3"),
        FilterCase("$.v | round: $.n", #"{"v":1.25,"n":1.5}"#, nil, misfits: 1),
        FilterCase("$.v | round: $.n", #"{"v":1.25,"n":"1"}"#, "1.3"),
        FilterCase("$ | plus: 0.2", "0.1", "0.3"), FilterCase("$ | plus: 1", #""1.50""#, "2.5"),
        FilterCase("$ | minus: 1.10", "1.1", "0"), FilterCase("$ | minus: 0.3", "0.1", "-0.2"),
        FilterCase("$ | times: 1.15", "19.99", "22.9885"), FilterCase("$ | times: 0", "-5", "0"),
        FilterCase("$ | times: 1e3", "1.5", "1500"), FilterCase("$ | plus: '2'", "1", "3"),
        FilterCase("$ | divide: 3", "1", "0.333333333333"), FilterCase("$ | divide: 3", "2", "0.666666666667"),
        FilterCase("$ | divide: 4", "1", "0.25"), FilterCase("$ | divide: -8", "1", "-0.125"),
        FilterCase("$.a | divide: $.b", #"{"a":1,"b":0}"#, nil, misfits: 1),
        FilterCase("$.a | divide: $.b", #"{"a":1,"b":"0.0"}"#, nil, misfits: 1),
        FilterCase("$.a | plus: $.b", #"{"a":1}"#, nil, misfits: 1),
        FilterCase("$.a | plus: $.b", #"{"a":1,"b":null}"#, nil, misfits: 1),
        FilterCase("$.a | plus: $.b", #"{"a":1,"b":""}"#, nil, misfits: 1),
        FilterCase("$.a | plus: $.b", #"{"a":1,"b":"x"}"#, nil, misfits: 1),
        FilterCase("$.a | plus: $.b", #"{"a":1,"b":true}"#, nil, misfits: 1),
        FilterCase("$.a | plus: $.b", #"{"a":1,"b":{}}"#, nil, misfits: 1),
        FilterCase("$.a | plus: $.b[*]", #"{"a":1,"b":[1,2]}"#, nil, misfits: 1),
        FilterCase("$.a | plus: $.b[*]", #"{"a":1,"b":[null,2]}"#, "3"),
        FilterCase("$.none | plus: $.b", #"{"a":1}"#, nil),
        FilterCase("$.a[*] | plus: $.b", #"{"a":[1,2],"b":10}"#, #""11; 12""#),
        FilterCase("$ | plus: 1", "99999999999999999999999999999999999999", "100000000000000000000000000000000000000"),
        FilterCase("$ | plus: 2", "99999999999999999999999999999999999999", nil, misfits: 1),
        FilterCase("$ | plus: 1", "123456789012345678901234567890123456789", nil, misfits: 1),
        FilterCase(
            "$ | plus: 0",
            "100000000000000000000000000000000000000000",
            "100000000000000000000000000000000000000000"
        ),
        FilterCase("$ | times: 1", "1e2000", nil, misfits: 1),
        FilterCase("$ | times: 10", "1e-2001", nil, misfits: 1),
        FilterCase("$ | plus: 1", "1e-99999999999999999999", nil, misfits: 1),
        FilterCase("$ | plus: 1 | minus: 1 | times: -1", "-0.0", "0"),
    ]) func `arithmetic is exact and written plainly`(_ example: FilterCase) throws {
        try example.check()
    }

    @Test(arguments: [
        FilterCase("$ | cents", #""19.99""#, "1999"), FilterCase("$ | cents", "19.99", "1999"),
        FilterCase("$ | cents", "19.990", "1999"), FilterCase("$ | cents", "19.999", nil, misfits: 1),
        FilterCase("$ | cents", "20", "2000"), FilterCase("$ | cents", #"" 1e2 ""#, "10000"),
        FilterCase("$ | cents", "-0.01", "-1"), FilterCase("$ | cents", "0.00", "0"),
        FilterCase("$ | cents", #""$19.99""#, nil, misfits: 1),
        FilterCase("$ | cents", #""1,999.00""#, nil, misfits: 1),
        FilterCase("$ | cents", "true", nil, misfits: 1), FilterCase("$ | cents", #""""#, nil),
        FilterCase("$ | cents: 'JPY'", "1999", "1999"), FilterCase("$ | cents: 'JPY'", "1999.00", "1999"),
        FilterCase("$ | cents: 'JPY'", "1999.5", nil, misfits: 1), FilterCase("$ | cents: 'kwd'", "1.234", "1234"),
        FilterCase("$ | cents: 'KWD'", "1.2345", nil, misfits: 1), FilterCase("$ | cents: 'eur'", "1.5", "150"),
        FilterCase("$ | cents: 'CLF'", "1.2345", "12345"),
        FilterCase("$.v | cents: $.c", #"{"v":5,"c":"JPY"}"#, "5"),
        FilterCase("$.v | cents: $.c", #"{"v":5,"c":"Usd"}"#, "500"),
        FilterCase("$.v | cents: $.c", #"{"v":5,"c":"ZZZ"}"#, nil, misfits: 1),
        FilterCase("$.v | cents: $.c", #"{"v":5}"#, nil, misfits: 1),
        FilterCase("$.v | cents: $.c", #"{"v":5,"c":392}"#, nil, misfits: 1),
        FilterCase("$ | cents", "123456789012345678901234567890123456789", nil, misfits: 1),
        FilterCase("$ | cents", "12345678901234567890123456789012345678", "1234567890123456789012345678901234567800"),
    ]) func `cents gives minor units exactly`(_ example: FilterCase) throws {
        try example.check()
    }

    @Test func `a chain of arithmetic takes its arguments from the item`() throws {
        let body = #"{"currency":"EUR","items":[{"price":"19.99","quantity":3,"discount":5.97}]}"#
        let trial = try ValueTrial.run(
            "@.price | times: @.quantity | minus: @.discount | cents: $.currency",
            body,
            each: "$.items[*]"
        )
        #expect(trial == ValueTrial(json: "5400"))
    }
}
