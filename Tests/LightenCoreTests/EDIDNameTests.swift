import Testing

@testable import LightenCore

@Suite struct EDIDNameTests {
  @Test(arguments: [
    ("DEL", "Dell"), ("gsm", "LG"), ("SAM", "Samsung"), ("BNQ", "BenQ"), ("HWP", "HP"),
    ("HPN", "HP"), ("LEN", "Lenovo"), ("ACR", "Acer"), ("AUS", "ASUS"), ("ACI", "ASUS"),
    ("ENC", "Eizo"), ("PHL", "Philips"), ("AOC", "AOC"), ("VSC", "ViewSonic"), ("IVM", "Iiyama"),
    ("NEC", "NEC"), ("SNY", "Sony"), ("GBT", "Gigabyte"), ("MSI", "MSI"), ("APP", "Apple"),
    ("MSH", "Microsoft"), ("AUO", "AU Optronics"), ("BOE", "BOE"), ("CMN", "Chimei Innolux"),
    ("SHP", "Sharp"), ("LGD", "LG Display"), ("QQQ", "QQQ"), ("___", "___"),
  ])
  func knowsMakers(id: String, name: String) {
    #expect(EDID.manufacturerName(for: id) == name)
  }

  @Test(
    arguments: [
      ("DEL", "DELL U2720Q", "U2720Q", "Dell U2720Q"),
      ("DEL", "U2720Q", "U2720Q", "Dell U2720Q"),
      ("DEL", "DELL", "DELL", "DELL"),
      ("DEL", "DELLICIOUS", "DELLICIOUS", "Dell DELLICIOUS"),
      ("GSM", "LG HDR 4K", "HDR 4K", "LG HDR 4K"),
      ("QQQ", nil, "A0C7", "QQQ A0C7"),
    ] as [(String, String?, String, String)])
  func namesTheMakerOnce(id: String, text: String?, model: String, name: String) throws {
    var builder = EDIDBuilder(manufacturer: id)
    if let text { builder = builder.text(0xFC, text) }
    let edid = try EDID(bytes: builder.bytes)
    #expect(edid.model == model)
    #expect(edid.name == name)
  }
}
