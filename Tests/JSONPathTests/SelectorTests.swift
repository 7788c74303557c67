import JSONPath
import Testing

/// RFC 9535 sections 2.2 to 2.3.4.
struct SelectorTests {
    private static let names = #"{"o":{"j j":{"k.k":3}},"'":{"@":2}}"#
    private static let wildcards = #"{"o":{"j":1,"k":2},"a":[5,3]}"#
    private static let letters = #"["a","b","c","d","e","f","g"]"#
    private static let digits = "[0,1,2,3,4,5,6,7,8,9]"

    @Test(arguments: [
        QueryCase("$", #"{"k":"v"}"#, [#"{"k":"v"}"#]),
        QueryCase("$", "3", ["3"]),
        QueryCase("$", "null", ["null"]),
        QueryCase("$.a", "3", []),
        QueryCase("$[*]", #""text""#, []),
        QueryCase("$..*", "true", []),
    ])
    func `the root is the whole document, whatever it is`(test: QueryCase) throws {
        try test.check()
    }

    @Test(arguments: [
        QueryCase("$.o['j j']", names, [#"{"k.k":3}"#]),
        QueryCase("$.o['j j']['k.k']", names, ["3"]),
        QueryCase(#"$.o["j j"]["k.k"]"#, names, ["3"]),
        QueryCase(#"$["'"]["@"]"#, names, ["2"]),
        QueryCase(#"$['\'']['@']"#, names, ["2"]),
        QueryCase("$['a','b','a']", #"{"a":1,"b":2}"#, ["1", "2", "1"]),
        QueryCase("$.a", #"[{"a":1}]"#, []),
        QueryCase("$['']", #"{"":1}"#, ["1"]),
        QueryCase("$['0']", #"{"0":1}"#, ["1"]),
        QueryCase("$['0']", "[1]", []),
        QueryCase("$.☺", #"{"☺":1}"#, ["1"]),
        QueryCase("$.ﬁ", #"{"ﬁ":1,"fi":2}"#, ["1"]),
        QueryCase("$.\u{E9}", #"{"e\#u{301}":1,"\#u{E9}":2}"#, ["2"]),
        QueryCase(#"$["\u263A"]"#, #"{"☺":1}"#, ["1"]),
        QueryCase(#"$["\uD834\uDD1E"]"#, #"{"𝄞":1}"#, ["1"]),
        QueryCase(#"$["\ud834\udd1e"]"#, #"{"\uD834\uDD1E":1}"#, ["1"]),
        QueryCase(#"$['\b\f\n\r\t\/\\\u0000']"#, #"{"\b\f\n\r\t/\\\u0000":1}"#, ["1"]),
        QueryCase("$._a1", #"{"_a1":1}"#, ["1"]),
        QueryCase("$['a']['b'].c", #"{"a":{"b":{"c":1}}}"#, ["1"]),
        QueryCase("$.null.true", #"{"null":{"true":1}}"#, ["1"]),
    ])
    func `a name selects the member of exactly that name`(test: QueryCase) throws {
        try test.check()
    }

    @Test(arguments: [
        QueryCase("$[*]", wildcards, [#"{"j":1,"k":2}"#, "[5,3]"]),
        QueryCase("$.o[*]", wildcards, ["1", "2"]),
        QueryCase("$.o[*,*]", wildcards, ["1", "2", "1", "2"]),
        QueryCase("$.a[*]", wildcards, ["5", "3"]),
        QueryCase("$.*.*", wildcards, ["1", "2", "5", "3"]),
        QueryCase("$[*]", "[]", []),
    ])
    func `the wildcard selects all children`(test: QueryCase) throws {
        try test.check()
    }

    @Test(arguments: [
        QueryCase("$[1]", #"["a","b"]"#, [#""b""#]),
        QueryCase("$[-2]", #"["a","b"]"#, [#""a""#]),
        QueryCase("$[2]", #"["a","b"]"#, []),
        QueryCase("$[-3]", #"["a","b"]"#, []),
        QueryCase("$[0]", #"{"0":1}"#, []),
        QueryCase("$[0]", #""text""#, []),
        QueryCase("$[9007199254740991]", "[1]", []),
        QueryCase("$[-9007199254740991]", "[1]", []),
        QueryCase("$[1,0,-1]", "[1,2,3]", ["2", "1", "3"]),
    ])
    func `an index selects one element`(test: QueryCase) throws {
        try test.check()
    }

    @Test(arguments: [
        QueryCase("$[1:3]", letters, [#""b""#, #""c""#]),
        QueryCase("$[5:]", letters, [#""f""#, #""g""#]),
        QueryCase("$[1:5:2]", letters, [#""b""#, #""d""#]),
        QueryCase("$[5:1:-2]", letters, [#""f""#, #""d""#]),
        QueryCase("$[::-1]", letters, [#""g""#, #""f""#, #""e""#, #""d""#, #""c""#, #""b""#, #""a""#]),
        QueryCase("$[:]", "[1,2]", ["1", "2"]),
        QueryCase("$[::]", "[1,2]", ["1", "2"]),
        QueryCase("$[::1]", "[1,2]", ["1", "2"]),
        QueryCase("$[:2]", digits, ["0", "1"]),
        QueryCase("$[-2:]", digits, ["8", "9"]),
        QueryCase("$[:-8]", digits, ["0", "1"]),
        QueryCase("$[-3:-1]", digits, ["7", "8"]),
        QueryCase("$[0:3:0]", digits, []),
        QueryCase("$[3:3]", digits, []),
        QueryCase("$[3:1]", digits, []),
        QueryCase("$[1:3:-1]", digits, []),
        QueryCase("$[20:]", digits, []),
        QueryCase("$[-20:2]", digits, ["0", "1"]),
        QueryCase("$[7:20]", digits, ["7", "8", "9"]),
        QueryCase("$[20:7:-1]", digits, ["9", "8"]),
        QueryCase("$[2::-1]", digits, ["2", "1", "0"]),
        QueryCase("$[:2:-3]", digits, ["9", "6", "3"]),
        QueryCase("$[-1:-4:-1]", digits, ["9", "8", "7"]),
        QueryCase("$[0:9:4]", digits, ["0", "4", "8"]),
        QueryCase("$[::-4]", digits, ["9", "5", "1"]),
        QueryCase("$[0::-1]", digits, ["0"]),
        QueryCase("$[0:-1:-1]", digits, []),
        QueryCase("$[0:9007199254740991:9007199254740991]", digits, ["0"]),
        QueryCase("$[9007199254740991:-9007199254740991:-9007199254740991]", digits, ["9"]),
        QueryCase("$[0:1]", "[]", []),
        QueryCase("$[::-1]", "[]", []),
        QueryCase("$[:]", #"{":":42,"more":"string"}"#, []),
        QueryCase("$[1:3]", "123456", []),
        QueryCase("$[0:2,1]", digits, ["0", "1", "1"]),
    ])
    func `a slice selects elements between two bounds, in steps`(test: QueryCase) throws {
        try test.check()
    }

    @Test func `slices agree with the RFC's pseudocode for all small bounds and steps`() throws {
        let bounds: [Int?] = [nil] + (-5...5).map { $0 }
        for count in 0...4 {
            let array = "[" + (0..<count).map(String.init).joined(separator: ",") + "]"
            for start in bounds {
                for end in bounds {
                    for step in -3...3 {
                        let query = "$[\(start.map(String.init) ?? ""):\(end.map(String.init) ?? ""):\(step)]"
                        let expected = Self.reference(start, end, step, count).map(String.init)
                        #expect(try select(query, in: array) == expected, "\(query) of \(count)")
                    }
                }
            }
        }
    }

    /// Section 2.3.4.2.2, word for word.
    private static func reference(_ start: Int?, _ end: Int?, _ step: Int, _ count: Int) -> [Int] {
        func normalize(_ index: Int) -> Int { index >= 0 ? index : count + index }
        guard step != 0 else { return [] }
        var selected = [Int]()
        if step > 0 {
            let from = normalize(start ?? 0)
            let to = normalize(end ?? count)
            let lower = min(max(from, 0), count)
            let upper = min(max(to, 0), count)
            var index = lower
            while index < upper {
                selected.append(index)
                index += step
            }
        } else {
            let from = normalize(start ?? count - 1)
            let to = normalize(end ?? -count - 1)
            let upper = min(max(from, -1), count - 1)
            let lower = min(max(to, -1), count - 1)
            var index = upper
            while lower < index {
                selected.append(index)
                index += step
            }
        }
        return selected
    }
}
