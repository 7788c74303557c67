/// The program's version (semver.org).
package enum Version {
    package static let text = "0.1.0"
}
