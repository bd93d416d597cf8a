"""Why a household is where a plan that is kept has it, for whoever reads the plan."""

from placement.service.desk.kept_plan import Kept
from placement.service.veil import DEPENDS, veiled
from placement.service.why_in_plan import STATES, RuleLine, WhyHere, why_in_plan
from placement.words.language import Lang
from placement.words.texts import texts


def why_here(kept: Kept, household: str, lang: Lang) -> WhyHere:
    """Why the plan has the household there. Raises CannotDo for an unknown household."""
    found = why_in_plan(kept.week, kept.plan, kept.review, kept.whom(household), lang)
    told = veiled(found, kept.untold, texts(lang))
    return told._replace(rules=_without_gap(told.rules, texts(lang)(DEPENDS)))


def _without_gap(rules: tuple[RuleLine, ...], depends: str) -> tuple[RuleLine, ...]:
    """Where one rests on somebody unknown, no rule is told as kept: else the one that is missing would be that one."""
    hidden = [one for one in rules if depends in one.sentences]
    if not hidden:
        return rules
    order = list(STATES.values())
    worst = min((one.state for one in hidden), key=order.index)
    loud = (one._replace(sentences=tuple(t for t in one.sentences if t != depends)) for one in rules)
    known = (one for one in loud if one.state != "kept" and one.sentences)
    return (*known, RuleLine("", depends, worst, (depends,)))
