# SPDX-License-Identifier: MIT
"""The guest as tests see it: its virtual card, its people and what they run."""

from .card import Card, Connector
from .login import Login
from .people import OTHER, TESTER, Person

__all__ = ["Card", "Connector", "Login", "OTHER", "Person", "TESTER"]
