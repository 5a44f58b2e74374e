"""The EDID builder says what it was told, in valid and in broken ways."""

from emulator import EDID


def test_the_base_block_is_valid():
    block = EDID().to_bytes()
    assert len(block) == 128
    assert block[:8] == bytes.fromhex("00ffffffffffff00")
    assert sum(block) % 256 == 0


def test_the_identity_is_where_the_standard_says():
    block = EDID("DEL", 0x40F1, 305419896, name="U2720Q", serial_text="7XK2", week=9, year=2021).to_bytes()
    # The letters are five bits each, A = 1: D = 4, E = 5, L = 12.
    assert int.from_bytes(block[8:10], "big") == 4 << 10 | 5 << 5 | 12
    assert int.from_bytes(block[10:12], "little") == 0x40F1
    assert int.from_bytes(block[12:16], "little") == 305419896
    assert (block[16], block[17]) == (9, 2021 - 1990)
    assert bytes.fromhex("000000fc00") + b"U2720Q\n" in block
    assert bytes.fromhex("000000ff00") + b"7XK2\n" in block


def test_a_monitor_can_have_no_names():
    block = EDID(name=None, serial_text=None).to_bytes()
    assert bytes.fromhex("000000fc00") not in block[54:]
    assert bytes.fromhex("000000ff00") not in block[54:]
    assert sum(block) % 256 == 0


def test_broken_ones_are_broken_in_one_way():
    edid = EDID()
    assert sum(edid.with_broken_checksum()) % 256 == 1
    assert edid.with_broken_checksum()[:127] == edid.to_bytes()[:127]
    assert sum(edid.with_broken_header()) % 256 == 0
    assert edid.with_broken_header()[0] != 0
    assert edid.truncated() == edid.to_bytes()[:64]
