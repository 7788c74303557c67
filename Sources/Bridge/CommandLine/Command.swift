/// A verb of the program.
protocol Command: SendableMetatype {
    static var specification: CommandSpecification { get }

    init(_ arguments: CommandLineArguments) throws(UsageError)

    /// Does the work. What it finds goes to standard output, what it says to standard error.
    func run(in surroundings: Surroundings) -> ExitCode
}
