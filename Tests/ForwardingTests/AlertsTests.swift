import Domain
import Foundation
import Linux
import TestSupport
import Testing

@testable import Forwarding

struct AlertsTests {
    private let alert = Alert(
        subject: "project default",
        state: "paused",
        isProblem: true,
        text: "project \"default\" is paused",
        at: Timestamp(seconds: 784_111_777)
    )
    private let json = """
        {"subject":"project default","state":"paused","problem":true,"text":"project \\"default\\" is paused",\
        "at":"1994-11-06T08:49:37.000Z"}
        """

    private static let silent = Log(level: .error, format: .text, descriptor: -1)

    /// Notes the alert with no patience and waits until `condition` holds.
    private func tell(_ settings: Alerts.Settings, until condition: () -> Bool) throws {
        let alerts = try Alerts(settings, version: "test", log: Self.silent)
        let thread = NamedThread("alerts") { alerts.run() }
        alerts.note(alert, patience: .zero)
        try Self.wait(until: condition)
        alerts.stop()
        thread.join()
        #expect(condition())
    }

    /// Waits until `condition` holds, for two minutes at most.
    private static func wait(until condition: () -> Bool) throws {
        let end = ContinuousClock.now + .seconds(120)
        let bell = try Doorbell()
        while !condition(), ContinuousClock.now < end { bell.wait(milliseconds: 2) }
    }

    /// A problem of another subject.
    private static func alert(_ subject: String) -> Alert {
        Alert(subject: subject, state: "bad", isProblem: true, text: subject, at: Timestamp(seconds: 0))
    }

    @Test func `an alert is posted as JSON`() throws {
        let server = LoopbackServer { _ in .bytes(LoopbackServer.answer("200 OK")) }
        try tell(Alerts.Settings(webhook: server.url)) { !server.requests.isEmpty }
        #expect(server.requests.map { String(decoding: $0.body, as: UTF8.self) } == [json])
    }

    @Test func `an alert that could not be posted goes to the address that a reload brings`() throws {
        let failing = LoopbackServer { _ in .bytes(LoopbackServer.answer("500 Oops")) }
        let mended = LoopbackServer { _ in .bytes(LoopbackServer.answer("200 OK")) }
        let alerts = try Alerts(Alerts.Settings(webhook: failing.url), version: "test", log: Self.silent)
        let thread = NamedThread("alerts") { alerts.run() }
        alerts.note(alert, patience: .zero)
        try Self.wait { !failing.requests.isEmpty }
        // What is noted meanwhile uses up no tries.
        for _ in 0..<20 { alerts.note(alert, patience: .zero) }
        alerts.reload(Alerts.Settings(webhook: mended.url))
        // One may have been on its way.
        let most = failing.requests.count + 1
        try Self.wait { !mended.requests.isEmpty }
        alerts.stop()
        thread.join()
        #expect(failing.requests.count <= most)
        #expect(mended.requests.map { String(decoding: $0.body, as: UTF8.self) } == [json])
    }

    @Test func `what could not be posted is posted again at a reload, before what comes after it`() throws {
        let isReloaded = DispatchSemaphore(value: 0)
        // While it waits with the answer to B, A has failed.
        let failing = LoopbackServer { request in
            if String(decoding: request.body, as: UTF8.self).contains("B") { isReloaded.wait() }
            return .bytes(LoopbackServer.answer("500 Oops"))
        }
        let mended = LoopbackServer { _ in .bytes(LoopbackServer.answer("200 OK")) }
        let alerts = try Alerts(Alerts.Settings(webhook: failing.url), version: "test", log: Self.silent)
        for subject in ["A", "B"] { alerts.note(Self.alert(subject), patience: .zero) }
        let thread = NamedThread("alerts") { alerts.run() }
        try Self.wait { failing.requests.count > 1 }
        alerts.reload(Alerts.Settings(webhook: mended.url))
        alerts.note(Self.alert("C"), patience: .zero)
        isReloaded.signal()
        try Self.wait { mended.requests.count > 1 }
        alerts.stop()
        thread.join()
        let told = mended.requests.prefix(2).map { String(decoding: $0.body.prefix(14), as: UTF8.self) }
        #expect(told == [#"{"subject":"A""#, #"{"subject":"C""#])
    }

