import Domain
import Testing

@testable import Mappings

struct MappingPlanTests {
    private static func event(_ actions: (String, String)...) -> PlannedEvent {
        PlannedEvent(
            state: actions.isEmpty ? .ignored : .mapped,
            actions: actions.map { PlannedAction(name: $0.0, project: "default", payload: Array($0.1.utf8)) }
        )
    }

    private static func plan(_ pairs: (before: PlannedEvent, after: PlannedEvent)...) -> MappingPlan {
        var plan = MappingPlan()
        for (number, pair) in pairs.enumerated() {
            plan.add(EventID(number: Int64(number)), before: pair.before, after: pair.after)
        }
        return plan
    }

    @Test func `the same actions are no change, in whatever order their names stand`() throws {
        let plan = Self.plan(
            (Self.event(("A", #"{"a":1}"#)), Self.event(("A", #"{"a":1}"#))),
            (Self.event(("A", #"{"a":1,"b":2}"#)), Self.event(("A", #"{"b":2,"a":1}"#))),
            (Self.event(), Self.event())
        )
        #expect(!plan.hasChanges)
        #expect(plan.events == 3)
        let action = try #require(plan.actions.first)
        #expect(action.unchanged == 2)
        #expect(!action.isChange)
    }

    @Test func `fields that are new, gone or changed are counted, with examples`() throws {
        let plan = Self.plan(
            (Self.event(("A", #"{"a":1,"b":"x"}"#)), Self.event(("A", #"{"a":2,"c":true}"#))),
            (Self.event(("A", #"{"a":1}"#)), Self.event(("A", #"{"a":3}"#)))
        )
        let action = try #require(plan.actions.first)
        #expect(action.changed == 2)
        let fields = Dictionary(uniqueKeysWithValues: action.fields.map { ($0.field, $0) })
        #expect(fields["a"]?.changed == 2)
        #expect(fields["b"]?.gone == 1)
        #expect(fields["c"]?.added == 1)
        #expect(fields["c"]?.examples == [.init(event: EventID(number: 0), before: nil, after: "true")])
        #expect(fields["a"]?.examples.map(\.after) == ["2", "3"])
        #expect(plan.changedEvents == 2)
    }

    @Test func `of each kind a few examples are kept`() throws {
        var plan = MappingPlan()
        for number in 0..<10 {
            let after = Self.event(("A", #"{"n":\#(number)}"#))
            plan.add(EventID(number: Int64(number)), before: Self.event(("A", #"{"n":-1}"#)), after: after)
        }
        let field = try #require(plan.actions.first?.fields.first)
        #expect(field.changed == 10)
        #expect(field.examples.count == 3)
    }

    @Test func `what a purchase holds is compared by its way`() throws {
        let plan = Self.plan(
            (
                Self.event(("A", #"{"purchase_data":[{"__total__":1}]}"#)),
                Self.event(("A", #"{"purchase_data":[{"__total__":2}]}"#))
            )
        )
        #expect(plan.actions.first?.fields.map(\.field) == ["purchase_data[0].__total__"])
    }

    @Test func `an action that appears and one that vanishes are told from one that is renamed`() throws {
        let plan = Self.plan(
            (Self.event(("A", #"{"e":1,"f":2}"#)), Self.event(("B", #"{"e":1,"f":2}"#))),
            (Self.event(("C", #"{"e":1}"#)), Self.event(("D", #"{"g":1}"#))),
            (Self.event(("A", "{}"), ("A", "{}")), Self.event(("A", "{}")))
        )
        let actions = Dictionary(uniqueKeysWithValues: plan.actions.map { ($0.name, $0) })
        #expect(actions["B"]?.renamed == ["A": 1])
        #expect(actions["C"]?.vanishing == 1)
        #expect(actions["D"]?.appearing == 1)
        #expect(actions["A"]?.vanishing == 1)
        #expect(actions["A"]?.unchanged == 1)
    }

    @Test func `another project is a change of the action`() throws {
        let before = PlannedAction(name: "A", project: "one", payload: Array("{}".utf8))
        let after = PlannedAction(name: "A", project: "two", payload: Array("{}".utf8))
        let plan = Self.plan(
            (PlannedEvent(state: .mapped, actions: [before]), PlannedEvent(state: .mapped, actions: [after]))
        )
        #expect(plan.actions.first?.fields.map(\.field) == ["(project)"])
        #expect(plan.hasChanges)
    }

    @Test func `a payload that is no JSON is one field of its own, as of a damaged ledger`() throws {
        let plan = Self.plan((Self.event(("A", "{")), Self.event(("A", #"{"a":1}"#))))
        let action = try #require(plan.actions.first)
        #expect(action.changed == 1)
        #expect(action.fields.map(\.field) == ["a", "(payload)"])
    }

    @Test func `an event that would fail says why, one that fails otherwise is no change`() throws {
        let error = EventWarning(field: "email", message: "no number")
        let failed = PlannedEvent(state: .unmapped, error: error)
        let other = PlannedEvent(state: .unmapped, error: EventWarning(field: "session", message: "two"))
        let plan = Self.plan((Self.event(("A", "{}")), failed), (failed, other), (Self.event(), failed))
        #expect(plan.changedEvents == 2)
        #expect(plan.states.map(\.from) == [.mapped, .ignored])
        #expect(plan.states.map(\.count) == [1, 1])
        #expect(plan.states.first?.error == error)
    }
}
