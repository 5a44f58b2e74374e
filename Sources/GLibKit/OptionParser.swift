import CGLib
import Glibc

/// A program's options, parsed by GLib. For programs that must stay small; `lighten` has the
/// Swift argument parser, which brings parts of Foundation.
public final class OptionParser {
  /// An option of the command line.
  public struct Option: Sendable {
    /// The name after the two dashes.
    public let name: String
    /// The letter after one dash, nil for none.
    public let letter: Character?
    /// One line of help.
    public let help: String
    /// What the help calls the optional value; nil for an option without one.
    public let valueName: String?

    /// Makes an option.
    public init(_ name: String, letter: Character? = nil, _ help: String, valueName: String? = nil)
    {
      self.name = name
      self.letter = letter
      self.help = help
      self.valueName = valueName
    }
  }

  private let context: OpaquePointer
  /// The texts of the options, of which GLib keeps the addresses.
  private let texts: [UnsafeMutablePointer<CChar>?]
  private let values = Values()

  /// What was found; a class, as GLib's callback writes to it.
  private final class Values {
    var found: [String: String] = [:]
  }

  /// Prepares to parse `options`; `summary` and `details` stand before and after them in the help.
  public init(options: [Option], summary: String, details: String) {
    context = g_option_context_new(nil)
    g_option_context_set_summary(context, summary)
    g_option_context_set_description(context, details)
    g_option_context_set_help_enabled(context, 0)
    let group = g_option_group_new(
      "main", "", "", Unmanaged.passRetained(values).toOpaque(),
      { data in Unmanaged<AnyObject>.fromOpaque(data!).release() })
    var texts: [UnsafeMutablePointer<CChar>?] = []
    func keep(_ text: String) -> UnsafePointer<CChar>? {
      texts.append(strdup(text))
      return UnsafePointer(texts.last!)
    }
    let entries = options.map { option in
      GOptionEntry(
        long_name: keep(option.name),
        short_name: gchar(option.letter?.asciiValue ?? 0),
        flags: gint(
          option.valueName == nil
            ? G_OPTION_FLAG_NO_ARG.rawValue : G_OPTION_FLAG_OPTIONAL_ARG.rawValue),
        arg: G_OPTION_ARG_CALLBACK, arg_data: unsafeBitCast(Self.found, to: gpointer.self),
        description: keep(option.help), arg_description: option.valueName.flatMap(keep))
    }
    self.texts = texts
    g_option_group_add_entries(group, entries + [GOptionEntry()])
    g_option_context_set_main_group(context, group)
  }

  deinit {
    g_option_context_free(context)
    for text in texts { free(text) }
  }

  /// The options that are there, each with its value or an empty text.
  ///
  /// - Throws: GLib's sentence about an unknown option, or one about an argument that is too much.
  public func parse(_ arguments: [String]) throws(GLibError) -> [String: String] {
    var strings: UnsafeMutablePointer<UnsafeMutablePointer<gchar>?>? = g_malloc0(
      gsize((arguments.count + 1) * MemoryLayout<UnsafeMutablePointer<gchar>?>.stride)
    ).assumingMemoryBound(to: UnsafeMutablePointer<gchar>?.self)
    for (index, argument) in arguments.enumerated() { strings?[index] = g_strdup(argument) }
    defer { g_strfreev(strings) }
    _ = try GLibError.check { g_option_context_parse_strv(context, &strings, $0) }
    // The program's name is left, and what is no option.
    if let rest = strings?[1] {
      throw GLibError(message: "Unexpected argument “\(String(cString: rest))”")
    }
    return values.found
  }

  /// The help.
  public var help: String {
    guard let text = g_option_context_get_help(context, 0, nil) else { return "" }
    defer { g_free(text) }
    return String(cString: text)
  }

  private typealias Found =
    @convention(c) (
      UnsafePointer<gchar>?, UnsafePointer<gchar>?, gpointer?,
      UnsafeMutablePointer<UnsafeMutablePointer<GError>?>?
    ) -> gboolean

  private static let found: Found = { name, value, data, _ in
    let values = Unmanaged<Values>.fromOpaque(data!).takeUnretainedValue()
    let name = String(cString: name!).drop { $0 == "-" }
    values.found[String(name)] = value.map { String(cString: $0) } ?? ""
    return 1
  }
}
