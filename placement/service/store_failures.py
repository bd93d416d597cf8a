"""What keys, files and the database refuse, in words."""

from collections.abc import Mapping

from placement.service.told import Told
from placement.words.sentence import Sentence

STORE: Mapping[str, Told] = {
    "passphrase_short": Told(
        Sentence(
            "Passordfrasen er kortere enn {least} tegn.", "The passphrase is shorter than {least} characters."
        ),
        Sentence(
            "Bruk fire eller flere ord som ikke hører sammen.",
            "Take four or more words that do not belong together.",
        ),
    ),
    "secret_same": Told(
        Sentence(
            "Det er hemmeligheten som åpner databasen nå.", "That is the secret that opens the desk now."
        ),
        Sentence(
            "Velg en annen: den som kjenner denne, ville fortsatt komme inn.",
            "Choose another one: whoever knows this one would still get in.",
        ),
    ),
    "one_secret_for_two": Told(
        Sentence("De to nøkkelholderne har samme hemmelighet.", "The two keepers have the same secret."),
        Sentence("La hver av dem velge sin egen.", "Let each of them choose their own."),
    ),
    "recovery_slip": Told(
        Sentence(
            "Det er en skrivefeil i gjenopprettingsnøkkelen, som har {wanted} tegn ({typed} ble oppgitt).",
            "There is a slip in the recovery key, which has {wanted} characters ({typed} were given).",
        ),
        Sentence(
            "Sammenlign den gruppe for gruppe med det som ble skrevet ned.",
            "Compare it group by group with what was written down.",
        ),
    ),
    "key_file_unreadable": Told(
        Sentence("er ikke en nøkkelfil som kan leses.", "is not a key file that can be read."),
        Sentence(
            "Oppgi filen som ble laget for denne databasen.", "Give the file that was made for this desk."
        ),
    ),
    "key_file_inside": Told(
        Sentence(
            "ligger i mappen til databasen som den åpner.", "lies in the folder of the desk that it opens."
        ),
        Sentence(
            "Flytt den til et annet medium, for eksempel en minnepinne.",
            "Move it to another medium, such as a memory stick.",
        ),
    ),
    "file_unwritable": Told(
        Sentence("filen kan ikke skrives.", "the file cannot be written."),
        Sentence("Velg et annet sted.", "Choose another place."),
    ),
    "store_wrong_passphrase": Told(
        Sentence("Denne passordfrasen åpner ikke databasen.", "This passphrase does not open the desk."),
        Sentence(
            "Oppgi den riktige, eller bruk gjenopprettingsnøkkelen.",
            "Give the right one, or use the recovery key.",
        ),
    ),
    "store_wrong_key_file": Told(
        Sentence("Denne nøkkelfilen åpner ikke databasen.", "This key file does not open the desk."),
        Sentence(
            "Oppgi den riktige, eller bruk gjenopprettingsnøkkelen.",
            "Give the right one, or use the recovery key.",
        ),
    ),
    "store_wrong_recovery": Told(
        Sentence(
            "Denne gjenopprettingsnøkkelen åpner ikke databasen.",
            "This recovery key does not open the desk.",
        ),
        Sentence("Oppgi den som hører til denne databasen.", "Give the one that belongs to this desk."),
    ),
    "store_wants_passphrase": Told(
        Sentence("Databasen åpnes med en passordfrase.", "The desk opens with a passphrase."),
        Sentence("Oppgi den.", "Give that."),
    ),
    "store_wants_key_file": Told(
        Sentence("Databasen åpnes med en nøkkelfil.", "The desk opens with a key file."),
        Sentence("Oppgi den.", "Give that."),
    ),
    "store_no_address_key": Told(
        Sentence(
            "Adresser krever nøkkelen til den som forvalter adressene.",
            "Addresses need the address keeper's key.",
        ),
        Sentence(
            "Be adresseforvalteren åpne databasen sammen med deg.",
            "Ask the address keeper to open the desk with you.",
        ),
    ),
    "store_seal_broken": Told(
        Sentence(
            "En forseglet tekst hører ikke til raden sin, eller er endret.",
            "A sealed text does not belong to its row, or was changed.",
        ),
        Sentence(
            "Gjenopprett fra en sikkerhetskopi, og finn ut hvem som har skrevet til databasen.",
            "Restore it from a backup, and find out who wrote to the database.",
        ),
    ),
    "store_keys_missing": Told(
        Sentence(
            "Filen {file} finnes ikke, eller kan ikke leses.",
            "The file {file} is not there, or cannot be read.",
        ),
        Sentence(
            "Oppgi mappen til en database, eller gjenopprett fra en sikkerhetskopi.",
            "Give the folder of a desk, or restore it from a backup.",
        ),
    ),
    "store_keys_damaged": Told(
        Sentence("Filen {file} er skadet.", "The file {file} is damaged."),
        Sentence("Gjenopprett fra en sikkerhetskopi.", "Restore it from a backup."),
    ),
    "store_keys_newer": Told(
        Sentence(
            "Filen {file} er skrevet av et nyere program.", "The file {file} was written by a newer program."
        ),
        Sentence("Bruk det nyere programmet.", "Use the newer program."),
    ),
    "store_keys_cost": Told(
        Sentence(
            "Filen {file} gjør passordfrasen lettere å gjette enn tillatt, eller tyngre å prøve enn noen maskin bør.",
            "The file {file} makes the passphrase easier to guess than allowed, or dearer to try than it can be.",
        ),
        Sentence(
            "Noen kan ha endret filen: gjenopprett fra en sikkerhetskopi.",
            "Somebody may have changed it: restore it from a backup.",
        ),
    ),
    "store_folder_used": Told(
        Sentence("Mappen {file} er ikke tom.", "The folder {file} is not empty."),
        Sentence("Oppgi en ny mappe for en ny database.", "Give a new folder for a new desk."),
    ),
    "store_unwritable": Told(
        Sentence("Det går ikke å skrive til {file}.", "Nothing can be written to {file}."),
        Sentence(
            "Se etter at mappen finnes, at du kan skrive i den, og at disken ikke er full.",
            "Check that the folder is there, that you may write in it, and that the disk is not full.",
        ),
    ),
    "store_needs_key": Told(
        Sentence(
            "Filen {file} hører til en database med nøkler.",
            "The file {file} belongs to a desk that has keys.",
        ),
        Sentence("Åpne det med hemmeligheten.", "Open it with its secret."),
    ),
    "store_exists": Told(
        Sentence("Filen {file} finnes fra før.", "The file {file} is there already."),
        Sentence("Åpne den, eller velg en annen mappe.", "Open it, or choose another folder."),
    ),
    "store_missing": Told(
        Sentence("Filen {file} mangler.", "The file {file} is missing."),
        Sentence(
            "Oppgi mappen til en database, eller gjenopprett fra en sikkerhetskopi.",
            "Give the folder of a desk, or restore it from a backup.",
        ),
    ),
    "store_empty": Told(
        Sentence("Filen {file} er tom.", "The file {file} is empty."),
        Sentence("Gjenopprett fra en sikkerhetskopi.", "Restore it from a backup."),
    ),
    "store_not_plain": Told(
        Sentence(
            "Filen {file} er kryptert, eller ingen database.", "The file {file} is encrypted, or no database."
        ),
        Sentence("Åpne den med hemmeligheten.", "Open it with its secret."),
    ),
    "store_plain": Told(
        Sentence("Filen {file} er ikke kryptert.", "The file {file} is not encrypted."),
        Sentence("Gjenopprett fra en sikkerhetskopi.", "Restore it from a backup."),
    ),
    "store_unreadable": Told(
        Sentence(
            "Filen {file} er skadet, eller hører til en annen database.",
            "The file {file} is damaged, or belongs to another desk.",
        ),
        Sentence("Gjenopprett fra en sikkerhetskopi.", "Restore it from a backup."),
    ),
    "store_busy": Told(
        Sentence("Noen andre skriver til databasen.", "Somebody else is writing to the desk."),
        Sentence(
            "Ingenting ble lagret: prøv igjen om et øyeblikk.", "Nothing was saved: try again in a moment."
        ),
    ),
    "store_damaged": Told(
        Sentence("Databasen er skadet.", "The database is damaged."),
        Sentence("Gjenopprett fra en sikkerhetskopi.", "Restore it from a backup."),
    ),
    "store_disk": Told(
        Sentence(
            "Disken nektet å lese eller skrive databasen.", "The disk refused to read or write the database."
        ),
        Sentence(
            "Ingenting ble lagret: se etter at disken er der, ikke er full, og lar deg skrive.",
            "Nothing was saved: check that the disk is there, is not full, and lets you write.",
        ),
    ),
    "store_no_cipher": Told(
        Sentence(
            "SQLCipher er ikke installert, og uten den ville ingenting bli kryptert.",
            "SQLCipher is not installed, and without it nothing would be encrypted.",
        ),
        Sentence(
            "Installer pakken sqlcipher3. Til da kan bare eksempeldata brukes.",
            "Install the package sqlcipher3. Until then only demo data can be used.",
        ),
    ),
}
"""Code -> what is wrong, and the way out."""
