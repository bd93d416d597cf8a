"""The contest of `placement bench weekly` in words, and what it is asked with."""

from collections.abc import Sequence

from placement.bench.weekly.contest import ENGINES, OWN, SIMPLE, Entry, lost, ratio
from placement.words.language import Lang
from placement.words.say import say_decimal, say_number
from placement.words.texts import texts


def against(word: str) -> tuple[str, ...]:
    """`all`, `none`, or names with commas between. Raises ValueError for anything else."""
    known = (*ENGINES, *SIMPLE)
    names = {"all": known, "none": ()}.get(word, tuple(word.split(",")))
    if not set(names) <= set(known):
        raise ValueError(word)
    return names


MOST_SEEDS, HIGHEST_SEED = 1000, 999_999_999


def seeds(word: str) -> tuple[int, ...]:
    """`3`, `1,5` or `1-5`, at most a thousand of nine digits. Raises ValueError for anything else."""
    found: list[int] = []
    for part in word.split(","):
        first, _, last = part.partition("-")
        found += range(int(first), min(int(last or first), int(first) + MOST_SEEDS) + 1)
    if not 0 < len(found) <= MOST_SEEDS or max(found) > HIGHEST_SEED:
        raise ValueError(word)
    return tuple(found)


def show_contest(entries: Sequence[Entry], lang: Lang) -> str:
    """Our own figures, then a line for each of the others."""
    _ = texts(lang)
    own = [e for e in entries if e.contender == OWN]
    mean = sum(e.seconds for e in own) / max(1, len(own))
    lines = [
        _(
            "Proved best: {proved} of {weeks}; on average {mean} ms",
            weeks=len(own), proved=sum(e.proved for e in own), mean=say_number(round(1000 * mean), lang),
        )
    ]  # fmt: skip
    for name in dict.fromkeys(e.contender for e in entries if e.contender != OWN):
        compared = ratio(entries, name)
        if name in ENGINES and compared:
            least, middle, most = (
                say_decimal(round(f, 1), lang) for f in (compared.least, compared.middle, compared.most)
            )
            text = (
                _("{name}: at least {middle} times as long ({least} to {most}), {proved} of {weeks} proved")
                if compared.at_least
                else _("{name}: {middle} times as long ({least} to {most}), {proved} of {weeks} proved")
            )
            lines.append(
                text.format(
                    name=name,
                    middle=middle,
                    least=least,
                    most=most,
                    proved=compared.proved,
                    weeks=compared.weeks,
                )
            )
            if not compared.same:
                lines.append(_("{name} proved another value than placement.", name=name))
        elif less := lost(entries, name):
            lines.append(
                _(
                    "{name}: {fewer} fewer in time, {nights} more nights without a place, {points} more points",
                    name=name, fewer=less[0], nights=less[1], points=less[2],
                )
            )  # fmt: skip
    return "\n".join(lines)
