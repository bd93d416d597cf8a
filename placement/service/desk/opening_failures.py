"""What opening, filling and reading a desk refuses, in words."""

from collections.abc import Mapping

from placement.service.told import Told, told

OPENING: Mapping[str, Told] = {
    "refused_login": told("Ingen med det navnet har tilgang til denne databasen.",
                       "Nobody of that name may open this desk.",
                       "Spør administratoren.", "Ask the administrator."),
    "secret_missing": told("Ingen passordfrase ble oppgitt.", "No passphrase was given.",
                        "Skriv den når du blir spurt, eller oppgi en nøkkelfil (--key-file).",
                        "Type it when you are asked, or give a key file (--key-file)."),
    "secret_differs": told("De to passordfrasene er ikke like.", "The two passphrases are not the same.",
                        "Prøv igjen.", "Try again."),
    "demo_only": told("Databasen er ikke kryptert, og er bare for oppdiktede opplysninger.",
                   "This desk is not encrypted, and is for made-up data alone.",
                   "Lag en database med nøkkel, eller si at dette er oppdiktet (kryss av, eller --demo).",
                   "Make a desk with a key, or say that this is made up (tick it, or --demo)."),
    "one_workbook": told("Et regneark leses alene.", "A workbook is read alone.",
                      "Velg ett regneark, eller bare CSV-filer.", "Choose one workbook, or CSV files alone."),
    "desk_not_empty": told("Databasen har opplysninger fra før.", "This desk has facts already.",
                        "Importer filen: da vises det først hva som endres.",
                        "Import the file: it shows first what would change."),
    "no_reason": told("Det mangler en grunn.", "A reason is missing.", "Oppgi den (--why).", "Give it (--why)."),
    "answer_missing": told("Et svar mangler.", "An answer is missing.",
                        "Svar på det som blir spurt om.", "Answer what is asked."),
    "answer_unknown": told("Svaret er ingen av disse ordene.", "The answer is none of these words.",
                        "Bruk ett av dem: {words}.", "Say one of these: {words}."),
    "answer_unreadable": told("Svaret har tegn som ikke kan vises.", "The answer holds signs that cannot be shown.",
                           "Skriv det på nytt.", "Type it anew."),
    "job_ended": told("Arbeidet er avsluttet.", "The job has ended.", "Ingenting trenger å gjøres.",
                   "Nothing is to be done."),
    "stopped": told("Stoppet før det fantes en plan.", "Stopped before there was a plan.",
                 "Lag planen på nytt.", "Plan again."),
    "no_plan_in_time": told("Tiden tok slutt før det fantes en plan.", "Time ran out before there was a plan.",
                         "Gi den mer tid. Det betyr ikke at ingen plan er mulig.",
                         "Give it more time. It does not mean that none is possible."),
    "too_large": told("Uken er for stor: minnet tok slutt før det fantes en plan.",
                  "The week is too large: memory ran out before there was a plan.",
                  "Planlegg færre boliger om gangen, for eksempel ett område. Det betyr ikke at ingen plan er mulig.",
                  "Plan fewer homes at a time, one area for example. It does not mean that none is possible."),
    "orphaned": told("Programmet som laget planen, sluttet brått.", "The program that made the plan died.",
                  "Lag planen på nytt.", "Plan again."),
}  # fmt: skip
"""Code -> what is wrong, and the way out."""
