import HTTP1
import Testing

struct GoldenCaseTests {
    @Test func `there are cases, and every file of them is one`() {
        #expect(GoldenCase.files.count > 80)
        #expect(GoldenCase.all.count == GoldenCase.files.count)
    }

    @Test(arguments: GoldenCase.all)
    func `the machine does what the case says`(_ test: GoldenCase) {
        var driver = MachineDriver()
        driver.feed(test.request)
        #expect(driver.transcript + [driver.state] == test.expected)
    }

    @Test(arguments: GoldenCase.all)
    func `it does the same for bytes that come one by one`(_ test: GoldenCase) {
        var driver = MachineDriver()
        for byte in test.request { driver.feed([byte]) }
        #expect(driver.transcript + [driver.state] == test.expected)
    }

    @Test(arguments: GoldenCase.all)
    func `it does the same wherever the bytes are split`(_ test: GoldenCase) {
        // A case of many thousand bytes is split at some of them only.
        let step = max(1, test.request.count / 500)
        for offset in stride(from: 1, to: test.request.count, by: step) {
            var driver = MachineDriver()
            driver.feed(test.request[..<offset])
            driver.feed(test.request[offset...])
            #expect(driver.transcript + [driver.state] == test.expected, "split at \(offset)")
        }
    }

    @Test(arguments: GoldenCase.all.filter { $0.expected.last == "open" })
    func `it does the same twice for two sent at once`(_ test: GoldenCase) {
        var driver = MachineDriver()
        driver.feed(test.request + test.request)
        let steps = Array(test.expected.dropLast())
        #expect(driver.transcript + [driver.state] == steps + steps + ["open"])
    }
}
