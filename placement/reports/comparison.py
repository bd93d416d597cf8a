"""Scenarios beside each other on paper: sums and bands, nobody's name."""

from functools import cache
from importlib.resources import files
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from placement.words.language import Lang


class Part(NamedTuple):
    """A heading with lines, or with a table."""

    title: str
    lines: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


class Comparison(NamedTuple):
    """What is on the page."""

    title: str
    when: str
    sampled: str
    parts: tuple[Part, ...]
    foot: str


def comparison_page(of: Comparison, lang: Lang) -> str:
    """One page of HTML that needs nothing from elsewhere."""
    return _template().render(lang=lang, **of._asdict())


@cache
def _template() -> Template:
    made = Environment(
        loader=PackageLoader("placement.reports", ""), autoescape=True, undefined=StrictUndefined
    )
    # The only text that is not escaped: our own style sheet.
    made.globals["style"] = (files("placement.reports") / "print.css").read_text(encoding="utf-8")
    return made.get_template("comparison.html")
