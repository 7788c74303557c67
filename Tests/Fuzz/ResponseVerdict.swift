// modules: Linux Domain Ledger Forwarding

import Domain

@testable import Forwarding

/// Judges any answer: the wait that is asked for is bounded, and a success is never anything but taken or unknown.
///
/// The first two bytes are the status, the first line after them `Retry-After`, the rest the body.
@_cdecl("LLVMFuzzerTestOneInput")
package func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: data, count: size))
    guard bytes.count > 2 else { return 0 }
    let parts = bytes[2...].split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
    let result = TransferResult(
        status: Int(bytes[0]) << 2 | Int(bytes[1] & 3),
        retryAfter: String(decoding: parts[0], as: UTF8.self),
        body: parts.count > 1 ? Array(parts[1]) : []
    )
    let now = Timestamp(seconds: 784_111_777)
    let outcome = ResponseVerdict.outcome(of: result, answers: [:], now: now)
    if case .retry(_, let asked?) = outcome {
        precondition(asked >= .zero && asked <= RetrySchedule.retryAfterLimit, "a wait of \(asked)")
    }
    if let status = result.status, (200...299).contains(status) { precondition(outcome == .delivered) }
    return 0
}
