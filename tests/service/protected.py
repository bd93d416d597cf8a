"""What a change lowers, told anew from the meaning of the rows: person by person and night by night, by brute force.

Nothing here is shared with `placement.service.protection` but the names of the kinds.
"""

from datetime import date, timedelta

from placement.domain.fact import Edit, default_body
from tests.worlds import day

HARMFUL = ("perpetrator", "recruiter", "controller", "violent_threat")
SAFETY = ("A02", "H04", "H06", "H07", "H09", "H15", "H17", "H21", "K01", "T01")
COUNTS_AS = {"none": 0, "hidden": 1, "fortrolig": 2, "strengt_fortrolig": 3, None: 2}
DANGER = {"low": 0, "medium": 1, "high": 2, "acute": 3, None: 2}


def falls(before, after):
    """(kind, person) of every protection that holds on some night before, and on that night not after."""
    found = set()
    for alias in before["persons"]:
        found |= {(kind, alias) for kind in _own(_full(before, alias), _full(after, alias))}
    nights = _nights(before, after)
    was, now = _protections(before, nights), _protections(after, nights)
    for name, held in was.items():
        kept = now.get(name, set())
        kind, one, other = name
        if kind == "kept_apart":
            kept = (
                kept
                | now.get(("harmful_link", one, other), set())
                | now.get(("harmful_link", other, one), set())
            )
        if not held <= kept:
            found |= {(kind, one)} if kind != "known_address" else _forgotten(before, one, other)
    free, freed = _set_aside(before, nights), _set_aside(after, nights)
    for name, nights_free in freed.items():
        if name[0] in before["persons"] and not nights_free <= free.get(name, set()):
            found.add(("override", name[0]))
    return found


def fell(lowerings):
    """(kind, person) of what was told."""
    return {(str(one.kind), one.person) for one in lowerings}


def _full(content, alias):
    body = content["persons"].get(alias)
    return None if body is None else {**default_body("persons"), **body}


def _own(was, now):
    """Kinds of the person's own row by which they are protected less."""
    gone = now is None
    cleared = not gone and now["secrecy"] is None and was["secrecy"] not in (None, "none")
    if cleared or COUNTS_AS[was["secrecy"]] > (0 if gone else COUNTS_AS[now["secrecy"]]):
        yield "secrecy"
    if _threat_falls(was["threat"], None if gone else now["threat"], gone):
        yield "threat"
    child = {"minor_unaccompanied": 2, "adult": 0}
    if child.get(was["age_status"], 1) > (0 if gone else child.get(now["age_status"], 1)):
        yield "age"
    if was["case_group"] and (gone or now["case_group"] != was["case_group"]):
        yield "case"
    wish, wished = was["zone_wish"], None if gone else now["zone_wish"]
    if wish in ("women_only", "men_only", "own_unit") and wished not in (wish, "own_unit"):
        yield "zone_wish"
    if was["needs_own_room"] and (gone or not now["needs_own_room"]):
        yield "own_room"
    if _no_alone(was) and (gone or not _no_alone(now)):
        yield "own_word"
    if not _accepts_none_of(was) <= (set() if gone else _accepts_none_of(now)):
        yield "interpreter"


def _threat_falls(was, now, gone):
    level = DANGER[was["danger"] if was else None]
    if gone:
        return level > 0
    if was and not now:
        return level > 0
    lower = DANGER[now["danger"] if now else None] < level
    alike = was and now and was["danger"] == now["danger"] != "low"
    return lower or bool(alike and now["valid_until"] < was["valid_until"])


def _no_alone(body):
    return body["age_status"] == "adult" and body["asked_alone"] and body["stay_together"] == "no"


def _accepts_none_of(body):
    found = set(body["interpreter_not_from"])
    found |= {("gender", body["interpreter_gender"])} if body["interpreter_gender"] else set()
    return found | ({"sight"} if body["interpreter_remote_only"] else set())


