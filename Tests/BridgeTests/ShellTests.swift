import Foundation
import TestSupport
import Testing

@testable import Bridge

struct ShellTests {
    private static let commands = Program.commands.map { $0.specification }

    @Test(arguments: Shell.allCases)
    func `a script names every command and every option`(shell: Shell) {
        let script = shell.script(Self.commands)
        for command in Self.commands {
            #expect(script.contains(command.verb))
            for option in command.options {
                #expect(script.contains(shell == .fish ? "-l \(option.name)" : "--\(option.name)"))
            }
        }
    }

    @Test(arguments: [(Shell.bash, ["-n"]), (.zsh, ["-n"]), (.fish, ["--no-execute"])])
    func `a script is one to its own shell, where that is installed`(shell: Shell, check: [String]) throws {
        let path = "/usr/bin/\(shell.rawValue)"
        guard FileManager.default.isExecutableFile(atPath: path) else { return }
        let folder = try TemporaryFolder()
        let file = try folder.write(shell.script(Self.commands), to: "script")
        let result = try Self.run(path, check + [file])
        #expect(result.exit == 0 && result.output.isEmpty, "\(result.output)")
    }

    static let completions: [([String], Set<String>)] = [
        (["ev"], ["eval", "events"]),
        (["events", ""], ["list", "show", "retry", "discard", "remap"]),
        (["events", "re"], ["retry", "remap"]),
        (["events", "list", "--state", "un"], ["unmapped", "unreadable"]),
        // As bash splits --state=un.
        (["events", "list", "--state", "=", "un"], ["unmapped", "unreadable"]),
        (
            ["events", "list", "--state", "="],
            Set(["mapped", "ignored", "held", "unmapped", "unreadable"])
                .union(["pending", "delivered", "duplicate", "dead", "discarded"])
        ),
        (["events", "list", "--s"], ["--state", "--source", "--since"]),
        (["help", "do"], ["doctor"]),
        (["completions", ""], ["bash", "zsh", "fish"]),
        (["doctor", "--j"], ["--json"]),
        (["backup", "two"], ["two words.db"]),
        (["backup", "--database", "two"], ["two words.db"]),
        (["serve", "--mappings", ""], ["folder"]),
        (["events", "list", "--limit", ""], []),
        (["nonsense", ""], []),
    ]

    @Test(arguments: completions)
    func `bash completes what it should`(words: [String], expected: Set<String>) throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "two words.db")
        try folder.write("", to: "folder/inside")
        let script = try folder.write(Shell.bash.script(Self.commands), to: ".script")
        let line = (["funnelbridge"] + words).map(Shell.quoted).joined(separator: " ")
        let result = try Self.run(
            "/usr/bin/bash",
            [
                "--norc", "-c",
                """
                cd \(Shell.quoted(folder.path("")))
                source \(Shell.quoted(script))
                COMP_WORDS=(\(line))
                COMP_CWORD=\(words.count)
                _funnelbridge
                printf '%s\\n' "${COMPREPLY[@]}"
                """,
            ]
        )
        let offered = result.output.split(separator: "\n").map(String.init).filter { !$0.contains("compopt") }
        #expect(Set(offered) == expected)
    }

    private static func run(_ path: String, _ arguments: [String]) throws -> (output: String, exit: Int32) {
        let pipe = Pipe()
        let process = try ChildProcess(path, arguments, output: .pipe(pipe), errors: .pipe(pipe))
        let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
        return (String(decoding: bytes, as: UTF8.self), process.waitForEnd())
    }
}
