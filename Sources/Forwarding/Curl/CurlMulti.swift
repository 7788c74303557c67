internal import CCurl
internal import Linux

/// Many requests at once on the calling thread, with the connections they share.
///
/// Belongs to one thread. The order of a turn is: `wait`, `perform`, take all that finished, and if more was started
/// `perform` again. What `hasFinished` by then must not sleep through the next wait.
final class CurlMulti {
    private let handle: UnsafeMutableRawPointer
    /// On their way, in any order; each knows its place.
    private var running: [CurlTransfer] = []
    /// Of those, how many libcurl has not finished.
    private var unfinished: Int32 = 0

    /// libcurl's own preparation, once in the life of the program and before its first use.
    private static let library: CURLcode = curl_global_init(Int(CURL_GLOBAL_ALL))

    init() {
        precondition(Self.library == CURLE_OK, "libcurl cannot start: \(Self.library.rawValue)")
        guard let handle = curl_multi_init() else { fatalError("no memory for a curl multi handle") }
        self.handle = handle
    }

    deinit {
        for transfer in running { curl_multi_remove_handle(handle, transfer.handle) }
        curl_multi_cleanup(handle)
    }

    /// Keeps up to `limit` connections that are not in use, at least one.
    ///
    /// Left to itself libcurl keeps four times as many as requests are on their way: while they are few it closes others, and
    /// the next burst makes them anew, each with a TLS handshake. With libcurl 8.14 a steady load closed 175 a second when
    /// measured. Those that nobody uses for two minutes are closed all the same.
    /// Sources: <https://curl.se/libcurl/c/CURLMOPT_MAXCONNECTS.html>, <https://curl.se/libcurl/c/CURLOPT_MAXAGE_CONN.html>.
    func keepConnections(_ limit: Int) {
        Self.check(curl_shim_multi_set_long(handle, CURLMOPT_MAXCONNECTS, max(1, limit)))
    }

    /// How many requests are on their way.
    var count: Int { running.count }

    /// Whether `takeFinished` has something.
    var hasFinished: Bool { unfinished < running.count }

    /// Has a prepared request sent by the next `perform`.
    func start(_ transfer: CurlTransfer) {
        Self.check(curl_multi_add_handle(handle, transfer.handle))
        transfer.place = running.count
        running.append(transfer)
    }

    /// Does whatever can be done without waiting.
    func perform() {
        Self.check(curl_multi_perform(handle, &unfinished))
    }

    /// The next request that has ended, or nil.
    func takeFinished() -> (transfer: CurlTransfer, result: TransferResult)? {
        var left: Int32 = 0
        while let message = curl_multi_info_read(handle, &left)?.pointee {
            guard message.msg == CURLMSG_DONE, let easy = message.easy_handle, let context = curl_shim_private(easy)
            else { continue }
            let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
            // The message is gone once its handle is removed; `message` is a copy.
            let result = transfer.result(message.data.result)
            Self.check(curl_multi_remove_handle(handle, easy))
            letGo(of: transfer)
            return (transfer, result)
        }
        return nil
    }

    /// Fills the place of `transfer` with the last one.
    private func letGo(of transfer: CurlTransfer) {
        let last = running.removeLast()
        guard last !== transfer else { return }
        running[transfer.place] = last
        last.place = transfer.place
    }

    /// Waits until a connection can go on, the bell rings or the time is up.
    ///
    /// - Returns: whether the bell rang; it is silenced then.
    @discardableResult
    func wait(milliseconds: Int32, orUntil bell: Doorbell) -> Bool {
        var ring = curl_waitfd(fd: bell.number, events: Int16(CURL_WAIT_POLLIN), revents: 0)
        Self.check(curl_multi_poll(handle, &ring, 1, milliseconds, nil))
        guard ring.revents != 0 else { return false }
        bell.silence()
        return true
    }

    /// Ends the program on what only a bug or a lack of memory can cause.
    private static func check(_ code: CURLMcode) {
        precondition(code == CURLM_OK, "curl: \(String(cString: curl_multi_strerror(code)))")
    }
}
