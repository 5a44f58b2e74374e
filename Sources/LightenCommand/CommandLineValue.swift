import ArgumentParser
import LightenCore

/// Values of the command line that LightenCore knows how to read.
enum CommandLineValue {
  /// The value, or an error that the argument parser shows with the usage.
  static func parse<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as CommandLineValueError {
      throw ValidationError(error.message)
    }
  }
}
