/// One connection of a server by RFC 9112, without its socket and its clock.
///
/// Ask `next` what to do, do it, tell the machine what became of it, and ask again. One request is in hand at a time: the
/// bytes of the next one wait in the input until the answer is written, so what a client sends ahead stays in the
/// kernel's buffers and costs no memory here.
///
/// How it ends: after a framing error nobody knows where the next request begins, so the answer says `Connection: close`,
/// sending ends, and what still comes is read and dropped until the peer closes or `lingerTimeout` is up; closing at
/// once would make the kernel send a reset, and the peer could lose the answer (RFC 9112, section 9.6). A request that
/// the handler refuses by its head alone keeps the connection if its body is small enough to be read and dropped.
package struct ConnectionMachine {
    enum Phase {
        /// Reading a head, or waiting for its first byte.
        case head
        /// The handler looks at the head.
        case judging
        /// The handler wants the body.
        case accepted
        /// `100 Continue` is on its way out.
        case sendingGoOn
        case body
        /// The handler has the request.
        case handling
        case sending
        /// Reading past a refused body, its answer being sent.
        case dropping
        /// The last answer is out, and the client knew that it would be the last.
        case leaving
        /// The last answer is out, and the peer may still be sending.
        case ending
        case lingering
        case closed
    }

    /// What follows once an answer is out.
    enum Sequel {
        case nextRequest
        case drop
        case linger
        case close
    }

    // The phases' data stands beside the phase: inside its cases, each step would copy the body gathered so far.
    private(set) var phase = Phase.head
    private var sequel = Sequel.nextRequest
    var head: HTTPRequestHead?
    private var reader = BodyReader(.none, keeps: false)
    private var parser = RequestParser()
    private var refusal: RequestRefusal?
    private var lingered = 0
    private var peerHasEnded = false
    /// Whether the next answer is the last one.
    private(set) var isLast = false
    /// What is to be written; `written` bytes of it are out.
    package private(set) var output: [UInt8] = []
    package private(set) var written = 0
    /// What is waited for; nil while the handler has the request.
    package private(set) var deadline: Deadline?
    let limits: HTTPLimits

    package init(limits: HTTPLimits) {
        self.limits = limits
    }

    /// Whether the connection waits for the first byte of a request.
    package var isIdle: Bool { deadline?.kind == .idle }

    /// The memory that the request takes: its head, and its body while that is coming in.
    package var heldBytes: Int { (head?.fields.bytes.count ?? 0) + reader.heldBytes }

    /// Whether a request is coming in that may be given up.
    package var isComingIn: Bool { phase == .body || (phase == .head && deadline?.kind == .header) }

    /// What to do next.
    ///
    /// - Parameter input: all bytes that have arrived and were not used up before.
    package mutating func next(_ input: inout InputCursor, at moment: Moment) -> ConnectionAction {
        while true {
            if let refusal {
                self.refusal = nil
                return .refused(refusal)
            }
            switch phase {
            case .head: if let action = readHead(&input, moment) { return action }
            case .judging, .handling: return .wait
            case .accepted: if let action = beginBody(input, moment) { return action }
            case .sendingGoOn, .sending: return .write
            case .body: if let action = readBody(&input, moment) { return action }
            case .dropping: if let action = dropBody(&input, moment) { return action }
            // Closing with unread bytes would be a reset: a client that sends on regardless is waited for.
            case .leaving: phase = input.isEmpty ? .closed : .ending
            case .ending:
                wait(for: .lingering, moment)
                phase = .lingering
                return .endSending
            case .lingering:
                lingered += input.count
                input.skip(input.count)
                guard !peerHasEnded, lingered <= HTTPLimits.lingerBytes else {
                    phase = .closed
                    continue
                }
                return .read(atMost: Self.droppedBytes)
            case .closed: return .close
            }
        }
    }

    /// After `judge`: the handler wants the whole request.
    package mutating func proceed() {
        precondition(phase == .judging, "the handler may go on only with a head it was asked about, not in \(phase)")
        phase = .accepted
    }

    /// After `judge` or `handle`: the handler's answer.
    package mutating func answer(_ response: HTTPResponse, at moment: Moment) {
        switch phase {
        case .judging: sequel = sequelOfRefusedHead()
        case .handling: sequel = sequelOfRequest()
        default: preconditionFailure("an answer in \(phase), where nothing was asked")
        }
        send(response, moment)
    }

    /// After `write`: so many bytes were taken.
    package mutating func wrote(_ count: Int, at moment: Moment) {
        precondition(count <= output.count - written, "more was written than there was")
        written += count
        guard written == output.count else { return }
        output = []
        written = 0
        guard phase == .sending else {
            phase = .body
            return wait(for: .body, moment)
        }
        deadline = nil
        head = nil
        switch sequel {
        case .nextRequest: phase = .head
        case .drop:
            phase = .dropping
            wait(for: .body, moment)
        case .linger: phase = .ending
        case .close: phase = .leaving
        }
    }

    /// The peer has sent its last byte; it may still read.
    package mutating func peerEnded() {
        peerHasEnded = true
    }

    /// The next answer is the last one: the server is stopping.
    package mutating func finish() {
        isLast = true
    }

    /// There is no room for the rest of the request, nor for what has come of it.
    package mutating func giveUp(at moment: Moment) {
        precondition(isComingIn, "a request is given up while it is coming in, not in \(phase)")
        _ = reader.takeBody()
        refuse(phase == .body ? .tooManyBodies : .tooManyHeads, moment)
    }

    /// The deadline has passed.
    package mutating func timeIsUp(at moment: Moment) {
        guard let kind = deadline?.kind else { return }
        switch kind {
        case .header: refuse(.headerTimeout, moment)
        // The answer to a body being dropped is out already.
        case .body where phase == .dropping: phase = .ending
        case .body: refuse(.bodyTimeout, moment)
        case .idle, .sending, .lingering: phase = .closed
        }
    }

    /// The most bytes to read at once for a head; one of usual size and its body fit.
    private static let headBytes = 16 << 10
    /// The same for what nobody wants.
    private static let droppedBytes = 64 << 10
}

