"""What can be wrong with a log, in words."""

from placement.words.texts import later

FAULTS = {
    "missing": later("Line {number} is missing."),
    "changed": later("Line {number} is not as it was written."),
    "other": later("Line {number} is another than the one that was written down elsewhere."),
    "cut": later("Lines from {number} on are cut off."),
}
"""Kind of a fault (`placement.store.audit.Fault`) -> its sentence."""
KEEP_BOTH = later(
    "Somebody wrote to the database or its log: keep both, and tell the data protection officer."
)
"""What to do then."""
