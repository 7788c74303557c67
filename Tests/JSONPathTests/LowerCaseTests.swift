import JSONPath
import Testing

struct LowerCaseTests {
    @Test(arguments: [
        ("ABC abc 1", "abc abc 1"), ("ÄÖÜ", "äöü"), ("İ", "i\u{307}"), ("ẞ", "ß"), ("ΑΣ", "ας"), ("ΑΣ.", "ας."),
        ("ΑΣΑ", "ασα"), ("Σ", "σ"), ("Α'Σ'", "α'ς'"), ("Α'Σ'Α", "α'σ'α"), ("", ""), ("🎉", "🎉"),
    ]) func `lower case follows Unicode, final sigma included`(_ text: String, _ lower: String) {
        let bytes = Array(text.utf8).withUnsafeBufferPointer { LowerCase.lower($0) }
        #expect(bytes == Array(lower.utf8))
    }
}
