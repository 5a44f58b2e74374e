"""DDC/CI messages as they are on the wire (VESA DDC/CI 1.1)."""

#: 7-bit I2C addresses.
DDC_ADDRESS = 0x37
EDID_ADDRESS = 0x50

GET_VCP = 0x01
GET_VCP_REPLY = 0x02
SET_VCP = 0x03
SAVE_SETTINGS = 0x0C
CAPABILITIES_REQUEST = 0xF3
CAPABILITIES_REPLY = 0xE3

#: The most bytes of a capabilities string in one reply.
FRAGMENT_LENGTH = 32

_HOST_ADDRESS = 0x51
_DISPLAY_ADDRESS = 0x6E
_REPLY_CHECKSUM_START = 0x50


class Malformed(Exception):
    """The bytes are no DDC/CI request."""


def _checksum(start: int, data: bytes) -> int:
    for byte in data:
        start ^= byte
    return start


def request_body(data: bytes) -> bytes:
    """The body of a request, without source address, length and checksum."""
    if len(data) < 3 or data[0] != _HOST_ADDRESS or not data[1] & 0x80:
        raise Malformed(data.hex(" "))
    end = 2 + (data[1] & 0x7F)
    if len(data) <= end or data[end] != _checksum(_DISPLAY_ADDRESS, data[:end]):
        raise Malformed(data.hex(" "))
    return data[2:end]


def reply(body: bytes) -> bytes:
    """The bytes of a reply; an empty body is the null message."""
    data = bytes([_DISPLAY_ADDRESS, 0x80 | len(body)]) + body
    return data + bytes([_checksum(_REPLY_CHECKSUM_START, data)])


def feature_reply(feature: int, current: int, maximum: int) -> bytes:
    """The body that answers a Get VCP Feature request."""
    return bytes([GET_VCP_REPLY, 0, feature, 0]) + maximum.to_bytes(2, "big") + current.to_bytes(2, "big")


def unsupported_reply(feature: int) -> bytes:
    """The body that says that the monitor does not have this feature."""
    return bytes([GET_VCP_REPLY, 1, feature, 0, 0, 0, 0, 0])
