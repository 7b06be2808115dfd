// swift-tools-version: 6.2
import PackageDescription

// The solver's binding and its tests by themselves, so that only they are built under the address sanitizer.

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "leaks",
  targets: [
    .systemLibrary(name: "CZ3", pkgConfig: "z3", providers: [.apt(["libz3-dev"])]),
    .target(name: "SMT", dependencies: ["CZ3"], swiftSettings: settings),
    .testTarget(name: "SMTTests", dependencies: ["SMT"], swiftSettings: settings),
  ]
)
