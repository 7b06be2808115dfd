// swift-tools-version: 6.2
import PackageDescription

// The layers of the architecture, lowest first. A target may import only targets of lower layers: an
// upward edge is refused below, before anything is built, and the compiler flag in the Makefile
// refuses an import that is not declared here. See ARCHITECTURE.md.

/// One library of the package: its name, and what it imports.
struct Module {
  var name: String
  var imports: [String] = []
  var packages: [Target.Dependency] = []
  /// Pointers and C are handled here, so every unsafe use has to be marked.
  var touchesMemory = false
}

let layers: [[Module]] = [
  [
    Module(name: "PropertyTesting"),
    Module(name: "Machine"),
  ],
  [
    Module(name: "PropertyTestingSupport", imports: ["PropertyTesting"]),
    Module(name: "SMT", imports: ["CZ3"], touchesMemory: true),
    Module(name: "Vmalloc", imports: ["Machine"]),
  ],
  [
    Module(name: "ReferenceVmalloc", imports: ["Machine", "Vmalloc"]),
    Module(name: "OptimizedVmalloc", imports: ["Machine", "Vmalloc"]),
    Module(name: "Specification", imports: ["Machine", "SMT"]),
    Module(name: "KernelTrace", imports: ["Machine"]),
    Module(name: "SymbolicExecution", imports: ["Machine", "SMT"]),
  ],
  [
    Module(
      name: "Properties",
      imports: ["Machine", "PropertyTesting", "Vmalloc"]),
    Module(name: "Proofs", imports: ["Machine", "PropertyTesting", "SMT", "Specification"]),
    Module(name: "Mutants", imports: ["Machine", "OptimizedVmalloc", "ReferenceVmalloc", "Vmalloc"]),
    Module(
      name: "Exploration",
      imports: [
        "Machine", "OptimizedVmalloc", "ReferenceVmalloc", "SMT", "Specification", "SymbolicExecution",
        "Vmalloc",
      ]),
  ],
  [
    Module(
      name: "Induction",
      imports: [
        "Exploration", "Machine", "OptimizedVmalloc", "Proofs", "ReferenceVmalloc", "SMT", "Specification",
        "SymbolicExecution", "Vmalloc",
      ]),
    Module(
      name: "Generalization",
      imports: [
        "Exploration", "Machine", "OptimizedVmalloc", "Properties", "ReferenceVmalloc", "Specification",
        "SymbolicExecution", "Vmalloc",
      ]),
  ],
  [
    Module(
      name: "Conformance",
      imports: [
        "Exploration", "Generalization", "Induction", "KernelTrace", "Machine", "Mutants", "OptimizedVmalloc",
        "Proofs", "Properties",
        "PropertyTesting", "ReferenceVmalloc", "SMT", "Specification", "SymbolicExecution", "Vmalloc",
      ])
  ],
]

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

var targets: [Target] = [
  .systemLibrary(name: "CZ3", pkgConfig: "z3", providers: [.apt(["libz3-dev"])])
]
var layerOf = ["CZ3": 0]

for (number, layer) in layers.enumerated() {
  for module in layer {
    layerOf[module.name] = number
  }
}

for module in layers.joined() {
  for imported in module.imports {
    guard let from = layerOf[module.name], let to = layerOf[imported], to < from else {
      fatalError("\(module.name) may not import \(imported): an import goes down a layer only")
    }
  }
  targets.append(
    .target(
      name: module.name,
      dependencies: module.imports.map { .byName(name: $0) } + module.packages,
      swiftSettings: settings + (module.touchesMemory ? [.strictMemorySafety()] : [])))
}

targets += [
  .executableTarget(
    name: "vmverify",
    dependencies: [
      "Conformance", "Exploration", "Generalization", "Induction", "KernelTrace", "Machine", "Mutants",
      "Proofs", "Properties",
      "PropertyTesting", "ReferenceVmalloc", "SMT", "Specification", "SymbolicExecution",
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
    ],
    swiftSettings: settings),
  .testTarget(name: "MachineTests", dependencies: ["Machine"], swiftSettings: settings),
  .testTarget(name: "SMTTests", dependencies: ["SMT"], swiftSettings: settings),
  .testTarget(
    name: "SymbolicExecutionTests",
    dependencies: [
      "Machine", "OptimizedVmalloc", "PropertyTesting", "ReferenceVmalloc", "SymbolicExecution", "Vmalloc",
    ],
    swiftSettings: settings),
  .testTarget(
    name: "KernelTraceTests", dependencies: ["KernelTrace", "Machine", "PropertyTesting"],
    resources: [.copy("Fixtures")], swiftSettings: settings),
  .testTarget(
    name: "SpecificationTests",
    dependencies: [
      "Exploration", "KernelTrace", "Machine", "Mutants", "OptimizedVmalloc", "Properties", "PropertyTesting",
      "ReferenceVmalloc", "SMT", "Specification", "Vmalloc",
    ],
    swiftSettings: settings),
  .testTarget(
    name: "PropertyTestingTests", dependencies: ["PropertyTesting"], swiftSettings: settings),
  .testTarget(
    name: "PropertyTestingSupportTests", dependencies: ["PropertyTesting", "PropertyTestingSupport"],
    swiftSettings: settings),
  .testTarget(
    name: "ReferenceVmallocTests",
    dependencies: [
      "Conformance", "Machine", "Properties", "ReferenceVmalloc", "Specification", "Vmalloc",
    ], swiftSettings: settings),
  .testTarget(
    name: "OptimizedVmallocTests",
    dependencies: ["Machine", "OptimizedVmalloc", "PropertyTesting", "Vmalloc"],
    swiftSettings: settings),
  .testTarget(
    name: "ConformanceTests",
    dependencies: [
      "Conformance", "Exploration", "KernelTrace", "Machine", "Mutants", "Proofs", "Properties",
      "PropertyTesting", "Specification", "SymbolicExecution",
    ], swiftSettings: settings),
  .testTarget(
    name: "ProofsTests", dependencies: ["Proofs", "SMT", "Specification"], swiftSettings: settings),
  .testTarget(
    name: "InductionTests",
    dependencies: [
      "Exploration", "Induction", "Machine", "Mutants", "OptimizedVmalloc", "Proofs", "ReferenceVmalloc",
      "Specification", "SymbolicExecution", "Vmalloc",
    ],
    swiftSettings: settings),
  .testTarget(
    name: "GeneralizationTests",
    dependencies: [
      "Exploration", "Generalization", "Machine", "Mutants", "Properties", "PropertyTesting",
      "ReferenceVmalloc", "Specification", "Vmalloc",
    ],
    swiftSettings: settings),
  .testTarget(
    name: "ExplorationTests",
    dependencies: [
      "Exploration", "Machine", "Mutants", "OptimizedVmalloc", "ReferenceVmalloc", "Specification",
      "SymbolicExecution",
    ],
    swiftSettings: settings),
  .testTarget(name: "CommandLineTests", dependencies: ["vmverify"], swiftSettings: settings),
]

let package = Package(
  name: "vmverify",
  products: [.executable(name: "vmverify", targets: ["vmverify"])]
    + layers.joined().map { .library(name: $0.name, targets: [$0.name]) },
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: targets
)
