// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "OwnAllocator",
  dependencies: [.package(name: "vmverify", path: "../..")],
  targets: [
    .executableTarget(
      name: "OwnAllocator",
      dependencies: ["Conformance", "Machine", "PropertyTesting", "Specification", "Vmalloc"].map {
        .product(name: $0, package: "vmverify")
      })
  ]
)
