"""What a process takes of the machine."""

import re
from pathlib import Path


def memory(process_id: int) -> tuple:
    """Its resident and its proportional memory, MB (of 1,000,000 bytes)."""
    text = Path(f"/proc/{process_id}/smaps_rollup").read_text()
    sizes = dict(re.findall(r"^(Rss|Pss): +(\d+) kB$", text, re.MULTILINE))
    return int(sizes["Rss"]) * 1024 / 1e6, int(sizes["Pss"]) * 1024 / 1e6


def wake_ups(process_id: int) -> int:
    """How often its threads have been woken up so far: each wait that ends is one."""
    count = 0
    for status in Path(f"/proc/{process_id}/task").glob("*/status"):
        text = status.read_text()
        count += int(re.search(r"^voluntary_ctxt_switches:\s+(\d+)$", text, re.MULTILINE).group(1))
    return count
