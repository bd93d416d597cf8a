"""docs/measures.md shows each measure as the code has it.

Between the markers the page is generated: `.venv/bin/python -m tests.test_measures_doc` writes it anew.
"""

from pathlib import Path

from placement.review.measures import MEASURES

PAGE = Path(__file__).parent.parent / "docs" / "measures.md"
BEGIN, END = "<!-- measures: begin -->\n", "<!-- measures: end -->\n"


def generated() -> str:
    """The table of the page."""
    lines = ["| measure | what | unit | for each | how |", "|---|---|---|---|---|"]
    for one in MEASURES:
        unit = one.unit.value.replace("_", "-")
        lines.append(f"| `{one.id}` | {one.title.en} | {unit} | {one.by} | {one.formula} |")
    return "".join(f"{line}\n" for line in lines)


def split() -> tuple[str, str, str]:
    """What stands before, between and after the markers."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    between, _, after = rest.partition(END)
    return before, between, after


def test_the_page_shows_every_measure_as_it_is():
    assert split()[1] == generated(), "python -m tests.test_measures_doc"


def test_every_measure_has_a_title_in_both_languages_of_its_own():
    for titles in ([m.title.nb for m in MEASURES], [m.title.en for m in MEASURES]):
        assert len(set(titles)) == len(titles)
        assert all(title and title[0].isupper() and not title.endswith(".") for title in titles)


if __name__ == "__main__":
    start, _, end = split()
    PAGE.write_text(start + BEGIN + generated() + END + end, encoding="utf-8")
