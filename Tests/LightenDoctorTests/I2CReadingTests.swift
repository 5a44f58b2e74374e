import GLibKit
import LoopTestSupport
import Testing

@testable import LightenDoctor

@Suite struct I2CReadingTests {
  @Test func findsTheRule() throws {
    let folder = try TemporaryFolder()
    let rules = folder.path + "/60-x.rules"
    #expect(!I2CReading.isRule(in: [folder.path]))
    try Files.replace(rules, with: "# i2c-dev and uaccess\nKERNEL==\"x\", TAG+=\"uaccess\"\n")
    #expect(!I2CReading.isRule(in: [folder.path]))
    try Files.replace(rules, with: "SUBSYSTEM==\"i2c-dev\", GROUP=\"i2c\"\n")
    #expect(!I2CReading.isRule(in: [folder.path]))
    try Files.replace(rules, with: "SUBSYSTEM==\"i2c-dev\", TAG+=\"uaccess\"\n")
    #expect(I2CReading.isRule(in: ["/nonexistent", folder.path]))
    try Files.rename(rules, to: folder.path + "/60-x.rules.bak")
    #expect(!I2CReading.isRule(in: [folder.path]))
  }

  @Test func findsTheModule() throws {
    let folder = try TemporaryFolder()
    #expect(!I2CReading.isModuleNamed(in: [folder.path]))
    for (text, isNamed) in [("#i2c-dev\n", false), ("loop\ni2c-dev \n", true), ("i2c_dev", true)] {
      try Files.replace(folder.path + "/a.conf", with: text)
      #expect(I2CReading.isModuleNamed(in: [folder.path]) == isNamed)
    }
  }
}
