extension LoadedSource {
    /// What becomes of events while the file is broken, for people.
    package var consequence: String {
        if active != nil { return "what ran before goes on until the file is mended" }
        return running == nil
            ? "its events are refused until the file is mended"
            : "its events are kept as unmapped until the file is mended"
    }
}
