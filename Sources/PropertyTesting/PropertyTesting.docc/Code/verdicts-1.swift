import PropertyTesting

// Few pairs of numbers are equal, so most runs are discarded.
let outcome = try check(seed: 1) { source in
  (source.draw(upTo: 9999), source.draw(upTo: 9999))
} property: { left, right in
  if left != right { throw Discard() }
  try expect(left + right == 2 * left, "equal numbers add up to twice one of them")
}
print(outcome.isPass ? "passed:" : "no pass:", outcome.tally)
