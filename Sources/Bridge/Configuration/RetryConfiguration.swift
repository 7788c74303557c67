internal import Domain

/// `delivery.retry`: when the next attempt follows, and when there is none any more.
struct RetryConfiguration: Sendable {
    var first = RetrySchedule.standard.first
    var factor = RetrySchedule.standard.factor
    var max = RetrySchedule.standard.max
    var giveUpAfter = RetrySchedule.standard.giveUpAfter

    var schedule: RetrySchedule {
        RetrySchedule(first: first, factor: factor, max: max, giveUpAfter: giveUpAfter)
    }
}
