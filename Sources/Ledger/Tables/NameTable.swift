/// The numbers that stand for names of sources, projects or actions in other tables.
final class NameTable {
    private let find: Statement
    private let insert: Statement
    private var known: [Name: Int64] = [:]
    /// The name that was last asked for: nearly always the next one too, and a comparison costs a tenth of a look-up.
    private var last: (name: Name, number: Int64)?

    /// Names may come from bodies: no more than these are remembered.
    private static let limit = 4_096

    enum Subject: String {
        case source, project, action
    }

    /// A name that is another one when its bytes are, as for SQLite: Swift takes an accent in two ways of writing for the same.
    private struct Name: Hashable {
        let text: String

        // Byte after byte by their views, five names of an event took 4,000 instructions.
        static func == (one: Self, other: Self) -> Bool {
            var (one, other) = (one.text, other.text)
            return one.withUTF8 { one in other.withUTF8 { other in one.elementsEqual(other) } }
        }

        func hash(into hasher: inout Hasher) {
            var text = text
            text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        }
    }

    init(_ subject: Subject, _ connection: Connection) throws(SQLiteError) {
        find = try connection.prepare("SELECT id FROM \(subject.rawValue) WHERE name = ?1")
        insert = try connection.prepare("INSERT INTO \(subject.rawValue) (name) VALUES (?1) RETURNING id")
    }

    /// The number of `name`, made in this transaction when there is none.
    func number(of name: String) throws(SQLiteError) -> Int64 {
        let name = Name(text: name)
        if let last, last.name == name { return last.number }
        let number = try number(remembering: name)
        last = (name, number)
        return number
    }

    private func number(remembering name: Name) throws(SQLiteError) -> Int64 {
        if let number = known[name] { return number }
        if known.count >= Self.limit { known.removeAll(keepingCapacity: true) }
        let number: Int64
        if let found = try self.number(ofKnown: name.text) {
            number = found
        } else {
            insert.bind(name.text, at: 1)
            guard let made = try insert.first({ $0.integer(0) }) else { throw .unexpectedRow("no id for a new name") }
            number = made
        }
        known[name] = number
        return number
    }

    /// The number of `name`; nil when no row has it.
    func number(ofKnown name: String) throws(SQLiteError) -> Int64? {
        find.bind(name, at: 1)
        return try find.first { $0.integer(0) }
    }

    /// Drops what is remembered: after a rollback it may name rows that are gone.
    func forget() {
        known.removeAll(keepingCapacity: true)
        last = nil
    }
}
