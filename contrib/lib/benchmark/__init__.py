"""Measures what DESIGN.md promises of speed and size; contrib/benchmark runs it."""
