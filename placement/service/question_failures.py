"""What a question of the meeting refuses, in words: what is wrong, and the way out, in both languages."""

from collections.abc import Mapping

from placement.service.told import Told, told

QUESTIONS: Mapping[str, Told] = {
    "nobody_known": told("Det finnes ingen slik husstand eller person.", "There is no such household or person.",
                         "Bruk dekknavnet fra tabellene.", "Use the alias from the tables."),
    "nowhere_known": told("Det finnes ingen slik plass, enhet eller aktivitet.",
                          "There is no such place, unit or programme.",
                          "Bruk navnet fra tabellene.", "Use the name from the tables."),
    "name_the_person": told("En aktivitet gjelder én person: {people}.", "A programme is for one person: {people}.",
                            "Nevn den det gjelder.", "Name the one who is meant."),
    "name_the_household": told("Et hjem gjelder hele husstanden: {household}.",
                               "A home is for the whole household: {household}.",
                               "Spør om husstanden.", "Ask about the household."),
    "plan_of_another_week": told("Planen er laget for andre fakta enn denne uken.",
                                 "The plan was made for other facts than this week's.",
                                 "Lag den på nytt med «placement plan --out».",
                                 "Make it again with “placement plan --out”."),
    "plan_breaks_rules": told("Planen bryter en regel.", "The plan breaks a rule.",
                              "Se «placement check».", "See “placement check”."),
    "date_without_place": told("En dato gjelder en plass eller en enhet.", "A date is about a place or a unit.",
                               "Nevn den med --at.", "Name it with --at."),
    "night_past": told("Den natten er forbi.", "That night is past.",
                       "Spør om en natt fra ukens dato av.", "Ask about a night from the date of the week on."),
    "dates_without_closure": told("Datoene gjelder en stenging.", "The dates are about a closure.",
                                  "Nevn enheten med --close.", "Name the unit with --close."),
    "no_act": told("Det er ikke sagt hva som skal skje.", "Nothing is said of what is to happen.",
                   "Se «placement whatif --help».", "See “placement whatif --help”."),
    "no_area": told("Det finnes ikke noe slikt område.", "There is no such area.",
                    "Bruk navnet fra tabellene.", "Use the name from the tables."),
    "no_arrival": told("Slik kan ingen ankomst skrives.", "No arrival is written so.",
                       "Skriv et tall fra 1 til {most}, og så women eller men.",
                       "Write a number from 1 to {most}, then women or men."),
}  # fmt: skip
