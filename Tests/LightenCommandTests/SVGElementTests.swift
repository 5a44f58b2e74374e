import Testing

@testable import LightenCommand

@Suite struct SVGElementTests {
  @Test func nests() {
    let element = SVGElement("g", [("class", "a")], [SVGElement("path", [("d", "M0 0")])])
    #expect(element.text() == "<g class=\"a\">\n  <path d=\"M0 0\"/>\n</g>\n")
  }

  @Test func escapesTextAndAttributes() {
    let element = SVGElement("text", [("title", "\"<&>")], text: "Grüße <\"&'> 日本 🌞")
    #expect(
      element.text()
        == "<text title=\"&quot;&lt;&amp;&gt;\">Grüße &lt;&quot;&amp;'&gt; 日本 🌞</text>\n")
  }

  @Test func leavesOutWhatXMLCannotHave() {
    let element = SVGElement("text", text: "a\u{0}b\u{1B}[c\u{FFFE}\td")
    #expect(element.text() == "<text>ab[c\td</text>\n")
  }

  @Test(arguments: [
    (0, "0"), (12, "12"), (12.34, "12.3"), (12.96, "13"), (-0.5, "-0.5"), (-3, "-3"),
    (-0.04, "0"), (114.25, "114.3"), (0.1, "0.1"),
  ])
  func numbersHaveOneDecimal(value: Double, text: String) {
    #expect(SVGElement.number(value) == text)
  }
}
