extension CommandSpecification {
    /// What may stand in the place of a command's arguments, as the usage line tells it.
    enum ArgumentKind: Equatable, Sendable {
        /// One of these words first: the lower-case ones of `list|show [ID…]`.
        case words([String])
        /// The name of a command.
        case command
        /// The path of a file.
        case file
        /// Nothing that a shell could guess.
        case other
    }

    /// The kind of the first argument.
    var firstArgument: ArgumentKind { Self.kind(of: arguments.split(separator: " ").first ?? "") }

    /// The kind of those after the first; several words in a line may be files when one is.
    var otherArguments: ArgumentKind {
        let rest = arguments.split(separator: " ").dropFirst()
        if rest.isEmpty { return arguments.contains("…") ? firstArgument : .other }
        return rest.contains { Self.kind(of: $0) == .file } ? .file : .other
    }

    private static func kind(of placeholder: Substring) -> ArgumentKind {
        let names = placeholder.split { "[]…|".contains($0) }
        let words = names.filter { name in name.allSatisfy { $0.isLowercase } }
        if !words.isEmpty { return .words(words.map(String.init)) }
        if names == ["COMMAND"] { return .command }
        return names.contains { ["FILE", "FILE.jsonc", "PAYLOAD"].contains($0) } ? .file : .other
    }
}
