// modules: JSON Domain Signatures JSONPath Linux Mappings

import Domain
import JSON
import Mappings

/// Maps any body, JSON or form, by a mapping that uses all of the language: what comes out is JSON of distinct names.
@_cdecl("LLVMFuzzerTestOneInput")
package func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
    // Compiled anew each time: kept, it would look like a leak, for Swift marks pointers in their spare bits.
    guard let mapping = Fixture.mapping() else { preconditionFailure("the fixture does not compile") }
    let bytes = Array(UnsafeBufferPointer(start: data, count: size))
    let isForm = bytes.first == UInt8(ascii: "=")
    guard let body = try? BodyDecoder.decode(bytes, type: isForm ? "application/x-www-form-urlencoded" : nil) else {
        return 0
    }
    let result = mapping.evaluate(MappingInput(body: body))
    precondition((result.error != nil) == (result.state == .unmapped))
    precondition(result.state == .mapped || result.actions.isEmpty)
    for action in result.actions { check(action) }
    let explained = mapping.evaluate(MappingInput(body: body), explaining: .everything)
    precondition(explained.actions == result.actions && explained.warnings == result.warnings)
    return 0
}

private func check(_ action: Action) {
    guard let payload = try? JSONDocument(parsing: action.payload) else {
        preconditionFailure("a payload is no JSON: \(String(decoding: action.payload, as: UTF8.self))")
    }
    withExtendedLifetime(payload) {
        var names: Set<[UInt8]> = []
        for (name, value) in payload.root.members {
            let name = name.withText { Array($0) }
            precondition(names.insert(name).inserted, "a name is there twice")
            let isPurchase = name == Array("purchase_data".utf8)
            precondition(isPurchase == (value.kind == .array) && value.kind != .object && value.kind != .null)
        }
        var writer = JSONWriter()
        writer.value(payload.root)
        precondition(writer.bytes == action.payload, "a payload is not compact")
    }
}

private enum Fixture {
    static func mapping() -> Mapping? {
        Mapping.compile(file: "fuzz.jsonc", bytes: text).mapping
    }

    private static let text = Array(
        """
        { "verify": { "none": true }, "timezone": "+02:00", "lookups": { "t": { "a": 1, "b": "" } },
          "common": { "session": ["$.s", "$.session[*] | first"], "email": "$.e | trim | lower",
            "dateTime": ["$.t", "$.u | date"], "fields": { "a": "$.a", "b": "x {{ $.b }} y", "all": "$..*" } },
          "actions": [
            { "action": "One", "flatten": [ { "from": "$" }, { "from": "$", "prefix": "p_", "leaf": "@.value", "omit": ["a*"] },
                { "each": "$..[?@.k]", "key": "{{ @.k | slug }}", "value": ["@.v | number", "@.v[*]", "$path"] } ] },
            { "action": "{{ $.n }}", "when": "present($.n) && $.a != 1", "each": "$.each[*]",
              "fields": { "l": "@.l | lookup: 't'", "c": "@ | count", "key": "$key", "j": "@.j | json: '$.x' | default: @.l" },
              "dedupe": { "by": ["@.id", "$path"], "window": "5m" } },
            { "when": "present($.items)",
              "purchase": { "each": "$.items[*]", "sku": ["@.sku", "x"], "label": "@.label | default: 'l'",
                "total": ["@.price | cents: 'EUR'", "@.total", 5], "order": "$key | text", "currency": "EUR",
                "fields": { "q": "@.q" } } } ] }
        """.utf8
    )
}
