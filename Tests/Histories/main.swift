import DisplayHistories
import LightenCore

#if canImport(Glibc)
  import Glibc
#endif

/// Plays random histories of a display; `contrib/histories` says how.
struct Options {
  var from: UInt64 = 1
  var count = 100_000
  var minutes: Double?
  var replay: UInt64?
  var whole = false
  var fault: String?

  static func fail(_ message: String) -> Never {
    print("histories: \(message)")
    exit(2)
  }

  init(_ arguments: [String]) {
    var rest = arguments[...]
    func value<Value: LosslessStringConvertible>(_ option: String) -> Value {
      guard let text = rest.popFirst(), let value = Value(text) else {
        Self.fail("\(option) needs a number")
      }
      return value
    }
    while let option = rest.popFirst() {
      switch option {
      case "--from": from = value(option)
      case "--count": count = value(option)
      case "--minutes": minutes = value(option)
      case "--replay": replay = value(option)
      case "--whole": whole = true
      case "--table":
        print(StateTable.markdown(), terminator: "")
        exit(0)
      case "--fault": fault = rest.popFirst()
      default: Self.fail("“\(option)” is not known")
      }
    }
  }
}

func replay(_ seed: UInt64, whole: Bool) -> Int32 {
  let history = HistoryGenerator.history(seed: seed)
  var player = HistoryPlayer(history, keepsAll: false)
  player.play(history)
  let isBroken = !player.findings.isEmpty
  let shown = isBroken && !whole ? HistoryRun.shrink(history) : history
  var again = HistoryPlayer(shown, isLogging: true)
  again.play(shown)
  print(shown, "", again.log?.joined(separator: "\n") ?? "", "", separator: "\n")
  print(again.findings.isEmpty ? "no finding" : again.findings.joined(separator: "\n"))
  return isBroken ? 1 : 0
}

func play(_ options: Options) async -> Int32 {
  let cores = max(sysconf(Int32(_SC_NPROCESSORS_ONLN)), 1)
  let clock = ContinuousClock()
  let start = clock.now
  let end = options.minutes.map { start + .seconds($0 * 60) }
  let run = await withTaskGroup(of: HistoryRun.self) { group in
    for core in 0..<cores {
      group.addTask {
        var run = HistoryRun()
        var index = core
        while end.map({ clock.now < $0 }) ?? (index < options.count) {
          run.play(seed: options.from &+ UInt64(index))
          index += cores
          if run.findings.count >= (options.fault == nil ? 20 : 1) { break }
        }
        return run
      }
    }
    return await group.reduce(into: HistoryRun()) { $0.add($1) }
  }
  for (seed, finding) in run.findings.sorted(by: { $0.seed < $1.seed }).prefix(40) {
    print("seed \(seed): \(finding)")
  }
  // A case that can happen and is never visited is not tested at all.
  let isEnough = options.fault == nil && run.histories >= 5_000
  let missing = isEnough ? run.coverage.missing : []
  for missing in missing { print("never visited: \(missing)") }
  for pair in run.coverage.impossible { print("impossible, and visited: \(pair)") }
  let combinations = run.coverage.combinations
  print("\(combinations.visited) of \(combinations.all) combinations of regions")
  let seconds = (clock.now - start) / .seconds(1)
  print("\(run.events) events, \(Int(Double(run.histories) / seconds)) histories a second")
  let years = (run.years * 10).rounded() / 10
  print(
    "\(run.histories) histories, \(years) simulated monitor-years, \(run.findings.count) findings")
  return run.findings.isEmpty && missing.isEmpty && run.coverage.impossible.isEmpty ? 0 : 1
}

/// Puts a deliberate fault into the machine; “list” prints their names.
func use(fault: String) {
  #if DELIBERATE_FAULTS
    if fault == "list" {
      DeliberateFault.allCases.forEach { print($0.rawValue) }
      exit(0)
    }
    guard let chosen = DeliberateFault(rawValue: fault) else {
      Options.fail("there is no fault “\(fault)”")
    }
    DeliberateFault.active = chosen
  #else
    Options.fail("this build has no faults; contrib/histories --mutants makes one that has")
  #endif
}

let options = Options(Array(CommandLine.arguments.dropFirst()))
if let fault = options.fault { use(fault: fault) }
if let seed = options.replay { exit(replay(seed, whole: options.whole)) }
exit(await play(options))
