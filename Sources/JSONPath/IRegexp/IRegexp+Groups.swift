extension IRegexp {
    /// Whether the pattern has a group, so that a match without one means that the group took no part.
    package var hasGroup: Bool {
        program.instructions.contains { instruction in
            if case .groupStart = instruction { true } else { false }
        }
    }
}
