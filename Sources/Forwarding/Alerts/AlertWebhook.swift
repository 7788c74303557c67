internal import Linux

/// Posts alerts to an address of the operator's.
///
/// Belongs to the thread of the alerts. The address is a secret as often as not, and is in no log line.
final class AlertWebhook {
    let url: String
    private let multi = CurlMulti()
    private let destination: CurlDestination
    private let bell: Doorbell

    init(url: String, version: String, authorities: String?) throws(SystemError) {
        self.url = url
        bell = try Doorbell()
        destination = CurlDestination(
            CurlDestination.Settings(
                headers: ["Content-Type: application/json"],
                userAgent: "funnelbridge/\(version)",
                timeoutMilliseconds: 10_000,
                sharesConnections: false,
                authorities: authorities
            )
        )
    }

    deinit {
        destination.close()
    }

    /// Posts an alert and waits for the answer.
    ///
    /// - Returns: nil, or what went wrong.
    func send(_ alert: Alert) -> String? {
        let transfer = destination.takeTransfer()
        transfer.prepare(url: Array(url.utf8CString), payload: alert.json)
        multi.start(transfer)
        while true {
            multi.perform()
            if let finished = multi.takeFinished() {
                destination.giveBack(finished.transfer)
                return Self.problem(finished.result)
            }
            multi.wait(milliseconds: 1_000, orUntilReadable: bell.number)
        }
    }

    private static func problem(_ result: TransferResult) -> String? {
        if let failure = result.failure { return failure.message }
        guard let status = result.status, (200...299).contains(status) else {
            return "answered \(result.status ?? 0)"
        }
        return nil
    }
}
