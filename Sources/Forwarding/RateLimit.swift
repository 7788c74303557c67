package import Domain

/// So many requests in so long, at most one second's worth of them at once.
package struct RateLimit: Equatable, Sendable {
    package let count: Int
    package let per: Interval

    package init(count: Int, per: Interval) {
        precondition(count > 0 && per > .zero, "a rate without requests or without time sends nothing")
        self.count = count
        self.per = per
    }
}
