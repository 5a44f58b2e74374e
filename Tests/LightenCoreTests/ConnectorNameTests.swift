import Testing

@testable import LightenCore

@Suite struct ConnectorNameTests {
  @Test(arguments: [
    ("card0-DP-1", "DP-1"), ("card12-HDMI-A-1", "HDMI-A-1"), ("DP-1", "DP-1"),
    ("card-DP-1", "card-DP-1"), ("card0", "card0"), ("card0-", "card0-"), ("", ""),
    ("cardX-DP-1", "cardX-DP-1"),
  ])
  func losesItsCard(full: String, short: String) {
    #expect(ConnectorName(full).short == short)
    #expect(ConnectorName(full).full == full)
  }
}
