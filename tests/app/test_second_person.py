"""The second person reads what they put their name to: for whom, where, for which nights, and why."""

from datetime import timedelta

from placement.app.parts.plain import JOINER
from placement.domain.decision import OverrideReason
from placement.service.desk.commands.overrides import GrantOverride
from placement.service.desk.requests import ask
from placement.service.desk.waiting import waiting
from placement.words.render import say_word
from placement.words.say import say_day


def test_an_override_is_told_whole(open_page, desk):
    today = desk.now().instance.as_of
    until = today + timedelta(days=20)
    command = GrantOverride(
        rule="H13", households=("Elg-17",), unit="Askeladd", since=today, until=until,
        reason=OverrideReason.NO_ALTERNATIVE, by="kari", approved_by="ola",
    )  # fmt: skip
    ask(desk, "kari", command, why="planning")
    assert [one.aside for one in waiting(desk, "ola").requests] == [command]
    assert [one.aside for one in waiting(desk, "unn").requests] == []
    screen = open_page("this_week", lang="en", login="ola")
    told = "\n".join(one.value for one in screen.markdown).replace("\\", "").replace(JOINER, "")
    reason = say_word("~OverrideReason.no_alternative", "en")
    assert (
        f"**Elg-17** in Askeladd, from {say_day(today, 'en', today)} to {say_day(until, 'en', today)}: {reason}."
        in told
    )
