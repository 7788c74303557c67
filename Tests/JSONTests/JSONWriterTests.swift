import JSON
import Testing

struct JSONWriterTests {
    @Test func `commas and colons stand where they must`() {
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("a")
        writer.beginArray()
        writer.number(1)
        writer.number("2.50")
        writer.beginObject()
        writer.endObject()
        writer.beginArray()
        writer.endArray()
        writer.endArray()
        writer.name("b")
        writer.bool(true)
        writer.name("c")
        writer.null()
        writer.name("d")
        writer.string("x")
        writer.name("e")
        writer.verbatim(Array("[1,2]".utf8))
        writer.endObject()
        #expect(
            String(decoding: writer.bytes, as: UTF8.self)
                == #"{"a":[1,2.50,{},[]],"b":true,"c":null,"d":"x","e":[1,2]}"#
        )
    }

    @Test(arguments: [
        ("", #""""#),
        ("a\"b\\c/d", #""a\"b\\c/d""#),
        ("\u{08}\u{09}\u{0A}\u{0C}\u{0D}", #""\b\t\n\f\r""#),
        ("\u{00}\u{01}\u{0B}\u{0F}\u{10}\u{1B}\u{1F}", #""\u0000\u0001\u000b\u000f\u0010\u001b\u001f""#),
        ("\u{7F}\u{80}é\u{2028}😀", "\"\u{7F}\u{80}é\u{2028}😀\""),
        ("a long run of plain text\nand another one", #""a long run of plain text\nand another one""#),
    ])
    func `strings have the fewest escapes`(text: String, expected: String) {
        var writer = JSONWriter()
        writer.string(text)
        #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
    }

    @Test(arguments: [
        (
            #" { "a\/b" : [ 1.0 , "\u00e9\/\u000A" , "plain" , -0e+5 ] , "c" : { } } "#,
            #"{"a/b":[1.0,"é/\n","plain",-0e+5],"c":{}}"#
        ),
        (#"[null, true, false, ""]"#, #"[null,true,false,""]"#),
        (#""\ud83d\ude00 \ud83d \ude00""#, "\"😀 \u{FFFD} \u{FFFD}\""),
    ])
    func `values of a document are written compactly`(text: String, expected: String) throws {
        let document = try JSONDocument(parsing: Array(text.utf8))
        var writer = JSONWriter()
        writer.value(document.root)
        #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
    }

    @Test(arguments: [
        (#""a\"b\\c\n\r\t\b\f""#, #""a\"b\\c\n\r\t\b\f""#),
        (#""\\/""#, #""\\/""#), (#""\\u0041""#, #""\\u0041""#), (#""\\\\""#, #""\\\\""#),
        (#""\/""#, #""/""#), (#""\u0041\n""#, #""A\n""#), (#""\n\u000a\u001F""#, #""\n\n\u001f""#),
        (#""\\\/""#, #""\\/""#), (#""\"\ud83d""#, "\"\\\"\u{FFFD}\""),
    ])
    func `a document's strings come out with the fewest escapes`(text: String, expected: String) throws {
        let document = try JSONDocument(parsing: Array(text.utf8))
        var writer = JSONWriter()
        withExtendedLifetime(document) { writer.value(document.root) }
        #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
    }

    @Test func `emptied, it begins anew in the memory that it has`() {
        var writer = JSONWriter(capacity: 8)
        writer.string("long enough to need more room than there was")
        let capacity = writer.capacity
        writer.removeAll()
        writer.number(-12)
        #expect(String(decoding: writer.bytes, as: UTF8.self) == "-12")
        #expect(Array(writer.text) == writer.bytes)
        #expect(writer.capacity == capacity)
    }
}
