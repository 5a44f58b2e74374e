import Testing

@testable import LightenCore

@Suite struct DisplayIdentityTests {
  private func identity(_ builder: EDIDBuilder, _ connector: String = "card0-DP-1") throws
    -> DisplayIdentity
  {
    DisplayIdentity(edid: try EDID(bytes: builder.bytes), connector: connector)
  }

  @Test func restsOnTheSerialNumber() throws {
    let identity = try identity(EDIDBuilder().text(0xFF, "ABC123"))
    #expect(identity.id == "DEL-A0C7-ABC123")
    #expect(identity.basis == .serial)
    #expect(try self.identity(EDIDBuilder(product: 0xF, serialNumber: 77)).id == "DEL-000F-77")
  }

  /// The same monitor sends another EDID on another kind of input.
  @Test func staysTheSameOnOtherInputs() throws {
    let onDisplayPort = try identity(EDIDBuilder(week: 1).text(0xFF, "ABC123"))
    let onHDMI = try identity(EDIDBuilder(week: 2).text(0xFF, "ABC123"), "card1-HDMI-A-1")
    #expect(onDisplayPort == onHDMI)
  }

  @Test func restsOnTheDigestWithoutSerialNumber() throws {
    let identity = try identity(EDIDBuilder())
    #expect(identity.basis == .digest)
    #expect(identity.id.hasPrefix("DEL-A0C7-"))
    let digest = identity.id.dropFirst("DEL-A0C7-".count)
    #expect(digest.count == 16)
    #expect(digest.allSatisfy { $0.isHexDigit && !$0.isUppercase })

    #expect(try identity == self.identity(EDIDBuilder(), "card0-HDMI-A-1"))
    #expect(try identity != self.identity(EDIDBuilder(week: 13)))
  }

  @Test(arguments: [
    ("card0-DP-1", "connector-DP-1"), ("card12-HDMI-A-1", "connector-HDMI-A-1"),
    ("eDP-1", "connector-eDP-1"),
  ])
  func restsOnTheConnectorWithoutEDID(connector: String, id: String) {
    let identity = DisplayIdentity(edid: nil, connector: connector)
    #expect(identity.id == id)
    #expect(identity.basis == .connector)
  }

  @Test func tokensAreReadableAndDistinct() {
    #expect(DisplayIdentity.token("AB-12.3_4") == "AB-12.3_4")
    let texts = ["A/1", "A:1", "A 1", "A_1", "A1", "Ä1", "Ö1", "A~1"]
    let tokens = texts.map(DisplayIdentity.token)
    #expect(Set(tokens).count == texts.count)
    #expect(tokens[0].hasPrefix("A_1~"))
    for token in tokens {
      #expect(token.allSatisfy { $0.isASCII && !$0.isWhitespace && $0 != "/" })
    }
  }

  /// Vectors from the authors' own tests (isthe.com/chongo/tech/comp/fnv, test_fnv.c).
  @Test(
    arguments: [
      ("", 0xCBF2_9CE4_8422_2325), ("a", 0xAF63_DC4C_8601_EC8C), ("foobar", 0x8594_4171_F739_67E8),
    ] as [(String, UInt64)])
  func hashesAsFNV1a(text: String, hash: UInt64) {
    #expect(FNV1a.hash(text.utf8) == hash)
  }
}
