"""What backup, restore, retention and erasure refuse, in words."""

from collections.abc import Mapping

from placement.service.told import Told, told

FILES: Mapping[str, Told] = {
    "store_in_use": told("Noen har databasen åpen.", "Somebody has the desk open.",
                      "Lukk programmet overalt, og prøv igjen.", "Close the program everywhere, and try again."),
    "store_restoring": told("Databasen blir gjenopprettet nå.", "The desk is being restored.",
                         "Vent til det er ferdig.", "Wait until that is done."),
    "store_restore_unfinished": told(
        "En gjenoppretting ble avbrutt; det som var der før, er helt.",
        "A restore of this desk was interrupted; what was there before is whole.",
        "Gjenopprett på nytt, eller gi opp gjenopprettingen (placement give-up).",
        "Restore again, or give the restore up (placement give-up)."),
    "store_anchor": told("{file}, der hodet til loggen står, kan ikke leses.",
                      "{file}, with the head of the log, cannot be read.",
                      "Oppgi en fil som du kan lese og skrive (--anchor).",
                      "Give a file that you can read and write (--anchor)."),
    "store_newer": told("{file} er skrevet av et nyere program.", "A newer program wrote {file}.",
                     "Bruk det nyere programmet.", "Use the newer program."),
    "store_backup_exists": told("{file} finnes fra før.", "{file} is there already.",
                             "Velg et nytt navn.", "Choose a new name."),
    "store_backup_inside": told("{file} ville ligge i mappen til databasen.",
                             "{file} would lie in the folder of the desk.",
                             "Velg en mappe på et annet medium: går databasen tapt, gjør kopien det også.",
                             "Choose a folder on another medium: whoever loses the desk would lose it too."),
    "store_no_backup": told("{file} er ingen sikkerhetskopi, eller kan ikke leses.",
                         "{file} is no backup, or cannot be read.",
                         "Oppgi mappen til en sikkerhetskopi.", "Give the folder of a backup."),
    "store_backup_damaged": told("{file} er skadet, eller er ikke den som ble kopiert.",
                              "{file} is damaged, or is not the one that was backed up.",
                              "Bruk en annen sikkerhetskopi.", "Take another backup."),
    "store_backup_newer": told("Sikkerhetskopien er skrevet av et nyere program.", "A newer program wrote this backup.",
                            "Bruk det nyere programmet.", "Use the newer program."),
    "store_backup_unfit": told("Opplysningene i sikkerhetskopien henger ikke sammen.",
                            "The facts in the backup do not hold together.",
                            "Bruk en annen sikkerhetskopi.", "Take another backup."),
    "store_plan_spoilt": told("Den godkjente planen er ikke den som ble funnet i orden.",
                           "The accepted plan is not what the judge found sound.",
                           "Bruk en annen sikkerhetskopi, og finn ut hvem som har skrevet til databasen.",
                           "Take another backup, and find out who wrote to the database."),
    "store_other_desk": told("Dette er sikkerhetskopien av en annen database.", "This is the backup of another desk.",
                          "Oppgi en som hører til denne.", "Give a backup of this desk."),
    "restore_not_granted": told("Ingen har sagt ja til denne gjenopprettingen.", "Nobody has said yes to this restore.",
                             "Spør en annen person.", "Ask a second person."),
}  # fmt: skip
"""Backup and restore."""

DELETING: Mapping[str, Told] = {
    "retention_bounds": told("Det kan settes til {least} til {most} dager.", "{least} to {most} days can be set.",
                          "Velg et tall innenfor.", "Choose a number within these."),
    "list_suffix": told("Listen skrives som .html.", "The list is written as .html.",
                        "Gi filen et navn som slutter på .html.", "Give the file a name that ends in .html."),
    "printout_suffix": told("En utskrift skrives som .html eller .txt.", "A printout is written as .html or .txt.",
                         "Gi filen et slikt navn.", "Give the file such a name."),
    "purge_changed": told("Det som skal slettes, er endret.", "What is due has changed.",
                       "Se på det på nytt.", "Look at it again."),
    "nothing_due": told("Det er ingenting å slette.", "Nothing is due.",
                     "Ingenting trenger å gjøres.", "Nothing is to be done."),
    "day_to_come": told("Den dagen er ikke kommet.", "That day has not come.",
                     "Oppgi dagens dato.", "Give today's date."),
    "still_housed": told("Noen i husstanden har en seng.", "Somebody of the household has a bed.",
                      "Skriv først ned at de har flyttet ut.", "Record first that they left."),
    "alias_erased": told("Dekknavnet tilhørte en som er slettet.", "The alias was that of somebody whose data are erased.",
                      "Velg et annet.", "Choose another one."),
}  # fmt: skip
"""Printouts, retention and erasure."""

KEEPING: Mapping[str, Told] = {**FILES, **DELETING}
"""Code -> what is wrong, and the way out."""
