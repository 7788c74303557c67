import Testing

@testable import Mappings

@Suite struct TextFilterTests {
    @Test(arguments: [
        FilterCase("$ | trim", #"" a b\t\n""#, #""a b""#),
        FilterCase("$ | trim", #""\u00a0\u2003\u3000x\u0085\u2029\u202f\u205f\u1680""#, #""x""#),
        FilterCase("$ | trim", #""\u200bx\ufeff""#, "\"\u{200B}x\u{FEFF}\""),
        FilterCase("$ | trim", #""   ""#, nil),
        FilterCase("$ | trim", "12.50", #""12.50""#),
        FilterCase("$ | trim", "true", #""true""#),
        FilterCase("$ | trim", #""é ""#, #""é""#),
        FilterCase("$ | trim", #""\u00e9""#, #""é""#),
        FilterCase("$ | trim", #""\u3000""#, nil),
        FilterCase("$ | trim", "null", nil),
        FilterCase("$ | trim", "{}", nil, misfits: 1),
        FilterCase("$ | lower", #""ADA@Example.COM""#, #""ada@example.com""#),
        FilterCase("$ | lower", #""ÄÖÜ ẞ İ""#, "\"äöü ß i\u{307}\""),
        FilterCase("$ | lower", #""ΟΔΥΣΣΕΥΣ ΑΣ. Σ""#, #""οδυσσευς ας. σ""#),
        FilterCase("$ | lower", "1E5", #""1e5""#),
        FilterCase("$ | lower", #""a\"\\b""#, #""a\"\\b""#),
        FilterCase("$ | upper", #""usd""#, #""USD""#),
        FilterCase("$ | upper", #""straße ñ""#, #""STRASSE Ñ""#),
        FilterCase("$ | upper", "true", #""TRUE""#),
    ]) func `trim, lower and upper know all of Unicode and take any scalar`(_ example: FilterCase) throws {
        try example.check()
    }

    @Test(arguments: [
        FilterCase("$ | slug", #""What do you like most?""#, #""what_do_you_like_most""#),
        FilterCase("$ | slug", #""  --Hello,   World!--  ""#, #""hello_world""#),
        FilterCase("$ | slug", #""_a_b_""#, #""a_b""#),
        FilterCase("$ | slug", #""What’s your name?""#, #""what_s_your_name""#),
        FilterCase("$ | slug", #""Größe (cm)""#, #""größe_cm""#),
        FilterCase("$ | slug", #""¿Cuál?""#, #""cuál""#),
        FilterCase("$ | slug", #""Как тебя зовут?""#, #""как_тебя_зовут""#),
        FilterCase("$ | slug", #""お名前は？""#, #""お名前は""#),
        FilterCase("$ | slug", #""हिन्दी प्रश्न""#, #""हिन्दी_प्रश्न""#),
        FilterCase("$ | slug", #""٣ أسئلة""#, #""٣_أسئلة""#),
        FilterCase("$ | slug", #""e\u0301te\u0301""#, "\"e\u{301}te\u{301}\""),
        FilterCase("$ | slug", #""x² ½ Ⅷ ①""#, #""x""#),
        FilterCase("$ | slug", #""👍🎉""#, nil),
        FilterCase("$ | slug", #""!!!""#, nil),
        FilterCase("$ | slug", #""ΟΔΟΣ?""#, #""οδος""#),
        FilterCase("$ | slug", "12.50", #""12_50""#),
        FilterCase("$ | slug", "-7", #""7""#),
        FilterCase("$ | slug", "\"\(String(repeating: "a", count: 70))\"", "\"\(String(repeating: "a", count: 64))\""),
        FilterCase(
            "$ | slug",
            "\"\(String(repeating: "a", count: 63)) b\"",
            "\"\(String(repeating: "a", count: 63))\""
        ),
        FilterCase(
            "$ | slug",
            "\"\(String(repeating: "a", count: 62)) b\"",
            "\"\(String(repeating: "a", count: 62))_b\""
        ),
        FilterCase("$ | slug", "\"\(String(repeating: "a", count: 64)) \"", "\"\(String(repeating: "a", count: 64))\""),
        FilterCase("$ | slug", "\"\(String(repeating: "é", count: 70))\"", "\"\(String(repeating: "é", count: 64))\""),
        FilterCase(
            "$ | slug",
            "\"\(String(repeating: "e\u{301}", count: 70))\"",
            "\"\(String(repeating: "e\u{301}", count: 64))\""
        ),
        FilterCase(
            "$ | slug",
            "\"\(String(repeating: "é", count: 63))-b\"",
            "\"\(String(repeating: "é", count: 63))\""
        ),
        FilterCase(
            "$ | slug",
            "\"\(String(repeating: "ab ", count: 400))é\"",
            "\"\(String(repeating: "ab_", count: 21))a\""
        ),
    ]) func `slug keeps letters, marks and digits of any script`(_ example: FilterCase) throws {
        try example.check()
    }

    @Test(arguments: [
        FilterCase("$ | replace: 'a', 'b'", #""banana""#, #""bbnbnb""#),
        FilterCase("$ | replace: 'ana', '-'", #""banana""#, #""b-na""#),
        FilterCase("$ | replace: 'a', ''", #""banana""#, #""bnn""#),
        FilterCase("$ | replace: 'a', ''", #""aaa""#, nil),
        FilterCase("$ | replace: '.', ','", #""1.5""#, #""1,5""#),
        FilterCase("$ | replace: '.', ','", "1.5", #""1,5""#),
        FilterCase("$ | replace: 5, 6", "1.5", #""1.6""#),
        FilterCase("$ | replace: 'x', 'y'", "5", #""5""#),
        FilterCase("$ | replace: '\\n', ' '", #""a\nb""#, #""a b""#),
        FilterCase("$ | replace: \"'\", ''", #""it's""#, #""its""#),
        FilterCase("$ | replace: 'e', 'x'", #""e\u0301""#, "\"x\u{301}\""),
        FilterCase("$.t | replace: $.a, $.b", #"{"t":"xyx","a":"x","b":"-"}"#, #""-y-""#),
        FilterCase("$.t | replace: $.a, $.b", #"{"t":"xyx","a":"x","b":""}"#, #""y""#),
        FilterCase("$.t | replace: $.a, $.b", #"{"t":"xyx","a":"","b":""}"#, nil, misfits: 1),
        FilterCase("$.t | replace: $.a, $.b", #"{"t":"xyx","a":"x"}"#, nil, misfits: 1),
        FilterCase("$.t | replace: $.a, $.b", #"{"t":"xyx","a":["x"],"b":"-"}"#, nil, misfits: 1),
        FilterCase("$.none | replace: $.a, $.b", "{}", nil),
        FilterCase("$ | split: ';'", #"" a ; b;;c; ""#, #""a; b; c""#),
        FilterCase("$ | split: ';' | count", #"" a ; b;;c; ""#, "3"),
        FilterCase("$ | split: ', ' | last", #""a, b, c""#, #""c""#),
        FilterCase("$ | split: ';'", #""a""#, #""a""#),
        FilterCase("$ | split: ';'", #"" ; ;""#, nil),
        FilterCase("$ | split: ';' | count", #"" ; ;""#, "0"),
        FilterCase("$ | split: '--' | join: '+'", #""a--b---c""#, #""a+b+-c""#),
        FilterCase("$ | split: '.' | first", "12.5", #""12""#),
        FilterCase("$[*] | split: ',' | join: '|'", #"["a,b","c","d,,e"]"#, #""a|b|c|d|e""#),
        FilterCase("$ | truncate: 3", #""abcdef""#, #""abc""#),
        FilterCase("$ | truncate: 3", #""ab""#, #""ab""#),
        FilterCase("$ | truncate: 0", #""ab""#, nil),
        FilterCase("$ | truncate: 2", #""👨‍👩‍👧é!""#, #""👨‍👩‍👧é""#),
        FilterCase("$ | truncate: 2", #""e\u0301e\u0301e\u0301""#, "\"e\u{301}e\u{301}\""),
        FilterCase("$ | truncate: 2", #""a\r\nb""#, #""a\r\n""#),
        FilterCase("$ | truncate: 3", #""abe\u0301d""#, "\"abe\u{301}\""),
        FilterCase("$ | truncate: 2", "12345", #""12""#),
        FilterCase("$ | truncate: 9", "12345", #""12345""#),
        FilterCase("$ | truncate: 99999999999999999999", #""abc""#, #""abc""#),
        FilterCase("$.t | truncate: $.n", #"{"t":"abc","n":1e30}"#, #""abc""#),
        FilterCase("$.t | truncate: $.n", #"{"t":"abc","n":-1e30}"#, nil, misfits: 1),
        FilterCase("$ | truncate: 2e0", #""abc""#, #""ab""#),
        FilterCase("$ | truncate: '2'", #""abc""#, #""ab""#),
        FilterCase("$.t | truncate: $.n", #"{"t":"abc","n":-1}"#, nil, misfits: 1),
        FilterCase("$.t | truncate: $.n", #"{"t":"abc","n":1.5}"#, nil, misfits: 1),
        FilterCase("$.t | truncate: $.n", #"{"t":"abc","n":2}"#, #""ab""#),
    ]) func `replace, split and truncate work on plain text`(_ example: FilterCase) throws {
        try example.check()
    }

    @Test(arguments: [
        FilterCase("$ | capture: '[0-9]+'", #""a12b34""#, #""12""#),
        FilterCase("$ | capture: 'b([0-9]+)'", #""a12b34""#, #""34""#),
        FilterCase("$ | capture: '(b)([0-9]+)'", #""a12b34""#, #""b""#),
        FilterCase("$ | capture: 'x([0-9]+)'", #""a12b34""#, nil),
        FilterCase("$ | capture: '(a)|b'", #""b""#, nil),
        FilterCase("$ | capture: '(a){0}b'", #""b""#, nil),
        FilterCase("$ | capture: '(a){0}(b)'", #""b""#, nil),
        FilterCase("$ | capture: 'a{0}(b)'", #""b""#, #""b""#),
        FilterCase("$ | capture: 'a|ab'", #""ab""#, #""a""#),
        FilterCase("$ | capture: '\\\\p{Lu}'", #""aÉb""#, #""É""#),
        FilterCase("$ | capture: '[0-9]'", "345", #""3""#),
        FilterCase("$ | capture: 'b*'", #""a""#, nil),
        FilterCase("$[*] | capture: '[0-9]+'", #"["a1","b","c3"]"#, #""1; 3""#),
        FilterCase("$[*] | capture: '[0-9]+' | count", #"["a1","b","c3"]"#, "2"),
        FilterCase("$.t | capture: $.p", #"{"t":"ab","p":"b"}"#, #""b""#),
        FilterCase("$.t | capture: $.p", #"{"t":"ab","p":"("}"#, nil, misfits: 1),
        FilterCase("$.t | capture: $.p", #"{"t":"ab","p":5}"#, nil, misfits: 1),
        FilterCase("$ | sha256", #""abc""#, #""ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad""#),
        FilterCase("$ | sha256", "1.0", #""d0ff5974b6aa52cf562bea5921840c032a860a91a3512f7fe8f768f6bbe005f6""#),
        FilterCase("$ | sha256", #""""#, nil),
        FilterCase("$ | text", "112.20", #""112.20""#),
        FilterCase("$ | text", "false", #""false""#),
        FilterCase("$ | text", #""a""#, #""a""#),
        FilterCase("$ | text", "12345678901234567890", #""12345678901234567890""#),
        FilterCase("$ | plus: 1 | text", "1.50", #""2.5""#),
        FilterCase("$ | text", "[]", nil, misfits: 1),
        FilterCase(
            "$[*] | boolean",
            #"["true","FALSE",1,0,"Yes","nO","on","OFF",true]"#,
            #""true; false; true; false; true; false; true; false; true""#
        ),
        FilterCase("$ | boolean", #""yes""#, "true"),
        FilterCase("$ | boolean", "false", "false"),
        FilterCase("$ | boolean", "0", "false"),
        FilterCase("$ | boolean", "1.0", nil, misfits: 1),
        FilterCase("$ | boolean", #""y""#, nil, misfits: 1),
        FilterCase("$ | boolean", #"" yes""#, nil, misfits: 1),
        FilterCase("$ | boolean", #""""#, nil),
        FilterCase("$ | boolean", #""falsely""#, nil, misfits: 1),
    ]) func `capture, sha256, text and boolean`(_ example: FilterCase) throws {
        try example.check()
    }

    @Test(arguments: [
        ("$ | lookup: 'device'", #""phone""#, #""Mobile""#), ("$ | lookup: 'device'", #""tv""#, #""tv""#),
        ("$ | lookup: 'device', 'Other'", #""tv""#, #""Other""#), ("$ | lookup: 'device', 0", #""tv""#, "0"),
        ("$ | lookup: 'device'", "5", "5.50"), ("$ | lookup: 'device'", "6", #""6""#),
        ("$ | lookup: 'device'", "true", "false"), ("$ | lookup: 'device'", #""none""#, nil),
        ("$.d | lookup: 'device', $.other", #"{"d":"phone"}"#, #""Mobile""#),
        ("$.d | lookup: 'device', $.other", #"{"d":"tv","other":7}"#, "7"),
        ("$.d | lookup: $.table", #"{"d":"phone","table":"device"}"#, #""Mobile""#),
        ("$[*] | lookup: 'device'", #"["phone","tv","tablet"]"#, #""Mobile; tv; Tablet""#),
        ("$ | lookup: 'device' | plus: 1", "5", "6.5"),
        ("$ | lookup: 'device'", #""e\u0301""#, "\"e\u{301}\""),
        ("$ | lookup: 'device'", #""\u00e9""#, #""acute""#),
    ]) func `lookup gives the entry, or the text itself, or what is given for it`(
        _ expression: String,
        _ body: String,
        _ json: String?
    ) throws {
        let lookups =
            #"{"device":{"phone":"Mobile","tablet":"Tablet","5":5.50,"true":false,"none":"","é":"acute"}}"#
        let trial = try ValueTrial.run(expression, body, lookups: lookups)
        #expect(trial == ValueTrial(json: json))
    }

    @Test(arguments: [#"{"d":"tv"}"#, #"{"d":"tv","other":{}}"#, #"{"d":"tv","other":null}"#])
    func `a lookup whose other value is asked for in vain is a misfit`(_ body: String) throws {
        let trial = try ValueTrial.run(
            "$.d | lookup: 'device', $.other",
            body,
            lookups: #"{"device":{"phone":"Mobile"}}"#
        )
        #expect(trial.json == nil)
        #expect(trial.misfits.count == 1)
    }

    @Test func `a table that an event names and that is not there is a misfit`() throws {
        let trial = try ValueTrial.run("$.d | lookup: $.t", #"{"d":"tv","t":"x"}"#, lookups: #"{"device":{}}"#)
        #expect(trial.misfits == ["lookup: its argument 'x' is not the name of a table of 'lookups'"])
    }
}
