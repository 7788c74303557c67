/// What a command is started in.
struct Surroundings: Sendable {
    let console: Console
    let environment: [String: String]
}
