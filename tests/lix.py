"""How easy a Norwegian text is to read."""

import re
from collections.abc import Iterable

LONG = 6
"""Letters; a longer word is a long word."""
WORD = re.compile(r"\w+(?:[-–:./*+]\w+)*")
END = re.compile(r"[.!?][)»”]*(?=\s+\W*[A-ZÆØÅ]|\s*$)")
"""A stop ends a sentence where a capital follows, or nothing: those in `ma. 23. nov.` do not."""


def sentences(text: str) -> list[str]:
    """The text's sentences. A colon ends none, though LIX counts it so: ours are no easier than they are."""
    ends = [0, *(found.end() for found in END.finditer(text))]
    parts = [text[a:b].strip() for a, b in zip(ends, [*ends[1:], len(text)], strict=True)]
    return [part for part in parts if WORD.search(part)]


def is_long(sentence: str, found: re.Match[str]) -> bool:
    """Whether a word has more than six letters, and is one that a reader has to read.

    An alias, a room, a number, a date and a time are short words: they have a digit. So is a name: a capital inside a
    sentence. The first word of a sentence counts as it stands, name or not.
    """
    word, first = found[0], WORD.search(sentence)
    is_first = first is not None and first.start() == found.start()
    is_name = word[0].isupper() and not is_first
    return len(word) > LONG and not is_name and not re.search(r"\d", word)


def lix(texts: Iterable[str]) -> float:
    """LIX of some texts together: words a sentence, and of a hundred words those of more than six letters.

    Below 30 is very easy (books for children), 30 to 40 easy (novels), 40 to 50 as in newspapers, 50 to 60 difficult
    (official texts), above 60 very difficult. Source: C.-H. Björnsson, *Läsbarhet*, Stockholm 1968.
    """
    parts = [part for text in texts for part in sentences(text)]
    words = [(part, found) for part in parts for found in WORD.finditer(part)]
    return len(words) / len(parts) + 100 * sum(is_long(*one) for one in words) / len(words)
