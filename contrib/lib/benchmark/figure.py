"""One thing that was measured, beside what it must be."""

from dataclasses import dataclass
from statistics import median
from typing import Optional, Sequence


@dataclass(frozen=True)
class Figure:
    """A line of the table."""

    what: str
    wanted: str
    seen: str
    #: Whether it is as good as it must be; None where nothing is promised.
    is_reached: Optional[bool]

    @classmethod
    def at_most(cls, what: str, limit: float, seen: float, unit: str, note: str = "") -> "Figure":
        """Something that must not be more than a limit."""
        words = f"{_number(seen)}{unit}" + (f" ({note})" if note else "")
        return cls(what, f"≤ {_number(limit)}{unit}", words, seen <= limit)


def milliseconds(seconds: float) -> float:
    """Seconds as milliseconds."""
    return seconds * 1000


def percentile(values: Sequence[float], percent: float) -> float:
    """The value that so many percent of all do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


def ratio(pairs: Sequence[tuple]) -> float:
    """The median of what was measured side by side, the first of each pair over the second."""
    return median(first / second for first, second in pairs)


def _number(value: float) -> str:
    return f"{value:.0f}" if value == int(value) or value >= 100 else f"{value:.2f}" if value < 10 else f"{value:.1f}"
