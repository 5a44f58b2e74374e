import Testing

@testable import LightenDoctor

@Suite struct MonitorCheckTests {
  // MARK: The bus

  @Test func theModuleComesFirst() {
    var facts = Facts.healthy(
      .external {
        $0.hasNode = false; $0.isAccessible = false
      })
    facts.i2c.isModuleLoaded = false
    #expect(facts.last.check == "i2c-module")
    #expect(facts.last.commands == ["sudo modprobe i2c-dev"])
    facts.i2c.isLoadedAtBoot = false
    #expect(
      facts.last.commands.last == "echo i2c-dev | sudo tee /etc/modules-load.d/lighten.conf")
    facts.i2c.isModuleLoaded = true
    #expect(facts.last.check == "bus")
    #expect(facts.last.sentence.hasPrefix("Its node /dev/i2c-4 is missing"))
  }

  @Test func aBusThatNobodyNames() {
    var monitor = MonitorFacts.external()
    monitor.attachment = .buses([])
    monitor.linkedBus = nil
    let finding = Facts.healthy(monitor).last
    #expect(finding.check == "bus")
    #expect(finding.sentence.hasPrefix("No I2C bus leads to it"))
    #expect(finding.commands.isEmpty)
  }

  @Test func oneOfSeveralBusesIsEnough() {
    var closed = BusFacts(3)
    closed.isAccessible = false
    var monitor = MonitorFacts.external()
    monitor.attachment = .buses([closed, BusFacts(4)])
    #expect(Facts.healthy(monitor).last.severity == .well)
  }

  // MARK: Permission

  private func denied(
    _ bus: (inout BusFacts) -> Void = { _ in }, _ change: (inout Facts) -> Void
  ) -> Finding {
    var facts = Facts.healthy(
      .external {
        $0.isAccessible = false
        $0.isTagged = false
        bus(&$0)
      })
    change(&facts)
    #expect(facts.last.check == "permission")
    #expect(facts.last.sentence.hasPrefix("You may not open its bus /dev/i2c-4: "))
    return facts.last
  }

  @Test func theRuleIsMissing() {
    let finding = denied { $0.i2c.isRuleInstalled = false }
    #expect(finding.sentence.contains("the udev rule is missing"))
    #expect(finding.commands.count == 2)
    #expect(finding.commands[0].hasPrefix("echo 'ACTION!=\"remove\", SUBSYSTEM==\"i2c-dev\""))
    #expect(finding.commands[0].hasSuffix("| sudo tee /etc/udev/rules.d/60-lighten-i2c.rules"))
    #expect(finding.commands[1].hasSuffix("udevadm trigger --subsystem-match=i2c-dev"))
  }

  @Test func theRuleIsNotApplied() {
    let finding = denied { _ in }
    #expect(finding.sentence.contains("installed, but not applied"))
    #expect(finding.commands.count == 1)
  }

  @Test func theRuleDoesNotHelpWithoutASeat() {
    for login in [LoginFacts.none, .unknown, .session(.init(id: "1", seat: ""))] {
      let finding = denied({ $0.isTagged = true }) {
        $0.login = login
        $0.i2c.isGroupKnown = true
      }
      #expect(finding.sentence.contains("no session on a seat"))
      #expect(finding.commands.last == "sudo usermod -aG i2c \"$USER\"")
      #expect(!finding.commands.contains { $0.contains("groupadd") })
    }
  }

  @Test func theGroupIsMadeWhereThereIsNone() {
    let finding = denied { $0.login = .none }
    #expect(finding.commands.first == "sudo groupadd --system i2c")
  }

  @Test func theGroupThatHasTheNodeIsEnough() {
    let finding = denied({ $0.group = "i2c" }) { $0.login = .none }
    #expect(finding.commands == ["sudo usermod -aG i2c \"$USER\""])
  }

  @Test func theGroupCountsFromTheNextLogin() {
    let finding = denied({ $0.group = "i2c" }) { $0.i2c.isMember = true }
    #expect(finding.sentence.contains("only from your next login on"))
  }

  @Test func theSessionInTheBackground() {
    let finding = denied { $0.login = .session(.init(id: "7", isActive: false)) }
    #expect(finding.commands == ["sudo loginctl activate 7"])
  }

  // MARK: The monitor

  @Test func standbyByTheKernelOrTheService() {
    var off = MonitorFacts.external()
    off.isOn = false
    for monitor in [off, off.reporting("unresponsive", "No."), .external().reporting("asleep")] {
      var facts = Facts.healthy(monitor)
      facts.desktop = .x11
      #expect(facts.last.check == "standby")
      #expect(facts.last.commands == ["xset dpms force on"])
    }
    #expect(Facts.healthy(off.reporting("ready")).last.severity == .well)
  }

  @Test func whatTheServiceSays() {
    let silent = Facts.healthy(.external().reporting("unresponsive", "It is silent.")).last
    #expect(silent.check == "answer" && silent.sentence == "It is silent.")
    #expect(silent.commands == ["lighten refresh"])
    let poor = Facts.healthy(.external().reporting("unsupported", "It has none.")).last
    #expect(poor.check == "unsupported" && poor.severity == .problem)
    let probing = Facts.healthy(.external().reporting("probing")).last
    #expect(probing.severity == .advice)
  }

  // MARK: Duplicates

  private func phantom() -> MonitorFacts {
    var monitor = MonitorFacts.external("card0-DP-2", bus: 5)
    monitor.isEnabled = false
    return monitor
  }

  @Test func aPhantomBesideTheRealOne() {
    for original in [MonitorFacts.external(), .external().reporting("ready")] {
      for copy in [phantom(), phantom().reporting("asleep", "It is in standby.")] {
        let finding = Facts.healthy(original, copy).last
        #expect(finding.check == "duplicate")
        #expect(finding.sentence.contains("the same monitor as DP-1 (Dell U2720Q)"))
        #expect(
          finding.commands == [
            "mkdir -p /home/me/.config/lighten && printf '\\n[display DP-2]\\nenabled = false\\n' "
              + ">>/home/me/.config/lighten/lightend.conf"
          ])
      }
    }
  }

  @Test func theConnectorIsNamedInFullWhereTwoCardsHaveIt() {
    var monitor = phantom()
    monitor.connector = .init("card1-DP-1")
    let finding = Facts.healthy(.external(), monitor).last
    #expect(finding.commands[0].contains("[display card1-DP-1]"))
  }

  @Test func twinsWithoutSerialNumbersAreNoPhantoms() {
    var first = MonitorFacts.external().reporting("ready")
    first.hasSerial = false
    var second = phantom().reporting("unresponsive", "It is silent.")
    second.hasSerial = false
    second.isEnabled = true
    #expect(Facts.healthy(first, second).last.check == "answer")
  }

  @Test func anotherEDIDIsAnotherMonitor() {
    var other = phantom()
    other.edid[20] = 9
    #expect(Facts.healthy(.external(), other).last.check == "standby")
  }

  @Test func whatIsLeftAloneIsWell() {
    var monitor = phantom()
    monitor.isLeftAlone = true
    #expect(Facts.healthy(.external(), monitor).last.severity == .well)
  }

  // MARK: Panels

  @Test func aPanelNeedsASeat() {
    var facts = Facts.healthy(.panel.reporting("ready"))
    #expect(facts.last.severity == .well)
    facts.login = .unknown
    #expect(facts.last.check == "login")
    #expect(facts.last.commands == ["sudo systemctl start systemd-logind"])
    facts.login = .none
    #expect(facts.last.sentence.hasPrefix("You have no session in logind"))
    facts.monitors[0].attachment = .backlight(name: "b", path: "/sys/b", isWritable: true)
    #expect(facts.last.severity == .well)
    facts.monitors[0].attachment = .noBacklight
    #expect(facts.last.check == "backlight")
  }
}
