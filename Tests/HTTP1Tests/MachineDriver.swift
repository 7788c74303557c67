import HTTP1

/// Feeds a connection machine by hand and writes down what it does, one line a step.
struct MachineDriver {
    var machine: ConnectionMachine
    private(set) var transcript: [String] = []
    private(set) var isClosed = false
    private var input: [UInt8] = []
    private var clock: Int64 = 0
    private let answersLater: Bool

    /// - Parameter answersLater: leaves requests in hand until `answer`.
    init(limits: HTTPLimits = HTTPLimits(), answersLater: Bool = false) {
        machine = ConnectionMachine(limits: limits)
        self.answersLater = answersLater
        work()
    }

    mutating func feed(_ bytes: some Sequence<UInt8>) {
        input += bytes
        work()
    }

    mutating func feed(_ text: String) {
        feed(Array(text.utf8))
    }

    mutating func endPeer() {
        machine.peerEnded()
        work()
    }

    mutating func answer(_ status: Int = 200) {
        machine.answer(.text(status: status, "done"), at: moment)
        work()
    }

    /// Moves the clock on, and lets the deadline pass if it does.
    mutating func wait(_ seconds: Double) {
        clock += Int64(seconds * 1_000_000)
        guard let deadline = machine.deadline, deadline.at <= clock else { return }
        transcript.append("time is up")
        machine.timeIsUp(at: moment)
        work()
    }

    /// The state in a word.
    var state: String {
        if isClosed { return "closed" }
        switch machine.deadline?.kind {
        case .idle: return "open"
        case .header: return "in the head"
        case .body: return "in the body"
        case .lingering: return "closing"
        case .sending: return "sending"
        case nil: return "in hand"
        }
    }

    private var moment: Moment { Moment(microseconds: clock, date: HTTPDate(seconds: 784_111_777)) }

    private mutating func work() {
        var rest = 0
        input.withUnsafeBufferPointer { bytes in
            var cursor = InputCursor(bytes)
            while !isClosed, step(&cursor) {}
            rest = cursor.count
        }
        input.removeFirst(input.count - rest)
    }

    /// Does one thing; whether there may be more to do.
    private mutating func step(_ cursor: inout InputCursor) -> Bool {
        switch machine.next(&cursor, at: moment) {
        case .read, .wait: return false
        case .judge(let head):
            if head.rawPath.hasPrefix("/refused") {
                transcript.append("judged \(head.method) \(head.rawPath)")
                machine.answer(.problem(status: 404), at: moment)
            } else {
                machine.proceed()
            }
        case .handle(let request):
            transcript.append("handled " + Self.line(request))
            guard !answersLater else { return false }
            machine.answer(.text("done"), at: moment)
        case .write:
            let text = String(decoding: machine.output, as: UTF8.self)
            let connection = text.split(separator: "\r\n").first { $0.hasPrefix("Connection: ") }
            let status = text.dropFirst(9).prefix(3)
            transcript.append("answered \(status)" + (connection.map { " " + $0.dropFirst(12) } ?? ""))
            machine.wrote(machine.output.count, at: moment)
        case .refused(let refusal): transcript.append("refused \(refusal.rawValue)")
        case .endSending: break
        case .close: isClosed = true
        }
        return true
    }

    private static func line(_ request: HTTPRequest) -> String {
        var line = "\(request.method) \(request.head.rawPath)"
        if let query = request.head.rawQuery { line += " query \(query)" }
        if let host = request.head.host { line += " host \(host)" }
        if !request.body.isEmpty { line += " body \(String(decoding: request.body, as: UTF8.self))" }
        return line
    }
}
