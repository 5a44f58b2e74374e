import GLibKit
import LightenCore

/// Collects what callers are answered, so that a test sees who waits without waiting itself.
@LoopActor
final class Answers<Value: Sendable> {
  /// The answers in the order of the questions; nil while there is none.
  private(set) var all: [Result<Value, DisplayError>?] = []

  nonisolated init() {}

  /// Asks something; the question is put with the next turn of the loop.
  func ask(_ question: @escaping @LoopActor @Sendable () async throws(DisplayError) -> Value) {
    let index = all.count
    all.append(nil)
    LoopTask { [self] in
      do throws(DisplayError) {
        all[index] = .success(try await question())
      } catch {
        all[index] = .failure(error)
      }
    }
  }

  /// How many wait still.
  var missing: Int { all.count { $0 == nil } }

  /// The values of those that succeeded; nil for the others.
  var values: [Value?] {
    all.map { if case .success(let value) = $0 { value } else { nil } }
  }

  /// The kinds of errors of those that failed; nil for the others.
  var errors: [DisplayError.Code?] {
    all.map { if case .failure(let error) = $0 { error.code } else { nil } }
  }
}
