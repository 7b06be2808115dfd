/// Makes random values of a type: a function of choices, as a value.
///
/// Any function of a ``ChoiceSource`` is a generator; this type is for composing them. What it makes shrinks because
/// its choices do, whatever it is made of: `map`, `flatMap` and types of one's own need nothing more.
///
///     struct Order { var items: [Int]; var chosen: Int }
///     let orders = Generator { source in
///       let items = try source.draw(.array(of: .integer(1...99), count: 1...10))
///       return Order(items: items, chosen: try source.draw(.integer(0...items.count - 1)))
///     }
///
/// Calls go through closures: where millions of values a second are made, functions of a ``ChoiceSource`` are faster.
public struct Generator<Value>: Sendable {
  /// Makes a value of the choices it draws.
  public let draw: @Sendable (inout ChoiceSource) throws -> Value

  /// A generator.
  ///
  /// - Parameter draw: makes a value; depends on nothing but the choices. It may throw ``Discard``.
  public init(_ draw: @escaping @Sendable (inout ChoiceSource) throws -> Value) {
    self.draw = draw
  }

  /// Always the same value. Draws nothing.
  public static func always(_ value: Value) -> Self where Value: Sendable {
    Self { _ in value }
  }

  /// Makes of each value what a function makes of it.
  public func map<Result>(_ transform: @escaping @Sendable (Value) throws -> Result) -> Generator<Result> {
    let draw = draw
    return Generator<Result> { try transform(try draw(&$0)) }
  }

  /// Draws a value, then one of the generator that a function makes of it: for parts that depend on each other.
  public func flatMap<Result>(
    _ transform: @escaping @Sendable (Value) throws -> Generator<Result>
  ) -> Generator<Result> {
    let draw = draw
    return Generator<Result> { try transform(try draw(&$0)).draw(&$0) }
  }

  /// Only the values that satisfy a condition. Where `attempts` in a row do not, the run is discarded, and counted as
  /// such: a condition that few values satisfy is better built into the generator.
  public func filter(
    attempts: Int = 8, _ isIncluded: @escaping @Sendable (Value) throws -> Bool
  ) -> Self {
    let draw = draw
    return Self { source in
      for _ in 0..<max(1, attempts) {
        try source.checkpoint()
        let mark = source.mark()
        let value = try draw(&source)
        if try isIncluded(value) { return value }
        source.takeBack(to: mark)
      }
      source.hasGivenUp = true
      try source.discard()
    }
  }
}

extension ChoiceSource {
  /// A value of a generator.
  ///
  /// - Throws: what the generator throws.
  public mutating func draw<Value>(_ generator: Generator<Value>) throws -> Value {
    try generator.draw(&self)
  }
}