def _nights(*contents):
    """A night at each date at which anything begins or ends, and the night before."""
    dates = {
        date.fromisoformat(body[name])
        for content in contents
        for table in ("relations", "avoid_areas", "vetoes", "closures", "overrides")
        for body in content.get(table, {}).values()
        for name in ("since", "until")
    }
    before = {one - timedelta(days=1) for one in dates if one > date.min}
    return sorted(one.isoformat() for one in (dates | before) - {date.max})


def _protections(content, nights):
    """(kind, who, against what) -> nights."""
    found: dict[tuple[str, str | None, str], set[str]] = {}
    for kind, one, other, body in (*_on_dates(content), *_of_links(content), *_always(content)):
        lasts = kind in ("harmful_link", "conflict")
        held = nights if body is None else [night for night in nights if _holds(body, night, lasts=lasts)]
        found.setdefault((kind, one, other), set()).update(held)
    return found


def _on_dates(content):
    people = content["persons"]
    for body in content["avoid_areas"].values():
        if body["person"] in people:
            yield "avoid_area", body["person"], body["area"], body
    for body in content["vetoes"].values():
        if body["person"] in people:
            yield "veto", body["person"], body["unit"], body
    for body in content["closures"].values():
        if body["kind"] == "burnt":
            yield "burnt_address", None, body["unit"], body


def _of_links(content):
    for body in content["relations"].values():
        a, b, kind = body["a"], body["b"], body["kind"]
        for one, other in ((a, b), (b, a)) if {a, b} <= _known(content) else ():
            if one not in content["persons"]:
                continue
            if kind in HARMFUL and body["protected"] in (None, one):
                yield "harmful_link", one, other, body
            if kind in ("separate", "conflict"):
                yield "kept_apart", one, other, body
            if kind != "neutral" and other in content["interpreters"]:
                yield "conflict", one, other, body


def _always(content):
    for body in content["impartiality"].values():
        if body["conflict"] == "yes" and body["helper"] in _known(content):
            for one in _meant(content, body["household"]):
                yield "conflict", one, body["helper"], None
    for one, body in content["persons"].items():
        if origin := content["households"].get(body["household"], {}).get("origin"):
            yield "split", one, origin, None
    for one, unit in _knowing(content):
        yield "known_address", one, unit, None


def _known(content):
    return {
        alias for table in ("persons", "outsiders", "contacts", "interpreters") for alias in content[table]
    }


def _holds(body, night, *, lasts):
    """On its dates; a link also on the last night before it ends, though it began only then."""
    last = body["until"] > "0001-01-01" and night == _day_before(body["until"])
    return body["since"] <= night < body["until"] or (lasts and last)


def _day_before(text):
    return (date.fromisoformat(text) - timedelta(days=1)).isoformat()


def _meant(content, household):
    """Whom a row about a household is about: its people, those split off it, or a person of that alias."""
    for alias, body in content["persons"].items():
        origin = content["households"].get(body["household"], {}).get("origin")
        if household in (alias, body["household"], origin):
            yield alias


def _knowing(content):
    known = _known(content)
    for body in content["knows_address"].values():
        if body["person"] in known:
            yield body["person"], body["unit"]
    for body in content["stays"].values():
        if body["kind"] != "hold" or body["start"] <= content["week"]["week"]["as_of"]:
            unit = content["rooms"][body["place"].removesuffix("/bed").split("+")[0]]["unit"]
            home = [p for p, row in content["persons"].items() if row["household"] == body["household"]]
            for one in home or [body["household"]]:
                yield one, unit


def _forgotten(before, who, unit):
    """Those whom a harmful link protected from somebody who is no longer known to know a unit."""
    links = [
        body
        for body in before["relations"].values()
        if body["kind"] in HARMFUL and who in (body["a"], body["b"])
    ]
    protected = set()
    for body in links:
        other = body["b"] if body["a"] == who else body["a"]
        if other in before["persons"] and who in _known(before) and body["protected"] in (None, other):
            protected.add(("known_address", other))
    told = any((b["person"], b["unit"]) == (who, unit) for b in before["knows_address"].values())
    return protected or ({("known_address", None)} if told else set())


