"""The parts of A02 (programme_fit): it has too many rows for one file."""
