internal import Domain

/// Turns the numbers in rows back into names, remembering them.
final class NameReader {
    private let findSource: Statement
    private let findProject: Statement
    private let findAction: Statement
    private let findProjectNumber: Statement
    private var sources: [Int64: SourceName] = [:]
    private var projects: [Int64: ProjectName] = [:]
    private var actions: [Int64: ActionName] = [:]
    private var projectNumbers: [ProjectName: Int64] = [:]

    /// Names of actions may come from bodies: no more than these are remembered.
    private static let limit = 4_096

    init(_ connection: Connection) throws(SQLiteError) {
        findSource = try connection.prepare("SELECT name FROM source WHERE id = ?1")
        findProject = try connection.prepare("SELECT name FROM project WHERE id = ?1")
        findAction = try connection.prepare("SELECT name FROM action WHERE id = ?1")
        findProjectNumber = try connection.prepare("SELECT id FROM project WHERE name = ?1")
    }

    func source(_ number: Int64) throws(SQLiteError) -> SourceName {
        if let name = sources[number] { return name }
        findSource.bind(number, at: 1)
        guard let name = try findSource.first({ SourceName($0.text(0)) }) ?? nil else {
            throw .unexpectedRow("source.name")
        }
        sources[number] = name
        return name
    }

    func project(_ number: Int64) throws(SQLiteError) -> ProjectName {
        if let name = projects[number] { return name }
        findProject.bind(number, at: 1)
        guard let name = try findProject.first({ ProjectName($0.text(0)) }) ?? nil else {
            throw .unexpectedRow("project.name")
        }
        projects[number] = name
        return name
    }

    func action(_ number: Int64) throws(SQLiteError) -> ActionName {
        if let name = actions[number] { return name }
        findAction.bind(number, at: 1)
        guard let name = try findAction.first({ ActionName($0.text(0)) }) ?? nil else {
            throw .unexpectedRow("action.name")
        }
        if actions.count >= Self.limit { actions.removeAll(keepingCapacity: true) }
        actions[number] = name
        return name
    }

    /// The number of a project; nil when nothing in the ledger is about it.
    func number(of project: ProjectName) throws(SQLiteError) -> Int64? {
        if let number = projectNumbers[project] { return number }
        findProjectNumber.bind(project.text, at: 1)
        let number = try findProjectNumber.first { $0.integer(0) }
        projectNumbers[project] = number
        return number
    }
}
