/// A name that Funnelytics gives a meaning to, in the forms in which it is needed.
struct IdentityName: Sendable {
    let text: String
    let bytes: [UInt8]
    /// As it stands in a payload, in quotes and with its colon.
    let member: [UInt8]

    private init(_ text: String) {
        self.text = text
        bytes = Array(text.utf8)
        member = PayloadBuilder.text(ofName: bytes)
    }

    static let session = IdentityName("session")
    static let email = IdentityName("email")
    static let dateTime = IdentityName("dateTime")
}
