// swift-tools-version: 6.2
import PackageDescription

// The code of PropertyTesting's tutorial and articles. Each file is a program, and shown as it stands; `swift run NAME`
// runs one.

let programs: KeyValuePairs = [
  "first-property": 4, "generators": 4, "labels": 3, "targets": 2, "replay": 4, "verdicts": 2, "shrinking": 3,
  "machine": 4, "objects": 4, "trees": 1, "parallel": 1,
]

let files = programs.flatMap { name, count in (1...count).map { "\(name)-\($0).swift" } } + ["test-1.swift"]

func target(_ file: String) -> Target {
  let name = String(file.dropLast(".swift".count))
  let engine: [Target.Dependency] = [.product(name: "PropertyTesting", package: "vmverify")]
  let others = files.filter { $0 != file }
  let settings: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]
  if name.hasPrefix("test-") {
    return .testTarget(
      name: name, dependencies: engine, path: "Code", exclude: others, sources: [file],
      swiftSettings: settings)
  }
  return .executableTarget(
    name: name, dependencies: engine, path: "Code", exclude: others, sources: [file], swiftSettings: settings)
}

let package = Package(
  name: "FirstProperties", dependencies: [.package(name: "vmverify", path: "../..")],
  targets: files.map(target))
