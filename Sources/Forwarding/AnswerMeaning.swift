/// What a project's `answers` may say that a status means, in place of the table in `ResponseVerdict`.
package enum AnswerMeaning: String, CaseIterable, Sendable {
    /// The destination took it.
    case delivered
    /// The destination has it already.
    case duplicate
    /// The set-up is wrong: the project is paused.
    case pause
    /// Tried again later.
    case retry
    /// This one forward is given up.
    case dead
}
