"""What can be wrong in a table: every problem in Norwegian and English, none repeating what a cell holds."""

from collections.abc import Mapping
from typing import NamedTuple

from placement.errors import Problem
from placement.words.language import Lang
from placement.words.sentence import Sentence


class Told(NamedTuple):
    """The two sentences of a problem: what is wrong, and the way out."""

    what: Sentence
    todo: Sentence


def _(what_nb: str, what_en: str, todo_nb: str, todo_en: str) -> Told:
    return Told(Sentence(what_nb, what_en), Sentence(todo_nb, todo_en))


PROBLEMS: Mapping[str, Told] = {
    # -- the file
    "no_file": _("filen eller mappen finnes ikke.", "there is no such file or folder.",
                 "Velg en mappe med CSV-filer, eller en .xlsx- eller .ods-fil.",
                 "Choose a folder of CSV files, or an .xlsx or .ods file."),
    "kind_of_file": _("denne typen fil kan ikke leses.", "this kind of file cannot be read.",
                      "Lagre som .xlsx eller .ods, eller som en mappe med CSV-filer.",
                      "Save it as .xlsx or .ods, or as a folder of CSV files."),
    "not_a_csv": _("dette er ikke en CSV-fil.", "this is no CSV file.",
                   "Lagre tabellen som «CSV UTF-8» og velg den filen.", "Save the table as “CSV UTF-8” and choose that file."),
    "unreadable": _("filen kan ikke leses.", "the file cannot be read.",
                    "Åpne den i regneark og lagre den på nytt.", "Open it in a spreadsheet and save it anew."),
    "too_costly": _("filen krever mer tid eller minne enn den får.", "the file asks for more time or memory than it gets.",
                    "Kopier bare de utfylte cellene til en ny fil.", "Copy only the cells in use to a new file."),
    "not_a_zip": _("filen er skadet, låst med passord eller ikke et regneark.",
                   "the file is damaged, locked with a password or no spreadsheet.",
                   "Lagre den på nytt uten passord.", "Save it anew without a password."),
    "too_large": _("filen er for stor (over {most} MB utpakket).", "the file is too large (over {most} MB unpacked).",
                   "Del den opp, eller fjern bilder og tomme rader.", "Split it, or remove pictures and empty rows."),
    "too_many_parts": _("filen har for mange deler (over {most}).", "the file has too many parts (over {most}).",
                        "Kopier tabellene til en ny fil.", "Copy the tables to a new file."),
    "link_in_file": _("filen inneholder en snarvei (symbolsk lenke).", "the file holds a symbolic link.",
                      "Bruk selve filene.", "Use the files themselves."),
    "macros": _("filen inneholder makroer eller innebygde objekter.", "the file holds macros or embedded objects.",
                "Lagre som vanlig .xlsx uten makroer.", "Save it as a plain .xlsx without macros."),
    "external": _("filen har lenker til andre filer eller nettsteder.", "the file links to other files or sites.",
                  "Bryt lenkene og lagre på nytt.", "Break the links and save it anew."),
    "dtd": _("filen inneholder en dokumenttype-erklæring.", "the file holds a document type declaration.",
             "Kopier tabellene til en ny fil.", "Copy the tables to a new file."),
    "no_tables": _("fant ingen tabeller.", "found no tables.",
                   "Mappen skal ha filer som husstander.csv, regnearket ark med samme navn.",
                   "The folder has files such as households.csv, the workbook sheets of the same names."),
    "encoding": _("tegnsettet ble ikke gjenkjent.", "the character encoding was not recognised.",
                  "Lagre som «CSV UTF-8».", "Save it as “CSV UTF-8”."),
    "csv": _("anførselstegn er åpnet, men ikke lukket.", "a quotation mark is opened but not closed.",
             "Lukk anførselstegnet.", "Close the quotation mark."),
    "too_many_rows": _("tabellen har mer enn {most} rader.", "the table has more than {most} rows.",
                       "Del den opp, eller slett tomme rader nederst.", "Split it, or delete empty rows at the end."),
    "too_many_columns": _("tabellen har mer enn {most} kolonner.", "the table has more than {most} columns.",
                          "Slett kolonner uten innhold.", "Delete columns without content."),
    # -- sheets and headers
    "unknown_table": _("ukjent tabell.", "unknown table.",
                       "Fjern den, eller gi den et av navnene i malen.", "Remove it, or give it a name of the template."),
    "unknown_table_near": _("ukjent tabell.", "unknown table.",
                            "Mente du «{nearest}»? Fjern den ellers.", "Did you mean “{nearest}”? Remove it otherwise."),
    "table_twice": _("tabellen finnes to ganger.", "the table is there twice.", "Slå dem sammen.", "Join them."),
    "no_header": _("første rad er ikke kolonneoverskriftene.", "the first row is not the column headers.",
                   "Sett overskriftene fra malen i rad 1.", "Put the template's headers in row 1."),
    "empty_header": _("kolonne {number} har innhold, men ingen overskrift.",
                      "column {number} has content but no header.",
                      "Skriv overskriften i rad 1, eller tøm kolonnen.", "Write the header in row 1, or empty the column."),
    "unknown_column": _("ukjent kolonne.", "unknown column.",
                        "Fjern kolonnen, eller bruk en overskrift fra malen.",
                        "Remove the column, or use a header of the template."),
    "unknown_column_near": _("ukjent kolonne.", "unknown column.",
                             "Mente du «{nearest}»? Fjern kolonnen ellers.",
                             "Did you mean “{nearest}”? Remove the column otherwise."),
    "column_twice": _("kolonnen finnes to ganger.", "the column is there twice.",
                      "Behold én av dem.", "Keep one of them."),
    "missing_column": _("kolonnen «{missing}» mangler.", "the column “{missing}” is missing.",
                        "Legg den til.", "Add it."),
    "missing_table": _("tabellen «{missing}» mangler.", "the table “{missing}” is missing.",
                       "Legg den til, se malen.", "Add it, see the template."),
    "one_row": _("tabellen skal ha nøyaktig én rad.", "the table has exactly one row.",
                 "Skriv planleggingsdatoen i rad 2, og ingen flere rader.", "Write the date in row 2, and no more rows."),
    # -- cells
    "formula": _("cellen inneholder en formel.", "the cell holds a formula.",
                 "Lim inn verdien i stedet.", "Paste the value instead."),
    "error_cell": _("cellen viser en feil.", "the cell shows an error.", "Skriv verdien på nytt.", "Write the value anew."),
    "merged": _("sammenslåtte celler.", "merged cells.", "Del opp cellene.", "Unmerge the cells."),
    "control": _("cellen inneholder usynlige tegn.", "the cell holds invisible characters.",
                 "Skriv verdien på nytt.", "Write the value anew."),
    "too_long": _("cellen er for lang (over {most} tegn).", "the cell is too long (over {most} characters).",
                  "Gjør den kortere. Fritekst hører ikke hjemme her.", "Shorten it. Free text does not belong here."),
    "beyond": _("raden har innhold til høyre for siste overskrift.", "the row has content to the right of the last header.",
                "Fjern det, eller sjekk skilletegnene i raden.", "Remove it, or check the separators of the row."),
    "required": _("cellen er tom, men må fylles ut.", "the cell is empty but must be filled in.",
                  "Fyll den ut.", "Fill it in."),
    "not_a_word": _("ordet er ikke et av valgene.", "the word is none of the choices.",
                    "Skriv et av: {allowed_nb}.", "Write one of: {allowed_en}."),
    "not_words": _("minst ett ord er ikke et av valgene.", "at least one word is none of the choices.",
                   "Skriv ett eller flere av følgende, med semikolon mellom: {allowed_nb}.",
                   "Write one or more of the following, with semicolons between: {allowed_en}."),
    "not_a_number": _("ikke et helt tall.", "not a whole number.",
                      "Skriv bare sifre, uten mellomrom, komma eller punktum.",
                      "Write digits only, without spaces, commas or points."),
    "not_a_date": _("ikke en dato.", "not a date.",
                    "Skriv dd.mm.åååå, for eksempel 03.04.2026 for 3. april.",
                    "Write dd.mm.yyyy (03.04.2026 is 3 April) or 2026-04-03."),
    "not_a_time": _("ikke et klokkeslett.", "not a time of day.",
                    "Skriv timer og minutter fra 00:00 til 23:59 i en tekstcelle, for eksempel 09:30.",
                    "Write hours and minutes from 00:00 to 23:59 in a text cell, for example 09:30."),
    "date_too_far": _("datoen ligger før år 1900 eller etter år 8999.",
                      "the date lies before the year 1900 or after the year 8999.",
                      "Rett året, eller la cellen stå tom.", "Mend the year, or leave the cell empty."),
    "looks_like_a_date": _("regnearket har gjort cellen om til en dato.", "the spreadsheet turned the cell into a date.",
                           "Gjør cellen om til tekst og skriv et av: {allowed_nb}.",
                           "Make it a text cell and write one of: {allowed_en}."),
    "not_an_alias": _("ikke et gyldig dekknavn.", "not a valid alias.",
                      "Bruk 1 til 40 tegn, uten + / ; , | ~ og uten linjeskift.",
                      "Use 1 to 40 characters, without + / ; , | ~ and without line breaks."),
    "identity_number": _("cellen ligner et fødselsnummer.", "the cell looks like a national identity number.",
                         "Slett det. Bruk bare dekknavn.", "Delete it. Use aliases only."),
    "not_a_code": _("ikke en språkkode.", "not a language code.",
                    "Bruk tre små bokstaver (ISO 639-3), for eksempel nob, eng, ron.",
                    "Use three small letters (ISO 639-3), for example nob, eng, ron."),
    "not_a_rule": _("ikke en regelkode.", "not a rule's code.",
                    "Skriv en bokstav og to sifre, for eksempel H12.", "Write a letter and two digits, for example H12."),
    "out_of_range": _("tallet er utenfor {least} til {most}.", "the number is outside {least} to {most}.",
                      "Skriv et tall fra {least} til {most}.", "Write a number from {least} to {most}."),
    "too_small": _("tallet er under {least}.", "the number is below {least}.",
                   "Skriv {least} eller mer.", "Write {least} or more."),
    "half_filled": _("bare den ene av to celler som hører sammen er fylt ut.",
                     "only one of two cells that belong together is filled in.",
                     "Fyll ut begge, eller ingen.", "Fill in both, or neither."),
    "value": _("verdien kan ikke brukes her.", "the value cannot be used here.",
               "Se forklaringen i malen.", "See the explanation in the template."),
    # -- rows
    "alias_twice": _("dekknavnet er allerede brukt i rad {first}.", "the alias is already used in row {first}.",
                     "Gi hvert dekknavn én rad.", "Give each alias one row."),
    "setting_twice": _("innstillingen står allerede i rad {first}.", "the setting is already in row {first}.",
                       "Behold én av radene.", "Keep one of the rows."),
    "unknown_reference": _("peker på noe som ikke finnes i tabellen «{table_nb}».",
                           "names something that is not in the table “{table_en}”.",
                           "Rett skrivemåten, eller legg raden til der.", "Mend the spelling, or add the row there."),
    "zone_of_other_unit": _("sonen hører ikke til rommets enhet.", "the zone does not belong to the room's unit.",
                            "Velg en sone i samme enhet.", "Choose a zone of the same unit."),
    "nobody": _("husstanden har ingen personer.", "the household has no persons.",
                "Legg personene til i tabellen «personer».", "Add its people to the table “persons”."),
    "not_a_place": _("rommene utgjør ikke ett sted.", "the rooms are not one place.",
                     "Skriv rom i én og samme enhet.", "Write rooms of one unit."),
    "stay_ends_first": _("oppholdet slutter før det begynner.", "the stay ends before it starts.",
                         "Rett en av datoene.", "Mend one of the dates."),
    "enrolment_ends_first": _("påmeldingen slutter før den begynner.", "the enrolment ends before it starts.",
                              "Rett en av datoene.", "Mend one of the dates."),
    "time_ends_first": _("klokkeslettet det slutter, er ikke etter klokkeslettet det begynner.",
                         "the time at which it ends is not after the time at which it begins.",
                         "Rett ett av klokkeslettene. Det som går over midnatt, skrives til 23:59.",
                         "Mend one of the times. What goes on past midnight is written until 23:59."),
    "appointment_names_one": _("en avtale skal ha enten ukedag eller dato.", "an appointment has either a weekday or a date.",
                               "Fyll ut én av dem.", "Fill in one of them."),
    "wish_names_one": _("et ønske skal ha enten en aktivitet eller et slag.", "a wish has either a programme or a kind.",
                        "Fyll ut én av dem.", "Fill in one of them."),
    "override_names_one": _("en overstyring skal ha enten enhet, aktivitet eller hjelper.",
                            "an override has either a unit, a programme or a helper.",
                            "Fyll ut én av dem, og skriv én rad for hver.", "Fill in one of them, and write one row for each."),
    "pin_names_one": _("en låsing skal ha enten rom eller enhet.", "a pin has either rooms or a unit.",
                       "Fyll ut én av dem.", "Fill in one of them."),
    "second_person": _("en overstyring skal godkjennes av en annen person.", "an override is approved by a second person.",
                       "Skriv en annen i «godkjent av».", "Write somebody else in “approved by”."),
    "override_ends_first": _("overstyringen slutter før den begynner.", "the override ends before it begins.",
                             "Rett en av datoene.", "Mend one of the dates."),
    "row_ends_first": _("raden slutter før den begynner, og ville ikke gjelde noen dag.",
                        "the row ends before it begins, and would hold on no day.",
                        "Rett en av datoene.", "Mend one of the dates."),
    "with_oneself": _("de to er samme person.", "the two are one person.",
                      "Skriv den andre personen.", "Write the other person."),
    "two_ages": _("aldersgruppen og om personen er voksen, motsier hverandre.",
                  "the age band and whether the person is of age contradict each other.",
                  "Rett den ene; er alderen ikke sikker, skriv uavklart.",
                  "Mend one; where the age is not sure, write unclear."),
    "past_goes_on": _("et tidligere opphold slutter etter planleggingsdatoen.",
                      "a past stay ends after the as-of date.",
                      "Rett datoen, eller skriv bor der.", "Mend the date, or write lives there."),
    "after_exit": _("oppholdet begynner etter at husstanden er skrevet ut.",
                    "the stay begins after the household left.",
                    "Rett datoen, eller skriv den nye henvisningen.", "Mend the date, or write the new referral."),
    "not_their_own": _("personen bor sammen med husstanden sin, og har ingen egen.",
                       "the person is placed with their household, and has none of their own.",
                       "Skriv husstanden.", "Write the household."),
    "alias_taken": _("aliaset er en person i en annen husstand.", "the alias is a person's in another household.",
                     "Gi husstanden et annet alias.", "Give the household another alias."),
    "planned_stay": _("et planlagt opphold hører ikke hjemme i tabellene.", "a planned stay is no input.",
                      "Bruk tidligere opphold, bor der eller avtalt.", "Use past stay, lives there or agreed."),
    "current_begins_later": _("et nåværende opphold begynner etter planleggingsdatoen.",
                              "a current stay begins after the as-of date.",
                              "Rett datoen, eller skriv avtalt.", "Mend the date, or write agreed."),
    "planned_enrolment": _("en planlagt påmelding hører ikke hjemme i tabellene.", "a planned enrolment is no input.",
                           "Skriv har deltatt eller deltar.", "Write took part or takes part."),
    "enrolment_begins_later": _("noen deltar fra en dag etter planleggingsdatoen.",
                                "somebody takes part from a day after the as-of date.",
                                "Rett datoen, eller skriv det som et aktivitetsønske.", "Mend the date, or write it as an activity wish."),
    "planned_assignment": _("en planlagt kontaktperson hører ikke hjemme i tabellene.", "a planned contact is no input.",
                            "Skriv er kontakt nå, eller fjern raden.", "Write is the contact now, or remove the row."),
    "two_contacts": _("husstanden har allerede en kontaktperson.", "the household already has a contact.",
                      "Behold én av radene.", "Keep one of the rows."),
    "two_levels": _("personen har allerede et nivå i dette språket.", "the person already has a level in this language.",
                    "Behold én av radene.", "Keep one of the rows."),
    "not_of_the_pair": _("den beskyttede er ingen av de to.", "the protected one is neither of the two.",
                         "Skriv en av de to, eller la cellen stå tom.", "Write one of the two, or leave it empty."),
    "contradiction": _("raden motsier seg selv.", "the row contradicts itself.",
                       "Se forklaringene i malen.", "See the explanations in the template."),
    "more": _("og {count} feil til.", "and {count} problems more.", "Rett de første, og prøv igjen.",
              "Mend the first ones, and try again."),
    # -- a part of a week beside what is known already
    "mapping": _("dette sier ikke hvilket felt en kolonne er.", "this does not say which field a column is.",
                 "Skriv ark:overskrift=felt med navn fra malen, eller ark:overskrift=- for å utelate kolonnen.",
                 "Write sheet:header=field with names of the template, or sheet:header=- to leave the column out."),
    "new_row_lacks": _("raden er ny, og sier ikke «{missing}».", "the row is new, and does not say “{missing}”.",
                       "Legg til kolonnen; står raden der fra før, rett det den kjennes igjen på.",
                       "Add the column; if the row is known already, mend what it is recognised by."),
    "row_twice": _("raden står også i rad {first}.", "the row is in row {first}, too.",
                   "Behold én av dem. Ingen av dem tas inn.", "Keep one of them. Neither is taken in."),
    "several_rows": _("raden kan være flere av dem som er kjent fra før.", "the row may be one of several that are known already.",
                      "Legg til kolonnene som skiller dem. Raden tas ikke inn.",
                      "Add the columns that tell them apart. The row is not taken in."),
    "emptied": _("cellen er tom, men feltet er kjent fra før.", "the cell is empty, but the field is known already.",
                 "Velg: behold det som er kjent, eller tøm feltet. Uten valg beholdes det.",
                 "Choose: keep what is known, or clear the field. Without a choice it is kept."),
    "leaves_by_exit": _("står ikke i filen, og blir likevel stående.", "is not in the file, and stays all the same.",
                        "Registrer en utflytting hvis noen har forlatt tiltaket.", "Record an exit if somebody left our care."),
    # -- writing
    "exists": _("mappen finnes og er ikke tom.", "the folder exists and is not empty.",
                "Velg en ny mappe.", "Choose a new folder."),
    "cannot_write": _("kunne ikke skrive her.", "could not write here.",
                      "Sjekk at mappen finnes og at du har lov til å skrive i den.",
                      "Check that the folder exists and that you may write to it."),
    "unwritable": _("en tekst har mellomrom i endene, semikolon eller usynlige tegn, og ville ikke blitt lest likt.",
                    "a text has spaces at its ends, a semicolon or invisible characters, and would not be read the same.",
                    "Rett teksten først.", "Mend the text first."),
    "unwritable_time": _("et klokkeslett har sekunder, og ville ikke blitt lest likt.",
                         "a time of day has seconds, and would not be read the same.",
                         "Rett klokkeslettet først.", "Mend the time first."),
}  # fmt: skip

