import Domain
import Forwarding
import Foundation
import Linux
import TestSupport
import Testing

@testable import Bridge
@testable import Ledger

/// What `doctor` makes of what it sees, without looking anywhere.
struct DoctorTests {
    static let disks: [(FileSystemSpace, Finding.State)] = [
        (FileSystemSpace(free: 50 << 30, total: 100 << 30), .fine),
        (FileSystemSpace(free: 500 << 20, total: 100 << 30), .warning),
        (FileSystemSpace(free: 10 << 20, total: 100 << 30), .wrong),
        (FileSystemSpace(free: 50 << 30, total: 100 << 30, hasFreeFiles: false), .wrong),
        (FileSystemSpace(free: 50 << 30, total: 100 << 30, isReadOnly: true), .wrong),
    ]

    @Test(arguments: disks)
    func `a disk without room is wrong before it is full`(space: FileSystemSpace, state: Finding.State) {
        #expect(DiskCheck.finding(space, folder: "/data").state == state)
    }

    private static let now = Timestamp(seconds: 1_795_240_800)

    static let clocks: [(now: Timestamp, newest: Timestamp?, isKept: Bool?, state: Finding.State)] = [
        (now, nil, true, .fine),
        (now, nil, nil, .fine),
        (now, nil, false, .warning),
        (now, now.adding(.seconds(30)), true, .fine),
        (now, now.adding(.minutes(5)), true, .wrong),
        (now, now.adding(.seconds(60)), true, .fine),
        (now, now.adding(.milliseconds(60_001)), true, .wrong),
        (Timestamp(seconds: 0), nil, true, .wrong),
        (Timestamp(seconds: 1_767_225_599), nil, true, .wrong),
        (Timestamp(seconds: 1_767_225_600), nil, true, .fine),
    ]

    @Test(arguments: clocks)
    func `a clock that was set back is wrong, one that nobody keeps is a warning`(
        now: Timestamp,
        newest: Timestamp?,
        isKept: Bool?,
        state: Finding.State
    ) {
        #expect(ClockCheck.finding(now: now, newest: newest, isKept: isKept).state == state)
    }

    static let files: [(UInt32, Bool)] = [(0o600, true), (0o400, true), (0o640, false), (0o604, false), (0o666, false)]

    @Test(arguments: files)
    func `a ledger that others may read is wrong, with the command that mends it`(mode: UInt32, isFine: Bool) {
        let finding = PermissionCheck.finding(ofFile: "/data/x.db", FileStatus(size: 1, permissions: mode))
        #expect((finding == nil) == isFine)
        #expect(finding?.message.contains("chmod 600 /data/x.db") ?? true)
    }

    static let folders: [(UInt32, Bool, Bool)] = [
        (0o755, true, true), (0o700, true, true), (0o1777, true, true), (0o777, true, false), (0o755, false, false),
    ]

    @Test(arguments: folders)
    func `a folder that everyone or not even we may write is wrong`(mode: UInt32, mayWrite: Bool, isFine: Bool) {
        let status = FileStatus(size: 1, permissions: mode)
        #expect((PermissionCheck.finding(ofFolder: "/data", status, mayWrite: mayWrite) == nil) == isFine)
    }

    static let probes: [(EndpointProbe, Finding.State, String)] = [
        (
            .reached(address: "192.0.2.1", took: .milliseconds(12)), .fine,
            "answers at 192.0.2.1 in 12 ms, its certificate"
        ),
        (.failed(.name, message: "Could not resolve host"), .wrong, "resolv.conf"),
        (.failed(.certificate, message: "self-signed certificate"), .wrong, "ca-certificates"),
        (.failed(.timeout, message: "timed out"), .wrong, "firewall"),
        (.failed(.connection, message: "refused"), .wrong, "listens there"),
    ]

    @Test(arguments: probes)
    func `an endpoint that cannot be reached says where to look`(
        probe: EndpointProbe,
        state: Finding.State,
        words: String
    ) throws {
        let finding = ProjectCheck.finding(probe, try Endpoint("https://x.example"))
        #expect(finding.state == state)
        #expect(finding.message.contains(words), "\(finding.message)")
    }

    @Test func `an endpoint without TLS has no certificate that would hold`() throws {
        let probe = EndpointProbe.reached(address: "127.0.0.1", took: .milliseconds(12))
        let finding = ProjectCheck.finding(probe, try Endpoint("http://127.0.0.1/"))
        #expect(finding.message.hasSuffix(" answers at 127.0.0.1 in 12 ms"), "\(finding.message)")
    }

