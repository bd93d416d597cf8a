"""Answers as JSON for other programs."""

import json
from typing import Any

from placement.domain.instance import Instance
from placement.domain.plan import Plan
from placement.service.person_week import household_weeks
from placement.service.planning import Answer


def answer_json(answer: Answer) -> str:
    """The plan with its proof, what the judge says of it, each household's week, and who has no place."""
    run = answer.run.model_dump(mode="json", exclude={"plan"})
    weeks = household_weeks(answer.week, answer.plan)
    document: dict[str, Any] = {
        "plan": answer.plan.model_dump(mode="json"),
        "run": run,
        "review": answer.review.model_dump(mode="json"),
        "households": [one.model_dump(mode="json") for one in weeks],
        "unplaced": [one.model_dump(mode="json") for one in answer.unplaced],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def schema_json(of: str) -> str:
    """The JSON schema of `instance` or `plan`."""
    value = Instance if of == "instance" else Plan
    return json.dumps(value.model_json_schema(), ensure_ascii=False, indent=2)
