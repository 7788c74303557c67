/// Memory that evaluation uses again and again, so that one event may leave it to the next.
package struct QueryMemory: Sendable {
    var machine = IRegexpMachine()

    package init() {}
}