    @Test func `an endpoint of several projects is looked at once`() throws {
        let listener = try ListeningSocket(binding: try #require(ListenAddress("127.0.0.1:0")))
        var configuration = Configuration()
        configuration.projects = try ["one", "two", "three"].map { name in
            var project = ProjectConfiguration(name: try #require(ProjectName(name)))
            project.endpoint = try Endpoint("http://\(listener.address)/\(name == "three" ? "other" : "same")")
            return project
        }
        let view = DaemonView(daemon: nil, environment: [:], isHidden: false)
        let findings = ProjectCheck(configuration: configuration, view: view).endpoints()
        #expect(findings.map(\.state) == [.fine, .fine], "\(findings)")
    }

    static let ages: [(age: Interval?, isDaemonRunning: Bool, state: Finding.State)] = [
        (nil, false, .fine), (.hours(1), true, .fine), (.milliseconds(3_600_001), true, .warning),
        (.seconds(1), false, .wrong),
    ]

    @Test(arguments: ages)
    func `what is pending is a warning after an hour, and wrong without a daemon`(
        age: Interval?,
        isDaemonRunning: Bool,
        state: Finding.State
    ) {
        let oldest = age.map { age in
            StatusSummary.OldestPending(
                forward: 1,
                event: EventID(number: 1),
                receivedAt: Self.now.adding(Interval(microseconds: -age.microseconds))
            )
        }
        let summary = Summaries.summary(
            at: Self.now,
            forwards: [.pending: oldest == nil ? 0 : 1],
            oldestPending: oldest,
            isDaemonRunning: isDaemonRunning
        )
        let finding = PendingCheck.findings(summary, now: Self.now).last
        #expect(finding?.check == .pending && finding?.state == state)
    }

    @Test func `where secrets were looked for is said as it was`() {
        let daemon = DaemonRecord(pid: 1, startedAt: Self.now, version: "0.1.0")
        #expect(DaemonView(daemon: daemon, environment: [:], isHidden: false).place == "for the daemon")
        #expect(DaemonView(daemon: daemon, environment: [:], isHidden: true).place == "in this shell")
        #expect(DaemonView(daemon: nil, environment: [:], isHidden: false).place == "in this shell")
        #expect(DaemonView(Summaries.summary(at: Self.now), own: ["A": "b"]).daemon == nil, "it runs no more")
    }

    @Test func `a source is wrong when it lets nobody in, and a warning when one secret of several is missing`() throws
    {
        let folder = try TemporaryFolder()
        func mapping(_ secret: String) -> String { #"{ "verify": { "token": \#(secret) }, "actions": [] }"# }
        try folder.write(mapping(#"["env:HERE", "env:NOT_HERE"]"#), to: "some.jsonc")
        try folder.write(mapping(#""env:NOT_HERE""#), to: "none.jsonc")
        var configuration = Configuration()
        configuration.mappings = folder.path
        func findings(isHidden: Bool) -> [Finding] {
            let view = DaemonView(daemon: nil, environment: ["HERE": "secret"], isHidden: isHidden)
            return MappingCheck(configuration: configuration, view: view).findings().filter { $0.check == .secrets }
        }
        #expect(findings(isHidden: false).map(\.state) == [.wrong, .warning])
        #expect(findings(isHidden: false).map { $0.message.contains("lets nobody in") } == [true, false])
        #expect(findings(isHidden: true).map(\.state) == [.warning, .warning])
    }

    @Test func `of a mapping file the first error is told, and that there are more`() throws {
        for (text, hasMore) in [(#"{ "actions": [], "a": 1 }"#, true), (#"{ "actions": [] }"#, false)] {
            let folder = try TemporaryFolder()
            try folder.write(text, to: "broken.jsonc")
            var configuration = Configuration()
            configuration.mappings = folder.path
            let view = DaemonView(daemon: nil, environment: [:], isHidden: false)
            let findings = MappingCheck(configuration: configuration, view: view).findings()
            #expect(findings.map(\.state) == [.wrong], "nothing is said of secrets: no source is there")
            #expect(findings.first?.message.contains("with more: funnelbridge check") == hasMore)
        }
    }

    @Test func `a project that the configuration does not have is wrong`() throws {
        let folder = try TemporaryFolder()
        let text =
            #"{ "verify": { "none": true }, "project": "other", "actions": [{ "action": "A", "email": "$.e" }] }"#
        try folder.write(text, to: "quiz.jsonc")
        var configuration = Configuration()
        configuration.mappings = folder.path
        let view = DaemonView(daemon: nil, environment: [:], isHidden: false)
        let findings = MappingCheck(configuration: configuration, view: view).findings()
        #expect(findings.contains { $0.state == .wrong && $0.message.contains("sends to project 'other'") })
    }

    @Test func `the files beside a ledger are looked at, too`() throws {
        let folder = try TemporaryFolder()
        for name in ["ledger.db", "ledger.db-wal", "ledger.db-shm"] {
            try folder.write("", to: name)
            let mode = name.hasSuffix(".db") ? 0o600 : 0o640
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder.path(name))
        }
        let wrong = PermissionCheck.findings(folder.ledger).filter { $0.state == .wrong }
        #expect(wrong.count == 2)
    }

    @Test func `a ledger's size is told with its log's`() throws {
        let folder = try TemporaryFolder()
        let connection = try LedgerFile.openOrCreate(folder.ledger)
        try connection.execute("CREATE TABLE filling AS SELECT zeroblob(1000000)")
        let sizes = try [folder.ledger, folder.ledger + "-wal"].map { try FileStatus($0).size }
        #expect(sizes[1] > 1_000_000)
        let message = LedgerCheck.findings(folder.ledger).first?.message
        #expect(message == "\(folder.ledger) is whole, \(ByteSize.text(sizes[0] + sizes[1]))")
        withExtendedLifetime(connection) {}
    }

    @Test func `a log that a reader keeps from beginning anew is said to be long`() {
        #expect(LedgerCheck.finding(logSize: 64 << 20, path: "x.db-wal") == nil)
        let finding = LedgerCheck.finding(logSize: 2 << 30, path: "x.db-wal")
        #expect(finding?.state == .warning)
        #expect(finding?.message.contains("x.db-wal has grown to 2 GiB") == true)
    }

    @Test func `no ledger yet is no fault, and one that is damaged is`() {
        #expect(LedgerCheck.finding(LedgerError(.missing, path: "x.db", detail: "")).state == .warning)
        let damaged = LedgerCheck.finding(LedgerError(.corrupt, path: "x.db", detail: "malformed"))
        #expect(damaged.state == .wrong)
        #expect(damaged.message.contains("restore the last backup"))
    }

    @Test func `a secret that only another user's daemon could show is a warning`() {
        let hidden = DaemonView(daemon: nil, environment: [:], isHidden: true)
        let own = DaemonView(daemon: nil, environment: [:], isHidden: false)
        #expect(hidden.stateOfMissing == .warning)
        #expect(own.stateOfMissing == .wrong)
        let check = ProjectCheck(configuration: Configuration(), view: own)
        let message = check.credentials().first?.message ?? ""
        #expect(message.hasSuffix("FUNNELYTICS_API_KEY are not set in this shell; set them where funnelbridge starts"))
    }

    @Test func `who would be told nothing is found before there is something to be told`() {
        func findings(_ alerts: AlertsConfiguration, _ environment: [String: String]) -> [Finding] {
            let view = DaemonView(daemon: nil, environment: environment, isHidden: false)
            return AlertsCheck(alerts: alerts, view: view).findings()
        }
        let path = ["PATH": "/nowhere:/bin", "HOOK": "https://example.com/secret"]
        #expect(findings(AlertsConfiguration(), path) == [])
        let good = findings(AlertsConfiguration(webhook: "env:HOOK", command: ["sh", "-c"]), path)
        #expect(good.map(\.state) == [.fine, .fine])
        #expect(good.last?.message == "alerts are given to /bin/sh")
        #expect(!good.contains { $0.message.contains("secret") })
        for program in ["sh", "no-such-program", "/etc/passwd", "/bin", "./sh"] {
            let bad = findings(AlertsConfiguration(webhook: "env:NONE", command: [program]), ["PATH": "/nowhere:/dev"])
            #expect(bad.map(\.state) == [.wrong, .wrong], "\(program)")
            #expect(bad.first?.message.contains("env:NONE") == true)
            #expect(bad.last?.message.contains("no program \(program)") == true)
        }
    }

    @Test func `findings are one line for a person and members for a script`() {
        let finding = Finding(.disk, .wrong, "a\nb \"c\"")
        #expect(finding.text(TextStyle(coloured: false)) == "wrong    disk           a b \"c\"")
        let long = Finding(.clock, .warning, "one two three four five six seven eight nine ten")
        let lines = long.text(TextStyle(coloured: false), width: 64).split(separator: "\n")
        #expect(
            lines == [
                "warning  clock          one two three four five six seven eight",
                Substring(String(repeating: " ", count: 24) + "nine ten"),
            ]
        )
        let json = String(decoding: Finding.json([finding]), as: UTF8.self)
        #expect(json == #"[{"check":"disk","state":"wrong","message":"a\nb \"c\""}]"#)
    }
}
