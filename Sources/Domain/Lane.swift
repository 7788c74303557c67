/// The forwards of one person in one project, which are sent one after another.
///
/// The ledger makes the number from the person and a key of its own, so that it tells lanes apart and names nobody.
/// Two people that share a number by chance only wait for each other.
package struct Lane: Hashable, Sendable {
    package let number: Int64

    package init(number: Int64) {
        self.number = number
    }
}
