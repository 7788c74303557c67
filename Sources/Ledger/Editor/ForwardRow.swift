internal import Domain

/// A forward as far as a change of its state needs it, with the numbers that stand for its names.
struct ForwardRow {
    let id: Int64
    let place: ForwardTable.Place
    let action: Int64
    let state: ForwardState
    let attempts: Int
    let hasPayload: Bool
}
