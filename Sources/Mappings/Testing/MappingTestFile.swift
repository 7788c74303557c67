/// The tests of a mapping: `NAME.test.jsonc` beside `NAME.jsonc` (section 9 of the mapping language).
package struct MappingTestFile: Sendable {
    /// The file's name as it was given; paths of bodies begin at its folder.
    package let file: String
    package let cases: [MappingTestCase]
}
