/// How a command ends, as scripts see it.
///
/// The meaning of 1 and 2 is each command's own; the help says it.
package enum ExitCode: Int32, Sendable {
    case success = 0
    case failure = 1
    /// Something other than the command itself is amiss: no ledger, an unreadable payload, changes found.
    case different = 2
    /// EX_USAGE of sysexits.h.
    case usage = 64
    /// EX_CONFIG of sysexits.h.
    case configuration = 78
}
