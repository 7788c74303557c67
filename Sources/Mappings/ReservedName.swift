/// The names that Funnelytics gives a meaning to, which no field may have by accident.
enum ReservedName {
    /// Whether the name is `session`, `email`, `dateTime`, `purchase_data`, or of the form `__x__`.
    static func contains(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = name.first else { return false }
        switch first {
        case UInt8(ascii: "_"):
            let underscore = UInt8(ascii: "_")
            return name.count > 4 && name[1] == underscore && name[name.count - 1] == underscore
                && name[name.count - 2] == underscore
        case UInt8(ascii: "s"): return name.equals("session")
        case UInt8(ascii: "e"): return name.equals("email")
        case UInt8(ascii: "d"): return name.equals("dateTime")
        case UInt8(ascii: "p"): return name.equals("purchase_data")
        default: return false
        }
    }

    static func contains(_ name: String) -> Bool {
        var name = name
        return name.withUTF8 { contains($0) }
    }
}
