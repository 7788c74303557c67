import Domain
import Forwarding
import Ledger
import Linux
import Mappings
import TestSupport
import Testing

@testable import Bridge

struct ConfigurationLoaderTests {
    /// Loads `text` as the file, if there is any.
    private static func load(
        _ text: String?,
        flags: [String: [String]] = [:],
        environment: [String: String] = [:]
    ) throws -> Configuration {
        let folder = try TemporaryFolder()
        // An empty file of ours keeps the places where one is looked for out of the test.
        let file = try folder.write(text ?? "{}", to: "funnelbridge.jsonc")
        return try ConfigurationLoader.load(file: file, flags: flags, environment: environment)
    }

    /// What is wrong with `text`, by lines: `2:3 unknown key 'listn'`.
    private static func problems(
        _ text: String,
        flags: [String: [String]] = [:],
        environment: [String: String] = [:]
    ) throws -> [String] {
        do {
            _ = try load(text, flags: flags, environment: environment)
            return []
        } catch let error as ConfigurationError {
            return error.diagnostics.map { "\($0.line):\($0.column) \($0.message)" } + error.problems.map(\.text)
        }
    }

    @Test func `an empty file leaves the defaults`() throws {
        let configuration = try Self.load(nil)
        #expect(configuration.listen == ["127.0.0.1:8080"])
        #expect(configuration.admin == "127.0.0.1:8081")
        #expect(configuration.database == "./funnelbridge.db")
        #expect(configuration.mappings == "./mappings")
        #expect(configuration.projects.map(\.name) == [.default])
        #expect(configuration.delivery.timeout == .seconds(15))
        #expect(configuration.retry.schedule == .standard)
        #expect(configuration.limits.body == 1 << 20)
        #expect(configuration.limits.headers == 16 << 10)
        #expect(configuration.limits.connections == 10_000)
        #expect(configuration.limits.headerTimeout == .seconds(10))
        #expect(configuration.limits.bodyTimeout == .seconds(30))
        #expect(configuration.limits.idleTimeout == .seconds(75))
        #expect(configuration.retention.bodies == .days(30))
        #expect(configuration.retention.delivered == .days(90))
        #expect(configuration.retention.dead == nil)
        #expect(configuration.log.level == .info)
        #expect(configuration.log.format == nil)
        #expect(configuration.alerts.webhook == nil && configuration.alerts.command.isEmpty)
        #expect(configuration.trustedProxies == ["127.0.0.1", "::1"].compactMap { IPNetwork($0) })
    }

    @Test func `the default project goes to Funnelytics, and takes its credentials from two variables`() throws {
        let project = try #require(Self.load(nil).project(.default))
        #expect(project.id == "env:FUNNELYTICS_PROJECT_ID" && project.key == "env:FUNNELYTICS_API_KEY")
        #expect(project.endpoint.text == "https://events.funnelytics.io/api/v1/webhook")
        #expect(project.concurrency == 8)
        #expect(project.rate == RateLimit(count: 20, per: .seconds(1)))
        #expect(project.answers.isEmpty)
    }

    @Test func `the example shows the defaults, but for the paths of a service`() throws {
        let example = try ConfigurationLoader.load(
            file: Repository.path("deploy/funnelbridge.jsonc"),
            flags: ["database": ["./funnelbridge.db"], "mappings": ["./mappings"]],
            environment: [:]
        )
        var defaults = try Self.load(nil)
        defaults.file = example.file
        // Written out it is a choice, and the same address.
        defaults.adminIsChosen = true
        #expect("\(example)" == "\(defaults)")
    }

    @Test func `where none is named, one beside us is taken before the machine's`() {
        #expect(ConfigurationLoader.places == ["funnelbridge.jsonc", "/etc/funnelbridge/funnelbridge.jsonc"])
    }

