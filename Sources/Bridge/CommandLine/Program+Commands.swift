extension Program {
    /// Every verb, in the order of the help.
    static let commands: [any Command.Type] = [
        ServeCommand.self,
        StatusCommand.self,
        CheckCommand.self,
        TestCommand.self,
        PreviewCommand.self,
        PlanCommand.self,
        DraftCommand.self,
        EvalCommand.self,
        EventsCommand.self,
        ForgetCommand.self,
        BackupCommand.self,
        DoctorCommand.self,
        SandboxCommand.self,
        DemoCommand.self,
        CompletionsCommand.self,
        HelpCommand.self,
        VersionCommand.self,
    ]
}
