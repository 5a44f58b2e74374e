"""What the preload library and the emulator say to each other (`preload/protocol.h`)."""

import struct

OPEN = 1
QUERY = 2
UEVENTS = 3
TRANSFER = 4
HIDRAW = 5
HIDRAW_CONTROL = 6

PACKET_MAXIMUM = 65536

REQUEST = struct.Struct("=II")
MESSAGE = struct.Struct("=HHHH")
REPLY = struct.Struct("=iIQ")

#: linux/i2c.h: I2C_M_RD
FLAG_READ = 1


def messages(packet: bytes, count: int) -> list:
    """The I2C messages of a transfer: (address, length to read or None, bytes to write)."""
    found = []
    offset = REQUEST.size
    for _ in range(count):
        address, flags, length, _ = MESSAGE.unpack_from(packet, offset)
        offset += MESSAGE.size
        if flags & FLAG_READ:
            found.append((address, length, b""))
        else:
            found.append((address, None, packet[offset : offset + length]))
            offset += length
    return found


def reply(result: int, data: bytes = b"", wire_time: float = 0.0) -> bytes:
    """A reply; `result` is what the system call returns, or -errno."""
    return REPLY.pack(result, 0, int(wire_time * 1e9)) + data
