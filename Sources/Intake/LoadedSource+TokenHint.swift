internal import Mappings
internal import Signatures

extension LoadedSource {
    /// What stands after the source's name in the address to give to the sender: `/TOKEN`, or nothing.
    package var tokenHint: String {
        running?.mapping.verify.rules.contains { $0.kind == .token } == true ? "/TOKEN" : ""
    }
}
