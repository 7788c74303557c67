import TestSupport
import Testing

@testable import JSONPath

/// Two machines run patterns, each on the texts that suit it: they must not be told apart by what they find.
struct IRegexpMachineTests {
    @Test(arguments: 0..<20)
    func `both machines find the same match, and the same group in it`(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        // What one run leaves behind means nothing for the next.
        var backtracker = IRegexpBacktracker()
        var pike = IRegexpPikeMachine()
        var found = 0
        for _ in 0..<300 {
            let pattern = Self.pattern(depth: 3, &random)
            let program = try IRegexp(pattern).program
            for _ in 0..<6 {
                let text = Self.text(&random)
                try #require(IRegexpBacktracker.takes(program, textCount: text.count))
                for mode in [IRegexpMode.whole, .anywhere, .first] {
                    let (short, long) = text.withUnsafeBufferPointer { bytes in
                        var (one, other) = (Int.max, Int.max)
                        return (
                            backtracker.run(program, on: bytes, mode, steps: &one),
                            pike.run(program, on: bytes, mode, steps: &other)
                        )
                    }
                    let comment: Comment = "\(pattern) in \(String(decoding: text, as: UTF8.self)), \(mode)"
                    if mode == .first { #expect(short == long, comment) }
                    #expect((short == nil) == (long == nil), comment)
                    if short != nil { found += 1 }
                }
            }
        }
        // Neither nearly always nor hardly ever: both would show little.
        #expect((1_000...15_000).contains(found))
    }

    @Test func `a machine that gives up says so, and goes on to work`() throws {
        let program = try IRegexp("(a|b)*c").program
        let other = try IRegexp("d").program
        let text = Array("abababababab".utf8)
        text.withUnsafeBufferPointer { bytes in
            var machine = IRegexpMachine()
            var steps = 20
            #expect(machine.run(program, on: bytes, .first, steps: &steps) == nil)
            #expect(steps == -1, "at once")
            steps = 10_000
            #expect(machine.run(other, on: bytes, .first, steps: &steps) == nil)
            #expect(machine.run(program, on: bytes, .first, steps: &steps) == nil)
            #expect(steps > 0)
        }
    }

    @Test func `a run may take all the steps that it is given`() throws {
        let program = try IRegexp("(a|ab)(c|bcd)*e").program
        Array("xabcabcde".utf8).withUnsafeBufferPointer { bytes in
            var backtracker = IRegexpBacktracker()
            var pike = IRegexpPikeMachine()
            var (one, other) = (1_000, 1_000)
            #expect(backtracker.run(program, on: bytes, .first, steps: &one)?.range == 4..<9)
            #expect(pike.run(program, on: bytes, .first, steps: &other)?.range == 4..<9)
            let (least, otherLeast) = (1_000 - one, 1_000 - other)
            for missing in 0...1 {
                (one, other) = (least - missing, otherLeast - missing)
                #expect((backtracker.run(program, on: bytes, .first, steps: &one) != nil) == (missing == 0))
                #expect((pike.run(program, on: bytes, .first, steps: &other) != nil) == (missing == 0))
                #expect((one, other) == (-missing, -missing))
            }
        }
    }

    @Test func `what a text is passed over for, and each way that is followed in it, takes steps`() throws {
        let seldom = try IRegexp("bc").program
        let everywhere = try IRegexp("a*b").program
        [UInt8](repeating: UInt8(ascii: "a"), count: 1_000).withUnsafeBufferPointer { bytes in
            var backtracker = IRegexpBacktracker()
            var pike = IRegexpPikeMachine()
            var (one, other) = (10_000, 10_000)
            #expect(backtracker.run(seldom, on: bytes, .first, steps: &one) == nil)
            #expect(pike.run(seldom, on: bytes, .first, steps: &other) == nil)
            #expect((9_800...9_875).contains(one) && (9_800...9_875).contains(other))
            // For each character two that wait for it, and four on the way to the next.
            other = 10_000
            #expect(pike.run(everywhere, on: bytes, .whole, steps: &other) == nil)
            #expect((3_980...4_000).contains(other))
        }
    }

    @Test func `a text is followed way by way as long as that takes little memory`() throws {
        let program = try IRegexp("[^@]+@[^@]+").program
        #expect(IRegexpBacktracker.takes(program, textCount: 0))
        #expect(IRegexpBacktracker.takes(program, textCount: 320))
        #expect(!IRegexpBacktracker.takes(program, textCount: 20_000))
        #expect(!IRegexpBacktracker.takes(program, textCount: .max))
    }

    private static func pattern(depth: Int, _ random: inout SplitMix64) -> String {
        let choice = random.next() % (depth == 0 ? 6 : 12)
        switch choice {
        case 0, 1: return "a"
        case 2: return "b"
        case 3: return ["é", ".", "^", "$", ""][Int(random.next() % 5)]
        case 4: return ["[ab]", "[^a]", "[^@ ]", "\\p{L}"][Int(random.next() % 4)]
        case 5: return "@"
        case 6, 7: return pattern(depth: depth - 1, &random) + pattern(depth: depth - 1, &random)
        case 8: return "(\(pattern(depth: depth - 1, &random))|\(pattern(depth: depth - 1, &random)))"
        default:
            let count = ["*", "+", "?", "{2}", "{1,3}", "{0}", "{2,}"][Int(random.next() % 7)]
            return "(\(pattern(depth: depth - 1, &random)))\(count)"
        }
    }

    private static func text(_ random: inout SplitMix64) -> [UInt8] {
        let pieces: [[UInt8]] = ["a", "a", "b", "@", " ", "é", "\n"].map { Array($0.utf8) } + [[0xC3], [0xFF]]
        return (0..<random.next() % 12).flatMap { _ in pieces[Int(random.next() % UInt64(pieces.count))] }
    }
}