    @Test func `a command that failed is run again at a reload, before those for what comes after it`() throws {
        let folder = try TemporaryFolder()
        func lines(_ name: String) -> [Substring] { ((try? folder.read(name)) ?? "").split(separator: "\n") }
        // While the one for B runs, that for A has failed.
        let failing = """
            echo $1 >> \(folder.path("tried")); [ $1 = A ] || until [ -e \(folder.path("go")) ]; do sleep 0.01; done; exit 3
            """
        let mended = "echo $1 >> \(folder.path("told"))"
        let alerts = try Alerts(
            Alerts.Settings(command: ["sh", "-c", failing, "sh"]),
            version: "test",
            log: Self.silent
        )
        for subject in ["A", "B"] { alerts.note(Self.alert(subject), patience: .zero) }
        let thread = NamedThread("alerts") { alerts.run() }
        try Self.wait { lines("tried").count > 1 }
        alerts.reload(Alerts.Settings(command: ["sh", "-c", mended, "sh"]))
        alerts.note(Self.alert("C"), patience: .zero)
        try folder.write("", to: "go")
        try Self.wait { lines("told").count > 1 }
        alerts.stop()
        thread.join()
        #expect(lines("told").prefix(2) == ["A", "C"])
    }

    @Test func `alerts are posted over one connection as long as their address stays`() throws {
        let server = LoopbackServer { _ in .bytes(LoopbackServer.answer("200 OK")) }
        let alerts = try Alerts(Alerts.Settings(webhook: server.url), version: "test", log: Self.silent)
        let thread = NamedThread("alerts") { alerts.run() }
        for (count, subject) in ["A", "B", "C"].enumerated() {
            alerts.note(Self.alert(subject), patience: .zero)
            try Self.wait { server.requests.count > count }
        }
        alerts.stop()
        thread.join()
        #expect(server.requests.map(\.connection) == [0, 0, 0])
    }

    @Test func `an address that hangs holds up nobody who is in a hurry, and no other alert is begun`() throws {
        let server = LoopbackServer { _ in .hang }
        let folder = try TemporaryFolder()
        let file = try FileHandle(forWritingTo: URL(filePath: folder.write("", to: "log")))
        let log = Log(level: .warning, format: .logfmt, descriptor: file.fileDescriptor)
        let alerts = try Alerts(Alerts.Settings(webhook: server.url), version: "test", log: log)
        for subject in ["A", "B"] { alerts.note(Self.alert(subject), patience: .zero) }
        let thread = NamedThread("alerts") { alerts.run() }
        try Self.wait { !server.requests.isEmpty }
        alerts.hurry()
        thread.join()
        let lines = try folder.read("log").split(separator: "\n")
        #expect(lines.map { $0.contains(AlertWebhook.abandoned) } == [true], "\(lines)")
        #expect(server.requests.count == 1)
    }

    @Test func `an address that cannot be reached is said to be so`() throws {
        let port = ClosedPort()
        let webhook = try AlertWebhook(url: port.url, version: "test", authorities: nil)
        let problem = try #require(webhook.send(alert) { false })
        #expect(!problem.contains("answered"), "nobody did: \(problem)")
    }

