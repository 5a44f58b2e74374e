# SPDX-License-Identifier: MIT
"""The guest as tests see it: its virtual card, its people and what they run."""

from . import access
from .card import Card, Connector
from .doctor import Doctor
from .login import Login
from .people import OTHER, TESTER, Person
from .remains import Remains

__all__ = ["Card", "Connector", "Doctor", "Login", "OTHER", "Person", "Remains", "TESTER", "access"]
