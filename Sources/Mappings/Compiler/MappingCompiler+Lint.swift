import JSON

extension MappingCompiler {
    /// Warns of an action whose events cannot be told apart, or that belong to nobody.
    mutating func warnOfLikeness(_ action: ObjectReader, hasDateTime: Bool, hasPerson: Bool) {
        if !hasDateTime, action["dateTime"] == nil, common.dateTime == nil {
            bag.warning(
                .missingDateTime,
                at: action.node,
                "this action has no 'dateTime': two like submissions count as one"
            )
        }
        if !hasPerson, action["session"] == nil, action["email"] == nil {
            bag.warning(
                .missingIdentity,
                at: action.node,
                "this action has neither 'session' nor 'email': Funnelytics makes a new user for every event"
            )
        }
    }

    /// Warns of lookups and common keys that nothing uses.
    mutating func warnOfUnused(_ lookups: [JSONNode]) {
        for name in lookups where !values.usesLookup(named: name.text) {
            bag.warning(.unusedLookup, at: name, "nothing uses the lookup '\(name.text)'")
        }
        for shared in [common.session, common.email, common.dateTime] {
            if let shared, !shared.isUsed {
                bag.warning(
                    .unusedField,
                    at: shared.name,
                    "every action has its own '\(shared.name.text)': nothing uses this one"
                )
            }
        }
        for shared in common.fields where !shared.isUsed {
            bag.warning(.unusedField, at: shared.name, "nothing uses the common field '\(shared.content.name)'")
        }
    }
}
