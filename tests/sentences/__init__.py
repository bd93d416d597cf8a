"""What the program says of findings, changes and clashes, each with an example: for docs/sentences.md and its tests."""