FROM_DOMAIN = {
    "a stay ends after it starts": "stay_ends_first",
    "an enrolment ends after it starts": "enrolment_ends_first",
    "a session ends after it begins": "time_ends_first",
    "bookable hours end after they begin": "time_ends_first",
    "an appointment ends after it begins": "time_ends_first",
    "an appointment names a weekday or a date": "appointment_names_one",
    "a wish names a programme or a kind": "wish_names_one",
    "an override names a unit, a programme or a helper": "override_names_one",
    "a planned enrolment is no input": "planned_enrolment",
    "a current enrolment begins after the as-of date": "enrolment_begins_later",
    "a planned assignment is no input": "planned_assignment",
    "two contacts of one household": "two_contacts",
    "two levels in one language": "two_levels",
    "a pin names a place or a unit": "pin_names_one",
    "an override is approved by a second person": "second_person",
    "an override ends after it begins": "override_ends_first",
    "a row ends after it begins": "row_ends_first",
    "a relation is between two people": "with_oneself",
    "age band and age status contradict each other": "two_ages",
    "a past stay ends after the as-of date": "past_goes_on",
    "a stay begins after the household left": "after_exit",
    "no household of their own": "not_their_own",
    "alias of somebody in another household": "alias_taken",
    "a planned stay is no input": "planned_stay",
    "a current stay begins after the as-of date": "current_begins_later",
    "unknown place": "not_a_place",
}
"""What the domain says of a row as a whole -> code."""

