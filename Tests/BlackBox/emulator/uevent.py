"""Messages of udev to its listeners, as libudev sends and reads them.

The format is that of systemd's sd-device-monitor: a header that lets listeners
filter in the kernel, then the properties, each ended by a zero byte.
"""

import socket
import struct

_PREFIX = b"libudev\0"
_MAGIC = 0xFEEDCAFE
_HEADER = struct.Struct("=8sIIIIIIII")


class UEventEncoder:
    """Numbers and encodes the events of one emulated machine."""

    def __init__(self):
        self._sequence_number = 0

    def encode(self, action: str, properties: dict) -> bytes:
        """The message for a device's event; the properties come from the device."""
        self._sequence_number += 1
        everything = {"ACTION": action, **properties, "SEQNUM": str(self._sequence_number)}
        text = b"".join(f"{name}={value}".encode() + b"\0" for name, value in everything.items())
        header = _HEADER.pack(
            _PREFIX,
            socket.htonl(_MAGIC),
            _HEADER.size,
            _HEADER.size,
            len(text),
            socket.htonl(murmur_hash(properties["SUBSYSTEM"].encode())),
            socket.htonl(murmur_hash(properties["DEVTYPE"].encode())) if "DEVTYPE" in properties else 0,
            0,
            0,
        )
        return header + text


def murmur_hash(data: bytes) -> int:
    """MurmurHash2 by Austin Appleby (public domain), with seed 0: libudev's filter hash."""
    multiplier = 0x5BD1E995
    mask = 0xFFFFFFFF
    result = len(data)
    whole = len(data) // 4 * 4
    for offset in range(0, whole, 4):
        word = int.from_bytes(data[offset : offset + 4], "little") * multiplier & mask
        word = (word ^ word >> 24) * multiplier & mask
        result = (result * multiplier & mask) ^ word
    rest = data[whole:]
    if rest:
        result = (result ^ int.from_bytes(rest, "little")) * multiplier & mask
    result = (result ^ result >> 13) * multiplier & mask
    return result ^ result >> 15
