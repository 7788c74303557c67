/// What kind of problem a diagnostic reports: a word that scripts may rely on.
package enum DiagnosticCode: String, CaseIterable, Sendable {
    // The file as a whole.
    case unreadableFile = "unreadable-file"
    case invalidSyntax = "invalid-syntax"
    case duplicateName = "duplicate-name"
    case unknownKey = "unknown-key"
    case missingKey = "missing-key"
    case wrongType = "wrong-type"
    case invalidValue = "invalid-value"
    case conflictingKeys = "conflicting-keys"

    // Values, templates and conditions.
    case invalidExpression = "invalid-expression"
    case invalidTemplate = "invalid-template"
    case invalidCondition = "invalid-condition"
    case invalidQuery = "invalid-query"
    case unknownFilter = "unknown-filter"
    case unknownLookup = "unknown-lookup"
    case invalidArgument = "invalid-argument"
    case invalidPattern = "invalid-pattern"
    case invalidDateFormat = "invalid-date-format"
    case invalidTimezone = "invalid-timezone"
    case nullComparison = "null-comparison"
    case neverMissing = "never-missing"

    // What Funnelytics takes.
    case reservedName = "reserved-name"
    case invalidActionName = "invalid-action-name"
    case invalidProject = "invalid-project"
    case unknownProject = "unknown-project"
    case namelessValue = "nameless-value"
    case missingDateTime = "missing-date-time"
    case missingIdentity = "missing-identity"
    case unusedLookup = "unused-lookup"
    case unusedField = "unused-field"
    case commerceWithoutPurchase = "commerce-without-purchase"

    // Who may send.
    case missingVerify = "missing-verify"
    case secretInClear = "secret-in-clear"
    case invalidSecret = "invalid-secret"
    case invalidVerify = "invalid-verify"
}
