import Foundation
import TestSupport
import Testing

@testable import Bridge

struct PayloadInputTests {
    private let folder: TemporaryFolder
    private let console = Console(environment: [:])

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func `a payload is as large as a body may be, and no larger`() throws {
        let path = try folder.write("", to: "body.json")
        let file = try FileHandle(forWritingTo: URL(filePath: path))
        try file.truncate(atOffset: UInt64(LimitsConfiguration.longestBody))
        let count = try PayloadInput(path, console).bytes.count
        #expect(count == LimitsConfiguration.longestBody)
        try file.truncate(atOffset: UInt64(LimitsConfiguration.longestBody) + 1)
        #expect(throws: PayloadInput.Failure.self) { _ = try PayloadInput(path, console) }
    }
}
