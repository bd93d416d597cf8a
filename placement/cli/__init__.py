"""The command line: each command is a few lines over `placement.service`, and `run` puts them together.

Heavy libraries are imported inside the commands, so that help comes at once.
"""

from placement.cli.run import main

__all__ = ["main"]
