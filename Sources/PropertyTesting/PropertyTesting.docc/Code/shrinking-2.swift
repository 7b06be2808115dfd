import PropertyTesting

var runner = Runner(seed: 1, runs: 1000)
runner.shrinker.proofBudget = 100_000
let outcome = try runner.check { source in
  try source.draw(.array(of: .integer(0...9)))
} property: { numbers, _ in
  try expect(numbers.reduce(0, +) <= 20, "the sum is at most 20")
}
print(outcome.failure.map { "\($0)" } ?? "\(outcome.tally)")
