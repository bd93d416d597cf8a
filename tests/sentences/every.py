"""All sentences, in the order of the page."""

from functools import cache

from tests.sentences.of_answers import of_answers, of_quality
from tests.sentences.of_causes import of_causes
from tests.sentences.of_changes import of_changes
from tests.sentences.of_clashes import of_clashes
from tests.sentences.of_rules import of_laws
from tests.sentences.of_unplaced import of_unplaced
from tests.sentences.told import Section


@cache
def chapters() -> tuple[tuple[str, tuple[Section, ...]], ...]:
    """Headings with their sections."""
    return (
        ("Findings", of_laws()),
        ("Why somebody has no place", of_unplaced()),
        ("What would change it", of_changes()),
        ("What a change came from", of_causes()),
        ("When there is no plan", of_clashes()),
        ("How good a plan is", of_quality()),
        ("Answers to questions", of_answers()),
    )
