"""What counts as a protection of a person, and why; what does not, and why not.

The principle: what counts is what the rules make of a fact, and what is not known counts as the strictest that they
take it for. A protection is lowered where a person is, on some night, guarded against less than before. The first word
about somebody (a new row) lowers nothing; whatever is changed later can, also by a single field that becomes empty.

Facts of the person's own row:

- `SECRECY` (H05, K01, A02): none < hidden < fortrolig < strengt fortrolig. Not clarified counts as fortrolig, so that
  clarifying as none or hidden lowers it: a second person confirms that police or child welfare were asked. It is a
  handful a week, and none where the grade is entered with the person. A known grade above none that becomes unknown
  lowers it too: an import with an empty cell would forget it.
- `THREAT` (H04, H06, the tier): low < medium < high < acute. Never assessed counts as high, so a first assessment as
  low or medium lowers it, high or acute does not. A known level above low that becomes unknown lowers it. At the same
  level above low an earlier `valid_until` does: what has run out is believed less. A higher level never lowers, however
  short it holds, since an alarm must not wait. A later `valid_until` at the same level is the ordinary new assessment.
- `AGE` (H02, H07, H09, H21): adult < accompanied minor, unclear < unaccompanied minor. Unclear counts as minor, and
  children disappear with somebody who said to be their guardian.
- `CASE` (H16, H22, T01): a case or network that is cleared or exchanged; people of it could be put together unassessed.
- `ZONE_WISH` (H07): a wish for women only, men only or an own unit that is given up. An own unit keeps the other two.
- `OWN_ROOM` (H21): a need of an own room, which somebody assessed, that is given up.
- `OWN_WORD` (H09): an adult's no, asked alone, to living with the household, that is taken back. It may be said under
  pressure, and it is what holds those apart who are not safe at home.
- `INTERPRETER` (T01): a region from which no interpreter may come, a gender, or remote only, that is given up.

Other rows, on their nights:

- `HARMFUL_LINK` (H03): a link of one of the four kinds removed, weakened, shortened at either end, or that names
  somebody else as protected. The four kinds are alike to every rule: one for another lowers nothing.
- `KEPT_APART` (H15): the same for separate and conflict; a harmful link keeps apart too.
- `SPLIT` (H15): somebody is no longer marked as split off their household.
- `AVOID_AREA` (H04, A02).
- `KNOWN_ADDRESS` (H03): it is no longer known that somebody knows a unit; a row says it, or, of somebody with a harmful
  link, a stay. Of a row it counts also where nobody has a link: the link may come later.
- `VETO` (H17): the person's own no to a unit. An import must not take it back in silence.
- `CONFLICT` (K01, T01): a contact or interpreter with a conflict of interest, or with any link but neutral to the
  person, who could now follow them up. It belongs to the household: who moves away from it loses it.
- `BURNT_ADDRESS` (H08, the tier): a unit whose address was known to somebody dangerous counts as safe again. It is
  about the unit, whoever is or was there.
- `OVERRIDE`: a new or wider override of one of `PROTECTING`. By law it takes two people, whatever names its row holds.

A row removed counts for all that it held, also the row of a person, household, outsider or helper that others name.
A person who moves to another household keeps all that is their own. A case is closed by an exit, never by removal.

Of no rule of protection, and so one person's ordinary work: needs (support, access, quiet), languages, consents,
offers and a yes to sharing (the latest word counts, and a newer yes is never a lowering), priorities, stays and exits,
a pair's assessment (the answer that H16 asks for), a guardian's confirmation, and gender: it is the person's own
statement and has no order. Facts of units are another matter (`placement.service.loosening`).
"""

from enum import StrEnum


class Kind(StrEnum):
    """What is lowered. The module says what each is and which rules read it."""

    SECRECY = "secrecy"
    THREAT = "threat"
    AGE = "age"
    CASE = "case"
    ZONE_WISH = "zone_wish"
    OWN_ROOM = "own_room"
    OWN_WORD = "own_word"
    INTERPRETER = "interpreter"
    HARMFUL_LINK = "harmful_link"
    KEPT_APART = "kept_apart"
    SPLIT = "split"
    AVOID_AREA = "avoid_area"
    KNOWN_ADDRESS = "known_address"
    VETO = "veto"
    CONFLICT = "conflict"
    BURNT_ADDRESS = "burnt_address"
    OVERRIDE = "override"
    SETTING = "setting"
    """A figure of a rule (`placement.service.protection.settings_changed`); it is about everybody."""


PROTECTING = frozenset({"A02", "H04", "H06", "H07", "H09", "H15", "H17", "H21", "K01", "T01"})
"""Codes of the rules that read what is guarded here and that can be overridden at all."""