def _set_aside(content, nights):
    found: dict[tuple[str, str, str], set[str]] = {}
    for body in content["overrides"].values():
        where = body["unit"] or body["programme"] or body["helper"]
        for household in body["households"] if body["rule"] in SAFETY else ():
            for one in _meant(content, household):
                held = {night for night in nights if _holds(body, night, lasts=False)}
                found.setdefault((one, body["rule"], where), set()).update(held)
    return found


# -- changes at random
DATES = (-400, -20, -3, 0, 1, 5, 9, 30, 60, 400)
OWN = {
    "secrecy": [None, "none", "hidden", "fortrolig", "strengt_fortrolig"],
    "threat": [None, *({"danger": one, "valid_until": day(n).isoformat()}
                       for one in ("low", "medium", "high", "acute") for n in (5, 30))],
    "age_status": ["adult", "unclear", "minor_accompanied", "minor_unaccompanied"],
    "case_group": [None, "Sak-1", "Sak-2"],
    "zone_wish": ["women_only", "men_only", "own_unit", "either", "not_asked"],
    "needs_own_room": [True, False],
    "stay_together": ["yes", "no", "not_asked"],
    "asked_alone": [True, False],
    "interpreter_not_from": [[], ["vest"], ["vest", "øst"]],
    "interpreter_gender": [None, "woman", "man"],
    "interpreter_remote_only": [True, False],
    "support": [0, 3],
}  # fmt: skip
ROWS = ("relations", "avoid_areas", "vetoes", "closures", "knows_address", "impartiality", "overrides")


def changed_at_random(before, steps, r):
    """The content after some random steps, and the edits as one change has them: a row once, new ones under `new`."""
    _furnish(before, r)
    now = {table: dict(rows) for table, rows in before.items()}
    for _ in range(steps):
        r.choice([_set_own, _set_own, _row, _row, _row, _row, _stay, _belongs, _remove])(now, r)
    edits = []
    for table, rows in now.items():
        old = before.get(table, {})
        for key in dict.fromkeys([*old, *rows]):
            if old.get(key) != rows.get(key):
                name = "new" if table in ROWS and key not in old else key
                edits.append(Edit(table, name, old.get(key), rows.get(key)))
    r.shuffle(edits)
    return now, edits


def _furnish(content, r):
    """Rows of every kind to begin with, so that there is something to lose."""
    for name in ("Fremmed-1", "Fremmed-2"):
        content["outsiders"].setdefault(name, {"alias": name})
    content["interpreters"].setdefault(
        "Tolk-9", {**default_body("interpreters"), "alias": "Tolk-9", "languages": ["eng"]}
    )
    for alias, body in content["persons"].items():
        content["persons"][alias] = (
            body | {name: r.choice(of) for name, of in OWN.items()} | {"age_band": None}
        )
    for alias, body in content["households"].items():
        content["households"][alias] = body | {"origin": r.choice([None, None, "H0"])}
    for table in ROWS:
        for _ in range(r.choice([0, 1, 2, 3])):
            content[table][f"{table}-{len(content[table])}"] = _drawn(content, table, r)


