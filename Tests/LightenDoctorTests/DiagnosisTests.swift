import Testing

@testable import LightenDoctor

@Suite struct DiagnosisTests {
  @Test func isHealthyWhereAllIsWell() {
    let facts = Facts.healthy(.external().reporting("ready"), .panel.reporting("ready"))
    let diagnosis = Diagnosis(facts)
    #expect(diagnosis.isHealthy)
    #expect(diagnosis.findings.allSatisfy { $0.severity == .well && $0.commands.isEmpty })
    #expect(
      diagnosis.findings.map(\.check) == [
        "service", "libddcutil", "rival", "monitor", "monitor",
      ])
  }

  @Test func adviceIsNoProblem() {
    var facts = Facts.healthy(.external().reporting("ready"))
    facts.service.isActivatable = false
    #expect(Diagnosis(facts).isHealthy)
    #expect(Diagnosis(facts).findings.contains { $0.severity == .advice })
  }

  @Test func everySentenceIsOne() {
    for facts in Self.manyFacts {
      for finding in Diagnosis(facts).findings {
        #expect(finding.sentence.hasSuffix("."), "\(finding)")
        #expect(finding.sentence.first?.isLowercase != true || finding.monitor == nil)
        #expect(finding.commands.allSatisfy { !$0.isEmpty && !$0.contains("\n") }, "\(finding)")
      }
    }
  }

  @Test func namesOneCausePerMonitor() {
    for facts in Self.manyFacts {
      let found = Diagnosis(facts).findings.filter { $0.monitor != nil }
      #expect(found.count == facts.monitors.count)
    }
  }

  /// Every combination of what can be wrong with a bus, a monitor and the login.
  private static var manyFacts: [Facts] {
    var all: [Facts] = []
    let logins: [LoginFacts] = [
      .unknown, .none, .session(.init(id: "1")), .session(.init(id: "1", seat: "")),
      .session(.init(id: "1", isActive: false)),
    ]
    for login in logins {
      for bits in 0..<256 {
        let bit = { (index: Int) in bits >> index & 1 == 1 }
        var monitor = MonitorFacts.external {
          $0.hasNode = bit(0)
          $0.isAccessible = bit(0) && bit(1)
          $0.isTagged = bit(2)
          $0.group = bit(3) ? "i2c" : nil
        }
        monitor.isOn = bit(4)
        monitor.isEnabled = bit(5)
        if bit(6) { monitor.report = .init(state: "unresponsive", reason: "It is silent.") }
        var facts = Facts.healthy(monitor, .panel)
        facts.i2c.isModuleLoaded = bit(7)
        facts.i2c.isRuleInstalled = bit(3)
        facts.i2c.isMember = bit(6)
        facts.login = login
        all.append(facts)
      }
    }
    return all
  }
}
