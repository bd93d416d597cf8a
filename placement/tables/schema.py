"""Every table of a week, in order. Most are described in `schema_housing` and the other modules of that name.

A new field of a model is one line there; its type and choices come from the model.
"""

from placement.domain.instance import Instance
from placement.tables.column import Kind, Line, table
from placement.tables.schema_activities import (
    ACTIVITY_CONSENTS,
    ACTIVITY_WISHES,
    APPOINTMENTS,
    ENROLMENTS,
    LANGUAGE_LEVELS,
    PROGRAMMES,
    SESSIONS,
)
from placement.tables.schema_helpers import (
    ABSENCES,
    ASSIGNMENTS,
    BOOKABLE_HOURS,
    CONTACTS,
    IMPARTIALITY,
    INTERPRETERS,
)
from placement.tables.schema_housing import (
    AREAS,
    BED_PRICES,
    CAN_RECEIVE,
    CLOSURES,
    ROOMS,
    TRAVEL,
    UNITS,
    ZONES,
)
from placement.tables.schema_people import (
    AVOID_AREAS,
    CONSENTS,
    HOUSEHOLDS,
    KNOWS_ADDRESS,
    MOVE_CONSENTS,
    OUTSIDERS,
    PERSONS,
    RELATIONS,
    VETOES,
)
from placement.tables.schema_stays import (
    EXITS,
    OFFERS,
    OVERRIDES,
    PINS,
    RELEASES,
    STAYS,
    TIER_CHANGES,
    WAIVERS,
)

WEEK = table("week", ("uke", "week"), ("Uken som planlegges: én rad.", "The week that is planned: one row."), Instance, (
    Line("as_of", "planleggingsdato", "as-of date", "Dagen alt leses på.", "The day on which everything is read."),
    Line("policy.horizon_days", "horisont dager", "horizon days", "Antall dager planen dekker (7–182). Tom: 56.",
         "Days that the plan covers (7–182). Empty: 56."),
    Line("policy.version", "regelverk versjon", "policy version", "Versjonen av enhetens egne innstillinger.",
         "Version of the unit's own settings."),
))  # fmt: skip

SETTINGS = table("settings", ("innstillinger", "settings"),
                 ("Tall i regler og mål som enheten har endret.", "Figures of rules and goals that the unit changed."), None, (
    Line("rule", "regel", "rule", "Regelens eller målets id, for eksempel avoid_area.", "Id of the rule or goal, for example avoid_area.",
         kind=Kind.TEXT, required=True),
    Line("setting", "innstilling", "setting", "Navnet på tallet.", "Name of the figure.", kind=Kind.TEXT, required=True),
    Line("value", "verdi", "value", "Helt tall.", "Whole number.", kind=Kind.NUMBER, required=True),
))  # fmt: skip

TABLES = (
    WEEK, SETTINGS, AREAS, TRAVEL, UNITS, ZONES, ROOMS, CLOSURES, CAN_RECEIVE, BED_PRICES, HOUSEHOLDS, PERSONS, OUTSIDERS,
    RELATIONS,
    KNOWS_ADDRESS, AVOID_AREAS, CONSENTS, MOVE_CONSENTS, VETOES, STAYS, EXITS, OFFERS, TIER_CHANGES, PINS, OVERRIDES,
    RELEASES, WAIVERS, PROGRAMMES, SESSIONS, LANGUAGE_LEVELS, APPOINTMENTS, ACTIVITY_WISHES, ACTIVITY_CONSENTS,
    ENROLMENTS, CONTACTS, ABSENCES, ASSIGNMENTS, IMPARTIALITY, INTERPRETERS, BOOKABLE_HOURS,
)  # fmt: skip
"""In the order in which a newcomer fills them in."""
