"""Fictional weeks of any size, the same for the same seed: for tests, timings and trials, never about real people."""

from placement.simulation.generate import generate

__all__ = ["generate"]
