"""The words of every list of choices, in Norwegian and English, as they stand in tables."""

from collections.abc import Mapping
from enum import StrEnum

from placement.domain.consent import ConsentAnswer, ConsentWay, OfferAnswer
from placement.domain.decision import Tier
from placement.domain.household import Situation
from placement.domain.housing import ClosureKind, Staffing, TargetGroup, UnitType, ZonePolicy
from placement.domain.person import Access, AgeBand, AgeStatus, Danger, Gender, Habit, Secrecy, Track, ZoneWish
from placement.domain.relation import RelationKind
from placement.domain.stay import StayKind
from placement.domain.value import Answer
from placement.words.sentence import Sentence

Words = Mapping[str, Sentence]

YES, NO = Sentence("ja", "yes"), Sentence("nei", "no")
UNKNOWN = Sentence("ukjent", "unknown")
"""May be written where a cell may be empty; it says the same."""

WORDS: Mapping[type[StrEnum], Words] = {
    Answer: {
        "yes": YES,
        "no": NO,
        "not_asked": Sentence("ikke spurt", "not asked"),
    },
    AgeStatus: {
        "adult": Sentence("voksen", "adult"),
        "minor_accompanied": Sentence("barn med følge", "accompanied minor"),
        "minor_unaccompanied": Sentence("barn uten følge", "unaccompanied minor"),
        "unclear": Sentence("uavklart", "unclear"),
    },
    # With "år", so that a spreadsheet does not turn 6-12 into the sixth of December.
    AgeBand: {
        "0-1": Sentence("0–1 år", "0–1 years"),
        "2-5": Sentence("2–5 år", "2–5 years"),
        "6-12": Sentence("6–12 år", "6–12 years"),
        "13-17": Sentence("13–17 år", "13–17 years"),
        "18-24": Sentence("18–24 år", "18–24 years"),
        "25-39": Sentence("25–39 år", "25–39 years"),
        "40-59": Sentence("40–59 år", "40–59 years"),
        "60+": Sentence("60+ år", "60+ years"),
    },
    Gender: {
        "woman": Sentence("kvinne", "woman"),
        "man": Sentence("mann", "man"),
        "non_binary": Sentence("ikke-binær", "non-binary"),
        "prefer_not": Sentence("vil ikke oppgi", "prefer not to say"),
    },
    ZoneWish: {
        "women_only": Sentence("bare kvinner", "women only"),
        "men_only": Sentence("bare menn", "men only"),
        "own_unit": Sentence("egen enhet", "own unit"),
        "either": Sentence("det samme", "either"),
        "not_asked": Sentence("ikke spurt", "not asked"),
    },
    Access: {
        "step_free": Sentence("trinnfritt", "step-free"),
        "wheelchair": Sentence("rullestol", "wheelchair"),
        "visual_alarm": Sentence("synlig varsling", "visual alarm"),
        "hearing_alarm": Sentence("hørbar varsling", "audible alarm"),
        "assistance_dog": Sentence("førerhund", "assistance dog"),
        "ground_floor": Sentence("første etasje", "ground floor"),
    },
    Habit: {
        "pet": Sentence("kjæledyr", "pet"),
        "smoking": Sentence("røyking", "smoking"),
        "substance": Sentence("rus", "substance use"),
    },
    Secrecy: {
        "none": Sentence("ingen", "none"),
        "hidden": Sentence("skjult plassering", "hidden placement"),
        "fortrolig": Sentence("fortrolig", "confidential address"),
        "strengt_fortrolig": Sentence("strengt fortrolig", "strictly confidential address"),
    },
    Danger: {
        "low": Sentence("lav", "low"),
        "medium": Sentence("middels", "medium"),
        "high": Sentence("høy", "high"),
        "acute": Sentence("akutt", "acute"),
    },
    Track: {
        "reflection_applied": Sentence("søkt refleksjon", "reflection applied"),
        "reflection_granted": Sentence("innvilget refleksjon", "reflection granted"),
        "limited_permit": Sentence("begrenset tillatelse", "limited permit"),
        "asylum": Sentence("asyl", "asylum"),
        "eea_resident": Sentence("EØS bosatt", "EEA resident"),
        "eea_visitor": Sentence("EØS besøk", "EEA visitor"),
        "resident": Sentence("norsk eller bosatt", "Norwegian or resident"),
        "no_stay": Sentence("uten opphold", "no stay"),
        "not_clarified": Sentence("ikke avklart", "not clarified"),
    },
    Situation: {
        "nowhere": Sentence("ingen steder", "nowhere"),
        "unsafe": Sentence("utrygt", "unsafe"),
        "hotel": Sentence("hotell", "hotel"),
        "destitute_soon": Sentence("snart uten bosted", "destitute soon"),
        "friends": Sentence("hos venner", "with friends"),
        "safe": Sentence("trygt", "safe"),
        "unknown": UNKNOWN,
    },
    UnitType: {
        "crisis_centre": Sentence("krisesenter", "crisis centre"),
        "safe_house": Sentence("trygt hus", "safe house"),
        "shared_flat": Sentence("bofellesskap", "shared flat"),
        "own_flat": Sentence("egen leilighet", "own flat"),
        "reception": Sentence("mottak", "reception"),
        "hotel": Sentence("hotell", "hotel"),
        "treatment": Sentence("behandling", "treatment"),
    },
    ZonePolicy: {
        "women": Sentence("kvinner", "women"),
        "men": Sentence("menn", "men"),
        "mixed": Sentence("blandet", "mixed"),
        "family": Sentence("familier", "families"),
        "own_unit": Sentence("egen enhet", "own unit"),
    },
    Staffing: {
        "none": Sentence("ingen", "none"),
        "on_call": Sentence("bakvakt", "on call"),
        "day": Sentence("dag", "day"),
        "full": Sentence("døgn", "24 hours"),
    },
    TargetGroup: {
        "single": Sentence("enslige", "singles"),
        "couple": Sentence("par", "couples"),
        "family": Sentence("familier", "families"),
    },
    ClosureKind: {
        "repair": Sentence("reparasjon", "repair"),
        "order": Sentence("pålegg", "order"),
        "burnt": Sentence("adressen er kjent", "address is known"),
        "other": Sentence("annet", "other"),
    },
    StayKind: {
        "past": Sentence("tidligere", "past"),
        "current": Sentence("nåværende", "current"),
        "hold": Sentence("holdt av", "hold"),
        "new": Sentence("nytt", "new"),
        "proposal": Sentence("forslag", "proposal"),
    },
    Tier: {name: Sentence(name, name) for name in ("P0", "P1", "P2", "P3")},
    ConsentAnswer: {
        "given": Sentence("gitt", "given"),
        "declined": Sentence("avslått", "declined"),
        "withdrawn": Sentence("trukket", "withdrawn"),
    },
    ConsentWay: {
        "word": Sentence("muntlig", "by word"),
        "sign": Sentence("underskrift", "by sign"),
        "phone_interpreter": Sentence("telefontolk", "phone interpreter"),
    },
    OfferAnswer: {
        "open": Sentence("åpent", "open"),
        "accepted": Sentence("takket ja", "accepted"),
        "declined": Sentence("takket nei", "declined"),
    },
    RelationKind: {
        "perpetrator": Sentence("utøver", "perpetrator"),
        "recruiter": Sentence("verver", "recruiter"),
        "controller": Sentence("kontrollerer", "controller"),
        "violent_threat": Sentence("voldstrussel", "violent threat"),
        "separate": Sentence("holdes atskilt", "separate"),
        "conflict": Sentence("konflikt", "conflict"),
        "neutral": Sentence("vurdert uproblematisk", "assessed neutral"),
        "keep_together": Sentence("holdes sammen", "keep together"),
        "friend": Sentence("venn", "friend"),
        "family": Sentence("familie", "family"),
        "guardian": Sentence("foresatt", "guardian"),
    },
}
