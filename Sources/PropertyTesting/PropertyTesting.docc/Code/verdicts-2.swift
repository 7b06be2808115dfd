import PropertyTesting

/// A sum that remembers: what it gives depends on the calls before.
struct Adder {
  var calls = 0
  mutating func add(_ left: Int, _ right: Int) -> Int {
    calls += 1
    return calls == 20 ? 0 : left + right
  }
}

var adder = Adder()
let outcome = try check(seed: 1) { source in
  (source.integer(1...1000), source.integer(1...1000))
} property: { left, right in
  let sum = adder.add(left, right)
  try expect(sum > left, "a sum is larger than its parts")
}
print(outcome.failure.map { "\($0)" } ?? "\(outcome.tally)")
