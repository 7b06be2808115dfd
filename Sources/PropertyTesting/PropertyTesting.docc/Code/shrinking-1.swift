import PropertyTesting

var runner = Runner(seed: 1, runs: 1000)
runner.shrinker.keepsLog = true
let outcome = try runner.check { source in
  try source.draw(.array(of: .integer(0...1000)))
} property: { numbers, _ in
  try expect(numbers.reduce(0, +) <= 100, "the sum is at most 100")
}
if let failure = outcome.failure {
  for step in failure.shrink.log { print(step) }
  print(failure)
}
