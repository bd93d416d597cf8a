"""What the program says of itself: how a plan is made, what is held of people, and for whom the screens work."""

from collections.abc import Mapping
from typing import NamedTuple

from placement.words.language import Lang
from placement.words.sentence import Sentence as W


class Statement(NamedTuple):
    """A heading, and what is said below it."""

    title: W
    sentences: tuple[W, ...]

    def lines(self, lang: Lang) -> list[str]:
        """The sentences in one language."""
        return [getattr(one, lang) for one in self.sentences]


METHOD = Statement(
    W("Slik blir en plan til", "How a plan is made"),
    (
        W(
            "Programmet regner ut et forslag. Et menneske ser på det, endrer det og godkjenner det i eget navn.",
            "The program works out a proposal. A human looks at it, changes it, and accepts it in their own name.",
        ),
        W(
            "Først det som aldri fravikes: ingen får en plass som er farlig for dem, og ingen plasseres uten samtykke.",
            "First what is never set aside: nobody gets a place that is dangerous to them, or one without consent.",
        ),
        W(
            "Så hvem som får plass: de som haster mest, først. Ingen av dem utelates for at andre skal få plass.",
            "Then who gets a place: the most urgent first. None of them is left out so that more others get one.",
        ),
        W(
            "Til sist ønskene. Hvor mye hvert ønske teller, står under Regler, og der kan det endres.",
            "Last the wishes. How much each one counts is under Rules, and can be changed there.",
        ),
        W(
            "Der alt annet er likt, avgjør et lodd som ble trukket da husstanden kom. Navn og rekkefølge teller aldri.",
            "Where all else is equal, a lot decides that was drawn at the referral. Names and order never count.",
        ),
        W(
            "Planen sier selv hvor god den er: bevist best, eller hvor mye bedre den høyst kunne vært.",
            "The plan says how good it is: proven best, or by how much a better one could be better at most.",
        ),
        W(
            "En dommer, skrevet for seg, prøver hver plan mot hver regel på nytt. Et brudd stopper godkjenningen.",
            "A judge, written apart, checks every plan against every rule anew. A breach stops the publishing.",
        ),
        W(
            "Ingen forklaring kommer fra en språkmodell: Hver grunn kommer fra reglene.",
            "No explanation comes from a language model: each reason comes from the rules.",
        ),
    ),
)
PRIVACY = Statement(
    W("Personvern", "Privacy"),
    (
        W(
            "Personer har dekknavn. Navn, fødselsdato, diagnose og hva noen har vært utsatt for, står ikke her.",
            "Persons have aliases. No names, birth dates or diagnoses are held here, nor what happened to anybody.",
        ),
        W(
            "Du ser det rollen din trenger. Det mest sårbare vises først når du spør, med en grunn som logges.",
            "You see what your role needs. The most sensitive shows only when you ask, with a reason that is logged.",
        ),
        W(
            "Loggen sier hvem som så, endret og tok ut hva, og når. Den sier aldri hva som står der.",
            "The log says who saw, changed and took out what, and when. It never says what is written there.",
        ),
        W(
            "Ingenting forlater maskinen: ingen statistikk, ingen kart og ingen skrifter hentes utenfra.",
            "Nothing leaves the machine: no statistics are sent, and no maps or fonts are fetched.",
        ),
        W(
            "Opplysninger slettes en tid etter at en sak er avsluttet. Personen har rett til å se alt som er lagret.",
            "Data are deleted some time after a case is closed. The person has a right to see all that is held.",
        ),
        W(
            "Det finnes ingen innlogging ennå. Bruk ikke virkelige opplysninger før den er på plass.",
            "There is no login yet. Do not use real data until there is one.",
        ),
    ),
)
ACCESSIBILITY = Statement(
    W("Tilgjengelighet (utkast)", "Accessibility (draft)"),
    (
        W(
            "Målet er WCAG 2.1, nivå A og AA. Et program prøver sidene, lyst og mørkt, på begge språk.",
            "The pages aim at WCAG 2.1, levels A and AA. A program tests them, light and dark, in both languages.",
        ),
        W(
            "Alt kan gjøres med tastatur. Ingenting sies med farge alene, og hver figur har en tabell ved siden av.",
            "All can be done by keyboard. Nothing is said by colour alone, and each chart has a table beside it.",
        ),
        W(
            "Sidene kan leses på en skjerm som er 320 punkter bred.",
            "The pages can be read on a screen that is 320 points wide.",
        ),
        W(
            "Kjent mangel: noen få ord i bibliotekets egne felt, som måneder i datovelgeren, er på engelsk.",
            "Known to be lacking: a few words of the library's own fields, as months of the calendar, are English.",
        ),
        W(
            "Ingen med nedsatt funksjonsevne har prøvd appen ennå, og ingen skjermleser er prøvd.",
            "Nobody with a disability has tried the app yet, and no screen reader was tried.",
        ),
        W(
            "Den som tar appen i bruk, fyller inn hvem du melder fra til.",
            "Whoever takes the app into use fills in to whom you tell what does not work.",
        ),
    ),
)
STATEMENTS: Mapping[str, Statement] = {
    "method": METHOD, "privacy": PRIVACY, "accessibility": ACCESSIBILITY,
}  # fmt: skip
