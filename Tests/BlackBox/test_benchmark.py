"""contrib/benchmark's measurements work. How fast things are is not a matter of tests."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_MEASURES = ["answers", "command-line", "flood", "hotplug", "requests", "rest", "start", "together"]


def run(*arguments) -> subprocess.CompletedProcess:
    folders = [_ROOT / "contrib/lib", _ROOT / "Tests/BlackBox"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, folders))}
    command = [sys.executable, "-B", "-m", "benchmark", *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize("measure", _MEASURES)
def test_measurements(measure):
    done = run("--effort", 0.01, measure)
    assert done.stderr == ""
    head, line, *rows = done.stdout.splitlines()
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    assert cells and all(len(row) == 4 and row[0] and row[2] for row in cells), done.stdout
    # The status says whether the marks are all good.
    assert done.returncode == any(row[3] == "**missed**" for row in cells)


def test_wrong_arguments():
    done = run("answer")
    assert done.returncode == 2
    assert "“answer” is not known; there are requests, answers, flood," in done.stderr
    done = run("--effort", 0)
    assert done.returncode == 2
    assert "--effort is a number above 0, up to 1" in done.stderr


def test_all_are_known():
    assert sorted(run("--help").stdout.split("one of ")[1].split(";")[0].replace(",", " ").split()) == _MEASURES
