import Glibc
import LightenCommand

exit(LightenCommand.launch())
