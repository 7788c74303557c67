import Domain
import TestSupport
import Testing

@testable import Forwarding
@testable import Ledger

// What may happen.
extension Simulation {
    func step() throws {
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<26: try record()
        case 26..<56: try answer()
        case 56..<72: try passTime()
        case 72..<76: try reload()
        case 76..<85: try command()
        case 85..<88: try remap()
        case 88..<92: try toggleBrake()
        case 92..<95: try toggleFaults()
        default: try end()
        }
    }

    func pick(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }

    func spec(_ number: Int, _ person: Int) -> ActionSpec {
        let key = pick(4) == 0 ? pick(200) : 1_000 + Int(ticket) * 10 + number
        let project = pick(4) == 0 ? "other" : "default"
        let lane = pick(4) == 0 ? nil : person
        // Now and then too long to be handed over.
        let note = pick(12) == 0 ? #","note":"\#(String(repeating: "x", count: Handover.payloadLimit))""# : ""
        let text = #"{"email":"p\#(person)@example.com","n":"\#(ticket).\#(number)"\#(note)}"#
        return ActionSpec(key: key, project: project, person: lane, payload: text)
    }

    func action(_ spec: ActionSpec) throws -> Action {
        var hash = [UInt8](repeating: 0, count: 32)
        for place in 0..<8 { hash[place] = UInt8(truncatingIfNeeded: spec.key >> (8 * place)) }
        return Action(
            name: try #require(ActionName("Lead")),
            project: try #require(ProjectName(spec.project)),
            payload: Array(spec.payload.utf8),
            dedupeKey: DedupeKey(dateTime: Timestamp(seconds: 1_700_000_000), hash: hash, window: .days(3_650)),
            lane: spec.person.map { "p\($0)@example.com" }
        )
    }

    private func record() throws {
        for _ in 0...pick(3) {
            ticket += 1
            let person = pick(4)
            let state = [EventState.mapped, .mapped, .mapped, .held, .unmapped, .ignored][pick(6)]
            let actions = state == .mapped ? (0...pick(3)).map { spec($0, person) } : []
            let body = "event \(1_000_000 + ticket) p\(person)@example.com"
            let event = NewEvent(
                source: try #require(SourceName("quiz")),
                receivedAt: clock.now.time,
                state: state,
                body: Array(body.utf8),
                contentType: nil,
                request: Array("{}".utf8),
                mapping: nil,
                actions: try actions.map(action),
                error: state == .unmapped ? EventWarning(field: "email", message: "missing") : nil
            )
            unanswered[ticket] = RecordedSpec(
                body: body,
                state: state,
                actions: actions,
                person: person,
                receivedAt: clock.now.time
            )
            writer.record(event, ticket: ticket)
        }
        note("record")
        try settle()
    }

    private func answer() throws {
        let held = endpoint.held
        guard !held.isEmpty else { return try passTime() }
        let one = held[pick(held.count)]
        let answers: [SimulationModel.Answer] = [
            .delivered, .delivered, .delivered, .delivered, .duplicate, .rejected, .unauthorized, .throttled, .failed,
            .failed,
            .broken,
        ]
        try answer(one, answers[pick(answers.count)])
    }

    func answer(_ held: ScriptedEndpoint.Held, _ answer: SimulationModel.Answer) throws {
        note("\(answer) to \(held.payload.prefix(40))")
        model.inFlight[held.payload] = nil
        if answer == .delivered || answer == .duplicate { model.owed[held.payload]?.hasArrived = true }
        if writes {
            model.write(answer, to: held.payload)
        } else {
            model.owed[held.payload]?.unwritten.append(answer)
        }
        endpoint.answer(held, bytes(of: answer))
        try settle()
    }

    private func bytes(of answer: SimulationModel.Answer) -> LoopbackServer.Answer {
        switch answer {
        case .delivered: return .bytes(LoopbackServer.answer("200 OK"))
        case .duplicate: return .bytes(LoopbackServer.answer("409 Conflict"))
        case .rejected: return .bytes(LoopbackServer.answer("422 Unprocessable Content"))
        case .unauthorized: return .bytes(LoopbackServer.answer("401 Unauthorized"))
        case .throttled:
            let wait = ["", "Retry-After: 1\r\n", "Retry-After: 40\r\n", "Retry-After: 3600\r\n"][pick(4)]
            return .bytes(LoopbackServer.answer("429 Too Many Requests", headers: wait))
        case .failed: return .bytes(LoopbackServer.answer("503 Service Unavailable"))
        case .broken: return .bytesThenClose("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{")
        }
    }

    private func passTime() throws {
        let jump = pick(10)
        switch jump {
        case 0..<4: clock.advance(.milliseconds(Int64(pick(2_000))))
        case 4..<7: clock.advance(.seconds(Int64(pick(300))))
        case 7, 8: clock.advance(.minutes(Int64(pick(200))))
        default: clock.set(by: Int64(pick(7_200) - 5_400) * 1_000_000)
        }
        note("time \(jump)")
        try settle()
    }

    private func reload() throws {
        let hasCredentials = pick(4) > 0
        note("reload \(hasCredentials)")
        reload(hasCredentials: hasCredentials)
        try settle()
    }
}
