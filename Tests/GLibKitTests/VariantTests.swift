import Testing

@testable import GLibKit

@Suite struct VariantTests {
  /// One value of each kind, with its signature.
  static let samples: [(variant: Variant, signature: String)] = [
    (.boolean(true), "b"), (.boolean(false), "b"), (.byte(255), "y"), (.uint16(65_535), "q"),
    (.int32(.min), "i"), (.uint32(.max), "u"), (.uint64(.max), "t"), (.double(-0.5), "d"),
    (.string("Grüße, 世界"), "s"), (.string(""), "s"), (.objectPath("/a/b"), "o"),
    (.variant(.byte(1)), "v"), (.bytes([0, 1, 255]), "ay"), (.bytes([]), "ay"),
    (.tuple([]), "()"), (.tuple([.byte(1), .string("x"), .uint16(2)]), "(ysq)"),
    (.array(of: "u", [.uint32(1), .uint32(2)]), "au"), (.array(of: "(su)", []), "a(su)"),
    (.strings(["a", ""]), "as"), (.objectPaths(["/", "/x"]), "ao"),
    (.entry(.string("k"), .uint32(7)), "{su}"),
    (.dictionary(["b": .byte(2), "a": .strings([])]), "a{sv}"),
  ]

  @Test(arguments: samples.indices)
  func hasItsSignature(index: Int) {
    let (variant, signature) = Self.samples[index]
    #expect(variant.signature == signature)
    #expect(variant.has(signature))
    #expect(!variant.has("ax"))
  }

  @Test(arguments: samples.indices)
  func keepsItsValueInBinaryForm(index: Int) throws {
    let (variant, signature) = Self.samples[index]
    let copy = try #require(Variant.deserialized(variant.serialized, as: signature))
    #expect(copy == variant)
    #expect(copy.signature == signature)
    #expect(copy.serialized == variant.serialized)
  }

  @Test func readsWhatWasBuilt() {
    #expect(Variant.boolean(true).boolean == true)
    #expect(Variant.boolean(false).boolean == false)
    #expect(Variant.byte(200).byte == 200)
    #expect(Variant.uint16(60_000).uint16 == 60_000)
    #expect(Variant.int32(-7).int32 == -7)
    #expect(Variant.uint32(4_000_000_000).uint32 == 4_000_000_000)
    #expect(Variant.uint64(.max).uint64 == .max)
    #expect(Variant.double(0.1).double == 0.1)
    #expect(Variant.string("ä").string == "ä")
    #expect(Variant.objectPath("/a").string == "/a")
    #expect(Variant.variant(.byte(3)).unwrapped == .byte(3))
    #expect(Variant.bytes([1, 2]).bytes == [1, 2])
    #expect(Variant.bytes([]).bytes == [])
    #expect(Variant.strings(["a", "b"]).strings == ["a", "b"])
    #expect(Variant.objectPaths(["/a"]).strings == ["/a"])
  }

  /// Each reader answers for its own types only.
  @Test(arguments: samples.indices)
  func readsNothingFromOtherTypes(index: Int) {
    let (variant, signature) = Self.samples[index]
    #expect((variant.boolean != nil) == (signature == "b"))
    #expect((variant.byte != nil) == (signature == "y"))
    #expect((variant.uint16 != nil) == (signature == "q"))
    #expect((variant.int32 != nil) == (signature == "i"))
    #expect((variant.uint32 != nil) == (signature == "u"))
    #expect((variant.uint64 != nil) == (signature == "t"))
    #expect((variant.double != nil) == (signature == "d"))
    #expect((variant.string != nil) == ["s", "o"].contains(signature))
    #expect((variant.unwrapped != nil) == (signature == "v"))
    #expect((variant.bytes != nil) == (signature == "ay"))
  }

  @Test func hasMembers() {
    let tuple = Variant.tuple([.byte(1), .string("x")])
    #expect(tuple.members == [.byte(1), .string("x")])
    #expect(tuple[0] == .byte(1))
    #expect(tuple[1] == .string("x"))
    #expect(tuple[2] == nil)
    #expect(tuple[-1] == nil)
    #expect(tuple[Int.max] == nil)
    #expect(Variant.byte(1)[0] == nil)
    #expect(Variant.byte(1).members == [])
    #expect(Variant.byte(1).strings == [])
    #expect(Variant.byte(1).dictionary == [:])
  }

  @Test func readsDictionaries() {
    let dictionary = Variant.dictionary(["b": .byte(2), "a": .string("x")])
    #expect(dictionary.dictionary == ["a": .string("x"), "b": .byte(2)])
    let byPath = Variant.array(
      of: "{ou}", [.entry(.objectPath("/a"), .uint32(40)), .entry(.objectPath("/b"), .uint32(50))])
    #expect(byPath.dictionary == ["/a": .uint32(40), "/b": .uint32(50)])
    // Keys that are no text are left out.
    #expect(Variant.array(of: "{uu}", [.entry(.uint32(1), .uint32(2))]).dictionary == [:])
  }

  @Test func comparesTypeAndValue() {
    #expect(Variant.byte(1) == .byte(1))
    #expect(Variant.byte(1) != .byte(2))
    #expect(Variant.byte(1) != .uint16(1))
    #expect(Variant.string("/a") != .objectPath("/a"))
    let pairs: [String: Variant] = ["a": .byte(1), "b": .byte(2), "c": .byte(3)]
    #expect(Variant.dictionary(pairs) == .dictionary(pairs))
  }

  @Test func printsItself() {
    #expect(Variant.tuple([.byte(1), .strings(["a"])]).text == "(0x01, ['a'])")
  }

  @Test(
    arguments: [
      ("b", []), ("b", [2]), ("b", [1, 0]), ("y", []), ("y", [1, 2]), ("q", [1]), ("u", [1, 2, 3]),
      ("s", []), ("s", [65]), ("s", [0xFF, 0]), ("s", [65, 0, 66, 0]), ("o", [65, 0]),
      ("(yyq)", []), ("(yyq)", [1, 2, 3]), ("(yyq)", [1, 2, 3, 4, 5]),
      ("(ys)", [1]), ("(ys)", [1, 65]), ("as", [65, 0, 9]), ("au", [1, 2, 3]),
      ("v", [1, 2, 3]), ("a{sv}", [1, 2, 3, 4, 5, 6, 7, 8]),
    ] as [(String, [UInt8])])
  func refusesBytesOfAnotherForm(signature: String, bytes: [UInt8]) {
    #expect(Variant.deserialized(bytes, as: signature) == nil)
  }
}
