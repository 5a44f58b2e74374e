"""The man pages are well formed."""

import subprocess
from pathlib import Path

import pytest

from support.loop import DEADLINE

PAGES = sorted((Path(__file__).resolve().parents[2] / "contrib/man").glob("*.[1-8]"))


def test_there_is_a_page_for_each_thing():
    assert [page.name for page in PAGES] == ["lighten-dbus.7", "lighten.1", "lightend.8", "lightend.conf.5"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
# A name of the bus is longer than some lines have room for: groff 1.23 warns that the others become wide.
@pytest.mark.parametrize(
    "command", [["groff", "-man", "-ww", "-Wbreak", "-Tutf8", "-z"], ["mandoc", "-Tlint", "-Wwarning"]]
)
def test_nothing_is_wrong_with_it(page, command):
    done = subprocess.run([*command, page], capture_output=True, text=True, timeout=DEADLINE)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
