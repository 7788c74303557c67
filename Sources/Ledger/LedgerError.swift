/// Why the ledger could not do what it was asked: data for programs, and one line with a way out for a person.
package struct LedgerError: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Kind: String, Equatable, Sendable {
        /// There is no ledger at the path.
        case missing
        /// The folder is not there or not one.
        case folder
        /// The user may not read or write the file or its folder.
        case permission
        /// The file that a daemon has open is not the one at the path: it was moved, deleted or replaced.
        case moved
        /// Another daemon holds the ledger.
        case locked
        /// A file of another program.
        case foreign
        /// Written by a newer version of this program.
        case newer
        /// Written by an older version, and not brought up to date yet.
        case older
        /// No space on the disk.
        case full
        /// The file or its file system is read-only.
        case readOnly = "read-only"
        /// The disk reports errors.
        case inputOutput = "input-output"
        /// The file is damaged.
        case corrupt
        /// Another process holds the ledger for longer than is waited for.
        case busy
        /// This one event or outcome does not fit into the ledger.
        case refused
        /// The writer has been stopped.
        case stopped
        /// The file that was to be made is there already.
        case exists
        case other
    }

    package let kind: Kind
    package let path: String
    /// What the system or SQLite said; never a value of a row.
    package let detail: String

    package init(_ kind: Kind, path: String, detail: String) {
        self.kind = kind
        self.path = path
        self.detail = detail
    }

    package var description: String {
        "\(path): \(what) (\(detail)); \(wayOut)"
    }

    private var what: String {
        switch kind {
        case .missing: "there is no ledger"
        case .folder: "the ledger's folder cannot be used"
        case .permission: "the ledger may not be opened"
        case .moved: "this is not the ledger that the daemon has open"
        case .locked: "another funnelbridge runs on this ledger"
        case .foreign: "this is not a ledger of funnelbridge"
        case .newer: "a newer funnelbridge has written this ledger"
        case .older: "an older funnelbridge has written this ledger"
        case .full: "the disk is full"
        case .readOnly: "the ledger is read-only"
        case .inputOutput: "the disk reports errors"
        case .corrupt: "the ledger is damaged"
        case .busy: "another process holds the ledger"
        case .refused: "the ledger refuses this entry"
        case .stopped: "the ledger is closed"
        case .exists: "the file is there already"
        case .other: "the ledger fails"
        }
    }

    private var wayOut: String {
        switch kind {
        case .missing: "start `funnelbridge serve`, which makes it, or set `database` to where it is"
        case .folder: "make the folder and give it to the user that runs funnelbridge"
        case .permission: "run as the user that owns the ledger, or give the file to this one"
        case .moved:
            """
            move that one back, and it goes on by itself; a deleted one can be copied from /proc/PID/fd of the daemon \
            until it ends
            """
        case .locked: "stop the other one, or set `database` to another file"
        case .foreign: "set `database` to another file"
        case .newer: "run that version, or restore a backup made before it"
        case .older: "start `funnelbridge serve` of this version once, which brings it up to date"
        case .full: "free some space: a daemon that runs goes on by itself"
        case .readOnly: "make the file and its folder writable: a daemon that runs goes on by itself"
        case .inputOutput: "look at the disk and at `dmesg`; it is tried again by itself"
        case .corrupt: "run `funnelbridge doctor`, and restore the last backup"
        case .busy: "wait for the other command to end, and try again"
        case .refused: "this is a defect of funnelbridge: report it with this line"
        case .stopped: "start funnelbridge again"
        case .exists: "choose another name"
        case .other: "run `funnelbridge doctor`"
        }
    }
}
