import JSON

/// Texts that spell a number of JSON.
enum NumberSpelling {
    /// Where in the text a number stands that is all of it but white space around it; nil where it is something else.
    static func number(in text: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
        var start = 0
        var end = text.count
        while start < end, QueryParser.isBlank(text[start]) { start += 1 }
        while start < end, QueryParser.isBlank(text[end - 1]) { end -= 1 }
        return NumberText.isNumber(UnsafeBufferPointer(rebasing: text[start..<end])) ? start..<end : nil
    }
}
