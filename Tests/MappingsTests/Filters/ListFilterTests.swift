import Testing

@testable import Mappings

@Suite struct ListFilterTests {
    @Test(arguments: [
        FilterCase("$[*] | first", #"[null,"a","b"]"#, #""a""#), FilterCase("$ | first", #"[null,"a","b"]"#, #""a""#),
        FilterCase("$[*] | last", #"["a",1,null]"#, "1"), FilterCase("$ | last", "[]", nil),
        FilterCase("$[*] | first", #"["","b"]"#, nil), FilterCase("$[*] | compact | first", #"["","b"]"#, #""b""#),
        FilterCase("$ | first", #""a""#, #""a""#), FilterCase("$ | first", "[[1,2],[3]]", nil, misfits: 1),
        FilterCase("$ | first | sum", "[[1,2],[3]]", "3"), FilterCase("$[*] | last", #"[1,{"a":1}]"#, nil, misfits: 1),
        FilterCase("$ | first", #"{"a":1}"#, nil, misfits: 1), FilterCase("$ | first", "null", nil),
    ]) func `first and last`(_ example: FilterCase) throws { try example.check() }

    @Test(arguments: [
        FilterCase("$.a | count", "{}", "0"), FilterCase("$ | count", "null", "0"), FilterCase("$ | count", "[]", "0"),
        FilterCase("$ | count", #""""#, "0"), FilterCase("$ | count", #""x""#, "1"), FilterCase("$ | count", "0", "1"),
        FilterCase("$ | count", "{}", "1"), FilterCase("$ | count", "[1,null,[2,3],{}]", "3"),
        FilterCase("$[*] | count", "[1,null,[2,3],{}]", "3"), FilterCase("$[*] | count", "[[1,2,3]]", "3"),
        FilterCase("$ | count", "[[1,2,3]]", "1"), FilterCase("$[*] | count", #"["","",null]"#, "2"),
        FilterCase("$[*] | count", #"[""]"#, "0"), FilterCase("$ | count", #"[null,""]"#, "0"),
        FilterCase("$ | count", #"["",""]"#, "2"),
        FilterCase("$[*] | count", "[null,null]", "0"), FilterCase("$ | number | count", #""x""#, "0", misfits: 1),
        FilterCase("$ | count | plus: 1", "[1,2]", "3"),
    ]) func `count of nothing is 0`(_ example: FilterCase) throws { try example.check() }

    @Test(arguments: [
        FilterCase("$[*] | join: ', '", #"["a",1.50,true,null,"b"]"#, #""a, 1.50, true, b""#),
        FilterCase("$ | join: ', '", #"["a","b"]"#, #""a, b""#), FilterCase("$ | join: ''", #"["a","b"]"#, #""ab""#),
        FilterCase("$ | join: ', '", #"["a","","b"]"#, #""a, , b""#), FilterCase("$ | join: ''", #"["",""]"#, nil),
        FilterCase("$ | join: ', '", "5", #""5""#), FilterCase("$ | join: ', '", "[5]", #""5""#),
        FilterCase("$ | join: ', '", "[]", nil), FilterCase("$ | join: ', '", "[[1]]", nil, misfits: 1),
        FilterCase("$ | join: ', '", "{}", nil, misfits: 1), FilterCase("$.a | join: ','", "{}", nil),
        FilterCase("$.a | join: $.s", #"{"a":[1,2],"s":"-"}"#, #""1-2""#),
        FilterCase("$.a | join: $.s", #"{"a":[1,2]}"#, nil, misfits: 1),
        FilterCase("$.a | join: $.s", #"{"a":[1,2],"s":""}"#, #""12""#),
        FilterCase("$.none | join: $.s", "{}", nil), FilterCase("$.a | join: $.s", #"{"a":[]}"#, nil),
        FilterCase("$.a | join: $.s", #"{"a":[null]}"#, nil), FilterCase("$.a[*] | truncate: $.s", #"{"a":[]}"#, nil),
        FilterCase("$.a[*] | truncate: $.s", #"{"a":[1,{}]}"#, nil, misfits: 1),
        FilterCase("$.a | join: $.s | default: 'd'", #"{"a":[1,{}]}"#, #""d""#, misfits: 1),
        FilterCase("$.a | default: 'd' | join: $.s", #"{"a":[1,{}],"s":""}"#, #""d""#, misfits: 1),
        FilterCase("$ | join: ','", #"[1,{}]"#, nil, misfits: 1),
    ]) func `join`(_ example: FilterCase) throws { try example.check() }

    @Test(arguments: [
        FilterCase("$ | sum", #"[1,"2.5"," 3 "]"#, "6.5"), FilterCase("$ | sum", "[0.1,0.2]", "0.3"),
        FilterCase("$ | sum", #"[1,"x"]"#, nil, misfits: 1), FilterCase("$ | sum", #"[1,""]"#, nil, misfits: 1),
        FilterCase("$ | sum", "[1,true]", nil, misfits: 1), FilterCase("$ | sum", "[1,[2]]", nil, misfits: 1),
        FilterCase("$ | sum", "[]", nil), FilterCase("$ | sum", "[null]", nil), FilterCase("$ | sum", "[null,4]", "4"),
        FilterCase("$ | sum", "7.10", "7.1"), FilterCase("$ | sum", #""abc""#, nil, misfits: 1),
        FilterCase("$ | sum", "[99999999999999999999999999999999999999,0.1]", nil, misfits: 1),
        FilterCase(
            "$ | sum",
            "[99999999999999999999999999999999999999,0.1,-0.1,1]",
            "1" + String(repeating: "0", count: 38)
        ),
        FilterCase("$ | sum", "[1e1999,1e-2000,-1e1999]", "0." + String(repeating: "0", count: 1_999) + "1"),
        FilterCase("$ | min", "[3,1.50,2]", "1.50"), FilterCase("$ | min", #"["10","9.0"]"#, "9.0"),
        FilterCase("$ | max", #"["10","9.0"]"#, "10"), FilterCase("$ | max", "[1.0,1,1.00]", "1.0"),
        FilterCase("$ | min", "[1.00,1]", "1.00"), FilterCase("$ | max", "[1e400,2e400,1]", "2e400"),
        FilterCase("$ | min", "[-1e400,0]", "-1e400"), FilterCase("$ | min", #"[1,"a"]"#, nil, misfits: 1),
        FilterCase("$ | max", #"[1,false]"#, nil, misfits: 1), FilterCase("$ | max", "[[1]]", nil, misfits: 1),
        FilterCase("$ | min", "[]", nil), FilterCase("$ | max", #"" 5 ""#, "5"),
        FilterCase("$ | min", "[-0,0]", "-0"),
        FilterCase("$ | max", "[123456789012345678901234567890123456789,1]", "123456789012345678901234567890123456789"),
    ]) func `sum, min and max`(_ example: FilterCase) throws { try example.check() }

    @Test(arguments: [
        FilterCase("$ | sort", "[10,9,1.5]", #""1.5; 9; 10""#), FilterCase("$ | sort", #"["10","9"]"#, #""10; 9""#),
        FilterCase("$ | sort", #"["b","a","B","ä"]"#, #""B; a; b; ä""#),
        FilterCase("$ | sort", #"[10,9,"a"]"#, #""10; 9; a""#),
        FilterCase("$ | sort", "[1.0,1,0.5]", #""0.5; 1.0; 1""#), FilterCase("$ | sort | first", "[1e400,5]", "5"),
        FilterCase("$ | sort", #"["\uff5e","\ud83d\ude00"]"#, #""～; 😀""#),
        FilterCase("$ | sort", "[1,[]]", nil, misfits: 1),
        FilterCase("$ | sort", "[]", nil), FilterCase("$ | sort", #"["b","","a"]"#, #""; a; b""#),
        FilterCase("$[*] | number | sort", #"["10","9"]"#, #""9; 10""#),
        FilterCase("$ | sort", "[true,false]", #""false; true""#),
        FilterCase("$ | sort | last", #"["a",2]"#, #""a""#), FilterCase("$ | sort | first", #"["a",2]"#, "2"),
        FilterCase("$ | unique", #"["a","b","a"]"#, #""a; b""#),
        FilterCase("$ | unique", "[1,1.0,10e-1,2]", #""1; 2""#),
        FilterCase("$ | unique", #"[1,"1"]"#, #""1; 1""#),
        FilterCase("$ | unique | count", "[[1],[1.0],[2],{},{}]", "3"),
        // Three, for a list that is left alone is counted by its elements.
        FilterCase("$ | unique | count", "[0,[1,null],[1000000000]]", "3"),
        FilterCase("$ | unique | count", #"[0,["a","b"],["asb"]]"#, "3"),
        FilterCase("$ | unique | count", #"[{"a":1,"b":"x"},{"b":"x","a":1.0},{"a":1}]"#, "2"),
        FilterCase("$ | unique", #"["",null,""]"#, nil),
        FilterCase("$ | unique | count", #"["a","","",true,true]"#, "3"),
        FilterCase("$ | unique", #"["é","e\u0301"]"#, "\"é; e\u{301}\""), FilterCase("$ | unique", "[5,5]", "5"),
        FilterCase("$ | unique | count", "[1e99999999999999999999,10e99999999999999999998,-0,0]", "2"),
        FilterCase("$ | compact", #"["a","",null,"b"]"#, #""a; b""#), FilterCase("$ | compact", #"["",""]"#, nil),
        FilterCase("$ | compact | count", #"["",{},[],0,false]"#, "4"),
        FilterCase("$ | compact", #"[" ","a"]"#, #"" ; a""#),
        FilterCase("$[*] | trim | compact", #"[" ","a"]"#, #""a""#),
    ]) func `sort, unique and compact`(_ example: FilterCase) throws { try example.check() }

    @Test(arguments: [
        ("1", "1.0"), ("1", "10e-1"), ("0.1", "1e-1"), ("0", "-0.0e5"), ("100", "1E+2"), ("1.50", "15e-1"),
        ("1e100000000000000000000", "10e99999999999999999999"), ("0.01e-1000000000000000", "1e-1000000000000002"),
        ("0.001e1000000000000000002", "1e999999999999999999"), ("1000e-1000000000000000002", "1e-999999999999999999"),
        ("1000e-10000000000000000", "1e-9999999999999997"), ("12e00000000000000000000000000001", "120"),
        ("1e-0", "1"),
    ]) func `spellings of one number have one key`(_ first: String, _ second: String) {
        #expect(UniqueKey(.number(Array(first.utf8))) == UniqueKey(.number(Array(second.utf8))))
    }

    @Test(arguments: [
        ("1", "-1"), ("1", "10"), ("0.1", "0.01"), ("1e100000000000000000000", "1e-100000000000000000000"),
        ("1e100000000000000000000", "1e100000000000000000001"), ("12", "1.2"),
    ]) func `two numbers have two keys`(_ first: String, _ second: String) {
        #expect(UniqueKey(.number(Array(first.utf8))) != UniqueKey(.number(Array(second.utf8))))
    }

    @Test(arguments: [
        ("aXbX", "X", [1, 3]), ("aaaa", "aa", [0, 2]), ("abababac", "ababac", [2]), ("", "a", []), ("ab", "abc", []),
        ("aabaabaaab", "aab", [0, 3, 7]),
    ]) func `a text is found wherever it stands`(_ text: String, _ wanted: String, _ places: [Int]) {
        let pattern = BytePattern(Array(wanted.utf8))
        var found: [Int] = []
        Array(text.utf8).withUnsafeBufferPointer { text in
            var start = 0
            while let place = pattern.next(in: text, from: start) {
                found.append(place)
                start = place + pattern.bytes.count
            }
        }
        #expect(found == places)
    }
}
