"""Goals (SOFT): one a file."""
