internal import CCurl

/// One request at a time on one easy handle, which is used again and again.
///
/// Owns the memory that libcurl only keeps the address of: the body to send, the answer, the error text, the headers'
/// list (by its destination). Belongs to the thread of its `CurlMulti`.
final class CurlTransfer {
    let handle: UnsafeMutableRawPointer
    /// Where it goes; also keeps the list of headers alive.
    let destination: CurlDestination
    /// Whatever the owner wants to find again when the transfer has ended.
    var tag = 0
    /// Where its `CurlMulti` keeps it while it is on its way.
    var place = 0

    /// Where the last request went; libcurl keeps only its address.
    private var address: CurlAddress?
    private let errorText: UnsafeMutablePointer<CChar>
    private var payload = UnsafeMutableRawBufferPointer.allocate(byteCount: 2_048, alignment: 1)
    private let answer: UnsafeMutablePointer<CurlAnswer>

    init(to destination: CurlDestination) {
        guard let handle = curl_easy_init() else { fatalError("no memory for a curl handle") }
        self.handle = handle
        self.destination = destination
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        answer = .allocate(capacity: 1)
        answer.initialize(to: CurlAnswer())
        destination.configure(handle)
        let context = Unmanaged.passUnretained(self).toOpaque()
        CurlDestination.check(curl_shim_set_writer(handle, takeAnswer), CURLOPT_WRITEFUNCTION)
        CurlDestination.check(curl_shim_set_pointer(handle, CURLOPT_WRITEDATA, answer), CURLOPT_WRITEDATA)
        CurlDestination.check(curl_shim_set_head_writer(handle, takeHeadLine), CURLOPT_HEADERFUNCTION)
        CurlDestination.check(curl_shim_set_pointer(handle, CURLOPT_HEADERDATA, answer), CURLOPT_HEADERDATA)
        CurlDestination.check(curl_shim_set_pointer(handle, CURLOPT_PRIVATE, context), CURLOPT_PRIVATE)
        CurlDestination.check(curl_shim_set_pointer(handle, CURLOPT_ERRORBUFFER, errorText), CURLOPT_ERRORBUFFER)
    }

    deinit {
        curl_easy_cleanup(handle)
        errorText.deallocate()
        answer.deinitialize(count: 1)
        answer.deallocate()
        payload.deallocate()
    }

    /// Sets what the next request sends, and where to.
    func prepare(to address: CurlAddress, payload bytes: [UInt8]) {
        if payload.count < bytes.count {
            payload.deallocate()
            payload = .allocate(byteCount: bytes.count * 2, alignment: 1)
        }
        payload.copyBytes(from: bytes)
        set(address)
        CurlDestination.check(
            curl_shim_set_pointer(handle, CURLOPT_POSTFIELDS, payload.baseAddress),
            CURLOPT_POSTFIELDS
        )
        CurlDestination.check(curl_shim_set_body_size(handle, curl_off_t(bytes.count)), CURLOPT_POSTFIELDSIZE_LARGE)
        answer.pointee = CurlAnswer()
        errorText[0] = 0
    }

    private func set(_ address: CurlAddress) {
        guard address !== self.address else { return }
        self.address = address
        // The text is not read where there is a URL that was taken apart; libcurl shows it as the one that was asked.
        // It takes 8,000,000 bytes at most: of more nothing is left, for which the request fails, as for any that it
        // cannot read.
        if curl_shim_set_text(handle, CURLOPT_URL, address.text) != CURLE_OK {
            CurlDestination.check(curl_shim_set_text(handle, CURLOPT_URL, ""), CURLOPT_URL)
        }
        let url = address.handle.map { UnsafeMutableRawPointer($0) }
        CurlDestination.check(curl_shim_set_pointer(handle, CURLOPT_CURLU, url), CURLOPT_CURLU)
    }

    /// What came of the request, once libcurl has ended it with `code`.
    func result(_ code: CURLcode) -> TransferResult {
        var result = TransferResult()
        let status = answer.pointee.hasBegun ? curl_shim_status(handle) : 0
        if status > 0 { result.status = status }
        result.body = answer.pointee.body
        // An answer that we stopped reading is as complete as we want it.
        if code != CURLE_OK, !(code == CURLE_WRITE_ERROR && answer.pointee.isLong) {
            result.failure = CurlError.failure(code, message: String(cString: errorText))
        } else if !answer.pointee.headEnded {
            result.failure = TransferFailure(kind: .broken, message: "The answer ended in its head")
        }
        if status > 0, !(200...299).contains(status) { result.retryAfter = header("Retry-After") }
        return result
    }

    private func header(_ name: String) -> String? {
        var header: UnsafeMutablePointer<curl_header>?
        let last: Int32 = -1
        guard curl_easy_header(handle, name, 0, UInt32(CURLH_HEADER), last, &header) == CURLHE_OK,
            let value = header?.pointee.value
        else { return nil }
        return String(cString: value)
    }
}

/// libcurl's write callback: taking less than it is given ends the transfer.
private func takeAnswer(
    _ bytes: UnsafeMutablePointer<CChar>?,
    _ size: Int,
    _ count: Int,
    _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let answer = context?.assumingMemoryBound(to: CurlAnswer.self) else { return 0 }
    let length = size * count
    answer.pointee.take(UnsafeRawBufferPointer(start: bytes, count: length))
    // An empty part is no end; taking all of it is right.
    return answer.pointee.isLong ? length - 1 : length
}

/// libcurl's header callback: one line at a time, its end included.
private func takeHeadLine(
    _ bytes: UnsafeMutablePointer<CChar>?,
    _ size: Int,
    _ count: Int,
    _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let answer = context?.assumingMemoryBound(to: CurlAnswer.self) else { return 0 }
    answer.pointee.take(headLine: UnsafeRawBufferPointer(start: bytes, count: size * count))
    return size * count
}
