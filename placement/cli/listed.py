"""All commands by theme: name, module and what it does. Whoever reads the list needs none of the modules."""

from typing import NamedTuple

from placement.words.texts import later


class Listed(NamedTuple):
    """A command, or a theme of commands."""

    name: str
    module: str
    """Of `placement.cli`; it is imported when the command is called, or its own help is asked for."""
    help: str


class Theme(NamedTuple):
    """Commands that stand together in the list."""

    title: str
    commands: tuple[Listed, ...]


THEMES = (
    Theme(
        later("The plan of a week"),
        (
            Listed("plan", "week", later("Make the week's plan, check it, and tell who gets what and why.")),
            Listed("check", "week", later("Judge a plan from any source. Ends with 1 if it breaks a rule.")),
            Listed(
                "explain",
                "explained",
                later(
                    "Tell why somebody is where the plan has them, or why not somewhere else, and what would help."
                ),
            ),
            Listed(
                "alternatives",
                "explained",
                later(
                    "Show a few plans that are about as good but house somebody elsewhere, and what all share."
                ),
            ),
            Listed(
                "diff",
                "explained",
                later("Tell what changed from one week's plan to another's, and what each change came from."),
            ),
        ),
    ),
    Theme(
        later("Questions of the meeting"),
        (
            Listed(
                "tonight",
                "questions",
                later(
                    "Tell where a household, or several that arrive together, can sleep tonight, with nobody else "
                    "moved."
                ),
            ),
            Listed(
                "ask-first",
                "questions",
                later("Tell which open questions could change the plan, what could change most first."),
            ),
            Listed(
                "whatif",
                "explained",
                later("Tell what would come of an act before it is done. Nothing is saved."),
            ),
        ),
    ),
    Theme(
        later("Capacity and the weeks to come"),
        (
            Listed(
                "forecast",
                "forecast",
                later("Tell how many households will come, with a band that holds eight times in ten."),
            ),
            Listed(
                "bed-prices",
                "forecast",
                later("Tell which rooms those who wait or will come would miss most, in sampled futures."),
            ),
            Listed(
                "scenario",
                "future",
                later(
                    "Write a scenario: a week with cards that change it on paper, and what is sampled of it."
                ),
            ),
            Listed(
                "simulate",
                "future",
                later(
                    "Simulate the weeks to come with the real planner: what is likely, and what cards change."
                ),
            ),
            Listed(
                "sweep",
                "sweep",
                later(
                    "Turn one or two levers of a week and simulate its futures; it goes on where it was stopped."
                ),
            ),
            Listed(
                "next-capacity",
                "next_capacity",
                later(
                    "Tell what to open or train next: the unmet need that each candidate removes, and for its money."
                ),
            ),
            Listed(
                "drill",
                "drill",
                later(
                    "Drill: a fictional group of one case comes on a day. What can be done that night, in three days, "
                    "and what to prepare."
                ),
            ),
            Listed(
                "measures",
                "forecast",
                later(
                    "Tell the measures of recorded weeks: occupancy, waits, nights without a place, moves, costs and "
                    "others."
                ),
            ),
        ),
    ),
    Theme(
        later("Tables and rules"),
        (
            Listed("import", "files", later("Read a workbook and write it as a folder of tables.")),
            Listed("export", "files", later("Read a folder of tables and write it as a workbook.")),
            Listed(
                "template",
                "files",
                later("Write an empty workbook with every sheet, column and list of choices."),
            ),
            Listed(
                "generate",
                "made_up",
                later("Write a made-up week, the same for the same seed; no real person is in it."),
            ),
            Listed(
                "rules",
                "book",
                later("Show the rule book: every rule and goal, why it is there and where it comes from."),
            ),
            Listed(
                "schema", "book", later("Write the JSON schema of a week's facts (instance) or of a plan.")
            ),
        ),
    ),
    Theme(
        later("In the browser, and a desk of encrypted facts"),
        (
            Listed(
                "demo",
                "serve",
                later("Open the fictional week in Bergen in a browser: every role can be tried."),
            ),
            Listed(
                "serve", "serve", later("Open a desk in a browser on this machine, for one named person.")
            ),
            Listed("desk", "desk", later("An encrypted desk: facts with history, plans, requests.")),
            Listed("report", "report", later("Papers for the week, each copy in the log.")),
            Listed("audit", "audit", later("The log of a desk.")),
            Listed(
                "backup",
                "keeping",
                later("Write an encrypted backup of a desk into a new folder, and look it through."),
            ),
            Listed(
                "restore",
                "keeping",
                later("Put a backup in the place of a desk. Nobody may have the desk open."),
            ),
            Listed(
                "give-up",
                "keeping",
                later("Give an interrupted restore up: the desk is as it was before."),
            ),
            Listed(
                "purge",
                "keeping",
                later("Show what is due to be deleted; with the word that this shows, delete it."),
            ),
            Listed(
                "erase",
                "keeping",
                later("Ask for the erasure of all about a household; a second person grants it."),
            ),
            Listed(
                "printout",
                "given",
                later("Write all that is held of a person, and who looked, into a file for that person."),
            ),
            Listed(
                "retention",
                "given",
                later("Set for how many days data are kept after a case is closed (30 to 365)."),
            ),
        ),
    ),
    Theme(
        later("Measuring the program"), (Listed("bench", "bench", later("Public benchmarks of the core.")),)
    ),
)
"""In the order in which somebody new meets them."""
COMMANDS = {one.name: one for theme in THEMES for one in theme.commands}
