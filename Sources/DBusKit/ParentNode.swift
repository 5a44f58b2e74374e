import GLibKit

/// The node above objects that come and go: it lists exactly those that are there.
///
/// GDBus's own introspection would list an object a moment longer than it is there, and no node at all
/// above objects of which there are none.
@LoopActor
final class ParentNode: BusInterface {
  let name = BusConnection.introspectable
  private let children: @LoopActor () -> [String]

  /// The method, in the form that introspection itself has.
  private static let interface = """
      <interface name="\(BusConnection.introspectable)">
        <method name="Introspect">
          <arg type="s" name="xml_data" direction="out"/>
        </method>
      </interface>
    """

  /// Makes a node whose children have these names.
  init(children: @escaping @LoopActor () -> [String]) {
    self.children = children
  }

  /// The description for its registration.
  static func description() throws(GLibError) -> NodeDescription {
    try NodeDescription(xml: "<node>\(interface)</node>")
  }

  func handle(_ call: MethodCall) {
    let nodes = children().map { "  <node name=\"\($0)\"/>\n" }.joined()
    call.reply([
      .string(
        """
        <!DOCTYPE node PUBLIC "-//freedesktop//DTD D-BUS Object Introspection 1.0//EN"
         "http://www.freedesktop.org/standards/dbus/1.0/introspect.dtd">
        <node>
        \(Self.interface)
        \(nodes)</node>

        """)
    ])
  }
}
