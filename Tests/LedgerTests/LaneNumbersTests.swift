import Domain
import Testing

@testable import Ledger

@Suite struct LaneNumbersTests {
    /// The vectors of the reference implementation (vectors.h): message n is the bytes 0 to n - 1 under the key 0 to 15.
    @Test(arguments: [
        (0, 0x726f_db47_dd0e_0e31 as UInt64), (1, 0x74f8_39c5_93dc_67fd), (7, 0xab02_00f5_8b01_d137),
        (8, 0x93f5_f579_9a93_2462), (15, 0xa129_ca61_49be_45e5), (63, 0x958a_324c_eb06_4572),
    ])
    func `lanes are SipHash-2-4`(count: Int, hash: UInt64) {
        let numbers = LaneNumbers(key: (0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908))
        let message = (0..<count).map { UInt8($0) }
        #expect(message.withUnsafeBytes { numbers.hash($0) } == hash)
    }

    @Test func `a ledger keeps its key and another one has another`() throws {
        let ledger = try OpenLedger()
        let other = try OpenLedger()
        ledger.writer.stop()
        other.writer.stop()
        func lane(_ path: String) throws -> Int64 {
            try WriteSession(try LedgerFile.open(path, .writing)).lanes.lane(of: "a@b.example").number
        }
        #expect(try lane(ledger.path) == lane(ledger.path))
        #expect(try lane(ledger.path) != lane(other.path))
    }
}
