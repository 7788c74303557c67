// modules: Linux HTTP1

import HTTP1

/// Feeds any bytes to a connection, at once and in slices: what is handled must not depend on where they are split.
///
/// The first byte chooses the length of the slices.
@_cdecl("LLVMFuzzerTestOneInput")
package func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
    guard size > 0 else { return 0 }
    let bytes = UnsafeBufferPointer(start: data + 1, count: size - 1)
    let whole = outcome(of: bytes, slice: max(1, bytes.count))
    let sliced = outcome(of: bytes, slice: Int(data[0] % 16) + 1)
    precondition(whole.handled == sliced.handled, "\(whole.handled) became \(sliced.handled)")
    // Which of several faults is met first may depend on the slices; that there is one must not.
    precondition(whole.isRefused == sliced.isRefused, "whole: \(whole.isRefused), sliced: \(sliced.isRefused)")
    return 0
}

private struct Outcome {
    var handled: [String] = []
    var isRefused = false
}

private func outcome(of bytes: UnsafeBufferPointer<UInt8>, slice: Int) -> Outcome {
    var limits = HTTPLimits()
    limits.body = 512
    limits.headerBytes = 1_024
    limits.headerCount = 8
    var machine = ConnectionMachine(limits: limits)
    var outcome = Outcome()
    var position = 0
    var end = 0
    while true {
        end = min(end + slice, bytes.count)
        var input = InputCursor(UnsafeBufferPointer(rebasing: bytes[position..<end]))
        let goesOn = work(&machine, &input, &outcome)
        position += input.position
        guard goesOn, end < bytes.count else { return outcome }
    }
}

/// Does what the machine wants until it needs more bytes; false when it is done.
private func work(_ machine: inout ConnectionMachine, _ input: inout InputCursor, _ outcome: inout Outcome) -> Bool {
    let moment = Moment(microseconds: 0, date: HTTPDate(seconds: 0))
    while true {
        switch machine.next(&input, at: moment) {
        case .read(let most):
            precondition(most > 0)
            // A head and a body of the longest lengths, and what the C library rounds up.
            precondition(machine.heldBytes <= 1_024 + 512 + 128, "\(machine.heldBytes) bytes are held")
            return true
        case .judge(let head):
            for segment in head.pathSegments { precondition(!segment.utf8.contains(0)) }
            if head.rawPath == "/r" {
                machine.answer(.problem(status: 404), at: moment)
            } else {
                machine.proceed()
            }
        case .handle(let request):
            let fields = request.fields.map { "\($0.name)=\($0.value)" }
            let items = request.head.queryItems.map { "\($0.name)=\($0.value)" }
            precondition(request.body.count <= 512 && request.fields.count <= 8)
            outcome.handled.append("\(request.method) \(request.head.target) \(items) \(fields) \(request.body)")
            machine.answer(.text("done"), at: moment)
        case .write: machine.wrote(machine.output.count, at: moment)
        case .refused: outcome.isRefused = true
        case .wait: preconditionFailure("nothing is in hand to be waited for")
        case .endSending: break
        case .close: return false
        }
    }
}
