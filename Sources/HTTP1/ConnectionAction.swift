/// What a connection wants done next.
package enum ConnectionAction {
    /// Hand in more bytes, at most that many at once; if there are none now, wait for them.
    case read(atMost: Int)
    /// Ask the handler about the head, then call `proceed` or `answer`.
    case judge(HTTPRequestHead)
    /// Give the request to the handler, then call `answer`, now or later.
    case handle(HTTPRequest)
    /// Write some of `output`, then call `wrote`; if there is no room now, wait for it.
    case write
    /// Count the refusal; its answer follows by itself.
    case refused(RequestRefusal)
    /// Nothing until the answer is there.
    case wait
    /// Tell the peer that nothing more will be sent.
    case endSending
    /// Close.
    case close
}
