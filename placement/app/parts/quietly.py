"""Files that are made when somebody presses: of what goes wrong then, no log gets more than the kind."""

import logging
from collections.abc import Callable


def quietly(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """The same; of an error the library's log gets the class alone, never its data."""

    def made() -> bytes:
        try:
            return make()
        except Exception as error:  # noqa: BLE001 - whatever it is, its text is not for a log
            logging.getLogger("placement.app").warning("%s", type(error).__name__)
        raise RuntimeError("the file was not made")

    return made
