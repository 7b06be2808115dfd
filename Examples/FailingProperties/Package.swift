// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "FailingProperties",
  dependencies: [.package(name: "vmverify", path: "../..")],
  targets: [
    .testTarget(
      name: "FailingPropertiesTests",
      dependencies: ["PropertyTesting", "PropertyTestingSupport"].map {
        .product(name: $0, package: "vmverify")
      })
  ]
)