    @Test func `flag beats variable beats file beats default`() throws {
        let file = #"{ "database": "file.db", "mappings": "file", "limits": { "body": "2MiB" } }"#
        let variables = ["FUNNELBRIDGE_DATABASE": "variable.db", "FUNNELBRIDGE_MAPPINGS": "variable"]
        let configuration = try Self.load(file, flags: ["database": ["flag.db"]], environment: variables)
        #expect(configuration.database == "flag.db")
        #expect(configuration.mappings == "variable")
        #expect(configuration.limits.body == 2 << 20)
        #expect(configuration.admin == "127.0.0.1:8081")
    }

    @Test func `every key is read from its place`() throws {
        let configuration = try Self.load(
            """
            {
              // where it listens
              "listen": ["127.0.0.1:1", "unix:/run/x.sock"],
              "admin": "off",
              "delivery": { "timeout": "3s", "retry": { "first": "1s", "factor": 2, "max": "1m", "giveUpAfter": "1d" } },
              "retention": { "bodies": "1d", "delivered": "never", "dead": "2d" },
              "log": { "level": "debug", "format": "json" },
              "trustedProxies": ["10.0.0.0/8"],
            }
            """
        )
        #expect(configuration.listen == ["127.0.0.1:1", "unix:/run/x.sock"])
        #expect(configuration.admin == "off")
        #expect(configuration.deliverySettings.timeout == .seconds(3))
        #expect(configuration.deliverySettings.schedule.giveUpAfter == .days(1))
        #expect(configuration.retention.bodies == .days(1))
        #expect(configuration.retention.delivered == nil)
        #expect(configuration.retention.dead == .days(2))
        #expect(configuration.log.format == .json)
        #expect(configuration.trustedProxies == [IPNetwork("10.0.0.0/8")].compactMap { $0 })
    }

    @Test func `lists in variables are parted by commas`() throws {
        let environment = ["FUNNELBRIDGE_LISTEN": "127.0.0.1:1, [::1]:2"]
        #expect(try Self.load(nil, environment: environment).listen == ["127.0.0.1:1", "[::1]:2"])
    }

    @Test func `projects have their own place, credentials and pace`() throws {
        let configuration = try Self.load(
            """
            { "projects": {
                "default": {},
                "acme": { "id": "42", "key": "file:/run/key", "endpoint": "https://x.example/", "rate": "5/m",
                          "concurrency": 2, "answers": { "404": "dead" } } } }
            """
        )
        let acme = try #require(ProjectName("acme").flatMap { configuration.project($0) })
        #expect(acme.id == "42")
        #expect(acme.endpoint.text == "https://x.example")
        #expect(acme.rate == RateLimit(count: 5, per: .minutes(1)))
        #expect(acme.answers == [404: .dead])
        #expect(configuration.project(.default)?.key == "env:FUNNELYTICS_API_KEY")
    }

    @Test func `endpoint and rate of the default project have variables`() throws {
        let environment = ["FUNNELBRIDGE_ENDPOINT": "http://127.0.0.1:9/x", "FUNNELBRIDGE_RATE": "0"]
        let project = try #require(Self.load(nil, environment: environment).project(.default))
        #expect(project.endpoint.text == "http://127.0.0.1:9/x")
        #expect(project.rate == nil)
    }

