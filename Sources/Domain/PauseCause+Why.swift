extension PauseCause {
    /// One sentence for a person, with the way out.
    ///
    /// The configuration and the environment are read at the start alone; a reload reads files of secrets.
    package var why: String {
        switch self {
        case .unauthorized:
            """
            the destination does not accept the project's id or key (401 or 403): check both and restart, or reload \
            where they stand in files
            """
        case .notFound:
            "the destination does not know the address (404): check the project's endpoint and id, and restart"
        case .redirected:
            "the endpoint has moved (3xx), and redirects are not followed: set its new address and restart"
        case .configured: "the destination gave an answer that pauses by the project's 'answers'"
        }
    }
}
