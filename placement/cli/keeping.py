"""Backup and restore, retention and erasure."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from placement.cli.at_desk import AtDesk, DeskFolder, at_desk
from placement.cli.carried_out import say_waits
from placement.cli.options import MOST, AsJson, Household, LangOption, Why, day, theme
from placement.cli.say import note, say_what_was_written, write, write_json
from placement.cli.secret import secret_of
from placement.cli.tables import show_table
from placement.words.texts import later, texts

if TYPE_CHECKING:
    from placement.service.desk.restore import Restored
    from placement.service.desk.retention import Purge

app = theme()


@app.command()
@at_desk
def backup(
    at: AtDesk,
    to: Annotated[Path, typer.Argument(metavar="FOLDER", help=later("The backup's folder."))],
) -> None:
    """Backup of a desk that is in use."""
    from placement.service.desk.backup import back_up

    with at.opened() as desk:
        done = back_up(desk, at.login, to)
    if at.as_json:
        write_json(done.model_dump(mode="json"))
        return
    _ = at.texts
    say_what_was_written(to, at.lang, as_json=False)
    write(_("Backup {id} holds changes 1 to {number}.", id=done.id, number=done.change))


@app.command()
@at_desk
def restore(
    at: AtDesk,
    *,
    source: Annotated[Path, typer.Argument(metavar="BACKUP", help=later("The backup's folder."))],
    request: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=1,
            max=MOST,
            help=later("The request by which a second person let protections be lower."),
        ),
    ] = None,
    ask: Annotated[
        bool,
        typer.Option(
            "--ask", help=later("Restore nothing: ask a second person, where it lowers a protection.")
        ),
    ] = False,
    recovery: Annotated[
        bool, typer.Option("--recovery", help=later("Open with the recovery key, which is asked for."))
    ] = False,
    why: Why = "restore",
) -> None:
    """Restore, or ask for one."""
    if ask:
        _ask_restore(at, source, why)
        return
    from placement.service.desk.desk import NeedsSecond
    from placement.service.desk.restore import restore as put_back

    _ = at.texts
    secret = secret_of(at.folder, at.key_file, at.lang, recovery=recovery, backup=source)
    try:
        done = put_back(at.folder, source, secret, at.login, granted=request, anchor=at.anchor)
    except NeedsSecond:
        note(_("With --ask the same command asks a second person, who is told what would be lower."))
        raise
    _say_restored(at, done)


@app.command("give-up")
def give_up_(folder: DeskFolder, as_json: AsJson = False, lang: LangOption = "nb") -> None:
    """The end of a restore that neither finished nor can be tried again."""
    from placement.service.desk.restore import give_up

    give_up(folder)
    if as_json:
        write_json({"given_up": str(folder)})
    else:
        write(texts(lang)("The desk is as it was before the restore."))


def _ask_restore(at: AtDesk, source: Path, why: str) -> None:
    from placement.service.desk.restore_approval import ask_restore

    with at.opened() as desk:
        number = ask_restore(desk, at.login, source, why=why)
    say_waits(at, number, ())


def _say_restored(at: AtDesk, done: "Restored") -> None:
    _ = at.texts
    if at.as_json:
        write_json({
            "backup": done.manifest.id, "change": done.change, "compared": done.compared,
            "lowerings": len(done.lowerings), "erased": done.erased, "before": str(done.before or ""),
        })  # fmt: skip
        return
    write(_("Restored: the desk stands at change {number}.", number=done.change))
    if not done.compared:
        write(_("There was no desk to compare with: look through everybody's protections."))
    if done.erased:
        write(_.n("{count} alias was erased again.", "{count} aliases were erased again.", done.erased))
    # whom it lowers was told to those who granted it: whoever restores need not know of anybody


def today() -> date:
    """The log's clock is UTC."""
    return datetime.now(UTC).date()


@app.command()
@at_desk
def purge(
    at: AtDesk,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=later("Only show. This is also what happens without --token."))
    ] = False,
    token: Annotated[
        str | None, typer.Option(metavar="WORD", help=later("Delete what was shown with this word."))
    ] = None,
    on: Annotated[
        date | None,
        typer.Option(parser=day, metavar="YYYY-MM-DD", help=later("As of which day; by default today.")),
    ] = None,
) -> None:
    """Retention."""
    from placement.service.desk.retention import purge as delete

    if dry_run and token:
        raise typer.BadParameter("either", param_hint="--token")
    with at.opened() as desk:
        done = delete(desk, at.login, today=on or today(), token=token)
    _say_purge(at, done)


def _say_purge(at: AtDesk, done: "Purge") -> None:
    from placement.service.desk.named import table_name

    _ = at.texts
    if at.as_json:
        write_json({
            "due": [one._asdict() for one in done.due], "held_back": done.held_back, "rows": done.rows,
            "token": done.token, "change": done.change,
        })  # fmt: skip
        return
    if done.change is not None:
        write(_("Deleted, history and all (change {number}). It cannot be taken back.", number=done.change))
    elif done.due:
        heads = _("Household"), _("Closed"), _("People")
        rows = [(one.household, one.closed.isoformat(), one.people) for one in done.due]
        show_table(_("Due to be deleted ({count})", count=len(done.due)), heads, rows)
        gone = ", ".join(
            f"{table_name(table, at.lang)} {count}" for table, count in sorted(done.rows.items())
        )
        write(_("Rows that go, with their history: {rows}.", rows=gone))
        write(_("Delete them: placement purge --token {word}", word=done.token))
    else:
        write(_("Nothing is due."))
    if done.held_back:
        names = ", ".join(done.held_back)
        write(_("Held back, since somebody else would be protected less: {names}.", names=names))


@app.command()
@at_desk
def erase(at: AtDesk, household: Household, why: Why) -> None:
    """Erasure, of which nothing comes back."""
    from placement.service.desk.forgetting import erase as ask_to_erase

    with at.opened() as desk:
        number = ask_to_erase(desk, at.login, household, why=why)
    say_waits(at, number, ())