    static let mistakes: [(String, String)] = [
        (#"{ "listn": "x" }"#, "1:3 unknown key 'listn'"),
        (#"{ "limits": { "bdy": "x" } }"#, "1:15 unknown key 'bdy'"),
        (#"{ "limits": "x" }"#, "1:13 'limits' is an object: { … }"),
        (#"{ "database": 1, "database": 2 }"#, "'database' is given twice"),
        (#"{ "limits": { "body": "0" } }"#, "'limits.body' must be a size up to 64MiB such as 1MiB"),
        (#"{ "limits": { "body": true } }"#, "'limits.body' must be a size up to 64MiB such as 1MiB"),
        (#"{ "limits": { "body": "65MiB" } }"#, "'limits.body' must be a size up to 64MiB such as 1MiB"),
        (#"{ "limits": { "headers": "2MiB" } }"#, "'limits.headers' must be a size from 256 to 1MiB such as 16KiB"),
        (#"{ "mappings": ["a"] }"#, "'mappings' must be the path of a folder"),
        (#"{ "delivery": { "retry": { "first": "2h" } } }"#, "delivery.retry: the first wait (2h) is longer"),
        (#"{ "listen": "here" }"#, "1:13 'listen' must be addresses such as 127.0.0.1:8080"),
        (#"{ "listen": [] }"#, "'listen' must be addresses such as 127.0.0.1:8080"),
        (#"{ "listen": ["127.0.0.1:1", "2"] }"#, "'listen' must be addresses such as 127.0.0.1:8080"),
        (#"{ "admin": "on" }"#, "'admin' must be an address such as 127.0.0.1:8081, or off"),
        (#"{ "projects": { "acme": {} } }"#, "project 'acme' needs 'id'"),
        (#"{ "projects": { "a b": {} } }"#, "'a b' cannot name a project"),
        (#"{ "projects": { "default": { "key": "Basic abc" } } }"#, "the key itself does not belong in this file"),
        (#"{ "projects": { "default": { "key": "env:" } } }"#, "'env:' takes the name of a variable"),
        (#"{ "projects": { "default": { "key": "env:MY KEY" } } }"#, "'env:' takes the name of a variable"),
        (#"{ "projects": { "default": { "id": "file:" } } }"#, "'file:' takes the path of a file"),
        (#"{ "alerts": { "webhook": "env:" } }"#, "'alerts.webhook' must be an address such as https://…"),
        (#"{ "projects": { "default": { "endpoint": "http://x.example" } } }"#, "would send the key in the clear"),
        (#"{ "projects": { "default": { "rate": "fast" } } }"#, "'rate' must be so many"),
        (#"{ "projects": { "default": { "concurrency": 0 } } }"#, "'concurrency' must be a whole number from 1"),
        (#"{ "projects": { "default": { "answers": { "9": "dead" } } } }"#, "'9' is no HTTP status"),
        (#"{ "projects": { "default": { "answers": { "404": "ded" } } } }"#, "an answer means one of"),
        ("[]", "1:1 a configuration is an object: { … }"),
        ("{", "1:2 "),
    ]

    @Test(arguments: mistakes)
    func `a mistake in the file is found and placed`(text: String, problem: String) throws {
        let found = try Self.problems(text)
        #expect(found.contains { $0.contains(problem) }, "\(found)")
    }

    @Test func `an address that is none is placed where it was given`() throws {
        let found = try Self.problems(
            "{}",
            flags: ["admin": ["x"]],
            environment: ["FUNNELBRIDGE_LISTEN": "127.0.0.1:1,y"]
        )
        #expect(found.contains { $0.hasPrefix("option --admin: 'x' is no value for it: expected an address") })
        #expect(found.contains { $0.hasPrefix("variable FUNNELBRIDGE_LISTEN: '127.0.0.1:1,y' is no value for it") })
    }

    @Test func `the key itself is not repeated in the message that refuses it`() throws {
        let found = try Self.problems(#"{ "projects": { "default": { "key": "Basic c2VjcmV0" } } }"#)
        #expect(!found.isEmpty && found.allSatisfy { !$0.contains("c2VjcmV0") })
    }

    @Test func `all mistakes are found at once, in the file, the variables and the flags`() throws {
        let found = try Self.problems(
            #"{ "listn": 1, "limits": { "body": "x" } }"#,
            flags: ["log.level": ["loud"]],
            environment: ["FUNNELBRIDGE_LIMITS_CONNECTIONS": "-1", "FUNNELBRIDGE_RATE": "x"]
        )
        #expect(found.count == 5, "\(found)")
        #expect(found.contains { $0.hasPrefix("option --log-level: 'loud' is no value for it") })
        #expect(found.contains { $0.hasPrefix("variable FUNNELBRIDGE_LIMITS_CONNECTIONS: '-1'") })
    }

    @Test func `a file that was named and is not there is a problem`() {
        #expect(throws: ConfigurationError.self) {
            try ConfigurationLoader.load(file: "/nowhere/x.jsonc", flags: [:], environment: [:])
        }
    }
}
