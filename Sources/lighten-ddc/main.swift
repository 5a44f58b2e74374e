import Glibc
import LightenWorker
import LightenWorkerProtocol

// Started by lightend only: `lighten-ddc BUS` with a packet socket as descriptor 3.
let arguments = CommandLine.arguments
if arguments.count == 2, let bus = Int32(arguments[1]), bus >= 0 {
  exit(Worker.run(bus: bus, socket: PacketSocket(descriptor: 3)))
}
Worker.writeError(
  "lighten-ddc: lightend starts this program for each DDC/CI monitor; run lightend instead.\n")
exit(2)
