import LightenCore
import Testing

@testable import LightenDoctor

@Suite struct SystemCheckTests {
  private func findings(_ check: String, _ change: (inout Facts) -> Void) -> [Finding] {
    var facts = Facts.healthy(.external().reporting("ready"))
    change(&facts)
    return Diagnosis(facts).findings.filter { $0.check == check }
  }

  @Test func theServiceInItsWaysToFail() throws {
    let cases: [(ServiceFacts.Presence, String, String)] = [
      (.absent, "lightend does not run", "contrib/install"),
      (.failed("No such file"), "The bus cannot start lightend: No such file.", "contrib/install"),
      (.silent, "lightend (process 42, /bin/x) has its name", "kill -KILL 42"),
      (.foreign, "Another program (process 42, /bin/x)", "kill 42"),
      (.noBus("no way"), "There is no session bus: no way.", "dbus-run-session"),
    ]
    for (presence, sentence, command) in cases {
      let found = findings("service") {
        $0.service.presence = presence
        $0.service.isInstalled = false
        $0.service.process = 42
        $0.service.program = "/bin/x"
      }
      let finding = try #require(found.first)
      #expect(found.count == 1 && finding.severity == .problem)
      #expect(finding.sentence.hasPrefix(sentence))
      #expect(finding.commands.first?.hasPrefix(command) == true)
    }
  }

  @Test func aStateFileThatCannotBeUsed() {
    #expect(findings("state") { _ in } == [])
    let failure = { (facts: inout Facts) in
      facts.state.path = "/home/me/state"
      facts.state.failure = FileFailure("it is a folder, not a file")
    }
    let unread = findings("state", failure)
    #expect(
      unread.map(\.sentence)
        == ["The state file /home/me/state cannot be read: it is a folder, not a file."])
    #expect(unread.first?.commands == ["mv /home/me/state /home/me/state.aside"])
    let both = findings("state") {
      failure(&$0)
      $0.state.failure?.isForbidden = true
      $0.state.isProvisional = true
    }
    #expect(both.first?.sentence.hasSuffix("numbers from 1000 up, which are not kept.") == true)
    #expect(
      both.first?.commands
        == ["chmod u+r /home/me/state", "systemctl --user restart lightend"])
    let used = findings("state") { $0.state.isProvisional = true }
    #expect(used.first?.severity == .problem)
    #expect(used.first?.commands == ["systemctl --user restart lightend"])
  }

  @Test func aServiceOfAnotherVersion() {
    let found = findings("service") { $0.service.version = "0.0.1" }
    #expect(found.map(\.severity) == [.well, .advice])
    #expect(found[1].commands == ["systemctl --user restart lightend"])
  }

  @Test func mistakesInTheConfig() {
    let found = findings("config") { facts in
      facts.configuration.isPresent = true
      do throws(ConfigurationErrors) {
        _ = try Configuration.parse(text: "\n[nonsense]\n", file: "/tmp/my conf")
      } catch {
        facts.configuration.path = "/tmp/my conf"
        facts.configuration.problems = error.problems
      }
    }
    #expect(found.count == 1)
    #expect(found[0].sentence.hasPrefix("/tmp/my conf:2: [nonsense]"))
    #expect(found[0].commands == ["${EDITOR:-vi} +2 '/tmp/my conf'"])
  }

  @Test func noConfigNeedsNoWord() { #expect(findings("config") { _ in }.isEmpty) }

  @Test func theWorker() {
    #expect(findings("worker") { _ in }.isEmpty)
    let missing = findings("worker") {
      $0.worker.trial = .missing
      $0.worker.isPackaged = true
    }
    #expect(missing.first?.commands == ["sudo apt install --reinstall lighten"])
    #expect(findings("libddcutil") { $0.worker.trial = .broken("no") }.isEmpty)
  }

  @Test(arguments: [
    ("1.3.2", Finding.Severity.well), ("1.4.0", .problem), ("1.4.1", .well), ("2.0.0", .well),
    ("2.1.0", .problem), ("2.1.2", .problem), ("2.1.3", .well), ("2.1.10", .well),
    ("2.2.0", .advice), ("2.2.0-dev", .advice), ("2.2.1", .well), ("3.0", .well), ("", .well),
  ])
  func versionsOfLibddcutil(version: String, severity: Finding.Severity) {
    let found = findings("libddcutil") { $0.worker.trial = .runs(library: version) }
    #expect(found.map(\.severity) == [severity])
  }

  @Test func rivalsCountForExternalMonitorsOnly() {
    for kind in RivalFacts.Kind.allCases {
      let found = findings("rival") { $0.rivals = [RivalFacts(kind, process: 42)] }
      #expect(found.map(\.severity) == [.problem])
      #expect(!found[0].commands.isEmpty)
      let none = findings("rival") {
        $0.rivals = [RivalFacts(kind)]
        $0.monitors = [.panel]
      }
      #expect(none.isEmpty)
    }
  }

  @Test func theSensor() {
    func found(_ change: @escaping (inout SensorFacts) -> Void) -> Finding {
      findings("sensor") {
        var sensor = SensorFacts(vendor: "04d8", product: "f2e1")
        change(&sensor)
        $0.sensor = sensor
      }[0]
    }
    #expect(found { _ in }.commands == ["lsusb -d 04d8:f2e1"])
    #expect(found { $0.nodes = [.init("/dev/hidraw0")] }.severity == .well)
    let denied = found { $0.nodes = [.init("/dev/hidraw0", isAccessible: false)] }
    #expect(denied.sentence.hasPrefix("No permission for the light sensor 04d8:f2e1"))
    let silent = found {
      $0.nodes = [.init("/dev/hidraw0")]
      $0.isMeasured = false
    }
    #expect(silent.severity == .problem)
  }

  @Test func wordsForTheShell() {
    #expect(Remedy.quoted("/usr/bin/lightend") == "/usr/bin/lightend")
    #expect(Remedy.quoted("a b") == "'a b'")
    #expect(Remedy.quoted("it's") == "'it'\\''s'")
    #expect(Remedy.quoted("") == "''")
  }
}
