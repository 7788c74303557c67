// modules: Linux Domain JSON JSONPath Signatures Mappings

import Linux
import Mappings

/// Reads any text as a date, as a number and by a format; what is read is written and read again as the same.
///
/// The first line is the format, the rest is the text.
@_cdecl("LLVMFuzzerTestOneInput")
package func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
    let bytes = UnsafeBufferPointer(start: data, count: size)
    let end = bytes.firstIndex(of: 0x0A) ?? 0
    let text = UnsafeBufferPointer(rebasing: bytes[min(end + 1, size)...])
    for offset in [0, 7_200, -12_600, 3_208] {
        let zone = TimeZone(name: "fuzz", offset: offset)
        let reader = DateReader(zone: zone)
        check(reader.read(text: text), reader)
        check(reader.read(number: text), reader)
        do throws(DateFormatError) {
            let format = try DateFormat(String(decoding: bytes[..<end], as: UTF8.self))
            check(format.read(text, zone: zone), reader)
        } catch {
            precondition(error.offset >= 0 && error.length >= 0 && !error.description.isEmpty)
        }
    }
    return 0
}

private func check(_ value: DateValue?, _ reader: DateReader) {
    guard let value else { return }
    precondition(reader.read(text: value.text) == value, "\(value.text) is read as something else")
    _ = value.moment
}
