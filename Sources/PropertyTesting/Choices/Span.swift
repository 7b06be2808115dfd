/// A stretch of choices that together built one part of a value: a list element, a command, a subtree.
///
/// Spans tell the shrinker what can be taken out or exchanged as a whole. They nest, and never partly
/// overlap.
public struct Span: Sendable, BitwiseCopyable {
  /// What was built. Spans with the same label are taken to be exchangeable.
  public var label: StaticString
  /// Index of the first choice.
  public var start: Int
  /// Index of the first choice that describes the part itself. The choices in `start..<body` belong to the
  /// place it stands in (such as "is there one more element?"): they go when the part is deleted, and stay
  /// when it is exchanged with another part or made simpler.
  public var body: Int
  /// Index after the last choice.
  public var end: Int
  /// Index of the innermost span around this one, in the order of ``Recording/spans``; `nil` at the top.
  public var parent: Int?

  /// All choices, as a range of indices.
  public var range: Range<Int> { start..<end }

  /// The choices that describe the part itself, as a range of indices.
  public var bodyRange: Range<Int> { body..<end }
}
