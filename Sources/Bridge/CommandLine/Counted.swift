/// Numbers with their nouns.
enum Counted {
    /// `1 event`, `2 events`.
    static func text(_ count: Int, _ noun: String) -> String {
        count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
    }
}
