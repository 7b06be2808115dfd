/// Names for files: the shortest ends of their paths that tell them apart.
enum ShortNames {
  /// A name for each path, no two alike; a file that is named twice gets a number the second time.
  static func of(_ paths: [String]) -> [String] {
    let parts = paths.map { path in path.split(separator: "/").filter { $0 != "." } }
    var lengths = Array(repeating: 1, count: paths.count)
    func name(_ index: Int) -> String { parts[index].suffix(lengths[index]).joined(separator: "/") }
    while true {
      let alike = Dictionary(grouping: paths.indices, by: name).values
        .filter { group in group.contains { parts[$0] != parts[group[0]] } }
      let longer = alike.joined().filter { lengths[$0] < parts[$0].count }
      if longer.isEmpty { break }
      for index in longer { lengths[index] += 1 }
    }
    var uses: [String: Int] = [:]
    return paths.indices.map { index in
      let name = name(index)
      uses[name, default: 0] += 1
      return uses[name] == 1 ? name : "\(name) (\(uses[name] ?? 0))"
    }
  }
}
