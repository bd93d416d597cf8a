"""Areas by a coarse name (never a point on a map), and who must avoid which."""

from datetime import date

from placement.domain.value import ALWAYS, FOREVER, Alias, Spell, Value


class Area(Value):
    """A district or zone. `setting` is a free word such as `city` or `quiet`, for wishes."""

    alias: Alias
    setting: Alias | None = None


class AvoidArea(Spell):
    """An area that a person must avoid, until the row is reviewed away or ends."""

    person: Alias
    area: Alias
    since: date = ALWAYS
    until: date = FOREVER
