/// What is known of the inputs on a path, or on its beginning: how comparisons came out, and which inputs differ.
struct KnownPath {
  /// Where its inputs are told apart by their names.
  let world: String
  private let uses: InputUses
  /// The names of inputs that differ from others by their use.
  private let used: Set<String>
  private var branches: [Branch] = []
  private var made: Set<Branch> = []
  /// The first comparisons, in slices: as many as were needed.
  private var slices = PathSlices()
  private var sliced = 0

  /// A path without comparisons.
  init(_ uses: InputUses, in world: String) {
    self.uses = uses
    self.world = world
    used = uses.inputs
  }

  /// A whole path.
  init(_ path: PathExplorer.Path) { self.init(path.branches, path.uses, in: path.world) }

  /// The beginning of a path.
  init(_ branches: [Branch], _ uses: InputUses, in world: String) {
    self.init(uses, in: world)
    self.branches = branches
    made = Set(branches)
  }

  /// Adds the comparison that is made next.
  mutating func add(_ branch: Branch) {
    branches.append(branch)
    made.insert(branch)
  }

  /// Whether a comparison is among those that are known. O(1).
  func contains(_ branch: Branch) -> Bool {
    made.contains(branch) || (!branch.holds && uses.isOfTwo(branch))
  }

  /// The comparisons that have something to do with some inputs. Where one of those differs from others by its use, all that
  /// do are among them: they have to go on to differ. An input whose use began later than the last comparison is in none
  /// before it: that it differs excludes nothing.
  mutating func comparisons(of inputs: Set<String>) -> [Branch] {
    while sliced < branches.count {
      slices.add(sliced, branches[sliced].inputs)
      sliced += 1
    }
    if inputs.isDisjoint(with: used) { return slices.comparisons(of: inputs, in: branches) }
    return slices.comparisons(of: inputs.union(used), in: branches) + uses.differences
  }
}