def _drawn(content, table, r):
    since, until = sorted(r.choice(DATES) for _ in range(2))
    begin, end = day(since).isoformat(), day(until).isoformat()
    if r.random() < 0.3:
        begin, end = "0001-01-01", "9999-12-31"
    people, units = sorted(content["persons"]), sorted(content["units"])
    somebody = [*people, "Fremmed-1", "Fremmed-2", "Tolk-9"]
    house = r.choice([*sorted(content["households"]), *people])
    a, b = r.sample(somebody, 2)
    body = {
        "relations": {"a": a, "b": b, "protected": r.choice([None, a, b]),
                      "kind": r.choice(["recruiter", "controller", "separate", "conflict", "neutral", "family"])},
        "avoid_areas": {"person": r.choice(people), "area": r.choice(["nord", "sør"])},
        "vetoes": {"person": r.choice(people), "unit": r.choice(units)},
        "closures": {"unit": r.choice(units), "kind": r.choice(["burnt", "burnt", "repair"])},
        "knows_address": {"person": r.choice(somebody), "unit": r.choice(units)},
        "impartiality": {"helper": "Tolk-9", "household": house, "conflict": r.choice(["yes", "yes", "no"])},
        "overrides": {"rule": r.choice(["H06", "H15", "H14"]), "households": [house], "unit": r.choice(units),
                      "reason": "other", "by": "Bruker-1", "approved_by": "Bruker-2"},
    }[table]  # fmt: skip
    if "since" in default_body(table):
        if table == "overrides" and begin == end:
            end = "9999-12-31"
        body |= {"since": begin, "until": end}
    return {**default_body(table), **body}


def _set_own(now, r):
    if now["persons"]:
        alias = r.choice(sorted(now["persons"]))
        name = r.choice(sorted(OWN))
        now["persons"][alias] = now["persons"][alias] | {name: r.choice(OWN[name])}


def _row(now, r):
    """A row is removed, added, changed in part, or said again under another key."""
    table = r.choice(ROWS)
    keys = sorted(now[table])
    if not now["persons"]:
        return
    if not keys or r.random() < 0.2:
        now[table][f"added-{len(keys)}-{r.randrange(10**6)}"] = _drawn(now, table, r)
        return
    key = r.choice(keys)
    body = now[table].pop(key)
    what = r.random()
    if what < 0.4:
        return
    if what < 0.6:
        now[table][f"again-{len(keys)}-{r.randrange(10**6)}"] = body
    else:
        other = _drawn(now, table, r)
        names = [name for name in body if name in ("since", "until")] if r.random() < 0.5 else list(body)
        now[table][key] = (
            _valid(table, body | {name: other[name] for name in names if r.random() < 0.7}) or body
        )


def _valid(table, body):
    """The body, if the table can hold it."""
    begin, end = body.get("since", ""), body.get("until", "~")
    is_wrong = begin > end or (table == "relations" and body["a"] == body["b"])
    if table == "overrides":
        is_wrong |= begin == end or [body["unit"], body["programme"], body["helper"]].count(None) != 2
    return None if is_wrong else body


def _stay(now, r):
    """A stay is removed, moved, or begins."""
    rooms, households = sorted(now["rooms"]), sorted(now["households"])
    if not households:
        return
    keys = sorted(now["stays"])
    if keys and r.random() < 0.6:
        key = r.choice(keys)
        body = now["stays"].pop(key)
        if r.random() < 0.5:
            now["stays"][key] = body | {"place": r.choice(rooms)}
        return
    begin = r.choice([-30, -1, 4])
    kind = "hold" if begin > 0 else r.choice(["current", "past", "hold"])
    body = {
        "household": r.choice(households),
        "place": r.choice(rooms),
        "start": day(begin).isoformat(),
        "kind": kind,
    }
    now["stays"][f"stay-{r.randrange(10**6)}"] = {**default_body("stays"), **body}


def _belongs(now, r):
    """Somebody moves to another household, or a household is marked, or no longer, as split off another."""
    people, households = sorted(now["persons"]), sorted(now["households"])
    if people and r.random() < 0.5:
        alias = r.choice(people)
        now["persons"][alias] = now["persons"][alias] | {"household": r.choice(households)}
    elif households:
        alias = r.choice(households)
        now["households"][alias] = now["households"][alias] | {
            "origin": r.choice([None, r.choice(households)])
        }


def _remove(now, r):
    """Somebody's row goes, with or without what names them."""
    table = r.choice(["persons", "persons", "outsiders", "interpreters"])
    if now[table]:
        now[table].pop(r.choice(sorted(now[table])))
