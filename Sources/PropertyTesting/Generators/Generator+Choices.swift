// One value, or one of several generators.

extension Generator where Value == Bool {
  /// True with the given probability; shrinks to false.
  public static func bool(_ probability: Probability = .half) -> Self {
    Self { $0.boolean(probability) }
  }
}

extension Generator where Value: FixedWidthInteger & Sendable {
  /// An integer of a range: see ``ChoiceSource/integer(_:)-(ClosedRange<T>)``.
  public static func integer(_ range: ClosedRange<Value> = Value.min...Value.max) -> Self {
    Self { $0.integer(range) }
  }
}

extension Generator where Value == Double {
  /// A number of a range: see ``ChoiceSource/double(_:)``.
  public static func double(
    _ range: ClosedRange<Double> = -.greatestFiniteMagnitude ... .greatestFiniteMagnitude
  )
    -> Self
  {
    Self { $0.double(range) }
  }
}

extension Generator {
  /// One of the elements, all equally likely; shrinks to the first.
  ///
  /// - Precondition: there is one.
  public static func element(of elements: [Value]) -> Self where Value: Sendable {
    precondition(!elements.isEmpty, "there is an element to draw")
    return Self { $0.element(of: elements) }
  }

  /// What one of the generators makes, all equally likely; shrinks to the first that will do.
  ///
  /// - Precondition: there is one.
  public static func one(of generators: [Self]) -> Self {
    weighted(generators.map { (1, $0) })
  }

  /// What one of the generators makes, in proportion to their weights; shrinks to the first that will do.
  ///
  /// - Precondition: some weight is positive.
  public static func weighted(_ generators: [(weight: UInt64, generator: Self)]) -> Self {
    let weights = generators.map(\.weight)
    precondition(weights.contains { $0 > 0 }, "some weight is positive")
    return Self { source in
      try source.span("alternative") { try generators[$0.weighted(weights)].generator.draw(&$0) }
    }
  }

  /// nil, or what the generator makes; shrinks to nil.
  public static func optional<Wrapped>(
    _ wrapped: Generator<Wrapped>, _ probability: Probability = Probability(3, outOf: 4)
  ) -> Self where Value == Wrapped? {
    Self { source in
      try source.span("optional") { try $0.boolean(probability) ? wrapped.draw(&$0) : nil }
    }
  }

  /// A tuple of what several generators make, drawn one after the other.
  public static func zip<each Part>(_ part: repeat Generator<each Part>) -> Self
  where Value == (repeat each Part) {
    Self { source in (repeat try (each part).draw(&source)) }
  }

  /// Values that contain values of their own kind: trees.
  ///
  /// - Parameters:
  ///   - depth: how deep a value may be at most.
  ///   - leaf: makes a value without others in it; what values shrink to.
  ///   - branch: given the generator of the parts, the one of a value with parts.
  public static func recursive(
    depth: Int, leaf: Self, branch: @escaping @Sendable (Self) -> Self
  ) -> Self {
    Self { source in
      try source.span("tree") { source in
        guard source.weighted(depth > 0 ? [1, 2] : [1]) == 1 else { return try leaf.draw(&source) }
        return try branch(recursive(depth: depth - 1, leaf: leaf, branch: branch)).draw(&source)
      }
    }
  }
}
