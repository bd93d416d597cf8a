"""A week's plan of places, programmes and contacts, with its proof and its reasons."""

__version__ = "0.1.0"
