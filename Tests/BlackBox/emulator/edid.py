"""A monitor's EDID, version 1.4 (VESA E-EDID standard, release A2)."""

from dataclasses import dataclass
from typing import Optional

_HEADER = bytes([0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x00])
_DESCRIPTOR_SERIAL = 0xFF
_DESCRIPTOR_NAME = 0xFC
_DESCRIPTOR_UNUSED = 0x10


@dataclass(frozen=True)
class EDID:
    """What identifies a monitor, and the 128 bytes that say it."""

    manufacturer: str = "LTN"
    product: int = 0x2401
    serial: int = 1
    name: Optional[str] = "Lighten 24"
    serial_text: Optional[str] = None
    week: int = 12
    year: int = 2023
    digital: bool = True

    def to_bytes(self) -> bytes:
        """The base block, with a right checksum."""
        block = bytearray(_HEADER)
        block += self._manufacturer_bytes()
        block += self.product.to_bytes(2, "little") + self.serial.to_bytes(4, "little")
        block += bytes([self.week, self.year - 1990, 1, 4])
        block += bytes([0xA5 if self.digital else 0x0E, 53, 30, 120, 0x3A])
        block += bytes.fromhex("ee91a3544c99260f5054")  # colours: sRGB primaries
        block += bytes.fromhex("a54b00") + bytes.fromhex("0101" * 8)
        block += bytes.fromhex("023a801871382d40582c4500132b2100001e")  # 1920x1080 at 60 Hz
        block += self._text_descriptor(_DESCRIPTOR_SERIAL, self.serial_text)
        block += self._text_descriptor(_DESCRIPTOR_NAME, self.name)
        block += self._text_descriptor(_DESCRIPTOR_UNUSED, None)
        block.append(0)  # no extension block
        block.append(-sum(block) & 0xFF)
        assert len(block) == 128
        return bytes(block)

    def with_broken_checksum(self) -> bytes:
        """The base block with a last byte that is wrong by one."""
        block = bytearray(self.to_bytes())
        block[127] = (block[127] + 1) & 0xFF
        return bytes(block)

    def with_broken_header(self) -> bytes:
        """The base block with a first byte that no EDID has, and a right checksum."""
        block = bytearray(self.to_bytes())
        block[0] = 0x55
        block[127] = (block[127] - 0x55) & 0xFF
        return bytes(block)

    def truncated(self, length: int = 64) -> bytes:
        """Only the first bytes of the base block."""
        return self.to_bytes()[:length]

    def _manufacturer_bytes(self) -> bytes:
        code = 0
        for letter in self.manufacturer:
            code = code << 5 | ord(letter) - ord("A") + 1
        return code.to_bytes(2, "big")

    @staticmethod
    def _text_descriptor(tag: int, text: Optional[str]) -> bytes:
        if text is None:
            return bytes([0, 0, 0, _DESCRIPTOR_UNUSED, 0]) + bytes(13)
        line = text.encode("ascii")[:13]
        if len(line) < 13:
            line = (line + b"\n").ljust(13)
        return bytes([0, 0, 0, tag, 0]) + line
