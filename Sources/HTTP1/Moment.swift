/// Now, as a connection needs it: for its deadlines, and for the Date of its answers.
package struct Moment: Sendable {
    /// Microseconds of a clock that never steps back.
    package let microseconds: Int64
    package let date: HTTPDate

    package init(microseconds: Int64, date: HTTPDate) {
        self.microseconds = microseconds
        self.date = date
    }
}
