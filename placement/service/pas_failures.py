"""Errors of the public benchmark in words."""

from collections.abc import Mapping

from placement.service.told import Told
from placement.words.sentence import Sentence

_FILE = Sentence(
    "Gi en fil fra den offentlige prøven «patient admission scheduling».",
    "Give a file of the public benchmark “patient admission scheduling”.",
)

PAS: Mapping[str, Told] = {
    "pas_unreadable": Told(Sentence("filen kan ikke leses.", "the file cannot be read."), _FILE),
    "pas_huge": Told(Sentence("filen er for stor.", "the file is too large."), _FILE),
    "pas_horizon": Told(
        Sentence(
            "ingen linje sier hvor mange netter planen gjelder, fra 1 til 1000.",
            "no line gives the planning horizon, from 1 to 1000 nights.",
        ),
        _FILE,
    ),
    "pas_section": Told(Sentence("en del mangler eller er tom.", "a section is missing or empty."), _FILE),
    "pas_line": Told(Sentence("linjen følger ikke formatet.", "the line does not follow the format."), _FILE),
    "pas_twice": Told(
        Sentence("to rader i en del har samme nummer.", "two rows of a section have the same number."), _FILE
    ),
    "pas_properties": Told(
        Sentence(
            "rom og pasienter har ulikt antall egenskaper.",
            "rooms and patients name different numbers of room properties.",
        ),
        _FILE,
    ),
    "pas_crowded": Told(
        Sentence("ingen plan har plass til alle.", "no plan has room for everybody."),
        Sentence("Filen må endres.", "The file must change."),
    ),
}
