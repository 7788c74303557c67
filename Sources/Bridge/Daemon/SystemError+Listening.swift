internal import Glibc
internal import Linux

extension SystemError {
    /// Why an address cannot be listened on, with the way out; of other errors the description.
    ///
    /// - Parameter setting: where another address is given: `` `listen` ``.
    func listeningText(_ setting: String) -> String {
        guard ["bind", "listen"].contains("\(call)") else { return description }
        return switch code {
        case EADDRINUSE: "\(self); stop the program that listens there, or give \(setting) another address"
        case EACCES where subject?.hasPrefix("unix:") != true:
            "\(self); give \(setting) a port from 1024 up, or have systemd hand the socket over"
        default: "\(self); give \(setting) another address"
        }
    }
}
