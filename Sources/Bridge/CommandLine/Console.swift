internal import Glibc
internal import Linux

/// Where a command writes: results on standard output, talk on standard error.
///
/// Colour only goes to a terminal, and never with `NO_COLOR` (no-color.org) or a terminal that calls itself `dumb`.
struct Console: Sendable {
    let inputIsTerminal: Bool
    let outputIsTerminal: Bool
    let errorIsTerminal: Bool
    private let environmentAllowsColour: Bool
    /// Called when a reader that has gone ends the program.
    var beforeLeaving: @Sendable () -> Void = {}

    init(environment: [String: String]) {
        inputIsTerminal = isatty(0) == 1
        outputIsTerminal = isatty(1) == 1
        errorIsTerminal = isatty(2) == 1
        environmentAllowsColour = Self.allowsColour(environment)
    }

    static func allowsColour(_ environment: [String: String]) -> Bool {
        environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
    }

    /// Columns of the terminal; 80 where there is none.
    var width: Int {
        var size = winsize()
        guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// The style for standard output.
    var style: TextStyle { TextStyle(coloured: outputIsTerminal && environmentAllowsColour) }
    /// The style for standard error.
    var errorStyle: TextStyle { TextStyle(coloured: errorIsTerminal && environmentAllowsColour) }

    /// Writes a line to standard output.
    func print(_ text: String = "", terminator: String = "\n") {
        write(text + terminator, to: 1)
    }

    /// Writes a line to standard output, its bytes as they are.
    func print(_ bytes: [UInt8]) {
        write(bytes + [UInt8(ascii: "\n")], to: 1)
    }

    /// Writes a line to standard error.
    func note(_ text: String = "") {
        write(text + "\n", to: 2)
    }

    /// Says that the command failed, and why, on standard error.
    func fail(_ text: String) {
        note("\(errorStyle.bad("error:")) \(text)")
    }

    /// Asks a question that `y` or `yes` answers; without a terminal to ask at, the answer is no.
    func confirms(_ question: String) -> Bool {
        guard inputIsTerminal, errorIsTerminal else {
            note("\(question) Nobody to ask: pass --yes to go ahead.")
            return false
        }
        write("\(question) [y/N] ", to: 2)
        let answer = readLine()?.lowercased() ?? ""
        return answer == "y" || answer == "yes"
    }

    /// Shows how far long work is, on a terminal only, over what was shown before.
    func progress(_ text: String) {
        guard errorIsTerminal else { return }
        write("\r\u{1B}[K\(text)", to: 2)
    }

    /// Takes the last progress away.
    func endProgress() {
        guard errorIsTerminal else { return }
        write("\r\u{1B}[K", to: 2)
    }

    private func write(_ text: String, to descriptor: Int32) {
        write(Array(text.utf8), to: descriptor)
    }

    /// A reader that has gone (`| head`) ends the program quietly, as it ends any filter: by the signal.
    ///
    /// An exit code would be that of a command that has not come to its end: 0 says of `check` that there are no errors.
    ///
    /// Talk that nobody can hear ends nothing: what was asked for is done, and the exit code says how it went.
    private func write(_ bytes: [UInt8], to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0 {
                let code = errno
                if code == EINTR { continue }
                guard descriptor == STDOUT_FILENO else { return }
                beforeLeaving()
                if code == EPIPE { Process.end(by: SIGPIPE) }
                let error = SystemError(call: "write", code: code, subject: "standard output")
                fail("\(error); what was printed is not whole")
                exit(ExitCode.failure.rawValue)
            }
            rest = rest.dropFirst(written)
        }
    }
}
