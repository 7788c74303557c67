/// The currencies of ISO 4217 and how many decimals an amount of them has.
package enum Currency {
    /// How many digits of an amount are minor units: 2 for USD, 0 for JPY, 3 for KWD; nil for a code that the standard
    /// does not know, and for metals and the like, which have no minor unit.
    ///
    /// - Parameter code: three letters, in any case.
    package static func exponent<Text: Collection<UInt8>>(_ code: Text) -> Int? {
        guard code.count == 3 else { return nil }
        var wanted: UInt32 = 0
        for byte in code {
            let letter = byte & 0xDF
            guard (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(letter) else { return nil }
            wanted = wanted << 8 | UInt32(letter)
        }
        for (exponent, codes) in tables where contains(codes, wanted) { return exponent }
        return nil
    }

    /// As above, for a text.
    package static func exponent(_ code: String) -> Int? {
        exponent(code.utf8)
    }

    /// Whether one of the codes, which stand four bytes apart, is the wanted one.
    private static func contains(_ codes: StaticString, _ wanted: UInt32) -> Bool {
        let bytes = UnsafeBufferPointer(start: codes.utf8Start, count: codes.utf8CodeUnitCount)
        return stride(from: 0, to: bytes.count, by: 4).contains { start in
            wanted == UInt32(bytes[start]) << 16 | UInt32(bytes[start + 1]) << 8 | UInt32(bytes[start + 2])
        }
    }

    /// List one of the standard, by exponent, with those that it dropped since 2021: old orders are still in them.
    private static let tables: [(exponent: Int, codes: StaticString)] = [
        (
            2,
            """
            AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF \
            CHE CHF CHW CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ \
            GYD HKD HNL HRK HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD \
            MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD \
            RUB SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH \
            USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG ZWL
            """
        ),
        (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
        (3, "BHD IQD JOD KWD LYD OMR TND"),
        (4, "CLF UYW"),
    ]
}