extension ConnectionMachine {
    private mutating func readHead(_ input: inout InputCursor, _ moment: Moment) -> ConnectionAction? {
        switch parser.parse(&input, limits: limits) {
        case .needsMoreBytes:
            // Ended between two requests, or within one: nobody is left to be told (RFC 9112, section 8).
            guard !peerHasEnded else {
                phase = .closed
                return nil
            }
            let kind: Deadline.Kind = input.isEmpty ? .idle : .header
            // A head's time runs from its first byte, however its others trickle in.
            if deadline?.kind != kind { wait(for: kind, moment) }
            return .read(atMost: Self.headBytes)
        case .refused(let refusal):
            refuse(refusal, moment)
            return nil
        case .head(let head):
            self.head = head
            deadline = nil
            if case .length(let length) = head.framing, length > limits.body {
                refuse(.contentTooLarge, moment)
                return nil
            }
            phase = .judging
            return .judge(head)
        }
    }

    private mutating func beginBody(_ input: InputCursor, _ moment: Moment) -> ConnectionAction? {
        guard let head else { preconditionFailure("a body is read without a head") }
        if let objection = head.objection {
            refusal = objection
            sequel = sequelOfRefusedHead()
            send(objection.response, moment)
            return nil
        }
        guard head.framing != .none else {
            phase = .handling
            return .handle(HTTPRequest(head: head, body: []))
        }
        reader = BodyReader(head.framing, keeps: true)
        phase = .body
        // RFC 9110, section 10.1.1: not needed once some of the body is there.
        if head.expectsContinue, input.isEmpty {
            output = ResponseWriter.goOn
            phase = .sendingGoOn
            wait(for: .sending, moment)
        }
        return nil
    }

    private mutating func readBody(_ input: inout InputCursor, _ moment: Moment) -> ConnectionAction? {
        do {
            guard try reader.read(&input, limit: limits.body, limits: limits) else {
                guard !peerHasEnded else {
                    phase = .closed
                    return nil
                }
                if deadline?.kind != .body { wait(for: .body, moment) }
                return .read(atMost: reader.wantedBytes)
            }
        } catch {
            refuse(error, moment)
            return nil
        }
        guard let head else { preconditionFailure("a body without a head") }
        deadline = nil
        phase = .handling
        return .handle(HTTPRequest(head: head, body: reader.takeBody()))
    }

    private mutating func dropBody(_ input: inout InputCursor, _ moment: Moment) -> ConnectionAction? {
        do {
            guard try reader.read(&input, limit: HTTPLimits.droppedBody, limits: limits) else {
                guard !peerHasEnded else {
                    phase = .closed
                    return nil
                }
                return .read(atMost: reader.wantedBytes)
            }
            deadline = nil
            phase = .head
        } catch {
            // The answer is out; all that is left is to end in a way that lets it arrive.
            phase = .ending
        }
        return nil
    }

    /// What follows an answer to a whole request.
    private func sequelOfRequest() -> Sequel {
        guard let head else { preconditionFailure("an answer without a request") }
        // The client knows that this answer is the last one and sends nothing behind the request.
        guard head.keepAlive else { return .close }
        return isLast ? .linger : .nextRequest
    }

    /// What follows an answer that was given before the body was read.
    private mutating func sequelOfRefusedHead() -> Sequel {
        guard let head else { preconditionFailure("an answer without a request") }
        if head.framing == .none { return sequelOfRequest() }
        // A client that waits for leave may send the body or leave it out: the next bytes could be either.
        guard head.keepAlive, !isLast, !head.expectsContinue else { return .linger }
        if case .length(let length) = head.framing, length > HTTPLimits.droppedBody { return .linger }
        reader = BodyReader(head.framing, keeps: false)
        return .drop
    }

    private mutating func refuse(_ refusal: RequestRefusal, _ moment: Moment) {
        self.refusal = refusal
        sequel = .linger
        send(refusal.response, moment)
    }

    private mutating func send(_ response: HTTPResponse, _ moment: Moment) {
        let persistence: ResponseWriter.Persistence =
            switch sequel {
            case .linger, .close: .closing
            case .nextRequest, .drop: head?.version == .http10 ? .announced : .implied
            }
        output = ResponseWriter.bytes(
            of: response,
            persistence,
            withoutBody: head?.method == .head || (head == nil && parser.methodIsHead),
            date: moment.date
        )
        written = 0
        phase = .sending
        wait(for: .sending, moment)
    }

    private mutating func wait(for kind: Deadline.Kind, _ moment: Moment) {
        let length =
            switch kind {
            case .idle, .sending: limits.idleTimeout
            case .header: limits.headerTimeout
            case .body: limits.bodyTimeout
            case .lingering: limits.lingerTimeout
            }
        deadline = Deadline(kind: kind, at: moment.microseconds + length.microseconds)
    }
}
