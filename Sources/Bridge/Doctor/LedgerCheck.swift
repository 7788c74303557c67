internal import Domain
internal import Ledger
internal import Linux

/// Whether the ledger is whole.
enum LedgerCheck {
    /// Reads the whole ledger: seconds for a GB.
    static func findings(_ path: String) -> [Finding] {
        do throws(LedgerError) {
            let reader = try LedgerReader(path: path)
            let problems = try reader.problems()
            guard let first = problems.first else {
                return [Finding(.ledger, .fine, "\(path) is whole\(size(path))")] + logFindings(path)
            }
            let count = Counted.text(problems.count, "problem")
            return [Finding(.ledger, .wrong, "\(path) has \(count), the first: \(first); \(restore)")]
        } catch {
            return [finding(error)]
        }
    }

    /// What it means that the ledger cannot be read.
    static func finding(_ error: LedgerError) -> Finding {
        switch error.kind {
        case .missing:
            Finding(.ledger, .warning, "there is no ledger at \(error.path) yet: funnelbridge serve makes it")
        case .corrupt, .inputOutput, .other:
            Finding(.ledger, .wrong, "\(error.path) cannot be read whole: \(error.detail); \(restore)")
        default:
            Finding(.ledger, .wrong, error.description)
        }
    }

    /// Begun anew, the log is cut to 64 MiB: what is far beyond has been held back for long.
    private static let longLog = 512 << 20

    private static func logFindings(_ path: String) -> [Finding] {
        do {
            let log = path + "-wal"
            guard Files.exists(log) else { return [] }
            return finding(logSize: try FileStatus(log).size, path: log).map { [$0] } ?? []
        } catch {
            // Gone since: the daemon has stopped, and the log with it.
            return []
        }
    }

    /// What it means that the log has so many bytes; nil when it is as it should be.
    static func finding(logSize: Int, path: String) -> Finding? {
        guard logSize > longLog else { return nil }
        return Finding(
            .ledger,
            .warning,
            "\(path) has grown to \(ByteSize.text(logSize)): a program that reads the ledger holds an old state of it; "
                + "end that one (`lsof \(path)` names it), and the log is cut by itself"
        )
    }

    private static let restore = "stop the daemon, keep the file, and restore the last backup: funnelbridge help backup"

    /// With its log, which may hold more than the file itself.
    private static func size(_ path: String) -> String {
        do {
            var size = 0
            for file in [path, path + "-wal"] where Files.exists(file) { size += try FileStatus(file).size }
            return ", \(ByteSize.text(size))"
        } catch {
            // It was read a moment ago; its size is only said for good measure.
            return ""
        }
    }
}
