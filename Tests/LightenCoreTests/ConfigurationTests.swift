import Testing

@testable import LightenCore

@Suite struct ConfigurationTests {
  private func parse(_ text: String) throws -> Configuration {
    try Configuration.parse(text: text, file: "lightend.conf")
  }

  @Test(arguments: ["", "\n\n", "# nothing\n", "[params]\n[sensor]\n"])
  func nothingMeansDefaults(text: String) throws {
    let configuration = try parse(text)
    #expect(configuration == Configuration())
    #expect(configuration.params.restoreInterval == 900)
  }

  @Test func readsEverything() throws {
    let configuration = try parse(
      """
      # All of it.
      [display DP-1]
      alias = desk
      minimum=10
        maximum  =  90
      auto=true
      restore=0

      [display  Dell U2720Q ]
      enabled=false

      [params]
      sensor_interval=2
      save_fidelity=0
      max_deviation=20
      change_threshold=15
      change_rate=0
      restore_interval=60
      restore_range=4
      normalize_method=round-up
      normalize_mode=relative
      auto_normalize=True

      [sensor]
      vendor_id=239a
      product_id=0x8111
      """)

    try #require(configuration.displays.count == 2)
    #expect(configuration.displays[0].selector == "DP-1")
    #expect(configuration.displays[0].line == 2)
    let desk = configuration.displays[0].settings
    #expect(desk.alias == "desk")
    #expect(desk.minimum == 10)
    #expect(desk.maximum == 90)
    #expect(desk.auto == true)
    #expect(desk.restore == false)
    #expect(desk.enabled == nil)
    #expect(configuration.displays[1].selector == "Dell U2720Q")
    #expect(configuration.displays[1].line == 9)
    #expect(configuration.displays[1].settings.enabled == false)

    var params = Parameters()
    params.sensorInterval = 2
    params.saveFidelity = 0
    params.maxDeviation = 20
    params.changeThreshold = 15
    params.changeRate = 0
    params.restoreInterval = 60
    params.restoreRange = 4
    params.normalizeMethod = .roundUp
    params.normalizeMode = .relative
    params.autoNormalize = true
    #expect(configuration.params == params)
    #expect(configuration.sensor == SensorSettings(vendorID: 0x239A, productID: 0x8111))
  }

  @Test(arguments: [("absolute", NormalizeMode.absolute), ("relative", .relative)])
  func readsTheModeOfNormalizing(word: String, mode: NormalizeMode) throws {
    #expect(try parse("[params]\nnormalize_mode = \(word)").params.normalizeMode == mode)
  }

  /// The predecessor's sample file, as it is.
  @Test func takesThePredecessorsFile() throws {
    let configuration = try parse(
      """
      [params]
      sensor_interval=1
      save_fidelity=5
      max_deviation=10
      change_threshold=10
      change_rate=3
      restore_interval=900
      restore_range=2
      normalize_method=exact
      auto_normalize=false

      [sensor]
      vendor_id=
      product_id=
      """)
    #expect(configuration == Configuration())
  }

  @Test func takesCarriageReturnsAndByteOrderMark() throws {
    let configuration = try parse("\u{FEFF}[display 0]\r\nalias=a\\sb\r\n")
    #expect(configuration.displays.first?.settings.alias == "a b")
  }

  @Test(arguments: [
    ("desk", "desk"), ("a\\sb", "a b"), ("a\\\\b", "a\\b"), ("left=right", "left=right"),
    ("Büro #2", "Büro #2"),
  ])
  func readsStrings(value: String, alias: String) throws {
    #expect(try parse("[display 0]\nalias=\(value)").displays.first?.settings.alias == alias)
  }

  // MARK: Settings of a display

  private let twins = [
    SelectableDisplay(
      number: 0, connector: "card0-DP-1", id: "DEL-A0C7-1", serial: "ABC1", model: "U2720Q",
      name: "Dell U2720Q"),
    SelectableDisplay(
      number: 1, connector: "card0-DP-2", id: "DEL-A0C7-2", serial: "ABC2", model: "U2720Q",
      name: "Dell U2720Q"),
  ]

  @Test func groupsAreAboutAllThatTheyFit() throws {
    let configuration = try parse(
      """
      [display u2720q]
      minimum=20
      auto=true
      [display ABC2]
      minimum=30
      alias=right
      [display HDMI-A-1]
      enabled=false
      """)
    let left = configuration.settings(for: twins[0])
    #expect(left.minimum == 20)
    #expect(left.alias == nil)
    #expect(left.auto == true)
    #expect(left.enabled == nil)
    let right = configuration.settings(for: twins[1])
    #expect(right.minimum == 30)
    #expect(right.alias == "right")
    #expect(right.auto == true)
  }

  @Test(arguments: ["0", "DP-1", "CARD0-dp-1", "del-a0c7-1", "abc1", "U2720Q", "Dell U2720Q"])
  func everyKindOfSelectorChooses(selector: String) throws {
    let configuration = try parse("[display \(selector)]\nauto=true")
    #expect(configuration.settings(for: twins[0]).auto == true)
  }

  @Test func anAliasChoosesNoGroup() throws {
    let configuration = try parse("[display 0]\nalias=desk\n[display desk]\nauto=true")
    var display = twins[0]
    display.alias = "desk"
    #expect(configuration.settings(for: display).auto == nil)
  }

  @Test(arguments: [
    ("[display U2720Q]\nminimum=50\n[display 0]\nmaximum=30", 30, 30),
    ("[display U2720Q]\nmaximum=30\n[display 0]\nminimum=50", 50, 50),
    ("[display U2720Q]\nminimum=50\nmaximum=60\n[display 0]\nminimum=70\nmaximum=80", 70, 80),
  ])
  func laterLimitsWin(text: String, minimum: Int, maximum: Int) throws {
    let settings = try parse(text).settings(for: twins[0])
    #expect(settings.minimum == minimum)
    #expect(settings.maximum == maximum)
  }
}
