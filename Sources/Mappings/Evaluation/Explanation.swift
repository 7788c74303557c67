/// What is gathered beside what an event becomes, for a person who asks why.
package enum Explanation: Sendable {
    case none
    /// Why actions were skipped.
    case skips
    /// That, and how each field came to be: memory for each step to each field.
    case everything
}
