internal import Linux

/// Who may read and write the ledger, which holds personal data.
enum PermissionCheck {
    static func findings(_ path: String) -> [Finding] {
        let folder = Files.folder(of: path)
        var findings: [Finding] = []
        for file in [path, path + "-wal", path + "-shm"] {
            do {
                guard Files.exists(file) else { continue }
                if let finding = finding(ofFile: file, try FileStatus(file)) { findings.append(finding) }
            } catch {
                findings.append(Finding(.permissions, .wrong, "\(error); run as the user that owns the ledger"))
            }
        }
        do {
            let finding = finding(ofFolder: folder, try FileStatus(folder), mayWrite: Files.mayWrite(folder))
            if let finding { findings.append(finding) }
        } catch {
            let advice = "make the folder and give it to the user that runs funnelbridge"
            findings.append(Finding(.permissions, .wrong, "\(error); \(advice)"))
        }
        return findings.isEmpty
            ? [Finding(.permissions, .fine, "the ledger is its owner's alone, and its folder can be written")]
            : findings
    }

    /// What is wrong with one of the ledger's files; nil when nothing is.
    static func finding(ofFile path: String, _ status: FileStatus) -> Finding? {
        guard status.permissions & 0o077 == 0 else {
            let mode = String(status.permissions, radix: 8)
            return Finding(.permissions, .wrong, "others may read or write \(path) (\(mode)): chmod 600 \(path)")
        }
        return nil
    }

    /// What is wrong with the ledger's folder; nil when nothing is.
    static func finding(ofFolder path: String, _ status: FileStatus, mayWrite: Bool) -> Finding? {
        // In a folder that all may write, whoever likes can put another file in the ledger's place; sticky ones are safe.
        if status.permissions & 0o002 != 0, status.permissions & 0o1000 == 0 {
            let mode = String(status.permissions, radix: 8)
            return Finding(.permissions, .wrong, "everyone may write to \(path) (\(mode)): chmod o-w \(path)")
        }
        guard mayWrite else {
            let advice = "run as the user that owns the ledger, or give the folder to this one"
            return Finding(
                .permissions,
                .wrong,
                "\(path) may not be written, and the ledger needs side files; \(advice)"
            )
        }
        return nil
    }
}
