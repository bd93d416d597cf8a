"""The app in a browser on this machine: a desk of one's own, or fictional people."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from placement.cli.at_desk import AnchorOption, DeskFolder, KeyFileOption, Login
from placement.cli.options import LangOption, theme
from placement.cli.say import note, write
from placement.cli.secret import secret_of
from placement.words.texts import later, texts

if TYPE_CHECKING:
    from placement.words.language import Lang

app = theme()

PORT = 8501
Port = Annotated[int, typer.Option(min=1024, max=65535, help=later("Where it listens, on 127.0.0.1 alone."))]


@app.command()
def serve(
    *,
    folder: DeskFolder,
    login: Login,
    key_file: KeyFileOption = None,
    anchor: AnchorOption = None,
    port: Port = PORT,
    lang: LangOption = "nb",
) -> None:
    """The secret stays in this process: the server runs in it."""
    from placement.app import serving
    from placement.service.desk.open import open_desk
    from placement.service.desk.opens_with import is_there
    from placement.service.desk.sight import who
    from placement.store.made import holds_demo

    _ = texts(lang)
    is_there(folder)
    desk = open_desk(folder, secret_of(folder, key_file, lang), anchor=anchor)
    try:
        who(desk, login)
        if not desk.store.log_agrees():
            note(_("The log does not have what was written down of it elsewhere: placement audit verify"))
        serving.serve(desk, None if holds_demo(desk.store) else login)
        _run(port, lang)
    finally:
        serving.stop()
        desk.close()


@app.command()
def demo(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="FOLDER", help=later("A folder to keep it in; without one it goes at the end.")
        ),
    ] = None,
    port: Port = PORT,
    lang: LangOption = "nb",
) -> None:
    """A desk for demo data: made anew, or the one that lies in the folder."""
    from placement.app import serving
    from placement.service.desk.open import open_desk
    from placement.store.incoming import DATABASE

    try:
        if folder is not None and (folder / DATABASE).exists():
            serving.serve(open_desk(folder, None), None)
        else:
            serving.serve_demo(folder)
        _run(port, lang)
    finally:
        serving.stop()


def _run(port: int, lang: "Lang") -> None:
    from placement.app.asgi import run

    _ = texts(lang)
    write(_("Open http://127.0.0.1:{port} in a browser on this machine. Ctrl+C ends it.", port=port))
    run(port)