MOST_SHOWN = 60
"""Characters of a header, and of a file's or a sheet's name."""
ROW, COLUMN = Sentence("rad", "row"), Sentence("kolonne", "column")


def shown(name: str) -> str:
    """The name of a sheet, file or column so that it says nothing to the terminal that shows it."""
    return "".join(sign if sign.isprintable() else " " for sign in name).strip()[:MOST_SHOWN]


def letters(at: int) -> str:
    """A spreadsheet's name of the column at this place, counted from 1, up to ZZ."""
    first, last = divmod(at - 1, 26)
    return (chr(64 + first) if first else "") + chr(65 + last)


def problem(code: str, sheet: str, row: int = 0, column: str = "", **facts: str | int) -> Problem:
    """A problem in English; `told` says it in the reader's language."""
    at: dict[str, str | int] = {"sheet": sheet, "row": row, "column": column}
    return _say(code, at | facts, "en")


def told(one: Problem, lang: Lang) -> Problem:
    """The same problem in Norwegian or English. One that is none of this module's stays as it is."""
    code = one.code.removeprefix("tables.")
    return _say(code, one.facts, lang) if code in PROBLEMS else one


def _say(code: str, facts: Mapping[str, str | int], lang: Lang) -> Problem:
    where = shown(str(facts["sheet"]))
    if facts["row"]:
        where += f", {getattr(ROW, lang)} {facts['row']}"
    if facts["column"]:
        where += f", {getattr(COLUMN, lang)} {shown(str(facts['column']))}"
    what, todo = (getattr(text, lang).format(**facts) for text in PROBLEMS[code])
    return Problem(where, what, todo, f"tables.{code}", dict(facts))
