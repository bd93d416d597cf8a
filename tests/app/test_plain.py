"""Text of somebody else is drawn as it stands."""

import re

import pytest

from placement.app.parts.plain import JOINER, plain


def test_ordinary_text_looks_the_same():
    assert plain("Snøugle-2 Følges opp") == "Snøugle\\-2 Følges opp"
    assert plain("09:00–14:00 «Tunet» … ✓").replace(JOINER, "") == "09\\:00–14\\:00 «Tunet» … ✓"
    assert plain("a:b").replace(JOINER, "").replace("\\", "") == "a:b"


@pytest.mark.parametrize(
    "text",
    [
        "[x](http://a.b)", "![x](http://a.b/c.png)", "*x*", "_x_", "`x`", "# x", "1. x", "- x", "a\n\n# b", "<b>x</b>",
        ":red[x]", "$x$", "~x~", "> x", "| x |", "\\", "&lt;",
    ],
)  # fmt: skip
def test_no_sign_is_markup(text):
    """Each sign of markup has a backslash of its own before it, and no line begins anew."""
    said = plain(text)
    assert "\n" not in said
    assert not re.sub(rf"\\[^a-zA-Z0-9\s]|[^\W_]|[\s{JOINER}]", "", said)


@pytest.mark.parametrize("text", ["http://a.b", "www.a.b", "a@b.no", ":material/home:", ":smile:"])
def test_what_is_found_in_finished_text_is_not_found(text):
    """The library looks for these after the backslashes are gone."""
    said = re.sub(r"\\(.)", r"\1", plain(text))
    assert not re.search(r"https?://|www\.|[-.\w]@\w|:material/|:\w+:", said)
