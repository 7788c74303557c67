import JSON

/// How a walk came from a node to its child.
enum NodeStep {
    /// By a name of the program.
    case name(ByteRange)
    /// Over a member; the node is its name.
    case member(JSONNode)
    case index(Int)
}
