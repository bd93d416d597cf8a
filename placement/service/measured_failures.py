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
        "ukene er ikke hele kvartaler.",
        "the weeks are no whole quarters.",
        "Tall som forlater enheten, gjelder 13 uker, 26 og så videre.",
        "Figures that leave the unit are of 13 weeks, 26 and so on.",
    ),
}
