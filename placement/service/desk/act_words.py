"""What was done on a desk, in words: the names of commands, and of what the log has besides."""

from collections.abc import Mapping

from placement.words.language import Lang
from placement.words.sentence import Sentence as W

COMMANDS: Mapping[str, W] = {
    "add_pin": W("ny lås", "new pin"),
    "add_row": W("ny rad", "new row"),
    "answer_offer": W("svar på tilbud", "answer to an offer"),
    "birth": W("fødsel", "birth"),
    "comment_plan": W("kommentar til en plan", "comment on a plan"),
    "refer_group": W("ny gruppe", "new group"),
    "refer_household": W("ny henvisning", "new referral"),
    "break_glass": W("overstyring alene", "override alone"),
    "burn_address": W("adresse røpet", "burnt address"),
    "change_tier": W("endret hast", "changed priority"),
    "consent_to_move": W("samtykke til flytting", "consent to a move"),
    "correct_fact": W("rettelse", "correction"),
    "countersign": W("etterprøving", "countersigning"),
    "edit_rows": W("endrede rader", "changed rows"),
    "end_stay": W("slutt på opphold", "end of a stay"),
    "extend_stay": W("forlenget opphold", "extended stay"),
    "grant_override": W("overstyring", "override"),
    "hold_expires": W("seng ikke lenger holdt av", "hold expired"),
    "keep_hold": W("seng holdt av lenger", "hold kept longer"),
    "keep_scenario": W("scenario lagret", "scenario kept"),
    "merge_households": W("sammenslåing av husstander", "merge of households"),
    "moved_in": W("innflytting", "moved in"),
    "no_show": W("kom ikke", "no-show"),
    "open_week": W("ny uke", "new week"),
    "record_exit": W("utflytting", "exit"),
    "release_room": W("frigitt rom", "released room"),
    "remove_pin": W("lås fjernet", "pin removed"),
    "remove_row": W("rad fjernet", "row removed"),
    "show_places": W("plasser vist til kontakten", "places shown to the contact"),
    "set_fields": W("endrede felt", "changed fields"),
    "set_same": W("det samme for flere", "the same for several"),
    "set_policy": W("endret innstilling", "changed setting"),
    "split_household": W("deling av husstand", "split of a household"),
    "take_back": W("angring, to personer", "undo by two people"),
    "withdraw_decline": W("nei trukket tilbake", "decline withdrawn"),
}
"""Name of a command (`placement.service.desk.commands`) -> what it is called."""

OTHERS: Mapping[str, W] = {
    "accept_plan": W("godkjent plan", "accepted plan"),
    "ask_erase": W("bedt om sletting", "asked for an erasure"),
    "ask_restore": W("bedt om gjenoppretting", "asked for a restore"),
    "ask_second": W("bedt om et ja til", "asked a second person"),
    "ask_what_if": W("spurt hva som ville skje", "asked what would come of it"),
    "ask_why": W("spurt hvorfor", "asked why"),
    "back_up": W("sikkerhetskopi begynt", "backup begun"),
    "backed_up": W("sikkerhetskopi ferdig", "backup done"),
    "check_log": W("kontroll av loggen", "check of the log"),
    "erase": W("sletting", "erasure"),
    "erase_again": W("sletting på nytt", "erasure again"),
    "export": W("eksport", "export"),
    "export_scenarios": W("scenarioer tatt ut", "scenarios taken out"),
    "grant_restore": W("ja til gjenoppretting", "yes to a restore"),
    "import": W("import", "import"),
    "keep_plan": W("ny plan", "new plan"),
    "keep_users": W("kontoer beholdt", "accounts kept"),
    "load_week": W("første uke", "first week"),
    "make_desk": W("ny database", "new desk"),
    "preview_import": W("fil vist", "file shown"),
    "preview_policy": W("endrede regler prøvd", "changed rules tried out"),
    "preview_scenario": W("scenario prøvd på uken", "scenario tried on the week"),
    "print_monday": W("mandagsliste skrevet ut", "Monday list printed"),
    "printout": W("utskrift til personen", "printout for the person"),
    "propose_plan": W("plan lagt fram", "plan proposed"),
    "purge": W("sletting etter frist", "purge"),
    "purge_look": W("sett etter frister", "look at what is due"),
    "read": W("lest", "read"),
    "read_accounts": W("kontoer lest", "accounts read"),
    "read_history": W("historikk lest", "history read"),
    "read_log": W("logg lest", "log read"),
    "read_plan": W("plan lest", "plan read"),
    "read_requests": W("forespørsler lest", "requests read"),
    "read_scenario": W("scenario lest, med navn", "scenario read, with aliases"),
    "read_status": W("status lest", "status read"),
    "read_week": W("hele uken lest", "whole week read"),
    "redo": W("gjort om igjen", "redo"),
    "refuse_second": W("nei til forespørsel", "request refused"),
    "restore": W("gjenoppretting", "restore"),
    "restore_begun": W("gjenoppretting begynt", "restore begun"),
    "restore_lowers": W("gjenoppretting som svekker", "restore that lowers"),
    "reveal": W("skjult felt vist", "field revealed"),
    "set_address": W("adresse skrevet", "address written"),
    "set_retention": W("endret frist for sletting", "changed retention"),
    "start_job": W("plan bestilt", "job started"),
    "stop_job": W("planlegging stoppet", "job stopped"),
    "undo": W("angret", "undo"),
    "withdraw_request": W("forespørsel trukket", "request withdrawn"),
}
"""What is no command, as the log and the history of changes call it -> what it is called."""


def act_name(code: str, lang: Lang) -> str:
    """What a change or a line of the log is called; its code, where a newer program wrote it."""
    said = COMMANDS.get(code) or OTHERS.get(code)
    return code if said is None else getattr(said, lang)
