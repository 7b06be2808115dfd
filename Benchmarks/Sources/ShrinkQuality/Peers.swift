/// What other engines come to in the public challenges, and with an allocator like this one, as minimal / distinct / evaluations / processor milliseconds:
/// measured once, with 100 seeds each (Hypothesis 30 for the heap), on two cores of the kind this is developed on.
enum Peers {
  static let names = ["Hypothesis 6.170", "Hegel 0.48", "Exhaust 0.26", "x-sheep 1.2"]

  static let of: [String: [String: String]] = Dictionary(
    uniqueKeysWithValues: table.map { row in
      (row[0], Dictionary(uniqueKeysWithValues: zip(names, row.dropFirst())))
    })

  private static let table = [
    [
      "bound5", "84% / 4 / 279 / 592", "100% / 1 / 734 / 153", "100% / 1 / 105 / 2.1", "0% / 100 / 1127 / 61",
    ],
    [
      "large union list", "100% / 1 / 159 / 236", "100% / 1 / 937 / 97", "100% / 1 / 78 / 0.95",
      "31% / 25 / 2252 / 7.8",
    ],
    ["reverse", "100% / 1 / 7 / 15", "100% / 1 / 107 / 5.2", "100% / 1 / 8 / 0.20", "100% / 1 / 779 / 15"],
    [
      "calculator", "100% / 1 / 47 / 102", "100% / 1 / 378 / 124", "100% / 1 / 13 / 0.83", "cannot be stated",
    ],
    ["distinct", "100% / 1 / 29 / 45", "100% / 1 / 60 / 5.7", "100% / 1 / 11 / 0.12", "44% / 4 / 327 / 0.8"],
    [
      "lengthlist, plain array", "100% / 1 / 22 / 22", "100% / 1 / 66 / 4.3", "100% / 1 / 14 / 0.11",
      "100% / 1 / 98 / 0.3",
    ],
    [
      "lengthlist, by bind", "100% / 1 / 83 / 365", "100% / 1 / 197 / 99", "1% / 70 / 127 / 7.1",
      "cannot be stated",
    ],
    [
      "difference must not be zero", "100% / 1 / 23 / 19", "100% / 1 / 89 / 2.6", "100% / 1 / 63 / 0.36",
      "0% / 92 / 18",
    ],
    [
      "difference must not be small", "100% / 1 / 39 / 34", "100% / 1 / 112 / 5.1", "100% / 1 / 81 / 0.38",
      "100% / 1 / 2523",
    ],
    [
      "difference must not be one", "100% / 1 / 33 / 30", "100% / 1 / 120 / 3.7", "100% / 1 / 71 / 0.40",
      "0% / 57 / 673",
    ],
    [
      "nested lists", "100% / 1 / 129 / 385", "100% / 1 / 1903 / 109", "100% / 1 / 38 / 0.84",
      "0% / 20 / 156",
    ],
    ["coupling", "100% / 1 / 8 / 22", "100% / 1 / 375 / 50", "100% / 1 / 8 / 0.25", "26% / 32 / 29"],
    ["deletion", "100% / 1 / 1 / 9", "100% / 1 / 17 / 2.7", "100% / 1 / 4 / 0.23", "6% / 20 / 29"],
    [
      "binary heap", "80% / - / 138 / 5475", "86% / - / 2785 / 2783", "100% / 2 / 128 / 24",
      "cannot be stated",
    ],
    ["allocator: merge", "80% / - / 297 / 991", "100% / - / 6110 / 818", "62% / - / 53 / 3.4", ""],
    ["allocator: stale", "93% / - / 391 / 1394", "83% / - / 6454 / 972", "82% / - / 85 / 5.1", ""],
  ]
}
