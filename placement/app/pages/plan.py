"""Plan: make it, review and change it, publish it, and follow up what people answer."""

from placement.app.parts.answers import draw_answers
from placement.app.parts.here import here
from placement.app.parts.make import draw_make
from placement.app.parts.publish import draw_publish
from placement.app.parts.review import draw_review
from placement.app.parts.view import choose_view
from placement.words.texts import later

STEPS = {
    "make": (later("Make"), draw_make),
    "review": (later("Review and change"), draw_review),
    "publish": (later("Publish"), draw_publish),
    "answers": (later("Answers and moving in"), draw_answers),
}

now = here()
_ = now.texts
step = choose_view(
    _("Step"), {name: _(title) for name, (title, _draw) in STEPS.items()}, "step", width="stretch"
)
STEPS[step][1](now)
