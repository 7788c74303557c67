import Domain
import Forwarding
import Ledger
import Linux
import Testing

@testable import Bridge

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
        (Timestamp(seconds: 0), nil, true, .wrong),
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
