// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "vmverify-benchmarks",
  dependencies: [
    .package(name: "vmverify", path: ".."),
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
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
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
  ]
)
