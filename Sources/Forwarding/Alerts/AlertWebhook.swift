internal import Linux

/// Posts alerts to an address of the operator's.
///
/// Belongs to the thread of the alerts. The address is a secret as often as not, and is in no log line.
final class AlertWebhook {
    /// What went wrong with an alert that nobody waits for any more.
    static let abandoned = "the daemon stops at once"
    /// How often a transfer looks whether somebody still waits for it, in milliseconds.
    private static let turn: Int32 = 100

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
    /// - Parameter isAbandoned: once true, the answer is not waited for, and nothing may be sent after it.
    /// - Returns: nil, or what went wrong.
    func send(_ alert: Alert, unless isAbandoned: () -> Bool) -> String? {
        let transfer = destination.takeTransfer()
        transfer.prepare(to: CurlAddress(url), payload: alert.json)
        multi.start(transfer)
        while true {
            multi.perform()
            if let finished = multi.takeFinished() {
                destination.giveBack(finished.transfer)
                return Self.problem(finished.result)
            }
            if isAbandoned() { return Self.abandoned }
            multi.wait(milliseconds: Self.turn, orUntil: bell)
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
