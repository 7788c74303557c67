/// 10^0 to 10^38, all that 128 bits hold.
enum PowersOfTen {
    private static let all: [UInt128] = {
        var powers: [UInt128] = [1]
        while powers.count <= 38 { powers.append((powers.last ?? 1) * 10) }
        return powers
    }()

    static var count: Int {
        all.count
    }

    static subscript(exponent: Int) -> UInt128 {
        all[exponent]
    }

    /// How many decimal digits the number has; 1 for zero.
    static func digits(in number: UInt128) -> Int {
        // 1233/4096 is nearly log10(2): the guess is right or one too low.
        let bits = UInt128.bitWidth - number.leadingZeroBitCount
        let guess = (bits * 1233) >> 12
        return guess < all.count && number >= all[guess] ? guess + 1 : max(1, guess)
    }
}
