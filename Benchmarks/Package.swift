// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "vmverify-benchmarks",
  dependencies: [
    .package(name: "vmverify", path: ".."),
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  ],
  targets: [
    .executableTarget(
      name: "ConcretePath",
      dependencies: [
        .product(name: "Benchmark", package: "benchmark"),
        .product(name: "Conformance", package: "vmverify"),
        .product(name: "Machine", package: "vmverify"),
        .product(name: "Properties", package: "vmverify"),
        .product(name: "PropertyTesting", package: "vmverify"),
        .product(name: "ReferenceVmalloc", package: "vmverify"),
        .product(name: "Specification", package: "vmverify"),
        .product(name: "Vmalloc", package: "vmverify"),
      ],
      path: "Benchmarks/ConcretePath",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
    // Not in the folder Benchmarks/, where the plugin takes every executable for one of its own.
    .executableTarget(
      name: "Comparison",
      dependencies: [
        .target(name: "Plotting"), .target(name: "Timing"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Machine", package: "vmverify"),
        .product(name: "OptimizedVmalloc", package: "vmverify"),
        .product(name: "PropertyTesting", package: "vmverify"),
        .product(name: "ReferenceVmalloc", package: "vmverify"),
        .product(name: "Vmalloc", package: "vmverify"),
      ],
      swiftSettings: settings),
    .target(name: "Plotting", swiftSettings: settings),
    .target(name: "Timing", swiftSettings: settings),
    // Measures the command line: what is found is what users are told.
    .executableTarget(
      name: "PathGrowth",
      dependencies: [
        .target(name: "Plotting"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    .target(
      name: "ToyAllocator",
      dependencies: [.product(name: "PropertyTesting", package: "vmverify")], swiftSettings: settings),
    .executableTarget(
      name: "Throughput",
      dependencies: [
        .target(name: "Timing"), .target(name: "ToyAllocator"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "PropertyTesting", package: "vmverify"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "ShrinkQuality",
      dependencies: [
        .target(name: "Timing"), .target(name: "ToyAllocator"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Conformance", package: "vmverify"),
        .product(name: "Machine", package: "vmverify"),
        .product(name: "Mutants", package: "vmverify"),
        .product(name: "Properties", package: "vmverify"),
        .product(name: "PropertyTesting", package: "vmverify"),
        .product(name: "Specification", package: "vmverify"),
      ],
      swiftSettings: settings),
  ]
)
