import Glibc
import LightenWorker
import LightenWorkerProtocol
import ProcessKit

// Both ends are `_exit`: libddcutil may have begun threads when it was loaded, and one that still
// runs while the C library takes the program apart crashes it (seen with 1.4.1, once in a few
// thousand runs).

CrashSignals.endAtOnce()

// Started by lightend only: `lighten-ddc BUS` with a packet socket as descriptor 3; and by
// `lighten doctor`, which asks for the version of libddcutil.
let arguments = CommandLine.arguments
if arguments.count == 2, let bus = Int32(arguments[1]), bus >= 0 {
  _exit(Worker.run(bus: bus, socket: PacketSocket(descriptor: 3)))
}
if arguments == [arguments[0], "--version"] {
  Worker.writeVersion()
  _exit(0)
}
Worker.writeError(
  "lighten-ddc: lightend starts this program for each DDC/CI monitor; run lightend instead.\n")
_exit(2)