    @Test func `a command gets the sentence as an argument and the alert on its standard input`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("alert")
        let script = "{ printf '%s\\n' \"$1\"; cat; } > \(path).new && mv \(path).new \(path)"
        try tell(Alerts.Settings(command: ["sh", "-c", script, "sh"])) { FileManager.default.fileExists(atPath: path) }
        #expect(try folder.read("alert") == alert.text + "\n" + json + "\n")
    }

    @Test func `an alert that was sent elsewhere, or whose command fails, is told again`() throws {
        let server = LoopbackServer { _ in
            .bytes(LoopbackServer.answer("302 Found", headers: "Location: http://127.0.0.1:1/\r\n"))
        }
        try tell(Alerts.Settings(webhook: server.url)) { server.requests.count > 1 }
        let folder = try TemporaryFolder()
        try folder.write("", to: "alert")
        let command = ["sh", "-c", "echo >> \(folder.path("alert")); exit 3"]
        try tell(Alerts.Settings(command: command)) { (try? folder.read("alert").count) ?? 0 > 1 }
    }

    @Test func `a command that was told is not told again because the address fails`() throws {
        let server = LoopbackServer { _ in .bytes(LoopbackServer.answer("500 Oops")) }
        let folder = try TemporaryFolder()
        let command = ["sh", "-c", "echo told >> \(folder.path("alert"))"]
        try tell(Alerts.Settings(webhook: server.url, command: command)) { server.requests.count > 1 }
        #expect(try folder.read("alert") == "told\n")
    }

    @Test func `a command that hangs holds up nobody who is in a hurry`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("alert")
        let command = ["sh", "-c", "echo >> \(path); sleep 3600 & sleep 3600"]
        let alerts = try Alerts(Alerts.Settings(command: command), version: "test", log: Self.silent)
        let thread = NamedThread("alerts") { alerts.run() }
        alerts.note(alert, patience: .zero)
        // The file is there before what is written to it.
        try Self.wait { (try? folder.read("alert")) == "\n" }
        alerts.stop()
        let start = ContinuousClock.now
        alerts.hurry()
        thread.join()
        // Far below the time that a command has.
        #expect(ContinuousClock.now - start < .seconds(15))
        #expect(try folder.read("alert") == "\n")
    }

    @Test func `a project's state makes an alert with its reason`() {
        let record = ProjectRecord(
            project: .default,
            state: .paused,
            since: Timestamp(seconds: 1),
            why: "why",
            nextAttempt: nil,
            pauses: PauseHistory()
        )
        #expect(Alert(record).text == "project default is paused: why")
        #expect(Alert(record).isProblem)
        let well = ProjectRecord(
            project: .default,
            state: .sending,
            since: Timestamp(seconds: 1),
            why: nil,
            nextAttempt: nil,
            pauses: PauseHistory()
        )
        #expect(Alert(well).text == "project default is sending again")
        #expect(!Alert(well).isProblem)
    }

    @Test(arguments: [
        (0, "no forward of project default is dead any more", "none", false),
        (1, "a forward of project default is dead: funnelbridge events list --state dead", "dead", true),
        (2, "2 forwards of project default are dead: funnelbridge events list --state dead", "dead", true),
    ])
    func `dead forwards make one alert that says how many`(count: Int, text: String, state: String, isProblem: Bool) {
        let alert = Alert(dead: count, of: .default, at: Timestamp(seconds: 1))
        #expect(
            String(decoding: alert.json, as: UTF8.self) == """
                {"subject":"dead forwards of project default","state":"\(state)","problem":\(isProblem),\
                "text":"\(text)","at":"1970-01-01T00:00:01.000Z"}
                """
        )
    }

    @Test(arguments: [
        (ProjectState.Name.paused, 1, true), (.noCredentials, 1, true), (.sending, 1_000_000, false),
        (.circuitOpen, 899, false), (.circuitOpen, 900, true),
    ])
    func `of what an earlier run has left, a circuit that is open was told once its patience was over`(
        state: ProjectState.Name,
        seconds: Int64,
        wasTold: Bool
    ) {
        let record = ProjectRecord(
            project: .default,
            state: state,
            since: Timestamp(seconds: 5),
            why: nil,
            nextAttempt: nil,
            pauses: PauseHistory()
        )
        #expect(Alerts.wasTold(record, by: Timestamp(seconds: 5 + seconds)) == wasTold)
    }

    @Test func `a destination may fail for a quarter of an hour before anybody is told`() {
        #expect(Alerts.circuitPatience == .minutes(15))
        #expect(Alerts.patience(with: .circuitOpen) == .minutes(15))
        for state in [ProjectState.Name.paused, .noCredentials, .sending] {
            #expect(Alerts.patience(with: state) == .seconds(1))
        }
    }
}
