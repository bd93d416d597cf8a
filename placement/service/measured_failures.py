"""Why measures cannot be told, in words, and the way out."""

from collections.abc import Mapping

from placement.service.told import Told, told

MEASURED: Mapping[str, Told] = {
    "records_unreadable": told(
        "filen kan ikke leses.",
        "the file cannot be read.",
        "Oppgi en fil som «placement simulate --out» har skrevet.",
        "Give a file that “placement simulate --out” wrote.",
    ),
    "records_none": told(
        "filen har ingen uker.",
        "the file holds no week.",
        "Oppgi en fil som «placement simulate --out» har skrevet.",
        "Give a file that “placement simulate --out” wrote.",
    ),
    "records_malformed": told(
        "linje {line} er ikke det en uke etterlater.",
        "line {line} is no week's record.",
        "Bruk en fil som «placement simulate --out» har skrevet.",
        "Use a file that “placement simulate --out” wrote.",
    ),
    "records_too_short": told(
        "mindre enn et kvartal er med.",
        "less than a quarter is recorded.",
        "Tall som forlater enheten, gjelder 13 uker eller mer.",
        "Figures that leave the unit are of 13 weeks or more.",
    ),
}
