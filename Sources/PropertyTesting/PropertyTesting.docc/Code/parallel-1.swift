import PropertyTesting

// The same campaign on one processor, on two, and on eight.
let outcomes = try [1, 2, 8].map { processors in
  try Runner(seed: 7, runs: 10_000).check(processors: processors) { source in
    try source.draw(.array(of: .integer(0...1000), count: 0...20))
  } property: { numbers, _ in
    try expect(numbers.reduce(0, +) != 2500, "the sum is not 2500")
  }
}
for outcome in outcomes { print(outcome.failure.map { "\($0)" } ?? "\(outcome.tally)") }
