"""A message bus of the test's own."""

import subprocess
from pathlib import Path
from typing import Optional

from .lines import LineReader

# No service directories but the test's own: nothing else starts programs. The limits are those of
# the session bus's own configuration. In a kernel's guest, root tests what somebody else runs.
_CONFIGURATION = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <servicedir>{services}</servicedir>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
    <allow user="*"/>
  </policy>
  <limit name="max_incoming_bytes">1000000000</limit>
  <limit name="max_outgoing_bytes">1000000000</limit>
  <limit name="max_message_size">1000000000</limit>
  <limit name="max_completed_connections">100000</limit>
  <limit name="max_connections_per_user">100000</limit>
  <limit name="max_names_per_connection">50000</limit>
  <limit name="max_match_rules_per_connection">50000</limit>
  <limit name="max_replies_per_connection">50000</limit>
</busconfig>
"""


class PrivateBus:
    """A dbus-daemon; a context manager. It starts the services of one folder."""

    def __init__(self, directory: Path, name: str = "session", *, services: Optional[Path] = None):
        socket = directory / f"{name}-bus"
        configuration = directory / f"{name}-bus.conf"
        #: Where a test may put files of services that the bus is to start.
        self.services = services or directory / f"{name}-services"
        self.services.mkdir(exist_ok=True)
        configuration.write_text(_CONFIGURATION.format(socket=socket, services=self.services))
        command = ["dbus-daemon", f"--config-file={configuration}", "--nofork", "--nopidfile", "--print-address=1"]
        with open(directory / f"{name}-bus.log", "w") as log:
            self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log)
        #: The address as the environment names it.
        self.address = LineReader(self._process.stdout).next()

    @property
    def process_id(self) -> int:
        """The daemon's process id."""
        return self._process.pid

    def stop(self) -> None:
        """Ends it; its clients lose their connection."""
        self._process.kill()
        self._process.wait()
        self._process.stdout.close()

    def __enter__(self) -> "PrivateBus":
        return self

    def __exit__(self, *exception) -> None:
        self.stop()
