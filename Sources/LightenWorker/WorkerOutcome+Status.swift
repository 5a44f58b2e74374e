import CDdcutil
import LightenWorkerProtocol

extension WorkerOutcome {
  /// The outcome that a status of libddcutil means.
  init(status: DDCA_Status) {
    self =
      switch lighten_ddc_outcome(status) {
      case LIGHTEN_DDC_OK: .ok
      case LIGHTEN_DDC_UNSUPPORTED: .unsupported
      case LIGHTEN_DDC_UNRESPONSIVE: .unresponsive
      case LIGHTEN_DDC_ASLEEP: .asleep
      case LIGHTEN_DDC_GONE: .gone
      case LIGHTEN_DDC_PERMISSION: .permissionDenied
      default: .failed
      }
  }
}
