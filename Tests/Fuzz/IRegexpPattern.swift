// modules: JSON JSONPath

import JSON
import JSONPath

/// Compiles any pattern and runs it on any text; the answers of the three ways to ask must agree.
///
/// The pattern goes to the first zero byte, and the text is the rest.
@_cdecl("LLVMFuzzerTestOneInput")
package func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
    let input = UnsafeBufferPointer(start: data, count: size)
    let end = input.firstIndex(of: 0) ?? input.count
    let pattern = Array(input[..<end])
    let text = Array(input[min(end + 1, input.count)...].prefix(64))
    let compiled: IRegexp
    do throws(IRegexpError) {
        compiled = try IRegexp(utf8: pattern)
    } catch {
        precondition(error.offset >= 0 && !error.reason.isEmpty)
        return 0
    }
    let isWhole = compiled.matches(whole: text)
    let isFound = compiled.search(in: text)
    let match = compiled.firstMatch(in: text)
    precondition(isFound == (match != nil), "search and firstMatch differ")
    precondition(!isWhole || isFound, "the whole text matches and no part of it")
    guard let match else { return 0 }
    precondition(match.range.upperBound <= text.count)
    if let group = match.firstGroup {
        precondition(group.lowerBound >= match.range.lowerBound && group.upperBound <= match.range.upperBound)
    }
    let hasAnchors = pattern.contains(UInt8(ascii: "^")) || pattern.contains(UInt8(ascii: "$"))
    if !hasAnchors {
        precondition(compiled.matches(whole: Array(text[match.range])), "what was found does not match by itself")
    }
    return 0
}
