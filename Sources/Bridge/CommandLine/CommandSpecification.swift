/// What a command is called and takes: the one table that parsing, help and completions read.
struct CommandSpecification: Sendable {
    let verb: String
    /// One line for the list of commands.
    let summary: String
    /// The positional arguments as the usage line writes them: `SOURCE [PAYLOAD|-]`.
    let arguments: String
    /// How many positional arguments may be given.
    let argumentCount: ClosedRange<Int>
    let options: [OptionSpecification]
    /// What the command does, in a paragraph or two.
    let discussion: String
    /// Exit codes beyond "0 when it worked", as (code, meaning).
    let exits: [(code: Int, meaning: String)]

    init(
        _ verb: String,
        _ summary: String,
        arguments: String = "",
        argumentCount: ClosedRange<Int> = 0...0,
        options: [OptionSpecification] = [],
        discussion: String,
        exits: [(code: Int, meaning: String)] = []
    ) {
        self.verb = verb
        self.summary = summary
        self.arguments = arguments
        self.argumentCount = argumentCount
        self.options = options
        self.discussion = discussion
        self.exits = exits
    }
}
